"""What letters bring back: that they came back, that they arrived, that no more of them are wanted."""

from django.db import transaction

from cairn.base import clock
from cairn.notices.models import Rhythm
from cairn.notices.outside import ASKS, GATHERING
from cairn.notices.verbs.giving import give

IN_A_ROW = 3  # that came back, until none are sent any more


@transaction.atomic
def came_back(member_id: int, *, for_good: bool) -> None:
    """A letter came back. The third in a row, or one that says the address is no good, turns letters off."""
    Rhythm.objects.get_or_create(member_id=member_id)
    rhythm = Rhythm.objects.select_for_update().get(member=member_id)
    rhythm.bounces = min(rhythm.bounces + 1, 1000)
    if rhythm.mail_off_at is None and (for_good or rhythm.bounces >= IN_A_ROW):
        rhythm.mail_off_at = clock.now()
        give(member_id, "mail_off", about=member_id)
    rhythm.save(update_fields=["bounces", "mail_off_at"])


def arrived(member_id: int) -> None:
    """A link out of a letter was used, so letters do arrive: those that came back before count no more."""
    Rhythm.objects.filter(member=member_id).exclude(bounces=0).update(bounces=0)


def turn_off(member_id: int, setting: str) -> None:
    """By a link in a letter, which is all the proof it needs. Safe to repeat."""
    off = {ASKS: {"asks_by_mail": False}, GATHERING: {"gathering": "", "gathering_due_at": None}}
    Rhythm.objects.filter(member=member_id).update(**off[setting], bounces=0)

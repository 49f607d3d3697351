"""Check-ins as one takes them along: one's own, and what a buddy told one person alone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base import keyring
from cairn.base.along import SOMEONE, Piece
from cairn.checkins.models import CheckIn, CheckInTold
from cairn.checkins.queries import in_words, tellings_of

TITLE = gettext_lazy("How it was")


def how_it_was(member) -> Iterator[Piece]:
    own = list(CheckIn.objects.by(member).order_by("at"))
    told = tellings_of(own)
    for one in own:
        if one.felt:
            yield Piece(in_words(one.felt, member.language), _line([telling.to for telling in told.get(one.pk, ())]), one.at)
    yield from _told_to(member)


def _line(to: list[str]) -> str:
    return _("Told to %(names)s") % {"names": ", ".join(to)} if to else ""


def _told_to(member) -> Iterator[Piece]:
    rows = CheckInTold.objects.filter(reader=member, checkin__in=CheckIn.objects.seen_by(member)).select_related("checkin").order_by("at")
    rows = list(rows)
    keyring.bring(row.checkin.member_id for row in rows)
    for row in rows:
        if row.checkin.felt:
            yield Piece(in_words(row.checkin.felt, member.language), _("How it was, told to you"), row.checkin.at, by=SOMEONE)

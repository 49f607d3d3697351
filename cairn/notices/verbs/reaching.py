"""How somebody wants to be reached while they are not here."""

import json

from django.utils.translation import gettext as _

from cairn.base import clock, crypto
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.notices.models import Outgoing, PushPlace, Rhythm
from cairn.notices.outgoing import push
from cairn.notices.outgoing.delivery import is_fitting
from cairn.notices.quiet import gathering_after
from cairn.notices.rules import may_turn_on_again, takes_mail

MOST_PLACES = 10


@act
def choose(*, asks_by_mail: bool, gathering: str, gathering_hour: int, by) -> Rhythm:
    """What may go to their mail address, from now on. `gathering` is "", "daily" or "weekly"; the hour is theirs.
    Letters that were turned off because they came back are on again, where the address was proved since."""
    rhythm = Rhythm.objects.select_for_update().get_or_create(member=by)[0]
    if may_turn_on_again(by, rhythm):
        rhythm.mail_off_at, rhythm.bounces = None, 0
    require(not (asks_by_mail or gathering) or takes_mail(by, rhythm), _("Name a mail address first, and open the link we send there."))
    rhythm.asks_by_mail, rhythm.gathering, rhythm.gathering_hour = asks_by_mail, gathering, gathering_hour
    rhythm.gathering_due_at = gathering_after(by, gathering, gathering_hour, clock.now()) if gathering else None
    rhythm.save()
    return rhythm


@act
def wake_here(*, endpoint: str, p256dh: str, auth: str, device: str, by) -> PushPlace:
    """This browser may be woken. It is one place however often it says so; and whoever else had it has it no more."""
    require(is_fitting(endpoint), _("This browser names a place for messages that we cannot use."))
    digest = crypto.digest("push", endpoint)
    for place in PushPlace.objects.filter(digest=digest):
        push.forget(place)
    place = PushPlace(member=by, digest=digest, device=device[:40])
    place.endpoint, place.keys = endpoint, json.dumps({"p256dh": p256dh, "auth": auth})
    place.save(force_insert=True)
    for old in list(PushPlace.objects.filter(member=by).order_by("-made_at")[MOST_PLACES:]):
        push.forget(old)
    Rhythm.objects.update_or_create(member=by, defaults={"asks_by_push": True})
    return place


def wake_nowhere(*, by, only: dict | None = None) -> None:
    """They signed out: browsers of theirs (all, or `only` those that have these facts) are not woken any more."""
    for place in list(PushPlace.objects.filter(member=by, **only or {})):
        push.forget(place)


@act
def take_back(place: PushPlace, *, by) -> None:
    """That browser is not woken any more."""
    require(place.member_id == by.pk, _("Only you can change this."))
    push.forget(place)


def reach_no_more(member_id: int) -> None:
    """They left: nothing goes out to them, and no browser of theirs is woken."""
    wake_nowhere(by=member_id)
    Outgoing.objects.filter(member=member_id, sent_at=None).delete()

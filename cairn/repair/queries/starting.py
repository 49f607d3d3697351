"""From where something is begun, what the circle may read in the end, and what can be reported."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.base.pages import found
from cairn.base.rules import require
from cairn.circles import queries as circles
from cairn.circles.models import Circle
from cairn.meetings import queries as meetings
from cairn.members.models import Member
from cairn.members.queries import Person
from cairn.repair import rules
from cairn.repair.models import Concern, Step
from cairn.safety.models import AsItStands
from cairn.shares import queries as shares


@dataclass(frozen=True, slots=True)
class Start:
    """Whom something would be begun with, and the words it is about, as the viewer sees them."""

    other: Member
    person: Person
    circle: Circle | None
    words: str
    back: str
    report: tuple[str, int]


def about_writer(member, noun: str, pk: int) -> Start:
    """From what somebody wrote. Nothing begins here with whoever is shown as "someone": it would need their name; nor
    from a circle that the viewer has left, where it would have to go on under the name they have outside of it."""
    it, circle = found(_NOUNS.get(noun))(member, pk)
    named = getattr(it, "named", True) and it.writer_id != member.pk and it.writer_id not in member.blocked_ids
    other = found(Member.objects.here().filter(pk=it.writer_id).first() if named else None)
    require(circle is None or circles.seat_of(member, circle) is not None, _("You have no seat in this circle any more, so nothing can be begun from here."))
    person = circles.people_in(circle.pk if circle else None, [other.pk])[other.pk]
    return Start(other, person, circle, it.words, it.href, (noun, pk))


def _share(member, pk: int):
    return shares.share_as_it_stands(member, pk), shares.share_for(member, pk).circle


def _response(member, pk: int):
    return shares.response_as_it_stands(member, pk), shares.response_for(member, pk).share.circle


def _spoken(member, pk: int):
    it = meetings.spoken_as_it_stands(member, pk)
    return it, circles.circle_for(member, it.circle_id)


_NOUNS = {"share": _share, "response": _response, "spoken": _spoken}


# Whether the circle's page has to ask for one; mostly it has not.
THERE = {
    "conversation": "EXISTS(SELECT 1 FROM cairn_conversation WHERE circle_id = cairn_agreement.circle_id AND ended_at IS NULL)",
    "line": "EXISTS(SELECT 1 FROM cairn_concern WHERE circle_id = cairn_agreement.circle_id AND line_agreed_at IS NOT NULL)",
}


@dataclass(frozen=True, slots=True)
class LineTold:
    words: str
    at: datetime


def lines_told_in(member, circle) -> list[LineTold]:
    """Lines that both wrote, for a month; for whoever sits here and is blocked with neither."""
    lines = _mended_in(circle, member, clock.now() - rules.LINE_STAYS)
    for concern in lines:
        keyring.take(concern.pk, concern.key)
    return [LineTold(concern.line, concern.line_agreed_at) for concern in lines if concern.line]


@composed(lambda circle, member, since: [circle.pk, list(member.blocked_ids), since])
def _mended_in(circle, member, since):
    told = Concern.system.filter(circle=circle, ended_as=rules.MENDED, line_agreed_at__gt=since).annotate(key=DataKey.along("pk"))
    return told.exclude(by__in=member.blocked_ids).exclude(other__in=member.blocked_ids).order_by("-line_agreed_at")


def step_as_it_stands(member, pk: int) -> AsItStands:
    """What the other wrote and the viewer was shown, for somebody who reports it; or 404."""
    from cairn.repair.queries.concerns import concern_for

    step = found(Step.objects.filter(pk=pk).first())
    concern = concern_for(member, step.concern_id)
    found(rules.is_one_of_two(member, concern) and rules.reads(member.pk, step, concern) and step.words or None)
    person = circles.people_in(concern.circle_id, [step.member_id])[step.member_id]
    where = _("in something the two work out")
    return AsItStands(step.words, person.name, where, step.at.isoformat(), reverse("concern", args=[concern.pk]), step.member_id)

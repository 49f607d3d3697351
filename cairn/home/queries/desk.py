"""The desk: what those who hold a circle, or run the space, look after. Four plain lists: waiting to be heard,
coming up, quieter than usual, and what was brought to them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.circles.models import Circle, Seat, SeatRequest
from cairn.hearing.queries import waited_words, waiting_on_desk
from cairn.home.queries.tone import threads_worth_a_look
from cairn.meetings import queries as meetings
from cairn.members.queries import Person, waiting_at_the_door
from cairn.safety.queries import reports_for
from cairn.shares.queries import Excerpt, excerpts_of

AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """A share on the desk; `brought` when it has waited for hours and stands first: for how long, in words."""

    excerpt: Excerpt
    brought: bool
    waited: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who would like a seat."""

    person: Person
    circle_id: int
    circle: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    waiting: list[Waiting]
    coming: list[meetings.ComingUp]
    resting: list  # slow meetings they hold, and where each rests
    quieter: list[meetings.Quieter]
    asking: list[Asking]
    at_the_door: list[Person]
    reports: int
    unheld: list[Circle]
    holds: list[Circle]
    coordinates: bool
    worth_a_look: list[Excerpt]  # threads whose tone may have turned
    wishes: bool  # somebody would like a circle


def has_desk(member) -> bool:
    return member.is_coordinator or Seat.system.holding().filter(member=member).exists()


def desk_of(member) -> Desk:
    shares = list(waiting_on_desk(member)[:AT_MOST])
    brought = {share.pk: waited_words(share.wave) for share in shares if getattr(share, "wave", None) and share.wave.brought_at}
    looked_after = _looked_after(member)
    holds = [circle for circle in looked_after if circle.since]
    coming = meetings.coming_up(member, holds)
    return Desk(
        waiting=[Waiting(excerpt, excerpt.id in brought, brought.get(excerpt.id, "")) for excerpt in excerpts_of(shares, member)],
        coming=coming,
        resting=meetings.where_it_rests(member) if any(one.meeting.is_slow for one in coming) else [],
        quieter=meetings.quieter_than_usual(member, holds),
        asking=_asking(member),
        at_the_door=_at_the_door() if member.is_coordinator else [],
        reports=len([row for row in reports_for(member) if row.closed_at is None and row.may_open]) if member.is_coordinator else 0,
        unheld=[circle for circle in looked_after if not circle.since],
        holds=holds,
        coordinates=member.is_coordinator,
        worth_a_look=threads_worth_a_look(member, holds),
        wishes=member.is_coordinator and meetings.somebody_wishes(),
    )


def _asking(member) -> list[Asking]:
    """The longest waiting first."""
    requests = SeatRequest.system.waiting().answered_best_by(member).select_related("member", "circle")
    requests = list(requests.filter(circle__closed_at=None).order_by("at")[:AT_MOST])
    keyring.bring(request.member_id for request in requests)
    return [Asking(_person(request.member), request.circle_id, request.circle.name, request.at) for request in requests]


def _at_the_door() -> list[Person]:
    return [_person(member) for member in waiting_at_the_door()]


def _person(member) -> Person:
    return Person(member.pk, member.name or _("Somebody"), member.stone)


def _looked_after(member) -> list[Circle]:
    """Circles they hold, the longest first; and for the coordinator those that nobody holds, whose shares reach no desk
    but this one. `since` is when the viewer began to sit there, None where they do not hold it."""
    holding = Seat.system.holding().filter(circle=OuterRef("pk"))
    mine = holding.filter(member=member)
    which = Q(Exists(mine)) | ~Q(Exists(holding)) if member.is_coordinator else Q(Exists(mine))
    return list(Circle.system.open().filter(which).annotate(since=Subquery(mine.values("taken_at")[:1])).order_by("since", "pk"))

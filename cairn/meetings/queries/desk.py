"""What the desk shows of meetings: what is coming up, and who has grown quieter. Each list in a constant
number of queries, however many circles somebody holds."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.circles.models import COFACILITATOR, FACILITATOR, SEAT, Circle, Seat
from cairn.meetings.models import Care, Coming, Meeting, StandIn
from cairn.meetings.queries.holding import USUAL_MOST, held_between, over_the_limit, weeks_around
from cairn.meetings.quieter import ABSENT, CAME, ENOUGH, SAID, quieter
from cairn.meetings.when import Times, times_of
from cairn.members.queries import Person

AHEAD, AT_MOST = timedelta(days=14), 12
BACK = timedelta(days=400)  # a circle that meets once a month has met often enough in that time


@dataclass(slots=True)
class ComingUp:
    """The next meeting of a circle: who holds it, or that nobody does yet."""

    meeting: Meeting
    holder: str  # a name, "" where it is the viewer, or nobody yet
    mine: bool  # the viewer holds it
    theirs: bool  # they hold it, or would, were they not away
    no_stand_in: bool
    second: str = ""  # another who may hold it and could
    new: list[str] = field(default_factory=list)  # names of those who come for the first time

    @property
    def line(self) -> str:
        if self.no_stand_in:
            return _("No stand-in yet.")
        return _("You hold it.") if self.mine else _("%(name)s holds it.") % {"name": self.holder}

    @property
    def when(self) -> Times:
        return times_of(self.meeting)

    @property
    def ask_href(self) -> str:
        """Where a stand-in is asked for."""
        try:
            return reverse("stand_in_ask", args=[self.meeting.pk])
        except NoReverseMatch:
            return reverse("meeting", args=[self.meeting.pk])


def coming_up(member, circles) -> list[ComingUp]:
    """The next meetings of `circles`, which the member holds, and of those they stand in for."""
    until = clock.now() + AHEAD
    stands_in = member.stand_ins.filter(accepted_at__isnull=False).values("meeting")
    mine = Q(circle__in=[circle.pk for circle in circles]) | Q(pk__in=stands_in)
    meetings = Meeting.objects.seen_by(member).coming().filter(mine, starts_at__lt=until).select_related("circle")
    meetings = list(meetings[:AT_MOST])
    if not meetings:
        return []
    people = _Holders(meetings, until)
    new = _new_in(meetings, member)
    keyring.bring({keyring.SPACE, *people.ids, *(seat.member_id for seats in new.values() for seat in seats)})
    coming = [_coming_up(meeting, people, member) for meeting in meetings]
    for one in coming:  # only at a circle's next meeting: after it they have been there
        one.new = [seat.name for seat in new.pop(one.meeting.circle_id, ()) if seat.name and (one.meeting.pk, seat.member_id) not in people.said_no]
    return coming


def _new_in(meetings, member) -> dict[int, list[Seat]]:
    """By circle, those with a seat who have never come to a meeting. As queries/welcoming.py newcomers has it,
    for many meetings in one query."""
    came = Coming.objects.filter(member=OuterRef("member"), came=True).exclude(meeting__in=[meeting.pk for meeting in meetings])
    circles = {meeting.circle_id for meeting in meetings}
    new = Seat.system.expected().filter(~Exists(came), circle__in=circles, role=SEAT).exclude(member__in=member.blocked_ids | {member.pk})
    by_circle = defaultdict(list)
    for seat in new.select_related("member").order_by("taken_at"):
        by_circle[seat.circle_id].append(seat)
    return by_circle


def _coming_up(meeting, people, member) -> ComingUp:
    present = people.present(meeting)
    first = next(iter(present), None)
    second = next((seat for seat in present if seat.member_id not in member.blocked_ids | {member.pk}), None)
    return ComingUp(
        meeting, holder=people.name(first, member), mine=bool(first and first.member_id == member.pk),
        theirs=people.first_of(meeting) == member.pk, no_stand_in=first is None, second=second.name or "" if second else "",
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """Somebody who stands in, by the name they have in the whole space."""

    member_id: int
    name: str | None


class _Holders:
    """Those who may hold some meetings, and who of them will be away."""

    def __init__(self, meetings, until):
        circles, ids = {meeting.circle_id for meeting in meetings}, [meeting.pk for meeting in meetings]
        self.seats = {(s.circle_id, s.role): s for s in Seat.system.holding().filter(circle__in=circles).select_related("member")}
        accepted = StandIn.objects.filter(meeting__in=ids, accepted_at__isnull=False).select_related("member").order_by("-accepted_at")
        self.stand_ins = {stand_in.meeting_id: stand_in.member for stand_in in accepted}
        seated = {seat.member_id: seat.member for seat in self.seats.values()}
        self.ids = {*seated, *(one.pk for one in self.stand_ins.values())}
        self.cares = Care.objects.in_bulk(seated)
        self.said_no = set(Coming.objects.filter(meeting__in=ids, yes=False).values_list("meeting", "member"))
        self.over = self._over(seated, until)

    def _over(self, seated, until) -> set[tuple[int, int]]:
        held = held_between(seated, *weeks_around(until))
        return {
            (meeting, pk) for pk, member in seated.items()
            for meeting in over_the_limit(held[pk], self.cares[pk].most_a_week if pk in self.cares else USUAL_MOST, member.zone)
        }

    def present(self, meeting) -> list:
        """Who may hold it and is not away, in order: stand-in, facilitator, co-facilitator."""
        stand_in = self.stand_ins.get(meeting.pk)
        if stand_in is not None and (meeting.pk, stand_in.pk) not in self.said_no:
            return [_Standing(stand_in.pk, stand_in.name)]
        seats = [self.seats.get((meeting.circle_id, role)) for role in (FACILITATOR, COFACILITATOR)]
        return [seat for seat in seats if seat is not None and not seat.rests and not self.is_away(meeting, seat.member_id)]

    def first_of(self, meeting) -> int | None:
        """Who holds it when nobody is away."""
        facilitator = self.seats.get((meeting.circle_id, FACILITATOR))
        return self.stand_ins[meeting.pk].pk if meeting.pk in self.stand_ins else facilitator and facilitator.member_id

    def is_away(self, meeting, pk: int) -> bool:
        """They said "not this time", are only a member this week, or have as many that week as they wanted."""
        until = self.cares[pk].only_member_until if pk in self.cares else None
        rests = until is not None and meeting.day_there <= until
        return rests or (meeting.pk, pk) in self.said_no or (meeting.pk, pk) in self.over

    @staticmethod
    def name(seat, viewer) -> str:
        if seat is None or seat.member_id == viewer.pk:
            return ""
        return _("Somebody") if seat.member_id in viewer.blocked_ids else seat.name or _("Somebody")


# ---- quieter than usual


@dataclass(frozen=True, slots=True)
class Quieter:
    person: Person
    circle: Circle


def quieter_than_usual(member, circles) -> list[Quieter]:
    """Whom the member, who holds these circles, could say hello to. Four queries."""
    by_circle = _attendances(circles) if circles else {}
    if not any(by_circle.values()):
        return []
    seats = Seat.system.expected().filter(circle__in=circles).exclude(member=member).select_related("member").order_by("taken_at")
    named = [seat for seat in seats if quieter({seat.member_id: _since(seat, by_circle)}, without=member.blocked_ids)]
    keyring.bring({keyring.SPACE, *(seat.member_id for seat in named)})
    circles = {circle.pk: circle for circle in circles}
    return [Quieter(Person(seat.member_id, seat.name or _("Somebody"), seat.stone), circles[seat.circle_id]) for seat in named]


def _attendances(circles) -> dict[int, list[tuple]]:
    """By circle: (when it began, {member: came, or said "not this time"}) of the latest meetings, the latest last.
    A meeting to which nobody came tells nothing about anybody."""
    ids = [circle.pk for circle in circles]
    over = Meeting.system.standing().filter(circle__in=ids, ended_at__isnull=False, starts_at__gt=clock.now() - BACK)
    rows = list(over.order_by("starts_at", "pk").values_list("pk", "circle", "starts_at"))
    comings, came_to = defaultdict(dict), set()
    for meeting, person, came, yes in Coming.objects.filter(meeting__in=[row[0] for row in rows]).values_list("meeting", "member", "came", "yes"):
        comings[meeting][person] = CAME if came else SAID if yes is False else ABSENT
        came_to |= {meeting} if came else set()
    by_circle = defaultdict(list)
    for pk, circle, starts_at in rows:
        if pk in came_to:
            by_circle[circle].append((starts_at, comings[pk]))
    return by_circle


def _since(seat, by_circle) -> list[str]:
    """How it was since somebody sat down there. What they missed before a rest was over is no absence: they said so."""
    rested = seat.resting_until or seat.taken_at
    theirs = [(starts_at, comings.get(seat.member_id, ABSENT)) for starts_at, comings in by_circle[seat.circle_id] if starts_at >= seat.taken_at]
    return [SAID if how == ABSENT and starts_at < rested else how for starts_at, how in theirs][-ENOUGH:]

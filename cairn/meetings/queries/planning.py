"""Meetings to come: who holds them, who will be there, and by which clock."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.text import listed
from cairn.circles.models import FACILITATOR, Seat
from cairn.meetings import schedule
from cairn.meetings.models import Coming, Meeting, Series, StandIn
from cairn.meetings.queries.holding import those_who_hold
from cairn.meetings.queries.room_people import Face
from cairn.meetings.queries.standing_in import Asked, asked_of
from cairn.meetings.when import Times, series_words, times_of, week_words

MOST_LISTED = 60
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Places:
    """Members by id, in the order in which they said yes. Whoever holds the meeting needs no place."""

    taken: list[int]
    waiting: list[int]


@dataclass(slots=True)
class MeetingCard:
    """One meeting as its list, its page and the circle's page show it."""

    meeting: Meeting
    times: Times
    holder: Face
    there: list[Face]  # who will be there and has a place, without whoever holds it
    unsaid: int  # dashed outlines: those who have not said, or whom the viewer does not see
    mine: Coming | None
    before_me: int | None  # on the waiting list: how many are before the viewer
    i_hold: bool
    may_plan: bool
    away: bool  # whoever would hold it cannot, and nobody stands in yet
    stand_in: bool  # somebody stands in
    asked: int  # asked to stand in, and not answered yet
    stand_in_id: int | None = None  # the viewer's own, where they stand in

    @property
    def pk(self) -> int:
        return self.meeting.pk

    @property
    def circle_name(self) -> str:
        return self.meeting.circle.name or ""

    @property
    def is_open(self) -> bool:
        return self.meeting.opened_at is not None and self.meeting.ended_at is None and self.meeting.cancelled_at is None

    @property
    def may_say(self) -> bool:
        """Until it begins."""
        return self.meeting.cancelled_at is None and self.meeting.ended_at is None and clock.now() < self.meeting.starts_at

    @property
    def said(self) -> bool | None:
        return self.mine.yes if self.mine else None

    @property
    def stones(self) -> list[str]:
        return [face.stone for face in (*(() if self.away else (self.holder,)), *self.there) if face.stone]

    @property
    def holding_words(self) -> str:
        if self.away:
            return _("Somebody to hold it is still being looked for.")
        return _("You are holding it.") if self.i_hold else _("%(name)s is holding it.") % {"name": self.holder.name}

    @property
    def people_words(self) -> str:
        """Names, never numbers: "Ash, Juno and you will be there." """
        names = [face.name for face in self.there]
        if not names:
            return ""
        said = _("%(names)s will be there.") % {"names": listed(names)}
        return said[:1].upper() + said[1:]  # "you" may come first

    @property
    def waiting_words(self) -> str:
        if self.before_me is None:
            return ""
        return _("You are next on the waiting list.") if self.before_me == 0 else _("You are on the waiting list. Others asked before you, and you will be told when a place is free.")

    @property
    def series_words(self) -> str:
        return series_words(self.meeting.series) if self.meeting.series else ""


# ---- the list


@dataclass(slots=True)
class MeetingsPage:
    weeks: list[tuple[str, list[MeetingCard]]]
    asked: list[Asked]
    lately: list[tuple[Meeting, Times]]


def meetings_page(member) -> MeetingsPage:
    """All that is to come for the member by week, what they are asked to hold, and what was lately. A constant
    number of queries."""
    seen = Meeting.objects.seen_by(member).select_related("circle", "series").filter(circle__closed_at=None)
    coming = seen.filter(Q(cancelled_at=None) | Q(starts_at__gt=clock.now()), ended_at=None).order_by("starts_at", "pk")
    lately = seen.filter(ended_at__gt=clock.now() - LATELY).order_by("-ended_at")[:12]
    cards = cards_of(list(coming[:MOST_LISTED]), member)
    return MeetingsPage(_by_week(cards), asked_of(member), [(meeting, times_of(meeting)) for meeting in lately])


def _by_week(cards) -> list[tuple[str, list[MeetingCard]]]:
    """By the reader's own weeks, from Monday."""
    weeks, today = defaultdict(list), timezone.localtime(clock.now()).date()
    for card in cards:
        day = max(timezone.localtime(card.meeting.starts_at).date(), today - timedelta(days=today.weekday()))
        weeks[day - timedelta(days=day.weekday())].append(card)
    return [(week_words(monday, today), of_week) for monday, of_week in weeks.items()]


def cards_of(meetings, member) -> list[MeetingCard]:
    """Their cards, in four queries or five however many there are."""
    around = _Around(meetings, member)
    return [around.card(meeting) for meeting in meetings]


class _Around:
    """Who sits in the circles of these meetings, who said what, who stands in."""

    def __init__(self, meetings, viewer):
        self.viewer, self.seats, self.said, self.standing_in = viewer, defaultdict(dict), defaultdict(list), defaultdict(list)
        ids = [meeting.pk for meeting in meetings]
        for seat in _seats_with_care(list({m.circle_id for m in meetings})) if ids else ():
            self.seats[seat.circle_id][seat.member_id] = seat
        for said in _said_of(ids) if ids else ():
            self.said[said.meeting_id].append(said)
        for one in _standing_in(ids) if any(getattr(meeting, "somebody_asked", True) for meeting in meetings) else ():
            self.standing_in[one.meeting_id].append(one)
        people = {pk for seats in self.seats.values() for pk in seats} | {one.member_id for ones in self.standing_in.values() for one in ones}
        keyring.bring({keyring.SPACE, *people, *(m.by_id for m in meetings)})

    def card(self, meeting) -> MeetingCard:
        accepted = [one for one in self.standing_in[meeting.pk] if one.accepted_at]
        seats, (holder, away) = self.seats[meeting.circle_id], self._holder(meeting, accepted)
        places = places_among(meeting, self.said[meeting.pk], {*seats, *(one.member_id for one in accepted)}, holder)
        mine = next((said for said in self.said[meeting.pk] if said.member_id == self.viewer.pk), None)
        there = [self._face(meeting, pk, accepted) for pk in places.taken if pk != holder]
        there = [face for face in there if not face.hidden]
        own_seat = seats.get(self.viewer.pk)
        return MeetingCard(
            meeting=meeting, times=times_of(meeting), holder=self._face(meeting, holder, accepted), there=there,
            unsaid=self._unsaid(meeting, there, holder), mine=mine,
            before_me=places.waiting.index(self.viewer.pk) if self.viewer.pk in places.waiting else None,
            i_hold=holder == self.viewer.pk, may_plan=bool(own_seat and own_seat.holds),
            away=away, stand_in=bool(accepted), asked=sum(1 for one in self.standing_in[meeting.pk] if not one.accepted_at),
            stand_in_id=next((one.pk for one in accepted if one.member_id == self.viewer.pk), None),
        )

    def _holder(self, meeting, accepted) -> tuple[int, bool]:
        """Who holds it, as queries/holding.py has it, and whether they can; 0 for nobody."""
        if accepted:
            return accepted[0].member_id, False
        said_no = {said.member_id for said in self.said[meeting.pk] if said.yes is False}
        held = [seat for seat in self.seats[meeting.circle_id].values() if seat.holds]
        away = sorted((seat.member_id in said_no or seat.rests or _rests(seat.member, meeting), seat.role != FACILITATOR, seat.member_id) for seat in held)
        return (away[0][2], away[0][0]) if away else (0, True)

    def _face(self, meeting, pk: int, accepted) -> Face:
        row = self.seats[meeting.circle_id].get(pk) or next((one.member for one in accepted if one.member_id == pk), None)
        if row is None or pk in self.viewer.blocked_ids or not row.name:
            return Face(pk if row else 0, _("Somebody"), "", hidden=True)
        return Face(pk, _("you") if pk == self.viewer.pk else row.name, row.stone)

    def _unsaid(self, meeting, there, holder) -> int:
        """A dashed outline is a place that nobody whom the viewer sees has taken or given up: so somebody
        they do not see looks the same whatever they said."""
        if meeting.places is not None:
            return max(0, meeting.places - len(there))
        stays_away = {said.member_id for said in self.said[meeting.pk] if said.yes is False and said.member_id not in self.viewer.blocked_ids}
        shown = {face.member for face in there} | ({holder} if holder not in self.viewer.blocked_ids else set())
        rest = {pk for pk, seat in self.seats[meeting.circle_id].items() if seat.rests and pk not in self.viewer.blocked_ids}
        return len(self.seats[meeting.circle_id].keys() - stays_away - rest - shown)


@composed(lambda circles: [circles])
def _seats_with_care(circles: list[int]):
    return Seat.system.held().filter(circle__in=circles).select_related("member__care").order_by("taken_at")


@composed(lambda meetings: [meetings])
def _said_of(meetings: list[int]):
    return Coming.objects.filter(meeting__in=meetings).order_by("said_at", "pk")


@composed(lambda meetings: [meetings])
def _standing_in(meetings: list[int]):
    return StandIn.objects.filter(meeting__in=meetings, declined_at=None).select_related("member").order_by("asked_at")


def _rests(member, meeting) -> bool:
    """Only a member this week."""
    care = getattr(member, "care", None)
    return bool(care and care.only_member_until and care.only_member_until >= meeting.day_there)


def places_among(meeting, said, seated, holder: int) -> Places:
    """Who has a place, and who waits for one. `said` is in the order in which it was said."""
    yes = [one.member_id for one in said if one.yes and one.member_id in seated]
    if meeting.places is None:
        return Places(yes, [])
    others = [pk for pk in yes if pk != holder]
    return Places([*(pk for pk in yes if pk == holder), *others[: meeting.places]], others[meeting.places :])


def places_of(meeting) -> Places:
    """The same for one meeting, whoever looks."""
    holding = those_who_hold(meeting)
    seated = set(Seat.system.held().filter(circle=meeting.circle_id).values_list("member", flat=True)) | set(holding)
    return places_among(meeting, Coming.objects.filter(meeting=meeting).order_by("said_at", "pk"), seated, (holding or [0])[0])


def is_full_for(meeting, member) -> bool:
    """Whether every place is somebody else's: promised to who said yes first, or taken in the room. Whoever
    holds it and whoever is in the ring already always has theirs."""
    holding = those_who_hold(meeting)
    if member.pk in holding or (meeting.room and meeting.room.seat(member.pk)):
        return False
    here = {seat.member for seat in meeting.room.seats} if meeting.room else set()
    promised = set(places_of(meeting).taken)
    return member.pk not in promised and len((here | promised) - set(holding)) >= meeting.places


# ---- one circle's next, and a series


def next_meeting(member, circle) -> MeetingCard | None:
    """For the circle's page: the next one, for those who may come."""
    return next(iter(cards_of(_next_in(member, circle), member)), None)


@composed(lambda member, circle: [member.is_here, member.pk, circle.pk])
def _next_in(member, circle):
    asked = StandIn.objects.filter(meeting=OuterRef("pk"), declined_at=None)
    coming = Meeting.objects.seen_by(member).coming().select_related("circle", "series").annotate(somebody_asked=Exists(asked))
    return coming.filter(circle=circle, circle__closed_at=None)[:1]


def series_for(member, pk) -> Series:
    """A series of a circle the member sits in, or 404."""
    return found(Series.objects.seen_by(member).select_related("circle").filter(pk=pk).first())


def days_to_come(series) -> list[date]:
    """The next days on which it takes place."""
    return schedule.next_days(series, clock.now().astimezone(schedule.ZoneInfo(series.zone)).date(), 6)

"""Who holds a meeting, in which order; and how much somebody holds in a week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cairn.base import clock
from cairn.base.composed import composed
from cairn.circles.models import FACILITATOR, Seat
from cairn.meetings.models import Care, Coming, Meeting, StandIn

USUAL_MOST = Care._meta.get_field("most_a_week").default


def those_who_hold(meeting) -> list[int]:
    """Everybody who may hold it, in the order in which they are asked: stand-ins, facilitator, co-facilitator.
    A facilitator who is only a member this week, said "not this time", or rests from the circle, comes last."""
    seats = sorted(_holding(meeting), key=lambda seat: (seat.away or seat.rests, seat.role != FACILITATOR))
    return list(dict.fromkeys([one.member_id for one in [*_accepted(meeting), *seats]]))


@composed(lambda meeting: [meeting.pk])
def _accepted(meeting):
    return StandIn.objects.filter(meeting=meeting, accepted_at__isnull=False).order_by("accepted_at")


@composed(lambda meeting: [meeting.pk, meeting.circle_id, meeting.day_there])
def _holding(meeting):
    return Seat.system.holding().filter(circle=meeting.circle_id).annotate(away=_is_away(meeting))


def who_holds(meeting) -> int:
    """The first of them; 0 when there is nobody."""
    return next(iter(those_who_hold(meeting)), 0)


def _is_away(meeting):
    resting = Care.objects.filter(member=OuterRef("member"), only_member_until__gte=meeting.day_there)
    said_no = Coming.objects.filter(member=OuterRef("member"), meeting=meeting, yes=False)
    return Exists(resting) | Exists(said_no)


# ---- how much somebody holds


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that somebody held, or would hold as things stand."""

    meeting: int
    starts_at: datetime


def held_between(members, since: datetime, until: datetime) -> dict[int, list[Held]]:
    """By member: the meetings of circles they facilitate, but for those a stand-in holds; those they stand in
    for; and whichever room they came to hold. The earliest first. Three queries."""
    ids = set(members)
    theirs = Seat.system.holding().filter(member__in=ids).values("circle")
    facilitators = dict(Seat.system.held().filter(circle__in=theirs, role=FACILITATOR).values_list("circle", "member"))
    stand_ins = _stand_ins(ids, theirs, since, until)
    meetings = Meeting.system.standing().filter(starts_at__range=(since, until)).filter(Q(circle__in=theirs) | Q(pk__in=stand_ins))
    held = defaultdict(list)
    for pk, circle, starts_at, state in meetings.order_by("starts_at", "pk").values_list("pk", "circle", "starts_at", "state"):
        holder = state["holder"] if state else stand_ins.get(pk) or facilitators.get(circle)
        if holder in ids:
            held[holder].append(Held(pk, starts_at))
    return held


def _stand_ins(ids, circles, since, until) -> dict[int, int]:
    """Whoever accepted first, by meeting."""
    accepted = StandIn.objects.filter(accepted_at__isnull=False, meeting__starts_at__range=(since, until))
    mine = accepted.filter(Q(member__in=ids) | Q(meeting__circle__in=circles)).order_by("-accepted_at")
    return dict(mine.values_list("meeting", "member"))


def over_the_limit(held: list[Held], most_a_week: int, zone: str) -> set[int]:
    """The meetings beyond somebody's own limit, week by week where they live."""
    weeks = defaultdict(list)
    for one in held:
        weeks[week_of(one.starts_at, zone)].append(one.meeting)
    return {meeting for meetings in weeks.values() for meeting in meetings[most_a_week:]}


def week_of(moment: datetime, zone: str) -> date:
    """Its Monday, where somebody lives."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    return day - timedelta(days=day.weekday())


def weeks_around(until: datetime) -> tuple[datetime, datetime]:
    """Whole weeks from the one we are in to the one of `until`, wherever somebody lives."""
    return clock.now() - timedelta(days=8), until + timedelta(days=8)

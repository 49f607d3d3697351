"""Care for those who hold circles: what they carry this week, and their looks back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.pages import found
from cairn.base.times import written
from cairn.circles import queries as circles
from cairn.circles.models import Seat
from cairn.meetings import rules
from cairn.meetings.models import Care, Debrief, Meeting, RoomEvent
from cairn.meetings.queries.desk import ComingUp, coming_up
from cairn.meetings.queries.holding import held_between, week_of, weeks_around
from cairn.members import queries as members
from cairn.members.models import Member
from cairn.members.queries import Person

LOOKS_BACK_FOR = timedelta(days=14)  # so long a debrief is offered
SHOWN = 20


@dataclass(frozen=True, slots=True)
class CarePage:
    """What the page of care shows whoever holds circles."""

    most_a_week: int
    rests_until: date | None
    rest: str  # words that suggest it, or ""
    coming: list[ComingUp]
    tonight: ComingUp | None
    to_look_back: list[Meeting]
    looks_back: list[Debrief]
    supervisor: Person | None
    supervises: bool


def care_page(member) -> CarePage:
    care, coming = care_of(member), coming_up(member, circles.circles_held_by(member))
    return CarePage(
        most_a_week=care.most_a_week, rests_until=care.only_member_until if is_resting(care, member) else None,
        rest=rest_words(member, care, coming), coming=coming, tonight=_tonight(coming, member), to_look_back=to_look_back(member),
        looks_back=list(Debrief.objects.seen_by(member).filter(by=member).select_related("meeting__circle").order_by("-at")[:SHOWN]),
        supervisor=_supervisor_of(care, member), supervises=supervises_somebody(member),
    )


def care_of(member) -> Care:
    """Their own, or what holds for somebody who never said anything."""
    return Care.objects.filter(member=member).first() or Care(member=member)


def is_resting(care, member) -> bool:
    return care.only_member_until is not None and care.only_member_until >= today_of(member)


def today_of(member) -> date:
    return clock.now().astimezone(ZoneInfo(member.zone)).date()


def _tonight(coming, member) -> ComingUp | None:
    """What they hold before this day is over, and has not begun."""
    today, now = today_of(member), clock.now()
    return next((one for one in coming if one.mine and one.meeting.starts_at > now and one.meeting.starts_at.astimezone(ZoneInfo(member.zone)).date() == today), None)


def supervisor_of(member) -> Person | None:
    """Who is there for them, and reads their looks back."""
    return _supervisor_of(care_of(member), member)


def _supervisor_of(care, member) -> Person | None:
    pk = care.supervisor_id
    return None if pk is None or pk in member.blocked_ids else members.people([pk]).get(pk)


# ---- rest, in words


def rest_words(member, care, coming) -> str:
    """ "You have held three this week. Juno could take Thursday." Nothing while there is room for more."""
    held = _held_this_week(member)
    if held < care.most_a_week:
        return ""
    following = next((one for one in coming if one.theirs and one.meeting.starts_at > clock.now()), None)
    said = _("You have held %(n)s this week.") % {"n": _in_words(held)}
    return f"{said} {_who_could_take(following, member)}"


def _held_this_week(member) -> int:
    """Meetings that have begun since Monday, and that they held."""
    since, until = weeks_around(clock.now())
    week = week_of(clock.now(), member.zone)
    held = held_between([member.pk], since, until)[member.pk]
    return sum(one.starts_at <= clock.now() and week_of(one.starts_at, member.zone) == week for one in held)


def _who_could_take(following, member) -> str:
    if following is None:
        return _("That is plenty. Rest well.")
    day = written(following.meeting.starts_at.astimezone(ZoneInfo(member.zone)).date(), "l")
    if following.second:
        return _("%(name)s could take %(day)s.") % {"name": following.second, "day": day}
    return _("Somebody else could take %(day)s.") % {"day": day}


def _in_words(n: int) -> str:
    words = (_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"))
    return words[n] if n < len(words) else _("more than seven")


# ---- looking back


def to_look_back(member) -> list[Meeting]:
    """Meetings of the last fortnight that they held, that are over, and that they have not looked back at."""
    lately = Q(ended_at__gt=clock.now() - LOOKS_BACK_FOR) | Q(ended_at=None, opened_at__isnull=False)
    mine = Meeting.objects.seen_by(member).standing().filter(lately).select_related("circle").order_by("-starts_at")
    done = Debrief.objects.seen_by(member).filter(by=member).values("meeting")
    over = [meeting for meeting in mine.exclude(pk__in=done)[:SHOWN] if meeting.room.is_over and not meeting.room.unheld]
    held = RoomEvent.objects.filter(meeting__in=over).filter(rules.held_by(member)).values_list("meeting", flat=True) if over else ()
    keyring.bring([keyring.SPACE])
    return [meeting for meeting in over if meeting.pk in set(held) or meeting.room.holder == member.pk]


def meeting_to_debrief(member, pk) -> Meeting:
    """A meeting they held, once it is over; else 404."""
    meeting = found(Meeting.objects.seen_by(member).select_related("circle").filter(pk=pk).first())
    return found(meeting if rules.may_debrief(member, meeting) else None)


def debrief_of(member, meeting) -> Debrief | None:
    return Debrief.objects.seen_by(member).filter(meeting=meeting, by=member).first()


def debrief_for(member, pk) -> Debrief:
    """One's own, or 404."""
    return found(Debrief.objects.seen_by(member).filter(pk=pk, by=member).first())


# ---- who is there for whom


@dataclass(frozen=True, slots=True)
class LookBack:
    """A debrief as the supervisor reads it: by whom and when, and nothing about the circle."""

    person: Person
    at: datetime
    debrief: Debrief


def supervises_somebody(member) -> bool:
    return Care.objects.filter(supervisor=member).exists()


def debriefs_for_supervisor(member) -> list[LookBack]:
    debriefs = list(Debrief.objects.seen_by(member).exclude(by=member).order_by("-at")[:SHOWN])
    people = members.people({debrief.by_id for debrief in debriefs})
    return [LookBack(people[debrief.by_id], debrief.at, debrief) for debrief in debriefs if debrief.by_id in people]


@dataclass(frozen=True, slots=True)
class Supervised:
    """Somebody who holds circles, and who is there for them."""

    person: Person
    supervisor: int | None


def supervised_list(member) -> list[Supervised]:
    """For the coordinator: everybody who holds a circle."""
    ids = set(Seat.system.holding().filter(circle__closed_at=None).values_list("member", flat=True)) - member.blocked_ids
    people, supervisors = members.people(ids), dict(Care.objects.filter(member__in=ids).values_list("member", "supervisor"))
    return [Supervised(one, supervisors.get(one.id)) for one in sorted(people.values(), key=lambda one: one.name.casefold())]


def could_supervise(member) -> list[Person]:
    """Whom the coordinator may name."""
    return circles.could_hold(member)


def held_by_somebody(member, pk) -> Member:
    """A member who holds a circle, for the coordinator who names their supervisor; else 404."""
    holds = Seat.system.holding().filter(member=pk, circle__closed_at=None)
    return found(Member.objects.here().not_blocked_with(member).filter(pk=pk).first() if holds.exists() else None)

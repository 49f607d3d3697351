"""Who is asked to hold one meeting in the facilitator's stead."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.pages import found
from cairn.circles.models import COFACILITATOR, FACILITATOR, SEAT, Seat, in_circle
from cairn.circles.queries import resting_ids
from cairn.meetings.models import Meeting, StandIn
from cairn.meetings.queries.room_people import Face
from cairn.meetings.when import Times, times_of
from cairn.members.models import Member


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks the member to hold one meeting."""

    stand_in: StandIn
    times: Times
    by: str = ""

    @property
    def meeting(self) -> Meeting:
        return self.stand_in.meeting

    @property
    def may_answer(self) -> bool:
        return self.meeting.cancelled_at is None and self.meeting.ended_at is None and clock.now() < self.meeting.starts_at


def asked_of(member) -> list[Asked]:
    """Meetings that the member is asked to hold and has not answered."""
    asked = _own_stand_ins(member).filter(
        accepted_at=None, declined_at=None, meeting__cancelled_at=None, meeting__starts_at__gt=clock.now()
    )
    return [Asked(one, times_of(one.meeting)) for one in asked.order_by("meeting__starts_at")[:12]]


def asked_page(member, pk) -> Asked:
    one = stand_in_for(member, pk)
    seat = Seat.system.held().filter(circle=one.meeting.circle_id, member=one.asked_by_id).select_related("member").first()
    name = (seat or one.asked_by).name if one.asked_by_id not in member.blocked_ids else None
    return Asked(one, times_of(one.meeting), name or _("Somebody"))


def stand_in_for(member, pk) -> StandIn:
    """The member's own, or 404."""
    return found(_own_stand_ins(member).filter(pk=pk).first())


def _own_stand_ins(member):
    return StandIn.objects.filter(member=member).select_related("meeting__circle", "asked_by")


def who_could_stand_in(member, meeting) -> list[Face]:
    """The co-facilitator first, then those who sit in the circle, then others who hold circles in this space:
    without the one who asks, those blocked with them, and those who declined."""
    ids = ids_who_could_stand_in(member, meeting)
    seats = {seat.member_id: seat for seat in Seat.system.held().filter(circle=meeting.circle_id, member__in=ids).select_related("member")}
    people = {one.pk: one for one in Member.objects.filter(pk__in=ids)}
    keyring.bring(ids)
    rows = [(pk, seats.get(pk) or people[pk]) for pk in ids if pk in people]
    return [Face(pk, row.name, row.stone, False, in_circle(meeting.circle_id, pk)) for pk, row in rows if row.name]


def ids_who_could_stand_in(member, meeting) -> list[int]:
    seats = Seat.system.held().filter(circle__closed_at=None).exclude(member__in=[member.pk, *member.blocked_ids])
    here = seats.filter(Q(circle=meeting.circle_id) | ~Q(role=SEAT), member__left_at=None).exclude(member__in=resting_ids(meeting.circle_id))
    asked = set(meeting.stand_ins.values_list("member", flat=True))
    rows = sorted(here.values_list("member", "role", "circle"), key=lambda row: (row[2] != meeting.circle_id, row[1] not in (FACILITATOR, COFACILITATOR)))
    return [pk for pk in dict.fromkeys(pk for pk, _role, _circle in rows) if pk not in asked]

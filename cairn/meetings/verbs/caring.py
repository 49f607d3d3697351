"""Care for those who hold circles, and what becomes of a wish for one."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import verbs as circles
from cairn.circles.models import Seat
from cairn.meetings import rules
from cairn.meetings.happenings import DebriefWritten, SupervisorNamed
from cairn.meetings.models import Care, Debrief, Wish
from cairn.meetings.queries.caring import today_of
from cairn.safety.verbs import screen

A_WEEK = timedelta(days=6)  # and today
MOST_A_WEEK = 7


# ---- their own measure


@act
def care_for_self(*, most_a_week: int, by) -> Care:
    """How many meetings a week they would like to hold at most."""
    _require_holding(by)
    require(1 <= most_a_week <= MOST_A_WEEK, _("Choose between one and seven."))
    return _keep(by, most_a_week=most_a_week)


@act
def be_only_member(*, by) -> Care:
    """For a week they are in their circles as everybody is; others hold."""
    _require_holding(by)
    return _keep(by, only_member_until=today_of(by) + A_WEEK)


@act
def hold_again(*, by) -> Care:
    _require_holding(by)
    return _keep(by, only_member_until=None)


def _require_holding(by) -> None:
    require(rules.may_care(by), _("This is for those who hold a circle."))


def _keep(member, **facts) -> Care:
    return Care.objects.update_or_create(member=member, defaults=facts)[0]


# ---- looking back


@act
def write_debrief(meeting, *, how: str, needs: str, by) -> Debrief:
    """How it was to hold a meeting. For them and their supervisor; written again, it takes the first one's place."""
    require(rules.may_debrief(by, meeting), _("You can look back at a meeting that you held, once it is over."))
    require(bool(how or needs), _("Nothing is written here yet."))
    debrief = Debrief.objects.seen_by(by).filter(meeting=meeting, by=by).first() or Debrief(meeting=meeting, by=by)
    debrief.put(how, needs)
    debrief.save()
    tell(DebriefWritten(meeting.pk, by.pk))
    screen("debrief", debrief.pk, f"{how}\n{needs}", by=by, told=False)  # between two, as a letter is
    return debrief


@act
def take_back_debrief(debrief, *, by) -> None:
    require(debrief.by_id == by.pk, _("Only whoever wrote this can take it back."))
    Debrief.objects.seen_by(by).filter(pk=debrief.pk, by=by).delete()


@act
def name_supervisor(facilitator, supervisor, *, by) -> Care:
    """Who is there for somebody who holds circles, and reads their looks back; None: nobody."""
    require(by.is_coordinator, _("Only the coordinator names supervisors."))
    require(supervisor is None or supervisor.pk != facilitator.pk, _("Somebody else has to be there for them."))
    before = Care.objects.filter(member=facilitator).first()
    if before and before.supervisor_id == (supervisor.pk if supervisor else None):
        return before
    care = _keep(facilitator, supervisor=supervisor, supervised_since=clock.now() if supervisor else None)
    if care.supervisor_id:
        tell(SupervisorNamed(facilitator.pk))
    return care


# ---- a wish for a circle


@act
def make_wish(*, topic, slots, by) -> Wish:
    """Say what circle one would like, and when one could. Said again, it is changed; the place in line stays."""
    require(bool(slots), _("Choose at least one time when you could."))
    return Wish.system.update_or_create(member=by, defaults={"topic": topic, "slots": sorted(set(slots))})[0]


@act
def take_back_wish(*, by) -> None:
    Wish.objects.seen_by(by).delete()


@act
def invite_wishers(circle, members, *, by) -> list:
    """Keep seats for those who would like such a circle. Their wish stays until they sit."""
    require(by.is_coordinator, _("Only the coordinator invites to a circle that was proposed."))
    return circles.offer_seats(circle, members, by=by)


def end_wish(happening) -> None:
    """Somebody took a seat, so they wish for none any more."""
    Wish.system.filter(member__in=Seat.system.filter(pk=happening.seat_id).values("member")).delete()

"""Responders and their hours: named by the coordinator, chosen by themselves."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.live.verbs import hang_up
from cairn.members.models import Member
from cairn.safety import rota
from cairn.safety.models import Duty
from cairn.safety.verbs.escalating import STREAM, call_again_for, hold_those_of, moved
from cairn.safety.verbs.log import note

MOST_REST_DAYS = 180


@act
def name_responder(member, *, by) -> None:
    """From now on they see alerts and reports. Named again, nothing changes. The coordinator may name themselves;
    the log says so."""
    require(by.is_coordinator, _("The coordinator names responders."))
    require(member.is_here, _("They have to be here first."))
    if Member.objects.filter(pk=member.pk, responder_since=None).update(responder_since=clock.now()):
        note("name_responder", by=by.pk, noun="member", noun_id=member.pk)
        moved()


@act
def end_responder(member, *, by) -> None:
    """By the coordinator, or by themselves: their hours end with it."""
    require(by.is_coordinator or by.pk == member.pk, _("The coordinator names responders."))
    if Member.objects.filter(pk=member.pk, responder_since__isnull=False).update(responder_since=None, duty_rests_until=None):
        Duty.objects.filter(member=member).delete()
        hold_those_of(member.pk)
        note("end_responder", by=by.pk, noun="member", noun_id=member.pk)
        call_again_for(member.pk)
        hang_up(member.pk, STREAM)
        moved()


@act
def add_hours(*, weekdays: list[int], begins: int, ends: int, by) -> None:
    """Minutes of the day, in the space's zone, every week. Over midnight it is two rows; what meets is one."""
    _require_responder(by)
    for weekday in weekdays:
        for day, begin, end in rota.as_rows(weekday, begins, ends):
            _put(by, day, [(begin, end)])


def _put(member, weekday: int, pairs: list[tuple[int, int]]) -> None:
    mine = Duty.objects.select_for_update().filter(member=member, weekday=weekday)
    all_of_them = rota.joined([*mine.values_list("begins", "ends"), *pairs])
    mine.delete()
    Duty.objects.bulk_create(Duty(member=member, weekday=weekday, begins=begin, ends=end) for begin, end in all_of_them)


@act
def drop_hours(duty, *, by) -> None:
    require(duty.member_id == by.pk, _("Everybody says their own hours."))
    Duty.objects.filter(pk=duty.pk).delete()


@act
def stand_in(member, *, by) -> None:
    """Their hours are also the hours of whoever stands in, until those take them out again."""
    _require_responder(by)
    require(member.is_responder and member.pk != by.pk, _("You can stand in for another responder."))
    for weekday, begins, ends in Duty.objects.filter(member=member).values_list("weekday", "begins", "ends"):
        _put(by, weekday, [(begins, ends)])


@act
def rest_from_duty(until, *, by) -> None:
    """Nobody asks why. `until` is a moment, or None to be there again now."""
    _require_responder(by)
    Member.objects.filter(pk=by.pk).update(duty_rests_until=until)


@act
def carry_at_most(most: int, *, by) -> None:
    """Alerts and reports a week; beyond it others are asked first."""
    _require_responder(by)
    require(1 <= most <= 50, _("Choose a number between 1 and 50."))
    Member.objects.filter(pk=by.pk).update(duty_most=most)


def _require_responder(member) -> None:
    require(member.is_responder, _("The coordinator names responders."))

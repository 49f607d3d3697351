"""Meetings are planned, moved, cancelled; those that come again are made ahead by the clock."""

import logging
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, crypto
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles.models import Circle
from cairn.circles.queries import holder_ids
from cairn.meetings import rules, schedule, shapes
from cairn.meetings.happenings import MeetingCancelled, MeetingChanged, MeetingPlanned
from cairn.meetings.models import LIVE, Meeting, Round, Series
from cairn.meetings.shapes import Prepared
from cairn.meetings.verbs.room import _held
from cairn.members.models import Member
from cairn.safety.verbs import screen

log = logging.getLogger("cairn.meetings")

MADE_AHEAD = timedelta(weeks=8)
AT_A_TICK = 500


# ---- one meeting


@act
def plan(circle, prepared: Prepared, *, starts_at, zone: str, by, kind=LIVE, minutes=60, guide_seconds=180, places=None) -> Meeting:
    """A meeting of its own."""
    _require_may_plan(circle, by)
    _require_to_come(starts_at)
    _keep_zone(circle, zone)
    meeting = Meeting(
        circle=circle, by=by, kind=kind, starts_at=starts_at, zone=zone, minutes=minutes, guide_seconds=guide_seconds, places=places
    )
    _put_down(meeting, prepared)
    tell(MeetingPlanned(meeting.pk))
    _screen(meeting, prepared, by)
    return meeting


def _require_may_plan(circle, by) -> None:
    require(rules.may_plan(by, circle), _("Whoever holds a circle plans its meetings."))


def _require_to_come(starts_at) -> None:
    require(starts_at > clock.now(), _("That time is past already. Could you choose one that is still to come?"))


def _keep_zone(circle, zone: str) -> None:
    """The circle meets by the clock of this zone from now on; those who plan find it chosen already."""
    if zone != circle.zone:
        Circle.system.filter(pk=circle.pk).update(zone=zone)


def _put_down(meeting, prepared: Prepared) -> None:
    """Its words, sealed with the key of who planned it. A question left empty is not asked."""
    meeting.template = prepared.template
    meeting.prompt, meeting.opening, meeting.closing = prepared.prompt, prepared.opening, prepared.closing
    meeting.save()
    meeting.rounds.all().delete()
    for place, (kind, question) in enumerate(prepared.rounds):
        one = Round(meeting=meeting, place=place, kind=kind, by_id=meeting.by_id)
        one.question = question
        one.save(force_insert=True)


def _screen(meeting, prepared: Prepared, by) -> None:
    said = [prepared.prompt, prepared.opening, prepared.closing, *(question for _kind, question in prepared.rounds)]
    where = _("in a meeting of %(circle)s") % {"circle": meeting.circle.name}
    screen("meeting", meeting.pk, "\n".join(filter(None, said)), by=by, told=True, where=where, href=reverse("meeting", args=[meeting.pk]))


@act
def change(meeting, prepared: Prepared, *, starts_at, zone: str, minutes: int, guide_seconds: int, places, by) -> Meeting:
    """Another time, another length, other words. Who said they would come stays."""
    meeting = _to_change(meeting, by)
    moved = starts_at != meeting.starts_at
    if moved:
        _require_to_come(starts_at)
        _keep_zone(meeting.circle, zone)
    if moved or minutes != meeting.minutes:
        _mark_for_calendars(meeting)
    meeting.starts_at, meeting.zone, meeting.minutes = starts_at, zone, minutes
    meeting.guide_seconds, meeting.places = guide_seconds, places
    meeting.by = by  # the words are theirs now, as they look them all over
    _put_down(meeting, prepared)
    if moved:
        tell(MeetingChanged(meeting.pk))
    _screen(meeting, prepared, by)
    return meeting


def _to_change(meeting, by) -> Meeting:
    """The meeting as it is now, if it can still be changed."""
    meeting = _held(meeting.pk, by)
    require_stands(meeting)
    require(rules.may_hold(by, meeting), _("Whoever holds the meeting can change it."))
    require(meeting.state is None, _("The room is open already. Whoever holds the meeting can end it there."))
    return meeting


def require_stands(meeting) -> None:
    require(meeting.cancelled_at is None, _("This meeting was cancelled. Nothing needs doing for it any more."))
    require(meeting.ended_at is None, _("This meeting is over."))


def _mark_for_calendars(meeting) -> None:
    meeting.changes += 1
    meeting.changed_at = clock.now()


@act
def cancel(meeting, *, by) -> Meeting:
    """It does not take place. Cancelling again changes nothing."""
    if not Meeting.objects.seen_by(by).filter(pk=meeting.pk, cancelled_at__isnull=False).exists():
        meeting = _to_change(meeting, by)
        _cancel(meeting)
        tell(MeetingCancelled(meeting.pk))
    return meeting


def _cancel(meeting) -> None:
    _mark_for_calendars(meeting)
    meeting.cancelled_at = clock.now()
    meeting.save(update_fields=["changes", "changed_at", "cancelled_at"])


# ---- meetings that come again


@act
def plan_series(
    circle, prepared: Prepared, *, often: str, rule="", first_on, until=None, at, zone: str, by, kind=LIVE, minutes=60, guide_seconds=180
) -> Series:
    """Meetings that come again; those of the next weeks are there at once. One notice says so, not one for each."""
    _require_may_plan(circle, by)
    series = Series(
        circle=circle, by=by, kind=kind, often=often, rule=rule, zone=zone, first_on=first_on, until=until, at=at,
        minutes=minutes, template=prepared.template, guide_seconds=guide_seconds,
    )
    coming = schedule.next_days(series, _today_in(zone), 1)
    require(coming, _("By this rule no meeting is still to come. Could you look at its days again?"))
    _keep_zone(circle, zone)
    series.prompt, series.questions = prepared.prompt, prepared.as_text()
    series.save(force_insert=True)
    made = make_ahead(series)
    if made:
        tell(MeetingPlanned(made[0].pk))
        _screen(made[0], prepared, by)
    return series


def _today_in(zone: str):
    return clock.now().astimezone(schedule.ZoneInfo(zone)).date()


def make_ahead(series) -> list[Meeting]:
    """The rows of its next weeks that are not there yet, and the very next one however far away. Safe to repeat."""
    series = Series.system.select_related("circle").select_for_update(of=("self",)).get(pk=series.pk)
    prepared, by_id = _words_of(series)
    if series.ended_at or series.circle.closed_at or by_id is None:
        return []
    days = _days_to_make(series)
    return [meeting for day in days if (meeting := _make(series, day, prepared, by_id))]


def _words_of(series) -> tuple[Prepared, int | None]:
    """What its meetings begin with, and whose words these are. When whoever planned it has taken their
    words with them, the prepared ones stand in, for whoever holds the circle now."""
    text = series.questions
    if text is not None and series.prompt is not None:
        return Prepared.from_text(series.template, series.prompt, text), series.by_id
    return shapes.shape(series.template).prepared(), next(iter(holder_ids(series.circle_id)), None)


def _days_to_make(series) -> list:
    """Days from today on until eight weeks from now, or the next one at least, without those that are there."""
    there = set(Meeting.system.filter(series=series).values_list("on", flat=True))
    now, days = clock.now(), []
    for day in schedule.days(series, _today_in(series.zone)):
        starts_at = schedule.moment_of(series, day)
        if starts_at > now + MADE_AHEAD and (days or any(on >= _today_in(series.zone) for on in there)):
            break
        if starts_at > now and day not in there and day.isoformat() not in series.except_on:
            days.append(day)
    return days


def _make(series, day, prepared: Prepared, by_id: int) -> Meeting | None:
    meeting = Meeting(
        circle_id=series.circle_id, series=series, on=day, by_id=by_id, kind=series.kind, zone=series.zone,
        starts_at=schedule.moment_of(series, day), minutes=series.minutes, guide_seconds=series.guide_seconds,
    )
    try:
        with transaction.atomic():
            _put_down(meeting, prepared)
    except IntegrityError:  # another process was first
        return None
    return meeting


@clock.due("meetings.ahead", every=timedelta(minutes=15))
def make_all_ahead() -> None:
    """Each series apart, so that one series' trouble never keeps the others waiting."""
    for series in Series.system.filter(ended_at=None, circle__closed_at=None)[:AT_A_TICK]:
        try:
            with transaction.atomic():
                make_ahead(series)
        except (crypto.Unreadable, Member.DoesNotExist, ValueError) as error:
            log.error("a series was not made ahead: %s", type(error).__name__)


@act
def skip(series, on, *, by) -> Series:
    """It does not take place on that day, and goes on as before afterwards. Skipping again changes nothing."""
    series = _series_to_change(series, by)
    require(schedule.takes_place(series, on) or on.isoformat() in series.except_on, _("There is no meeting of these on that day."))
    if on.isoformat() not in series.except_on:
        meeting = Meeting.system.select_for_update().filter(series=series, on=on).first()
        series.except_on = sorted([*series.except_on, on.isoformat()])
        series.save(update_fields=["except_on"])
        if meeting and meeting.cancelled_at is None:
            cancel.__wrapped__(meeting, by=by)
    return series


def _series_to_change(series, by) -> Series:
    series = Series.objects.seen_by(by).select_related("circle").select_for_update(of=("self",)).get(pk=series.pk)
    _require_may_plan(series.circle, by)
    return series


@act
def end_series(series, *, by) -> Series:
    """No more of these: those still to come are cancelled, and one notice says so. Ending again changes nothing."""
    series = _series_to_change(series, by)
    if series.ended_at is None:
        series.ended_at = clock.now()
        series.save(update_fields=["ended_at"])
        coming = list(Meeting.system.coming().filter(series=series, state__isnull=True).select_for_update())
        for meeting in coming:
            _cancel(meeting)
        if coming:
            tell(MeetingCancelled(coming[0].pk))
    return series

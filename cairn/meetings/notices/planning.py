"""Who should hear of meetings planned, moved, cancelled and about to begin, and of stand-ins; in words that
tell nothing of anybody's."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.circles.queries import expected_ids, holder_ids
from cairn.meetings.models import Coming, Meeting, StandIn
from cairn.meetings.when import series_words, times_of
from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for


def connect() -> None:
    """Called by config/wiring/."""
    for kind in _OF_MEETING:
        words_for(kind, of_meetings)
    words_for("stand_in_asked", of_asked)


# ---- inside the act: who hears


def planned(happening) -> None:
    meeting = _meeting(happening)
    give_each(_hearers(meeting, besides=meeting.by_id), "meeting_planned", meeting.pk)


def changed(happening) -> None:
    meeting = _meeting(happening)
    give_each(_hearers(meeting, besides=meeting.by_id), "meeting_moved", meeting.pk)


def cancelled(happening) -> None:
    meeting = _meeting(happening)
    give_each(_hearers(meeting), "meeting_cancelled", meeting.pk)


def opened(happening) -> None:
    """A quarter of an hour before; once, as a room opens once; not to those who said "not this time"."""
    meeting = _meeting(happening)
    away = set(Coming.objects.filter(meeting=meeting, yes=False).values_list("member", flat=True))
    give_each([pk for pk in _hearers(meeting) if pk not in away], "meeting_soon", meeting.pk)


def place_freed(happening) -> None:
    give(happening.member_id, "meeting_place", happening.meeting_id)


def stand_in_asked(happening) -> None:
    asked = StandIn.objects.get(pk=happening.stand_in_id)
    give(asked.member_id, "stand_in_asked", asked.pk)


def stand_in_found(happening) -> None:
    asked = StandIn.objects.select_related("meeting").get(pk=happening.stand_in_id)
    hearers = {*holder_ids(asked.meeting.circle_id), asked.asked_by_id} - {asked.member_id}
    give_each(sorted(hearers), "stand_in_found", asked.meeting_id)


def stand_in_declined(happening) -> None:
    asked = StandIn.objects.get(pk=happening.stand_in_id)
    give(asked.asked_by_id, "stand_in_not", asked.meeting_id)


def _meeting(happening) -> Meeting:
    return Meeting.system.get(pk=happening.meeting_id)


def _hearers(meeting, besides: int = 0) -> list[int]:
    """Those who sit in the circle and do not rest from it, and whoever stands in."""
    stand_ins = meeting.stand_ins.filter(accepted_at__isnull=False).values_list("member", flat=True)
    return [pk for pk in dict.fromkeys([*expected_ids(meeting.circle_id), *stand_ins]) if pk != besides]


# ---- when the list is read: in which words


def _planned(meeting, names) -> str:
    if meeting.series and meeting.series.ended_at is None:
        return _("%(circle)s has meetings now that come again. %(often)s.") % {**names, "often": series_words(meeting.series)}
    return _("%(circle)s has planned a meeting. %(day)s, %(hours)s.") % names


def _cancelled(meeting, names) -> str:
    if meeting.series and meeting.series.ended_at:
        return _("The meetings of %(circle)s that came again have come to an end.") % names
    return _("The meeting of %(circle)s on %(day)s is cancelled.") % names


_OF_MEETING = {
    "meeting_planned": _planned,
    "meeting_moved": lambda meeting, names: _("A meeting of %(circle)s has moved. It is now %(day)s, %(hours)s.") % names,
    "meeting_cancelled": _cancelled,
    "meeting_soon": lambda meeting, names: _("%(circle)s is about to begin. The room is open.") % names,
    "meeting_place": lambda meeting, names: _("A place is free for you. %(circle)s, %(day)s.") % names,
    "stand_in_found": lambda meeting, names: _("A stand-in is found for %(circle)s, %(day)s.") % names,
    "stand_in_not": lambda meeting, names: _("Somebody you asked cannot stand in for %(circle)s, %(day)s. You could ask somebody else.") % names,
}


def of_meetings(notices, viewer) -> dict:
    rows = Meeting.objects.seen_by(viewer).select_related("circle", "series").in_bulk([notice.about for notice in notices])
    return {n.id: _of_meeting(n, rows[n.about]) for n in notices if n.about in rows and _still_so(n.kind, rows[n.about])}


def _still_so(kind: str, meeting) -> bool:
    """What is past, or has become otherwise, need not be read any more."""
    if kind == "meeting_cancelled":
        return meeting.cancelled_at is not None
    if meeting.cancelled_at or meeting.ended_at:
        return False
    return kind == "meeting_soon" or meeting.starts_at > clock.now()


def _of_meeting(notice, meeting) -> tuple[str, str]:
    times = times_of(meeting)
    names = {"circle": meeting.circle.name or _("A circle"), "day": times.day, "hours": times.hours}
    to = "room" if notice.kind == "meeting_soon" else "meeting"
    return _OF_MEETING[notice.kind](meeting, names), reverse(to, args=[meeting.pk])


def of_asked(notices, viewer) -> dict:
    rows = StandIn.objects.filter(member=viewer, pk__in=[n.about for n in notices]).select_related("meeting__circle")
    asked = {one.pk: one for one in rows if one.declined_at is None and _still_so("stand_in_asked", one.meeting)}
    return {n.id: (_asked_words(asked[n.about].meeting), reverse("stand_in", args=[n.about])) for n in notices if n.about in asked}


def _asked_words(meeting) -> str:
    return _("You are asked to stand in and hold a meeting. %(circle)s, %(day)s.") % {"circle": meeting.circle.name or _("A circle"), "day": times_of(meeting).day}

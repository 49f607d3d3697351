"""Who is reminded that looking back does good, and who hears of it. Nobody's words are in these."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.meetings import rules
from cairn.meetings.models import Care, Debrief, Meeting
from cairn.notices.verbs import give
from cairn.notices.words import words_for


def connect() -> None:
    """Called by config/wiring/."""
    for kind, fn in (("debrief_due", _debrief_due), ("debrief_written", _debrief_written), ("supervisor_named", _supervisor_named)):
        words_for(kind, fn)


# ---- what follows what


def meeting_ended(happening) -> None:
    """A short look back is there for whoever held it to the end."""
    room = Meeting.system.get(pk=happening.meeting_id).room
    if room and room.holder and not room.unheld:
        give(room.holder, "debrief_due", happening.meeting_id)


def debrief_written(happening) -> None:
    debrief = Debrief.system.select_related("by__care__supervisor").get(meeting=happening.meeting_id, by=happening.member_id)
    care = getattr(debrief.by, "care", None)
    supervisor = care.supervisor if care else None
    if supervisor is not None and supervisor.pk not in debrief.by.blocked_ids:
        give(supervisor.pk, "debrief_written", debrief.pk)


def supervisor_named(happening) -> None:
    give(happening.member_id, "supervisor_named", happening.member_id)


# ---- in which words


def _debrief_due(notices, viewer):
    meetings = Meeting.objects.seen_by(viewer).select_related("circle").in_bulk([n.about for n in notices])
    done = set(Debrief.objects.seen_by(viewer).filter(by=viewer, meeting__in=meetings).values_list("meeting", flat=True))
    return {
        n.pk: (_("You held %(circle)s. A short look back can do good.") % {"circle": meetings[n.about].circle.name}, reverse("debrief", args=[n.about]))
        for n in notices if n.about in meetings and n.about not in done and rules.may_debrief(viewer, meetings[n.about])
    }


def _debrief_written(notices, viewer):
    theirs = set(Debrief.objects.seen_by(viewer).exclude(by=viewer).filter(pk__in=[n.about for n in notices]).values_list("pk", flat=True))
    return {n.pk: (_("Somebody you are there for has looked back at a meeting."), reverse("debriefs")) for n in notices if n.about in theirs}


def _supervisor_named(notices, viewer):
    care = Care.objects.filter(member=viewer, supervisor__isnull=False).exclude(supervisor__in=viewer.blocked_ids)
    if not care.exists():
        return {}
    return {n.pk: (_("Somebody is there for you now, who reads your looks back after meetings."), reverse("care")) for n in notices}

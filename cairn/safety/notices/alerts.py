"""What is told about alerts: that somebody is needed, never who, nor a word of what was written."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.members.queries import the_space
from cairn.notices.words import words_for
from cairn.safety import queries, rules
from cairn.safety.models import Alert
from cairn.safety.nouns import mark_of


def _for_responders(notices, viewer) -> dict:
    """While it is open. Who is there already is told of it too: somebody answered, or it is still open."""
    open_ones = Alert.objects.filter(pk__in=[n.about for n in notices], closed_at=None)
    mine = {one.pk for one in open_ones if rules.may_answer(viewer, one)}
    said = {
        "alert": _("Somebody here needs a person now."),
        "alert_calm": _("Words of somebody here could use a kind look, when you can."),
    }
    return {n.id: (said[n.kind], reverse("alert", args=[n.about])) for n in notices if n.about in mine}


def _for_coordinators(notices, viewer) -> dict:
    if not viewer.is_coordinator:
        return {}
    waiting = Alert.objects.filter(pk__in=[n.about for n in notices], closed_at=None).exclude(mark=mark_of(viewer.pk))
    there = dict(waiting.values_list("pk", "acknowledged_at"))
    return {n.id: (_fact(n.kind, there[n.about]), reverse("alerts")) for n in notices if n.about in there}


def _fact(kind: str, acknowledged_at) -> str:
    if acknowledged_at:
        return _("An alert has been open for a day.")
    if kind == "alert_open":
        return _("Somebody here needs a person now, and no responder has said yet that they are there.")
    return _("Words of somebody here could use a kind look, and nobody is on duty.")


def _for_writer(notices, viewer) -> dict:
    mine = dict(Alert.objects.filter(pk__in=[n.about for n in notices], mark=mark_of(viewer.pk), unfounded_at=None).values_list("pk", "noun"))
    said = _("We noticed something you wrote, and care. Here is who is there for you.")
    worried = _("Somebody who looks after this space has written to you, and is there for you.")
    return {n.id: (worried if mine[n.about] == rules.WORRY else said, reverse("noticed", args=[n.about])) for n in notices if n.about in mine}


def _unfounded(notices, viewer) -> dict:
    """To everybody who was called: the responders among them, and whoever leads, who reads neither words nor name."""
    there = Alert.objects.filter(pk__in=[n.about for n in notices]).exclude(mark=mark_of(viewer.pk))
    given = {one.pk: lines for one in there if (lines := _no_danger(one, viewer))}
    return {n.id: given[n.about] for n in notices if n.about in given}


def _no_danger(alert, viewer) -> tuple[str, str] | None:
    if rules.may_answer(viewer, alert):
        was_there = viewer.pk in (alert.acknowledged_by_id, alert.seconded_by_id)
        return (_unfounded_words(alert, was_there), reverse("alert", args=[alert.pk]))
    return (_unfounded_words(alert, False), reverse("alert_log", args=[alert.pk])) if viewer.is_coordinator else None


def _unfounded_words(alert, was_there: bool) -> str:
    if alert.noun == "call":
        return _("Whoever asked for somebody does not need anybody any more.")
    if was_there:
        return _("Whoever you were there for said that it was not about them being in danger. Thank you for being there.")
    return _("Whoever you were called for said that it was not about them being in danger.")


def _helplines(notices, viewer) -> dict:
    if not viewer.is_coordinator or not queries.lines_are_old():
        return {}
    said = _("The numbers in Help now were looked up more than six months ago. Could you look whether they still hold?")
    return {n.id: (said, reverse("space_helplines", args=[the_space().country])) for n in notices}


def connect() -> None:
    for kind in ("alert", "alert_calm"):
        words_for(kind, _for_responders)
    for kind in ("alert_open", "alert_open_calm"):
        words_for(kind, _for_coordinators)
    words_for("cared", _for_writer)
    words_for("alert_unfounded", _unfounded)
    words_for("helplines_old", _helplines)

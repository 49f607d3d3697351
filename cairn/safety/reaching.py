"""Reaching whoever took on duty while they are not on the page: by mail and by their browser, without a word."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.outside import DUTY, Reach, Wake, place, reaches_out
from cairn.safety import rules
from cairn.safety.models import Alert
from cairn.safety.nouns import mark_of


def connect() -> None:
    """Called by config/wiring/. What is calm leaves the house by no way."""
    reaches_out("alert", Reach(DUTY, still=_is_needed, letter=_letter, wake=_wake))
    reaches_out("alert_open", Reach(DUTY, still=_is_unanswered, letter=_letter_to_lead, wake=_wake_lead))


def _is_needed(member, pk: int) -> bool:
    alert = Alert.objects.filter(pk=pk, closed_at=None).first()
    if alert is None or not rules.may_answer(member, alert):
        return False
    is_theirs = member.pk in (alert.acknowledged_by_id, alert.seconded_by_id)
    return alert.acknowledged_at is None or is_theirs or rules.asked_now(alert) is not None


def _is_unanswered(member, pk: int) -> bool:
    waiting = Alert.objects.filter(pk=pk, closed_at=None, acknowledged_at=None).exclude(mark=mark_of(member.pk))
    return member.is_coordinator and waiting.exists()


def _letter(_member, pk: int) -> tuple[str, str]:
    lines = [
        _("Somebody here needs a person, and you are one of those who are called."),
        _("To look, and to say that you are there:") + f"\n{settings.ADDRESS}{reverse('alert', args=[pk])}",
        _("If you cannot, you need not do anything. In five minutes somebody else is called."),
        _("You have this because you are a responder. Your hours, and resting:") + f"\n{settings.ADDRESS}{reverse('duty')}",
    ]
    return _subject(), "\n\n".join(lines)


def _letter_to_lead(_member, _pk: int) -> tuple[str, str]:
    lines = [
        _("Somebody here needs a person, and no responder has said yet that they are there."),
        _("What is known, and how to find somebody:") + f"\n{settings.ADDRESS}{reverse('alerts')}",
        _("You have this because you are the coordinator."),
    ]
    return _subject(), "\n\n".join(lines)


def _subject() -> str:
    where = place()
    return _("Somebody at %(space)s needs you") % {"space": where} if where else _("Somebody here needs you")


def _wake(_member, pk: int) -> Wake:
    return Wake(_("Somebody here needs you"), _("Please look when you can."), reverse("alert", args=[pk]))


def _wake_lead(_member, _pk: int) -> Wake:
    return Wake(_("Somebody here needs you"), _("No responder has answered yet."), reverse("alerts"))

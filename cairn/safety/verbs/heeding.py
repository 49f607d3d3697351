"""What the writer of an open alert writes on its page, while somebody is called or is there: it is read for danger as
everything they write is, and comes to those who were called. Where it is more pressing, the next is called at once."""

import logging

from django.db import transaction

from cairn.base import clock
from cairn.notices.verbs import give_each
from cairn.safety import signals
from cairn.safety.models import Alert
from cairn.safety.queries.cover import responders_for
from cairn.safety.signals import HOPELESS, Found
from cairn.safety.verbs.escalating import call_next

log = logging.getLogger("cairn.safety")


def heed(alert: Alert, words: str, *, by) -> None:
    """In the act that wrote them, which holds the alert and is open. Whoever is there is told in any case; whoever
    was called, while nobody is there yet, or where the words speak of danger now."""
    found = danger_in(words, by=by)
    pressing = found is not None and found.tier <= min(alert.tier, HOPELESS - 1)
    if found and found.tier < alert.tier:
        alert.tier = found.tier
        alert.save(update_fields=["tier"])
    tell_who_was_called(alert) if pressing or alert.acknowledged_at is None else tell_who_is_there(alert)
    if pressing and alert.acknowledged_at is None:
        call_now(alert)


def danger_in(words: str, *, by) -> Found | None:
    """What the rules find about the writer themselves. Reading never makes an act fail."""
    try:
        found = signals.read(words, language_of(by))
    except Exception as error:  # by type alone: its message may hold words
        log.error("screening stumbled: %s", type(error).__name__)
        return None
    return None if found is None or found.about_other else found


def language_of(by) -> str:
    """The first of their languages that there are rules for: who speaks Welsh first may well write English."""
    languages = [*by.languages, by.language]
    return next(filter(signals.speaks, languages), languages[0])


def tell_who_is_there(alert: Alert) -> None:
    give_each({alert.acknowledged_by_id, alert.seconded_by_id} - {None}, "alert", alert.pk)


def tell_who_was_called(alert: Alert) -> None:
    """Again, and whoever is there. Only those who may still answer it."""
    team, told = responders_for(alert), set(alert.steps.filter(what="told").values_list("to", flat=True))
    able = {one.id for one in team.responders}
    tell_who_is_there(alert)
    give_each(told & able, "alert" if alert.tier < HOPELESS else "alert_calm", alert.pk)
    if alert.acknowledged_at is None:
        give_each((told & set(team.coordinators)) - able, "alert_open" if alert.tier < HOPELESS else "alert_open_calm", alert.pk)


def call_now(alert: Alert) -> None:
    """The next one, without waiting. In a savepoint of its own: should it fail, the alert is due and the clock calls."""
    alert.due_at = clock.now()
    alert.save(update_fields=["due_at"])
    try:
        with transaction.atomic():
            call_next(alert)
    except Exception as error:  # by type alone
        log.error("an alert is left to the clock: %s", type(error).__name__)

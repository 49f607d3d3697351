"""An alert goes on to the next until somebody says "I am there". Every step is a row, in the transaction of the act
or the tick; the due time stands beside it, so a killed process loses nothing."""

import logging
from datetime import timedelta

from django.db import transaction

from cairn.base import clock
from cairn.live.verbs import record
from cairn.notices.verbs import give_each
from cairn.safety.calling import AGAIN, COORDINATOR, DUTY, whom_to_call
from cairn.safety.models import Alert, AlertStep
from cairn.safety.queries.cover import next_duty_begins, responders_for
from cairn.safety.signals import HOPELESS

log = logging.getLogger("cairn.safety")

STREAM = "alerts:0"

SOON, SOON_AGAIN = timedelta(minutes=5), timedelta(minutes=30)
LATER, LATER_AGAIN = timedelta(hours=1), timedelta(hours=12)
STILL_OPEN = timedelta(days=1)
NEXT_RESPONDER = 1  # the step at which a responder is called before the coordinator


@clock.due("safety.alerts")
def go_on_where_due() -> None:
    """Alerts whose time has come, each in a transaction of its own: one's trouble never keeps the others."""
    for pk in Alert.objects.filter(due_at__lte=clock.now(), closed_at=None).order_by("due_at").values_list("pk", flat=True)[:50]:
        try:
            go_on(pk)
        except Exception as error:  # by type alone: its message may hold words
            log.error("an alert could not go on: %s", type(error).__name__)


@transaction.atomic
def go_on(pk: int) -> None:
    """The next step of one alert, if it is still due."""
    alert = Alert.objects.select_for_update().filter(pk=pk, due_at__lte=clock.now(), closed_at=None).first()
    if alert is None:
        return
    if Alert.objects.filter(pk=pk, evidence__isnull=True).exists():
        close_without_words(alert)  # whoever wrote it was erased: there is nobody to be there for
    elif alert.acknowledged_at:
        _ask_whether_it_is_done(alert)
    else:
        call_next(alert)


def call_next(alert: Alert) -> None:
    """Tell whoever is next, and set when it goes on. In the caller's transaction, which holds the alert."""
    team, told = responders_for(alert), set(alert.steps.filter(what="told").values_list("to", flat=True))
    as_what, called = whom_to_call(alert.step, team.responders, team.coordinators, told)
    if not called or (as_what != DUTY and alert.step == 0 and not alert.covered):
        AlertStep.objects.create(alert=alert, what="nobody")
    for pk in called:
        AlertStep.objects.create(alert=alert, to_id=pk, what="told")
    give_each(called, _kind(alert, as_what), alert.pk)
    alert.step += 1
    alert.due_at = clock.now() + _pause(alert, as_what)
    alert.save(update_fields=["step", "due_at"])
    moved()


def _kind(alert: Alert, as_what: str) -> str:
    """Only what is pressing leaves the house."""
    if as_what == COORDINATOR:
        return "alert_open" if alert.tier < HOPELESS else "alert_open_calm"
    return "alert" if alert.tier < HOPELESS else "alert_calm"


def _pause(alert: Alert, as_what: str) -> timedelta:
    if alert.tier < HOPELESS:
        return SOON_AGAIN if as_what == AGAIN else SOON
    if as_what == AGAIN:
        return LATER_AGAIN
    # Nobody is woken for it: where nobody is on duty it waits for whoever is next, but never for long.
    begins = next_duty_begins()
    return min(max(begins - clock.now(), LATER), LATER_AGAIN) if as_what == COORDINATOR and begins else LATER


def _ask_whether_it_is_done(alert: Alert) -> None:
    """Somebody is there since a day and has not closed it: they are asked, and the coordinator knows."""
    team = responders_for(alert)
    give_each({pk for pk in (alert.acknowledged_by_id, alert.seconded_by_id) if pk}, "alert_calm", alert.pk)
    give_each(team.coordinators, "alert_open_calm", alert.pk)
    alert.due_at = clock.now() + STILL_OPEN
    alert.save(update_fields=["due_at"])


def close_of_erased(mark: str) -> None:
    """Whoever wrote these is being erased: nobody is called any more. Inside the erasure."""
    for alert in Alert.objects.select_for_update().filter(mark=mark, closed_at=None):
        close_without_words(alert)


def close_without_words(alert: Alert) -> None:
    """A plain step, as words beside it could not be sealed: the alert's key went with its writer's."""
    alert.closed_at, alert.due_at = clock.now(), None
    alert.save(update_fields=["closed_at", "due_at"])
    AlertStep.objects.create(alert=alert, what="erased")
    moved()


def hold_those_of(member_id: int) -> None:
    """For an act that writes into the log as well: what is done about an alert takes its row, then the log, then the stream."""
    list(_those_of(member_id).select_for_update().order_by("pk").values_list("pk"))


def _those_of(member_id: int):
    return Alert.objects.filter(acknowledged_by=member_id, closed_at=None)


def call_again_for(member_id: int) -> None:
    """Whoever was there for these is not any more: the next is called, by the clock at once."""
    if _those_of(member_id).update(acknowledged_at=None, acknowledged_by=None, step=NEXT_RESPONDER, due_at=clock.now()):
        moved()


def moved() -> None:
    """Open pages of responders change."""
    record(STREAM, "moved")

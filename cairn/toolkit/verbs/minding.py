"""What the clock does in the toolkit: asks once how it went, and clears away what was taken back."""

from datetime import timedelta

from django.db import transaction

from cairn.base import clock
from cairn.base.happenings import tell
from cairn.toolkit import rules
from cairn.toolkit.happenings import TrialDue
from cairn.toolkit.models import Strategy, Trial

AT_A_TICK = 200


@clock.due("toolkit.ask_how_it_went", every=timedelta(minutes=1))
def ask_how_it_went() -> None:
    """Once a trial, a week after it began, or after they said "later"."""
    due = Trial.system.filter(ask_at__lte=clock.now(), asked_at=None, member__left_at=None).order_by("ask_at")
    for pk in list(due.values_list("pk", flat=True)[:AT_A_TICK]):
        with transaction.atomic():
            _ask(pk)


def _ask(pk: int) -> None:
    trial = Trial.system.select_for_update().filter(pk=pk, ask_at__isnull=False, asked_at=None).first()
    if trial is not None:
        Trial.system.filter(pk=pk).update(asked_at=clock.now(), ask_at=None)
        tell(TrialDue(trial.member_id, pk))


@clock.due("toolkit.clear_withdrawn", every=timedelta(seconds=30))
def clear_withdrawn() -> None:
    """What was taken back more than ten minutes ago is erased for good, the lines under it with it."""
    Strategy.system.filter(withdrawn_at__lte=clock.now() - rules.UNDO_FOR).delete()

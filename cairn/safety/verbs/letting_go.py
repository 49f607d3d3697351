"""What was brought to responders ends some time after it was closed: the words first, with their key."""

from datetime import timedelta

from django.db import transaction

from cairn.base import clock, keyring
from cairn.members.models import Space
from cairn.safety.models import Alert, Report

AT_A_TICK = 200


@clock.due("safety.let_go", every=timedelta(hours=1))
def let_go_of_what_was_closed() -> None:
    """Reports and alerts past the space's time for them. What was decided stays in the log, without the words."""
    days = Space.objects.values_list("reports_kept_days", flat=True).first()
    if days is None:
        return
    for kind in (Report, Alert):
        past = kind.objects.filter(closed_at__lt=clock.now() - timedelta(days=days)).order_by("closed_at")
        for pk in list(past.values_list("pk", flat=True)[:AT_A_TICK]):
            _let_go(kind, pk)


@transaction.atomic
def _let_go(kind, pk: int) -> None:
    keyring.destroy(pk)
    kind.objects.filter(pk=pk).delete()

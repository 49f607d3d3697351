"""What a listener chose for themselves."""

from cairn.base import clock
from cairn.hearing.models import Listener, RatherNot


def listener_of(member) -> Listener | None:
    return Listener.objects.filter(member=member).first()


def is_resting(listener: Listener) -> bool:
    return listener.resting_until is not None and listener.resting_until > clock.now()


def topics_rather_not(member) -> list[int]:
    """Ids of the topics they would rather not be asked to hear about."""
    return list(RatherNot.objects.filter(member=member).values_list("topic", flat=True))

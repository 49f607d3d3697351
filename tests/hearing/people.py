"""Listeners, and a moment at which everybody is awake."""

from datetime import timedelta

from cairn.base import clock
from cairn.hearing.models import Ask, Listener, Wave
from cairn.hearing.resident import resident
from cairn.members.models import Experience
from tests.cast import member


def at_noon() -> None:
    """Go on to the next noon in UTC: nobody there sleeps."""
    now = clock.now()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    clock.move((noon if noon > now else noon + timedelta(days=1)) - now)


def listener(name="Ash", *, knows=(), weekly_limit=3, hours=0, **more):
    """Somebody who has offered to be asked."""
    made = member(name, **more)
    Listener.objects.create(member=made, weekly_limit=weekly_limit, hours=hours)
    know(made, *knows)
    resident.forget()  # on a busy machine a view is kept for a minute, and whoever offers after it was made is not in it
    return made


def know(somebody, *topics) -> None:
    for topic in topics:
        Experience.objects.create(member=somebody, topic=topic)


def asked(share) -> set[int]:
    return set(Ask.system.filter(share=share).values_list("listener", flat=True))


def wave_of(share) -> Wave:
    return Wave.objects.get(share=share)

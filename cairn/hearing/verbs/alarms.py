"""Whom else to tell when a share waits: a person always knows."""

from datetime import timedelta

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.circles.queries import coordinator_ids, holder_ids
from cairn.hearing.engine.waves import is_due_at_coordinator, is_due_on_desk
from cairn.hearing.happenings import Asked
from cairn.hearing.models import Wave
from cairn.notices.verbs import give_each
from cairn.safety.queries import pressing_alert, whom_it_calls
from cairn.shares.models import CIRCLE, EVERYONE, SOMEONE, Share

AGAIN = timedelta(hours=12)


def sound(wave: Wave, apart: set[int]) -> None:
    """After four hours whoever holds the circle is told, after twelve the coordinator, then both again every
    twelve hours until somebody has answered. Changes `wave`; `apart` are its writer and whom they are blocked with."""
    now = clock.now()
    if is_due_on_desk(wave.began_at, now) and wave.brought_at is None:
        _bring_to_desk(wave, apart)
    if is_due_at_coordinator(wave.began_at, now) and (wave.coordinator_at is None or now - wave.coordinator_at >= AGAIN):
        _bring_to_desk(wave, apart)
        _tell_coordinators(wave.share, apart)
        wave.coordinator_at = now


def _bring_to_desk(wave: Wave, apart: set[int]) -> None:
    wave.brought_at = wave.brought_at or clock.now()
    holding = _who_holds(wave.share, apart)
    give_each(holding, "waiting_on_desk", wave.share_id)
    if not holding or wave.share.shown_as == SOMEONE:
        # For every share told as "someone": were it only where nobody else holds the circle, it would say that
        # who does wrote it.
        _tell_coordinators(wave.share, apart)


def _tell_coordinators(share: Share, apart: set[int]) -> None:
    """The coordinator cannot read what a circle was told, but can find somebody to hold it."""
    if share.audience == CIRCLE:
        give_each(_coordinators(apart), "share_unheld", share.circle_id)


def _who_holds(share: Share, apart: set[int]) -> list[int]:
    if share.audience == CIRCLE:
        return [pk for pk in holder_ids(share.circle_id) if pk not in apart]
    return _coordinators(apart) if share.audience == EVERYONE else []


def _coordinators(apart: set[int]) -> list[int]:
    return [pk for pk in coordinator_ids() if pk not in apart]


def signal_seen(happening) -> None:
    """A crisis signal was read in somebody's words: where it is pressing and a share, whoever can read it is asked
    besides the responders."""
    alert = pressing_alert(happening.alert_id)
    share = alert and alert.noun == "share" and Share.system.select_related("authorship", "circle").filter(pk=alert.noun_id).first()
    if share:
        responders, apart = whom_it_calls(alert)
        call_at_once(share, responders=responders, apart=apart)


@act
def call_at_once(share: Share, *, responders: list[int], apart: set[int]) -> None:
    """A crisis signal: responders are told at once, and where nobody is on duty whoever holds the circle. The
    waves go on besides. Safe to repeat; called by what reads words for signals."""
    wave = Wave.objects.select_for_update().filter(share=share, urgent_at=None).first()
    if wave is None:
        return
    wave.share, wave.urgent_at = share, clock.now()
    wave.save(update_fields=["urgent_at"])
    give_each([pk for pk in responders if pk not in apart] or _who_holds(share, apart) or _coordinators(apart), "share_urgent", share.pk)
    tell(Asked((share.pk,)))

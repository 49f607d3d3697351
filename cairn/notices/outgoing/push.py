"""Waking the browsers of somebody who agreed to it."""

import json

from cairn.base import clock
from cairn.base.post import Trouble
from cairn.notices.models import Outgoing, PushPlace, Rhythm
from cairn.notices.outgoing import sealing
from cairn.notices.outgoing.delivery import Gone, deliver
from cairn.notices.outside import Reach, Wake
from cairn.notices.quiet import quiet_from

GOOD_FOR = 2 * 3600  # seconds that a push service may keep it for a browser that is asleep


class Nowhere(Exception):
    """There is no browser left to wake."""


def carry(row: Outgoing, reach: Reach) -> None:
    """To every browser of theirs; one that took it is enough. Raises Trouble when all of them may later."""
    if reach.wake is None:
        raise Nowhere
    words = _said(reach.wake(row.member, row.about), row.member.language)
    places = list(PushPlace.objects.filter(member=row.member_id).order_by("made_at"))
    seconds = GOOD_FOR if reach.is_urgent else _seconds(row.member)
    took = [_wake(place, words, seconds, "high" if reach.is_urgent else "normal") for place in places]
    if True in took:
        return
    raise Trouble if False in took else Nowhere


def _wake(place: PushPlace, words: bytes, seconds: int, urgency: str) -> bool | None:
    """True when it was taken, False when it may be later, None when that browser is there no more."""
    try:
        keys = json.loads(place.keys or "{}")
        body = sealing.sealed_for(keys["p256dh"], keys["auth"], words)
        deliver(place.endpoint, body, _headers(place.endpoint, seconds, urgency))
    except Trouble:
        return False
    except (Gone, KeyError, ValueError):
        forget(place)
        return None
    return True


def forget(place: PushPlace) -> None:
    """Without a browser left there is nothing chosen any more."""
    PushPlace.objects.filter(pk=place.pk).delete()
    if not PushPlace.objects.filter(member=place.member_id).exists():
        Rhythm.objects.filter(member=place.member_id).update(asks_by_push=False)


def _seconds(member) -> int:
    """Never into their quiet hours."""
    quiet, now = quiet_from(member, clock.now()), clock.now()
    return min(GOOD_FOR, int((quiet - now).total_seconds())) if quiet else GOOD_FOR


def _said(wake: Wake, language: str) -> bytes:
    said = {"title": wake.title, "text": wake.text, "path": wake.path, "lang": language}
    more = {"other": wake.other, "otherPath": wake.other_path} if wake.other else {}
    return sealing.padded(json.dumps({**said, **more}).encode())


def _headers(endpoint: str, seconds: int, urgency: str) -> dict[str, str]:
    return {
        "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(seconds),
        "Urgency": urgency, "Authorization": sealing.signed_for(endpoint),
    }

"""What every verb shares: it is whole, and done once however often its form is sent.

A page's POST carries a key (`once`). The first act of a request claims the key in its own
transaction; when the same form comes again, the act is not repeated and the first answer is given.
"""

import base64
import threading
from datetime import timedelta
from functools import wraps

from django.db import connection, transaction

from cairn.base import clock, crypto

_request = threading.local()
_checks = []


class AlreadyDone(Exception):
    """This form was handed in before. `answer` is where its first sending led, "" if unknown."""

    def __init__(self, answer: str):
        self.answer = answer
        super().__init__("already done")


def act(verb):
    """A verb: one transaction, claimed once, by somebody who is still there."""

    @wraps(verb)
    def whole(*args, **kwargs):
        with transaction.atomic():
            _claim()
            if (by := kwargs.get("by")) is not None:
                for check in _checks:
                    check(by)
            return verb(*args, **kwargs)

    return whole


def asked_of_whoever_acts(check) -> None:
    """`check(by)` is asked in every act's own transaction; it raises Refused. Called by config/wiring/."""
    _checks.append(check)


def under_key(key: str, who: str) -> None:
    """The acts that follow in this thread belong to the form `key` of `who` ("" for none)."""
    _request.key = crypto.digest("once", f"{who}:{key}") if key else ""
    _request.claimed = ""


def answered_with(answer: str) -> None:
    """Remember where the claimed form led."""
    if claimed := getattr(_request, "claimed", ""):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cairn_once SET answer = %s WHERE key = %s", [_sealed(claimed, answer[:200]), claimed])


def is_done() -> bool:
    """Whether the form of this request was handed in before: for pages whose own checks would
    stumble over what its first sending did."""
    return _kept_of(getattr(_request, "key", "")) is not None


def look_back() -> None:
    """Raises AlreadyDone when the form of this request was handed in before: its page may no longer
    find what its first sending changed."""
    key = getattr(_request, "key", "")
    kept = _kept_of(key)
    if kept is not None:
        raise AlreadyDone(_opened(key, kept))


def _kept_of(key: str) -> str | None:
    """What is kept of the form with this key; None where none was handed in. Asked at every form: no model is made for it."""
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM cairn_once WHERE key = %s", [key])
        row = cursor.fetchone()
    return row[0] if row else None


def _claim() -> None:
    key = getattr(_request, "key", "")
    if not key:
        return
    _request.key, _request.claimed = "", key
    # Once in the same transaction as the act: after a crash both are there or neither.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cairn_once (key, done_at, answer) VALUES (%s, %s, '') ON CONFLICT DO NOTHING",
            [key, connection.ops.adapt_datetimefield_value(clock.now())],
        )
        if cursor.rowcount == 0:
            _request.claimed = ""
            raise AlreadyDone(_opened(key, _kept_of(key) or ""))


# Where a form led can hold an invitation's code, or say who told which share: not to be read in a table.


def _sealed(key: str, answer: str) -> str:
    return base64.b64encode(crypto.seal(crypto.key_for("once"), answer.encode(), key.encode())).decode()


def _opened(key: str, kept: str) -> str:
    return crypto.unseal(crypto.key_for("once"), base64.b64decode(kept), key.encode()).decode() if kept else ""


@clock.due("old form keys", every=timedelta(hours=1))
def forget_old_keys() -> None:
    """Keys older than two days are past any retry."""
    from cairn.base.models import Once

    Once.objects.filter(done_at__lt=clock.now() - timedelta(days=2)).delete()

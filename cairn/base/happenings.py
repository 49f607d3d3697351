"""What happened, told to whoever was wired to it. Happenings carry ids, never people's words.

Two kinds of wiring: `inside` runs at once, in the verb's transaction (rows nobody may miss);
`after` runs when the transaction has been committed (pushes). Both are set up in config/wiring/.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

log = logging.getLogger("cairn.happenings")

_inside: dict[type, list[Callable]] = defaultdict(list)
_after: dict[type, list[Callable]] = defaultdict(list)


@dataclass(frozen=True, slots=True)
class Happening:
    """Past tense, frozen, ids only."""


def inside(kind: type, *listeners: Callable) -> None:
    _inside[kind].extend(listeners)


def after(kind: type, *listeners: Callable) -> None:
    _after[kind].extend(listeners)


def tell(happening: Happening) -> None:
    for listener in _inside[type(happening)]:
        listener(happening)
    if _after[type(happening)]:
        transaction.on_commit(lambda: _call_after(happening))


def _call_after(happening: Happening) -> None:
    for listener in _after[type(happening)]:
        try:
            listener(happening)
        except Exception as error:  # the act stands; a lost push is caught up by the event log
            log.error("%s after %s: %s", listener.__name__, type(happening).__name__, type(error).__name__)

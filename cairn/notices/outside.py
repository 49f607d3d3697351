"""The register of what may leave the house to reach somebody who is not here, kind by kind.

    reaches_out("asked", Reach(setting=ASKS, still=..., letter=..., wake=...))

Each room says in its own reaching.py which of its notices may, looks again before it is sent, and writes
the words: wordless about people, a name, a topic or anything that somebody said is never in them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

ASKS, GATHERING = "asks", "gathering"  # which of a member's choices it follows
DUTY = "duty"  # none of them: who took it on is reached, at every hour


@dataclass(frozen=True, slots=True)
class Wake:
    """What a browser shows when it is woken. Paths lead behind the sign-in, or say nothing."""

    title: str
    text: str
    path: str
    other: str = ""  # the words of a second button
    other_path: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """`still(member, about)`: whether it is still so; asked just before sending. `letter` gives a subject and a
    text, `wake` what a browser shows; both in the language that is active. With DUTY quiet hours do not hold it up,
    and it goes out again each time it is given: somebody may be in danger."""

    setting: str
    still: Callable[[object, int], bool]
    letter: Callable[[object, int], tuple[str, str]]
    wake: Callable[[object, int], Wake] | None = None

    @property
    def is_urgent(self) -> bool:
        return self.setting == DUTY


_reaches: dict[str, Reach] = {}
_named_by: list[Callable[[], str]] = []


def reaches_out(kind: str, reach: Reach) -> None:
    _reaches[kind] = reach


def reach_of(kind: str) -> Reach | None:
    return _reaches.get(kind)


def named_by(name: Callable[[], str]) -> None:
    """Where the space's name comes from: a room above."""
    _named_by[:] = [name]


def place() -> str:
    """The space's name where the settings let it leave the house; "" where not, which is the rule."""
    return _named_by[0]() if settings.MAIL_NAMES_SPACE and _named_by else ""

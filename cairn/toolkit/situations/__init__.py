"""Everyday situations that cards are for: those of a file per language, and those that a space adds.

    here = Situations.here()        the space's own are asked once for a page
    here.named("bad-night")         Named(key, name, within), None where it is not known
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from cairn.base.composed import composed
from cairn.base.ids import id_in
from cairn.toolkit.models import Situation

FOLDER = Path(__file__).parent
OWN = "own-"  # before the id of one that this space added
OTHERWISE = "en"


@dataclass(frozen=True, slots=True)
class Named:
    key: str
    name: str
    within: str  # as it stands inside a sentence, after "for"
    open: bool = True


@cache
def of_file(language: str) -> dict[str, Named]:
    """By key, in the order of the file; a language without a file has the English one."""
    path = FOLDER / f"{language}.toml"
    if not path.exists():
        return of_file(OTHERWISE)
    return {one["key"]: Named(**one) for one in tomllib.loads(path.read_text("utf-8"))["situation"]}


def _language() -> str:
    return (get_language() or OTHERWISE).partition("-")[0]


@composed(list)
def _own_of_the_space():
    return Situation.objects.order_by("place", "pk")


@dataclass(frozen=True)
class Situations:
    """All that may be named here, by key: the space's own after those of the file."""

    by_key: dict[str, Named]

    @classmethod
    def here(cls) -> "Situations":
        return cls({**of_file(_language()), **{f"{OWN}{one.pk}": _own(one) for one in _own_of_the_space()}})

    def named(self, key: str) -> Named | None:
        return self.by_key.get(key)

    @property
    def open(self) -> list[Named]:
        """Those that something can be offered for."""
        return [one for one in self.by_key.values() if one.open]

    def within(self, key: str) -> str:
        """Inside a sentence; "" where it is not known any more."""
        return self.by_key[key].within if key in self.by_key else ""


def situation_named(key: str) -> Named | None:
    """One of them. A key of the file costs no question."""
    if key in of_file(_language()):
        return of_file(_language())[key]
    pk = id_in(key.removeprefix(OWN)) if key.startswith(OWN) else None
    one = Situation.objects.filter(pk=pk).first() if pk else None
    return _own(one) if one else None


def _own(one: Situation) -> Named:
    return Named(f"{OWN}{one.pk}", one.name or "", one.name or "", one.closed_at is None)

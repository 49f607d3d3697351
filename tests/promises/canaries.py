"""Canaries: words that occur nowhere else, typed into every field of every form, so that wherever one
turns up it is known who wrote it, and where."""

import base64
import itertools
from dataclasses import dataclass

from django.urls import Resolver404, resolve

_LETTERS = "abdefgiklmnoprtu"

# Typed to be compared or to be opened, never to be shown: no page gives them back.
NEVER_SHOWN = {"password", "current", "recovery_code", "secret", "rule"}  # a rule is taken only from those who chose to have one

NOT_KEPT = {"practice", "journal_search"}  # pages whose words are looked at and forgotten


@dataclass(frozen=True)
class Canary:
    token: str
    route: str
    field: str
    typed: str


class Canaries:
    """Makes them, and knows where each was typed."""

    def __init__(self):
        self.all: list[Canary] = []
        self.refused: list[Canary] = []
        self.again: set[str] = set()  # fields into which one was typed that was typed elsewhere before
        self._numbers = itertools.count(16**4)

    def make(self, path: str, field: str) -> str:
        """What to type into `field` of the form at `path`: its canary in a shape that the field takes."""
        number = next(self._numbers) * 7919 % 16**6
        token = "zq" + "".join(_LETTERS[number >> shift & 15] for shift in range(0, 24, 4)) + "qz"
        typed = _shaped(token, route_of(path), field)
        self.all.append(Canary(token, route_of(path), field, typed))
        return typed

    def fields(self) -> set[str]:
        return self.again | {canary.field.rsplit("-", 1)[-1] for canary in self.all}

    def to_be_shown(self) -> list[Canary]:
        """All but those that are only compared or forgotten, and those of a form that was refused."""
        kept = (canary for canary in self.all if canary.route not in NOT_KEPT)
        return [canary for canary in kept if canary.field not in NEVER_SHOWN and canary not in self.refused]


def _shaped(token: str, route: str, field: str) -> str:
    part = field.rsplit("-", 1)[-1]
    if field in {"password", "current", "secret"}:
        return f"{token} five quiet words"
    if part == "sign_in_name":
        return f"{token}-door"
    if part == "mail":
        return f"{token}@example.org"
    if part == "leave_to":
        return f"https://{token}.example.org/"
    if part == "number":
        return f"0800 {token} 111"
    if part in {"name", "word", "recovery_code"}:
        return token.title() if part == "name" else token
    return f"{token} sat by the window"


def route_of(path: str) -> str:
    try:
        return resolve(path.split("?")[0]).url_name
    except Resolver404:
        return path


def traces_of(word: str) -> list[bytes]:
    """How a word may stand somewhere: plain, wide, in hexadecimal, and in base64 wherever it begins. Lower case."""
    plain = word.encode()
    forms = [plain, word.encode("utf-16-le"), plain.hex().encode()]
    for case in (plain, plain.upper(), plain.title()):
        for before in range(3):
            code = base64.b64encode(b"x" * before + case)
            # Characters that share bits with what stands before or after the word are left out.
            forms.append(code[(0, 2, 3)[before] : -4 if (len(case) + before) % 3 else None].lower())
    return [form.lower() for form in forms]


def found_in(heap: bytes, words) -> set[str]:
    """Which of these words stand in a heap of bytes."""
    low = heap.lower()
    return {word for word in words if any(trace in low for trace in traces_of(word))}

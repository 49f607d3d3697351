"""Saying no, kindly."""

import json

from cairn.base import crypto


class Refused(Exception):
    """The member may see this, but may not do that; the sentence says why."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__("refused")  # never the sentence: it could reach a log


class ChangedMeanwhile(Exception):
    """What a form changes was changed elsewhere after the form was opened. `now` is how it stands."""

    def __init__(self, now):
        self.now = now
        super().__init__("changed meanwhile")


def require_unchanged(noun, seen: str) -> None:
    """`seen` is the version() a form was opened with, "" where none is known. Raises ChangedMeanwhile."""
    if seen and seen != noun.version():
        raise ChangedMeanwhile(noun)


def version_of(*said) -> str:
    """A fingerprint of what somebody said: the version() of a noun that keeps no time of its last change."""
    return crypto.digest("version", json.dumps(said, default=str))[:32]


def require(allowed: bool, sentence: str) -> None:
    """Raises Refused with the sentence unless `allowed`."""
    if not allowed:
        raise Refused(sentence)

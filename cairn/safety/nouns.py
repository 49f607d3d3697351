"""The register of what can be reported. Safety lies below the rooms whose nouns these are.

    reportable("share", fetch)      fetch(member, pk) -> AsItStands, or 404 when they may not see it
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.http import Http404

from cairn.base import crypto
from cairn.members.models import Member
from cairn.safety.models import AsItStands


@dataclass(frozen=True)
class Evidence:
    """The reported words as they stood. `mark` recognises the writer without naming them, because a
    share told as "someone" must not be opened by reporting it."""

    words: str
    by: str  # as shown to the one who reports
    where: str
    mark: str
    at: str = ""  # ISO 8601
    href: str = ""
    named: bool = False  # its readers are shown who wrote it
    circle: int = 0  # whose seats can read it, where it is one circle's
    above: str = ""  # the words it answers
    above_by: str = ""

    def as_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None) -> "Evidence":
        return cls(**json.loads(text)) if text else cls("", "", "", "")


@dataclass(frozen=True)
class Written:
    """Something that can be reported: the evidence, and whose it is. `named` False: the one who
    looks is not shown who wrote it, and does not come to know it here."""

    evidence: Evidence
    writer_id: int
    named: bool


Fetch = Callable[[object, int], AsItStands]
_nouns: dict[str, Fetch] = {}


def reportable(noun: str, fetch: Fetch) -> None:
    _nouns[noun] = fetch


def written(noun: str, member, pk: int) -> Written:
    """What `member` sees of it now, with a mark for who wrote it instead of an id, or 404."""
    if noun not in _nouns:
        raise Http404
    now = _nouns[noun](member, pk)
    evidence = Evidence(now.words, now.by, now.where, mark_of(now.writer_id), now.at, now.href, now.named, now.circle_id, now.above, now.above_by)
    return Written(evidence, now.writer_id, now.named)


def mark_of(member_id: int) -> str:
    return crypto.digest("reported", str(member_id))


NOBODY_IN_PARTICULAR = 0  # wrote the words of a circle, or of the space


def whose(mark: str) -> int:
    """The member of a mark, 0 where there is none any more. For what a decision does to them, never to be shown."""
    return next((pk for pk in Member.objects.values_list("pk", flat=True) if mark_of(pk) == mark), NOBODY_IN_PARTICULAR)


def veiled(noun_id: int, member_id: int) -> int:
    """A number by which a member finds what is about them, and nobody else finds anything: beside a member's id, the
    plain number of a decision would say who told something as "someone"."""
    return int(crypto.digest("veil", f"decision:{noun_id}:{member_id}")[:15], 16)

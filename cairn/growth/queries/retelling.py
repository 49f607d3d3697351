"""What a member tells again: from what it can begin, the list, and one with all its tellings."""

from dataclasses import dataclass, field
from datetime import datetime

from cairn.base import clock
from cairn.base.composed import composed
from cairn.base.ids import id_in
from cairn.base.pages import found
from cairn.base.text import first_words
from cairn.growth.models import Retelling, Victory
from cairn.growth.queries.views import Asked, Seen, seen_of
from cairn.growth.retold.words import prompt_of, title_of
from cairn.growth.rules import retelling as rules
from cairn.shares.models import SOMEONE, Share

MOST_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Source:
    """Something of one's own that can be told again. `value` stands for it in a form."""

    value: str
    text: str
    at: datetime
    veiled: bool = False  # told as "someone"

    @property
    def is_share(self) -> bool:
        return self.value.startswith("share")

    @property
    def begins(self) -> str:
        return first_words(self.text, 90)

    @property
    def as_told(self) -> dict:
        """As the verb takes it."""
        return {"first": self.text, "first_at": self.at, "veiled": self.veiled}


def sources_of(member) -> list[Source]:
    """Own shares that are some weeks old, then victories; of each the latest."""
    old = Share.objects.seen_by(member).by(member).told().filter(told_at__lt=clock.now() - rules.OLD_ENOUGH)
    shares = old.select_related("authorship").order_by("-told_at")[:MOST_OFFERED]
    victories = Victory.objects.by(member).order_by("-at")[:MOST_OFFERED]
    found_now = [*map(_of_share, shares), *map(_of_victory, victories)]
    return [source for source in found_now if source.text]


def source_named(member, value: str) -> Source | None:
    """The one that `value` stands for, however old; None for "nothing that is written here", 404 for anything else."""
    kind, _dash, number = value.partition("-")
    if not value:
        return None
    pk = found(id_in(number))
    if kind == "share":
        return _of_share(found(Share.objects.seen_by(member).by(member).told().select_related("authorship").filter(pk=pk).first()))
    return _of_victory(found(Victory.objects.by(member).filter(pk=pk).first() if kind == "victory" else None))


def _of_share(share) -> Source:
    return Source(f"share-{share.pk}", share.text or "", share.told_at, share.shown_as == SOMEONE)


def _of_victory(victory) -> Source:
    return Source(f"victory-{victory.pk}", victory.words or "", victory.at)


# ---- one's own


def retelling_for(member, pk: int) -> Retelling:
    """One's own, or 404: others' are never opened here."""
    return found(Retelling.objects.by(member).filter(pk=pk).first())


def own_gone(member, pk: int) -> Retelling:
    """One's own that was let go, or 404."""
    return found(Retelling.objects.seen_by(member).filter(pk=pk, member=member).first())


@dataclass(frozen=True, slots=True)
class Told:
    """One telling. `parts` are (prompt, words), only where something is written; the first one has no prompts."""

    at: datetime | None
    parts: tuple[tuple[str, str], ...]
    pk: int = 0  # 0: the very first, as it was told then
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One experience in the list: its latest telling."""

    pk: int
    title: str
    begins: str
    at: datetime
    is_told: bool


def retellings_of(member) -> tuple[list[Row], list[Row]]:
    """What is being written, and the latest telling of each experience; newest first."""
    mine = _own(member)
    behind = _behind(mine)
    rows = [_row(one) for one in reversed(mine.values()) if not one.gone_at and one.pk not in behind]
    return [row for row in rows if not row.is_told], [row for row in rows if row.is_told]


def _own(member) -> dict[int, Retelling]:
    """All of them, oldest first, also what was let go in the last minutes: others may stand behind it."""
    return {one.pk: one for one in _all_own(member)}


@composed(lambda member: [member.pk])
def _all_own(member):
    return Retelling.objects.filter(member=member).order_by("at").scoped()


def _behind(mine: dict) -> set[int]:
    """Those after which the same was told again."""
    before = (_before(one, mine) for one in mine.values() if one.told_at and not one.gone_at)
    return {one.pk for one in before if one}


def _before(one, mine: dict) -> Retelling | None:
    """The telling before this one that still stands."""
    before = mine.get(one.earlier_id)
    while before and before.gone_at:
        before = mine.get(before.earlier_id)
    return before


def _row(one) -> Row:
    kept = one.kept
    begins = next(filter(None, (kept.get(part) for part in rules.PARTS)), "") or kept.get("first", "")
    return Row(one.pk, title_of(kept), first_words(begins, 140), one.told_at or one.edited_at or one.at, one.told_at is not None)


@dataclass(frozen=True, slots=True)
class RetellingPage:
    """One telling, with the very first and those between; and how those who were invited see it."""

    pk: int
    title: str
    first: Told | None
    now: Told
    between: list[Told]
    is_told: bool
    is_held: bool
    is_latest: bool
    begun_pk: int  # a further telling that is being written; 0: none
    may_ask: bool
    asked: list[Asked] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)


def retelling_page(member, pk: int) -> RetellingPage:
    """All of one's tellings are fetched at once: they are few, and only those of this experience are opened."""
    mine = _own(member)
    now = found(mine.get(pk) if pk in mine and not mine[pk].gone_at else None)
    tellings = _up_to(now, mine)
    after = next((one for one in mine.values() if not one.gone_at and _before(one, mine) is now), None)
    first, between = first_and_between(tellings)
    asked, seen = seen_of(member, tellings)
    return RetellingPage(
        pk, title_of(now.kept), first, told_of(now), between, rules.is_told(now), now.held_at is not None, after is None or after.told_at is None,
        after.pk if after and not after.told_at else 0, rules.may_ask(member, now), asked, seen,
    )


def _up_to(now, mine: dict) -> list[Retelling]:
    """From the oldest to this one."""
    row = [now]
    while before := _before(row[0], mine):
        row.insert(0, before)
    return row


def first_and_between(tellings) -> tuple[Told | None, list[Told]]:
    """The very first is the one that was copied; where nothing was, the oldest that was written here."""
    kept = tellings[-1].kept
    before = [told_of(one) for one in tellings[:-1] if one.told_at]
    if kept.get("first"):
        return first_told(kept), before
    return (before[0], before[1:]) if before else (None, [])


def first_told(kept: dict) -> Told:
    return Told(datetime.fromisoformat(kept["first_at"]) if kept.get("first_at") else None, (("", kept["first"]),))


def told_of(one) -> Told:
    kept = one.kept
    parts = tuple((prompt_of(part), kept[part]) for part in rules.PARTS if kept.get(part))
    return Told(one.told_at or one.at, parts, one.pk, one.edited_at is not None and one.told_at is not None)


def all_told(member) -> list[list[Retelling]]:
    """Each experience with all its tellings, oldest first: for the book and for taking along."""
    mine = _own(member)
    behind = _behind(mine)
    return [_up_to(one, mine) for one in mine.values() if one.told_at and not one.gone_at and one.pk not in behind]

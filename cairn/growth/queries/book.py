"""The small book: what a member wrote of their own story, and the lines others wrote to them, chapter by chapter. Made
each time anew, and kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.growth.models import Recognition, Retelling, StartingLetter, SteppingStone, Victory, Witness
from cairn.growth.queries.firsts import WORDS as FIRSTS
from cairn.growth.queries.known import known_as
from cairn.growth.queries.retelling import all_told, first_and_between, told_of
from cairn.growth.queries.views import first_lines, lines_of, views_about
from cairn.growth.retold.words import title_of
from cairn.toolkit.models import Strategy

CHAPTERS = {
    "path": _later("The way so far"),
    "victories": _later("Small steps"),
    "retellings": _later("Told again"),
    "toolkit": _later("What helps me"),
    "letters": _later("To somebody starting out"),
}
YOU = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Words, and whose: "" one's own, else a name or "Someone"."""

    words: str
    by: str = YOU
    label: str = ""  # which telling, which prompt: the platform's words
    at: datetime | None = None


@dataclass(slots=True)
class Entry:
    """One thing in a chapter. `said` is the platform's sentence where there is one."""

    at: datetime | None
    title: str = ""
    said: str = ""
    voices: list[Voice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    title: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes in, as it was chosen."""

    title: str
    dedication: str = ""
    chapters: tuple[str, ...] = tuple(CHAPTERS)
    firsts: bool = True  # first tellings too
    named: bool = True  # others by the name one knows, else "someone"


@dataclass(frozen=True, slots=True)
class Book:
    chosen: Chosen
    by: str
    stone: str
    cairn: list[str]  # the codes of its stones, oldest first
    chapters: list[Chapter]


def book_of(member, chosen: Chosen) -> Book:
    """In a constant number of queries: rows of each chapter, then everybody's names at once."""
    rows = _Rows(member, chosen)
    made = {"path": rows.path, "victories": rows.small_steps, "retellings": rows.retold, "toolkit": rows.toolkit, "letters": rows.letters}
    chapters = (Chapter(key, str(CHAPTERS[key]), list(made[key]())) for key in CHAPTERS if key in chosen.chapters)
    cairn = [victory.stone for victory in rows.victories]
    return Book(chosen, member.name or "", member.stone, cairn, [chapter for chapter in chapters if chapter.entries])


def is_there(member) -> dict[str, bool]:
    """Which chapters would hold something."""
    return {
        "path": SteppingStone.objects.seen_by(member).standing().filter(accepted_at__isnull=False).exists(),
        "victories": Victory.objects.by(member).exists(),
        "retellings": Retelling.objects.by(member).filter(told_at__isnull=False).exists(),
        "toolkit": _cards(member).exists(),
        "letters": _letters(member).exists(),
    }


def _cards(member):
    return Strategy.objects.filter(member=member, withdrawn_at=None).order_by("made_at").scoped()


def _letters(member):
    return StartingLetter.objects.filter(member=member, withdrawn_at=None).order_by("made_at").scoped()


@composed(lambda member: [member.pk])
def _all_cards(member):
    return _cards(member)


@composed(lambda member: [member.pk])
def _all_letters(member):
    return _letters(member)


class _Rows:
    """Everything that is in it, fetched first; then told chapter by chapter."""

    def __init__(self, member, chosen: Chosen):
        self.member, self.chosen = member, chosen
        wants = set(chosen.chapters)
        self.stones = _stones(member) if "path" in wants else []
        self.witness = _witness(member) if "path" in wants else []
        self.victories = list(Victory.objects.by(member))
        self.kept = _kept_lines(member) if "victories" in wants else []
        self.tellings = all_told(member) if "retellings" in wants else []
        every = [one for tellings in self.tellings for one in tellings]
        views = views_about(member, every)
        for row in (*self.witness, *self.kept):
            keyring.take(row.by_id, row.key)
        self.seen = first_lines(lines_of(views, every))
        theirs = [*self.witness, *self.kept, *(line.view for line in self.seen)]
        self.known = known_as([*((row.circle_id, row.by_id) for row in (*self.witness, *self.kept)), *((line.one["circle"], line.view.by_id) for line in self.seen)], [row.by for row in theirs])

    def name(self, circle_id, member_id: int) -> str:
        """As the member knows them there; "Someone" where they chose so, or where there is no name any more."""
        person = self.known.get((circle_id, member_id)) if self.chosen.named else None
        return person.name if person else _("Someone")

    def path(self) -> Iterator[Entry]:
        """In the order in which it was; what somebody noticed beneath the stone before it."""
        entries = [Entry(stone.on, said=str(FIRSTS.get(kept["key"], "")), voices=_own(kept["words"])) for stone in self.stones if (kept := stone.kept)]
        for line in self.witness:
            if not line.words:
                continue
            on = line.on or line.written_at
            before = [entry for entry in entries if entry.at <= on]
            beneath = before[-1] if before else Entry(on)
            if not before:
                entries.insert(0, beneath)
            beneath.voices.append(Voice(line.words, self.name(line.circle_id, line.by_id), at=line.written_at))
        return iter(entries)

    def small_steps(self) -> Iterator[Entry]:
        """Victories, with the lines about them that were kept; then kept lines about something else."""
        entries = {victory.pk: Entry(victory.at, voices=_own(victory.words)) for victory in self.victories if victory.words}
        loose = []
        for line in self.kept:
            if line.words:
                entry = entries.get(line.victory_id) or Entry(line.at)
                entry.voices.append(Voice(line.words, self.name(line.circle_id, line.by_id), at=line.at))
                loose += [] if line.victory_id in entries else [entry]
        return iter(sorted([*entries.values(), *loose], key=lambda entry: entry.at))

    def retold(self) -> Iterator[Entry]:
        """Each experience: how it was told first, all that came after, and how others see it."""
        for tellings in self.tellings:
            first, between = first_and_between(tellings)
            told = [*between, told_of(tellings[-1])]
            entry = Entry(tellings[-1].told_at, title_of(tellings[-1].kept))
            if first and self.chosen.firsts:
                entry.voices += [Voice(words, label=_("How I told it first") if n == 0 else prompt, at=first.at if n == 0 else None) for n, (prompt, words) in enumerate(first.parts)]
            for one in told:
                entry.voices += [Voice(words, label=prompt, at=one.at if n == 0 else None) for n, (prompt, words) in enumerate(one.parts)]
            own = {one.pk for one in tellings}
            entry.voices += [Voice(line.view.words, self.name(line.one["circle"], line.view.by_id), at=line.view.written_at) for line in self.seen if line.telling.pk in own]
            yield entry

    def toolkit(self) -> Iterator[Entry]:
        """Own cards alone: what others found stays theirs."""
        for card in _all_cards(self.member):
            if card.words:
                yield Entry(card.made_at, card.title or "", voices=_own(card.words))

    def letters(self) -> Iterator[Entry]:
        for letter in _all_letters(self.member):
            if letter.words:
                yield Entry(letter.made_at, voices=_own(letter.words))


def _own(words: str | None) -> list[Voice]:
    return [Voice(words)] if words else []


@composed(lambda member: [member.pk])
def _stones(member):
    return SteppingStone.objects.seen_by(member).standing().filter(accepted_at__isnull=False).order_by("on")


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _witness(member):
    """Accepted by whom it is about, and shown to them."""
    return Witness.objects.seen_by(member).filter(to=member).shown().select_related("by").annotate(key=DataKey.along("by")).order_by("written_at")


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _kept_lines(member):
    kept = Recognition.objects.filter(to=member, kept_at__isnull=False, gone_at=None, held_at=None).exclude(by__in=member.unheard_ids)
    return kept.select_related("by").annotate(key=DataKey.along("by")).order_by("at").scoped()

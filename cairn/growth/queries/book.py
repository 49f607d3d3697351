"""The small book: what a member wrote of their own story, and the lines others wrote to them, chapter by chapter. Made
each time anew, and kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.growth.models import Recognition, Retelling, Victory, Witness
from cairn.growth.queries.firsts import WORDS as FIRSTS
from cairn.growth.queries.known import known_as
from cairn.growth.queries.own_words import LETTERS, SAID, STONES, TRIALS, VICTORIES, letters_of, own_words, stones_of, words_taken_along
from cairn.growth.queries.retelling import all_told, first_and_between, told_of
from cairn.growth.queries.views import first_lines, lines_of, views_about
from cairn.growth.retold.words import title_of
from cairn.members.models import Member
from cairn.toolkit import queries as toolkit
from cairn.toolkit.models import HELPED, LITTLE, Strategy
from cairn.toolkit.queries import Situations

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
    """Which chapters would hold something: of the same rows that they are made of."""
    found = vars(next(iter(_which(member)))).items()
    there = {key: any(is_some for name, is_some in found if name.startswith(f"has_{key}_")) for key in CHAPTERS}
    return {**there, "toolkit": there["toolkit"] or any(map(_is_for_the_book, own_words(member, TRIALS)[TRIALS]))}


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _which(member):
    """The member, and of each part of a chapter whether there is any."""
    parts = {
        "path": [stones_of(member), words_taken_along(member), _shown_witness(member)], "victories": [Victory.objects.by(member), _kept(member)],
        "retellings": [Retelling.objects.by(member).filter(told_at__isnull=False)],
        "toolkit": [Strategy.objects.filter(member=member, withdrawn_at=None).scoped()], "letters": [letters_of(member)],
    }
    asked = {f"has_{key}_{n}": Exists(rows.order_by()) for key, some in parts.items() for n, rows in enumerate(some)}
    return Member.objects.filter(pk=member.pk).annotate(**asked)


def _is_for_the_book(trial) -> bool:
    """What helped, and whatever they kept a line about."""
    return bool(trial.kept.get("line")) or trial.kept.get("outcome") in (HELPED, LITTLE)


class _Rows:
    """Everything that is in it, fetched first; then told chapter by chapter."""

    def __init__(self, member, chosen: Chosen):
        self.member, self.chosen = member, chosen
        wants = set(chosen.chapters)
        parts = {"path": (STONES, SAID), "toolkit": (TRIALS,), "letters": (LETTERS,)}
        self.own = own_words(member, VICTORIES, *(kind for key, kinds in parts.items() if key in wants for kind in kinds))
        self.witness = _witness(member) if "path" in wants else []
        self.victories = self.own[VICTORIES]
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
        entries = [Entry(stone.on, said=str(FIRSTS.get(kept["key"], "")), voices=_own(kept["words"])) for stone in self.own[STONES] if (kept := stone.kept)]
        entries += [Entry(said.at, said=_("The word I took with me from a meeting."), voices=_own(said.text)) for said in self.own[SAID] if said.text]
        entries.sort(key=lambda entry: entry.at)
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
        """Own cards; and what they tried, in their own words alone: what others found stays theirs."""
        tried = {trial.kept["strategy"]: trial for trial in self.own[TRIALS] if _is_for_the_book(trial)}
        cards = {card.pk: card for card in toolkit.tried_or_own(self.member, list(tried))}
        situations = Situations.here() if tried else None
        entries = [Entry(card.made_at, card.title or "", voices=_own(card.words)) for card in cards.values() if card.member_id == self.member.pk and card.words]
        for pk, trial in tried.items():
            within = situations.within(cards[pk].situation) if pk in cards else ""
            entries.append(Entry(trial.began_at, said=_tried(within, trial.kept.get("outcome", "")), voices=_own(trial.kept.get("line"))))
        return iter(sorted(entries, key=lambda entry: entry.at))

    def letters(self) -> Iterator[Entry]:
        for letter in self.own[LETTERS]:
            if letter.words:
                yield Entry(letter.made_at, voices=_own(letter.words))


def _own(words: str | None) -> list[Voice]:
    return [Voice(words)] if words else []


def _tried(within: str, outcome: str) -> str:
    """Whatever is said of it is the platform's sentence, without the card's words."""
    tried = _("Something I tried for %(situation)s.") % {"situation": within} if within else _("Something I tried.")
    how = {HELPED: _("It helped."), LITTLE: _("It helped a little.")}.get(outcome, "")
    return f"{tried} {how}".strip()


def _shown_witness(member):
    return Witness.objects.seen_by(member).filter(to=member).shown()


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _witness(member):
    """Accepted by whom it is about, and shown to them."""
    return _shown_witness(member).select_related("by").annotate(key=DataKey.along("by")).order_by("written_at")


def _kept(member):
    return Recognition.objects.filter(to=member, kept_at__isnull=False, gone_at=None, held_at=None).exclude(by__in=member.unheard_ids).scoped()


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _kept_lines(member):
    return _kept(member).select_related("by").annotate(key=DataKey.along("by")).order_by("at")

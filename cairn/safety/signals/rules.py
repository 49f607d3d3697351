"""What the rules of one language are made of, and how they are kept ready."""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from cairn.base.finder import Finder, folded, spread

FREE = re.compile(r"\(\?:(?:\\w|\[\\w'\])\+ \)(?:\?|\{\d,\d\})\??")  # words between that matter to nothing: "(?:\\w+ )?"
LONGEST_BEGINNING = 45


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns are looked for in one sentence at a time: lower case, plain apostrophes, quoted words taken out.

    `own` and `others` are patterns by tier. What `aside` finds is taken out first: it means something else, or says
    that it is not so.
    """

    own: dict[int, tuple[str, ...]]  # the writer, of themselves
    others: dict[int, tuple[str, ...]]  # to or about somebody else
    aside: tuple[str, ...] = ()
    long_ago: tuple[str, ...] = ()  # beside one of these a sentence speaks of what is over ...
    but_now: tuple[str, ...] = ()  # ... unless one of these stands in it too
    of_others: tuple[str, ...] = ()  # the sentence speaks of somebody else ...
    of_me: tuple[str, ...] = ()  # ... unless of the writer too
    me: str = r"(?!)"  # what names the writer
    governed: str = r"(?!)"  # somebody else, with what may stand between them and what they feel ("you've been")
    said_over: tuple[str, ...] = ()  # said of the sentence before: it is over, or was not meant so
    not_real: tuple[str, ...] = ()  # beside one of these nobody else is in danger: books, those who died
    presses: tuple[str, ...] = ()  # anywhere in the words: makes a wish a matter of now
    together: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = ()  # (tier, these, and these) anywhere in the words
    asks: tuple[str, ...] = ()  # asks for detail of a method
    urges: tuple[str, ...] = ()  # encourages somebody, or offers detail
    not_urged: tuple[str, ...] = ()  # beside one of these it is only told of, or denied
    fillers: tuple[str, ...] = ()  # words that change nothing
    unsaid: dict[str, str] = field(default_factory=dict)  # who is left out ("i"): before one of these words ("dont want to live") ...
    unsaid_first: str = ""  # ... after these at the start of a sentence ...
    unsaid_within: str = ""  # ... or after one of these within it
    spellings: dict[str, str] = field(default_factory=dict)  # as it is often typed, or coded: as it is meant


class Reader:
    """The rules of one language, ready to be used. What few words need is made when one first does."""

    def __init__(self, rules: Rules):
        self.rules, self.spellings = rules, rules.spellings
        self._made: dict[str, Finder] = {}
        with _uncollected():
            self.any_sign = Finder(gathered(_signs(rules)))  # most sentences hold none, and are done with at once
        self.fillers = re.compile(rf"\b{folded(list(rules.fillers))}(?!\w),? ?")
        self.me, self.governed = re.compile(rules.me), re.compile(rules.governed)
        self.who, words = list(rules.unsaid), "|".join(f"({words})" for words in rules.unsaid.values())
        self.left_out = re.compile(f"{rules.unsaid_first}(?:{words})").match, re.compile(f"{rules.unsaid_within}(?:{words})").search
        self.mistyped = re.compile(rf"(?<![\w']){folded(sorted(map(re.escape, rules.spellings), key=len, reverse=True))}(?![\w'])")

    @cached_property
    def own(self) -> list[tuple[int, Finder]]:
        return [(tier, Finder(patterns)) for tier, patterns in sorted(self.rules.own.items())]

    @cached_property
    def others(self) -> list[tuple[int, Finder]]:
        return [(tier, Finder(patterns)) for tier, patterns in sorted(self.rules.others.items())]

    @cached_property
    def together(self) -> list[tuple[int, Finder, Finder]]:
        return [(tier, Finder(these), Finder(those)) for tier, these, those in self.rules.together]

    @cached_property
    def aside(self) -> re.Pattern:
        return _any(self.rules.aside)

    def said(self, sentence: str) -> str:
        """With its writer where they are left out."""
        at_start, within = self.left_out
        sentence = self._with(at_start(sentence), sentence)
        return self._with(within(sentence), sentence) if sentence.startswith(tuple(self.who)) else sentence

    def _with(self, left_out: re.Match | None, sentence: str) -> str:
        if not left_out or not left_out.lastindex:
            return sentence
        at = left_out.start(left_out.lastindex)
        return f"{sentence[:at]}{self.who[left_out.lastindex - 1]} {sentence[at:]}"

    def holds(self, name: str, sentence: str) -> bool:
        """Whether the sentence holds one of the patterns of that name."""
        if name not in self._made:
            self._made[name] = Finder(getattr(self.rules, name))
        return self._made[name].finds(sentence)

    def is_over(self, sentence: str) -> bool:
        return self.holds("long_ago", sentence) and not self.holds("but_now", sentence)

    def is_of_others(self, sentence: str) -> bool:
        return self.holds("of_others", sentence) and not self.holds("of_me", sentence)

    def is_writers(self, place: re.Match) -> bool:
        """Whether what was found there is not just said to be what somebody else feels or does."""
        return bool(self.me.search(place[0])) or not any(one.end() >= place.start() for one in self.governed.finditer(place.string, 0, place.end()))

    def is_urged(self, sentence: str) -> bool:
        return self.holds("urges", sentence) and not self.holds("not_urged", sentence)

    def is_told(self, sentence: str) -> bool:
        """Of books, of those who died: nobody is in danger in it."""
        return self.holds("not_real", sentence)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: all that is made is kept, and looking would take a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def gathered(patterns: Iterable[str]) -> tuple[str, ...]:
    """What begins alike up to its first free words is tried as one: a quarter of all patterns begin with "i (?:\\w+ )?"."""
    alike: dict[str, list[str]] = {}
    for pattern in patterns:
        free = FREE.search(pattern)
        begins = pattern[: free.end()] if free and free.start() < LONGEST_BEGINNING else pattern
        begins = begins if begins.count("(") == begins.count(")") else pattern
        alike.setdefault(begins, []).append(pattern[len(begins) :])
    return tuple(begins + (folded([one for rest in rests for one in spread(rest)]) if any(rests) else "") for begins, rests in alike.items())


def _signs(rules: Rules) -> Iterator[str]:
    for by_tier in (rules.own, rules.others):
        yield from (pattern for patterns in by_tier.values() for pattern in patterns)
    yield from (*rules.asks, *rules.urges, *(pattern for _tier, these, _those in rules.together for pattern in these))


def _any(patterns: tuple[str, ...]) -> re.Pattern:
    """For taking out what is found, in whole words."""
    return re.compile(rf"\b{folded([one for pattern in patterns for one in spread(pattern)])}(?!\w)")

"""What the rules of one language are made of, and how they are kept ready."""

import re
from dataclasses import dataclass, field

from cairn.base.finder import Finder, folded, spread


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
    not_real: tuple[str, ...] = ()  # beside one of these nobody else is in danger: books, those who died
    presses: tuple[str, ...] = ()  # anywhere in the words: makes a wish a matter of now
    together: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = ()  # (tier, these, and these) anywhere in the words
    asks: tuple[str, ...] = ()  # asks for detail of a method
    urges: tuple[str, ...] = ()  # encourages somebody, or offers detail
    not_urged: tuple[str, ...] = ()  # beside one of these it is only told of, or denied
    fillers: tuple[str, ...] = ()  # words that change nothing
    spellings: dict[str, str] = field(default_factory=dict)  # as it is often typed, or coded: as it is meant


class Reader:
    """The rules of one language, ready to be used."""

    def __init__(self, rules: Rules):
        self.own = [(tier, Finder(patterns)) for tier, patterns in sorted(rules.own.items())]
        self.others = [(tier, Finder(patterns)) for tier, patterns in sorted(rules.others.items())]
        self.long_ago, self.but_now, self.not_real = (Finder(some) for some in (rules.long_ago, rules.but_now, rules.not_real))
        self.of_others, self.of_me = Finder(rules.of_others), Finder(rules.of_me)
        self.presses, self.asks, self.urges, self.not_urged = (
            Finder(some) for some in (rules.presses, rules.asks, rules.urges, rules.not_urged)
        )
        self.together = [(tier, Finder(these), Finder(those)) for tier, these, those in rules.together]
        self.apart = Finder(tuple(pattern for _tier, these, _those in rules.together for pattern in these))
        self.aside = _any(rules.aside)
        self.fillers = re.compile(rf"\b{folded(list(rules.fillers))}(?!\w),? ?")
        self.spellings = rules.spellings
        self.mistyped = re.compile(rf"(?<![\w']){folded(sorted(map(re.escape, rules.spellings), key=len, reverse=True))}(?![\w'])")

    def is_over(self, sentence: str) -> bool:
        return self.long_ago.finds(sentence) and not self.but_now.finds(sentence)

    def is_of_others(self, sentence: str) -> bool:
        return self.of_others.finds(sentence) and not self.of_me.finds(sentence)

    def is_urged(self, sentence: str) -> bool:
        return self.urges.finds(sentence) and not self.not_urged.finds(sentence)


def _any(patterns: tuple[str, ...]) -> re.Pattern:
    """For taking out what is found, in whole words."""
    return re.compile(rf"\b{folded([one for pattern in patterns for one in spread(pattern)])}(?!\w)")

"""What the rules of one language are made of."""

import re
from dataclasses import dataclass, field

from cairn.base.finder import Finder, folded


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns are looked for in one sentence at a time: lower case, plain apostrophes, quoted words taken out,
    its closing mark kept. A cue is there where one of its `signs` is found and none of its `unless`; a faint sign
    counts only where nothing stands beside it that may make it mean something else."""

    signs: dict[str, tuple[str, ...]]
    unless: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faint: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)  # cue: faint signs, what undoes them
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)  # cue: found only where these are, in one sentence
    apart: dict[str, tuple[str, ...]] = field(default_factory=dict)  # cue: not found where one of these is
    spellings: dict[str, str] = field(default_factory=dict)  # a word as it is often typed: as it is meant


class Reader:
    """The rules of one language, ready to be used."""

    def __init__(self, rules: Rules):
        self.signs = {cue: Finder(patterns) for cue, patterns in rules.signs.items()}
        self.unless = {cue: Finder(patterns) for cue, patterns in rules.unless.items()}
        self.faint = {cue: (Finder(signs), Finder(undone)) for cue, (signs, undone) in rules.faint.items()}
        self.inside, self.apart = rules.inside, rules.apart
        self.decisive = {cue for others in (*rules.inside.values(), *rules.apart.values()) for cue in others}
        self.spellings = rules.spellings
        self.mistyped = re.compile(rf"\b{folded(list(rules.spellings))}\b(?!')") if rules.spellings else re.compile(r"(?!)")

    def holds(self, cue: str, sentence: str, found: set[str]) -> bool:
        """Whether the sentence, which already held `found`, holds this cue too."""
        if cue not in self.signs or not found.issuperset(self.inside.get(cue, ())) or not found.isdisjoint(self.apart.get(cue, ())):
            return False
        return self._signed(cue, sentence) and not (cue in self.unless and self.unless[cue].finds(sentence))

    def _signed(self, cue: str, sentence: str) -> bool:
        if self.signs[cue].finds(sentence):
            return True
        faint, undone = self.faint.get(cue, (None, None))
        return faint is not None and faint.finds(sentence) and not undone.finds(sentence)

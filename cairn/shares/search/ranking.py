"""Which of the candidates comes first. Pure functions over what the viewer may see and nothing else: a share
that somebody may not read moves nothing in their results, neither count nor order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

LENGTH_MATTERS, REPEATING_MATTERS = 0.6, 1.2  # BM25's b and k1
HALF_A_YEAR = 183.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A share the viewer may read. `bag` are its words, sorted; `number` grows with the time of telling,
    `lived` is how many experiences its writer and the viewer both name, where that was asked."""

    id: int
    number: int
    bag: str
    lived: int = 0

    def counted(self) -> Counter:
        return Counter(self.bag.split())


def ranked(candidates: Sequence[Candidate], asked: Sequence[tuple[str, ...]]) -> list[tuple[int, float]]:
    """(id, score) of those holding at least half of the words asked for, best first, the newest first among equals.

    score = coverage^2 * sum over the words of rarity * often * 2.2 / (often + 1.2 * (0.4 + 0.6 * length / mean length))
    rarity = ln(1 + (n - holding + .5) / (holding + .5)), over the n candidates alone.
    """
    counted = [(one, _held(one.counted(), asked), len(one.bag.split())) for one in candidates]
    rarity = rarities([held for _one, held, _length in counted], len(asked))
    mean = sum(length for _one, _held, length in counted) / max(1, len(counted)) or 1.0
    scored = [(one, _score(held, length / mean, rarity), _covered(held)) for one, held, length in counted]
    enough = [(one, score * covered**2) for one, score, covered in scored if covered >= 0.5]
    return [(one.id, score) for one, score in sorted(enough, key=lambda pair: (-pair[1], -pair[0].number))]


def rarities(helds: Sequence[Sequence[int]], words: int) -> list[float]:
    """For each word asked for, how rare it is among these."""
    n = len(helds)
    holding = [sum(1 for held in helds if held[at]) for at in range(words)]
    return [log(1 + (n - some + 0.5) / (some + 0.5)) for some in holding]


def _held(counts: Counter, asked) -> list[int]:
    """How often each word asked for stands there, in any of its forms."""
    return [sum(counts[form] for form in forms) for forms in asked]


def _covered(held) -> float:
    return sum(1 for often in held if often) / max(1, len(held))


def _score(held, length: float, rarity) -> float:
    slowed = REPEATING_MATTERS * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length)
    return sum(rare * often * (1 + REPEATING_MATTERS) / (often + slowed) for often, rare in zip(held, rarity, strict=True))


def shared_weight(own: Counter, other: Counter, weight: Callable[[str], float]) -> float:
    """0 to 1: how much of what is telling in `own` stands in `other` as well, damped so that a chance
    pair of words counts little: sum of weights of the words of both / sum of weights of the words of own."""
    whole = sum(weight(word) for word in own)
    return sum(weight(word) for word in own.keys() & other.keys()) / whole if whole else 0.0


def telling(holding: int) -> float:
    """How much a word says that `holding` of the candidates hold: 1 / (1 + ln(1 + holding))."""
    return 1 / (1 + log(1 + holding))


def likeness(*, experiences: int, words: float, meaning: float | None, days: float) -> float:
    """0 to 1: how much somebody else's share is like one's own.

    likeness = (.5 * lived + .5 * said) * (.75 + .25 * .5^(days / 183))
    lived    = 1 - .5^experiences       topics that both mention or both writers name as experiences
    said     = words, or (words + meaning) / 2 where both writers let theirs be compared by meaning

    `experiences` is a number of topics, `words` and `meaning` are 0 to 1, `days` since it was told. It grows
    with each of the first three and falls with days. Whoever tells as "someone" comes with the topics that the
    share itself mentions and nothing that its writer names elsewhere.
    """
    said = words if meaning is None else (words + meaning) / 2
    lived = 1 - 0.5**experiences
    return (0.5 * lived + 0.5 * said) * (0.75 + 0.25 * 0.5 ** (max(0.0, days) / HALF_A_YEAR))

"""How near somebody's life is to what is told: shared experiences first, then interests, then likeness of
words where members opted in. Between 0 and 1, and never less for sharing more.

    e = 1 - .4^m * .75^k              m topics it mentions that they know, k more that its writer knows too
    fit = e + (1 - e) * .15 * (1 - .7^i)        i shared interests
    fit = fit + (1 - fit) * .2 * t              t likeness of words, 0 to 1
"""

import numpy as np

MENTIONED, KNOWN, INTEREST = 0.4, 0.75, 0.7  # what remains unshared after each
INTERESTS, LIKENESS = 0.15, 0.2  # how much of the rest these can fill
MOST = 8  # more of a kind say nothing new


def _by_counts() -> np.ndarray:
    """fit without likeness for every (m, k, i) up to MOST. float32 (MOST + 1, MOST + 1, MOST + 1)."""
    m, k, i = np.indices((MOST + 1,) * 3)
    experiences = 1 - MENTIONED**m * KNOWN**k
    return (experiences + (1 - experiences) * INTERESTS * (1 - INTEREST**i)).astype(np.float32)


BY_COUNTS = _by_counts()


def fit(topics, interests, *, mentioned, known, shared_interests=0, likeness=None) -> np.ndarray:
    """Of n people to one share. float32 (n,).

    `topics` uint64 (words, n) and `interests` uint64 (n,) are theirs; `mentioned` and `known` uint64
    (words,) the share's and its writer's; `likeness` float (n,) or None.
    """
    found = BY_COUNTS.reshape(-1)[kinds(topics, interests, mentioned=mentioned, known=known, shared_interests=shared_interests)]
    return found if likeness is None else found + (1 - found) * np.float32(LIKENESS) * likeness


def kinds(topics, interests, *, mentioned, known, shared_interests) -> np.ndarray:
    """Which of BY_COUNTS (flattened) holds for each. Few kinds: what follows from fit alone can be looked up."""
    kind = _shared(topics, mentioned) * np.uint16((MOST + 1) ** 2)
    kind += _shared(topics, known & ~mentioned) * np.uint16(MOST + 1)
    if shared_interests:
        kind += np.minimum(np.bitwise_count(interests & np.uint64(shared_interests)), MOST)
    return kind


def _shared(topics, wanted) -> np.ndarray:
    """How many of `wanted` each has, MOST at most. uint16 (n,), or 0 when nothing is wanted."""
    counts = [np.bitwise_count(topics[place] & word) for place, word in enumerate(wanted) if word]
    if not counts:
        return np.zeros(len(topics[0]), np.uint16)
    return np.minimum(sum(counts[1:], counts[0]), MOST).astype(np.uint16)

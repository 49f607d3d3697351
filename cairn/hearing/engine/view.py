"""Who may be asked at this moment, kept at hand, and the decision for one share.

A view is made anew about every minute (it depends on the hour) and follows each ask and answer between.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from cairn.hearing.engine import learning, policy
from cairn.hearing.engine.fit import BY_COUNTS, LIKENESS, kinds
from cairn.hearing.engine.fit import MOST as MOST_KINDS
from cairn.hearing.engine.listeners import ALL_HOURS, HOURS, TYPES, Listeners
from cairn.hearing.engine.pool import Pool

LIGHTEST = 1.0  # weight of a share unless it says otherwise
FITS = BY_COUNTS.reshape(-1)
BY_FIT = policy.by_fit(FITS)
NOBODY = np.empty(0, dtype=np.int64)
HEAD = 64  # of each list, looked at first


@dataclass(frozen=True, slots=True)
class Seeking:
    """One share that looks for listeners, as far as routing needs to know it."""

    language: int  # bit
    mentioned: np.ndarray  # uint64 (words,): topics it mentions
    known: np.ndarray  # uint64 (words,): its writer's experiences; empty for one told as "someone"
    interests: np.uint64 = np.uint64(0)
    wave: int = 0
    weight: float = LIGHTEST
    apart: np.ndarray = field(default_factory=lambda: NOBODY)  # ids: its writer, who is blocked, who was asked
    within: np.ndarray | None = None  # ids its audience holds; None: everyone
    likeness: dict[int, float] = field(default_factory=dict)  # id to 0..1, where members opted in
    lot: int = 0  # differs from share to share, so that equals are not always asked in the same order


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom to ask, the first first: rows of the listeners, and the odds of each to answer."""

    rows: np.ndarray
    odds: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)


class View:
    """`listeners` as they may be asked at `now` (seconds since 1970)."""

    def __init__(self, listeners: Listeners, now: float):
        self.listeners, self.now = listeners, now
        self.util = float(listeners.load.sum() / max(listeners.capacity.sum(), 1e-9)) if len(listeners) else 0.0
        self.s = policy.stretched(self.util)
        self.base, self.lean, self.room, self.open = (np.empty(len(listeners), t) for t in (np.float32, np.float32, np.float32, bool))
        self._look_at(slice(None))
        self._pools: dict[int, Pool] = {}

    def _look_at(self, rows) -> None:
        """Work out odds, order and gates of `rows` but for what depends on the share."""
        who = self.listeners
        u = who.load[rows] / np.maximum(who.capacity[rows], 1e-6)
        there = learning.available(*self._first_guess_and_seen(rows))
        self.base[rows] = policy.odds(policy.reliability(who.accepted[rows], who.expected[rows]), there, 1.0, u)
        self.lean[rows] = self.base[rows] * policy.slack(u + LIGHTEST / 2 / np.maximum(who.capacity[rows], 1e-6))
        self.room[rows] = policy.room_left(who.load[rows], who.capacity[rows], self.s)
        self.open[rows] = self._willing(rows) & self._inside_hours(rows, self.now)

    def _first_guess_and_seen(self, rows):
        """Being there at this hour: declared hours count most, then what was seen at this part of their day."""
        who, hour = self.listeners, self.listeners.local_hour(self.now, rows)
        named = who.hours[rows] | who.here[rows]
        awake = np.where(named == 0, learning.UNSAID, np.where((named >> hour & 1).astype(bool), learning.INSIDE, learning.AWAKE))
        quiet = (who.quiet[rows] >> hour & 1).astype(bool)
        guess = np.where(quiet, learning.ASLEEP, awake)
        there = who.there[rows]
        seen = there[np.arange(len(there)), learning.part_of(hour)]
        return guess, seen[:, 0], seen[:, 1]

    def _willing(self, rows) -> np.ndarray:
        who = self.listeners
        rested = who.resting_until[rows] <= self.now
        return rested & (who.asked_today[rows] < policy.most_asks_today(self.s)) & (self.room[rows] >= LIGHTEST / 2)

    def _inside_hours(self, rows, now: float) -> np.ndarray:
        return (self.allowed(rows) >> self.listeners.local_hour(now, rows) & 1).astype(bool)

    def allowed(self, rows) -> np.ndarray:
        """The hours of their day in which they may be asked. uint32: bits."""
        hours = self.listeners.hours[rows]
        return np.where(hours == 0, np.uint32(ALL_HOURS), hours) & ~self.listeners.quiet[rows]

    # -- what happens between two makings

    def note_ask(self, row: int, odds: float) -> None:
        who = self.listeners
        who.asked_today[row] += 1
        who.expected[row] += odds / policy.reliability(who.accepted[row], who.expected[row])
        self._again(row)

    def recount(self, rows: np.ndarray, n: int) -> None:
        """As if so many more were among the asks of their day; less than none takes away."""
        self.listeners.asked_today[rows] += n
        for row in rows.tolist():
            self._again(row)

    def note_answer(self, row: int, weight: float = LIGHTEST) -> None:
        self.listeners.load[row] += weight
        self.listeners.accepted[row] += 1
        self._again(row)

    def renew(self, rows: np.ndarray, fresh: Listeners) -> None:
        """What is known of these rows was read again; who is not in `fresh` does not listen any more."""
        still = np.isin(self.listeners.ids[rows], fresh.ids)
        found = fresh.rows_of(self.listeners.ids[rows])
        for name in TYPES:
            getattr(self.listeners, name)[rows[still]] = getattr(fresh, name)[found]
        self.listeners.resting_until[rows[~still]] = np.inf
        self._look_at(rows)
        for pool in self._pools.values():
            for row in rows.tolist():
                pool.follow(self, row)

    def part_of_day(self, row: int) -> int:
        """The part of a listener's day that it is for them now."""
        return int(learning.part_of(int(self.listeners.local_hour(self.now, slice(row, row + 1))[0])))

    def available(self, row: int) -> float:
        """How likely a listener is there now."""
        return float(learning.available(*self._first_guess_and_seen(slice(row, row + 1)))[0])

    def put_to_rest(self, row: int, until: float) -> None:
        self.listeners.resting_until[row] = until
        self._again(row)

    def _again(self, row: int) -> None:
        self._look_at(slice(row, row + 1))
        for pool in self._pools.values():
            pool.follow(self, row)

    # -- pools

    def pool(self, seeking: Seeking) -> Pool:
        """Who may be asked for a share of its language and audience, but for what depends on its words."""
        if seeking.within is None:
            if seeking.language not in self._pools:
                rows = np.flatnonzero(self.open & self.speaks(seeking.language))
                self._pools[seeking.language] = Pool(rows, self, sort=True)
            return self._pools[seeking.language]
        rows = np.sort(self.listeners.rows_of(seeking.within))
        rows = rows[self.open[rows] & self.speaks(seeking.language, rows)]
        return Pool(rows, self, sort=len(rows) > HEAD)

    def speaks(self, language: int, rows=slice(None)) -> np.ndarray:
        return (self.listeners.languages[rows] & np.uint64(1 << language)) != 0


def decide(view: View, seeking: Seeking) -> Decision:
    """Whom to ask now: in order, as many as policy.how_many says. Every gate holds for each of them.

    The same as if everybody in the pool were looked at. But each list of who shares a topic, and that of all,
    has the highest `lean` first; they are read only until nobody further down can stand before the last asked.
    """
    pool = view.pool(seeking)
    by_order = _by_order(policy.leaning(seeking.wave))
    lists, always, down = _lists(pool, seeking, by_order), _always(view, pool, seeking), HEAD
    while True:
        places = np.concatenate([always, *(places[:down] for places, _ in lists)])
        p, height = _odds_and_order(view, pool, seeking, places, by_order)
        best, last = _the_first(places, p, height, seeking.lot)
        beyond = max((pool.ceiling[places[down]] * most for places, most in lists if down < len(places)), default=0)
        if not beyond or last >= beyond:
            break
        down *= 4
    return Decision(pool.rows[places[best]], p[best])


def let_through(view: View, seeking: Seeking, ids: list[int]) -> list[int]:
    """Those of these listeners for whom every gate is open now, whoever would stand before them."""
    pool = view.pool(seeking)
    places = pool.places(view.listeners.rows_of(ids))
    _p, height = _odds_and_order(view, pool, seeking, places, _by_order(policy.leaning(seeking.wave)))
    return view.listeners.ids[pool.rows[places[height > 0]]].tolist()


@lru_cache(maxsize=16)
def _by_order(leaning: float) -> np.ndarray:
    """What fit adds to the order, for every kind of fit. Never changed."""
    return BY_FIT * (FITS + np.float32(0.02)) ** np.float32(leaning)


def _lists(pool: Pool, seeking: Seeking, by_order) -> list[tuple[np.ndarray, np.float32]]:
    """Who shares a topic it mentions, one its writer knows, and all; with the most that fit can do for whoever
    is in this list and none before it."""
    mentioned, known = _numbers(seeking.mentioned), _numbers(seeking.known & ~seeking.mentioned)
    m, k, i = (min(n, MOST_KINDS) for n in (len(mentioned), len(known), int(seeking.interests).bit_count()))
    most = by_order.reshape(BY_COUNTS.shape)
    knowing = [(pool.who_know(t), most[m, k, i]) for t in mentioned] + [(pool.who_know(t), most[0, k, i]) for t in known]
    return [*knowing, (pool.everybody, most[0, 0, i])]


def _numbers(words) -> list[int]:
    """The topics that these bits stand for."""
    found = []
    for place, word in enumerate(words.tolist()):
        while word:
            lowest = word & -word
            found.append(64 * place + lowest.bit_length() - 1)
            word ^= lowest
    return found


def _always(view: View, pool: Pool, seeking: Seeking) -> np.ndarray:
    """Places of those whom no list bounds: their words are alike, or something happened since the lists were made."""
    if not seeking.likeness and not pool.moved:
        return NOBODY
    alike = pool.places(view.listeners.rows_of(list(seeking.likeness)))
    return np.array([*alike, *pool.moved], dtype=np.int64)


def _odds_and_order(view: View, pool: Pool, seeking: Seeking, places, by_order) -> tuple[np.ndarray, np.ndarray]:
    """p, and the order, which is 0 where a gate is closed, of those who stand at `places`."""
    kind = kinds([word[places] for word in pool.topics], pool.interests[places], mentioned=seeking.mentioned, known=seeking.known, shared_interests=seeking.interests)
    p, height = pool.base[places] * BY_FIT.take(kind), pool.lean[places] * by_order.take(kind)
    if seeking.likeness:
        _add_likeness(view, pool, seeking, places, kind, p, height)
    height[p < policy.least_odds(view.s, seeking.wave)] = 0
    if seeking.weight > LIGHTEST:
        height[pool.room[places] < seeking.weight / 2] = 0
    for word, wanted in enumerate(seeking.mentioned):
        if pool.shunned[word] & wanted:
            height[(pool.rather_not[word][places] & wanted) != 0] = 0
    for place in pool.places(view.listeners.rows_of(seeking.apart)):
        height[places == place] = 0
    return p, height


def _add_likeness(view: View, pool: Pool, seeking: Seeking, places, kind, p, height) -> None:
    """Likeness of words, for the few of whom it is known."""
    for member, t in seeking.likeness.items():
        for place in np.flatnonzero(np.isin(places, pool.places(view.listeners.rows_of([member])))):
            fit = FITS[kind[place]]
            fit += (1 - fit) * LIKENESS * t
            p[place] = pool.base[places[place]] * policy.by_fit(fit)
            height[place] = pool.lean[places[place]] * policy.by_fit(fit) * (fit + 0.02) ** policy.leaning(seeking.wave)


def _the_first(places, p, height, lot: int) -> tuple[list[int], float]:
    """Where in `places` the highest are, highest first, as many different ones as policy.enough says, and how high
    the last of them is; 0 when they are fewer. Among equals the first from `lot` on, around. Changes `height`."""
    found, odds, last, start = [], [], 0.0, lot % max(len(height), 1)
    while not policy.enough(odds):
        best = _first_highest(height, start)
        if best is None or height[best] <= 0:
            return found, 0.0
        found.append(best)
        odds.append(float(p[best]))
        last = height[best]
        height[places == places[best]] = 0  # somebody may be in several lists
    return found, last


def _first_highest(height, start: int) -> int | None:
    if not len(height):
        return None
    later, sooner = int(height[start:].argmax()) + start, int(height[:start].argmax()) if start else 0
    return later if height[later] >= height[sooner] else sooner


def somebody_wakes(view: View, seeking: Seeking) -> float | None:
    """The next moment at which an hour begins in which somebody could be asked who cannot now but for the hour.

    Seconds since 1970; None when there is nobody like that within a day.
    """
    who = view.listeners
    rows = np.arange(len(who)) if seeking.within is None else np.sort(who.rows_of(seeking.within))
    closed = np.isin(who.ids[rows], seeking.apart) | ~view.speaks(seeking.language, rows) | view.open[rows]
    closed |= (who.rather_not[rows] & seeking.mentioned).any(axis=1) | (view.room[rows] < seeking.weight / 2)
    rows = rows[~closed]
    rows = rows[view._willing(rows)]
    if not len(rows):
        return None
    hour = who.local_hour(view.now, rows)
    ahead = _hours_ahead(view.allowed(rows), hour)
    into_hour = (view.now + who.offset[rows] * 60.0) % 3600
    wakes = float((view.now - into_hour + ahead * 3600).min())
    return wakes if np.isfinite(wakes) else None


def _hours_ahead(allowed, hour) -> np.ndarray:
    """How many hours on the next allowed hour of a day begins, 1 to 23, after this one; inf where there is none."""
    turned = (allowed >> hour | allowed << (HOURS - hour)) & np.uint32(ALL_HOURS - 1)  # bit a: allowed in a hours, but for now
    lowest = turned & (~turned + np.uint32(1))
    return np.where(turned == 0, np.inf, np.log2(np.maximum(lowest, 1)))

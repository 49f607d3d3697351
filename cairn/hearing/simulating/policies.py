"""Ways to bring shares to people: Cairn's, what others do, and Cairn's with a part taken out."""

import numpy as np

from cairn.hearing.engine import learning, policy, waves
from cairn.hearing.engine.fit import BY_COUNTS, fit
from cairn.hearing.engine.view import Seeking, View, decide, somebody_wakes
from cairn.hearing.simulating.telling import DAY, Share

AT_ONCE = 4  # asked in one wave by those who reckon with nothing


class Way:
    """How a space brings shares to people."""

    name = words = ""
    asks = reads = learns = False

    def look(self, listeners, seconds: float) -> View:
        return View(listeners, seconds)

    def wanted(self, world, share: Share) -> int:
        return policy.LISTENERS

    def may_answer(self, world, row: int) -> bool:
        return True


class Cairn(Way):
    """The product's own: engine/, its waves, and the list with the unheard first."""

    name, words = "cairn", "the policy"
    asks = reads = learns = True

    def ask(self, world, share: Share) -> None:
        world.alarm(share)
        if share.answers >= self.wanted(world, share):
            return world.close(share)
        if self._nobody_is_left(world, share):
            return self._only_alarms(world, share)
        view, seeking = world.view, self._seeking(world, share)
        found = decide(view, seeking)
        share.waves += 1
        for row, odds in zip(found.rows.tolist(), found.odds.tolist(), strict=True):
            world.ask(share, row, odds)
        world.again(share, self._next(world, view, seeking, found, share))

    def _nobody_is_left(self, world, share: Share) -> bool:
        """Whoever its circle or buddy could be has been asked or listens no more."""
        if share.within is None:
            return False
        rows = (world.row_of.get(member) for member in share.within.tolist() if member not in share.asked)
        return not any(row is not None and world.here[row] and row not in share.answered_by for row in rows)

    def _only_alarms(self, world, share: Share) -> None:
        """As long as nobody comes to listen the waves ask nobody: a shorter way to the same."""
        alarms = (world.moment(share.at) + after for after in (waves.TO_THE_DESK, waves.TO_THE_COORDINATOR))
        due = next((at for at in alarms if at > world.moment(world.now)), None)
        if due and not share.answers:
            world.again(share, due)

    def _seeking(self, world, share: Share) -> Seeking:
        return Seeking(
            language=share.language, mentioned=np.array([share.mentioned], np.uint64), known=world.people.named[share.author : share.author + 1],
            wave=share.waves, within=share.within,
            apart=np.array([share.author, *share.asked, *world.people.listening[share.answered_by]]), lot=share.number * 7919,
        )  # fmt: skip

    def _next(self, world, view: View, seeking: Seeking, found, share: Share):
        """As planned, or sooner where too few could be asked and somebody's hours begin before."""
        planned = waves.next_due(world.moment(share.at), world.moment(world.now))
        if len(found) >= policy.LEAST:
            return planned
        wakes = somebody_wakes(view, seeking)
        return planned if wakes is None else min(planned, world.moment((wakes - world.seconds) / 60 + world.now))

    def wanted(self, world, share: Share) -> int:
        """Two listeners, one when the space is busy; after a day one is enough."""
        if world.now - share.at >= waves.ENOUGH.total_seconds() / 60:
            return 1
        return policy.listeners_wanted(world.util)

    def may_answer(self, world, row: int) -> bool:
        """Whoever has listened as often this week as they said is not waited for: their open asks are closed."""
        return world.listeners.load[row] < world.people.said[row]

    def note_ask(self, world, row: int, part: int, odds: float) -> None:
        view = world.view
        there = learning.available(*(one[0] for one in view._first_guess_and_seen(slice(row, row + 1))))
        world.listeners.there[row, part, 1] += odds / there
        view.note_ask(row, odds)

    def list_for(self, world, row: int, deep: int) -> list[Share]:
        """Today: the unheard by fit + .5 unheard - .1 ln(1 + seen), where the product counts who was asked as
        having seen it; then what else was told, the newest first."""
        waiting = [share for where in _waiting(world, row) for share in where.values()]
        if waiting:
            fits = _fits(world, waiting, world.people.named[world.people.listening[row]])
            height = policy.unheard_first(fits, 1, np.array([share.asks for share in waiting]))
            waiting = [waiting[place] for place in np.argsort(-height, kind="stable")[:deep]]
        heard = [share for listed in _lists(world, row) for share in listed[-deep:] if share.answers]
        return (waiting + sorted(heard, key=lambda share: -share.at))[:deep]


def _fits(world, shares: list[Share], theirs) -> np.ndarray:
    mentioned = np.array([share.mentioned for share in shares], np.uint64)
    known = world.people.named[[share.author for share in shares]] & ~mentioned
    return BY_COUNTS[np.bitwise_count(mentioned & theirs), np.bitwise_count(known & theirs), 0]


def _waiting(world, row: int) -> list[dict[int, Share]]:
    circle = int(world.people.circle[world.people.listening[row]])
    return [*(world.unheard[bit] for bit in _speaks(world, row)), world.unheard_in[circle]]


def _speaks(world, row: int) -> list[int]:
    return [bit for bit in range(len(world.people.names)) if world.languages[row] >> bit & 1]


def _lists(world, row: int) -> list[list[Share]]:
    """What they may read: told to everyone in their languages, and in their circle."""
    circle = int(world.people.circle[world.people.listening[row]])
    return [*(world.standing(world.listed, bit) for bit in _speaks(world, row)), world.standing(world.in_circle, circle)]


# -- what others do


class Newest(Way):
    name, words = "newest", "chronological feed"
    reads = True

    def list_for(self, world, row: int, deep: int) -> list[Share]:
        shares = [share for listed in _lists(world, row) for share in listed[-deep:]]
        return sorted(shares, key=lambda share: -share.at)[:deep]


class Popular(Way):
    """Of the last two days, what has most answers stands first; worked out anew every five minutes."""

    name, words = "popular", "popularity feed"
    reads = True

    def __init__(self):
        self._kept: dict = {}

    def list_for(self, world, row: int, deep: int) -> list[Share]:
        circle = int(world.people.circle[world.people.listening[row]])
        lists = [self._in_order(world, world.listed, bit) for bit in _speaks(world, row)] + [self._in_order(world, world.in_circle, circle)]
        return sorted((share for listed in lists for share in listed[:deep]), key=_popular)[:deep]

    def _in_order(self, world, lists, where: int) -> list[Share]:
        key = (lists is world.listed, where)
        made, shares = self._kept.get(key, (-99, []))
        if world.now - made >= 5:
            late = [share for share in world.standing(lists, where) if share.at >= world.now - 2 * DAY]
            self._kept[key] = made, shares = world.now, sorted(late, key=_popular)
        return shares


def _popular(share: Share):
    return -share.answers, -share.at


class AtRandom(Way):
    """Four who speak the language, again and again, until two have listened."""

    name, words = "random", "random asks"
    asks = True

    def ask(self, world, share: Share) -> None:
        rows = self._who(world, share)
        for row in rows[self._first(world, share, rows)].tolist():
            world.ask(share, row, 0.0)
        world.again(share, waves.next_due(world.moment(share.at), world.moment(world.now)))

    def _who(self, world, share: Share) -> np.ndarray:
        who = world.listeners
        bit = np.uint64(1 << share.language)
        rows = np.arange(len(who)) if share.within is None else np.sort(who.rows_of(share.within))
        apart = who.rows_of(np.array([share.author, *share.asked]))
        return np.setdiff1d(rows[((who.languages[rows] & bit) != 0) & world.here[rows]], apart, assume_unique=True)

    def _first(self, world, share: Share, rows) -> np.ndarray:
        return world.chance.permutation(len(rows))[:AT_ONCE]


class Nearest(AtRandom):
    """The nearest by topic, again and again. Nothing asks what they carry or whether they are there."""

    name, words = "nearest", "nearest topic with escalation"

    def _first(self, world, share: Share, rows) -> np.ndarray:
        theirs = world.listeners.topics[rows].T
        near = fit(theirs, None, mentioned=np.array([share.mentioned], np.uint64), known=world.people.named[share.author : share.author + 1])
        return np.argsort(-(near + 1e-4 * world.chance.random(len(near))))[:AT_ONCE]


# -- Cairn with a part taken out: what the bars must notice


class _Unguarded(View):
    """Nothing knows what a listener carries: no limit, no order by slack, no odds by load."""

    def _look_at(self, rows) -> None:
        who = self.listeners
        load, who.load = who.load, np.zeros_like(who.load)
        super()._look_at(rows)
        who.load = load
        self.room[rows] = np.inf
        self.open[rows] &= who.capacity[rows] > 0


class Unguarded(Cairn):
    name, words = "unguarded", "the policy without its capacity guard"

    def look(self, listeners, seconds: float) -> View:
        return _Unguarded(listeners, seconds)

    def may_answer(self, world, row: int) -> bool:
        return True


class _Ungoverned(View):
    """Never stretched, whatever all carry together."""

    def __init__(self, listeners, now: float):
        super().__init__(listeners, now)
        self.s = 0.0
        self._look_at(slice(None))


class Ungoverned(Cairn):
    name, words = "ungoverned", "the policy without its governor"

    def look(self, listeners, seconds: float) -> View:
        return _Ungoverned(listeners, seconds)

    def wanted(self, world, share: Share) -> int:
        return 1 if world.now - share.at >= waves.ENOUGH.total_seconds() / 60 else policy.LISTENERS


POLICIES = {way.name: way for way in (Cairn, Newest, Popular, AtRandom, Nearest)}
CONTROLS = {way.name: way for way in (Unguarded, Ungoverned)}

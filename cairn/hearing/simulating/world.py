"""Minute by minute: what is told, who is asked, who answers, who tires, who goes.

An asked listener answers with odds of
    reliability * (1 inside their hours, .35 awake outside, .03 asleep) * (.35 + .65 fit) / (1 + e^(5 (F/C - 1)))
after a lognormal delay (median 6.5 minutes inside their hours, 40 outside), by what is true of them. Tiredness F
grows by the weight of each share they listen to and by .04 with each ask, and halves in four days. People leave
with .2% a day, and 10% a day for each unit by which F exceeds what they can carry, C.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from cairn.hearing.engine import learning, policy, waves
from cairn.hearing.engine.fit import BY_COUNTS
from cairn.hearing.engine.listeners import HOURS
from cairn.hearing.engine.view import View
from cairn.hearing.simulating.community import Community
from cairn.hearing.simulating.telling import CIRCLE, DAY, EVERYONE, NOBODY, Share

FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
INSIDE, AWAKE, ASLEEP = 1.0, 0.35, 0.03
DELAY_INSIDE, DELAY_OUTSIDE, DELAY_SPREAD = 6.5, 40.0, 0.9  # minutes: medians; sigma
WEIGHT, TIRES, AN_ASK, HALVES = 1.0, 0.7, 0.04, 4 * DAY
LEAVES, LEAVES_TIRED = 0.002, 0.1  # a day
GOES_ON, ANSWERS = 0.8, 0.045  # of who reads a list: to the next; times fit
DEEPEST = 40
LISTED = 7 * DAY  # a share stands in lists
LATE = 60  # minutes after which an ask is unanswered
SHIFT = 6 * 60  # how often it is looked who goes


@dataclass(slots=True)
class Outcome:
    """What came of one run."""

    policy: str
    people: Community
    days: int
    shares: list[Share]
    lost: list[int] = field(default_factory=list)  # by day: listeners gone from overload since the beginning
    gone: int = 0  # listeners gone for other reasons
    listened: np.ndarray | None = None  # float (m,): shares a week that each listened to
    stretched: list[float] = field(default_factory=list)  # by day: load of all over capacity of all, as the product sees it


def delay_of(inside: bool, slow: float) -> int:
    """Minutes from an ask to the answer."""
    median = DELAY_INSIDE if inside else DELAY_OUTSIDE
    return max(1, round(median * math.exp(DELAY_SPREAD * slow)))


class World:
    """One community under one policy. The same shares and looks for every policy of a seed."""

    def __init__(self, people: Community, shares: list[Share], looks: dict[int, list[int]], way, chance: np.random.Generator, days: int):
        self.people, self.shares, self.looks, self.way, self.chance, self.days = people, shares, looks, way, chance, days
        self.listeners = people.as_said()
        self.row_of = {int(member): row for row, member in enumerate(people.listening)}
        self.outcome = Outcome(way.name, people, days, shares)
        self.outcome.listened = np.zeros(len(people.listening))
        self.now, self._view = 0, None
        self._know_people()
        self._lay_out_time()

    def _know_people(self) -> None:
        """Plain numbers, which are quicker one by one."""
        people, who = self.people, self.people.listening
        self.lived, self.offset = [int(one) for one in people.topics[who]], people.offset[who].tolist()
        self.hours, self.asleep = people.hours.tolist(), people.asleep.tolist()
        self.reliability, self.capacity = people.reliability.tolist(), people.capacity.tolist()
        self.languages = [int(one) for one in people.languages[who]]
        self.tired = np.zeros(len(who))  # F times 2^(minutes / HALVES), so that it need not be made less
        self.here = np.ones(len(who), bool)
        self.unanswered = np.zeros(len(who), int)
        self.read: set[tuple[int, int]] = set()  # row and share

    def _lay_out_time(self) -> None:
        """What comes at which minute."""
        self.told, self.due, self.comes, self.lightens, self.a_day_on = (defaultdict(list) for _ in range(5))
        for share in self.shares:
            self.told[share.at].append(share)
        self.listed: dict[int, list[Share]] = defaultdict(list)  # by language, told to everyone, the newest last
        self.in_circle: dict[int, list[Share]] = defaultdict(list)
        self.unheard, self.unheard_in = defaultdict(dict), defaultdict(dict)  # of `listed` and `in_circle`, by number
        self.open_asks: dict[int, list[tuple[int, int]]] = {}  # by share: row and minute

    def run(self, progress: Iterable[int] | None = None) -> Outcome:
        """All days and one more, so that each share has its 24 hours."""
        for minute in progress or range((self.days + 1) * DAY):
            self.now = minute
            if self.now % SHIFT == 0:
                self._go_away()
            if self.now % DAY == 0:
                self._learn()
            self._minute()
        self.outcome.listened *= 7 / (self.days + 1)
        return self.outcome

    def _minute(self) -> None:
        now = self.now
        self._pass_by(now)
        for share, row, part in self.comes.pop(now, ()):
            self._comes_to(share, row, part)
        for row in self.looks.get(now, ()) if self.way.reads else ():
            if self.here[row]:
                self._look(row)
        for share in self.told.pop(now, ()):
            self._tell(share)
        for share in self.due.pop(now, ()):
            if not share.closed:
                self.way.ask(self, share)

    def _pass_by(self, now: int) -> None:
        """What happened a week and a day ago counts no more."""
        for row in self.lightens.pop(now, ()):
            self.listeners.load[row] -= WEIGHT * self.here[row]
        for row in self.a_day_on.pop(now, ()):
            self.listeners.asked_today[row] -= 1

    def _tell(self, share: Share) -> None:
        row = self.row_of.get(share.author)
        if row is not None and not self.here[row]:
            share.audience, share.closed = NOBODY, True  # gone before it could be told
            return
        if share.audience == EVERYONE:
            self.listed[share.language].append(share)
            self.unheard[share.language][share.number] = share
        elif share.audience == CIRCLE:
            self.in_circle[self._circle_of(share)].append(share)
            self.unheard_in[self._circle_of(share)][share.number] = share
        share.closed = share.audience == NOBODY
        if self.way.asks and not share.closed:
            self.due[share.at].append(share)

    def _circle_of(self, share: Share) -> int:
        return int(self.people.circle[share.author])

    # -- what the product knows

    @property
    def view(self) -> View:
        """Made anew each minute in which somebody is looked for."""
        if self._view is None or self._view.now != self.seconds:
            self._view = self.way.look(self.listeners, self.seconds)
        return self._view

    @property
    def util(self) -> float:
        """As a view says it: the load of all over the capacity of all."""
        return float(self.listeners.load.sum() / max(self.listeners.capacity.sum(), 1e-9))

    @property
    def seconds(self) -> float:
        return FIRST_DAY.timestamp() + 60.0 * self.now

    def moment(self, minute: float) -> datetime:
        return FIRST_DAY + timedelta(minutes=minute)

    def minute_of(self, moment: datetime) -> int:
        return math.ceil((moment - FIRST_DAY) / timedelta(minutes=1))

    def again(self, share: Share, at: datetime) -> None:
        self.due[max(self.minute_of(at), self.now + 1)].append(share)

    def alarm(self, share: Share) -> None:
        """Who holds the circle at four hours, the coordinator at twelve."""
        began, now = self.moment(share.at), self.moment(self.now)
        if not share.answers:
            share.brought |= waves.is_due_on_desk(began, now)
            share.alarmed |= waves.is_due_at_coordinator(began, now)

    # -- asking

    def ask(self, share: Share, row: int, odds: float) -> None:
        """Ask one listener; whether and when they come is decided by what is true of them."""
        share.asks += 1
        share.asked.append(int(self.people.listening[row]))
        part = self._note_ask(row, odds)
        self.open_asks.setdefault(share.number, []).append((row, self.now))
        inside, willing = self.willing(share, row, self._fresh(row))
        self._tire(row, AN_ASK)
        drawn, slow = self._draw(share, row)
        if drawn < willing:
            delay = delay_of(inside, slow)
            self.comes[self.now + delay].append((share, row, part))

    def _draw(self, share: Share, row: int) -> tuple[float, float]:
        """Chance: whether they are willing (0 to 1), and how slow they are (a standard normal)."""
        return self.chance.random(), self.chance.standard_normal()

    def _note_ask(self, row: int, odds: float) -> int:
        """What the product writes down. Returns the part of their day."""
        hour = int((self.seconds // 60 + self.offset[row]) // 60 % HOURS)
        part = learning.part_of(hour)
        if self.way.learns:
            self.way.note_ask(self, row, part, odds)
            self.a_day_on[self.now + DAY].append(row)
        return part

    def willing(self, share: Share, row: int, fresh: float) -> tuple[bool, float]:
        """Whether it is inside their hours, and the odds that they answer an ask of this minute."""
        inside, there = self._there(row)
        return inside, self.reliability[row] * there * policy.by_fit(self.fit(share, row)) * fresh

    def _there(self, row: int) -> tuple[bool, float]:
        hour = (self.now + self.offset[row]) // 60 % HOURS
        if self.asleep[row] >> hour & 1:
            return False, ASLEEP
        inside = bool(self.hours[row] >> hour & 1)
        return inside, INSIDE if inside else AWAKE

    def fit(self, share: Share, row: int) -> float:
        """In truth: the engine's, of what they lived through."""
        lived = self.lived[row]
        knows = int(self.people.topics[share.author]) & ~share.about
        return float(BY_COUNTS[(lived & share.about).bit_count(), (lived & knows).bit_count(), 0])

    def _fresh(self, row: int) -> float:
        return 1 / (1 + math.exp(min(5 * (self.tiredness(row) / self.capacity[row] - 1), 700)))

    def tiredness(self, row):
        return self.tired[row] * 2 ** (-self.now / HALVES)

    def _tire(self, row: int, much: float) -> None:
        self.tired[row] += much * 2 ** (self.now / HALVES)

    # -- answering

    def _comes_to(self, share: Share, row: int, part: int) -> None:
        """Somebody who was asked opens it: the ask may be closed by now."""
        if share.closed or not self.here[row] or not self.way.may_answer(self, row):
            return
        if self.way.learns:
            self.listeners.there[row, part, 0] += 1
            self.listeners.accepted[row] += 1
        self.open_asks[share.number] = [ask for ask in self.open_asks[share.number] if ask[0] != row]
        self._listen(share, row)

    def _listen(self, share: Share, row: int) -> None:
        self._tire(row, TIRES)
        self.outcome.listened[row] += 1
        self.listeners.load[row] += WEIGHT
        self.lightens[self.now + 7 * DAY].append(row)
        share.answers += 1
        share.answered_by.append(row)
        share.fits.append(self.fit(share, row))
        if share.answers == 1:
            share.heard_at = self.now
            self.unheard[share.language].pop(share.number, None)
            self.unheard_in[self._circle_of(share)].pop(share.number, None)
        if share.answers >= self.way.wanted(self, share):
            self.close(share)

    def close(self, share: Share) -> None:
        """Enough: what is still asked is not needed any more."""
        share.closed = True
        for row, asked in self.open_asks.pop(share.number, ()):
            self.unanswered[row] += self.now - asked >= LATE

    # -- reading a list

    def _look(self, row: int) -> None:
        """Read down a list, and answer here and there."""
        deep = min(int(self.chance.geometric(1 - GOES_ON)), DEEPEST)
        author = int(self.people.listening[row])
        for share in self.way.list_for(self, row, deep):
            if share.author == author or row in share.answered_by or (row, share.number) in self.read:
                continue  # what somebody has read and left they leave again
            self.read.add((row, share.number))
            if self.chance.random() < ANSWERS * self.fit(share, row):
                self._listen(share, row)

    def standing(self, lists: dict[int, list[Share]], where: int) -> list[Share]:
        """A list without what is too old for it."""
        shares = lists[where]
        if len(shares) > 200 and shares[len(shares) // 2].at < self.now - LISTED:
            lists[where] = shares = [share for share in shares if share.at >= self.now - LISTED]
        return shares

    # -- going

    def _go_away(self) -> None:
        over = np.maximum(self.tiredness(slice(None)) / self.people.capacity - 1, 0)
        tired, tidy = LEAVES_TIRED * over * SHIFT / DAY, LEAVES * SHIFT / DAY
        drawn = self.chance.random(len(over))
        lost = self.here & (drawn < tired)
        other = self.here & ~lost & (drawn < tired + tidy)
        self.here &= ~(lost | other)
        who = self.listeners
        who.capacity[~self.here], who.load[~self.here], who.resting_until[~self.here] = 0, 0, np.inf
        self.outcome.gone += int(other.sum())
        if self.now % DAY == 0:
            self.outcome.lost.append(self.outcome.lost[-1] if self.outcome.lost else 0)
            self.outcome.stretched.append(self.view.util)
        self.outcome.lost[-1] += int(lost.sum())
        self._view = None

    def _learn(self) -> None:
        """Once a week for each: what they can carry."""
        if not self.way.learns:
            return
        who, today = self.listeners, self.now // DAY
        for row in np.flatnonzero(self.here & (np.arange(len(who)) % 7 == today % 7)).tolist():
            who.capacity[row] = learning.carried(
                float(who.capacity[row]), float(self.people.said[row]), load=float(who.load[row]), rested=False, unanswered=int(self.unanswered[row])
            )
            self.unanswered[row] = 0

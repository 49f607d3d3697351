"""Circles from a waiting list: who could meet with whom, and why somebody still waits.

Pure and deterministic: the same wishes in any order give the same circles. What a circle needs is never
traded against anything: five to eight people, an hour of the week that all of them have, a language that
all of them speak, one topic, and no two who are blocked with each other. Among what is possible it is
slot-first and greedy (hearing.md, "Circles from a waiting list").

A reason must never tell that there is a block. TOPIC, LANGUAGE and NOBODY are found as if there were none;
whoever waits for anything else, a block among it, has the reason HOURS, which nobody else can look up.
"""

from collections import defaultdict
from dataclasses import dataclass

FEWEST, MOST = 5, 8
HOURS_OF_WEEK = 168
TOPIC, LANGUAGE, NOBODY, HOURS = "topic", "language", "nobody", "hours"


@dataclass(frozen=True, slots=True)
class Wisher:
    """Somebody who would like a circle. `topic` None: whatever the others bring."""

    member: int
    topic: int | None
    languages: frozenset[str]
    slots: frozenset[int]  # hours of the week, 0 .. 167 from Monday 0:00 UTC
    since: float = 0.0  # waits since; who waits longest is thought of first among equals


@dataclass(frozen=True, slots=True)
class Proposal:
    """A circle that could be."""

    topic: int | None
    language: str
    slot: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Waits:
    member: int
    why: str
    languages: tuple[str, ...] = ()  # with LANGUAGE: those of which too few are spoken


@dataclass(frozen=True, slots=True)
class Formed:
    circles: tuple[Proposal, ...]
    waiting: tuple[Waits, ...]


def form(wishers, blocks=()) -> Formed:
    """`blocks`: pairs of members, either way round."""
    people = sorted(wishers, key=lambda one: (one.since, one.member))
    forming = _Forming(people, blocks)
    forming.propose_all()
    forming.fill()
    forming.lend()
    placed = {member for circle in forming.circles for member in circle.members}
    waiting = _reasons(people, placed)
    return Formed(tuple(one.as_proposal() for one in forming.circles), tuple(waiting))


@dataclass(slots=True)
class _Circle:
    topic: int | None
    language: str
    slot: int
    members: list[int]

    def as_proposal(self) -> Proposal:
        return Proposal(self.topic, self.language, self.slot, tuple(self.members))


class _Forming:
    """The waiting list while circles are taken from it."""

    def __init__(self, people, blocks):
        self.people = {one.member: one for one in people}
        self.rank = {one.member: n for n, one in enumerate(people)}
        self.apart = defaultdict(set)
        for one, other in blocks:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.topics = sorted({one.topic for one in people if one.topic is not None})
        self.left = set(self.people)
        self.pools = defaultdict(set)  # (topic, language, slot): who of those left could sit there
        for one in people:
            for place in self._places(one):
                self.pools[place].add(one.member)
        self.everybody = {place: frozenset(people) for place, people in self.pools.items()}
        self.options = {one.member: sum(len(self.pools[place]) >= FEWEST for place in self._places(one)) for one in people}
        self.circles: list[_Circle] = []

    def _places(self, one):
        """Where somebody could sit. Whoever brings no topic fits with any."""
        topics = (one.topic,) if one.topic is not None else (*self.topics, None)
        return [(topic, language, slot) for topic in topics for language in sorted(one.languages) for slot in sorted(one.slots)]

    def propose_all(self) -> None:
        """The fullest hour first: where most of those could meet who have none yet."""
        tried = {}
        while place := self._fullest(tried):
            members = self._choose(self.pools[place])
            if len(members) < FEWEST:
                tried[place] = len(self.pools[place])  # blocks are in the way; worth another try only with others
                continue
            self.circles.append(_Circle(*place, members))
            for member in members:
                self._take(member)

    def _fullest(self, tried):
        """The place where most could sit, if they are enough; among equals the first in order."""
        able = [(-len(people), _order(place), place) for place, people in self.pools.items() if len(people) >= FEWEST and tried.get(place) != len(people)]
        return min(able)[2] if able else None

    def _choose(self, people) -> list[int]:
        """Those with the fewest other places first, as many as leave a whole circle over or nobody."""
        chosen = []
        size = _good_size(len(people))
        for member in sorted(people, key=lambda pk: (self.options[pk], self.rank[pk])):
            if len(chosen) < size and self.apart[member].isdisjoint(chosen):
                chosen.append(member)
        return chosen

    def _take(self, member) -> None:
        self.left.discard(member)
        for place in self._places(self.people[member]):
            self.pools[place].discard(member)

    def fill(self) -> None:
        """A place that is free in a proposed circle, for somebody who fits and would wait."""
        for member in sorted(self.left, key=lambda pk: (self.options[pk], self.rank[pk])):
            fits = [circle for circle in self.circles if len(circle.members) < MOST and self._fits(member, circle)]
            if fits:
                min(fits, key=lambda circle: (len(circle.members), _order((circle.topic, circle.language, circle.slot)))).members.append(member)
                self._take(member)

    def _fits(self, member, circle) -> bool:
        one = self.people[member]
        return (
            one.topic in (None, circle.topic) and circle.language in one.languages and circle.slot in one.slots
            and self.apart[member].isdisjoint(circle.members)
        )

    def lend(self) -> None:
        """Where one or a few are missing, circles of more than five give somebody who could sit there too."""
        while made := self._lent():
            self.circles.append(made)
            for member in made.members:
                self._take(member)
            self.fill()

    def _lent(self) -> _Circle | None:
        seats = {member: circle for circle in self.circles if len(circle.members) > FEWEST for member in circle.members}
        places = sorted((-len(people), _order(place), place) for place, people in self.pools.items() if people)
        for _size, _key, place in places:
            if len(self.everybody[place]) >= FEWEST and (made := self._lent_at(place, seats)):
                return made
        return None

    def _lent_at(self, place, seats) -> _Circle | None:
        """Those who wait here, and as many as they miss from circles that can spare them, the largest first."""
        made, gave = _Circle(*place, self._choose(self.pools[place])), defaultdict(list)
        lenders = [member for member in self.everybody[place] if member in seats]
        for member in sorted(lenders, key=lambda pk: (-len(seats[pk].members), self.rank[pk])):
            circle = seats[member]
            spare = len(circle.members) - len(gave[id(circle)]) > FEWEST
            if len(made.members) < FEWEST and spare and self.apart[member].isdisjoint(made.members):
                made.members.append(member)
                gave[id(circle)].append(member)
        if len(made.members) < FEWEST:
            return None
        for circle in self.circles:
            circle.members = [member for member in circle.members if member not in gave[id(circle)]]
        return made


def _good_size(people: int) -> int:
    """Of nine: eight, and one waits. Of ten: five and five. Never so that fewer than five are left of enough."""
    if people <= MOST:
        return people
    for circles in range(2, people // FEWEST + 1):
        if people <= circles * MOST:
            return -(-people // circles)
    return MOST


def _order(place):
    topic, language, slot = place
    return (topic is None, topic or 0, language, slot)


# ---- why somebody waits


def _reasons(people, placed) -> list[Waits]:
    """Found among all who wish, placed or not, as if nobody was blocked with anybody."""
    together = defaultdict(int)  # (topic, language) and (topic, language, slot): how many, whoever brings no topic among them
    topics = {one.topic for one in people}
    for one in people:
        for topic in topics if one.topic is None else (one.topic,):
            together[topic] += 1
            for language in one.languages:
                together[topic, language] += 1
                for slot in one.slots:
                    together[topic, language, slot] += 1
    return [_reason(one, together, topics) for one in people if one.member not in placed]


def _reason(one, together, topics) -> Waits:
    mine = topics if one.topic is None else (one.topic,)
    if all(together[topic] < FEWEST for topic in mine):
        return Waits(one.member, TOPIC)
    spoken = [(topic, language) for topic in mine for language in one.languages if together[topic, language] >= FEWEST]
    if not spoken:
        return Waits(one.member, LANGUAGE, tuple(sorted(one.languages)))
    if all(together[topic, language, slot] <= 1 for topic, language in spoken for slot in one.slots):
        return Waits(one.member, NOBODY)
    return Waits(one.member, HOURS)

"""What a space of this size can promise, in plain words, with the sizing rule beside it."""

import math
from collections.abc import Iterator

import numpy as np

from cairn.hearing.engine.policy import LISTENERS
from cairn.hearing.simulating.figures import HOUR, LEAST_GROUP, Figures, groups, heard
from cairn.hearing.simulating.telling import DAY
from cairn.hearing.simulating.world import Outcome

RULE = 5  # times listeners a share times shares a day
FEW = 40  # listeners who share a language: below, no way of asking keeps the promise


def listeners_needed(shares_a_day: float) -> int:
    """The sizing rule: 5 x 2 x shares a day."""
    return math.ceil(RULE * LISTENERS * shares_a_day - 1e-9)


def in_words(outcome: Outcome, figures: Figures, shares_a_day: float) -> str:
    """Paragraphs for a coordinator."""
    return "\n".join([*_heard(outcome, figures), *_circles(figures), "", *_size(outcome, shares_a_day), "", *_languages(outcome, shares_a_day), "", ASSUMED])


ASSUMED = "This is a simulated community. How people tire is assumed: take it as a direction, not as a forecast."


def _heard(outcome: Outcome, figures: Figures) -> Iterator[str]:
    if figures.shares < LEAST_GROUP:
        yield f"Only {figures.shares} shares were told to everyone in this time: too few to say much. Try more days."
    if not figures.shares:
        yield "Nothing can be promised from this."
        return
    yield f"Of a hundred shares told to everyone, {_hundred(figures.in_hour)} are heard within the hour and {_hundred(figures.in_day)} within a day."
    yield _promise(outcome, figures) if figures.shares >= LEAST_GROUP else "Nothing can be promised from so few."
    yield f"About {_counted(round(figures.asks), 'listener is', 'listeners are')} asked for a share; {_hundred(figures.lost)} of a hundred listeners leave from overload in this time."


def _promise(outcome: Outcome, figures: Figures) -> str:
    few, many = ([name for name, listeners in _listeners_by_language(outcome) if (listeners < FEW) == are_few] for are_few in (True, False))
    if figures.in_day >= 0.995 and many:
        where = f" in {', '.join(many)}" if few else ""
        but = f" Do not promise it in {', '.join(few)}, which fewer than {FEW} listeners share." if few else ""
        return f"You can promise: whoever tells something to everyone here{where} is heard within a day.{but}"
    if figures.in_day >= 0.95:
        return "You can say: nearly always somebody listens within a day. Plan for a person who takes up the few that wait."
    if figures.in_day >= 0.8:
        return "You can say: mostly somebody listens within a day. It is no promise yet: a person has to look after those that wait."
    return "Do not promise to be heard within a day: too few can be asked. Say so before people tell, and have a person listen for what waits."


def _circles(figures: Figures) -> Iterator[str]:
    for name, (shares, hour, day) in list(figures.by_audience.items())[1:]:
        yield f"Told to {name}: {_hundred(hour)} of a hundred within the hour, {_hundred(day)} within a day, by listeners among them alone ({shares} shares)."


def _size(outcome: Outcome, shares_a_day: float) -> Iterator[str]:
    have, needed = len(outcome.people.listening), listeners_needed(shares_a_day)
    yield f"The rule of thumb: listeners = 5 x 2 x shares a day. {shares_a_day:g} {'share a day needs' if shares_a_day == 1 else 'shares a day need'} {_counted(needed, 'listener', 'listeners')}; here {'is' if have == 1 else 'are'} {have}."
    if have < needed:
        yield f"{needed - have} more would make it safe."


def _languages(outcome: Outcome, shares_a_day: float) -> Iterator[str]:
    """By language: the promise is kept or lost there."""
    people, told = outcome.people, groups(outcome)
    for bit, (name, can) in enumerate(_listeners_by_language(outcome)):
        needed = listeners_needed(shares_a_day * float((people.first == bit).mean()))
        yield f"{name}: {_counted(can, 'listener', 'listeners')}, {needed} by the rule; {_heard_in(told.get(('language', name), []))}{_if_few(can)}"


def _listeners_by_language(outcome: Outcome) -> list[tuple[str, int]]:
    spoken = outcome.people.languages[outcome.people.listening]
    return [(name, int(((spoken >> np.uint64(bit)) & np.uint64(1)).sum())) for bit, name in enumerate(outcome.people.names)]


def _heard_in(shares: list) -> str:
    if len(shares) < LEAST_GROUP:
        return "too few shares to say."
    return f"{_hundred(heard(shares, HOUR))} of a hundred heard within the hour, {_hundred(heard(shares, DAY))} within a day."


def _if_few(can: int) -> str:
    return f" Fewer than {FEW} share it: a person should know early of what waits." if can < FEW else ""


def _counted(n: int, one: str, more: str) -> str:
    return f"{n} {one if n == 1 else more}"


def _hundred(part: float) -> str:
    """"99.6" where whole numbers would say all."""
    return f"{100 * part:.1f}" if 0.99 < part < 1 else f"{100 * part:.0f}"

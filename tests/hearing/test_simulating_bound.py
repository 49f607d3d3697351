"""How near the policy comes to somebody who sees the future: who will be there, willing, and how soon.

The bound is a linear program over the same draws of chance. It may ask exactly who will answer, when they
will, and tires nobody; the gates of consent (language, hours, what a listener carries) hold for it as well.
"""

import math

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from cairn.hearing.simulating.policies import AtRandom, Cairn
from cairn.hearing.simulating.running import Setting
from cairn.hearing.simulating.telling import EVERYONE, tell
from cairn.hearing.simulating.world import World, delay_of

HOUR, MINUTES = 60, range(0, 60, 5)  # after the telling; the bound asks at every fifth
SETTINGS = [Setting(members=600, days=4, seed=seed, listeners=160, shares_a_day=13, languages={"en": 1}) for seed in (1, 2, 3)]


class Foreseen(World):
    """Chance is drawn before: the same for whoever asks."""

    def _draw(self, share, row):
        return self.draws[0][share.number, row], self.draws[1][share.number, row]


def world(setting, way):
    people = setting.people()
    shares = tell(people, setting.days, setting.chance(2), a_day=setting.told_a_day)
    for share in shares:
        share.audience, share.within = EVERYONE, None
    way.reads = False
    made = Foreseen(people, shares, {}, way, setting.chance(4), setting.days)
    size, chance = (len(shares), len(people.listening)), setting.chance(9)
    made.draws = chance.random(size), chance.standard_normal(size)
    return made


def could(one):
    """(share, row, fit) of everybody who would answer within the hour, were they asked at the right minute."""
    for share in one.shares:
        speak = np.flatnonzero(one.listeners.languages & np.uint64(1 << share.language))
        for row in speak.tolist():
            if one.people.listening[row] != share.author and any(answers_at(one, share, row, share.at + after) for after in MINUTES):
                yield share.number, row, one.fit(share, row)


def answers_at(one, share, row, minute):
    one.now = minute
    hour = (minute + one.offset[row]) // 60 % 24
    if not int(one.people.said_hours[row]) >> hour & ~int(one.people.quiet[row]) >> hour & 1:
        return False
    drawn, slow = one._draw(share, row)
    inside, willing = one.willing(share, row, 1.0)
    return drawn < willing and minute + delay_of(inside, slow) <= share.at + HOUR


def bound(one):
    """(how many could be heard within the hour, and the sum of their fit): the best there is."""
    pairs = list(could(one))
    share, row, fit = (np.array(part) for part in zip(*pairs, strict=True))
    ones, each = np.ones(len(pairs)), np.arange(len(pairs))
    may_carry = np.array([max(math.floor(said + 0.5), 0) for said in one.people.said])
    constraints = coo_array((np.tile(ones, 2), (np.concatenate([share, len(one.shares) + row]), np.tile(each, 2))))
    limits = np.concatenate([np.ones(len(one.shares)), may_carry])[: constraints.shape[0]]
    best = linprog(-(100 + fit), A_ub=constraints, b_ub=limits, bounds=(0, 1), method="highs")
    assert best.success
    return float(best.x.sum()), float(best.x @ fit)


def reached(one):
    outcome = one.run()
    heard = [share for share in outcome.shares if share.waited <= HOUR]
    return len(heard), sum(share.fits[0] for share in heard)


def over_all(way):
    """The policy's (heard, fit) and the bound's, over the communities together."""
    ours = np.array([reached(world(setting, way())) for setting in SETTINGS]).sum(axis=0)
    return ours, np.array([bound(world(setting, way())) for setting in SETTINGS]).sum(axis=0)


def test_the_policy_comes_near_to_what_could_be():
    (heard, fit), (most, most_fit) = over_all(Cairn)
    assert most > 100
    assert heard <= most + 1e-6
    assert heard >= 0.9 * most
    assert fit >= 0.7 * most_fit


def test_asking_at_random_does_not():
    (heard, fit), (most, most_fit) = over_all(AtRandom)
    assert heard < 0.9 * most
    assert fit < 0.7 * most_fit

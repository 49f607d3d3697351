"""The engine of hearing: its gates, its order, and that the quick way decides as looking at everybody would.

Each check has a control: a planted fault that it must catch.
"""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cairn.hearing.engine import learning, policy, view as views, waves
from cairn.hearing.engine.fit import fit
from cairn.hearing.engine.listeners import ALL_HOURS, HOURS, Listeners, bits, hours_mask
from cairn.hearing.engine.view import Decision, Seeking, View, decide, somebody_wakes

NOW = datetime(2026, 1, 5, 20, 30, tzinfo=UTC).timestamp()
TOPICS = 70  # of two words
seeds = st.integers(0, 2**32 - 1)


def community(chance, n, *, busy=0.4):
    """`n` listeners of every kind: tired and fresh, awake and asleep, resting, choosy."""
    who = Listeners.blank(n, words=2)
    who.ids[:] = np.sort(chance.choice(10 * n + 1, n, replace=False))
    who.languages[:] = chance.choice([1, 1, 1, 2, 3, 4], n)
    for row in range(n):
        who.topics[row] = bits(chance.choice(TOPICS, chance.integers(0, 6), replace=False).tolist(), 2)
        if chance.random() < 0.2:
            who.rather_not[row] = bits(chance.choice(TOPICS, 3).tolist(), 2)
    who.interests[:] = chance.integers(0, 64, n)
    who.offset[:] = chance.choice([-480, -300, 0, 60, 330, 600], n)
    who.hours[:] = chance.choice([0, 0, hours_mask(8, 22), hours_mask(18, 2)], n)
    who.here[:] = chance.choice([0, hours_mask(18, 23)], n)
    who.quiet[:] = chance.choice([0, hours_mask(23, 7)], n)
    who.resting_until[:] = np.where(chance.random(n) < 0.1, NOW + 3600, 0)
    who.capacity[:] = chance.lognormal(0.7, 0.8, n)
    who.load[:] = np.where(chance.random(n) < busy, chance.integers(1, 4, n), 0)
    who.asked_today[:] = chance.choice([0, 1, 3, 5, 9], n, p=[0.4, 0.3, 0.15, 0.1, 0.05])
    who.expected[:] = chance.random(n) * 9
    who.accepted[:] = who.expected * chance.random(n)
    who.there[:, :, 1] = chance.random((n, 8)) * 5
    who.there[:, :, 0] = who.there[:, :, 1] * chance.random((n, 8))
    return who


def seeking(chance, who, **more):
    topics = chance.choice(TOPICS, 5, replace=False).tolist()
    likeness = {int(who.ids[row]): float(chance.random()) for row in chance.integers(0, len(who), 3)} if chance.random() < 0.3 else {}
    known = bits(topics[:1] + topics[2:], 2) if chance.random() < 0.7 else bits([], 2)
    asked = who.ids[chance.random(len(who)) < 0.1]
    within = who.ids[chance.random(len(who)) < 0.5] if chance.random() < 0.3 else None
    made = dict(
        language=int(chance.choice([0, 0, 1, 2])), mentioned=bits(topics[: chance.integers(0, 3)], 2), known=known, interests=np.uint64(chance.integers(0, 64)),
        wave=int(chance.integers(0, 7)), weight=float(chance.choice([1, 1, 1, 2])), apart=asked, within=within, likeness=likeness, lot=int(chance.integers(0, 999)),
    )
    return Seeking(**{**made, **more})


# -- looking at everybody, one by one, in plain Python


def one_by_one(view, sought):
    """(height, odds) of everybody who may be asked, by row; from the listeners' columns and the policy's words."""
    who, found = view.listeners, {}
    for row in range(len(who)):
        p, near, capacity = chances(view, sought, row)
        if closed_gates(view, sought, row, p):
            continue
        height = p * (near + 0.02) ** policy.leaning(sought.wave) * float(policy.slack((float(who.load[row]) + 0.5) / capacity))
        if height > 0:
            found[row] = height, p
    return found


def chances(view, sought, row):
    who = view.listeners
    near = float(fit(who.topics[row : row + 1].T, who.interests[row : row + 1], mentioned=sought.mentioned, known=sought.known, shared_interests=sought.interests)[0])
    near += (1 - near) * 0.2 * sought.likeness.get(int(who.ids[row]), 0)
    hour, capacity = hour_of(who, row), max(float(who.capacity[row]), 1e-6)
    named = int(who.hours[row]) | int(who.here[row])
    quiet, inside = int(who.quiet[row]) >> hour & 1, named >> hour & 1
    guess = 0.03 if quiet else 0.6 if not named else 1 if inside else 0.35
    answered, asked = who.there[row, hour // 3]
    there = min(max((answered + 4 * guess) / (asked + 4), 0.03), 1)
    reliable = (who.accepted[row] + 2.4) / (who.expected[row] + 6)
    return float(reliable * there * (0.35 + 0.65 * near) / (1 + math.exp(min(5 * (who.load[row] / capacity - 1), 80)))), near, capacity


def hour_of(who, row):
    return (int(NOW) // 60 + int(who.offset[row])) // 60 % HOURS


def closed_gates(view, sought, row, p):
    """Which gates are closed for this listener, by name."""
    who, hour = view.listeners, hour_of(view.listeners, row)
    gates = {
        "apart": int(who.ids[row]) in sought.apart.tolist(),
        "language": not int(who.languages[row]) >> sought.language & 1,
        "hours": not (int(who.hours[row]) or ALL_HOURS) >> hour & 1,
        "quiet": bool(int(who.quiet[row]) >> hour & 1),
        "rest": who.resting_until[row] > NOW,
        "audience": sought.within is not None and int(who.ids[row]) not in sought.within.tolist(),
        "capacity": who.load[row] + sought.weight / 2 > (1 - 0.2 * view.s) * who.capacity[row] + 1e-5,
        "asks today": who.asked_today[row] >= 8 - 4 * view.s,
        "odds": p < (0.02 + 0.1 * view.s * max(0, 1 - sought.wave / 4)) * (1 - 1e-5),
        "rather not": bool((who.rather_not[row] & sought.mentioned).any()),
    }
    return [name for name, closed in gates.items() if closed]


def differs(decision, view, sought):
    """How a decision differs from looking at everybody, in words; "" when it does not."""
    everybody = one_by_one(view, sought)
    chosen = decision.rows.tolist()
    for row in chosen:
        if closed := closed_gates(view, sought, row, chances(view, sought, row)[0]):
            return f"asks somebody in spite of: {', '.join(closed)}"
    if len(set(chosen)) != len(chosen):
        return "asks somebody twice"
    highest = sorted((height for height, _p in everybody.values()), reverse=True)
    if any(not math.isclose(everybody[row][0], high, rel_tol=1e-3) for row, high in zip(chosen, highest, strict=False)):
        return "asks others than the first"
    if any(not math.isclose(everybody[row][1], p, rel_tol=1e-3) for row, p in zip(chosen, decision.odds.tolist(), strict=True)):
        return "has other odds"
    odds = decision.odds.tolist()
    if not policy.enough(odds) and len(chosen) < len(everybody):
        return "asks too few"
    return "asks too many" if chosen and policy.enough(odds[:-1]) else ""


def made(seed, n, **more):
    chance = np.random.default_rng(seed)
    who = community(chance, n)
    return chance, View(who, NOW), who


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 60))
def test_it_decides_as_looking_at_everybody_would(seed, n):
    chance, view, who = made(seed, n)
    for _share in range(3):
        sought = seeking(chance, who)
        assert differs(decide(view, sought), view, sought) == ""


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(2, 50))
def test_and_after_each_ask_and_answer(seed, n):
    chance, view, who = made(seed, n)
    for _share in range(4):
        sought = seeking(chance, who)
        for row, odds in zip(*(part.tolist() for part in (decide(view, sought).rows, decide(view, sought).odds)), strict=True):
            view.note_ask(row, odds)
        row = int(chance.integers(0, n))
        view.put_to_rest(row, NOW + 60) if chance.random() < 0.3 else view.note_answer(row)
        assert differs(decide(view, sought), view, sought) == ""


def test_and_when_only_the_heads_of_long_lists_are_read(monkeypatch):
    monkeypatch.setattr(views, "HEAD", 4)
    for seed in range(10):
        chance, view, who = made(seed, 150)
        for _share in range(2):
            sought = seeking(chance, who)
            assert differs(decide(view, sought), view, sought) == ""


def planted(monkeypatch, gate):
    """Open one gate in the engine."""
    if gate in ("hours", "quiet"):
        monkeypatch.setattr(View, "_inside_hours", lambda self, rows, now: self.listeners.capacity[rows] > 0)
    elif gate in ("rest", "asks today", "capacity"):
        monkeypatch.setattr(policy, "slack", lambda u: 1 + 0 * u)  # which closes it a second time
        monkeypatch.setattr(View, "_willing", lambda self, rows: self.listeners.capacity[rows] > 0)
    elif gate == "odds":
        monkeypatch.setattr(policy, "least_odds", lambda s, wave=0: 0.0)
    elif gate == "language":
        monkeypatch.setattr(View, "speaks", lambda self, language, rows=slice(None): self.listeners.languages[rows] > 0)
    elif gate in ("apart", "audience", "rather not"):
        left_out = {"apart": {"apart": views.NOBODY}, "audience": {"within": None}, "rather not": {}}[gate]
        plain = decide
        if gate == "rather not":
            monkeypatch.setattr(views.Pool, "__init__", without_shunned(views.Pool.__init__))
        return lambda view, sought: plain(view, replace(sought, **left_out))
    return decide


def without_shunned(plain):
    def init(self, *args, **more):
        plain(self, *args, **more)
        self.shunned = [word & np.uint64(0) for word in self.shunned]

    return init


@pytest.mark.parametrize("gate", ["apart", "language", "hours", "quiet", "rest", "audience", "capacity", "asks today", "odds", "rather not"])
def test_an_open_gate_is_caught(monkeypatch, gate):
    deciding = planted(monkeypatch, gate)
    assert any(gate in what_differs(deciding, seed) for seed in range(60))


def what_differs(deciding, seed):
    chance, view, who = made(seed, 60)
    sought = seeking(chance, who)
    return differs(deciding(view, sought), view, sought)


def test_another_order_and_a_stale_view_are_caught(monkeypatch):
    plain = decide
    assert any("others than the first" in what_differs(lambda view, sought: plain(view, replace(sought, wave=4 - min(sought.wave, 4))), seed) for seed in range(30))
    monkeypatch.setattr(views.Pool, "follow", lambda self, view, row: None)
    stale = []
    for seed in range(20):
        chance, view, who = made(seed, 60)
        sought = seeking(chance, who, within=None)
        for row in decide(view, sought).rows.tolist():
            view.put_to_rest(row, NOW + 60)
        stale.append(differs(decide(view, sought), view, sought))
    assert any("rest" in one for one in stale)


# -- monotone


def alone(capacity=3.0, load=0.0, topics=(), **more):
    who = Listeners.blank(1)
    who.languages[:], who.capacity[:], who.load[:], who.topics[0] = 1, capacity, load, bits(topics)
    view = View(who, NOW)
    view.s = 0.0
    view._look_at(slice(None))
    sought = Seeking(language=0, mentioned=bits([1, 2]), known=bits([3, 4]), **more)
    found = one_by_one(view, sought)
    return found.get(0, (0.0, 0.0))


def climbs(numbers):
    return all(low <= high * (1 + 1e-6) for low, high in zip(numbers, numbers[1:], strict=False))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6), st.floats(0.6, 7))
def test_who_shares_more_never_comes_later(wave, capacity):
    nearer = [(), (3,), (3, 4), (1, 3, 4), (1, 2, 3, 4)]
    heights = [alone(capacity, topics=topics, wave=wave)[0] for topics in nearer]
    assert climbs(heights) and heights[-1] > heights[0]
    assert not climbs(heights[::-1])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6), st.floats(0.6, 7), st.floats(0, 4))
def test_who_can_carry_more_never_comes_later(wave, capacity, load):
    more_room = [alone(capacity + more, load, (1,), wave=wave)[0] for more in (0, 0.5, 1, 3)]
    less_room = [alone(capacity, load + more, (1,), wave=wave)[0] for more in (0, 0.5, 1, 3)]
    assert climbs(more_room) and climbs(less_room[::-1])


def test_of_two_who_carry_nothing_yet_who_can_carry_more_comes_first():
    assert alone(4)[0] > 1.2 * alone(1)[0]


@settings(max_examples=15, deadline=None)
@given(seeds, st.integers(2, 40))
def test_a_later_wave_never_asks_fewer(seed, n):
    chance, view, who = made(seed, n)
    sought = seeking(chance, who)
    by_wave = [set(one_by_one(view, replace(sought, wave=wave))) for wave in range(7)]
    assert all(sooner <= later for sooner, later in zip(by_wave, by_wave[1:], strict=False))
    assert all(eligible(view, replace(sought, wave=wave)) == by_wave[wave] for wave in (0, 2, 6))


def eligible(view, sought):
    """Everybody whom decide() would ask in the end, were nobody to answer."""
    found, apart = set(), list(sought.apart)
    while len(rows := decide(view, replace(sought, apart=np.array(apart, dtype=np.int64))).rows):
        found |= set(rows.tolist())
        apart += view.listeners.ids[rows].tolist()
    return found


# -- the formulas, in numbers reckoned by hand


def about(number):
    return pytest.approx(number, abs=1e-5)


def test_how_stretched_a_space_is_and_what_that_asks():
    assert [policy.stretched(util) for util in (0.2, 0.3, 0.4, 0.5, 0.9)] == about([0, 0, 0.5, 1, 1])
    assert [policy.listeners_wanted(util) for util in (0.3, 0.5, 0.51)] == [2, 2, 1]
    assert [policy.most_asks_today(s) for s in (0, 0.5, 1)] == [8, 6, 4]
    assert [policy.room_left(1, 3, s) for s in (0, 0.5, 1)] == about([2, 1.7, 1.4])
    assert [policy.least_odds(1, wave) for wave in (0, 2, 4, 9)] == about([0.12, 0.07, 0.02, 0.02]) and policy.least_odds(0) == about(0.02)
    who = Listeners.blank(2)
    who.capacity[:], who.load[:] = (4, 1), (1, 1)
    assert View(who, NOW).util == about(0.4), "the load of all over the capacity of all"


def test_the_odds_and_the_order():
    assert policy.reliability(3, 9) == about(0.36)
    assert policy.odds(0.5, 0.8, 0.6, 0.5) == about(0.273546)  # .5 x .8 x (.35 + .39) / (1 + e^-2.5)
    assert policy.leaning(0) == 2 and policy.leaning(2) == 1 and policy.leaning(4) == policy.leaning(7) == 0
    assert policy.order(0.3, 0.5, 0.25, 0) == about(0.3 * 0.2704 * 0.527633)
    assert policy.order(0.3, 0.5, 0.25, 4) == about(0.3 * 0.527633) and policy.order(0.3, 0.5, 1.2, 0) == 0
    assert policy.unheard_first(0.6, True, 0) == about(1.1) and policy.unheard_first(0.6, False, 9) == about(0.369741)


def test_how_near_a_life_is():
    def near(topics, interests=0, **more):
        return float(fit(bits(topics)[:, None], np.array([interests], np.uint64), mentioned=bits([1, 2]), known=bits([2, 3]), shared_interests=np.uint64(3), **more)[0])

    assert [near(topics) for topics in ((), (1,), (3,), (1, 3), (1, 2))] == about([0, 0.6, 0.25, 0.7, 0.84])
    assert near((1, 3), 1) == about(0.7135) and near((1, 3), 1, likeness=0.5) == about(0.7135 + 0.2865 * 0.1)


def test_a_wave_reaches_for_fifty_five_of_a_hundred():
    assert not policy.enough([0.5, 0.09]) and policy.enough([0.5, 0.11]), "1 - .5 x .91 is .545"
    assert not policy.enough([0.9]) and policy.enough([0.01] * 8) and not policy.enough([0.01] * 7)


def test_waves_and_alarms_come_when_they_should():
    began = datetime(2026, 1, 5, tzinfo=UTC)
    due, minutes = began, []
    while len(minutes) < 17:
        due = waves.next_due(began, due)
        minutes.append((due - began) / timedelta(minutes=1))
    assert minutes == [10, 25, 45, 75, 120, 180, *range(240, 721, 60), 900, 1080]
    for is_due, hours in ((waves.is_due_on_desk, 4), (waves.is_due_at_coordinator, 12)):
        assert is_due(began, began + timedelta(hours=hours)) and not is_due(began, began + timedelta(hours=hours, seconds=-1))


# -- how many, and when


@given(st.lists(st.floats(0.02, 1), max_size=12))
def test_a_wave_is_of_two_to_eight(odds):
    n = next((n for n in range(len(odds) + 1) if policy.enough(odds[:n])), len(odds))
    assert n <= policy.MOST and (n >= policy.LEAST or n == len(odds))
    if policy.LEAST < n < policy.MOST and policy.enough(odds[:n]):
        assert 1 - math.prod(1 - p for p in odds[: n - 1]) < policy.TARGET <= 1 - math.prod(1 - p for p in odds[:n]) + 1e-9
    assert not policy.enough(odds[:1])


@given(st.timedeltas(timedelta(), timedelta(days=90)), st.integers(0, 10**6))
def test_there_is_always_a_next_act_and_it_is_later(waited, seconds):
    began = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=seconds)
    due = waves.next_due(began, began + waited)
    assert began + waited < due <= began + waited + timedelta(hours=3)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 60))
def test_somebody_wakes_when_the_first_could_be_asked_and_not_before(seed, n):
    chance, view, who = made(seed, n)
    sought = seeking(chance, who, likeness={}, weight=1.0)
    wakes = somebody_wakes(view, sought)
    assume(wakes is not None)
    assert NOW < wakes <= NOW + 24 * 3600
    before = {row for row in range(n) if opens(view, sought, row, NOW)}
    assert {row for row in range(n) if opens(view, sought, row, wakes - 1)} <= before
    assert {row for row in range(n) if opens(view, sought, row, wakes)} - before


def opens(view, sought, row, at):
    """Whether every gate but the odds is open for this listener at that moment; their hour alone has moved."""
    others = set(closed_gates(view, sought, row, 1.0)) - {"hours", "quiet"}
    return not others and bool(view._inside_hours(slice(row, row + 1), at)[0])


def test_nobody_wakes_where_all_may_be_asked_now_or_never():
    who = Listeners.blank(2)
    who.languages[:], who.capacity[:], who.quiet[1] = 1, 3, ALL_HOURS
    sought = Seeking(language=0, mentioned=bits([1]), known=bits([]))
    assert somebody_wakes(View(who, NOW), sought) is None
    who.quiet[1] = ALL_HOURS - (1 << 21)
    assert somebody_wakes(View(who, NOW), sought) == NOW + 1800
    assert somebody_wakes(View(Listeners.blank(0), NOW), sought) is None


# -- what is learned


@given(st.floats(1, 7), st.floats(1, 7), st.floats(0, 9), st.booleans(), st.integers(0, 9))
def test_what_is_learned_never_passes_what_they_said(capacity, said, load, rested, unanswered):
    carried = learning.carried(min(capacity, said), said, load=load, rested=rested, unanswered=unanswered)
    assert learning.LEAST_CAPACITY <= carried <= max(said, learning.LEAST_CAPACITY)
    if rested and min(capacity, said) > 2:
        assert 0.8 * min(capacity, said) < carried < min(capacity, said), "a step less, never down to what they happened to hear"


def test_a_decision_without_anybody_is_empty():
    assert len(decide(View(Listeners.blank(0), NOW), Seeking(language=0, mentioned=bits([1]), known=bits([])))) == 0
    assert isinstance(decide(View(Listeners.blank(3), NOW), Seeking(language=0, mentioned=bits([1]), known=bits([]))), Decision)

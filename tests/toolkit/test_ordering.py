"""The order of strategies: what always holds of it. Each check has a control: a planted fault that it must catch."""

import importlib
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.toolkit.ordering import PRODUCT, Card, chance, order
from cairn.toolkit.ordering.evidence import HOUSE, beliefs, lower

ordering = importlib.import_module("cairn.toolkit.ordering.order")  # the package shows its function by this name
HELPED, LITTLE, NOT_ME, HARDER = range(4)
TOPICS = (3, 5, 8)
seeds = st.integers(0, 2**63)


def some_cards(seed, least=1, most=12):
    """Cards of every kind: unknown, well known, for some only, harmful; and somebody who looks."""
    random = Random(seed)
    many, here = random.randint(least, most), random.choice([(0,), (0, 0, 3, 9), (1, 3, 40)])
    cards = [card(random.getrandbits(62), *_reports(random, random.choice(here)), age=random.randint(0, 9)) for _card in range(many)]
    return cards, frozenset(random.sample(TOPICS, random.randint(0, 3)))


def _reports(random, many):
    odds = random.choice([(6, 2, 3, 1), (2, 2, 6, 1), (9, 1, 0, 0), (4, 1, 1, 4)])
    return [(random.choices(range(4), odds)[0], random.sample(TOPICS, random.choice((0, 1, 1, 2)))) for _report in range(many)]


def card(id, *told, age=10.0):
    """`told`: how it went, and the experiences of who says it."""
    made = Card(id, {}, float(age))
    for how, topics in told:
        made = with_one_more(made, how, topics)
    return made


def with_one_more(one, how, topics=()):
    counts = {name: list(of) for name, of in one.counts.items()}
    for name in ("", *map(str, topics)):
        counts.setdefault(name, [0, 0, 0, 0])[how] += 1
    return replace(one, counts=counts)


def plain(id, helped=0, little=0, not_me=0, harder=0, age=10.0):
    return Card(id, {"": [helped, little, not_me, harder]}, age)


def read(cards, topics=frozenset()):
    everybody = ordering._everybodys(cards)
    return beliefs(everybody, *ordering._of_people_like(cards, topics), PRODUCT)


def by_benefit(cards, topics, seed):
    """Ids in the order of the places that do not explore."""
    rows = ordering.by_benefit(np.array([one.id for one in cards]), [one.age_days for one in cards], read(cards, topics), seed)
    return [cards[row].id for row in rows]


def explored(cards, topics, seed):
    """Ids at the places that explore: those who would not stand in these five places by benefit."""
    left, shown, found = by_benefit(cards, topics, seed), order(cards, topics=topics, seed=seed), []
    for start in range(0, len(shown), PRODUCT.one_in):
        five = shown[start : start + PRODUCT.one_in]
        found += [one for one in five[1:3] if one not in left[: PRODUCT.one_in - 1]]
        left = [one for one in left if one not in five]
    return found


# -- everybody stands once, and nothing jumps


def missing(cards, shown):
    return sorted(one.id for one in cards) != sorted(shown)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_every_card_stands_exactly_once(seed):
    cards, topics = some_cards(seed)
    assert not missing(cards, order(cards, topics=topics, seed=seed))


def test_control_a_card_that_is_placed_twice_is_caught(monkeypatch):
    monkeypatch.setattr(ordering, "_next", lambda rows, many, placed: [row for row, _n in zip(rows, range(many), strict=False)])
    cards = [plain(id) for id in range(1, 12)]
    assert missing(cards, order(cards, topics=frozenset(), seed=1))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_same_seed_gives_the_same_order_whichever_way_the_cards_come(seed):
    cards, topics = some_cards(seed)
    shown = order(cards, topics=topics, seed=seed)
    assert order(cards, topics=topics, seed=seed) == shown
    assert order(cards[::-1], topics=topics, seed=seed) == shown


def test_control_chance_drawn_in_turn_is_caught(monkeypatch):
    monkeypatch.setattr(chance, "numbers", lambda ids, seed, of: np.random.default_rng([seed, of]).random(len(ids)))
    cards = [plain(id) for id in range(1, 12)]
    assert order(cards[::-1], topics=frozenset(), seed=1) != order(cards, topics=frozenset(), seed=1)


def test_another_day_brings_another_order():
    cards = [plain(id) for id in range(1, 12)]
    assert len({tuple(order(cards, topics=frozenset(), seed=seed)) for seed in range(20)}) > 15


def test_a_list_without_cards_is_empty():
    assert order([], topics=frozenset({3}), seed=1) == []


# -- what helps more never stands lower


def falls(cards, more, topics, seed):
    """Somebody who stood behind this card by benefit, and stands before it after one more report."""
    before, after = by_benefit(cards, topics, seed), by_benefit([*cards[1:], more], topics, seed)
    behind = set(before[before.index(more.id) :])
    return behind & set(after[: after.index(more.id)])


@settings(max_examples=100, deadline=None)
@given(seeds, st.sampled_from([1, 1, 2, 30]))
def test_one_more_who_was_helped_never_lowers_a_card(seed, many):
    cards, topics = some_cards(seed, least=2)
    who, more = Random(seed + 1).sample(TOPICS, 1 + seed % 2), cards[0]
    for _report in range(many):
        more = with_one_more(more, HELPED, who)
    assert not falls(cards, more, topics, seed)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_one_more_whom_it_made_harder_never_raises_a_card(seed):
    cards, topics = some_cards(seed, least=2)
    more = with_one_more(cards[0], HARDER, Random(seed + 1).sample(TOPICS, 1))
    before, after = by_benefit(cards, topics, seed), by_benefit([more, *cards[1:]], topics, seed)
    assert set(before[: before.index(more.id)]) <= set(after[: after.index(more.id)])


def overtaken():
    """Where only one card is known, and helped others more than people like the viewer: does what nobody has tried
    come before it after one more report that it helped somebody else?"""
    for told, like in (([12, 0, 4, 0], [8, 0, 3, 0]), ([10, 0, 7, 0], [4, 0, 3, 0]), ([13, 0, 10, 0], [10, 0, 8, 0])):
        known = Card(1, {"": told, "3": like}, 10.0)
        if falls([known, plain(2, age=11.0)], with_one_more(known, HELPED), frozenset({3}), 1):
            yield known


def test_nor_where_only_one_card_is_known():
    assert not list(overtaken())


def test_control_a_mean_of_the_space_that_each_report_moves_far_is_caught(monkeypatch):
    monkeypatch.setitem(globals(), "PRODUCT", replace(PRODUCT, to_space=0.05))
    assert list(overtaken())


# -- the formulas


def test_a_card_nobody_has_tried_does_what_cards_in_general_do():
    believed = read([plain(1)])
    assert believed.benefit[0] == pytest.approx(HOUSE[0] + HOUSE[1] / 2 - HOUSE[3])
    lucky = read([plain(1), *[plain(id, helped=20) for id in range(2, 12)]])
    assert lucky.benefit[0] > 0.5


def test_few_reports_move_a_card_less_than_many():
    few, many, unknown = read([plain(1, helped=2), plain(2, helped=20), plain(3)]).benefit
    assert unknown < few < many < 1


def test_reports_of_people_like_the_viewer_weigh_more():
    for_some = card(1, *[(HELPED, {3})] * 8, *[(NOT_ME, {5})] * 8)
    mine, others, nobodys = (read([for_some], frozenset(topics)).benefit[0] for topics in ({3}, {5}, ()))
    assert mine > nobodys > others


def test_by_hand():
    """One card, 4 helped, 1 harder; 2 of the helped are like the viewer."""
    one = card(1, (HELPED, {3}), (HELPED, {3}), (HELPED, ()), (HELPED, ()), (HARDER, ()))
    weight = 5 / 13
    space = (6 * HOUSE + weight * np.array([0.8, 0, 0, 0.2])) / (6 + weight)
    of_card = (8 * space + np.array([4, 0, 0, 1])) / 13
    helped, little, _not_me, harder = (6 * of_card + np.array([2, 0, 0, 0])) / 8
    assert read([one], frozenset({3})).benefit[0] == pytest.approx(helped + little / 2 - harder)


def test_what_is_believed_of_a_card_is_as_wide_as_its_dirichlet_distribution():
    drawn = np.random.default_rng(1).dirichlet(PRODUCT.to_card * HOUSE, 100_000)
    benefit = drawn[:, 0] + drawn[:, 1] / 2 - drawn[:, 3]
    assert read([plain(1)]).spread[0] == pytest.approx(benefit.std(), rel=0.01)


@pytest.mark.parametrize("harder, told", [(1, 1), (1, 8), (2, 6), (3, 12), (6, 30), (10, 60)])
def test_the_lower_end_is_near_that_of_the_beta_distribution(harder, told):
    a, n = 8 * HOUSE[HARDER] + harder, 8 + told
    quarter = np.quantile(np.random.default_rng(1).beta(a, n - a, 100_000), 0.25)
    assert lower(a / n, n, PRODUCT.sure) == pytest.approx(quarter, abs=0.025)


# -- harm


def exploring_harm(cards, topics, seed):
    believed = read(cards, topics)
    harmful = {one.id for one, may in zip(cards, believed.doubtful, strict=True) if may}
    return harmful & set(explored(cards, topics, seed))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_what_may_be_harmful_takes_no_exploring_place(seed):
    cards, topics = some_cards(seed)
    assert not exploring_harm(cards, topics, seed)


def test_control_an_explorer_without_a_look_at_harm_is_caught(monkeypatch):
    cards = [plain(1, harder=2), *[plain(id, helped=5) for id in range(2, 12)]]
    monkeypatch.setattr(ordering, "by_trying", lambda ids, believed, seed, few: np.argsort(believed.told).tolist())
    assert exploring_harm(cards, frozenset(), 1) == {1}


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_what_credibly_harms_stands_behind_all_that_does_not(seed):
    cards, topics = some_cards(seed)
    harmful = {one.id for one, is_so in zip(cards, read(cards, topics).harmful, strict=True) if is_so}
    shown = order(cards, topics=topics, seed=seed)
    assert set(shown[len(shown) - len(harmful) :]) == harmful


@pytest.mark.parametrize(
    "harder, told, is_harmful, is_doubtful",
    [
        (0, 0, False, False),
        (1, 1, False, True),  # one bad report of one: no longer tried out, but not put last
        (1, 6, False, False),
        (2, 2, True, True),
        (2, 7, True, True),
        (2, 10, False, True),
        (3, 40, False, False),
        (8, 40, True, True),
    ],
)
def test_where_harm_begins(harder, told, is_harmful, is_doubtful):
    believed = read([plain(1, helped=told - harder, harder=harder), plain(2)])
    assert (believed.harmful[0], believed.doubtful[0]) == (is_harmful, is_doubtful)


def test_what_harms_people_like_the_viewer_stands_last_for_them_alone():
    cards = [card(1, *[(HELPED, {5})] * 30, *[(HARDER, {3})] * 3), plain(2), plain(3)]
    assert order(cards, topics=frozenset({3}), seed=1)[-1] == 1
    assert order(cards, topics=frozenset({5}), seed=1)[0] == 1


def test_control_without_the_guard_it_stands_where_its_benefit_puts_it():
    cards = [plain(1, helped=16, harder=6), plain(2), plain(3)]
    assert order(cards, topics=frozenset(), seed=1)[-1] == 1
    assert order(cards, topics=frozenset(), seed=1, rules=replace(PRODUCT, guard=False))[0] == 1


# -- exploring


WELL_KNOWN = [plain(id, helped=12, not_me=id % 7) for id in range(2, 40)]


def first_look(new, rules=PRODUCT):
    """After how many looks the new card stood among the first three; None: not in sixty."""
    return next((seed for seed in range(60) if new.id in order([new, *WELL_KNOWN], topics=frozenset(), seed=seed, rules=rules)[:3]), None)


def test_a_new_card_among_many_good_ones_is_seen_near_the_top_at_once():
    assert first_look(plain(1, age=0.0)) == 0


def test_control_without_exploring_places_it_is_not():
    assert first_look(plain(1, age=0.0), replace(PRODUCT, one_in=0)) is None


def test_of_ten_new_cards_each_has_been_near_the_top_within_sixty_looks():
    new = [plain(id, age=0.0) for id in range(100, 110)]
    seen = {one for seed in range(60) for one in order([*new, *WELL_KNOWN], topics=frozenset(), seed=seed)[:3]}
    assert {one.id for one in new} <= seen


def test_of_each_five_places_one_explores_and_never_the_first():
    new = [plain(id, age=0.0) for id in range(100, 120)]
    ids = {one.id for one in new}
    for seed in range(30):
        shown = order([*new, *WELL_KNOWN], topics=frozenset(), seed=seed)
        for start in range(0, 25, 5):
            assert [place for place in range(5) if shown[start + place] in ids] in ([1], [2])


def test_once_some_have_told_of_each_a_draw_decides_what_is_tried_again():
    """Who helped less is explored less, but not never."""
    good, bad = plain(1, helped=4, not_me=2), plain(2, helped=2, not_me=4)
    cards = [*[plain(id, helped=40) for id in range(3, 7)], good, bad]
    chosen = [explored(cards, frozenset(), seed)[0] for seed in range(300)]
    assert 15 < chosen.count(2) < chosen.count(1)


# -- names mean nothing


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_by_benefit_ids_do_not_matter(seed):
    cards, topics = some_cards(seed)
    others = [replace(one, id=id) for one, id in zip(cards, Random(seed).sample(range(10**6), len(cards)), strict=True)]
    assert worth(others, topics, seed) == worth(cards, topics, seed)


def worth(cards, topics, seed):
    """In the order by benefit, what each is worth and how old it is: all that may decide but for chance."""
    believed = read(cards, topics)
    known = {one.id: (round(benefit, 9), one.age_days) for one, benefit in zip(cards, believed.benefit.tolist(), strict=True)}
    return [known[id] for id in by_benefit(cards, topics, seed)]


def test_and_in_the_exploring_places_all_ids_have_the_same_luck():
    ids = [1, 2, 3, 2**40, 2**62 + 1, 10**9, 77, 78]
    cards = [*[plain(id, helped=30) for id in range(500, 504)], *[plain(id) for id in ids]]
    chosen = [explored(cards, frozenset(), seed)[0] for seed in range(800)]
    assert all(65 < chosen.count(id) < 140 for id in ids)


def test_chance_is_even_and_of_a_purpose_of_its_own():
    ids = np.arange(20_000)
    drawn = chance.numbers(ids, 5, 0)
    assert np.histogram(drawn, 10, (0, 1))[0] == pytest.approx(2000, abs=200)
    assert abs(np.corrcoef(drawn, chance.numbers(ids, 5, 1))[0, 1]) < 0.03
    assert abs(np.corrcoef(drawn, chance.numbers(ids, 6, 0))[0, 1]) < 0.03
    spread = chance.normal(ids, 5, 1)
    assert (spread.mean(), spread.std()) == pytest.approx((0, 1), abs=0.03)

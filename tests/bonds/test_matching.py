"""Who is proposed to whom: stable, symmetrical, the same for the same people, and never across what keeps two apart."""

import json
import math
import random
import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.bonds import matching
from cairn.bonds.matching import AWAKE, FLOOR, MOST, Wisher, common, in_utc, propose
from cairn.bonds.models import BuddyWish, Proposal
from cairn.bonds.rules import buddies as rules
from cairn.bonds.verbs import buddies as verbs
from cairn.bonds.verbs import matching as rounds
from cairn.members import verbs as members
from cairn.members.models import Interest
from tests.bonds.pairing import pair, proposed_between, round_comes, wisher
from tests.cast import block, member

INTERESTS, STAGES = [f"interest {n}" for n in range(12)], [f"stage {n}" for n in range(6)]
WIDE = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def community(chance: random.Random, n: int) -> tuple[list[Wisher], list[tuple[int, int]]]:
    """People as they might be, and some who are kept apart."""
    people = [
        Wisher(
            chance.randrange(10**9) * 100 + number, frozenset(chance.sample(INTERESTS, chance.randint(0, 5))), frozenset(chance.sample(STAGES, chance.randint(0, 2))),
            in_utc(sum(0b1111 << start for start in chance.sample(range(0, 24, 4), chance.randint(0, 3))) & 2**24 - 1, chance.choice([-8, -5, 0, 1, 5, 10])),
            frozenset(chance.sample(["en", "es", "cy"], chance.randint(1, 2))), frozenset(chance.sample(range(8), chance.randint(0, 3))), chance.randint(0, MOST),
        )
        for number in range(n)
    ]
    ids = [one.id for one in people]
    return people, [tuple(chance.sample(ids, 2)) for _each in range(n // 2) if n > 1]


communities = st.builds(lambda seed, n: community(random.Random(seed), n), st.integers(0, 2**32), st.integers(0, 40))


# ---- an oracle of its own, written as a person would say it


def part(mine: frozenset, theirs: frozenset, enough: int | None = None) -> float:
    said = max(1, min(len(mine), enough or len(mine)))
    return min(len(mine & theirs) / said, 1)


def useful(one: Wisher, other: Wisher) -> float:
    hours = [frozenset(h for h in range(24) if person.hours >> h & 1) for person in (one, other)]
    worth = 0.5 * part(one.interests, other.interests, 3) + 0.25 * part(one.stage, other.stage) + 0.25 * part(*hours, 4)
    return min(worth + 0.15 * part(one.lived, other.lived, 2), 1)


def worth(one: Wisher, other: Wisher, apart: set) -> float:
    both = common(one, other)
    if frozenset((one.id, other.id)) in apart or not both.languages or not (both.interests or both.stage or both.lived):
        return 0
    return math.sqrt(useful(one, other) * useful(other, one))


def faults(people: list[Wisher], kept_apart, pairs) -> list[str]:
    """What is wrong with a matching; empty when it is as it was promised."""
    apart, by_id = {frozenset(two) for two in kept_apart}, {person.id: person for person in people}
    given = {person.id: [] for person in people}
    wrong = []
    for a, b in pairs:
        w = worth(by_id[a], by_id[b], apart)
        if frozenset((a, b)) in apart:
            wrong.append("apart")
        if w < FLOOR - 1e-4:
            wrong.append("below the floor")
        given[a].append(w)
        given[b].append(w)
    wrong += ["too many" for person in people if len(given[person.id]) > person.room]
    return wrong + blocking(people, apart, {frozenset(two) for two in pairs}, given)


def blocking(people, apart, matched, given) -> list[str]:
    """Pairs who were not proposed and would both rather have each other than somebody they were given."""
    wrong = []
    for n, one in enumerate(people):
        for other in people[n + 1 :]:
            w = worth(one, other, apart)
            if w >= FLOOR + 1e-4 and frozenset((one.id, other.id)) not in matched and all(would_rather(p, w, given[p.id]) for p in (one, other)):
                wrong.append("blocking")
    return wrong


def would_rather(person: Wisher, w: float, given: list[float]) -> bool:
    return len(given) < person.room or bool(given) and person.room > 0 and min(given) < w - 1e-4


# ---- the promises


@WIDE
@given(communities)
def test_no_two_would_both_rather_have_each_other(told):
    people, apart = told
    assert faults(people, apart, propose(people, apart)) == []


@settings(WIDE, max_examples=60)
@given(communities, st.integers(0, 2**32))
def test_the_same_people_in_any_order_are_proposed_the_same(told, seed):
    people, apart = told
    mixed, turned = list(people), [(b, a) for a, b in apart]
    random.Random(seed).shuffle(mixed)
    assert propose(mixed, turned) == propose(people, apart)


@settings(WIDE, max_examples=60)
@given(communities)
def test_both_learn_the_same_and_nothing_that_only_one_said(told):
    people, apart = told
    by_id = {person.id: person for person in people}
    for a, b in propose(people, apart):
        one, other = by_id[a], by_id[b]
        both = common(one, other)
        assert both == common(other, one)
        assert set(both.interests) <= one.interests & other.interests and set(both.stage) <= one.stage & other.stage
        assert set(both.lived) <= one.lived & other.lived and both.hours & ~(one.hours & other.hours) == 0


@settings(WIDE, max_examples=100)
@given(communities, st.data())
def test_one_more_thing_in_common_never_makes_two_count_less(told, data):
    people, _apart = told
    if len(people) < 2:
        return
    one, other = people[:2]
    more = data.draw(st.sampled_from(INTERESTS))
    before = worth(one, other, set())
    closer = [Wisher(p.id, p.interests | {more}, p.stage, p.hours, p.languages, p.lived, MOST) for p in (one, other)]
    if more not in one.interests | other.interests and len(one.interests) >= 3 and len(other.interests) >= 3:
        assert worth(*closer, set()) >= before


def test_proposals_do_come():
    """There is something to be wrong about."""
    people, apart = community(random.Random(3), 40)
    assert len(propose(people, apart)) > 15


# ---- controls: a matching with a fault is caught


def test_a_random_matching_is_caught():
    people, apart = community(random.Random(5), 40)
    chance, room = random.Random(1), {person.id: person.room for person in people}
    pairs = []
    for a, b in chance.sample([(a.id, b.id) for n, a in enumerate(people) for b in people[n + 1 :] if worth(a, b, {frozenset(two) for two in apart}) >= FLOOR], 60):
        if room[a] and room[b]:
            room[a], room[b] = room[a] - 1, room[b] - 1
            pairs.append((a, b))
    assert set(faults(people, apart, pairs)) == {"blocking"}


def test_a_matching_that_forgets_who_is_apart_is_caught():
    people, _apart = community(random.Random(5), 40)
    apart = propose(people)[:4]
    assert faults(people, apart, propose(people, apart)) == []
    assert "apart" in faults(people, apart, propose(people))


def test_a_matching_that_takes_the_worst_first_is_caught(monkeypatch):
    people, apart = community(random.Random(5), 40)
    taken = matching._taken
    monkeypatch.setattr(matching, "_taken", lambda one, other, room: taken(one[::-1], other[::-1], room))
    assert "blocking" in faults(people, apart, propose(people, apart))


def test_a_matching_that_forgets_how_many_lie_already_is_caught():
    people, apart = community(random.Random(5), 40)
    full = [Wisher(p.id, p.interests, p.stage, p.hours, p.languages, p.lived) for p in people]
    assert "too many" in faults(people, apart, propose(full, apart))


# ---- what counts


def test_nobody_is_proposed_for_their_hours_alone():
    assert propose([Wisher(1, languages=frozenset({"en"})), Wisher(2, languages=frozenset({"en"}))]) == []


def test_a_language_in_common_is_a_must():
    one, other = (Wisher(n, frozenset({"tea"}), languages=frozenset({language})) for n, language in ((1, "en"), (2, "cy")))
    assert propose([one, other]) == []
    assert propose([one, Wisher(2, frozenset({"tea"}), languages=frozenset({"cy", "en"}))]) == [(1, 2)]


def test_hours_are_compared_where_each_is():
    evening = 0b1111 << 18
    assert in_utc(evening, 0) == evening and in_utc(evening, 1) == 0b1111 << 17
    assert in_utc(0b1111 << 20, -5) == 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4
    assert in_utc(0, 0) == AWAKE
    one, near, far = (Wisher(n, frozenset({"tea", "birds", "cats"} if n == 1 else {"tea", "dogs", "films"}), hours=in_utc(evening, offset), languages=frozenset({"en"})) for n, offset in ((1, 0), (2, 0), (3, 10)))
    assert propose([one, near]) == [(1, 2)] and propose([one, far]) == []


def test_two_thousand_take_less_than_two_seconds():
    people, apart = community(random.Random(9), 2000)
    took = []
    for _again in range(3):
        began = time.process_time()
        pairs = propose(people, apart)
        took.append(time.process_time() - began)
    assert len(pairs) > 1000 and min(took) < 2


# ---- the round, with everything that keeps two apart


@pytest.fixture
def two(db):
    return wisher("Wren"), wisher("Juno")


def apart_by_block(one, other, clock):
    block(one, other)


def apart_by_mute(one, other, clock):
    members.mute(other, by=one)


def apart_by_break(one, other, clock):
    members.take_a_break(one, other, until=clock.now() + timedelta(days=3), by=one)


def apart_by_rather_not(one, other, clock):
    verbs.wish(rather_not={"seat-1": other.pk}, by=one)


def apart_by_being_a_pair(one, other, clock):
    pair(one, other)


def apart_by_having_been_one(one, other, clock):
    made = pair(one, other)
    made.ended_at = clock.now()
    made.save()


def apart_by_an_earlier_no(one, other, clock):
    row = Proposal(one_id=min(one.pk, other.pk), other_id=max(one.pk, other.pk), one_yes=False, due_at=clock.now(), ended_at=clock.now() - timedelta(days=400))
    row.reason = "{}"
    row.save(force_insert=True)
    rounds.forget_old()


def apart_by_rest(one, other, clock):
    verbs.rest(by=one)


def apart_by_withdrawing(one, other, clock):
    verbs.withdraw_wish(by=one)


def apart_by_leaving(one, other, clock):
    members.leave(by=one)


def apart_by_a_pause(one, other, clock):
    type(one).objects.filter(pk=one.pk).update(paused_until=clock.now() + timedelta(days=3))


@pytest.mark.django_db
@pytest.mark.parametrize("keep", [value for name, value in sorted(globals().items()) if name.startswith("apart_by")], ids=lambda fn: fn.__name__[9:])
@pytest.mark.parametrize("turned", [False, True], ids=["", "the other way"])
def test_never_across(two, clock, keep, turned):
    one, other = two[::-1] if turned else two
    keep(one, other, clock)
    round_comes(clock)
    assert not Proposal.system.open().exists()


@pytest.mark.django_db
def test_without_any_of_it_they_are_proposed(two, clock):
    """The control of the test above."""
    round_comes(clock)
    assert proposed_between(*two) is not None


@pytest.mark.django_db
def test_a_round_comes_once_a_day_and_a_second_look_proposes_nothing_more(two, clock):
    assert not Proposal.system.exists()
    rounds.propose_due()
    assert not Proposal.system.exists(), "not before its time: nobody sees who just came"
    round_comes(clock)
    late = wisher("Late")
    rounds.propose_due()
    assert Proposal.system.count() == 1 and BuddyWish.system.get(member=late).propose_at > clock.now()
    round_comes(clock)
    assert Proposal.system.count() == 3


@pytest.mark.django_db
def test_a_round_that_was_broken_off_goes_on_where_it_was(clock, monkeypatch):
    people = [wisher(f"P{n}") for n in range(6)]
    monkeypatch.setattr(rounds, "WRITTEN_TOGETHER", 2)
    written, calls = rounds._write, []

    def killed(*args):
        calls.append(args)
        if len(calls) > 2:
            raise KeyboardInterrupt
        written(*args)

    monkeypatch.setattr(rounds, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        round_comes(clock)
    assert Proposal.system.count() == 4
    monkeypatch.undo()
    rounds.propose_due()
    lying = rounds._lying([person.pk for person in people])
    assert Proposal.system.count() == 7 and max(lying.values()) == MOST


@pytest.mark.django_db
def test_a_block_between_looking_and_writing_is_seen(two, clock, monkeypatch):
    found = matching.propose

    def and_then_a_block(*args):
        pairs = found(*args)
        block(*two)
        return pairs

    monkeypatch.setattr(matching, "propose", and_then_a_block)
    round_comes(clock)
    assert not Proposal.system.exists()


@pytest.mark.django_db
def test_who_lapsed_may_be_proposed_again_some_day_and_who_said_no_may_not(two, clock):
    round_comes(clock)
    clock.move(days=13)
    rounds.lapse_due()
    round_comes(clock)
    assert Proposal.system.count() == 1 and Proposal.system.get().reason is None, "why is forgotten"
    clock.move(days=91)
    rounds.forget_old()
    round_comes(clock)
    fresh = Proposal.system.open().get()
    verbs.answer(fresh, yes=False, by=two[0])
    clock.move(days=200)
    rounds.lapse_due()
    rounds.forget_old()
    round_comes(clock)
    assert not Proposal.system.open().exists()


@pytest.mark.django_db
def test_a_round_asks_the_same_for_few_and_for_many(clock, django_assert_max_num_queries):
    for n in range(12):
        wisher(f"P{n}")
    clock.move(seconds=(rules.next_round("UTC") - clock.now() + timedelta(minutes=1)).total_seconds())
    with django_assert_max_num_queries(60):
        rounds.propose_due()
    assert Proposal.system.count() >= 15


@pytest.mark.django_db
def test_what_is_kept_of_a_reason_is_sealed(two, clock):
    round_comes(clock)
    row = Proposal.system.get()
    assert json.loads(row.reason)["interests"] == ["baking", "gardening", "radio"]
    assert Interest.objects.filter(member=two[0]).count() == 3
    raw = Proposal.system.values_list("reason", flat=True).get()
    assert b"gardening" not in bytes(raw)


@pytest.mark.django_db
def test_somebody_who_has_not_wished_is_never_proposed(two, clock):
    heath = member("Heath", hours=0b1111 << 18, zone="UTC")
    members.change_interests(["gardening", "radio", "baking"], by=heath)
    round_comes(clock)
    assert Proposal.system.count() == 1 and proposed_between(*two)

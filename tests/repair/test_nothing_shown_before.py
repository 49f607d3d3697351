"""No sequence of acts, by any people, shows what somebody wrote before it may be seen.

The oracle below keeps its own books of who agreed to what, and knows nothing of the room's rules.
"""

import itertools

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cairn.base import clock
from cairn.base.rules import Refused
from cairn.members.verbs import block as really_block
from cairn.repair import queries, rules, verbs
from cairn.repair.models import Beside, Concern, Step
from tests.cast import circle_of, member

pytestmark = pytest.mark.django_db

PEOPLE = ("wren", "dell", "marl", "juno", "ash", "stranger")
TWO = ("wren", "dell")
ACTS = (
    "yes", "no", "write", "ready", "heard", "helps", "that_is_it", "not_quite", "mended", "not_yet", "stop", "facilitator", "supporter", "come",
    "decline", "step_back", "keep_again", "a_day", "a_week", "block", "line", "agree_line",
)
WORDS = itertools.count(1)


class Told:
    """The oracle: one piece of writing, and who may read it."""

    def __init__(self, word, writer, kind):
        self.word, self.writer, self.kind = word, writer, kind
        self.to_other = False
        self.kept_for = set()  # who stood beside when it was written, or kept again


class World:
    def __init__(self):
        self.people = {name: member(name.title()) for name in PEOPLE}
        p = self.people
        self.circle = circle_of(p["marl"], p["wren"], p["dell"], p["juno"], p["ash"])
        self.concern = verbs.begin(p["dell"], circle=self.circle, by=p["wren"])
        self.told: dict[tuple[str, str], Told] = {}
        self.ready = {"wren": False, "dell": False}
        self.beside: dict[str, str] = {}  # who stands beside -> whose; "both" for the facilitator
        self.over, self.mended, self.agreed, self.blocked = False, False, False, False

    def other(self, who: str) -> str:
        return "dell" if who == "wren" else "wren"

    # ---- acts: the real verb, and the oracle's books when it was not refused

    def does(self, who: str, act: str) -> None:
        by = self.people[who]
        try:
            with transaction.atomic():
                getattr(self, act)(who, by)
        except (Refused, Http404):
            pass

    def yes(self, who, by):
        verbs.answer(self.concern, yes=True, by=by)
        assert who == "dell"
        self.agreed = True

    def no(self, who, by):
        verbs.answer(self.concern, yes=False, by=by)
        assert who == "dell"

    def write(self, who, by, ready=False):
        word = f"word{next(WORDS)}x"
        verbs.write_happened(self.concern, {"happened": word}, ready=ready, by=by)
        self._wrote(who, "happened", word)
        self.ready[who] = ready
        if all(self.ready.values()):
            for two in TWO:
                self.told[two, "happened"].to_other = True

    def write_ready(self, who, by):
        self.write(who, by, ready=True)

    def _wrote(self, who, kind, word):
        assert who in TWO and self.agreed and not self.over
        told = self.told[who, kind] = Told(word, who, kind)
        told.kept_for = set(self.beside)
        return told

    def heard(self, who, by):
        word = f"word{next(WORDS)}x"
        verbs.write_heard(self.concern, word, by=by)
        assert all(self.told[two, "happened"].to_other for two in TWO), "both were shown first"
        self._wrote(who, "hear", word).to_other = True

    def helps(self, who, by):
        word = f"word{next(WORDS)}x"
        verbs.write_helps(self.concern, word, by=by)
        self._wrote(who, "helps", word)
        if all((two, "helps") in self.told for two in TWO):
            for two in TWO:
                self.told[two, "helps"].to_other = True

    def _say(self, by, yes):
        theirs = Step.objects.filter(concern=self.concern, kind=Concern.system.get(pk=self.concern.pk).step).exclude(member=by).first()
        verbs.answer_step(self.concern, yes=yes, seen=rules.seen(theirs.words if theirs else ""), by=by)

    def that_is_it(self, who, by):
        self._say(by, True)

    def not_quite(self, who, by):
        self._say(by, False)

    def mended_(self, who, by, yes=True):
        after = verbs.answer_back(self.concern, yes=yes, by=by)
        assert who in TWO
        self._look(after)

    def not_yet(self, who, by):
        self.mended_(who, by, yes=False)

    def _look(self, after):
        self.mended, self.over = after.ended_as == "mended", after.ended_at is not None

    def stop(self, who, by):
        verbs.stop(self.concern, by=by)
        assert who in TWO
        if not self.mended:
            self.over = self.over or self.agreed

    def facilitator(self, who, by):
        verbs.bring(self.concern, self.people["marl"], supporter=False, by=by)
        assert who in TWO

    def supporter(self, who, by):
        verbs.bring(self.concern, self.people["juno" if who == "wren" else "ash"], supporter=True, by=by)
        assert who in TWO

    def _asked(self, by):
        return Beside.objects.filter(concern=self.concern, member=by).first()

    def come(self, who, by, yes=True):
        beside = self._asked(by)
        if beside and beside.yes is None:
            verbs.answer_beside(beside, yes=yes, by=by)
            if yes:
                self.beside[who] = {"marl": "both", "juno": "wren", "ash": "dell"}[who]

    def decline(self, who, by):
        self.come(who, by, yes=False)

    def step_back(self, who, by):
        beside = self._asked(by)
        if beside:
            verbs.step_back(beside, by=by)
            self.beside.pop(who, None)

    def keep_again(self, who, by):
        verbs.keep_again(self.concern, by=by)
        assert who in TWO
        for told in self.told.values():
            if told.writer == who:
                told.kept_for |= set(self.beside)

    def a_day(self, _who, _by):
        self._time_passes(days=1, minutes=1)

    def a_week(self, _who, _by):
        self._time_passes(days=7, minutes=1)

    def _time_passes(self, **by):
        from datetime import timedelta

        clock.move(timedelta(**by))
        verbs.mind_concerns()
        self._look(Concern.system.get(pk=self.concern.pk))

    def block(self, who, by):
        if who in TWO:
            really_block(self.people[self.other(who)], by=by)
            self.blocked = True
            if not self.mended:
                self.over = self.over or self.agreed

    def line(self, who, by):
        verbs.write_line(self.concern, f"Line by {who}.", by=by)
        assert self.mended and who in TWO

    def agree_line(self, who, by):
        line = Concern.system.get(pk=self.concern.pk)
        verbs.agree_line(self.concern, seen=rules.seen(line.line), by=by)
        assert line.line_by != by

    # ---- what may be read, by the oracle's books

    def may_read(self, who: str) -> set[str]:
        return {told.word for told in self.told.values() if self._reads(who, told)}

    def _reads(self, who, told) -> bool:
        if who == told.writer:
            return not (self.blocked and self.mended)
        if self.over and not self.mended or self.blocked:
            return False
        if who in TWO:
            return told.to_other
        if self.over or who not in self.beside:
            return False
        of = self.beside[who]
        if of == "both":
            return who in told.kept_for
        return told.writer == of or (told.to_other and who in told.kept_for)

    def reads(self, who: str) -> set[str]:
        try:
            page = queries.concern_page(self.seen_anew(who), self.concern.pk)
        except Http404:
            return set()
        return {one.words for wrote in page.wrote.values() for one in wrote.values() if one.words}

    def seen_anew(self, who):
        self.people[who].__dict__.pop("around", None)
        return self.people[who]


STAGES = {
    "asked": (), "walking": ("dell yes", "dell a_day"),
    "hearing": ("wren write_ready", "dell write_ready"),
    "helping": ("wren heard", "dell heard", "wren that_is_it", "dell that_is_it"),
    "back": ("wren helps", "dell helps", "wren that_is_it", "dell that_is_it"),
}


def reached(stage: str) -> World:
    clock.stand_still()
    world = World()
    for name, steps in STAGES.items():
        for step in steps:
            world.does(*step.split())
        if name == stage:
            return world


acts = some.lists(some.tuples(some.sampled_from(PEOPLE), some.sampled_from(ACTS)), min_size=4, max_size=12)


def walk(stage, sequence) -> None:
    world = reached(stage)
    names = {"ready": "write_ready", "mended": "mended_"}
    for who, act in sequence:
        world.does(who, names.get(act, act))
        for viewer in PEOPLE:
            assert world.reads(viewer) == world.may_read(viewer), (viewer, who, act)


@given(some.sampled_from(sorted(STAGES)), acts)
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_acts_by_any_people(stage, sequence):
    with transaction.atomic():
        walk(stage, sequence)
        transaction.set_rollback(True)


BOTH_BESIDE = [("wren", "facilitator"), ("marl", "come"), ("wren", "supporter"), ("juno", "come")]
PLANTED = {
    "shown as soon as it is written": (lambda real: lambda v, s, c, j=None: real(v, s, c, j) or v in rules.the_two(c), "walking", [("wren", "ready")]),
    "the facilitator reads what was written before": (lambda real: lambda v, s, c, j=None: real(v, s, c, j) or v == c.facilitator_id, "hearing", BOTH_BESIDE),
    "a supporter reads what the other was not asked about": (
        lambda real: lambda v, s, c, j=None: real(v, s, c, j) or (rules.supported_by(c, v) and s.shown_at), "hearing", BOTH_BESIDE,
    ),
    "still read when it was put down": (lambda real: lambda v, s, c, j=None: real(v, s, c, j) or s.shown_at is not None, "hearing", [("dell", "stop")]),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault, monkeypatch):
    """The control."""
    plant, stage, sequence = PLANTED[fault]
    with transaction.atomic():
        walk(stage, sequence)
        transaction.set_rollback(True)
    monkeypatch.setattr(rules, "reads", plant(rules.reads))
    with pytest.raises(AssertionError), transaction.atomic():
        walk(stage, sequence)

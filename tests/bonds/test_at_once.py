"""Two who act at the same moment: yeses that share a person, a yes and a rest, a word that is held while it is changed."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.bonds.models import BuddyWish, LastWord, Proposal
from cairn.bonds.verbs import buddies, endings
from cairn.bonds.verbs.letters import doors
from cairn.members.models import Buddy, Interest
from tests.at_once import Stop, both_end, comes_between
from tests.bonds.correspondents import knocked
from tests.bonds.pairing import wisher
from tests.cast import circle_of, member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


class Three:
    """Ash was proposed to Wren and to Juno, and said yes to both."""

    def __init__(self):
        self.ash, self.wren, self.juno = (wisher(name) for name in ("Ash", "Wren", "Juno"))
        self.to_wren, self.to_juno = self._proposed(self.wren), self._proposed(self.juno)

    def _proposed(self, other) -> Proposal:
        one, two = sorted([self.ash, other], key=lambda somebody: somebody.pk)
        row = Proposal(one=one, other=two, due_at=time.now() + timedelta(days=8))
        row.reason = "{}"
        row.save(force_insert=True)
        buddies.answer(row, yes=True, by=self.ash)
        return row


def test_of_two_second_yeses_to_one_person_one_makes_a_pair(monkeypatch):
    they, stop = Three(), Stop(monkeypatch, buddies, "_meet")
    one, other, _waited = comes_between(
        stop, lambda: buddies.answer(they.to_wren, yes=True, by=they.wren), lambda: buddies.answer(they.to_juno, yes=True, by=they.juno),
    )
    pair = one.ends()
    with pytest.raises(Refused) as refused:
        other.ends()
    assert refused.value.sentence == "This is not open any more."
    assert list(Buddy.objects.all()) == [pair]


def test_a_second_yes_and_a_rest(monkeypatch):
    they, stop = Three(), Stop(monkeypatch, buddies, "_meet")
    both_end(stop, lambda: buddies.answer(they.to_wren, yes=True, by=they.wren), lambda: buddies.rest(by=they.ash))
    assert Buddy.objects.count() == 1 and BuddyWish.system.get(member=they.ash).resting_until is not None
    assert Proposal.system.get(pk=they.to_juno.pk).ended_at is not None


def test_a_last_word_that_is_held_while_it_is_changed_stays_held(monkeypatch):
    marl, wren = member("Marl"), member("Wren")
    closing = endings.begin_closing(circle_of(marl, wren), "It was a good year.", days=7, by=marl)
    last = endings.say_last(closing, "First.", by=wren)
    stop = Stop(monkeypatch, endings, "is_read_first")
    both_end(stop, lambda: endings.say_last(closing, "Better.", by=wren), lambda: endings.hold_last_word(last.pk, time.now()))
    last = LastWord.objects.get()
    assert last.words == "Better." and last.held_at is not None


def test_while_somebody_knocks_rows_about_the_two_go_on_being_written(monkeypatch):
    marl, wren = member("Marl"), member("Wren")
    circle, stop = circle_of(marl, wren), Stop(monkeypatch, doors.queries, "between")
    one, other, waited = comes_between(stop, lambda: knocked(wren, marl, circle), lambda: Interest.objects.create(member=marl, kind="radio"))
    one.ends(), other.ends()
    assert not waited

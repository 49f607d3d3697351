"""Somebody with another name in one circle: beginning something with either name tells nobody that the two are one.

Dell is Masked in Long week, and Dell in the Tuesday circle. Wren sits in both, and so does Marl, who holds both.
"""

import re

import pytest

from cairn.base.rules import Refused
from cairn.notices.models import Notice
from cairn.repair import verbs
from cairn.repair.models import Concern
from tests.cast import circle_of, leave, member, response_by, seat, share_by, signed_in

pytestmark = pytest.mark.django_db
OWN_WORDS = re.compile(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|/working-it-out/\d+|Tuesday circle|Long week')


class Two:
    """The two circles, and what Dell told in each."""

    def __init__(self):
        self.marl, self.wren, self.dell, self.juno = (member(name) for name in ("Marl", "Wren", "Dell", "Juno"))
        self.tuesday = circle_of(self.marl, self.wren, self.dell, self.juno)
        self.long_week = circle_of(self.marl, self.wren, self.juno, name="Long week")
        self.masked = seat(self.long_week, self.dell, own_name="Masked", own_stone="7-3-41")
        self.shares = {circle.pk: share_by(self.dell, circle=circle) for circle in (self.tuesday, self.long_week)}

    def begin_at(self, circle, by=None):
        """As a browser does it; gives where it leads."""
        browser = signed_in(by or self.wren)
        return browser.post(f"/working-it-out/about/share/{self.shares[circle.pk].pk}", {"what": "hurt"})

    def in_circle(self, circle) -> Concern:
        return Concern.system.get(circle=circle)


@pytest.fixture
def two():
    return Two()


def seen_of(person, concern) -> str:
    """Its page, without what names the circle or counts up."""
    return OWN_WORDS.sub("", signed_in(person).get(f"/working-it-out/{concern.pk}").content.decode())


def told(person) -> list[tuple[str, int]]:
    return list(Notice.system.filter(member=person, kind__startswith="repair_").values_list("kind", "about"))


def test_the_other_name_leads_to_something_of_its_own_that_looks_the_same(two):
    first, second = two.begin_at(two.long_week), two.begin_at(two.tuesday)
    assert first.status_code == second.status_code == 302 and first.url != second.url
    one, other = two.in_circle(two.long_week), two.in_circle(two.tuesday)
    assert seen_of(two.wren, one) == seen_of(two.wren, other)
    assert two.begin_at(two.tuesday).url == second.url and two.begin_at(two.long_week).url == first.url


def test_whoever_has_two_names_is_asked_once(two):
    two.begin_at(two.long_week)
    two.begin_at(two.tuesday)
    assert told(two.dell) == [("repair_asked", two.in_circle(two.long_week).pk)]
    page = signed_in(two.dell).get("/working-it-out").content.decode()
    assert str(two.in_circle(two.tuesday).pk) not in page
    assert signed_in(two.dell).get(f"/working-it-out/{two.in_circle(two.tuesday).pk}").status_code == 404


def test_the_answer_to_one_name_changes_nothing_about_the_other(two, clock):
    for circle in (two.long_week, two.tuesday):
        two.begin_at(circle)
    walked, unheard = two.in_circle(two.long_week), two.in_circle(two.tuesday)
    before = seen_of(two.wren, unheard)
    verbs.answer(walked, yes=True, by=two.dell)
    assert seen_of(two.wren, unheard) == before != seen_of(two.wren, walked)
    clock.tick(days=7, minutes=1)
    assert ("repair_not_the_time", unheard.pk) in told(two.wren)
    assert {one.pk for one in Concern.system.open()} == {walked.pk}


def test_unanswered_under_both_names_both_end_alike(two, clock):
    for circle in (two.long_week, two.tuesday):
        two.begin_at(circle)
    clock.tick(days=7, minutes=1)
    one, other = two.in_circle(two.long_week), two.in_circle(two.tuesday)
    assert seen_of(two.wren, one) == seen_of(two.wren, other)
    assert {about for kind, about in told(two.wren) if kind == "repair_not_the_time"} == {one.pk, other.pk}


def test_no_refusal_tells_of_the_other_name_and_nobody_is_asked_again(two, clock):
    two.begin_at(two.long_week)
    verbs.answer(two.in_circle(two.long_week), yes=False, by=two.dell)
    clock.tick(days=8)
    asked = told(two.dell)
    answer = two.begin_at(two.tuesday)
    assert answer.status_code == 302 and told(two.dell) == asked
    with pytest.raises(Refused):  # the name they asked is known to have been asked
        verbs.begin(two.dell, circle=two.long_week, by=two.wren)
    clock.tick(days=8)
    with pytest.raises(Refused):  # and by now this one too, as any other would
        verbs.begin(two.dell, circle=two.tuesday, by=two.wren)


def test_whoever_has_two_names_begins_under_the_other_and_nothing_ends_at_that_moment(two):
    two.begin_at(two.long_week)
    verbs.answer(two.in_circle(two.long_week), yes=False, by=two.dell)
    before = seen_of(two.wren, two.in_circle(two.long_week))
    begun = verbs.begin(two.wren, circle=two.tuesday, by=two.dell)
    assert begun.circle_id == two.tuesday.pk and told(two.wren) == [("repair_asked", begun.pk)]
    assert seen_of(two.wren, two.in_circle(two.long_week)) == before


def test_whoever_has_two_names_knows_that_they_were_asked(two):
    """They see one Wren in both circles, and are led to what waits for them."""
    two.begin_at(two.long_week)
    waiting = two.in_circle(two.long_week)
    assert verbs.begin(two.wren, circle=two.tuesday, by=two.dell).pk == waiting.pk


def test_what_nobody_heard_of_keeps_nobody_from_beginning(two):
    two.begin_at(two.long_week)
    two.begin_at(two.tuesday)
    verbs.answer(two.in_circle(two.long_week), yes=False, by=two.dell)
    begun = verbs.begin(two.wren, circle=two.tuesday, by=two.dell)
    assert (begun.by, begun.ended_as) == (two.dell, "") and ("repair_asked", begun.pk) in told(two.wren)


def test_the_same_name_and_stone_are_one_concern(two):
    share = share_by(two.juno, circle=two.tuesday)
    first = verbs.begin(two.juno, circle=two.tuesday, by=two.wren)
    assert verbs.begin(two.juno, circle=two.long_week, by=two.wren).pk == verbs.begin(two.juno, by=two.wren).pk == first.pk
    assert share.writer_id == two.juno.pk


def test_a_proposal_under_other_names_is_neither_refused_nor_asked_twice(two):
    verbs.propose(two.wren, two.dell, two.long_week, by=two.marl)
    verbs.propose(two.dell, two.wren, two.tuesday, by=two.marl)
    assert [kind for kind, _about in told(two.wren)] == ["repair_proposed"] and told(two.dell) == []
    with pytest.raises(Refused):
        verbs.propose(two.wren, two.dell, two.long_week, by=two.marl)
    verbs.propose(two.wren, two.juno, two.long_week, by=two.marl)
    with pytest.raises(Refused):  # these two have the same names in both
        verbs.propose(two.juno, two.wren, two.tuesday, by=two.marl)


def test_from_a_circle_that_one_left_nothing_says_their_other_name(two):
    told_there = share_by(two.wren, circle=two.long_week)
    answer = response_by(two.dell, told_there)
    page = f"/working-it-out/about/response/{answer.pk}"
    assert "Masked" in signed_in(two.wren).get(page).content.decode()
    leave(two.long_week, two.wren)
    after = signed_in(two.wren).get(page)
    assert after.status_code == 403 and "no seat in this circle any more" in after.content.decode() and "Dell" not in after.content.decode()


def test_a_rule_that_forgets_names_is_seen(two, monkeypatch):
    """The control: everybody known as one, whatever they are called."""
    from cairn.repair.queries import known

    monkeypatch.setattr(known, "is_known_as", lambda *_all: True)
    assert two.begin_at(two.long_week).url == two.begin_at(two.tuesday).url

"""People say whether they come, wait for a place, and stand in."""

from datetime import timedelta

import pytest

from cairn.base.rules import Refused
from cairn.meetings import queries, shapes, verbs
from cairn.meetings.models import Coming, StandIn
from cairn.members.models import Member
from cairn.notices.queries import gathering
from tests.cast import block, circle_of, leave, member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Wren", "Dell", "Juno")}


@pytest.fixture
def circle(people):
    marl, *others = people.values()
    return circle_of(marl, *others)


@pytest.fixture
def evening(circle, people, clock):
    """Three days ahead."""
    return plan(circle, people["Marl"], clock.now() + timedelta(days=3))


def plan(circle, by, starts_at, shape="three_rounds", **more):
    return verbs.plan(circle, shapes.shape(shape).prepared(), starts_at=starts_at, zone="UTC", by=by, **more)


def told(somebody) -> list[str]:
    return [line.sentence for line in gathering(Member.objects.get(pk=somebody.pk))]


def card(somebody, meeting):
    return queries.meeting_page(Member.objects.get(pk=somebody.pk), meeting.pk).card


# -- who will be there


def test_an_answer_can_be_changed_until_it_begins(evening, people, clock):
    browser = signed_in(people["Wren"])
    for answer, said in (("yes", True), ("no", False), ("yes", True)):
        assert browser.post(f"/meetings/{evening.pk}/come", {"answer": answer}).status_code == 302
        assert Coming.objects.get(member=people["Wren"]).yes is said
    clock.move(days=3, minutes=1)
    with pytest.raises(Refused):
        verbs.come(evening, yes=False, by=people["Wren"])
    assert Coming.objects.get(member=people["Wren"]).yes is True


def test_only_listening_is_said_beforehand(evening, people):
    verbs.come(evening, yes=True, only_listens=True, by=people["Wren"])
    assert "only listen" in signed_in(people["Wren"]).get(f"/meetings/{evening.pk}").text
    assert Coming.objects.get(member=people["Wren"]).only_listens
    assert "only listen" not in signed_in(people["Dell"]).get(f"/meetings/{evening.pk}").text.replace("I would rather only listen this time", "")


def test_who_said_yes_first_has_a_place_and_the_next_one_is_told_when_one_is_free(circle, people, clock):
    meeting = plan(circle, people["Marl"], clock.now() + timedelta(days=1), places=1)
    for name in ("Marl", "Wren", "Dell", "Juno"):
        clock.move(seconds=1)
        verbs.come(meeting, yes=True, by=people[name])
    places = queries.places_of(meeting)
    assert places.taken == [people["Marl"].pk, people["Wren"].pk]  # whoever holds it needs none
    assert places.waiting == [people["Dell"].pk, people["Juno"].pk]
    verbs.come(meeting, yes=True, only_listens=True, by=people["Dell"])  # said again, the place in line stays
    assert card(people["Dell"], meeting).waiting_words == "You are next on the waiting list."
    verbs.come(meeting, yes=False, by=people["Wren"])
    assert any("A place is free" in line for line in told(people["Dell"]))
    assert not any("A place is free" in line for line in told(people["Juno"]))


def test_strangers_and_those_who_left_find_nothing_and_change_nothing(evening, people):
    leave(evening.circle, people["Wren"])
    for person in (member("Ash"), people["Wren"]):
        browser = signed_in(person)
        for path in ("", "/change", "/cancel", "/stand-in", ".ics"):
            assert browser.get(f"/meetings/{evening.pk}{path}").status_code == 404
        for path in ("/change", "/cancel", "/come", "/stand-in"):
            assert browser.post(f"/meetings/{evening.pk}{path}", {"answer": "yes"}).status_code == 404
        assert str(evening.pk) not in browser.get("/meetings").text
    assert signed_in(people["Dell"]).get(f"/meetings/{evening.pk}").status_code == 200
    for path in ("/change", "/cancel", "/stand-in"):
        assert signed_in(people["Dell"]).get(f"/meetings/{evening.pk}{path}").status_code == 404
    assert not Coming.objects.exists()


def test_somebody_blocked_looks_the_same_whatever_they_said(evening, people):
    wren, dell = people["Wren"], people["Dell"]
    block(dell, wren)
    seen = set()
    for yes in (True, False):
        verbs.come(evening, yes=yes, by=wren)
        for viewer in (dell,):
            page = signed_in(viewer).get(f"/meetings/{evening.pk}").text
            assert "Wren" not in page and wren.stone not in page.replace(dell.stone, "")
            shown = card(viewer, evening)
            seen.add((shown.unsaid, tuple(shown.stones), shown.people_words))
    assert len(seen) == 1
    assert "Wren" not in signed_in(dell).get("/meetings").text
    verbs.come(evening, yes=True, by=wren)
    assert "Wren will be there" in signed_in(people["Juno"]).get("/meetings").text  # the control


# -- a stand-in


def test_a_stand_in_is_asked_says_yes_and_holds_it(evening, people):
    other_holder = member("Ash")
    circle_of(other_holder, name="Night shift")
    names = [face.name for face in queries.who_could_stand_in(people["Marl"], evening)]
    assert set(names) == {"Wren", "Dell", "Juno", "Ash"} and names[-1] == "Ash"
    asked = verbs.ask_stand_in(evening, other_holder, by=people["Marl"])
    browser = signed_in(other_holder)
    assert browser.get(f"/meetings/{evening.pk}").status_code == 404  # not before they said yes
    assert "asked to stand in" in told(other_holder)[0]
    assert browser.get(f"/stand-ins/{asked.pk}").status_code == 200
    assert browser.post(f"/stand-ins/{asked.pk}/answer", {"answer": "yes"}).status_code == 302
    assert queries.who_holds(evening) == other_holder.pk
    assert "Ash is holding it" in signed_in(people["Wren"]).get(f"/meetings/{evening.pk}").text
    assert any("stand-in is found" in line for line in told(people["Marl"]))
    assert browser.get(f"/meetings/{evening.pk}/change").status_code == 200


def test_the_first_yes_is_the_one_and_a_no_is_told(evening, people):
    first, second, third = (verbs.ask_stand_in(evening, people[name], by=people["Marl"]) for name in ("Wren", "Dell", "Juno"))
    verbs.decline_stand_in(third, by=people["Juno"])
    assert any("cannot stand in" in line for line in told(people["Marl"]))
    verbs.accept_stand_in(first, by=people["Wren"])
    with pytest.raises(Refused):
        verbs.accept_stand_in(second, by=people["Dell"])
    verbs.decline_stand_in(first, by=people["Wren"])
    verbs.accept_stand_in(second, by=people["Dell"])
    assert queries.who_holds(evening) == people["Dell"].pk
    with pytest.raises(Refused):  # who said no is not pressed
        verbs.ask_stand_in(evening, people["Juno"], by=people["Marl"])


def test_nobody_blocked_is_asked_and_nobody_answers_for_somebody_else(evening, people, clock):
    block(people["Wren"], people["Marl"])
    with pytest.raises(Refused):
        verbs.ask_stand_in(evening, people["Wren"], by=people["Marl"])
    asked = verbs.ask_stand_in(evening, people["Dell"], by=people["Marl"])
    for person in (people["Juno"], member("Ash"), people["Marl"]):
        assert signed_in(person).get(f"/stand-ins/{asked.pk}").status_code == 404
        assert signed_in(person).post(f"/stand-ins/{asked.pk}/answer", {"answer": "yes"}).status_code == 404
    clock.move(days=4)
    with pytest.raises(Refused):
        verbs.accept_stand_in(asked, by=people["Dell"])
    assert not StandIn.objects.filter(accepted_at__isnull=False).exists()


def test_a_facilitator_who_cannot_come_is_not_said_to_hold_it(evening, people):
    verbs.come(evening, yes=False, by=people["Marl"])
    assert "still being looked for" in signed_in(people["Wren"]).get(f"/meetings/{evening.pk}").text
    assert "No stand-in yet." in signed_in(people["Marl"]).get("/meetings").text

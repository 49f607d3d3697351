"""A buddy: proposed with a reason, made by two yeses, ended with one press."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from cairn.base.rules import Refused
from cairn.bonds.models import BuddyWish, Proposal
from cairn.bonds.rules import buddies as rules
from cairn.bonds.verbs import buddies as verbs
from cairn.bonds.verbs.matching import lapse_due, nudge_due
from cairn.checkins.models import CheckIn, CheckInTold, Felt
from cairn.circles.models import Seat
from cairn.members import verbs as members
from cairn.members.models import Buddy, Member
from cairn.members.queries import buddies_of
from cairn.notices.models import Notice
from cairn.shares.models import Reader, Share
from tests.bonds.pairing import buddies_of as made_buddies
from tests.bonds.pairing import pair, proposed_between, round_comes, wisher
from tests.cast import block, circle_of, member, share_by, signed_in, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren():
    return wisher("Wren")


@pytest.fixture
def juno():
    return wisher("Juno")


@pytest.fixture
def proposal(wren, juno, clock):
    round_comes(clock)
    return proposed_between(wren, juno)


@pytest.fixture
def buddies(wren, juno, proposal):
    return made_buddies(wren, juno)


def seen_at(person, address="/buddies") -> str:
    """The page without what is drawn anew each time."""
    page = signed_in(person).get(address).content.decode()
    return re.sub(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"', "", page)


def notices_of(person) -> str:
    return signed_in(person).get("/notices").content.decode()


# ---- from the wish to the pair


def test_two_who_wish_are_proposed_to_each_other_with_what_both_said(wren, juno, clock):
    assert "Yes, I would like to" not in seen_at(wren)
    round_comes(clock)
    for one, other in ((wren, "Juno"), (juno, "Wren")):
        page = seen_at(one)
        assert other in page and "You both said: gardening, baking, radio." in page and "You are both here in the evening." in page
        assert "There is somebody who might be a buddy for you." in notices_of(one)


def test_two_yeses_make_buddies_and_both_hear_of_it(wren, juno, proposal):
    answered = signed_in(wren).post(f"/buddies/proposed/{proposal.pk}", {"answer": "yes"})
    assert answered["Location"] == "/buddies" and not Buddy.objects.exists()
    assert "You said yes" in seen_at(wren) and "You said yes" not in seen_at(juno)
    answered = signed_in(juno).post(f"/buddies/proposed/{proposal.pk}", {"answer": "yes"})
    made = Buddy.objects.get()
    assert answered["Location"] == f"/buddies/{made.pk}"
    assert "You and Juno both said yes" in notices_of(wren) and "You and Wren both said yes" in notices_of(juno)
    assert [one.person.name for one in buddies_of(wren)] == ["Juno"]
    for one, other in ((wren, "Juno"), (juno, "Wren")):
        page = seen_at(one, f"/buddies/{made.pk}")
        assert other in page and "You both said: gardening, baking, radio." in page and "Somewhere to begin" in page
        assert signed_in(one).post(f"/letters/to-buddy/{made.pk}", {"once": "a"}).status_code == 302 and f'action="/letters/to-buddy/{made.pk}"' in page
        assert other in seen_at(one, "/") and "You both said: gardening, baking, radio" in seen_at(one, "/")
    assert not rules.is_looking(BuddyWish.system.get(member=wren)), "one at a time, unless they say otherwise"


def test_the_wish_is_said_on_a_page_and_can_be_said_otherwise(wren):
    ash = member("Ash")
    heath = member("Heath")
    seat = Seat.system.get(circle=circle_of(ash, heath), member=heath)
    said = {"once": "a", "interests": ["tea"], "stage": ["caring"], "rather_not": [f"seat-{seat.pk}"], "nudge": "on"}
    assert signed_in(ash).post("/buddies/wish", said)["Location"] == "/buddies"
    wish = BuddyWish.system.get(member=ash)
    assert wish.kept == {"stage": ["caring"], "experience": False, "rather_not": {f"seat-{seat.pk}": heath.pk}} and wish.nudge
    assert str(heath.pk) not in seen_at(ash, "/buddies/wish")
    signed_in(ash).post("/buddies/wish", {"once": "b", "interests": ["tea", "birds"]})
    wish.refresh_from_db()
    assert wish.kept["rather_not"] == {} and wish.nudge_at is None and set(ash.interests.values_list("kind", flat=True)) == {"tea", "birds"}


def test_what_is_not_on_the_form_is_not_taken(wren):
    heath = member("Heath")
    for said in ({"stage": ["king"]}, {"interests": ["spying"]}, {"rather_not": [f"seat-{heath.pk}"]}):
        page = signed_in(wren).post("/buddies/wish", {"once": "a", **said})
        assert page.status_code == 200 and "There is a problem" in page.content.decode()


def test_somebody_rather_not_met_is_not_shown_to_be_the_same_person_elsewhere():
    """Chosen in one circle, they stay chosen there: another name they have in another circle is not ticked with it."""
    ash, moth = member("Ash"), member("Moth")
    circles = circle_of(ash, moth, name="First"), circle_of(ash, moth, name="Second")
    chosen, elsewhere = (Seat.system.get(circle=circle, member=moth) for circle in circles)
    signed_in(ash).post("/buddies/wish", {"once": "a", "rather_not": [f"seat-{chosen.pk}"]})
    page = seen_at(ash, "/buddies/wish")
    assert re.search(rf'value="seat-{chosen.pk}" checked', page)
    assert not re.search(rf'value="seat-{elsewhere.pk}" checked', page)


# ---- neither learns the other's answer


def test_after_a_no_everything_is_the_same_to_the_other_as_after_no_answer(wren, juno, proposal, clock):
    addresses = ("/buddies", "/", "/notices", "/you")
    seen_at(juno, "/notices")  # looking at the list is reading it
    silent = [seen_at(juno, address) for address in addresses]
    verbs.answer(proposal, yes=False, by=wren)
    assert [seen_at(juno, address) for address in addresses] == silent
    verbs.answer(proposal, yes=True, by=juno)
    after_no = [seen_at(juno, address) for address in addresses]
    verbs.think_again(proposal, by=wren)
    assert [seen_at(juno, address) for address in addresses] == after_no
    assert "You said yes" in after_no[0], "there is something to compare"


def test_a_no_lapses_when_it_would_have_lapsed(wren, juno, proposal, clock):
    due = proposal.due_at
    verbs.answer(proposal, yes=False, by=wren)
    verbs.answer(proposal, yes=True, by=juno)
    proposal.refresh_from_db()
    assert proposal.due_at == due and proposal.ended_at is None and timedelta(days=7) <= due - proposal.at <= timedelta(days=12)
    clock.move(seconds=(due - clock.now()).total_seconds() - 60)
    lapse_due()
    assert "Wren" in seen_at(juno)
    clock.move(minutes=2)
    assert "Wren" not in seen_at(juno), "also where the clock is late"
    lapse_due()
    proposal.refresh_from_db()
    assert proposal.ended_at is not None and not Buddy.objects.exists()
    assert "Wren" not in notices_of(juno)


def test_the_other_is_found_no_sooner_after_a_no(wren, juno, proposal, clock):
    """A proposal that lies takes up its room, also where the other said no: else a new one would tell of it."""
    others = [wisher(f"P{n}") for n in range(2)]
    round_comes(clock)
    assert all(proposed_between(juno, one) for one in others)
    verbs.answer(proposal, yes=False, by=wren)
    late = wisher("Late")
    round_comes(clock)
    assert proposed_between(juno, late) is None and proposed_between(wren, late) is not None


def test_a_yes_can_be_taken_back_and_a_no_as_well(wren, juno, proposal):
    browser = signed_in(wren)
    browser.post(f"/buddies/proposed/{proposal.pk}", {"answer": "no", "once": "a"})
    page = browser.get("/buddies").content.decode()
    assert "Not now, then. Nobody is told." in page and "Undo" in page and "Yes, I would like to" not in page
    browser.post(f"/buddies/proposed/{proposal.pk}/again", {"once": "b"})
    assert "Yes, I would like to" in seen_at(wren)


def test_nobody_but_the_two_answers(wren, juno, proposal):
    heath = member("Heath")
    assert signed_in(heath).post(f"/buddies/proposed/{proposal.pk}", {"answer": "yes"}).status_code == 404
    assert signed_in(heath).post(f"/buddies/proposed/{proposal.pk}/again").status_code == 404
    for verb in (lambda: verbs.answer(proposal, yes=True, by=heath), lambda: verbs.think_again(proposal, by=heath)):
        with pytest.raises(Http404):
            verb()


def test_what_lapsed_is_not_answered_any_more(wren, proposal, clock):
    clock.move(days=13)
    assert signed_in(wren).post(f"/buddies/proposed/{proposal.pk}", {"answer": "yes"}).status_code == 404


# ---- what keeps two apart


def test_a_block_takes_the_proposal_from_both(wren, juno, proposal):
    members.block(juno, by=wren)
    assert "Juno" not in seen_at(wren) and "Wren" not in seen_at(juno)
    assert "might be a buddy" not in notices_of(juno)
    members.unblock(juno, by=wren)
    assert "Juno" not in seen_at(wren) and "Wren" not in seen_at(juno)


def test_it_goes_in_the_same_way_for_many_reasons(wren, juno, clock):
    """What is left for the other is the same page, whether somebody rests, withdraws, takes a break, blocks or leaves."""
    pages = set()
    ways = (
        lambda: verbs.rest(by=wren), lambda: verbs.withdraw_wish(by=wren), lambda: members.block(juno, by=wren),
        lambda: members.take_a_break(wren, juno, until=clock.now() + timedelta(days=1), by=wren), lambda: members.leave(by=wren),
    )
    round_comes(clock)
    for way in ways:
        Proposal.system.all().delete()
        row = Proposal(one_id=min(wren.pk, juno.pk), other_id=max(wren.pk, juno.pk), due_at=clock.now() + timedelta(days=8))
        row.reason = '{"interests": ["tea"], "stage": [], "hours": 0, "languages": [], "lived": []}'
        row.save(force_insert=True)
        assert "Wren" in seen_at(juno)
        way()
        juno.__dict__.pop("around", None)
        pages.add(seen_at(juno))
        now = Member.objects.get(pk=wren.pk)  # who has left by the last way
        members.unblock(juno, by=now)
        members.end_distance(juno, "break", by=now)
    assert len(pages) == 1 and "Wren" not in pages.pop()


def test_a_mute_is_not_felt_by_the_other_and_no_pair_comes_of_it(wren, juno, proposal):
    verbs.answer(proposal, yes=True, by=wren)
    before = seen_at(juno)
    members.mute(juno, by=wren)
    assert seen_at(juno) == before and "Juno" not in seen_at(wren)
    assert verbs.answer(proposal, yes=True, by=juno) is None
    assert "You said yes" in seen_at(juno) and not Buddy.objects.exists()


def questions(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_yes_takes_the_same_whatever_the_other_said_where_they_are_apart(wren, juno, proposal):
    def say_yes():
        assert verbs.answer(proposal, yes=True, by=juno) is None

    members.mute(juno, by=wren)
    say_yes()  # what is kept of the two is at hand
    unanswered = questions(say_yes)
    Proposal.system.filter(pk=proposal.pk).update(**{rules.side_of(wren.pk, proposal): True})
    assert questions(say_yes) == unanswered, "else one could say yes again and again and see by the time that they did too"


def test_somebody_rather_not_met_under_another_name_is_not_told_apart_by_a_proposal_that_goes(wren, juno, proposal):
    verbs.answer(proposal, yes=True, by=wren)
    before = seen_at(wren)
    verbs.wish(rather_not={"seat-1": juno.pk}, by=wren)
    assert seen_at(wren) == before, "else one could look who goes"
    assert verbs.answer(proposal, yes=True, by=juno) is None and seen_at(wren) == before


# ---- ending


def test_one_press_ends_it_for_both_in_the_same_words(wren, juno, buddies, clock):
    browser = signed_in(wren)
    browser.post(f"/buddies/{buddies.pk}/end", {"once": "a"})
    assert "You are not buddies any more. No reason is given, and none is needed." in browser.get("/buddies").content.decode()
    assert buddies_of(wren) == buddies_of(juno) == []
    for one, other in ((wren, "Juno"), (juno, "Wren")):
        page = seen_at(one, f"/buddies/{buddies.pk}")
        assert "At rest" in page and other not in page
    assert seen_at(wren, f"/buddies/{buddies.pk}").replace(wren.stone, "") == seen_at(juno, f"/buddies/{buddies.pk}").replace(juno.stone, "")
    clock.move(days=1)
    lapse_due()
    assert not Notice.system.filter(kind__startswith="buddy").exclude(kind__in=["buddy_proposed", "buddy_met"]).exists()
    assert "both said yes" not in notices_of(juno), "a notice of what was names nobody"


def test_whoever_ended_it_can_take_it_back_for_ten_minutes(wren, juno, buddies, clock):
    browser = signed_in(wren)
    browser.post(f"/buddies/{buddies.pk}/end", {"once": "a"})
    undo = re.search(r'action="(/buddies/\d+/end/back/\w+)"', browser.get("/buddies").content.decode())[1]
    assert signed_in(juno).post(undo, {"once": "b"}).status_code == 403, "it is not the other's to take back"
    clock.move(minutes=9)
    browser.post(undo, {"once": "c"})
    assert [one.person.name for one in buddies_of(juno)] == ["Wren"]
    verbs.end_pair(buddies, by=wren)
    buddies.refresh_from_db()
    code = rules.code_of_end(buddies, wren.pk)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.take_back_end(buddies, code, by=wren)


def test_what_was_told_to_a_buddy_closes_when_they_are_none_any_more(wren, juno, buddies, clock):
    told = share_by(wren, "The beans are up.", audience="readers", reader=juno.pk)
    felt = CheckIn(member=juno).feel(Felt("settled"))
    felt.save(force_insert=True)
    CheckInTold.objects.create(checkin=felt, reader=wren)
    assert signed_in(juno).get(f"/shares/{told.pk}").status_code == 200
    assert "How it is" in seen_at(wren, f"/buddies/{buddies.pk}") and "How it is" not in seen_at(juno, f"/buddies/{buddies.pk}")
    verbs.end_pair(buddies, by=juno)
    clock.move(minutes=9)
    lapse_due()
    assert Reader.objects.exists(), "it could still be taken back"
    clock.move(minutes=2)
    lapse_due()
    assert not Reader.objects.exists() and not CheckInTold.objects.exists()
    assert signed_in(juno).get(f"/shares/{told.pk}").status_code == 404
    assert signed_in(wren).get(f"/shares/{told.pk}").status_code == 200


def test_a_block_ends_it_and_looks_the_same_as_an_end(wren, juno, buddies, clock):
    address = f"/buddies/{buddies.pk}"
    verbs.end_pair(buddies, by=wren)
    ended = seen_at(juno, address), seen_at(juno), seen_at(juno, "/")
    buddies.refresh_from_db()
    verbs.take_back_end(buddies, rules.code_of_end(buddies, wren.pk), by=wren)
    members.block(juno, by=wren)
    juno.__dict__.pop("around", None)
    assert (seen_at(juno, address), seen_at(juno), seen_at(juno, "/")) == ended
    told = Buddy.objects.get(pk=buddies.pk)
    assert told.ended_at is not None
    members.unblock(juno, by=wren)
    assert buddies_of(wren) == []


def test_a_break_lets_it_rest_and_a_mute_is_not_felt(wren, juno, buddies, clock):
    members.take_a_break(wren, juno, until=clock.now() + timedelta(days=1), by=wren)
    assert "At rest" in seen_at(juno, f"/buddies/{buddies.pk}") and "At rest" in seen_at(wren, f"/buddies/{buddies.pk}")
    clock.move(days=1, minutes=1)
    assert "Wren" in seen_at(juno, f"/buddies/{buddies.pk}")
    members.mute(juno, by=wren)
    assert "Wren" in seen_at(juno, f"/buddies/{buddies.pk}") and "At rest" in seen_at(wren, f"/buddies/{buddies.pk}")


def test_leaving_ends_it(wren, juno, buddies, clock):
    members.leave(by=wren)
    assert "At rest" in seen_at(juno, f"/buddies/{buddies.pk}") and "Wren" not in seen_at(juno)
    clock.tick(days=15)
    assert not Buddy.objects.exists() and not BuddyWish.system.filter(member=wren).exists() and not Proposal.system.exists()


def test_nobody_else_opens_the_page_of_two(wren, juno, buddies):
    marl = member("Marl")
    circle_of(marl, wren, juno)
    for person in (marl, member("Rowan", coordinator=True), member("Sol", responder_since=buddies.since)):
        browser = signed_in(person)
        assert browser.get(f"/buddies/{buddies.pk}").status_code == 404
        assert browser.post(f"/buddies/{buddies.pk}/end").status_code == 404
        assert browser.post(f"/buddies/{buddies.pk}/end/back/x").status_code == 404
        for noun in ("buddy", "proposal"):
            assert browser.get(f"/report/{noun}/{buddies.pk}").status_code == 404
    assert buddies_of(wren)


def test_a_buddy_can_be_reported_and_kept_at_a_distance_from_their_page(wren, juno, buddies):
    browser = signed_in(wren)
    assert "Juno" in browser.get(f"/report/buddy/{buddies.pk}").content.decode()
    assert browser.get(f"/report/buddy/{buddies.pk}/distance").status_code == 302
    block(wren, juno)
    assert browser.get(f"/report/buddy/{buddies.pk}").status_code == 404


# ---- a share to a buddy


def test_a_share_to_a_buddy_is_read_by_the_two_alone(wren, juno, buddies):
    marl = member("Marl")
    circle_of(marl, wren, juno)
    browser = signed_in(wren)
    assert f'value="buddy:{buddies.pk}" checked' in browser.get(f"/shares/tell?buddy={buddies.pk}").content.decode()
    form = {"once": "a", "draft": "7", "text": "The beans are up.", "need": "listening", "audience": f"buddy:{buddies.pk}", "shown_as": "someone", "step": "look"}
    looked = browser.post("/shares/tell", form)
    page = browser.get(looked["Location"]).content.decode()
    assert "Juno can see it, and nobody else." in page and "between buddies" in page
    told = browser.post(looked["Location"], {"once": "b"})
    share = Share.system.get()
    assert share.audience == "readers" and share.shown_as == "stone" and share.authorship.member_id == wren.pk
    assert [row.member_id for row in Reader.objects.filter(share=share)] == [juno.pk]
    assert "The beans are up." in seen_at(juno, told["Location"]) and "Wren told you something." in notices_of(juno)
    assert "The beans are up." in seen_at(juno, f"/buddies/{buddies.pk}")
    for person in (marl, member("Rowan", coordinator=True)):
        assert signed_in(person).get(told["Location"]).status_code == 404


def test_nothing_is_told_to_somebody_who_is_no_buddy(wren, juno, clock):
    heath = member("Heath")
    other = pair(heath, juno)
    with pytest.raises(Refused):
        share_by(wren, audience="readers", reader=juno.pk)
    form = {"once": "a", "draft": "7", "text": "The beans.", "need": "listening", "audience": f"buddy:{other.pk}", "shown_as": "stone", "step": "look"}
    assert signed_in(wren).post("/shares/tell", form).status_code == 200
    Buddy.objects.update(ended_at=clock.now())
    with pytest.raises(Refused):
        share_by(heath, audience="readers", reader=juno.pk)


# ---- a nudge


def test_a_nudge_comes_at_most_weekly_to_whoever_asked_for_it(wren, juno, proposal, clock):
    verbs.wish(nudge=True, by=wren)
    made_buddies(wren, juno)
    clock.move(days=6)
    nudge_due()
    assert "say hello" not in notices_of(wren)
    clock.move(days=1, minutes=11)
    nudge_due()
    assert "You could say hello to Juno." in notices_of(wren) and "say hello" not in notices_of(juno)
    first = Notice.system.get(kind="buddy_nudge").at
    clock.move(days=6)
    nudge_due()
    assert Notice.system.get(kind="buddy_nudge").at == first


# ---- with shared experience


def test_shared_experience_counts_only_where_both_chose_it(clock):
    grief = topic("Grief")
    one, other = wisher("Wren", interests=["tea"], experience=True), wisher("Juno", interests=["tea"])
    for person in (one, other):
        members.change_experiences([grief.pk], by=person)
    round_comes(clock)
    assert "You both know" not in seen_at(one)
    Proposal.system.all().delete()
    verbs.wish(experience=True, by=other)
    round_comes(clock)
    assert "You both know: grief." in seen_at(one) and "You both know: grief." in seen_at(other)

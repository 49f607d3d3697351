"""Circles from a waiting list: the rule alone, and then the pages around it."""

import itertools
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.base import clock as base_clock
from cairn.base.rules import Refused
from cairn.circles import verbs as circles
from cairn.circles.models import Circle, SeatRequest
from cairn.meetings import verbs
from cairn.meetings.forming import FEWEST, HOURS, LANGUAGE, MOST, NOBODY, TOPIC, Wisher, form
from cairn.meetings.models import Wish
from cairn.meetings.queries import wishing as queries
from cairn.meetings.wish_times import TIMES, slots_of, times_in
from cairn.members.queries import agreement_of
from tests import cast


def wishers(n, *, topic=1, languages=("en",), slots=(10,), start=1):
    return [Wisher(k, topic, frozenset(languages), frozenset(slots), since=k) for k in range(start, start + n)]


def why(formed) -> dict:
    return {waits.member: waits.why for waits in formed.waiting}


# ---- what a circle needs


def test_five_who_share_an_hour_a_language_and_a_topic_are_a_circle():
    formed = form(wishers(5))
    assert [(c.topic, c.language, c.slot, c.members) for c in formed.circles] == [(1, "en", 10, (1, 2, 3, 4, 5))]
    assert formed.waiting == ()


@pytest.mark.parametrize("people, sizes", [(4, []), (5, [5]), (8, [8]), (9, [8]), (10, [5, 5]), (13, [7, 6]), (17, [6, 6, 5])])
def test_a_circle_has_five_to_eight_people_and_as_few_as_can_be_wait(people, sizes):
    assert [len(circle.members) for circle in form(wishers(people)).circles] == sizes


def test_two_who_are_blocked_never_meet():
    formed = form(wishers(6), blocks=[(6, 1)])
    assert len(formed.circles) == 1 and not {1, 6} <= set(formed.circles[0].members)
    assert len(form(wishers(6)).circles[0].members) == 6  # the control: without the block they would


def test_whoever_brings_no_topic_sits_with_any():
    formed = form([*wishers(4), *wishers(1, topic=None, start=9)])
    assert formed.circles[0].members == (1, 2, 3, 4, 9)
    assert form(wishers(5, topic=None)).circles[0].topic is None


def test_a_larger_circle_lends_to_those_who_miss_one():
    six = [*wishers(5), *wishers(1, slots=(10, 20), start=6)]
    formed = form([*six, *wishers(4, slots=(20,), start=11)])
    assert sorted(len(circle.members) for circle in formed.circles) == [5, 5] and not formed.waiting


# ---- why somebody waits


def test_the_reasons():
    assert set(why(form(wishers(4))).values()) == {TOPIC}
    welsh = form([*wishers(5), *wishers(2, languages=("cy",), start=11)])
    assert why(welsh) == {11: LANGUAGE, 12: LANGUAGE} and welsh.waiting[0].languages == ("cy",)
    assert why(form([*wishers(5), *wishers(1, slots=(99,), start=11)])) == {11: NOBODY}
    assert why(form([*wishers(5), *wishers(2, slots=(99,), start=11)])) == {11: HOURS, 12: HOURS}


def test_a_reason_never_tells_of_a_block():
    """Whoever waits only for a block has the reason of those whose hours nobody shares enough, which
    cannot be looked up; and nobody else's reason changes by it."""
    people = [*wishers(6), *wishers(2, slots=(99,), start=11), *wishers(2, topic=2, start=21)]
    blocked, free = form(people, blocks=[(1, 6)]), form(people)
    assert why(blocked) == why(free) | {6: HOURS}


# ---- always


slots, languages = st.frozensets(st.integers(0, 7), min_size=1, max_size=3), st.frozensets(st.sampled_from(["en", "cy"]), min_size=1)
lists = st.lists(st.tuples(st.sampled_from([None, 1, 2]), languages, slots, st.integers(0, 3)), max_size=26)
pairs = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


def made(rows):
    return [Wisher(n, topic, spoken, free, since) for n, (topic, spoken, free, since) in enumerate(rows)]


@settings(deadline=None)
@given(lists, pairs)
def test_what_a_circle_needs_is_never_traded(rows, blocks):
    people = {one.member: one for one in made(rows)}
    formed = form(people.values(), blocks)
    for circle in formed.circles:
        assert FEWEST <= len(circle.members) <= MOST
        for one in (people[pk] for pk in circle.members):
            assert circle.slot in one.slots and circle.language in one.languages and one.topic in (None, circle.topic)
        assert not any(pair in blocks or pair[::-1] in blocks for pair in itertools.permutations(circle.members, 2))
    placed = [pk for circle in formed.circles for pk in circle.members]
    assert sorted([*placed, *(waits.member for waits in formed.waiting)]) == sorted(people)  # everybody once


@settings(deadline=None)
@given(lists, pairs, st.randoms(use_true_random=False))
def test_the_same_wishes_in_any_order_give_the_same_circles(rows, blocks, chance):
    people, other = made(rows), made(rows)
    chance.shuffle(other)
    assert form(people, blocks) == form(other, [pair[::-1] for pair in reversed(blocks)])


@settings(deadline=None)
@given(lists, pairs)
def test_the_three_telling_reasons_are_the_same_with_blocks_and_without(rows, blocks):
    with_blocks, without = why(form(made(rows), blocks)), why(form(made(rows)))
    for member, reason in with_blocks.items():
        assert reason == HOURS or without[member] == reason


# ---- a member's wish


@pytest.fixture
def coordinator():
    return cast.member("Ines", coordinator=True)


def wish(person, *, topic=None, times=("evenings",)):
    return verbs.make_wish(topic=topic, slots=slots_of(times, person.zone, base_clock.now()), by=person)


@pytest.fixture
def five():
    people = [cast.member(name) for name in ("Wren", "Dell", "Juno", "Rook", "Tarn")]
    grief = cast.topic("grief")
    for person in people:
        wish(person, topic=grief)
    return people


ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Asia/Kolkata", "America/St_Johns"]


@pytest.mark.parametrize("zone", ZONES)
def test_times_are_whole_hours_of_the_members_own_evening(zone):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    for slot in slots_of(["evenings"], zone, now):
        begins = monday + timedelta(hours=slot)
        there, ends = begins.astimezone(ZoneInfo(zone)), (begins + timedelta(hours=1)).astimezone(ZoneInfo(zone))
        assert there.weekday() < 5 and there.hour >= 18 and (ends.hour, ends.minute) <= (22, 0), (slot, there)
    assert len(slots_of(["evenings"], zone, now)) in (15, 20)


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_shows_again_what_was_ticked_also_after_the_clocks_changed(zone):
    summer, winter = (datetime(2026, month, 25, 12, tzinfo=UTC) for month in (7, 11))
    for name in TIMES:
        assert times_in(slots_of([name], zone, summer), zone, summer) == [name]
        assert times_in(slots_of([name], zone, summer), zone, winter) == [name]


@pytest.mark.django_db
def test_a_member_says_what_they_would_like_and_takes_it_back_in_one_press():
    wren, grief = cast.member("Wren"), cast.topic("grief")
    page = cast.signed_in(wren)
    assert "Say what you would like" in page.get("/circles").content.decode()
    assert page.post("/circles/wish", {"topic": grief.pk, "times": ["evenings", "weekend"]}).status_code == 302
    kept = Wish.objects.seen_by(wren).get()
    assert kept.topic == grief and kept.slots == slots_of(["evenings", "weekend"], "UTC", base_clock.now())
    assert "You are waiting for a circle." in page.get("/circles").content.decode()
    page.post("/circles/wish", {"topic": "", "times": ["mornings"]})
    assert Wish.objects.seen_by(wren).get().topic is None
    assert "Choose at least one time" in page.post("/circles/wish", {"topic": ""}).content.decode()
    page.post("/circles/wish/take-back")
    assert not Wish.objects.seen_by(wren).exists()


@pytest.mark.django_db
def test_a_wish_is_seen_by_nobody_else(five):
    assert not Wish.objects.seen_by(cast.member("Sol")).exists()
    assert [wish.member for wish in Wish.objects.seen_by(five[0])] == [five[0]]
    verbs.take_back_wish(by=five[1])
    assert Wish.system.count() == 4  # and only their own was taken back


@pytest.mark.django_db
def test_a_wish_ends_by_itself_when_its_member_takes_a_seat(five, coordinator):
    circle = cast.circle_of(cast.member("Marl"))
    asked = circles.ask_for_seat(circle, by=five[0])
    assert Wish.system.filter(member=five[0]).exists()
    circles.answer_seat(asked, welcome=True, by=circle_holder(circle))
    assert Wish.system.filter(member=five[0]).exists()  # not before they sit
    circles.take_seat(circle, by=five[0], agreement=agreement_of(circle))
    assert not Wish.system.filter(member=five[0]).exists() and Wish.system.count() == 4
    circles.open_circle(
        name="New", purpose="New", topic=None, language="en", seats_offered=8, hidden=False, agreement_text="Listen.", facilitator=five[1], by=coordinator
    )
    assert not Wish.system.filter(member=five[1]).exists()


def circle_holder(circle):
    return cast.Seat.system.holding().select_related("member").get(circle=circle).member


# ---- the coordinator


@pytest.mark.django_db
def test_nobody_but_the_coordinator_sees_who_wishes(five):
    marl = cast.member("Marl")
    cast.circle_of(marl)
    for person in (marl, five[0]):
        page = cast.signed_in(person)
        assert [page.get(path).status_code for path in ("/circles/wishes", "/circles/wishes/invite")] == [404, 404]
        assert page.post("/circles/wishes/open", {"proposal": "x"}).status_code == 404
        with pytest.raises(Refused):
            queries.wishes_page(person)
        with pytest.raises(Refused):
            verbs.invite_wishers(cast.circle_of(cast.member()), five, by=person)
        with pytest.raises(Refused):
            circles.offer_seats(cast.circle_of(cast.member()), five, by=person)
    assert not SeatRequest.system.exists()


@pytest.mark.django_db
def test_proposals_name_people_and_never_their_hours(five, coordinator):
    wish(cast.member("Nilo", languages=["cy"]))
    page = cast.signed_in(coordinator).get("/circles/wishes").content.decode()
    assert all(person.name in page for person in five) and "grief" in page and "English" in page
    assert "Nilo" in page and "Too few who speak Cymraeg yet." in page
    assert page.count("pm</span>") + page.count("am</span>") == 2  # the hour of the circle that could be, seen and on its button, and no other


@pytest.mark.django_db
def test_from_a_proposal_a_circle_is_opened_and_its_people_invited(five, coordinator):
    page = cast.signed_in(coordinator)
    proposal = queries.wishes_page(coordinator).proposals[0]
    answer = page.post("/circles/wishes/open", {"proposal": proposal.key})
    opening = answer["Location"]
    shown = page.get(opening).content.decode()
    assert f'<option value="{proposal.topic_id}" selected>' in shown and '<option value="6" selected>' in shown
    sent = {"name": "Evenings", "purpose": "For grief.", "topic": proposal.topic_id, "language": "en", "seats": 8, "facilitator": coordinator.pk, "agreement_text": "Listen."}
    answer = page.post(opening, sent)
    circle = Circle.system.get()
    assert answer["Location"] == f"/circles/wishes/invite?circle={circle.pk}"
    invite = page.get(answer["Location"]).content.decode()
    assert all(person.name in invite for person in five)
    page.post(answer["Location"])
    assert {request.member for request in SeatRequest.system.keeping_a_seat().filter(circle=circle)} == set(five)
    wren = cast.signed_in(five[0])
    assert "You are welcome in Evenings." in wren.get("/notices").content.decode()
    assert queries.wishes_page(coordinator).proposals == []  # a seat is kept for each of them
    wren.post(f"/circles/{circle.pk}/consent", {"agreement": agreement_of(circle).pk})
    assert cast.Seat.system.filter(circle=circle, member=five[0]).exists()


@pytest.mark.django_db
def test_a_proposal_that_does_not_stand_any_more_gets_a_kind_line(five, coordinator):
    page = cast.signed_in(coordinator)
    key = queries.wishes_page(coordinator).proposals[0].key
    verbs.take_back_wish(by=five[0])
    answer = page.post("/circles/wishes/open", {"proposal": key})
    assert answer["Location"] == "/circles/wishes"
    assert "wish has changed in the meantime" in page.get("/circles/wishes").content.decode()


@pytest.mark.django_db
def test_opening_leads_to_no_other_site(coordinator):
    page = cast.signed_in(coordinator)
    sent = {"name": "A", "purpose": "B", "topic": "", "language": "en", "seats": 8, "facilitator": coordinator.pk, "agreement_text": "Listen."}
    for then in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = page.post(f"/circles/open?{urlencode({'then': then})}", sent)
        assert answer.status_code == 302 and answer["Location"].startswith("/circles/")


@pytest.mark.django_db
def test_people_blocked_with_each_other_or_with_whoever_sits_there_are_never_brought_together(five, coordinator):
    sol = cast.member("Sol")
    wish(sol, topic=Wish.system.get(member=five[0]).topic)
    cast.block(sol, five[0])
    one = queries.wishes_page(coordinator)
    assert len(one.proposals) == 1 and not {sol.pk, five[0].pk} <= set(one.proposals[0].members)
    assert [waits.why for waits in one.waiting] == ["Too few are free at their hours yet."]
    circle = cast.circle_of(cast.member("Marl"))
    cast.block(five[1], circle_holder(circle))
    circles.offer_seats(circle, five, by=coordinator)
    assert not SeatRequest.system.filter(circle=circle, member=five[1]).exists()
    assert SeatRequest.system.filter(circle=circle).count() == 4


@pytest.mark.django_db
def test_whoever_is_blocked_with_the_coordinator_is_shown_to_them_nowhere_and_invited_all_the_same(five, coordinator):
    cast.block(five[2], coordinator)
    lonely = cast.member("Lonely", languages=["cy"])
    wish(lonely)
    cast.block(coordinator, lonely)
    page = cast.signed_in(coordinator).get("/circles/wishes").content.decode()
    assert five[2].name not in page and "Lonely" not in page and five[1].name in page
    assert five[2].pk in queries.wishes_page(coordinator).proposals[0].members


@pytest.mark.django_db
def test_seats_are_offered_while_there_are_any_and_offering_twice_is_offering_once(five, coordinator):
    circle = cast.circle_of(cast.member("Marl"), seats_offered=4)
    for _again in range(2):
        circles.offer_seats(circle, five, by=coordinator)
        assert SeatRequest.system.keeping_a_seat().filter(circle=circle).count() == 3
    with pytest.raises(Refused):
        circles.offer_seats(circles.close_circle(circle, by=coordinator), five, by=coordinator)


@pytest.mark.django_db
def test_a_request_that_was_waiting_is_answered_by_the_offer(five, coordinator):
    circle = cast.circle_of(cast.member("Marl"))
    asked = circles.ask_for_seat(circle, note="May I?", by=five[0])
    circles.offer_seats(circle, five[:1], by=coordinator)
    asked.refresh_from_db()
    assert asked.welcomed and SeatRequest.system.count() == 1


@pytest.mark.django_db
def test_the_page_costs_as_many_queries_with_one_proposal_as_with_three(coordinator):
    counts = []
    for people in (5, 10):
        for n in range(people):
            wish(cast.member(f"Person {people} {n}"))
        page = cast.signed_in(coordinator)
        page.get("/circles/wishes")
        with CaptureQueriesContext(connection) as asked:
            page.get("/circles/wishes")
        counts.append(len(asked))
    assert len(queries.wishes_page(coordinator).proposals) == 2
    assert counts[0] == counts[1] <= 10, counts

"""Today: a person speaks first, then who waits to be heard."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as base_clock
from cairn.hearing.models import Ask
from cairn.home.queries import today_of
from cairn.home.queries.known import known_of
from cairn.members.models import Member
from cairn.members.queries import the_space
from cairn.notices.verbs import give, give_each, read_all
from cairn.shares import verbs as shares
from tests.cast import block, circle_of, consent, erased, folds, member, response_by, share_by, signed_in, stranger, topic
from tests.hearing.people import at_noon, know, listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def today(somebody):
    """As a fresh request would see it."""
    return today_of(Member.objects.get(pk=somebody.pk), the_space())


def waiting(somebody):
    return [excerpt.words for excerpt in today(somebody).waiting]


# -- the line that opens the page


def test_it_opens_with_the_answer_that_was_felt_as_being_heard_rather_than_the_latest():
    wren, marl, ash = member("Wren"), member("Marl"), member("Ash")
    share = share_by(wren)
    felt = response_by(marl, share, "I see you.")
    response_by(ash, share, "Thank you for telling.")
    assert today(wren).dawn.words == "Thank you for telling."
    shares.feel_heard(felt, by=wren)
    assert (today(wren).dawn.words, today(wren).dawn.by) == ("I see you.", "Marl")


def test_without_an_answer_it_opens_with_the_spaces_own_words():
    dawn = today(member("Wren")).dawn
    assert (dawn.words, dawn.by) == ("People who listen to each other.", "")


@pytest.mark.parametrize("gone", ["blocked", "erased", "withdrawn"])
def test_it_never_opens_with_the_words_of_somebody_who_is_gone(gone):
    wren, marl = member("Wren"), member("Marl")
    response = response_by(marl, share_by(wren), "I see you.")
    assert today(wren).dawn.words == "I see you."
    match gone:
        case "blocked": block(wren, marl)
        case "erased": erased(marl)
        case "withdrawn": shares.withdraw_response(response, by=marl)
    assert today(wren).dawn.by == ""


def test_in_a_circle_people_are_called_as_they_are_known_there():
    from cairn.circles.models import Seat

    wren, marl = member("Wren"), member("Marl")
    circle = circle_of(marl, wren)
    seat = Seat.system.get(circle=circle, member=marl)
    seat.own_name = "Heron"
    seat.save()
    response_by(marl, share_by(wren, circle=circle), "I see you.")
    share_by(marl, "Told in the circle.", circle=circle)
    shown = today(wren)
    assert shown.dawn.by == "Heron" and shown.waiting[0].face.name == "Heron"
    assert shown.circles[0].line == "Heron holds it. Six seats are free."


# -- who waits


def test_ones_own_shares_wait_apart_and_say_how_it_goes(clock):
    wren, rook = member("Wren"), member("Rook")
    share_by(wren, "Mine.")
    share_by(rook, "Theirs.")
    shown = today(wren)
    assert [own.words for own in shown.own] == ["Mine."] and shown.own[0].how.startswith("We are finding")
    assert waiting(wren) == ["Theirs."]


def test_a_share_told_as_someone_is_still_known_as_ones_own():
    wren = member("Wren")
    share_by(wren, "Mine.", shown_as="someone")
    assert [own.words for own in today(wren).own] == ["Mine."]


def test_what_is_asked_of_one_stands_first_and_not_twice(clock):
    ash, rook = listener("Ash"), member("Rook")
    share_by(rook, "Is anybody there?")
    clock.tick()
    shown = today(ash)
    assert [one.excerpt.words for one in shown.asked] == ["Is anybody there?"] and shown.waiting == []
    assert "outside your quiet hours" in shown.asked[0].why
    assert shown.new is None


def test_every_open_ask_is_seen_as_one_the_first_three_in_full(clock):
    """Ten shares, twelve listeners: no ask is made that its listener never sees."""
    people = [listener(f"Listener {n}", quiet_from=0, quiet_to=0) for n in range(12)]
    for n in range(10):
        share_by(member(f"Teller {n}"), f"Words {n}")
    clock.tick()
    asks = {ash: set(Ask.system.filter(listener=ash).open().values_list("pk", flat=True)) for ash in people}
    assert max(len(one) for one in asks.values()) > 3
    for ash, open_asks in asks.items():
        shown, text = today(ash), signed_in(ash).get("/").text
        assert {one.ask_id for one in shown.asked} == open_asks and len(shown.asked_first) <= 3
        assert all(f"/asks/{pk}/decline" in text for pk in open_asks)
        assert text.count("It would be the first of your three this week.") == (1 if open_asks else 0)
        assert {one.id for one in shown.waiting}.isdisjoint(one.excerpt.id for one in shown.asked)
        more = len(shown.asked_too)
        assert not more or f"{shown.asked_more}</summary>" in text and shown.asked_more.endswith("could use a listener")


def test_with_room_for_one_this_week_one_stands_in_full_and_the_others_in_a_line(clock):
    ash = listener("Ash", weekly_limit=1)
    for n in range(3):
        share_by(member(f"Teller {n}"), f"Words {n}")
    clock.tick()
    shown = today(ash)
    assert [one.full for one in shown.asked] == [True, False, False] and shown.asked_more == "Two more people could use a listener"


def outside_folds(text):
    """What is read without opening anything."""
    return re.sub(r"<details.*?</details>", "", text, flags=re.S)


def test_one_ask_stands_open_and_what_else_there_is_waits_in_folds(clock):
    """Somebody reads Today on a phone, perhaps tired: one ask, two who wait, two of their own; nothing of it is left out."""
    text = signed_in(a_full_day(8)).get("/").text
    shown = outside_folds(text)
    asks, waiting_part = re.findall(r'id="ask-\d+"', text), shown[shown.index('id="today-waiting"') :]
    assert len(asks) > 3 and len(re.findall(r'id="ask-\d+"', shown)) == 1 and text.count("/decline") == len(asks)
    assert waiting_part.count('class="excerpt"') == 2 and text.count('class="excerpt') == 6 and "More are waiting to be heard" in text
    assert all(f"Mine {n}" in text for n in range(8)) and len(re.findall(r">Mine \d", shown)) == 2


def test_the_desk_the_next_meeting_and_ones_own_come_before_what_can_wait(clock):
    marl, wren = listener("Marl"), member("Wren")
    circle_of(marl, wren, name="Tuesday circle")
    share_by(marl, "Is anybody there?")
    share_by(wren, "It can wait.")
    text = signed_in(marl).get("/").text
    assert text.index('href="/desk"') < text.index('id="today-waiting"') and text.index('id="today-own"') < text.index('id="today-waiting"')


def test_what_one_declined_goes_back_among_the_others(clock):
    ash, rook = listener("Ash"), member("Rook")
    share_by(rook, "Is anybody there?")
    clock.tick()
    page = signed_in(ash)
    page.post(f"/asks/{Ask.system.get().pk}/decline")
    assert today(ash).asked == [] and waiting(ash) == ["Is anybody there?"]


def test_what_one_knows_something_of_comes_before_what_is_newer(clock):
    grief = topic("grief")
    wren, knows = member("Wren"), member("Rook")
    know(wren, grief)
    know(knows, grief)
    share_by(knows, "Knows grief.")
    share_by(member("Ode"), "Mentions grief.", note_topics=[grief.pk])
    for n in range(7):
        share_by(member(f"Other {n}"), f"Newer {n}")
    first = waiting(wren)
    assert set(first[:2]) == {"Knows grief.", "Mentions grief."} and first[2] == "Newer 6"
    assert len(first) == 6 and today(wren).more_waiting


def test_the_place_of_a_share_told_as_someone_tells_nothing_of_its_writer():
    grief = topic("grief")
    wren, knows = member("Wren"), member("Rook")
    know(wren, grief)
    know(knows, grief)
    share_by(knows, "Unnamed.", shown_as="someone")
    share_by(member("Ode"), "Newer.")
    assert waiting(wren) == ["Newer.", "Unnamed."]


def test_heard_hidden_and_finished_shares_do_not_wait():
    wren, rook, ode = member("Wren"), member("Rook"), member("Ode")
    response_by(ode, share_by(rook, "Heard."))
    share_by(ode, "Only wanted to say it.", need="nothing")
    share_by(rook, "In a circle I am not in.", circle=circle_of(ode, rook))
    block(wren, member("Blocked one"))
    share_by(rook, "Waiting.")
    assert waiting(wren) == ["Waiting."]
    block(rook, wren)
    assert waiting(wren) == []


def test_folded_topics_stay_folded():
    alcohol = topic("alcohol")
    wren = member("Wren")
    folds(wren, alcohol)
    share_by(member("Rook"), "Forty-one days.", note_topics=[alcohol.pk])
    assert today(wren).waiting[0].folded
    page = signed_in(wren).get("/").content.decode()
    assert "<details" in page and "Mentions alcohol. Show it" in page


# -- the page


def test_whoever_is_not_signed_in_reads_what_this_is():
    page = stranger().get("/").content.decode()
    assert "People who listen to each other." in page and "Not for emergencies." in page
    assert 'href="/sign-up"' in page and 'href="/sign-in"' in page


def test_whoever_waits_at_the_door_is_sent_there():
    answer = signed_in(member("Wren", waiting=True)).get("/")
    assert answer.status_code == 302 and answer["Location"] == "/waiting"


def test_a_first_day_offers_small_doors_instead_of_empty_boxes():
    page = signed_in(member("Wren")).get("/").content.decode()
    assert "One small step, if you like" in page and "Your circle" not in page and "What you told" not in page


def test_an_erased_writers_words_are_said_to_be_taken_back():
    rook = member("Rook")
    share_by(rook)
    erased(rook)
    assert "These words were taken back." in signed_in(member("Wren")).get("/").content.decode()


def a_full_day(n):
    """Somebody with `n` of everything that Today shows."""
    wren, marl = listener("Wren", weekly_limit=7), member("Marl")
    circle = circle_of(marl, wren, name="Tuesday circle")
    alcohol = topic("alcohol")
    know(wren, alcohol)
    folds(wren, topic("exams"))
    response_by(marl, share_by(wren, "Heard already."))
    from cairn.hearing.verbs import ask_for_all_due

    for k in range(n):
        rook = member(f"Rook {k}")
        know(rook, alcohol)
        share_by(rook, f"Everyone {k}", note_topics=[alcohol.pk])
        share_by(marl, f"Circle {k}", circle=circle)
        share_by(rook, f"Someone {k}", shown_as="someone")
        share_by(wren, f"Mine {k}")
    ask_for_all_due()
    return wren


def test_it_says_when_something_new_came_and_asks_to_listen_are_none(clock):
    ash, rook = member("Ash"), member("Rook")
    give(ash.pk, "asked", 1)
    assert known_of(ash).new is None, "an ask stands on Today itself"
    give_each([ash.pk, rook.pk], "bell", 1)
    clock.move(minutes=3)
    give(ash.pk, "bell", 2)
    assert known_of(ash).new == base_clock.now().replace(microsecond=0) and known_of(rook).new == base_clock.now().replace(microsecond=0) - timedelta(minutes=3)
    read_all(by=ash)
    assert known_of(ash).new is None and known_of(rook).new is not None


@pytest.mark.parametrize("path", ["/", "/today/moving"])
def test_today_costs_seven_queries_with_one_share_or_thirty(path):
    counts = []
    for n in (1, 8):
        page = signed_in(a_full_day(n))
        page.get(path)  # what the process keeps for a moment is kept
        with CaptureQueriesContext(connection) as queries:
            shown = page.get(path).content.decode()
        assert "Something has happened" in shown and "Circle 0" in shown and "Mine 0" in shown
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7, [q["sql"][:90] for q in queries]


# -- a seat that is kept


def test_a_circle_that_keeps_a_seat_is_said_until_one_has_sat_down_or_it_is_kept_no_more(clock):
    from cairn.circles import verbs

    marl, wren = member("Marl"), member("Wren")
    circle = circle_of(marl, name="Tuesday circle")
    verbs.answer_seat(verbs.ask_for_seat(circle, by=wren), welcome=True, by=marl)
    assert [one.name for one in today(wren).welcomed] == ["Tuesday circle"] and today(marl).welcomed == []
    assert "A seat is kept for you." in signed_in(wren).get("/").content.decode()
    clock.move(days=15)
    assert today(wren).welcomed == []
    verbs.answer_seat(verbs.ask_for_seat(circle, by=wren), welcome=True, by=marl)
    assert today(wren).welcomed
    consent(wren, circle)
    verbs.take_seat(circle, by=wren)
    assert today(wren).welcomed == []

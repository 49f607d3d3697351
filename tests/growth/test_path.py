"""The path: firsts that are offered and never pressed, stones of one's own, and what stands beneath them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.circles.models import Seat
from cairn.growth.models import GrowthChoice, Recognition, SteppingStone, Victory
from cairn.growth.queries import firsts
from cairn.growth.queries import path as queries
from cairn.growth.verbs import path as verbs
from cairn.meetings import verbs as meetings
from cairn.meetings.models import Spoken
from cairn.members import queries as members
from cairn.shares import verbs as telling
from tests import cast
from tests.cast import circle_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return circle_of(member("Marl"), member("Wren"), member("Ash"), cofacilitator=member("Juno"))


def who(circle, name):
    return next(seat.member for seat in Seat.system.filter(circle=circle).select_related("member") if seat.member.name == name)


def offered(one) -> list[str]:
    return list(firsts.offered_to(one))


def met(circle, *names):
    """A meeting at which these came, and the first of them spoke."""
    held = cast.meeting_of(circle, who(circle, "Marl"))
    for name in ("Marl", *names):
        held = meetings.enter(held, by=who(circle, name))
    held = meetings.take(held, "go_on", by=who(circle, "Marl"))
    held = meetings.take(held, "offer", by=who(circle, "Marl"), about=who(circle, names[0]).pk)
    held = meetings.take(held, "accept", by=who(circle, names[0]))
    meetings.say(held, "I said my name and nothing fell over.", by=who(circle, names[0]))
    return meetings.take(held, "finish", by=who(circle, names[0]))


# ---- what is offered


def test_nobody_is_offered_what_they_did_not_do(circle):
    assert offered(who(circle, "Wren")) == ["seat"]
    assert offered(member("Fern")) == []


def test_firsts_are_found_in_what_somebody_did(circle):
    wren, ash, marl = (who(circle, name) for name in ("Wren", "Ash", "Marl"))
    met(circle, "Wren", "Ash")
    share_by(wren, "For me alone.", audience="me", shown_as="stone")
    told = share_by(wren, "Three weeks now.", circle=circle)
    answer = response_by(ash, told)
    telling.signal(told, "nod", by=ash)
    telling.feel_heard(answer, by=wren)
    assert set(offered(wren)) == {"seat", "meeting", "spoke", "wrote", "told"}
    assert set(offered(ash)) == {"seat", "meeting", "answered", "nod", "felt"}
    assert set(offered(marl)) == {"seat", "meeting", "held"}


def test_what_was_told_as_someone_is_found_for_its_writer_alone(circle):
    share_by(who(circle, "Wren"), circle=circle, shown_as="someone")
    assert "told" in offered(who(circle, "Wren")) and "told" not in offered(who(circle, "Ash"))


def test_what_was_taken_back_is_no_first(circle):
    wren = who(circle, "Wren")
    telling.withdraw(share_by(wren, circle=circle), by=wren)
    assert "told" not in offered(wren)


def test_a_month_is_said_of_somebody_who_still_sits_there_and_never_of_who_stayed_away(circle, clock):
    clock.move(days=31)
    assert "month" in offered(who(circle, "Wren"))
    cast.leave(circle, who(circle, "Wren"))
    assert offered(who(circle, "Wren")) == []


def test_a_few_are_offered_at_a_time_the_earliest_first(circle):
    wren = who(circle, "Wren")
    met(circle, "Wren")
    share_by(wren, audience="me")
    share_by(wren, circle=circle)
    page = queries.path_page(wren)
    assert len(page.offered) == firsts.AT_A_TIME
    assert [first.on for first in page.offered] == sorted(first.on for first in page.offered)


# ---- kept, with a word or without; left aside


def test_a_first_is_kept_with_a_word_and_stands_on_the_path(circle):
    wren = who(circle, "Wren")
    browser = signed_in(wren)
    assert "You took a seat in a circle." in browser.get("/growth").content.decode()
    browser.post("/growth/first/seat", {"own_words": "The chair by the door."})
    page = browser.get("/growth").content.decode()
    assert "The chair by the door." in page and "It lies on your path now." in page
    assert queries.path_page(wren).offered == [] and offered(wren) == []


def test_a_first_is_kept_in_one_press(circle):
    wren = who(circle, "Wren")
    signed_in(wren).post("/growth/first/seat")
    [step] = queries.path_page(wren).steps
    assert (step.said, step.words) == ("You took a seat in a circle.", "")


def test_what_is_left_aside_is_not_offered_again(circle, clock):
    wren = who(circle, "Wren")
    signed_in(wren).post("/growth/first/seat/aside")
    clock.tick(days=5)
    assert offered(wren) == [] and queries.path_page(wren).steps == []


def test_either_can_be_undone_for_ten_minutes(circle, clock):
    wren = who(circle, "Wren")
    for act in (verbs.set_aside, verbs.keep_first):
        act("seat", by=wren)
        verbs.offer_again("seat", by=wren)
        assert offered(wren) == ["seat"]
    verbs.keep_first("seat", by=wren)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.offer_again("seat", by=wren)


def test_nobody_keeps_what_is_not_offered(circle):
    wren = who(circle, "Wren")
    for key in ("held", "nothing", "month"):
        with pytest.raises(Http404):
            verbs.keep_first(key, by=wren)
    verbs.keep_first("seat", by=wren)
    with pytest.raises(Http404):
        verbs.keep_first("seat", by=wren)
    assert signed_in(wren).get("/growth/first/held").status_code == 404


def test_a_first_leads_to_ones_own_share_while_it_stands(circle):
    wren = who(circle, "Wren")
    told = share_by(wren, circle=circle)
    verbs.keep_first("told", by=wren)
    assert [step.share_pk for step in queries.path_page(wren).steps] == [told.pk]
    telling.withdraw(told, by=wren)
    assert [step.share_pk for step in queries.path_page(wren).steps] == [0]


# ---- one's own


def test_a_stone_of_ones_own_is_laid_changed_taken_off_and_laid_back(clock):
    wren = member("Wren")
    browser = signed_in(wren)
    on = (time.now() - timedelta(days=40)).date()
    browser.post("/growth/stones/new", {"on": on.isoformat(), "own_words": "I slept with the light off."})
    stone = SteppingStone.system.get(member=wren)
    browser.post(f"/growth/stones/{stone.pk}", {"on": on.isoformat(), "own_words": "I slept with the light off, twice."})
    assert "light off, twice" in browser.get("/growth").content.decode()
    browser.post(f"/growth/stones/{stone.pk}/remove")
    assert "light off" not in browser.get("/growth").content.decode()
    browser.post(f"/growth/stones/{stone.pk}/bring-back")
    assert "light off" in browser.get("/growth").content.decode()
    verbs.remove(stone, by=wren)
    clock.tick(minutes=11)
    assert not SteppingStone.system.filter(pk=stone.pk).exists()


def test_a_first_that_was_taken_off_is_left_aside_without_a_word(circle, clock):
    wren = who(circle, "Wren")
    stone = verbs.keep_first("seat", words="The chair by the door.", by=wren)
    verbs.remove(stone, by=wren)
    clock.tick(minutes=11)
    assert SteppingStone.system.get(pk=stone.pk).kept["words"] == "" and offered(wren) == []


@pytest.mark.parametrize("on, said", [("2999-01-01", "days that have been"), ("soon", "like 2026-03-12"), ("", "say a day")])
def test_a_day_that_cannot_be_is_said_and_nothing_typed_is_lost(on, said):
    page = signed_in(member("Wren")).post("/growth/stones/new", {"on": on, "own_words": "I kept this."}).content.decode()
    assert said in page and "I kept this." in page


def test_danger_in_ones_own_words_brings_the_card_and_tells_nobody():
    from cairn.safety.models import Alert

    browser = signed_in(member("Wren"))
    browser.post("/growth/stones/new", {"on": "2026-01-02", "own_words": "I have the pills here. I am going to kill myself tonight."})
    assert "class=\"crisis" in browser.get("/growth").content.decode() or "id=\"care\"" in browser.get("/growth").content.decode()
    assert not Alert.objects.exists()


# ---- a path is nobody else's


def test_nobody_else_reads_or_moves_a_stone():
    wren = member("Wren")
    stone = verbs.lay(on=date(2026, 1, 2), words="Mine.", by=wren)
    for stranger in (member("Dell"), member("Rowan", coordinator=True), member("Vesper", responder_since=time.now())):
        browser = signed_in(stranger)
        assert browser.get(f"/growth/stones/{stone.pk}").status_code == 404
        for act in ("remove", "bring-back"):
            assert browser.post(f"/growth/stones/{stone.pk}/{act}").status_code == 404
        for verb in (verbs.remove, verbs.bring_back):
            with pytest.raises(Http404):
                verb(stone, by=stranger)
        with pytest.raises(Http404):
            verbs.change(stone, words="Theirs.", by=stranger)
        assert "Mine." not in browser.get("/growth").content.decode()
    assert "Mine." in signed_in(wren).get("/growth").content.decode(), "the control: there was something to read"


def test_the_database_says_neither_the_words_nor_what_was_first(circle):
    wren = who(circle, "Wren")
    verbs.keep_first("seat", words="The chair by the door.", by=wren)
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, sealed FROM cairn_steppingstone")
        row = b" ".join(bytes(part) if not isinstance(part, str) else part.encode() for part in cursor.fetchone())
    assert b"chair" not in row and b"seat" not in row


# ---- victories and kept lines beneath


def victory_of(one, words="Phoned the dentist.", **more):
    made = Victory(member=one, stone="4-1-77", **more)
    made.words = words
    made.save(force_insert=True)
    return made


def line_by(one, to, victory, words="I am proud of you.", **more):
    line = Recognition(by=one, to=to, victory=victory, **more)
    line.words = words
    line.save(force_insert=True)
    return line


def test_a_victory_stands_on_the_path_with_the_lines_that_were_kept(circle):
    wren, ash, juno = (who(circle, name) for name in ("Wren", "Ash", "Juno"))
    won = victory_of(wren)
    line_by(ash, wren, won, circle=circle, kept_at=time.now())
    line_by(juno, wren, won, "Not kept.", circle=circle)
    page = signed_in(wren).get("/growth").content.decode()
    assert "Phoned the dentist." in page and "I am proud of you." in page and "Ash wrote to you" in page and "Not kept." not in page
    cast.block(ash, wren)
    assert "I am proud of you." not in signed_in(wren).get("/growth").content.decode()


def test_the_word_taken_from_a_closing_stands_there_when_it_was_kept(circle):
    wren, held = who(circle, "Wren"), met(circle, "Wren")
    for kept_at, word in ((time.now(), "Salt"), (None, "Sugar")):
        said = Spoken(meeting=held, member=wren, phase="closing", turn=9, kept_at=kept_at)
        said.text = word
        said.save(force_insert=True)
    assert [step.words for step in queries.path_page(wren).steps] == ["Salt"]


def test_a_kept_line_about_no_victory_stands_there_too(circle):
    wren, ash = who(circle, "Wren"), who(circle, "Ash")
    for words, kept_at in (("I saw you make room.", time.now()), ("Not kept.", None)):
        line = Recognition(by=ash, to=wren, circle=circle, kept_at=kept_at)
        line.words = words
        line.save(force_insert=True)
    assert [(step.words, [line.words for line in step.lines]) for step in queries.path_page(wren).steps] == [("", ["I saw you make room."])]


def test_what_was_tried_in_private_is_a_first_and_needs_no_line_of_it(circle):
    from cairn.toolkit import verbs as toolkit

    card = toolkit.offer_strategy(situation="bad-night", title="A walk", words="Round the block.", by=who(circle, "Ash"))
    toolkit.try_it(card, by=who(circle, "Wren"))
    assert "tried" in offered(who(circle, "Wren")) and "tried" not in offered(who(circle, "Ash"))


# ---- since when, and how much it asks


def test_where_a_stone_lies_before_the_first_meeting_it_is_since_the_first_day(circle):
    wren = who(circle, "Wren")
    met(circle, "Wren")
    verbs.lay(on=time.now().date(), words="I came.", by=wren)
    assert "Since your first meeting" in signed_in(wren).get("/growth").content.decode()
    verbs.lay(on=time.now().date() - timedelta(days=40), words="I rang first.", by=wren)
    assert "Since your first day" in signed_in(wren).get("/growth").content.decode()


def test_it_is_since_the_first_meeting_or_since_the_first_day(circle):
    wren = who(circle, "Wren")
    assert "Since your first day" in signed_in(wren).get("/growth").content.decode()
    met(circle, "Wren")
    assert "Since your first meeting" in signed_in(wren).get("/growth").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_path_asks_the_same_with_one_thing_and_with_three(monkeypatch, clock):
    monkeypatch.setattr(members, "_FRESH", 3600.0)
    circle = circle_of(member("Marl"), member("Wren"), member("Ash"), cofacilitator=member("Juno"))
    wren, ash, juno = (who(circle, name) for name in ("Wren", "Ash", "Juno"))
    other = circle_of(juno, wren, name="Long week")
    verbs.choose(on_this_day=True, listening=True, by=wren)

    def lived(n: int) -> None:
        from cairn.circles.queries import peers_of
        from cairn.growth.verbs import witness

        peer = next(peer for peer in peers_of((ash, juno)[n % 2]) if peer.member_id == wren.pk and (n % 2 == 0 or peer.circle_id == other.pk))
        line = witness.offer_witness(peer, words=f"Line {n}", by=(ash, juno)[n % 2])
        if n:
            witness.accept_witness(line, by=wren)
        won = victory_of(wren, f"Victory {n}")
        line_by((ash, juno)[n % 2], wren, won, circle=circle, kept_at=time.now())
        verbs.lay(on=(time.now() - timedelta(days=n)).date(), words=f"Stone {n}", by=wren)
        share_by(wren, f"Share {n}", circle=circle)

    lived(0)
    lived(1)
    verbs.keep_first("told", by=wren)
    clock.move(days=27)
    browser, counts = signed_in(wren), []
    for more in (0, 3):
        for n in range(more):
            lived(n + 2)
        browser.get("/growth")
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/growth").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10, [q["sql"][:120] for q in asked]


def test_choices_are_off_until_they_are_chosen():
    wren = member("Wren")
    assert not GrowthChoice.objects.filter(member=wren).exists()
    now = queries.choices_of(wren)
    assert (now.on_this_day, now.listening) == (False, False)
    signed_in(wren).post("/growth/choices", {"on_this_day": "on"})
    now = queries.choices_of(wren)
    assert (now.on_this_day, now.listening) == (True, False)

"""The desk and the list of notices."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.home.queries import desk_of
from cairn.notices.models import Notice
from tests.cast import circle_of, member, share_by, signed_in
from tests.hearing.people import at_noon, listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def test_what_has_waited_for_hours_stands_first_then_the_oldest(clock):
    marl, dell = member("Marl"), member("Dell")
    circle = circle_of(marl, dell)
    share_by(dell, "Four hours.", circle=circle)
    clock.tick(hours=4, minutes=1)
    share_by(dell, "Older.", circle=circle)
    clock.move(minutes=5)
    share_by(dell, "Newer.", circle=circle)
    desk = desk_of(marl)
    assert [(one.excerpt.words, one.brought) for one in desk.waiting] == [("Four hours.", True), ("Older.", False), ("Newer.", False)]


def test_it_says_hours_days_or_weeks_as_it_is(clock):
    marl, dell = member("Marl"), member("Dell")
    share_by(dell, circle=circle_of(marl, dell))
    clock.tick(hours=5)
    assert "Has waited for hours. Nobody has answered yet." in signed_in(marl).get("/desk").text
    said = []
    for hours in (0, 20, 72, 24 * 26):
        clock.tick(hours=hours)
        said.append(desk_of(marl).waiting[0].waited.removesuffix(". Nobody has answered yet."))
    assert said == ["Has waited for hours", "Has waited for a day", "Has waited for 4 days", "Has waited for 4 weeks"]


def test_a_coordinator_sees_what_waits_for_everyone_and_not_inside_circles():
    ines, marl, dell = member("Ines", coordinator=True), member("Marl"), member("Dell")
    share_by(dell, "To everyone.")
    share_by(dell, "To the circle.", circle=circle_of(marl, dell))
    assert [one.excerpt.words for one in desk_of(ines).waiting] == ["To everyone."]
    assert [one.excerpt.words for one in desk_of(marl).waiting] == ["To the circle."]


def test_the_desk_is_not_there_for_whoever_looks_after_nothing():
    marl, dell = member("Marl"), member("Dell")
    circle_of(marl, dell)
    assert signed_in(marl).get("/desk").status_code == 200
    assert signed_in(dell).get("/desk").status_code == 404


def test_empty_lists_are_said_in_one_plain_sentence():
    page = signed_in(member("Ines", coordinator=True)).get("/desk").content.decode()
    for sentence in ("Everybody has been heard.", "Nobody is waiting for a seat.", "Nobody is waiting at the door.", "Nothing is waiting to be looked at."):
        assert sentence in page


def test_at_the_door_stand_those_who_wait_and_only_the_coordinator_sees_them():
    ines, marl = member("Ines", coordinator=True), member("Marl")
    circle_of(marl)
    member("Newcomer", waiting=True)
    assert "Newcomer" in signed_in(ines).get("/desk").content.decode()
    assert "Newcomer" not in signed_in(marl).get("/desk").content.decode()


def test_the_desk_costs_as_many_queries_with_one_share_as_with_six():
    counts = []
    for n in (1, 6):
        marl = member("Marl", coordinator=True)
        circle = circle_of(marl)
        for k in range(n):
            dell = member(f"Dell {k}")
            share_by(dell, f"Everyone {k}")
        from tests.cast import seat

        seat(circle, dell)
        share_by(dell, "Circle", circle=circle)
        page = signed_in(marl)
        page.get("/desk")
        with CaptureQueriesContext(connection) as queries:
            page.get("/desk")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16, counts


# -- notices


def test_looking_at_the_list_is_reading_it(clock):
    ash = listener("Ash")
    share_by(member("Dell"))
    clock.tick()
    page = signed_in(ash)
    assert "New since you last looked" in page.get("/notices").content.decode()
    assert Notice.system.get().read_at is not None
    again = page.get("/notices").content.decode()
    assert "New since you last looked" not in again and "Somebody could use a listener." in again


def test_an_open_page_that_fetches_its_part_reads_nothing_away(clock):
    ash = listener("Ash")
    share_by(member("Dell"))
    clock.tick()
    page = signed_in(ash)
    assert "Somebody could use a listener." in page.get("/notices/moving").content.decode()
    assert Notice.system.get().read_at is None


def test_the_title_counts_nothing(clock):
    ash = listener("Ash")
    for k in range(3):
        share_by(member(f"Dell {k}"))
    clock.tick()
    page = signed_in(ash).get("/").content.decode()
    assert "<title>Today · Harbour</title>" in page


def test_without_anything_there_is_one_sentence():
    assert "Nothing has happened yet that you should know." in signed_in(member("Ash")).get("/notices").content.decode()


def test_a_members_stream_is_their_own(clock):
    from cairn.live.models import Event
    from cairn.live.streams import may_listen

    ash, rook = listener("Ash"), member("Rook")
    assert may_listen(ash, f"member:{ash.pk}") and not may_listen(rook, f"member:{ash.pk}")
    share_by(rook)
    clock.tick()
    assert Event.objects.filter(stream=f"member:{ash.pk}", kind="notice").exists()

"""A look back: marks on days, a gap is a gap, and the same in a table; what is taken along; what pages cost."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cairn.base.along import gathered
from cairn.checkins import queries, verbs
from cairn.checkins.models import CheckIn, CheckInTold, Felt
from cairn.circles.queries import hearers_of
from cairn.members import queries as members
from tests import cast

pytestmark = pytest.mark.django_db


def kept(by, at: str, area="settled", *words, line="") -> CheckIn:
    """At a local moment, "2026-03-02 09:00"."""
    made = CheckIn(member=by, at=timezone.make_aware(datetime.fromisoformat(at))).feel(Felt(area, words, "", line))
    made.save(force_insert=True)
    return made


def test_a_mark_on_each_day_an_area_was_chosen_and_nothing_elsewhere():
    wren = cast.member("Wren")
    for at, area in (("2026-03-02 09:00", "settled"), ("2026-03-02 21:00", "settled"), ("2026-03-04 09:00", "weighed"), ("2026-01-20 09:00", "stirred")):
        kept(wren, at, area)
    back = queries.back_of(wren)
    assert back.title == "March 2026" and [entry.area for entry in back.entries] == ["weighed", "settled", "settled"]
    marks = {one.area: [(mark.week, mark.day) for mark in one.marks] for one in back.drawings}
    last = (back.until - back.since).days // 7
    week = last - (back.until - timedelta(days=back.until.weekday()) - datetime(2026, 3, 2).date()).days // 7
    assert marks["settled"] == [(week, 0)], "twice on one day is one mark"
    assert marks["weighed"] == [(week, 2)] and marks["stirred"] == [(week - 6, 1)] and marks["lit"] == []
    assert [(row.begins, row.days) for row in back.table] == [("2 Mar", ["–", "–", "Wed", "Mon"]), ("19 Jan", ["Tue", "–", "–", "–"])]


def test_the_page_draws_for_the_eye_and_tells_in_a_table_without_a_total():
    wren = cast.member("Wren")
    for day in (2, 3, 4, 9):
        kept(wren, f"2026-03-0{day} 09:00", "lit", "hopeful", line="The gulls.")
    page = cast.signed_in(wren).get("/check-ins").text
    drawn = page.split('class="backs"')[1].split("</div>")[0]
    assert drawn.count("<ellipse") == 4 and 'class="backs" aria-hidden="true"' in page
    table = page.split("<table")[1].split("</table>")[0]
    assert "Mon, Tue, Wed" in table and "9 Mar" in table and 'scope="row"' in table
    main = page.split("<main")[1].split("</main>")[0]
    said = re.sub(r"<[^>]+>", " ", main).lower()
    assert not any(word in said for word in ("average", "streak", "in a row", "total", "score", "%", "times", "missed"))


def test_months_are_pages_and_lead_past_the_empty_ones():
    wren = cast.member("Wren")
    kept(wren, "2025-11-30 23:30", line="November.")
    kept(wren, "2026-03-01 00:30", line="March.")
    browser = cast.signed_in(wren)
    page = browser.get("/check-ins").text
    assert "March." in page and "November." not in page and 'href="/check-ins?month=2025-11"' in page and "month=2026-02" not in page
    page = browser.get("/check-ins?month=2025-11").text
    assert "November." in page and "March." not in page and 'href="/check-ins?month=2026-03"' in page
    assert "Nothing was kept in this month." in browser.get("/check-ins?month=2026-01").text
    for odd in ("2026-13", "x", "0001-01", "9999-12", "2026-1", "2026-W1"):
        assert browser.get(f"/check-ins?month={odd}").status_code == 200, odd


def test_days_are_those_of_the_members_own_zone():
    wren = cast.member("Wren", zone="Pacific/Auckland")
    CheckIn(member=wren, at=datetime(2026, 3, 31, 18, 0, tzinfo=timezone.get_fixed_timezone(0))).feel(Felt("lit")).save(force_insert=True)
    assert "April 2026" in cast.signed_in(wren).get("/check-ins").text


def test_where_nothing_is_kept_there_is_one_plain_sentence():
    page = cast.signed_in(cast.member("Wren")).get("/check-ins").text
    assert "Nothing is kept yet." in page and "<table" not in page


def test_one_takes_along_ones_own_and_what_a_buddy_told_one_alone():
    marl, wren, dell = cast.member("Marl"), cast.member("Wren"), cast.member("Dell")
    tuesday = cast.circle_of(marl, wren, dell)
    verbs.tell(verbs.keep(Felt("weighed", ("flat",), "grey", "It rained."), by=wren), hearers_of(wren)[0], by=wren)
    CheckInTold.objects.create(checkin=verbs.keep(Felt("lit", ("proud",), "", ""), by=dell), reader=wren)
    part = next(part for part in gathered(wren) if part.key == "checkins")
    assert [(piece.words, piece.line, piece.by) for piece in part.pieces] == [
        ("Weighed down: Flat, grey\nIt rained.", f"Told to {tuesday.name}", "you"), ("Lit up: Proud", "How it was, told to you", "someone"),
    ]
    assert "checkins" not in {part.key for part in gathered(marl)}, "told to a circle, it is not written to one of its people"


# ---- cost


def cost(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.django_db(transaction=True)
def test_pages_ask_the_same_of_one_check_in_and_of_thirty(monkeypatch):
    monkeypatch.setattr(members, "_FRESH", 3600.0)
    marl, wren, others = cast.member("Marl"), cast.member("Wren"), [cast.member(f"P{n}") for n in range(5)]
    tuesday = cast.circle_of(marl, wren, *others)
    one = verbs.keep(Felt("lit", ("proud",), "", ""), by=wren)
    verbs.tell(one, hearers_of(wren)[0], by=wren)
    own, reader = cast.signed_in(wren), cast.signed_in(marl)
    addresses = [(own, "/check-ins"), (own, f"/check-ins/{one.pk}"), (own, f"/check-ins/{one.pk}/kept"), (own, "/check-in"), (reader, "/"), (reader, f"/circles/{tuesday.pk}")]
    first = [cost(*address) for address in addresses]
    for n in range(30):
        by = (wren, *others)[n % 6]
        verbs.tell(verbs.keep(Felt("weighed", ("flat",), f"word {n}", "It rained."), by=by), hearers_of(by)[0], by=by)
    assert [cost(*address) for address in addresses] == first
    assert max(first[:4]) <= 10, first
    print(first)


@pytest.mark.django_db(transaction=True)
def test_where_nothing_was_told_today_asks_once_and_a_circle_nothing(monkeypatch):
    monkeypatch.setattr(members, "_FRESH", 3600.0)
    marl, wren = cast.member("Marl"), cast.member("Wren")
    tuesday = cast.circle_of(marl, wren)
    browser = cast.signed_in(marl)
    for address, asked in (("/", 1), (f"/circles/{tuesday.pk}", 1)):
        browser.get(address)
        with CaptureQueriesContext(connection) as counted:
            browser.get(address)
        assert sum("cairn_checkintold" in query["sql"] for query in counted) == asked, "on a circle's page along with the circle"
        assert not any('FROM "cairn_checkintold"' in query["sql"][:400] for query in counted) or address == "/"

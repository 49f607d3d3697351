"""What to expect, said before telling; and where the promise is at risk."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base import clock as time
from cairn.hearing import expecting, queries, words
from cairn.shares.models import Authorship, Share
from tests.cast import circle_of, member, share_by, signed_in, topic
from tests.hearing.people import listener

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


def test_mostly_within_says_the_shortest_time_in_which_most_were_heard():
    assert expecting.mostly_within([30.0] * 16 + [2000.0] * 4) == "hour"
    assert expecting.mostly_within([30.0] * 15 + [200.0] * 5) == "hours"
    assert expecting.mostly_within([200.0] * 15 + [1000.0] * 5) == "day"
    assert expecting.mostly_within([1000.0] * 15 + [float("inf")] * 5) == "longer"
    assert expecting.mostly_within([1.0] * 19) is None


@given(st.lists(st.floats(0, 3000), min_size=20, max_size=60), st.floats(0, 500))
def test_waiting_longer_never_promises_more(waited, longer):
    order = ["hour", "hours", "day", "longer"]
    assert order.index(expecting.mostly_within([one + longer for one in waited])) >= order.index(expecting.mostly_within(waited))


def test_day_and_night_are_told_apart_where_the_space_is():
    told = [(NOON, NOON + timedelta(minutes=5)), (NOON.replace(hour=22), None)]
    assert expecting.minutes_waited(told, ZoneInfo("UTC")) == ([5.0], [float("inf")])
    assert expecting.minutes_waited(told, ZoneInfo("Pacific/Auckland")) == ([float("inf")], [5.0])


pytest_database = pytest.mark.django_db


def told_before(author, *, n, minutes, hour=12, language="en"):
    """History: told some days ago at this hour, and heard after so many minutes; None is never."""
    at = time.now().replace(hour=hour, minute=0) - timedelta(days=3)
    heard = None if minutes is None else at + timedelta(minutes=minutes)
    for _one in range(n):
        share = Share(audience="everyone", language=language, told_at=at, heard_at=heard)
        share.authorship = Authorship(share=share).show(author.pk, as_someone=False)
        share.text = "Told."
        share.save(force_insert=True)


def expected(author, **more):
    return queries.what_to_expect(share_by(author, **more))


@pytest_database
def test_from_the_spaces_own_history_in_that_language():
    dell = member("Dell")
    told_before(dell, n=25, minutes=20)
    assert expected(dell) == "Most shares here are answered within the hour."
    assert expected(member("Mair", languages=["cy"])).startswith("Too few people listen in Cymraeg here yet")


@pytest_database
def test_the_night_is_said_where_it_takes_longer():
    dell = member("Dell")
    told_before(dell, n=90, minutes=20)
    told_before(dell, n=20, minutes=500, hour=2)
    assert expected(dell) == "Most shares here are answered within the hour; at night it can take until morning."


@pytest_database
def test_where_many_wait_it_is_not_made_better_than_it_is():
    dell = member("Dell")
    told_before(dell, n=30, minutes=None)
    assert expected(dell).startswith("Some shares here wait longer than a day.")


@pytest_database
@pytest.mark.parametrize(("n", "said"), [(2, "Too few people"), (12, "Mostly somebody answers within a day")])
def test_without_history_only_what_the_number_of_listeners_allows(n, said):
    for k in range(n):
        listener(f"Listener {k}")
    assert said in expected(member("Dell"))


@pytest_database
def test_a_circle_is_small_and_that_is_said():
    dell = member("Dell")
    circle = circle_of(member("Marl"), dell)
    assert expected(dell, circle=circle) == words.expect_of_few()
    assert expected(dell, audience="me") == "" == expected(dell, need="nothing")


@pytest_database
def test_it_stands_on_the_page_before_telling_and_nowhere_else():
    dell = member("Dell")
    page = signed_in(dell)
    typed = {"text": "Told.", "need": "listening", "audience": "everyone", "shown_as": "stone", "draft": "77", "prompt": "", "moved_by": ""}
    page.post("/shares/tell", typed)
    assert "Too few people listen in English" in page.get("/shares/look-over/77").text
    page.post("/shares/tell", typed | {"audience": "me"})
    assert "Too few people" not in page.get("/shares/look-over/77").text


# -- the coordinator


@pytest_database
def test_the_coordinator_sees_where_listeners_are_missing_and_no_exact_numbers():
    ines, dell = member("Ines", coordinator=True), member("Dell")
    grief = topic("grief")
    for n in range(3):
        listener(f"Listener {n}", knows=[grief])
    told_before(dell, n=14, minutes=20)
    told_before(dell, n=14, minutes=None, language="cy")
    share_by(dell, note_topics=[grief.pk])
    promise = queries.promise()
    by_name = {row.what: row for row in promise.languages}
    assert by_name["English"].listeners == "fewer than eight" and by_name["Cymraeg"].listeners == "none"
    assert (by_name["Cymraeg"].missing, by_name["English"].missing) == (40, 35), "two a day need twenty, and a language forty"
    assert promise.at_risk and [row.what for row in promise.topics] == ["grief"]
    text = signed_in(ines).get("/listening/promise").text
    assert "Cymraeg" in text and "<td>3<" not in text and "<td>fewer than eight<" in text


@pytest_database
def test_an_hour_in_which_nobody_listens_is_seen():
    member("Ines", coordinator=True)
    for n in range(60):
        listener(f"Listener {n}", quiet_from=22, quiet_to=6)
    told_before(member("Dell"), n=10, minutes=20, hour=2)
    told_before(member("Dell"), n=10, minutes=20, hour=13)
    by_hour = {row.what: row for row in queries.promise().hours}
    assert by_hour["midnight to 4am"].listeners == "none" and by_hour["midnight to 4am"].missing
    assert by_hour["12pm to 4pm"].listeners == "about 60" and not by_hour["12pm to 4pm"].missing


@pytest_database
def test_an_empty_space_says_so_without_breaking():
    member("Ines", coordinator=True)
    promise = queries.promise()
    assert [row.told for row in promise.languages] == ["none"] and promise.topics == [] and not promise.at_risk


@pytest_database
def test_three_listeners_of_a_language_are_never_none_missing_and_what_is_told_seldom_is_not_none():
    member("Ines", coordinator=True)
    for n in range(3):
        listener(f"Mair {n}", languages=["cy"])
    told_before(member("Dell", languages=["cy"]), n=1, minutes=20, hour=2, language="cy")
    welsh = next(row for row in queries.promise().languages if row.what == "Cymraeg")
    assert (welsh.told, welsh.listeners, welsh.missing) == ("fewer than eight", "fewer than eight", 35)
    for row in queries.promise().hours:
        assert row.told != "none" or not row.missing


@pytest_database
def test_what_is_missing_says_nothing_that_the_number_of_listeners_does_not():
    """39 minus "about 35" would tell of four."""
    dell, found = member("Dell"), set()
    told_before(dell, n=14, minutes=20)
    for n in range(7):
        listener(f"Listener {n}")
        found.add(queries.promise().languages[0].missing)
    assert len(found) == 1


@pytest_database
def test_welsh_at_night_is_seen():
    member("Ines", coordinator=True)
    for n in range(9):
        listener(f"Listener {n}", quiet_from=0, quiet_to=0)
    for n in range(9):
        listener(f"Mair {n}", languages=["cy"], quiet_from=20, quiet_to=8)
    thin = queries.promise().thin
    assert "Cymraeg: nobody could be asked from 8pm to 8am." in thin
    assert "English: eight or more could be asked at every hour." in thin


@pytest_database
def test_of_fewer_than_five_listeners_nothing_is_said_of_their_hours():
    for n in range(5):
        member(f"Speaker {n}", languages=["cy"])
    listener("Mair", languages=["cy"], hours=1 << 9)
    assert "Cymraeg: too few listen in it to say at which hours." in queries.promise().thin


@pytest_database
def test_languages_in_which_nobody_has_told_yet_are_there_and_those_of_very_few_are_not_named():
    for n in range(5):
        member(f"Speaker {n}", languages=["cy", "en"])
    promise = queries.promise()
    welsh = next(row for row in promise.languages if row.what == "Cymraeg")
    assert (welsh.told, welsh.listeners, welsh.missing) == ("none", "none", 40) and promise.at_risk and not promise.unnamed
    member("Aoife", languages=["ga"])
    promise = queries.promise()
    assert promise.unnamed and {row.what for row in promise.languages} == {"Cymraeg", "English"}


@pytest_database
def test_it_says_how_many_were_really_heard():
    ines, dell = member("Ines", coordinator=True), member("Dell")
    told_before(dell, n=30, minutes=20)
    assert queries.promise().heard == "most within the hour"
    told_before(dell, n=20, minutes=None)
    promise = queries.promise()
    assert promise.heard == "60 of a hundred within the hour, 60 within a day" == promise.languages[0].heard
    assert "Shares to everyone: 60 of a hundred within the hour" in signed_in(ines).get("/listening/promise").text


@pytest_database
def test_its_page_costs_the_same_for_one_language_and_for_three(django_assert_max_num_queries):
    for n, tag in enumerate(["en", "cy", "ga"]):
        for k in range(5):
            member(f"Speaker {n} {k}", languages=[tag])
    with django_assert_max_num_queries(8):
        queries.promise()


@pytest.mark.parametrize(("parts", "said"), [
    ([0, 9, 9, 9, 9, 0], "nobody could be asked from 8pm to 4am"), ([9, 3, 3, 9, 0, 9], "nobody could be asked from 4pm to 8pm; fewer than eight could be asked from 4am to 12pm"),
    ([7] * 6, "fewer than eight could be asked from midnight to midnight"), ([9, 9, 9, 9, 9, 0], "nobody could be asked from 8pm to midnight"),
])
def test_hours_side_by_side_are_one_span(parts, said):
    assert words.thin_hours("Cymraeg", 9, parts) == f"Cymraeg: {said}."


def test_never_all_where_it_is_not_so():
    assert words.how_they_were_heard([1.0] * 999 + [9999.0]) == "99 of a hundred within the hour, 99 within a day"
    assert words.how_they_were_heard([1.0] * 40) == "100 of a hundred within the hour, 100 within a day"


@pytest.mark.parametrize(("n", "said"), [(0, "none"), (0.1, "fewer than eight"), (1, "fewer than eight"), (7.4, "fewer than eight"), (8, "about 10"), (23, "about 25")])
def test_numbers_are_never_so_exact_that_they_show_one_person(n, said):
    assert words.about(n) == said

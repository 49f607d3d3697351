"""Meetings in calendar programs: two readers agree, and neither learns more than when."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from cairn.meetings import queries, shapes, verbs
from cairn.meetings.models import Feed, Meeting
from cairn.members.models import Member
from tests.cast import circle_of, erased, leave, member, signed_in, stranger
from tests.meetings.readers import read_by_vobject

pytestmark = pytest.mark.django_db


@pytest.fixture
def marl():
    return member("Marl", zone="Europe/London")


@pytest.fixture
def wren():
    return member("Wren", zone="Europe/London")


@pytest.fixture
def circle(marl, wren):
    return circle_of(marl, wren, zone="Europe/London")


@pytest.fixture
def evening(circle, marl, clock):
    on = (clock.now() + timedelta(days=4)).date()
    return verbs.plan(
        circle, shapes.shape("hard_week").prepared(), starts_at=datetime.combine(on, time(19), ZoneInfo("Europe/London")), zone="Europe/London", by=marl
    )


def feed_of(somebody) -> str:
    """The path of a fresh private address."""
    browser = signed_in(somebody)
    browser.post("/calendar/make")
    address = re.search(r"<code>([^<]+)</code>", browser.get("/calendar").text)[1]
    assert "<code>" not in browser.get("/calendar").text  # shown once
    return "/" + address.split("/", 3)[3]


def events(answer) -> list:
    """As both readers have them; they agree."""
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar") and answer.headers["Cache-Control"] == "no-store"
    ours = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    theirs = getattr(read_by_vobject(answer.content), "vevent_list", [])
    as_read = [(str(e["UID"]), e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC), str(e["SUMMARY"]), int(e["SEQUENCE"]), str(e["STATUS"])) for e in ours]
    as_they_read = [(e.uid.value, e.dtstart.value.astimezone(UTC), e.dtend.value.astimezone(UTC), e.summary.value, int(e.sequence.value), e.status.value) for e in theirs]
    assert as_read == as_they_read
    return ours


# -- what it says


def test_one_meeting_as_a_file_says_when_and_nothing_else(evening, wren):
    answer = signed_in(wren).get(f"/meetings/{evening.pk}.ics")
    [event] = events(answer)
    assert str(event["SUMMARY"]) == "Cairn, 7pm"
    assert event["DTSTART"].dt.astimezone(UTC) == evening.starts_at and event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)
    assert event["DTSTART"].params["TZID"] == "Europe/London" and event["DTSTAMP"].dt == evening.changed_at.replace(microsecond=0)
    for secret in (evening.circle.name, "Tuesday", "Marl", "Wren", evening.prompt, "heavy", str(evening.pk)):
        assert secret not in answer.content.decode()
    assert "cairn.ics" in answer.headers["Content-Disposition"]


def test_there_was_something_to_be_said(evening, wren):
    """The control: with names wanted, the circle's name is there, and still no words."""
    path = feed_of(wren)
    signed_in(wren).post("/calendar/names", {"names": "yes"})
    text = stranger().get(path).content.decode()
    assert "Tuesday circle" in text and "heavy" not in text and evening.prompt not in text
    signed_in(wren).post("/calendar/names", {"names": "no"})
    assert "Tuesday circle" not in stranger().get(path).content.decode()


def test_the_hour_in_the_title_is_the_readers(evening, wren):
    Member.objects.filter(pk=wren.pk).update(zone="Europe/Berlin")
    assert str(events(stranger().get(feed_of(wren)))[0]["SUMMARY"]) == "Cairn, 8pm"


def test_a_move_and_a_cancellation_keep_the_uid_and_count_up(evening, marl, wren):
    path = feed_of(wren)
    seen = [events(stranger().get(path))[0]]
    verbs.change(
        evening, shapes.shape("hard_week").prepared(), starts_at=evening.starts_at + timedelta(hours=1), zone="Europe/London", minutes=90,
        guide_seconds=180, places=None, by=marl,
    )
    seen.append(events(stranger().get(path))[0])
    verbs.cancel(evening, by=marl)
    seen.append(events(stranger().get(path))[0])
    assert len({str(event["UID"]) for event in seen}) == 1
    assert [int(event["SEQUENCE"]) for event in seen] == [0, 1, 2]
    assert [str(event["STATUS"]) for event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[0]["DTSTAMP"].dt <= seen[1]["DTSTAMP"].dt <= seen[2]["DTSTAMP"].dt


def test_two_members_calendars_do_not_show_that_they_sit_in_one_circle(evening, marl, wren):
    uids = {str(events(stranger().get(feed_of(somebody)))[0]["UID"]) for somebody in (marl, wren)}
    assert len(uids) == 2


def test_the_file_and_the_feed_mean_the_same_event(evening, wren):
    [alone], [fed] = events(signed_in(wren).get(f"/meetings/{evening.pk}.ics")), events(stranger().get(feed_of(wren)))
    assert alone["UID"] == fed["UID"]


def test_meetings_that_come_again_stay_at_seven_in_the_feed(circle, marl, wren, clock):
    verbs.plan_series(circle, shapes.shape("check_in").prepared(), often="weekly", first_on=clock.now().date() + timedelta(days=1), at=time(19), zone="Europe/London", by=marl)
    path = feed_of(wren)
    for _season in range(4):
        found = events(stranger().get(path))
        assert len(found) >= 8
        assert {event["DTSTART"].dt.astimezone(ZoneInfo("Europe/London")).hour for event in found} == {19}
        assert "BEGIN:VTIMEZONE" in stranger().get(path).content.decode()
        clock.tick(weeks=13)


def test_what_somebody_stays_away_from_and_what_is_long_past_is_not_in_it(evening, wren, clock):
    path = feed_of(wren)
    verbs.come(evening, yes=False, by=wren)
    assert events(stranger().get(path)) == []
    verbs.come(evening, yes=True, by=wren)
    assert len(events(stranger().get(path))) == 1
    clock.move(days=40)
    assert events(stranger().get(path)) == []


def test_a_slow_meeting_does_not_make_somebody_look_busy_for_days(circle, marl, wren, clock):
    verbs.plan(circle, shapes.shape("check_in").prepared(), starts_at=clock.now() + timedelta(days=1), zone="UTC", kind="slow", minutes=3 * 1440, by=marl)
    [event] = events(stranger().get(feed_of(wren)))
    assert str(event["TRANSP"]) == "TRANSPARENT" and event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=3)


# -- who may look


def test_a_new_address_ends_the_old_one_and_none_is_none(evening, wren):
    first = feed_of(wren)
    second = feed_of(wren)
    assert stranger().get(first).status_code == 404 and stranger().get(second).status_code == 200
    signed_in(wren).post("/calendar/end")
    assert stranger().get(second).status_code == 404 and not Feed.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2f..", "%00", "é"])
def test_a_wrong_address_is_a_missing_page(token, evening, wren):
    path = feed_of(wren)
    assert stranger().get(path).status_code == 200
    assert stranger().get(f"/calendar/{token}.ics").status_code == 404
    assert stranger().get(path[:-5] + "x.ics").status_code == 404
    assert stranger().post(path).status_code == 405


def test_the_secret_is_kept_as_a_digest_alone(wren):
    token = feed_of(wren).split("/")[-1].removesuffix(".ics")
    kept = Feed.objects.get(member=wren)
    assert token not in kept.digest and kept.digest == queries.digest_of(token) and len(token) >= 40


def test_who_left_the_circle_or_the_space_has_nothing_in_it(evening, circle, wren):
    path = feed_of(wren)
    assert len(events(stranger().get(path))) == 1
    leave(circle, wren)
    assert events(stranger().get(path)) == []
    erased(wren)
    assert stranger().get(path).status_code == 404


def test_somebody_elses_feed_and_meetings_stay_theirs(evening, wren):
    ash = member("Ash")
    assert events(stranger().get(feed_of(ash))) == []
    assert signed_in(ash).get(f"/meetings/{evening.pk}.ics").status_code == 404
    assert stranger().get(f"/meetings/{evening.pk}.ics").status_code == 302
    feed_of(wren)
    signed_in(ash).post("/calendar/end")
    assert Feed.objects.filter(member=wren).exists() and not Feed.objects.filter(member=ash).exists()


def test_fifty_meetings_are_one_page_of_calendar(circle, marl, wren, clock):
    for n in range(50):
        Meeting(circle=circle, by=marl, starts_at=clock.now() + timedelta(days=n + 1), zone=("UTC", "Asia/Tokyo", "America/Santiago")[n % 3], prompt="x").save()
    assert len(events(stranger().get(feed_of(wren)))) == 50

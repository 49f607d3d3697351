"""Meetings are planned, moved, cancelled and made ahead; and how their pages show them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base.rules import Refused
from cairn.circles.models import COFACILITATOR, Circle
from cairn.meetings import queries, shapes, verbs
from cairn.meetings.forms.planning import PlanForm
from cairn.meetings.models import Meeting, Series
from cairn.members.models import Member
from cairn.notices.queries import gathering
from tests.cast import circle_of, erased, meeting_of, member, seat, signed_in

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


def weekly(circle, by, clock, **more):
    first = clock.now().date() + timedelta(days=2)
    facts = {"often": "weekly", "first_on": first, "at": time(19), "zone": "Europe/London"} | more
    return verbs.plan_series(circle, shapes.shape("check_in").prepared(), **facts, by=by)


def told(somebody) -> list[str]:
    return [line.sentence for line in gathering(Member.objects.get(pk=somebody.pk))]


def card(somebody, meeting):
    return queries.meeting_page(Member.objects.get(pk=somebody.pk), meeting.pk).card


# -- planning


def test_whoever_holds_the_circle_plans_and_the_others_are_told_without_a_word_of_it(circle, people, clock):
    meeting = plan(circle, people["Marl"], clock.now() + timedelta(days=3))
    kinds = [one.kind for one in meeting.rounds.all()]
    assert kinds == ["opening", "words", "words", "words", "closing"]
    assert told(people["Marl"]) == []
    assert len(told(people["Wren"])) == 1 and "planned a meeting" in told(people["Wren"])[0]
    assert meeting.prompt not in told(people["Wren"])[0]


@pytest.mark.parametrize("who", ["Wren", "stranger", "coordinator"])
def test_nobody_else_plans(who, circle, people, clock):
    by = people.get(who) or member(who, coordinator=who == "coordinator")
    with pytest.raises(Refused):
        plan(circle, by, clock.now() + timedelta(days=3))
    assert signed_in(by).get(f"/circles/{circle.pk}/plan").status_code == 404
    assert signed_in(people["Marl"]).get(f"/circles/{circle.pk}/plan").status_code == 200


def test_a_time_that_is_past_is_refused_kindly(circle, people, clock):
    with pytest.raises(Refused) as refused:
        plan(circle, people["Marl"], clock.now() - timedelta(minutes=1))
    assert refused.value.sentence.endswith("still to come?")
    assert not Meeting.system.exists()


def test_every_prepared_meeting_can_be_planned_as_it_is_by_form(circle, people):
    browser = signed_in(people["Marl"])
    for code in shapes.SHAPES:
        page = browser.get(f"/circles/{circle.pk}/plan?shape={code}")
        assert page.status_code == 200 and "!" not in str(shapes.SHAPES[code])
        form = {name: value if value is not None else "" for name, value in PlanForm.beginning(code, "Europe/London").items()}
        assert browser.post(f"/circles/{circle.pk}/plan?shape={code}", form).status_code == 302
    made = Meeting.system.order_by("made_at")
    assert [meeting.template for meeting in made] == list(shapes.SHAPES)
    assert made.get(template="victories").rounds.get(place=1).kind == "victories"
    assert Circle.system.get(pk=circle.pk).zone == "Europe/London"


def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_is_kept(circle, people):
    browser = signed_in(people["Marl"])
    form = PlanForm.beginning("check_in", "UTC") | {"on": "2020-02-30", "at": "25:00", "prompt": "Kept as typed", "often": "rule", "rule": "FREQ=SECONDLY"}
    page = browser.post(f"/circles/{circle.pk}/plan", form)
    assert page.status_code == 200 and "Kept as typed" in page.text
    assert page.text.count("id_on-why") and page.text.count("id_at-why") and page.text.count("id_rule-why")
    assert not Meeting.system.exists() and not Series.system.exists()


def test_a_slow_meeting_lasts_for_days_and_its_turns_too(circle, people):
    browser = signed_in(people["Marl"])
    form = PlanForm.beginning("hard_week", "UTC") | {"days": 4}
    assert browser.post(f"/circles/{circle.pk}/plan?kind=slow", form).status_code == 302
    meeting = Meeting.system.get()
    assert meeting.is_slow and meeting.minutes == 4 * 1440 and meeting.guide_seconds == 86_400
    assert "A slow meeting" in browser.get(f"/meetings/{meeting.pk}").text


# -- changing and cancelling


def test_moving_it_tells_the_others_and_counts_for_calendars(evening, people, clock):
    verbs.come(evening, yes=True, by=people["Wren"])
    to = evening.starts_at + timedelta(days=1)
    verbs.change(evening, shapes.shape("check_in").prepared(), starts_at=to, zone="UTC", minutes=60, guide_seconds=120, places=None, by=people["Marl"])
    evening.refresh_from_db()
    assert evening.changes == 1 and evening.starts_at == to and evening.rounds.count() == 3
    assert any("has moved" in line for line in told(people["Wren"]))
    assert card(people["Wren"], evening).said is True


def test_other_words_alone_move_nothing_in_calendars_and_tell_nobody(evening, people):
    before = told(people["Wren"])
    verbs.change(evening, shapes.shape("setbacks").prepared(), starts_at=evening.starts_at, zone="UTC", minutes=60, guide_seconds=180, places=None, by=people["Marl"])
    evening.refresh_from_db()
    assert evening.changes == 0 and told(people["Wren"]) == before and evening.prompt == "What did not go as you hoped?"


def test_the_change_page_begins_with_what_is_so(evening, people):
    browser = signed_in(people["Marl"])
    page = browser.get(f"/meetings/{evening.pk}/change")
    assert evening.prompt in page.text
    from cairn.meetings.forms.planning import ChangeForm

    form = {name: "" if value is None else value for name, value in ChangeForm.as_it_is(evening).items()}
    assert browser.post(f"/meetings/{evening.pk}/change", form | {"prompt": "Other words"}).status_code == 302
    evening.refresh_from_db()
    assert evening.prompt == "Other words" and evening.rounds.count() == 5


def test_a_cancelled_meeting_stays_cancelled_and_refuses_kindly(evening, people):
    verbs.cancel(evening, by=people["Marl"])
    verbs.cancel(evening, by=people["Marl"])
    evening.refresh_from_db()
    assert evening.changes == 1 and evening.cancelled_at
    assert ["is cancelled" in line for line in told(people["Wren"])] == [True]
    for act in (
        lambda: verbs.come(evening, yes=True, by=people["Wren"]),
        lambda: verbs.ask_stand_in(evening, people["Wren"], by=people["Marl"]),
        lambda: verbs.change(evening, shapes.shape("welcome").prepared(), starts_at=evening.starts_at, zone="UTC", minutes=60, guide_seconds=60, places=None, by=people["Marl"]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.sentence.startswith("This meeting was cancelled.")
    page = signed_in(people["Wren"]).get(f"/meetings/{evening.pk}")
    assert "This meeting is cancelled." in page.text and "be there" not in page.text


def test_once_the_room_is_open_it_is_not_changed_from_outside(circle, people):
    meeting = meeting_of(circle, people["Marl"])
    with pytest.raises(Refused) as refused:
        verbs.cancel(meeting, by=people["Marl"])
    assert "can end it there" in refused.value.sentence


# -- meetings that come again


def test_a_series_makes_its_next_eight_weeks_once_and_one_notice(circle, people, clock):
    series = weekly(circle, people["Marl"], clock)
    made = Meeting.system.filter(series=series)
    assert made.count() == 8 and {one.starts_at.astimezone(ZoneInfo("Europe/London")).hour for one in made.all()} == {19}
    assert len(told(people["Wren"])) == 1 and "Every " in told(people["Wren"])[0]
    for _again in range(3):
        clock.tick()
    assert made.count() == 8
    clock.tick(weeks=3)
    assert made.count() == 11 and len(told(people["Wren"])) <= 3
    assert all(one.rounds.count() == 3 and one.prompt for one in made.all())


def test_a_series_that_is_far_ahead_has_its_next_one_all_the_same(circle, people, clock):
    series = weekly(circle, people["Marl"], clock, first_on=clock.now().date() + timedelta(weeks=20))
    assert Meeting.system.filter(series=series).count() == 1
    clock.tick()
    assert Meeting.system.filter(series=series).count() == 1


def test_a_day_is_left_out_whether_its_meeting_is_there_or_not(circle, people, clock):
    series = weekly(circle, people["Marl"], clock)
    near, far = series.first_on + timedelta(weeks=1), series.first_on + timedelta(weeks=9)
    for on in (near, near, far):
        verbs.skip(series, on, by=people["Marl"])
    assert Meeting.system.get(series=series, on=near).cancelled_at
    clock.tick(weeks=3)
    assert not Meeting.system.filter(series=series, on=far).exists()
    assert Meeting.system.filter(series=series, on=far - timedelta(weeks=1)).exists()
    with pytest.raises(Refused):
        verbs.skip(series, near + timedelta(days=1), by=people["Marl"])


def test_ending_a_series_cancels_what_is_to_come_with_one_notice(circle, people, clock):
    series = weekly(circle, people["Marl"], clock)
    verbs.end_series(series, by=people["Marl"])
    verbs.end_series(series, by=people["Marl"])
    assert not Meeting.system.coming().exists()
    clock.tick(weeks=1)
    assert not Meeting.system.coming().exists()
    assert [line for line in told(people["Wren"]) if "come to an end" in line] == told(people["Wren"])


def test_a_series_outlives_the_words_of_whoever_planned_it(circle, people, clock):
    seat(circle, ash := member("Ash"), COFACILITATOR)
    series = weekly(circle, ash, clock)
    erased(ash)
    from cairn.base import keyring

    keyring.forget()
    clock.tick(weeks=2)
    latest = Meeting.system.filter(series=series).order_by("-on").first()
    assert latest.by == people["Marl"] and latest.prompt == "How are you here today?"


def test_only_whoever_holds_the_circle_reaches_a_series(circle, people, clock):
    series = weekly(circle, people["Marl"], clock)
    for person in (people["Wren"], member("Ash")):
        browser = signed_in(person)
        assert browser.get(f"/series/{series.pk}").status_code == 404
        for path in ("skip", "end"):
            assert browser.post(f"/series/{series.pk}/{path}").status_code == 404
    browser = signed_in(people["Marl"])
    assert browser.get(f"/series/{series.pk}").status_code == 200
    assert browser.post(f"/series/{series.pk}/skip", {"on": series.first_on.isoformat()}).status_code == 302
    assert browser.post(f"/series/{series.pk}/end").status_code == 302


# -- a quarter of an hour before, and afterwards


def test_a_room_that_opens_is_said_once_and_not_to_who_stays_away(evening, people, clock):
    verbs.come(evening, yes=False, by=people["Dell"])
    clock.tick(days=2, hours=23, minutes=46)
    soon = {name: [line for line in told(person) if "about to begin" in line] for name, person in people.items()}
    assert [len(soon[name]) for name in ("Marl", "Wren", "Juno", "Dell")] == [1, 1, 1, 0]
    assert "Go to the room" in signed_in(people["Wren"]).get("/meetings").text
    today = signed_in(people["Wren"]).get("/").text
    assert today.index("meets now.") < today.index('id="today-waiting"'), "before all that can wait"
    page = signed_in(people["Wren"]).get(f"/circles/{evening.circle_id}").text
    assert page.index("It meets now") < page.index("Go to the room") < page.index("Who sits here") and "The next meeting" not in page


def test_on_its_circles_page_people_come_before_a_meeting_that_can_wait(evening, people):
    page = signed_in(people["Wren"]).get(f"/circles/{evening.circle_id}").text
    assert page.index("Who sits here") < page.index("The next meeting")


def test_afterwards_each_sees_their_own_words_and_their_own_share(circle, people, clock):
    marl, wren = people["Marl"], people["Wren"]
    meeting = meeting_of(circle, marl)
    for person in (marl, wren):
        verbs.enter(meeting, by=person)
    meeting = verbs.take(meeting, "go_on", by=marl)
    for _turn in range(2):
        who = marl if meeting.room.with_piece.member == marl.pk else wren
        meeting = verbs.take(meeting, "accept", by=who)
        verbs.say(meeting, f"Said by {who.name}.", by=who)
        meeting = verbs.take(meeting, "finish", by=who)
    verbs.take(meeting, "end", by=marl)
    clock.tick(minutes=11)
    browser = signed_in(wren)
    page = browser.get(f"/meetings/{meeting.pk}").text
    assert "Said by Wren." in page and "Said by Marl." not in page and "You had the piece once." in page and "Keep what I said" in page
    assert browser.post(f"/meetings/{meeting.pk}/room/keep", {"keep": "yes"}).status_code == 302
    assert "Kept for you alone." in browser.get(f"/meetings/{meeting.pk}").text
    clock.tick(days=8)
    assert "Said by Wren." in browser.get(f"/meetings/{meeting.pk}").text
    assert "has been deleted" in signed_in(marl).get(f"/meetings/{meeting.pk}").text


# -- pages


def test_both_clocks_are_printed_where_they_differ(circle, people, clock):
    there = ZoneInfo("Europe/London")
    day = (clock.now() + timedelta(days=5)).date()
    starts_at = datetime.combine(day, time(19), there)
    verbs.plan(circle, shapes.shape("check_in").prepared(), starts_at=starts_at, zone="Europe/London", by=people["Marl"])
    Member.objects.filter(pk=people["Wren"].pk).update(zone="Europe/Berlin")
    Member.objects.filter(pk=people["Dell"].pk).update(zone="Europe/Lisbon")
    page = signed_in(people["Wren"]).get("/meetings").text
    assert "8pm to 9pm" in page and "Your time, Berlin. 7pm to 8pm in London." in page
    page = signed_in(people["Dell"]).get("/meetings").text
    assert "7pm to 8pm" in page and "Your time" not in page


def test_the_next_meeting_is_on_its_circles_page_and_on_today(evening, people):
    browser = signed_in(people["Wren"])
    assert "The next meeting" in browser.get(f"/circles/{evening.circle_id}").text
    assert f"/meetings/{evening.pk}/come" in browser.get("/").text
    verbs.come(evening, yes=True, by=people["Wren"])
    today = browser.get("/").text
    assert "Marl is holding it. You will be there." in today and "See the meeting" in today
    assert f"/meetings/{evening.pk}" not in signed_in(member("Ash")).get("/").text


@pytest.mark.parametrize("path", ["/meetings", "/meetings/{pk}", "/circles/{circle}", "/calendar", "/"])
def test_pages_ask_as_often_for_one_meeting_as_for_many(path, people, clock):
    counts = []
    for n in (1, 3):
        marl, *others = people.values()
        circle = circle_of(marl, *others, name=f"Circle of {n}")
        made = [plan(circle, marl, clock.now() + timedelta(days=day + 1)) for day in range(n)]
        for meeting in made:
            for person in others[:n]:
                verbs.come(meeting, yes=True, by=person)
        browser, address = signed_in(others[0]), path.format(pk=made[0].pk, circle=circle.pk)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1], [query["sql"][:110] for query in asked]
    assert counts[1] <= (8 if path == "/" else 14)


def test_days_of_a_calendar_that_do_not_exist_are_no_days(circle, people, clock):
    series = weekly(circle, people["Marl"], clock)
    page = signed_in(people["Marl"]).post(f"/series/{series.pk}/skip", {"on": "9999-12-31"})
    assert page.status_code == 200 and "Is the year right?" in page.text
    assert date(9999, 12, 31).isoformat() not in Series.system.get().except_on

"""Somebody's first meeting: who welcomes them, what they read before, where they sit, and how it was."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.circles.models import in_circle
from cairn.meetings import queries, verbs
from cairn.meetings.models import Coming, LookedBack, Meeting, Welcome, Welcomer
from cairn.meetings.queries.welcoming import after_words, steps_of
from cairn.notices.models import Notice
from tests.cast import block, circle_of, erased, leave, meeting_of, member, seat, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Dell", "Juno", "Wren")}


@pytest.fixture
def circle(people):
    """Everybody but Wren was at the last meeting."""
    made = circle_of(*people.values())
    over = meeting_of(made, people["Marl"], opens=False, starts_at=time.now() - timedelta(days=7), ended_at=time.now() - timedelta(days=7))
    for name in ("Marl", "Dell", "Juno"):
        Coming.objects.create(meeting=over, member=people[name], came=True)
    return made


@pytest.fixture
def meeting(circle, people):
    return meeting_of(circle, people["Marl"], opens=False, starts_at=time.now() + timedelta(days=2))


@pytest.fixture
def welcome(meeting, people, clock):
    """Dell offered, and was asked."""
    verbs.offer_to_welcome(by=people["Dell"])
    clock.tick(minutes=1)
    return Welcome.system.get()


def notices_of(member) -> str:
    return signed_in(member).get("/notices").text


# ---- who is asked


def test_a_welcomer_of_the_circle_is_asked_once(welcome, people, clock):
    assert (welcome.newcomer, welcome.welcomer) == (people["Wren"], people["Dell"])
    clock.tick(minutes=2)
    clock.tick(hours=1)
    assert Welcome.system.count() == 1
    assert "Somebody new comes to Tuesday circle" in notices_of(people["Dell"])
    assert Notice.system.filter(member=people["Dell"], kind="welcome_asked").count() == 1


def test_the_newcomer_hears_once_that_their_first_meeting_is_coming(welcome, people, clock):
    assert "Your first meeting of Tuesday circle is coming." in notices_of(people["Wren"])
    Notice.system.filter(member=people["Wren"]).update(read_at=time.now())
    clock.tick(minutes=2)
    assert Notice.system.filter(member=people["Wren"], kind="first_meeting", read_at=None).count() == 0
    assert "first meeting" not in notices_of(people["Juno"])


def test_nobody_is_asked_who_did_not_offer_left_is_away_or_is_new_themselves(meeting, circle, people, clock):
    new = member("Ash")
    seat(circle, new)
    for person in (new, people["Dell"], people["Juno"]):
        verbs.offer_to_welcome(by=person)
    leave(circle, people["Dell"])
    Coming.objects.create(meeting=meeting, member=people["Juno"], yes=False)
    clock.tick(minutes=1)
    assert Welcome.system.count() == 0
    Coming.objects.filter(meeting=meeting, member=people["Juno"]).update(yes=True)
    clock.tick(minutes=1)  # the control
    assert set(Welcome.system.values_list("newcomer", "welcomer")) == {(new.pk, people["Juno"].pk), (people["Wren"].pk, people["Juno"].pk)}


def test_people_blocked_with_each_other_never_welcome_each_other(meeting, people, clock):
    verbs.offer_to_welcome(by=people["Dell"])
    block(people["Wren"], people["Dell"])
    clock.tick(minutes=1)
    assert Welcome.system.count() == 0


def test_blocked_meanwhile_the_next_is_asked_and_the_first_finds_nothing(welcome, people, clock):
    verbs.write_welcome(welcome, "I was afraid too.", by=people["Dell"])
    verbs.offer_to_welcome(by=people["Juno"])
    block(people["Wren"], people["Dell"])
    clock.tick(minutes=1)
    assert Welcome.system.get(declined_at=None).welcomer == people["Juno"]
    assert signed_in(people["Dell"]).get(f"/welcomes/{welcome.pk}").status_code == 404
    page = signed_in(people["Wren"]).get(f"/meetings/{welcome.meeting_id}/first").text
    assert "Dell" not in page and "I was afraid too." not in page and "Juno" in page


def test_who_welcomed_least_lately_is_asked_first(meeting, people, circle, clock):
    verbs.offer_to_welcome(by=people["Dell"])
    verbs.offer_to_welcome(by=people["Juno"])
    other = meeting_of(circle_of(people["Marl"], people["Dell"], name="Another"), people["Marl"], opens=False, starts_at=time.now() - timedelta(days=9), ended_at=time.now())
    Welcome.system.create(meeting=other, newcomer=people["Juno"], welcomer=people["Dell"], at=time.now() - timedelta(days=9))
    clock.tick(minutes=1)
    assert Welcome.system.get(meeting=meeting).welcomer == people["Juno"]


def test_not_this_time_asks_the_next_and_never_two_at_once(welcome, people, clock):
    verbs.offer_to_welcome(by=people["Juno"])
    browser = signed_in(people["Dell"])
    for _twice in range(2):
        assert browser.post(f"/welcomes/{welcome.pk}/not-this-time").status_code == 302
        clock.tick(minutes=1)
    assert Welcome.system.get(declined_at=None).welcomer == people["Juno"]
    assert "Somebody new comes" not in notices_of(people["Dell"]) and "Somebody new comes" in notices_of(people["Juno"])
    signed_in(people["Juno"]).post(f"/welcomes/{Welcome.system.get(declined_at=None).pk}/not-this-time")
    clock.tick(minutes=1)
    assert not Welcome.system.filter(declined_at=None).exists()  # each is asked once


def test_whoever_stops_welcoming_is_followed_by_somebody_else(welcome, people, clock):
    verbs.offer_to_welcome(by=people["Juno"])
    signed_in(people["Dell"]).post("/you/welcoming/stop")
    clock.tick(minutes=1)
    assert Welcome.system.get(declined_at=None).welcomer == people["Juno"] and not Welcomer.objects.filter(member=people["Dell"]).exists()


def test_whoever_was_at_any_meeting_is_not_new(meeting, circle, people, clock):
    verbs.offer_to_welcome(by=people["Dell"])
    elsewhere = meeting_of(circle_of(people["Juno"], name="Elsewhere"), people["Juno"], opens=False, starts_at=time.now() - timedelta(days=30))
    Coming.objects.create(meeting=elsewhere, member=people["Wren"], came=True)
    clock.tick(minutes=1)
    assert Welcome.system.count() == 0 and queries.newcomers(meeting) == []


# ---- what they read before


def test_offering_is_a_row_on_the_you_page(people):
    browser = signed_in(people["Dell"])
    assert "Not asked to welcome" in browser.get("/you").text
    browser.post("/you/welcoming")
    assert "You may be asked to welcome somebody" in browser.get("/you").text


def test_the_line_is_for_the_newcomer_alone(welcome, people):
    browser = signed_in(people["Dell"])
    assert "What would you have liked to read before your first time?" in browser.get(f"/welcomes/{welcome.pk}").text
    assert "Nothing is written here yet." in browser.post(f"/welcomes/{welcome.pk}", {"line": " "}).text
    assert browser.post(f"/welcomes/{welcome.pk}", {"line": "Sit by me, Zaunkoenig."}).status_code == 302
    assert "Somebody of Tuesday circle wrote you a line" in notices_of(people["Wren"])
    for name, sees in (("Wren", True), ("Juno", False), ("Marl", False)):
        client = signed_in(people[name])
        shown = "".join(client.get(path).text for path in (f"/meetings/{welcome.meeting_id}/first", f"/meetings/{welcome.meeting_id}", "/notices", "/"))
        assert ("Zaunkoenig" in shown) == sees, name
    assert all("Zaunkoenig" not in str(row) for row in Notice.system.values_list())


def test_the_page_says_what_will_happen_and_who_will_be_there(welcome, people):
    verbs.write_welcome(welcome, "We are glad you come.", by=people["Dell"])
    page = signed_in(people["Wren"]).get(f"/meetings/{welcome.meeting_id}/first").text
    for words in ("At the beginning", "After about ten minutes", "After about half an hour", "Towards the end", "What did this week ask of you?",
                  "Marl", "holding it", "Juno", "welcomes you", "We are glad you come.", "To pass, every time", "Help now"):
        assert words in page, words
    assert people["Marl"].stone in page and "Ash" not in page


def test_until_a_line_is_written_nobody_is_promised(welcome, people):
    page = signed_in(people["Wren"]).get(f"/meetings/{welcome.meeting_id}/first").text
    assert "Somebody expects you" not in page and "welcomes you" not in page


def test_the_steps_follow_the_meetings_own_rounds_and_length(circle, people):
    long = meeting_of(circle, people["Marl"], questions=("One", "Two", "Three"), minutes=90, opens=False)
    assert [step.when for step in steps_of(people["Wren"], long)][2:5] == ["After about ten minutes", "After about thirty-five minutes", "After about fifty-five minutes"]
    slow = meeting_of(circle, people["Marl"], questions=("One", "Two"), minutes=6 * 1440, kind="slow", guide_seconds=86400, opens=False)
    assert [step.when for step in steps_of(people["Wren"], slow)][2:4] == ["After about a day", "After about three days"]




def test_every_length_has_words_without_digits():
    assert not [minutes for minutes in range(1, 40_000, 7) if any(c.isdigit() for c in after_words(minutes))]


def test_words_of_people_blocked_with_the_newcomer_are_not_there(meeting, people):
    block(people["Marl"], people["Wren"])
    page = signed_in(people["Wren"]).get(f"/meetings/{meeting.pk}/first").text
    assert "What did this week ask of you?" not in page and people["Marl"].stone not in page.split("Who will be there")[1]
    assert "Juno" in page


def test_for_whoever_was_there_before_it_leads_to_the_meeting(meeting, people):
    for name in ("Juno", "Marl"):
        assert signed_in(people[name]).get(f"/meetings/{meeting.pk}/first").headers["Location"] == f"/meetings/{meeting.pk}"


def test_strangers_find_nothing(welcome, people):
    ash, juno = member("Ash"), people["Juno"]
    pk = welcome.meeting_id
    looked = LookedBack.system.create(meeting_id=pk, member=people["Wren"])
    for person in (ash, juno, people["Wren"]):
        browser = signed_in(person)
        assert browser.get(f"/welcomes/{welcome.pk}").status_code == 404
        assert browser.post(f"/welcomes/{welcome.pk}", {"line": "x"}).status_code == 404
        assert browser.post(f"/welcomes/{welcome.pk}/not-this-time").status_code == 404
    for person in (ash, juno, people["Dell"], people["Marl"]):
        assert signed_in(person).get(f"/how-was-it/{looked.pk}").status_code == 404
        assert signed_in(person).post(f"/how-was-it/{looked.pk}", {"answer": "good"}).status_code == 404
    assert signed_in(ash).get(f"/meetings/{pk}/first").status_code == 404
    assert signed_in(ash).post(f"/meetings/{pk}/only-listen", {"listens": "yes"}).status_code == 404
    welcome.refresh_from_db()
    assert welcome.declined_at is None and welcome.line is None


def test_the_line_of_somebody_who_left_is_gone(welcome, people):
    verbs.write_welcome(welcome, "Zaunkoenig", by=people["Dell"])
    erased(people["Dell"])
    page = signed_in(people["Wren"]).get(f"/meetings/{welcome.meeting_id}/first")
    assert page.status_code == 200 and "Zaunkoenig" not in page.text


# ---- in the room


@pytest.fixture
def opened(welcome, clock):
    clock.tick(days=1, hours=23, minutes=50)
    return Meeting.system.get(pk=welcome.meeting_id)


def order(meeting) -> list[int]:
    return [seat.member for seat in Meeting.system.get(pk=meeting.pk).room.seats]


def test_the_newcomers_seat_is_beside_the_welcomers(opened, people):
    for name in ("Marl", "Dell", "Juno", "Wren"):
        verbs.enter(opened, by=people[name])
        opened.refresh_from_db()
    assert order(opened) == [people[name].pk for name in ("Marl", "Dell", "Wren", "Juno")]


def test_a_welcomer_who_comes_later_sits_beside_the_newcomer(opened, people):
    for name in ("Marl", "Wren", "Juno", "Dell"):
        verbs.enter(opened, by=people[name])
        opened.refresh_from_db()
    assert order(opened) == [people[name].pk for name in ("Marl", "Wren", "Dell", "Juno")]


def test_without_a_welcomer_they_join_the_end(opened, people):
    Welcome.system.update(declined_at=time.now())
    for name in ("Marl", "Dell", "Juno", "Wren"):
        verbs.enter(opened, by=people[name])
        opened.refresh_from_db()
    assert order(opened)[-1] == people["Wren"].pk


def test_whoever_said_beforehand_that_they_only_listen_comes_in_listening_and_nobody_is_told(opened, people):
    browser, before = signed_in(people["Wren"]), Notice.system.count()
    browser.post(f"/meetings/{opened.pk}/only-listen", {"listens": "yes"})
    assert "You said that you only listen." in browser.get(f"/meetings/{opened.pk}/first").text
    assert Notice.system.count() == before
    browser.post(f"/meetings/{opened.pk}/room/enter", {})
    opened.refresh_from_db()
    assert opened.room.seat(people["Wren"].pk).listens


def test_they_can_take_it_back_beforehand(opened, people):
    browser = signed_in(people["Wren"])
    for listens in ("yes", "no"):
        browser.post(f"/meetings/{opened.pk}/only-listen", {"listens": listens})
    browser.post(f"/meetings/{opened.pk}/room/enter", {})
    opened.refresh_from_db()
    assert not opened.room.seat(people["Wren"].pk).listens


def test_whoever_holds_it_sees_who_is_new_and_nobody_else_does(opened, people):
    for name in ("Marl", "Dell", "Wren"):
        verbs.enter(opened, by=people[name])
    assert queries.newcomers(opened) == [people["Wren"].pk]
    assert "New today: Wren" in signed_in(people["Marl"]).get(f"/meetings/{opened.pk}/room").text
    assert "New today" not in signed_in(people["Dell"]).get(f"/meetings/{opened.pk}/room").text
    block(people["Wren"], people["Marl"])
    assert "New today" not in signed_in(people["Marl"]).get(f"/meetings/{opened.pk}/room").text


# ---- the day after


@pytest.fixture
def over(opened, people, clock):
    for name in ("Marl", "Wren"):
        verbs.enter(opened, by=people[name])
    verbs.take(opened, "end", by=people["Marl"])
    clock.tick(minutes=11)
    return opened


def awake(member, clock, hours=2) -> None:
    """Their quiet hours are not now."""
    now = clock.now().hour
    member.__class__.objects.filter(pk=member.pk).update(quiet_from=(now + 12) % 24, quiet_to=(now + 12 + hours) % 24)


def test_the_day_after_there_is_one_question_for_whoever_came_for_the_first_time(over, people, clock):
    awake(people["Wren"], clock)
    clock.tick(hours=18)
    assert LookedBack.system.count() == 0
    awake(people["Wren"], clock)
    clock.tick(hours=3)
    clock.tick(hours=1)
    looked = LookedBack.system.get()
    assert looked.member == people["Wren"] and "How was it?" in notices_of(people["Wren"])
    assert all("How was it?" not in notices_of(people[name]) for name in ("Marl", "Dell"))


def test_the_question_waits_while_they_sleep(over, people, clock):
    wren = people["Wren"]
    hour = (clock.now() + timedelta(hours=21)).hour
    wren.__class__.objects.filter(pk=wren.pk).update(quiet_from=hour, quiet_to=(hour + 3) % 24)
    clock.tick(hours=21)
    assert LookedBack.system.count() == 0
    clock.tick(hours=4)
    assert LookedBack.system.count() == 1


@pytest.mark.parametrize("answer, words", [
    ("good", "Come again"), ("hard", "Write it down, for nobody"), ("too_much", "Help now"), ("not_for_me", "Another circle"),
])
def test_each_answer_has_a_next_small_step_and_is_theirs_alone(over, people, answer, words):
    looked = LookedBack.system.create(meeting=over, member=people["Wren"])
    browser = signed_in(people["Wren"])
    assert "Good to have been there" in browser.get(f"/how-was-it/{looked.pk}").text
    browser.post(f"/how-was-it/{looked.pk}", {"answer": answer, "text": "Zaunkoenig in me."})
    assert words in browser.get(f"/how-was-it/{looked.pk}").text
    looked.refresh_from_db()
    assert (looked.answer, looked.text) == (answer, "Zaunkoenig in me.")
    for name in ("Marl", "Dell"):
        client = signed_in(people[name])
        assert "Zaunkoenig" not in "".join(client.get(path).text for path in ("/", "/notices", "/desk", f"/meetings/{over.pk}"))


def test_too_much_offers_to_only_listen_at_the_next_one(over, people):
    coming = meeting_of(over.circle, people["Marl"], opens=False, starts_at=time.now() + timedelta(days=7))
    looked = LookedBack.system.create(meeting=over, member=people["Wren"])
    browser = signed_in(people["Wren"])
    browser.post(f"/how-was-it/{looked.pk}", {"answer": "too_much"})
    assert f"/meetings/{coming.pk}/only-listen" in browser.get(f"/how-was-it/{looked.pk}").text
    answer = browser.post(f"/meetings/{coming.pk}/only-listen", {"listens": "yes"})
    assert answer.status_code == 302 and Coming.objects.get(meeting=coming, member=people["Wren"]).only_listens


def test_an_answer_nobody_offered_keeps_nothing(over, people):
    looked = LookedBack.system.create(meeting=over, member=people["Wren"])
    browser = signed_in(people["Wren"])
    for answer in ("", "score-10"):
        assert "Choose one of the four" in browser.post(f"/how-was-it/{looked.pk}", {"answer": answer}).text
    looked.refresh_from_db()
    assert looked.answer == ""


# ---- forms of the room that name somebody, or nobody


def test_whoever_holds_it_can_name_anybody_in_the_room_and_a_form_without_a_turn_is_taken(opened, people):
    """Ids have up to nineteen digits, and a form may leave out which turn it was opened at."""
    for name in ("Marl", "Dell", "Wren"):
        verbs.enter(opened, by=people[name])
    browser, room = signed_in(people["Marl"]), f"/meetings/{opened.pk}/room"
    assert browser.post(f"{room}/act", {"act": "go_on"}).status_code == 302
    for name in ("Wren", "Dell", "Wren"):
        if fresh(opened).room.with_piece.member != people[name].pk:
            browser.post(f"{room}/act", {"act": "offer", "about": in_circle(opened.circle_id, people[name].pk)})
        assert fresh(opened).room.with_piece.member == people[name].pk
    assert browser.post(f"{room}/note", {"to": in_circle(opened.circle_id, people["Dell"].pk), "text": "I see you."}).status_code == 302
    for strange in ("9" * 19, "9" * 40, "-", "²"):
        assert browser.post(f"{room}/note", {"to": strange, "text": "I see you."}).status_code == 404


def fresh(meeting) -> Meeting:
    return Meeting.system.get(pk=meeting.pk)

"""The calm card on the next page: for whoever wrote it, in place, without a script."""

import pytest

from cairn.safety.models import Alert
from tests import cast
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
CARE, HERE = "We noticed this and care. Nothing has been removed.", "I have the pills here."


def tells(browser, text=HERE, audience="everyone"):
    """By the forms alone: write, look over, share; gives the page one is led to."""
    fields = {"text": text, "need": "listening", "audience": audience, "shown_as": "stone", "draft": "71"}
    browser.post("/shares/tell", fields)
    return browser.post("/shares/look-over/71", follow=True)


def test_whoever_writes_it_is_shown_the_card_and_their_words_stand():
    responder("Marl", always=True)
    browser = cast.signed_in(cast.member("Dell"))
    page = tells(browser)
    said = page.content.decode()
    assert CARE in said and "Somebody is on duty now" in said and HERE in said and "It is told." in said
    path = page.request["PATH_INFO"]
    assert CARE in browser.get(path).content.decode(), "also when the page is loaded again"
    assert CARE not in browser.get("/").content.decode()
    assert CARE not in browser.get(path).content.decode(), "and gone once one has moved on"
    assert "We noticed something you wrote" in browser.get("/notices").content.decode(), "where it is found again"


def test_everyday_words_bring_no_card():
    assert CARE not in tells(cast.signed_in(cast.member("Dell")), "The bus was late again.").content.decode()


def test_nobody_else_sees_the_card():
    dell, wren = cast.member("Dell"), cast.member("Wren")
    page = tells(cast.signed_in(dell))
    assert CARE not in cast.signed_in(wren).get(page.request["PATH_INFO"]).content.decode()


def test_nobody_on_duty_is_said_plainly():
    cast.member("Cora", coordinator=True)
    said = tells(cast.signed_in(cast.member("Dell"))).content.decode()
    assert "Nobody is on duty now" in said and "The coordinator has been told at once" in said


def test_where_there_is_nobody_at_all_it_does_not_say_that_somebody_was_called():
    browser = cast.signed_in(cast.member("Dell"))
    said = tells(browser).content.decode()
    page = browser.get(f"/noticed/{Alert.objects.get().pk}").content.decode()
    for one in (said, page):
        assert "There is nobody here who could be called just now" in one and "has been called" not in one


def test_what_is_only_for_oneself_offers_to_bring_somebody_in():
    marl = responder("Marl", always=True)
    browser = cast.signed_in(cast.member("Dell"))
    said = tells(browser, audience="me").content.decode()
    assert CARE in said and "nobody has been told" in said and "Bring somebody here in" in said
    assert not Alert.objects.exists()
    page = browser.post("/ask-for-somebody", follow=True).content.decode()
    assert "You asked for somebody" in page
    assert "pills" not in cast.signed_in(marl).get(f"/alerts/{Alert.objects.get().pk}").content.decode()


def test_this_was_not_about_me_takes_one_tap_and_leads_back():
    browser = cast.signed_in(cast.member("Dell"))
    path = tells(browser).request["PATH_INFO"]
    alert = Alert.objects.get()
    back = browser.post(f"/noticed/{alert.pk}/unfounded", {"back": path}, follow=True)
    assert back.request["PATH_INFO"] == path and CARE not in back.content.decode()
    alert.refresh_from_db()
    assert alert.unfounded_at


def test_return_leads_back_and_never_out_of_the_house():
    browser = cast.signed_in(cast.member("Dell"))
    path = tells(browser).request["PATH_INFO"]
    assert browser.post("/care/return", {"back": path})["Location"] == path
    assert browser.post("/care/return", {"back": "https://elsewhere.example/"})["Location"] == "/"
    assert CARE not in browser.get(path).content.decode()


def test_a_helpers_answer_brings_the_helpers_card():
    dell, wren = cast.member("Dell"), cast.member("Wren")
    share = cast.share_by(dell, "A long week.")
    said = cast.signed_in(wren).post(f"/shares/{share.pk}/respond", {"kind": "heard", "text": "Please don't kill yourself.", "looked": "coach"}, follow=True).content.decode()
    assert "You do not have to solve this" in said and CARE not in said and "Please don" in said
    assert not Alert.objects.exists()
    assert "Ask plainly" in cast.signed_in(wren).get("/how-to-respond").content.decode()


def test_in_an_open_room_the_card_comes_with_the_paragraph():
    dell, marl = cast.member("Dell"), cast.member("Marl")
    meeting = cast.meeting_of(cast.circle_of(marl, dell), marl)
    from cairn.meetings.verbs import enter, take

    for one in (marl, dell):
        enter(meeting, by=one)
    take(meeting, "go_on", by=marl)
    take(meeting, "open_floor", by=marl)
    browser = cast.signed_in(dell)
    answer = browser.post(f"/meetings/{meeting.pk}/room/say", {"text": HERE}, headers={"X-Fragment": "room"})
    assert answer.status_code == 200 and CARE in answer.content.decode() and 'id="care"' in answer.content.decode()
    assert Alert.objects.get().noun == "spoken"
    again = browser.post(f"/meetings/{meeting.pk}/room/say", {"text": "I will make tea."}, headers={"X-Fragment": "room"})
    assert CARE not in again.content.decode()


def test_letters_between_two_bring_the_card_and_call_nobody():
    marl, dell = cast.member("Marl"), cast.member("Dell")
    meeting = cast.meeting_of(cast.circle_of(marl, dell), marl)
    from cairn.meetings.verbs import enter, write_note

    for one in (marl, dell):
        enter(meeting, by=one)
    write_note(meeting, HERE, to=dell, by=marl)
    assert not Alert.objects.exists()


def test_a_line_of_goodbye_and_a_wish_for_a_seat_are_read_too():
    from cairn.circles.verbs import ask_for_seat, leave_seat

    marl, dell, wren = cast.member("Marl"), cast.member("Dell"), cast.member("Wren")
    circle = cast.circle_of(marl, dell)
    leave_seat(cast.Seat.system.get(circle=circle, member=dell), goodbye=HERE, by=dell)
    ask_for_seat(circle, note=HERE, by=wren)
    assert set(Alert.objects.values_list("noun", flat=True)) == {"goodbye", "seat_request"}


def test_whoever_answers_finds_how_one_can_respond_under_every_share_alike():
    """Not only where rules found something: that it stands there would tell. tests/promises hold the rest of the page."""
    marl, dell = cast.member("Marl"), cast.member("Dell")
    pages = [cast.signed_in(marl).get(f"/shares/{cast.share_by(dell, words).pk}").content.decode() for words in ("The bus was late.", "I have the pills here.")]
    for page in pages:
        assert page.count('href="/how-to-respond"') == 1

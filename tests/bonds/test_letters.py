"""Letters between two who opened the door: a knock, an answer or none, letters, and closing it again."""

import pytest

from cairn.base import clock as base_clock
from cairn.base.jinja import url
from cairn.base.rules import Refused
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules import letters as rules
from cairn.bonds.verbs import letters as verbs
from cairn.members.models import Buddy, Space
from cairn.members.queries import forget_space
from cairn.shares.models import Draft
from tests.bonds.correspondents import door_page, knocked, letters_page, main_of, notices_of, opened, page, seat_of, wrote
from tests.cast import circle_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def juno():
    return member("Juno")


@pytest.fixture
def tuesday(wren, juno):
    return circle_of(member("Marl"), wren, juno)


@pytest.fixture
def door(wren, juno, tuesday):
    return opened(wren, juno, tuesday)


# ---- from the knock to the last letter


def test_two_people_come_to_write_to_each_other_through_their_pages(wren, juno, tuesday):
    client, hers = signed_in(wren), signed_in(juno)
    knock = f"/letters/knock/seat/{seat_of(juno, tuesday).pk}"
    assert knock in page(wren, "/letters/knock")
    assert client.post(knock, {"words": "Would you like to write, now and then?"}).status_code == 302
    assert "Juno" in letters_page(wren) and "Not open yet" in letters_page(wren)
    assert "Wren knocked at your door." in notices_of(juno) and "now and then" not in notices_of(juno)
    assert "now and then" in letters_page(juno)

    door = Door.system.get()
    assert hers.post(f"/letters/{door.pk}/open").headers["Location"] == f"/letters/{door.pk}"
    assert "Juno opened the door." in notices_of(wren)
    assert client.post(f"/letters/{door.pk}", {"words": "The gulls are back on the roof."}).headers["Location"].endswith("#latest")
    assert "Wren wrote to you." in notices_of(juno) and "gulls" not in notices_of(juno)
    hers.post(f"/letters/{door.pk}", {"words": "Here too. They wake me at five."})
    for person in (wren, juno):
        text = door_page(person, door)
        assert text.index("gulls are back") < text.index("wake me at five")


def test_the_list_asks_as_much_for_one_as_for_three(wren, juno, tuesday, django_assert_max_num_queries):
    others = [member(name) for name in ("Dell", "Rook", "Sage")]
    thursday = circle_of(member("Tarn"), wren, *others)
    Buddy.objects.create(**dict(zip(("one", "other"), sorted((wren, juno), key=lambda person: person.pk), strict=True)))
    client = signed_in(wren)
    client.get("/letters")
    for n, other in enumerate(others):
        opened(wren, other, thursday)
        with django_assert_max_num_queries(9):
            text = client.get("/letters").text
        assert sum(person.name in text for person in others) == n + 1 and "Juno" in text


def test_somebody_who_knocks_where_somebody_knocked_opens_the_door(wren, juno, tuesday):
    first = knocked(wren, juno, tuesday)
    second = knocked(juno, wren, tuesday)
    assert second.pk == first.pk and second.opened_at


def test_a_form_that_is_sent_twice_writes_one_letter(wren, door):
    client = signed_in(wren)
    for _each in range(2):
        client.post(f"/letters/{door.pk}", {"words": "Once.", "once": "a-key-of-this-form"})
    assert Letter.system.filter(door=door).count() == 1


def test_buddies_need_no_knock(wren, juno):
    one, other = sorted([wren, juno], key=lambda one: one.pk)
    pair = Buddy.objects.create(one=one, other=other)
    assert f"/letters/to-buddy/{pair.pk}" in letters_page(wren) and "Juno" in letters_page(wren)
    assert signed_in(wren).post(f"/letters/to-buddy/{pair.pk}").status_code == 302
    door = Door.system.get()
    wrote(juno, door)
    assert "gulls" in door_page(wren, door)
    assert "knocked" not in notices_of(juno) and "opened the door" not in notices_of(juno)
    verbs.close_door(door, by=juno)
    assert signed_in(wren).post(f"/letters/to-buddy/{pair.pk}").status_code == 403


def test_the_door_of_buddies_ends_with_being_buddies_and_one_that_was_knocked_at_stays(wren, juno, tuesday, clock):
    from cairn.bonds.happenings.buddies import BuddyEnded
    from cairn.bonds.queries.letters import at_door

    one, other = sorted([wren, juno], key=lambda one: one.pk)
    pair = Buddy.objects.create(one=one, other=other)
    door = verbs.open_to_buddy(at_door(wren, "buddy", pair.pk), by=wren)
    letter = wrote(juno, door)
    verbs.close_for_buddies(BuddyEnded(one.pk, other.pk))
    assert "This door is closed." in door_page(wren, door) and "gulls" in door_page(wren, door) and letter.pk
    clock.move(days=31)
    verbs.open_door(knocked(wren, juno, tuesday), by=juno)
    verbs.close_for_buddies(BuddyEnded(one.pk, other.pk))
    assert Door.system.open().filter(one=one, other=other).exists()


def test_whoever_answered_a_share_and_whoever_told_it_may_knock(wren, juno):
    share = share_by(wren)
    answer = response_by(juno, share)
    ash = member("Ash")
    assert signed_in(juno).post(f"/letters/knock/share/{share.pk}", {"words": ""}).status_code == 302
    assert Door.system.get().asked_by == juno
    Door.system.all().delete()
    assert signed_in(wren).post(f"/letters/knock/response/{answer.pk}").status_code == 302
    assert Door.system.get().asked_by == wren
    assert "You can knock at the door of somebody from your circles" in page(ash, f"/letters/knock/share/{share.pk}")
    assert signed_in(ash).post(f"/letters/knock/share/{share.pk}").status_code == 403


def test_nothing_leads_to_whoever_told_something_as_someone(wren, juno, tuesday):
    share = share_by(wren, circle=tuesday, shown_as="someone")
    response_by(juno, share)
    own = response_by(wren, share, "Thank you.")
    assert signed_in(juno).get(f"/letters/knock/share/{share.pk}").status_code == 404
    assert signed_in(juno).get(f"/letters/knock/response/{own.pk}").status_code == 404
    assert "knock" not in main_of(page(juno, f"/shares/{share.pk}")).partition(f'id="r{own.pk}"')[2].partition("</li>")[0]
    # Nor does a knock from below a share told as "someone" name its writer to whoever answered.
    elsewhere = share_by(wren, shown_as="someone")
    answer = response_by(member("Ash"), elsewhere)
    assert signed_in(wren).post(f"/letters/knock/response/{answer.pk}").status_code == 403


# ---- what a knock does not tell


def as_seen_by_the_one_who_knocked(wren, juno, tuesday, answer) -> str:
    """The list, the knock's own page and the notices, after `answer`; numbers of rows are left out."""
    Door.system.all().delete()
    door = knocked(wren, juno, tuesday, "Shall we write?")
    answer(door)
    for somebody in (wren, juno):
        somebody.__dict__.pop("around", None)
    pages = [letters_page(wren), page(wren, f"/letters/knock/seat/{seat_of(juno, tuesday).pk}"), page(wren, "/letters/knock")]
    found = "".join(main_of(text) for text in pages).replace(str(door.pk), "N") + notices_of(wren)
    again = signed_in(wren).post(f"/letters/knock/seat/{seat_of(juno, tuesday).pk}", {"words": "Again?"})
    assert Door.system.count() == 1
    return found + again.headers["Location"].replace(str(door.pk), "N")


def test_declined_unanswered_and_muted_look_the_same_to_whoever_knocked(wren, juno, tuesday):
    from cairn.members.verbs import mute

    def not_at_all(door): pass
    def say_no(door): verbs.decline_knock(door, by=juno)
    def keep_away(door): mute(wren, by=juno)

    seen = [as_seen_by_the_one_who_knocked(wren, juno, tuesday, answer) for answer in (not_at_all, say_no, keep_away)]
    assert "Not open yet" in seen[0]
    assert seen[0] == seen[1] == seen[2]


def test_an_open_door_looks_different(wren, juno, tuesday):
    """The control of the test above."""
    opened(wren, juno, tuesday)
    assert "Not open yet" not in letters_page(wren)


def test_a_declined_knock_is_gone_for_whoever_declined_and_can_be_brought_back(wren, juno, tuesday, clock):
    door = knocked(wren, juno, tuesday)
    client = signed_in(juno)
    client.post(f"/letters/{door.pk}/decline")
    assert "knocked" not in main_of(letters_page(juno)) and "knocked" not in notices_of(juno)
    client.post(f"/letters/{door.pk}/let-stand")
    assert "Open the door" in letters_page(juno)
    verbs.decline_knock(door, by=juno)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.let_knock_stand(door, by=juno)


def test_nobody_knocks_again_before_a_month_is_over_and_then_the_knock_is_gone_for_both(wren, juno, tuesday, clock):
    door = knocked(wren, juno, tuesday)
    verbs.take_back_knock(door, by=wren)
    assert "Juno" not in main_of(letters_page(wren)) and "Wren" not in main_of(letters_page(juno))
    with pytest.raises(Refused):
        knocked(wren, juno, tuesday)
    clock.tick(days=30, minutes=1)
    assert not Door.system.exists()
    assert knocked(wren, juno, tuesday).pk


def test_only_a_few_knocks_a_week(wren, clock):
    circle = circle_of(member("Marl"), wren, *(people := [member(name) for name in ("Ash", "Tarn", "Rook", "Fern")]))
    for person in people[:3]:
        knocked(wren, person, circle)
    with pytest.raises(Refused):
        knocked(wren, people[3], circle)
    assert "Let these be first" in page(wren, f"/letters/knock/seat/{seat_of(people[3], circle).pk}")
    clock.move(days=7, minutes=1)
    assert knocked(wren, people[3], circle)


def test_a_knock_at_another_name_of_the_same_person_tells_nothing(wren, juno, tuesday):
    """Juno is Heath in another circle. Whoever writes with Juno knocks at Heath's, and is not told that they are one."""
    from cairn.circles.models import Seat

    night = circle_of(member("Marl"), wren, juno, name="Night shift")
    Seat.system.filter(circle=night, member=juno).update(own_stone="9-1-42")
    heath = seat_of(juno, night)
    heath.own_name = "Heath"
    heath.save()
    open_door = opened(wren, juno, tuesday)
    at_each = [main_of(page(wren, f"/letters/knock/seat/{seat.pk}")) for seat in Seat.system.held().filter(circle=night).exclude(member=wren)]
    assert len(at_each) == 2 and all("Two people have one door." in text for text in at_each), "said at every door, so that it tells nothing of one"
    silent = knocked(wren, juno, night)
    assert silent.pk != open_door.pk
    text = main_of(letters_page(wren))
    assert "Heath" in text and "Not open yet" in text
    assert "Heath" not in main_of(letters_page(juno)) and "Not open yet" not in main_of(letters_page(juno))
    assert "Open the door" not in letters_page(juno)
    assert "Juno" not in main_of(page(wren, f"/letters/knock/seat/{heath.pk}"))


def test_a_name_that_is_the_same_in_both_circles_is_one_door(wren, juno, tuesday):
    night = circle_of(member("Marl"), wren, juno, name="Night shift")
    assert knocked(wren, juno, night).pk == knocked(wren, juno, tuesday).pk


# ---- letters


def test_a_letter_is_taken_back_without_a_trace_and_for_ten_minutes_it_comes_back(wren, juno, door, clock):
    letter = wrote(wren, door)
    client = signed_in(wren)
    client.post(f"/letters/one/{letter.pk}/take-back")
    assert "gulls" not in door_page(juno, door) and "wrote to you" not in notices_of(juno) and f"l{letter.pk}" not in door_page(juno, door)
    assert "Bring it back" in door_page(wren, door)
    client.post(f"/letters/one/{letter.pk}/bring-back")
    assert "gulls" in door_page(juno, door) and "Wren wrote to you" in notices_of(juno)
    client.post(f"/letters/one/{letter.pk}/take-back")
    clock.tick(minutes=11)
    assert not Letter.system.filter(pk=letter.pk).exists()


def test_a_letter_is_taken_back_also_after_months(wren, juno, door, clock):
    letter = wrote(wren, door)
    clock.move(days=90)
    verbs.take_back_letter(letter, by=wren)
    assert "gulls" not in door_page(juno, door)
    with pytest.raises(Refused):
        verbs.take_back_letter(wrote(juno, door), by=wren)


def test_a_link_is_refused_kindly_and_what_was_typed_is_kept(wren, juno, door):
    answer = signed_in(wren).post(f"/letters/{door.pk}", {"words": "Look at www.example.org/gulls, they are lovely."})
    text = answer.content.decode()
    assert answer.status_code == 200 and "Letters hold no links at first" in text and "they are lovely" in text
    assert not Letter.system.exists()
    with pytest.raises(Refused):
        wrote(wren, door, "https://example.org")


@pytest.mark.parametrize("words, is_link", [
    ("It rained.it stopped.", False), ("e.g. a walk, i.e. the long one", False), ("3.5 kilometres at 7.30", False), ("mail me at wren@example.org", False),
    ("example.org", True), ("t.me/wren", True), ("HTTPS://x.y", True), ("see www.a", True), ("go to harbour.co.uk!", True),
])  # fmt: skip
def test_what_a_link_is(words, is_link):
    assert rules.has_link(words) == is_link


def test_links_come_once_both_have_written_for_a_while(wren, juno, door, clock):
    clock.move(days=15)
    for _each in range(5):
        wrote(wren, door)
    for _each in range(4):
        wrote(juno, door)
    assert not Door.system.get(pk=door.pk).links_at
    wrote(juno, door)
    assert Door.system.get(pk=door.pk).links_at
    assert "letters may hold links now" in door_page(wren, door)
    wrote(wren, door, "The tide table: https://example.org/tides")
    assert "example.org/tides" in door_page(juno, door) and 'href="https://example.org' not in door_page(juno, door)


def test_many_letters_in_one_day_are_not_a_while(wren, juno, door):
    for _each in range(6):
        wrote(wren, door)
        wrote(juno, door)
    assert not Door.system.get(pk=door.pk).links_at


def test_the_guard_has_its_word_about_a_number_once(wren, door):
    client, said = signed_in(wren), "Ring me on 07700 900461 after six."
    Space.objects.update(country="GB")
    forget_space()
    first = client.post(f"/letters/{door.pk}", {"words": said})
    assert "Somebody could be found by this" in first.content.decode() and said in first.content.decode()
    assert client.post(f"/letters/{door.pk}", {"words": said, "looked": "1"}).status_code == 302


def test_a_draft_is_kept_for_its_writer_alone(wren, juno, door):
    client = signed_in(wren)
    answer = client.post(f"/letters/{door.pk}/keep", {"words": "Half a letter"})
    assert answer.json()["said"].startswith("Draft kept")
    assert "Half a letter" in door_page(wren, door) and "Half a letter" not in door_page(juno, door)
    assert "Half a letter" not in page(wren, "/shares/drafts")
    wrote(wren, door)
    assert not Draft.system.filter(member=wren).exists()


def test_words_of_danger_bring_their_writer_a_card_and_call_nobody(wren, juno, door):
    from cairn.safety.models import Alert

    client = signed_in(wren)
    client.post(f"/letters/{door.pk}", {"words": "I have the pills here. I am going to kill myself tonight."})
    assert 'id="care-title"' in client.get(f"/letters/{door.pk}").content.decode()
    assert not Alert.objects.exists()
    assert "the pills" in door_page(juno, door)


def test_a_long_thread_shows_its_end_and_leads_further_back(wren, juno, door):
    first = wrote(wren, door, "The very first.")
    for number in range(30):
        wrote(juno if number % 2 else wren, door, f"Number {number}.")
    text = door_page(wren, door)
    assert "The very first" not in text and "Number 29" in text and "Earlier letters" in text
    earlier = text.partition("?before=")[2].partition('"')[0]
    assert "The very first" in page(wren, f"/letters/{door.pk}?before={earlier}") and first.pk
    assert "Number 29" in page(wren, f"/letters/{door.pk}?before=9" + "9" * 30)


# ---- closing, blocking, leaving


def test_either_closes_the_door_with_one_press_and_both_keep_reading(wren, juno, door):
    wrote(wren, door)
    client = signed_in(juno)
    client.post(f"/letters/{door.pk}/close")
    for person in (wren, juno):
        text = door_page(person, door)
        assert "This door is closed." in text and "gulls" in text and "composer" not in text
        with pytest.raises(Refused):
            wrote(person, door)
    assert "Juno closed" not in door_page(wren, door) and "closed" not in notices_of(wren)
    client.post(f"/letters/{door.pk}/open-again")
    assert "composer" in door_page(wren, door)


def test_what_was_being_written_when_the_door_closed_is_not_lost(wren, juno, door):
    verbs.close_door(door, by=juno)
    client = signed_in(wren)
    assert client.post(f"/letters/{door.pk}", {"words": "I had nearly finished."}).headers["Location"].endswith("#write")
    assert "I had nearly finished." in door_page(wren, door) and "nearly" not in door_page(juno, door)
    assert not Letter.system.exists()


def test_whoever_closed_it_may_knock_again_and_the_other_after_a_month(wren, juno, tuesday, door, clock):
    verbs.close_door(door, by=juno)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.reopen_door(door, by=juno)
    with pytest.raises(Refused):
        knocked(wren, juno, tuesday)
    new = knocked(juno, wren, tuesday)
    assert new.pk != door.pk and new.opened_at is None


def test_each_lets_go_of_what_they_wrote_behind_a_closed_door(wren, juno, door, clock):
    wrote(wren, door)
    wrote(juno, door, "They wake me at five.")
    verbs.close_door(door, by=wren)
    signed_in(wren).post(f"/letters/{door.pk}/let-go")
    assert "gulls" not in door_page(juno, door) and "wake me" in door_page(wren, door)
    signed_in(wren).post(f"/letters/{door.pk}/bring-back")
    assert "gulls" in door_page(juno, door)
    for person in (wren, juno):
        verbs.let_go_of_letters(door, by=person)
    clock.tick(days=31)
    assert not Door.system.filter(pk=door.pk).exists()


def test_a_block_hides_everything_at_once_and_closes_the_door(wren, juno, tuesday, door):
    from cairn.members.verbs import block as blocks
    from cairn.members.verbs import unblock

    wrote(wren, door)
    blocks(wren, by=juno)
    for person in (wren, juno):
        assert signed_in(person).get(f"/letters/{door.pk}").status_code == 404
        assert "Juno" not in main_of(letters_page(person)) and "Wren" not in main_of(letters_page(person)).replace("Good evening, Wren", "")
        assert "wrote to you" not in notices_of(person)
    assert signed_in(wren).get(f"/letters/knock/seat/{seat_of(juno, tuesday).pk}").status_code == 404
    unblock(wren, by=juno)
    assert "This door is closed." in door_page(wren, door)


def test_somebody_who_left_is_gone_as_if_blocked_and_is_back_when_they_stay(wren, juno, door):
    from cairn.members.models import Member
    from cairn.members.verbs import leave, stay

    wrote(wren, door)
    leave(by=wren)
    assert signed_in(juno).get(f"/letters/{door.pk}").status_code == 404
    assert "Wren" not in main_of(letters_page(juno))
    stay(by=Member.objects.get(pk=wren.pk))
    assert "gulls" in door_page(juno, door)


def test_what_the_muted_write_does_not_arrive_and_they_do_not_notice(wren, juno, door):
    from cairn.members.verbs import mute

    before = main_of(door_page(wren, door))
    mute(wren, by=juno)
    assert main_of(door_page(wren, door)) == before
    wrote(wren, door)
    assert "wrote to you" not in notices_of(juno) and signed_in(juno).get(f"/letters/{door.pk}").status_code == 404


# ---- newcomers, paused, quiet


def test_newcomers_wait_as_long_as_the_space_says_and_are_told_until_when(wren, juno, tuesday, clock):
    rowan = member("Rowan", coordinator=True)
    signed_in(rowan).post(url("space_change", "letters"), {"letters_after_days": "7"})
    assert Space.objects.get().letters_after_days == 7 and "After 7 days" in page(rowan, "/space")
    knock = f"/letters/knock/seat/{seat_of(juno, tuesday).pk}"
    for path in ("/letters", "/letters/knock", knock):
        assert "You can knock and write letters from" in page(wren, path)
    assert signed_in(wren).post(knock).status_code == 403
    clock.move(days=7, minutes=1)
    door = knocked(wren, juno, tuesday)
    assert door.pk and rules.writes_from(wren, 7) is None


def test_while_the_space_is_quiet_those_who_are_new_write_no_letters(wren, juno, door):
    Space.objects.update(quiet_since=base_clock.now())
    forget_space()
    with pytest.raises(Refused):
        wrote(wren, door)
    assert signed_in(wren).post(f"/letters/{door.pk}", {"words": "Hello"}).status_code == 403


def test_somebody_paused_writes_no_letter_and_may_close_the_door(wren, juno, door):
    from datetime import timedelta

    from cairn.members.models import Member

    Member.objects.filter(pk=wren.pk).update(paused_until=base_clock.now() + timedelta(days=3))
    client = signed_in(wren)
    refused = client.post(f"/letters/{door.pk}", {"words": "A few words."})
    assert refused.status_code == 403 and "A few words." in refused.content.decode()
    assert not Letter.system.exists()
    assert client.post(f"/letters/{door.pk}/close").status_code == 302
    assert Door.system.get(pk=door.pk).closed_at


# ---- the invented community


def test_the_letters_of_the_demo_are_written_through_the_real_verbs(clock):
    from types import SimpleNamespace

    from cairn.demo.growing import letters

    began = base_clock.now()
    clock.move(days=-60)
    people = {name: member(name) for name in ("Wren", "Juno", "Dell", "Sorrel")}
    village = SimpleNamespace(people=people, circles={"empty-chairs": circle_of(member("Marl"), *people.values())})
    for deed in sorted(letters.deeds(village)):
        clock.move(seconds=(began - deed.ago - base_clock.now()).total_seconds())
        deed.do()
    clock.tick(seconds=(began - base_clock.now()).total_seconds())
    text = letters_page(people["Wren"])
    assert "Sorrel" in text and "Open the door" in text and "Not open yet" in text
    assert Letter.system.count() == 10 and "the bath for" in door_page(people["Wren"], Door.system.open().get())


# ---- budgets


def test_pages_ask_the_same_whether_there_is_one_letter_or_three(wren, juno, door):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(path) -> int:
        client = signed_in(wren)
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            client.get(path)
        return len(context)

    paths = ("/letters", f"/letters/{door.pk}", f"/letters/{door.pk}/moving")
    wrote(juno, door)
    one = [asked(path) for path in paths]
    for _each in range(3):
        wrote(juno, door)
        wrote(wren, door)
    circle = circle_of(member("Marl"), wren, *(people := [member("Ash"), member("Tarn")]), name="Night shift")
    for person in people:
        wrote(person, opened(wren, person, circle))
    assert [asked(path) for path in paths] == one and max(one) <= 10, one

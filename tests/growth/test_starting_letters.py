"""Letters to somebody starting out: kept or told, shown to newcomers who know the same, and to nobody against their will."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as time
from cairn.base import rates
from cairn.base.rules import Refused
from cairn.growth.models import StartingLetter
from cairn.growth.queries import starting as queries
from cairn.growth.verbs import starting as verbs
from cairn.members.models import Apart, Experience, Member
from cairn.safety import verbs as safety
from cairn.safety.models import Alert
from tests import cast
from tests.cast import member, signed_in, topic

pytestmark = pytest.mark.django_db
WORDS = "You will laugh at something, and it will frighten you. Let it."


@pytest.fixture
def grief():
    return topic("grief")


def knows(one, about):
    Experience.objects.get_or_create(member=one, topic=about)
    return one


def letter_by(one, about, words=WORDS, *, told=True, shown_as="stone"):
    return verbs.write_starting(topic=about, words=words, shown_as=shown_as, told=told, by=one)


def today(one) -> str:
    return signed_in(one).get("/").content.decode()


def again(one):
    return Member.objects.get(pk=one.pk)


# ---- written


def test_a_letter_is_written_kept_then_told_changed_and_taken_back(grief, clock):
    juno, drift = knows(member("Juno"), grief), knows(member("Drift"), grief)
    browser = signed_in(juno)
    typed = {"topic": str(grief.pk), "letter": WORDS, "shown_as": "stone", "for_whom": "kept"}
    browser.post("/growth/letters/write", typed)
    letter = StartingLetter.system.get()
    assert WORDS not in today(drift) and signed_in(drift).get(f"/growth/letters/{letter.pk}").status_code == 404
    browser.post(f"/growth/letters/{letter.pk}/change", {**typed, "for_whom": "told"})
    assert WORDS in today(drift) and "Juno" in today(drift)
    browser.post(f"/growth/letters/{letter.pk}/change", {**typed, "for_whom": "told", "letter": "Another one."})
    assert "Another one." in today(drift)
    browser.post(f"/growth/letters/{letter.pk}/withdraw")
    assert "Another one." not in today(drift)
    browser.post(f"/growth/letters/{letter.pk}/bring-back")
    assert "Another one." in today(drift)
    verbs.withdraw_starting(letter, by=juno)
    clock.tick(minutes=11)
    assert not StartingLetter.system.exists()


def test_what_was_typed_is_not_lost(grief):
    page = signed_in(member("Juno")).post("/growth/letters/write", {"topic": "", "letter": WORDS, "shown_as": "stone", "for_whom": "kept"})
    assert WORDS in page.content.decode() and "Error:" in page.content.decode()


def test_the_guard_looks_before_it_is_told_and_not_at_what_is_kept(grief):
    browser, words = signed_in(member("Juno")), "Write to me at juno.oak@example.org."
    typed = {"topic": str(grief.pk), "letter": words, "shown_as": "stone", "for_whom": "told"}
    assert browser.post("/growth/letters/write", typed).status_code == 200 and not StartingLetter.system.exists()
    assert browser.post("/growth/letters/write", {**typed, "looked": "1"}).status_code == 302
    assert browser.post("/growth/letters/write", {**typed, "for_whom": "kept"}).status_code == 302


# ---- who is shown one


def test_it_is_shown_to_somebody_new_who_knows_it_too(grief):
    letter_by(member("Juno"), grief)
    assert WORDS in today(knows(member("Drift"), grief))
    assert WORDS not in today(member("Gale")) and WORDS not in today(knows(member("Yarrow"), topic("sleep")))


def test_not_after_the_first_weeks_and_not_to_its_own_writer(grief, clock):
    juno = knows(member("Juno"), grief)
    letter_by(juno, grief)
    drift = knows(member("Drift"), grief)
    assert queries.letter_for_newcomer(drift) and not queries.letter_for_newcomer(juno)
    clock.move(days=31)
    assert queries.letter_for_newcomer(drift) is None


def test_not_in_a_language_they_do_not_speak_nor_on_a_topic_they_fold(grief):
    letter_by(member("Juno", languages=["cy"], language="cy"), grief)
    drift = knows(member("Drift"), grief)
    assert queries.letter_for_newcomer(drift) is None
    letter_by(member("Marl"), grief, "In English.")
    assert queries.letter_for_newcomer(drift).words == "In English."
    cast.folds(drift, grief)
    assert queries.letter_for_newcomer(again(drift)) is None


def test_turned_aside_it_is_not_shown_again_and_another_one_waits_a_day(grief, clock):
    first, drift = letter_by(member("Juno"), grief, "The first."), knows(member("Drift"), grief)
    signed_in(drift).post(f"/growth/letters/{first.pk}/aside")
    letter_by(member("Marl"), grief, "Another.")
    assert queries.letter_for_newcomer(drift) is None
    clock.move(hours=25)
    assert queries.letter_for_newcomer(drift).words == "Another."
    verbs.show_starting_again(first, by=drift)
    verbs.turn_starting_aside(first, by=drift)
    verbs.turn_starting_aside(first, by=drift)
    assert queries.letter_for_newcomer(drift) is None


# ---- someone


def test_told_as_someone_it_names_and_leads_to_nobody(grief):
    juno = member("Juno", languages=["cy", "en"])
    letter, drift = letter_by(juno, grief, shown_as="someone"), knows(member("Drift"), grief)
    page = today(drift) + signed_in(drift).get(f"/growth/letters/{letter.pk}").content.decode()
    assert "Someone here" in page and WORDS in page
    for trace in ("Juno", juno.stone, str(juno.pk), "/block", "/distance"):
        assert trace not in page, trace
    for where in ("block", "distance"):
        assert signed_in(drift).get(f"/report/starting/{letter.pk}/{where}").status_code == 404
    assert letter.language == "en", "few may share the writer's first language"


def test_muting_person_after_person_shows_nobody_whose_it_is(grief):
    juno, drift = member("Juno"), knows(member("Drift"), grief)
    letter = letter_by(juno, grief, shown_as="someone")
    Apart.objects.create(member=drift, other=juno, kind=Apart.MUTE)
    assert WORDS in today(drift)
    cast.block(drift, juno)
    assert WORDS in today(again(drift))
    letter_by(juno, grief, "By name.")
    assert "By name." not in today(again(drift))
    assert signed_in(drift).get(f"/growth/letters/{letter.pk}").status_code == 200


def test_whom_its_writer_blocked_sees_neither(grief):
    juno, drift = member("Juno"), knows(member("Drift"), grief)
    letters = [letter_by(juno, grief, shown_as=how) for how in ("someone", "stone")]
    cast.block(juno, drift)
    assert queries.letter_for_newcomer(again(drift)) is None
    assert {signed_in(drift).get(f"/growth/letters/{letter.pk}").status_code for letter in letters} == {404}


# ---- whose it is


def test_nobody_else_changes_it(grief):
    letter = letter_by(member("Juno"), grief)
    for stranger in (member("Dell"), member("Rowan", coordinator=True), member("Vesper", responder_since=time.now())):
        browser = signed_in(stranger)
        assert browser.get(f"/growth/letters/{letter.pk}").status_code == 200
        assert browser.get(f"/growth/letters/{letter.pk}/change").status_code == 404
        for act in ("withdraw", "bring-back"):
            assert browser.post(f"/growth/letters/{letter.pk}/{act}").status_code == 404
        for verb in (verbs.withdraw_starting, verbs.bring_starting_back):
            with pytest.raises(Http404):
                verb(letter, by=stranger)
        with pytest.raises(Http404):
            verbs.change_starting(letter, topic=grief, words="Theirs.", shown_as="stone", told=True, by=stranger)


def test_somebody_who_left_is_read_no_more(grief):
    juno, drift = member("Juno"), knows(member("Drift"), grief)
    letter_by(juno, grief)
    Member.objects.filter(pk=juno.pk).update(left_at=time.now())
    assert queries.letter_for_newcomer(drift) is None


# ---- care


def test_danger_in_a_told_letter_alerts_responders_without_the_name(grief):
    juno = member("Juno")
    letter_by(juno, grief, "I have the pills here. I am going to kill myself tonight.", told=False)
    assert not Alert.objects.exists()
    letter_by(juno, grief, "I have the pills here. I am going to kill myself tonight.", shown_as="someone")
    assert Alert.objects.filter(noun="starting").exists()


def test_it_is_reported_and_held(grief):
    letter, drift = letter_by(member("Juno"), grief), knows(member("Drift"), grief)
    report = safety.report("starting", letter.pk, reason="agreement", by=drift)
    safety.decide(report, "hold", rule="agreement", reason="Too exact.", by=member("Vesper", responder_since=time.now()))
    assert queries.letter_for_newcomer(drift) is None
    assert signed_in(drift).get(f"/growth/letters/{letter.pk}").status_code == 404
    assert WORDS in signed_in(letter.member).get(f"/growth/letters/{letter.pk}").content.decode()


def test_somebody_paused_keeps_it_for_themselves(grief):
    juno = member("Juno", paused_until=time.now() + rates.HOUR)
    with pytest.raises(Refused):
        letter_by(juno, grief)
    assert letter_by(juno, grief, told=False).told_at is None


# ---- what it asks of Today


def asked(one) -> int:
    with CaptureQueriesContext(connection) as queries_:
        queries.letter_for_newcomer(again(one))
    return len(queries_)


def test_today_is_asked_little_and_nothing_once_the_first_weeks_are_over(grief, clock):
    drift = knows(member("Drift"), grief)
    none = asked(drift)
    for n in range(3):
        letter_by(member(f"P{n}"), grief, f"Letter {n}")
    asked(drift)  # what a process knows of the space, it asks every few seconds
    assert none <= 3 and asked(drift) <= 4, "the member themselves and whom they do not see among them"
    clock.move(days=31)
    assert asked(drift) == 1, "the member themselves"

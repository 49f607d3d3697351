"""Trying something, alone: asked once, answered in private, counted among others."""

import re

import pytest

from cairn.base.rules import Refused
from cairn.members.models import Experience
from cairn.notices.models import Notice
from cairn.toolkit import verbs
from cairn.toolkit.models import Trial, Tried
from tests.cast import block, circle_of, leave, member, signed_in, topic
from tests.toolkit.people import card_by, fresh, page, page_of, trial, tried_by

pytestmark = pytest.mark.django_db
LINE = "In winter the car was too cold to think. I did it on the stairs."


@pytest.fixture
def dell():
    return member("Dell")


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def card(dell):
    return card_by(dell)


def asked(somebody) -> bool:
    return "How did it go?" in page(somebody, "/notices")


def test_somebody_tries_it_and_is_asked_once_after_a_week(card, wren, clock):
    signed_in(wren).post(f"/toolkit/{card.pk}/try")
    assert "You are trying this." in page_of(wren, card)
    clock.tick(days=6)
    assert not asked(wren) and "How did it go?" not in page(wren, "/toolkit")
    clock.tick(days=1, minutes=2)
    assert asked(wren) and "How did it go?" in page(wren, "/toolkit")
    Notice.system.all().delete()
    clock.tick(days=30)
    assert not asked(wren), "once"


def test_later_is_a_week_later_and_then_once_more(card, wren, clock):
    verbs.try_it(card, by=wren)
    clock.tick(days=7, minutes=2)
    signed_in(wren).post(f"/toolkit/{card.pk}/later")
    assert not asked(wren) and "Say how it went" not in page(wren, "/toolkit")
    clock.tick(days=7, minutes=2)
    assert asked(wren)


def test_who_has_said_how_it_went_is_not_asked(card, wren, clock):
    verbs.try_it(card, by=wren)
    signed_in(wren).post(f"/toolkit/{card.pk}/how-it-went", {"outcome": "little", "line": LINE})
    clock.tick(days=8)
    assert not asked(wren)
    assert LINE in page_of(wren, card) and LINE in page(wren, "/toolkit/yours")


def test_nobody_else_can_reach_it(card, dell, wren):
    verbs.try_it(card, by=wren)
    verbs.say_how_it_went(card, outcome="harder", line=LINE, by=wren)
    for other in (dell, member("Cole", coordinator=True), member("Juno")):
        for address in ("/toolkit", "/toolkit/yours", f"/toolkit/{card.pk}", f"/toolkit/{card.pk}/how-it-went", "/notices", "/", "/toolkit/for/empty-house"):
            shown = page(other, address)
            assert LINE not in shown and "said it made it harder" not in shown and "You said" not in shown
    assert "strategy" not in str(Trial.system.values("mark").get()) and str(card.pk) not in str(Trial.system.values().get()["sealed"])


@pytest.mark.parametrize("gone", ["taken back", "erased", "held", "left", "blocked", "away from the circle"])
def test_ones_own_words_stay_when_the_card_is_gone(card, dell, wren, gone, clock):
    from cairn.members import verbs as members
    from cairn.members.models import Member
    from cairn.toolkit.holding import hold_strategy

    if gone == "away from the circle":
        circle = circle_of(dell, wren)
        card = card_by(dell, circle=circle)
    verbs.say_how_it_went(card, outcome="helped", line=LINE, by=wren)
    verbs.tell_line(card, words="A line for others.", by=wren)
    if gone in ("taken back", "erased"):
        verbs.withdraw_strategy(card, by=dell)
        clock.tick(minutes=11 if gone == "erased" else 1)
    elif gone == "held":
        hold_strategy(card.pk, clock.now())
    elif gone == "left":
        members.leave(by=dell)
    elif gone == "blocked":
        members.block(wren, by=dell)
    else:
        leave(circle, wren)
    wren, ash = Member.objects.get(pk=wren.pk), member("Ash")
    shown = page(wren, "/toolkit/yours")
    assert LINE in shown and ("A line for others." in shown) is (gone != "erased") and card.title not in shown and card.words not in shown and "Dell" not in shown
    pk = trial(card, wren).pk
    assert signed_in(ash).post(f"/toolkit/yours/{pk}/let-go").status_code == 404 and LINE not in page(ash, "/toolkit/yours")
    assert f"/toolkit/yours/{pk}/let-go" in shown
    signed_in(wren).post(f"/toolkit/yours/{pk}/let-go")
    assert LINE not in page(wren, "/toolkit/yours") and not Trial.system.exists() and not Tried.system.exists()
    assert gone == "erased" or fresh(card).tally[""] == [0, 0, 0, 0], "it is counted no longer"


def test_what_nobody_wrote_a_line_about_leaves_no_trace_of_a_card_that_is_gone(card, dell, wren):
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    verbs.withdraw_strategy(card, by=dell)
    assert "What you kept" not in page(wren, "/toolkit/yours")


def test_pressed_twice_it_is_one_trial(card, wren):
    for _each in range(2):
        verbs.try_it(card, by=wren)
        verbs.say_how_it_went(card, outcome="helped", by=wren)
    assert Trial.system.count() == 1 and fresh(card).tally[""] == [1, 0, 0, 0]


def test_an_answer_can_be_changed_and_is_counted_once_with_the_experiences_one_has(card, wren):
    grief, exams = topic("grief"), topic("exams")
    Experience.objects.create(member=wren, topic=grief)
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    assert fresh(card).tally == {"": [1, 0, 0, 0], str(grief.pk): [1, 0, 0, 0]}
    Experience.objects.filter(member=wren).delete()
    Experience.objects.create(member=wren, topic=exams)
    verbs.say_how_it_went(card, outcome="harder", by=wren)
    assert fresh(card).tally == {"": [0, 0, 0, 1], str(grief.pk): [0, 0, 0, 0], str(exams.pk): [0, 0, 0, 1]}
    verbs.let_go(card, by=wren)
    assert all(not any(row) for row in fresh(card).tally.values()) and not Trial.system.exists()


def test_evidence_is_people_and_a_list_in_words(card, wren):
    tried_by(3, card)
    assert "Too few have tried it to say yet." in page_of(wren, card) and "p-helped\"" not in page_of(wren, card).split("</symbol>")[-1]
    tried_by(2, card, "not_me", start=10)
    shown = page_of(wren, card)
    assert "5 people tried it" in shown and "3 said it helped" in shown and "2 said not for them" in shown
    assert shown.count('href="#p-helped"') == 3 + 1 and shown.count('href="#p-not_me"') == 2 + 1 and "%" not in shown.split("<article")[1].split("</article>")[0]


def test_below_five_nothing_says_that_one_more_has_tried_it(card, wren, clock):
    from cairn.toolkit.words import evidence

    card_by(member("Ash"), "Another card")
    before = evidence(fresh(card).tally), page(wren, "/toolkit/for/empty-house")
    for n in range(4):
        tried_by(1, card, ("helped", "harder")[n % 2], start=n)
        assert evidence(fresh(card).tally) == before[0] and fresh(card).tally_before_today == {}
        assert _main(page(wren, "/toolkit/for/empty-house")) == _main(before[1]), "not its place either"
    clock.move(days=1)
    assert sum(fresh(card).tally_before_today[""]) == 4
    tried_by(1, card, start=10)
    assert sum(fresh(card).tally_before_today[""]) == 4 and evidence(fresh(card).tally) != before[0]


def _main(shown: str) -> str:
    """What is read there: without the keys of its forms, which are others each time."""
    return re.sub(r' value="[^"]*"', "", shown.split("<main")[1].split("</main>")[0])


def test_how_it_went_for_the_sixth_cannot_be_read_off(card, wren):
    tried_by(5, card)
    before = page_of(wren, card)
    tried_by(1, card, "harder", start=10)
    assert "made it harder" not in page_of(wren, card).split("</article>")[0]
    assert page_of(wren, card).count("#p-") == before.count("#p-")
    tried_by(2, card, start=20)
    assert "8 people tried it" in page_of(wren, card) and "1 said it made it harder" in page_of(wren, card)


def test_a_line_is_told_by_a_choice_of_its_own(card, dell, wren):
    browser = signed_in(wren)
    assert browser.get(f"/toolkit/{card.pk}/line").status_code == 403, "first how it went"
    browser.post(f"/toolkit/{card.pk}/how-it-went", {"outcome": "little", "line": LINE})
    assert LINE not in page_of(dell, card)
    browser.post(f"/toolkit/{card.pk}/line", {"words": LINE, "shown_as": "stone"})
    shown = page_of(dell, card)
    assert LINE in shown and "Wren, whom it helped a little" in shown and "how a card of yours went" in page(dell, "/notices")
    verbs.say_how_it_went(card, outcome="harder", by=wren)
    assert "Wren, for whom it made it harder" in page_of(dell, card), "it says what they say now"
    browser.post(f"/toolkit/{card.pk}/line/take-back")
    assert LINE not in page_of(dell, card) and trial(card, wren) is not None


def test_as_someone_nobody_learns_whose_line_it_is(card, dell, wren):
    from cairn.members import verbs as members
    from cairn.members.models import Member

    verbs.say_how_it_went(card, outcome="not_me", by=wren)
    verbs.tell_line(card, words=LINE, shown_as="someone", by=wren)
    shown = page_of(dell, card)
    assert LINE in shown and "Someone here, for whom it was not" in shown and "Wren" not in shown and wren.stone not in shown
    members.mute(wren, by=dell)
    assert LINE in page_of(Member.objects.get(pk=dell.pk), card)
    named = verbs.tell_line(card, words=LINE, shown_as="stone", by=wren)
    assert LINE not in page_of(Member.objects.get(pk=dell.pk), card) and named.pk == Tried.system.get().pk


def test_what_helped_and_what_got_in_the_way_have_equal_room(card, wren):
    for outcome in ("helped", "harder"):
        for one in tried_by(1, card, outcome, start=30 if outcome == "helped" else 40):
            verbs.tell_line(card, words=f"A line: {outcome}.", by=one)
    shown = page_of(wren, card)
    assert shown.index("Where it helped") < shown.index("A line: helped.") < shown.index("What got in the way") < shown.index("A line: harder.")


def test_lines_are_not_seen_across_a_block(card, dell, wren):
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    verbs.tell_line(card, words=LINE, shown_as="stone", by=wren)
    ash = member("Ash")
    assert LINE in page_of(ash, card)
    block(ash, wren)
    assert LINE not in page_of(ash, card)


def test_a_line_has_no_room_for_medicine(card, wren):
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    again = signed_in(wren).post(f"/toolkit/{card.pk}/line", {"words": "With 20 mg it works.", "shown_as": "stone"}).content.decode()
    assert "Could you say it without?" in again and "With 20 mg" in again and not Tried.system.exists()
    with pytest.raises(Refused):
        verbs.tell_line(card, words="With 20 mg it works.", by=wren)


def test_ones_own_card_is_not_for_trying(card, dell):
    browser = signed_in(dell)
    for address in ("try", "how-it-went", "line"):
        assert browser.post(f"/toolkit/{card.pk}/{address}", {"outcome": "helped", "words": "x"}).status_code == 403
    assert not fresh(card).counts


def test_what_one_does_not_see_one_does_not_try(card, dell):
    ash = member("Ash")
    block(dell, ash)
    browser = signed_in(ash)
    for address in ("try", "how-it-went", "later", "let-go", "line", "line/take-back", "put-in", "withdraw", "change"):
        assert browser.post(f"/toolkit/{card.pk}/{address}").status_code == 404


def test_private_words_that_mean_danger_bring_help_to_their_writer_alone(card, wren):
    from cairn.safety.models import Alert

    browser = signed_in(wren)
    answer = browser.post(f"/toolkit/{card.pk}/how-it-went", {"outcome": "harder", "line": "I want to kill myself."}, follow=True)
    assert "Help now" in answer.content.decode() and not Alert.objects.exists()


def test_somebody_paused_still_tries_for_themselves(card, wren):
    from datetime import timedelta

    from cairn.base import clock as now
    from cairn.members.models import Member

    Member.objects.filter(pk=wren.pk).update(paused_until=now.now() + timedelta(days=2))
    browser = signed_in(wren)
    assert browser.post(f"/toolkit/{card.pk}/how-it-went", {"outcome": "helped", "line": ""}).status_code == 302
    assert browser.post(f"/toolkit/{card.pk}/line", {"words": LINE, "shown_as": "stone"}).status_code == 403


def test_people_like_me_are_never_one_or_two(dell, wren):
    grief = topic("grief")
    card = card_by(dell)
    Experience.objects.create(member=wren, topic=grief)
    for n in range(3):
        assert "from people" in page(wren, "/toolkit/for/empty-house").lower() and card.title not in page(wren, "/toolkit/for/empty-house?like=1")
        one = member(f"L{n}")
        Experience.objects.create(member=one, topic=grief)
        verbs.say_how_it_went(card, outcome="helped", by=one)
    assert card.title in page(wren, "/toolkit/for/empty-house?like=1")


def test_a_page_does_not_jump_within_a_day(dell, wren):
    for n in range(20):
        card_by(dell, f"Card {n}")
    first = page(wren, "/toolkit/for/empty-house")
    in_order = lambda shown: [part.split("<")[0] for part in shown.split(">Card ")[1:]]  # noqa: E731
    assert len(in_order(first)) == 12 and in_order(page(wren, "/toolkit/for/empty-house")) == in_order(first)
    rest = in_order(page(wren, "/toolkit/for/empty-house?from=12"))
    assert sorted(in_order(first) + rest) == sorted(str(n) for n in range(20))


def test_what_is_taken_along_is_ones_own(card, wren):
    from cairn.base.along import gathered

    verbs.say_how_it_went(card, outcome="helped", line=LINE, by=wren)
    card_by(wren, "Mine", "In my words.")
    part = next(part for part in gathered(wren) if part.key == "toolkit")
    said = " ".join(f"{piece.words} {piece.line}" for piece in part.pieces)
    assert LINE in said and "In my words." in said and "coming home to an empty house" in said and card.words not in said and card.title not in said

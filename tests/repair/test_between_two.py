"""Something between two people: five steps, nothing shown before both agree, and a way out at each of them."""

import pytest

from cairn.base.rules import Refused
from cairn.members.models import Apart
from cairn.repair import rules, verbs
from cairn.repair.models import Beside, Concern, Step
from tests.cast import block, circle_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db

PARTS = {"happened": "The kettle was thrown out of the window.", "affected": "I did not sleep.", "need": "A word about it."}


@pytest.fixture
def marl():
    return member("Marl")


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def dell():
    return member("Dell")


@pytest.fixture
def juno():
    return member("Juno")


@pytest.fixture
def tuesday(marl, wren, dell, juno):
    return circle_of(marl, wren, dell, juno)


def page_of(person, concern) -> str:
    return signed_in(person).get(f"/working-it-out/{concern.pk}").content.decode()


def notices_of(person) -> str:
    return signed_in(person).get("/notices").content.decode()


def fresh(concern) -> Concern:
    return Concern.system.get(pk=concern.pk)


def begun(wren, dell, circle=None):
    return verbs.begin(dell, circle=circle, by=wren)


def walking(wren, dell, clock, circle=None):
    """Both would, and a day has passed."""
    concern = verbs.answer(begun(wren, dell, circle), yes=True, by=dell)
    clock.tick(days=1, minutes=1)
    return fresh(concern)


def hearing(wren, dell, clock, circle=None):
    concern = walking(wren, dell, clock, circle)
    verbs.write_happened(concern, PARTS, ready=True, by=wren)
    return verbs.write_happened(concern, {"happened": "I threw it.", "affected": "", "need": ""}, ready=True, by=dell)


def answers(concern, kind, yes, *, by):
    theirs = Step.objects.exclude(member=by).get(concern=concern, kind=kind)
    return verbs.answer_step(concern, yes=yes, seen=rules.seen(theirs.words), by=by)


def helping(wren, dell, clock, circle=None):
    concern = hearing(wren, dell, clock, circle)
    verbs.write_heard(concern, "You did not sleep.", by=dell)
    verbs.write_heard(concern, "It was the heat.", by=wren)
    answers(concern, "hear", True, by=wren)
    return answers(concern, "hear", True, by=dell)


def a_week_later(wren, dell, clock, circle=None):
    concern = helping(wren, dell, clock, circle)
    verbs.write_helps(concern, "A walk.", by=wren)
    verbs.write_helps(concern, "A new kettle.", by=dell)
    answers(concern, "helps", True, by=wren)
    answers(concern, "helps", True, by=dell)
    clock.tick(days=7, minutes=1)
    return fresh(concern)


def mended(wren, dell, clock, circle=None):
    concern = a_week_later(wren, dell, clock, circle)
    verbs.answer_back(concern, yes=True, by=wren)
    return verbs.answer_back(concern, yes=True, by=dell)


# ---- from first to last


def test_two_people_walk_from_a_breath_apart_to_a_line_for_the_circle(wren, dell, juno, tuesday, clock):
    concern = begun(wren, dell, tuesday)
    assert "Wren would like to work something out with you" in notices_of(dell)
    assert "Wren would like to work something out with you" in page_of(dell, concern)
    concern = verbs.answer(concern, yes=True, by=dell)
    assert "First there is a day apart" in notices_of(wren)
    breaks = Apart.objects.filter(kind=Apart.BREAK, member__in=[wren, dell], other__in=[wren, dell])
    assert {one.until for one in breaks} and all(one.until > clock.now() for one in breaks)

    clock.tick(days=1, minutes=1)
    assert "Nothing is shown before you both agree" in page_of(wren, concern)
    verbs.write_happened(concern, PARTS, ready=True, by=wren)
    assert "kettle" in page_of(wren, concern) and "kettle" not in page_of(dell, concern)
    verbs.write_happened(concern, {"happened": "I threw it, and was sorry at once."}, ready=True, by=dell)
    assert "kettle was thrown" in page_of(dell, concern) and "sorry at once" in page_of(wren, concern)

    verbs.write_heard(concern, "You were afraid of the noise.", by=dell)
    assert "afraid of the noise" in page_of(wren, concern)
    answers(concern, "hear", False, by=wren)
    assert "not quite" in page_of(dell, concern)
    verbs.write_heard(concern, "You could not sleep.", by=dell)
    answers(concern, "hear", True, by=wren)
    verbs.write_heard(concern, "It was over before you knew.", by=wren)
    assert answers(concern, "hear", True, by=dell).step == "helps"

    verbs.write_helps(concern, "A walk together.", by=wren)
    assert "A walk together" not in page_of(dell, concern)
    verbs.write_helps(concern, "A new kettle.", by=dell)
    assert "A walk together" in page_of(dell, concern) and "A new kettle" in page_of(wren, concern)
    answers(concern, "helps", True, by=dell)
    assert answers(concern, "helps", True, by=wren).step == "back"
    assert "It is mended" not in page_of(wren, concern)

    clock.tick(days=7, minutes=1)
    assert "How is it now" in notices_of(dell)
    verbs.answer_back(concern, yes=True, by=dell)
    assert verbs.answer_back(concern, yes=True, by=wren).ended_as == "mended"
    assert "It is mended between you and Wren" in notices_of(dell)

    verbs.write_line(concern, "Two of us broke a kettle and bought one.", by=wren)
    assert "bought one" not in signed_in(juno).get(f"/circles/{tuesday.pk}").content.decode()
    verbs.agree_line(concern, seen=rules.seen("Two of us broke a kettle and bought one."), by=dell)
    assert "bought one" in signed_in(juno).get(f"/circles/{tuesday.pk}").content.decode()


def test_every_page_on_the_way_opens_for_both(wren, dell, tuesday, clock):
    for reach in (begun, walking, hearing, helping, a_week_later, mended):
        Concern.system.all().delete()
        concern = reach(wren, dell, *([] if reach is begun else [clock]), tuesday)
        for person in (wren, dell):
            assert signed_in(person).get(f"/working-it-out/{concern.pk}").status_code == 200, reach
            assert signed_in(person).get("/working-it-out").status_code == 200


# ---- asked once, and never pressed


def test_a_no_and_silence_and_a_block_look_alike_to_whoever_asked(wren, clock):
    others = [member(name) for name in ("Ash", "Rook", "Heath")]
    asked = [begun(wren, other) for other in others]
    verbs.answer(asked[0], yes=False, by=others[0])
    from cairn.members.verbs import block as really_block

    really_block(wren, by=others[2])
    wren.__dict__.pop("around", None)
    pages = {plain(page_of(wren, concern), concern) for concern in asked}
    assert len(pages) == 1 and not any(other.name in next(iter(pages)) for other in others)
    assert "It is not the time" not in notices_of(wren)
    clock.tick(days=7, minutes=1)
    after = {plain(page_of(wren, concern), concern) for concern in asked}
    assert len(after) == 1 and "says nothing about you" in next(iter(after))
    said = notices_of(wren)
    alike = said[said.index("It is not the time") :].partition("</li>")[0]
    assert said.count("It is not the time") == 1 and alike.count("<time") == 3, "one line, with the time of each"
    assert [said.count(f'href="/working-it-out/{concern.pk}"') for concern in asked] == [1, 1, 1]
    rows = signed_in(wren).get("/working-it-out").content.decode()
    assert rows.count("It was not the time") == 3 and "Heath" not in rows


def plain(page: str, concern) -> str:
    """Without what differs from page to page."""
    import re

    return re.sub(r'(name="(once|csrfmiddlewaretoken)" value="[^"]*"|nonce="[^"]*")', "", page.replace(str(concern.pk), "N"))


def test_nobody_is_asked_twice_in_three_months(wren, dell, clock):
    concern = begun(wren, dell)
    assert begun(wren, dell).pk == concern.pk, "asking twice is asking once"
    clock.tick(days=8)
    with pytest.raises(Refused):
        begun(wren, dell)
    assert begun(dell, wren).asked_at, "the other may begin"


def test_whoever_said_not_now_may_begin_later_themselves(wren, dell):
    concern = begun(wren, dell)
    verbs.answer(concern, yes=False, by=dell)
    assert signed_in(dell).get(f"/working-it-out/{concern.pk}").status_code == 404
    made = begun(dell, wren)
    assert made.pk != concern.pk and rules.may_answer(wren, made)


def test_who_is_asked_sees_nothing_that_the_first_wrote_and_can_write_nothing_before_a_yes(wren, dell):
    concern = begun(wren, dell)
    for person in (wren, dell):
        with pytest.raises(Refused):
            verbs.write_happened(concern, PARTS, ready=True, by=person)
    assert not Step.objects.exists()


def test_what_is_unsafe_leads_to_a_report_and_nobody_is_asked(wren, dell):
    share = share_by(dell, "You never listen, Wren.")
    for what in ("pressing", "harm", "danger"):
        answer = signed_in(wren).post(f"/working-it-out/about/share/{share.pk}", {"what": what, "once": what})
        page = signed_in(wren).get(answer["Location"]).content.decode()
        assert f"/report/share/{share.pk}" in page and "/help-now" in page
        assert 'value="danger" checked' in signed_in(wren).get(f"/report/share/{share.pk}?reason=danger").text and f'"/report/share/{share.pk}?reason=danger"' in page
    assert not Concern.system.exists()
    answer = signed_in(wren).post(f"/working-it-out/about/share/{share.pk}", {"what": "hurt", "once": "h"})
    assert Concern.system.get().other_id == dell.pk and answer.status_code == 302


def test_the_report_path_stands_at_the_top_of_every_beginning(wren, dell, tuesday):
    share = share_by(dell, "You never listen, Wren.")
    for address in (f"/working-it-out/about/share/{share.pk}", f"/circles/{tuesday.pk}/working-it-out", f"/circles/{tuesday.pk}/conversation"):
        page = signed_in(wren).get(address).content.decode()
        assert page.index("never go this way") < page.index("<form class=\"stack\"") and "/help-now" in page


def test_the_way_in_stands_under_what_somebody_wrote_and_not_under_someone(wren, dell):
    named, someone = share_by(dell, "Told plainly."), share_by(dell, "Told quietly.", shown_as="someone")
    browser = signed_in(wren)
    assert f"/working-it-out/about/share/{named.pk}" in browser.get(f"/shares/{named.pk}").content.decode()
    assert "/working-it-out/about" not in browser.get(f"/shares/{someone.pk}").content.decode()
    assert browser.get(f"/working-it-out/about/share/{someone.pk}").status_code == 404
    answered = response_by(wren, named)
    assert signed_in(dell).get(f"/working-it-out/about/response/{answered.pk}").status_code == 200
    assert browser.get(f"/working-it-out/about/response/{answered.pk}").status_code == 404, "one's own words"


def test_a_share_of_someone_is_not_opened_by_its_writers_own_answers(wren, dell):
    someone = share_by(dell, "Told quietly.", shown_as="someone")
    own = response_by(dell, someone, "I wanted to add this.", kind="heard")
    assert signed_in(wren).get(f"/working-it-out/about/response/{own.pk}").status_code == 404


def test_people_who_are_blocked_cannot_begin_and_it_looks_like_nothing_there(wren, dell, tuesday):
    share = share_by(dell, "You never listen, Wren.")
    block(dell, wren)
    assert signed_in(wren).get(f"/working-it-out/about/share/{share.pk}").status_code == 404
    assert "Dell" not in signed_in(wren).get(f"/circles/{tuesday.pk}/working-it-out").content.decode()
    for one, other in ((wren, dell), (dell, wren)):
        with pytest.raises(Refused):
            begun(one, other)


# ---- stopping


def test_either_stops_with_one_press_and_the_words_go_back(wren, dell, juno, clock):
    concern = hearing(wren, dell, clock)
    assert "kettle" in page_of(dell, concern)
    assert signed_in(wren).post(f"/working-it-out/{concern.pk}/stop", {"once": "s"}).status_code == 302
    theirs, mine = page_of(dell, concern), page_of(wren, concern)
    assert "kettle" not in theirs and "I threw it" in theirs and "I threw it" not in mine
    assert "Wren" not in theirs and "was put down" in theirs
    assert "was put down" in notices_of(dell)


def test_a_block_ends_it_as_a_stop_does(wren, dell, clock):
    from cairn.members.verbs import block as really_block

    rook, ash = member("Rook"), member("Ash")
    stopped, blocked = hearing(wren, dell, clock), hearing(rook, ash, clock)
    verbs.stop(stopped, by=dell)
    really_block(rook, by=ash)
    for person in (wren, rook):
        person.__dict__.pop("around", None)
    assert plain(page_of(wren, stopped), stopped).replace("Wren", "X") == plain(page_of(rook, blocked), blocked).replace("Rook", "X").replace(rook.stone, wren.stone)
    lines = [[line for line in notices_of(person).split("<li>") if "put down" in line] for person in (wren, rook)]
    assert len(lines[0]) == len(lines[1]) == 1


# ---- time


def test_a_step_is_asked_after_once_and_then_comes_to_rest(wren, dell, clock):
    concern = walking(wren, dell, clock)
    verbs.write_happened(concern, PARTS, ready=True, by=wren)
    clock.tick(days=3, minutes=1)
    assert "waits for you" in notices_of(dell) and "waits for you" not in notices_of(wren)
    reminded = fresh(concern).reminded_at
    clock.tick(days=3)
    assert fresh(concern).reminded_at == reminded
    clock.tick(days=5)
    assert fresh(concern).ended_as == "lapsed"
    assert "came to rest by itself" in notices_of(wren)
    clock.tick(days=91)
    assert not Concern.system.exists() and not Step.objects.exists()


def test_the_clock_does_each_thing_once_however_often_it_comes(wren, dell, clock):
    concern = verbs.answer(begun(wren, dell), yes=True, by=dell)
    clock.move(days=1, minutes=1)
    for _again in range(3):
        verbs.mind_concerns()
    assert fresh(concern).step == "happened" and fresh(concern).reminded_at is None
    opened = fresh(concern).opened_at
    verbs.mind_concerns()
    assert fresh(concern).opened_at == opened


def test_not_yet_gives_one_week_more_and_then_it_is_put_down(wren, dell, clock):
    concern = a_week_later(wren, dell, clock)
    verbs.answer_back(concern, yes=True, by=wren)
    assert verbs.answer_back(concern, yes=False, by=dell).opened_at is None
    clock.tick(days=7, minutes=1)
    verbs.answer_back(concern, yes=False, by=dell)
    assert verbs.answer_back(concern, yes=True, by=wren).ended_as == "stopped"
    assert "A walk." not in page_of(dell, concern)


# ---- the line for the circle


def test_one_letter_changed_needs_the_others_yes_again(wren, dell, juno, tuesday, clock):
    concern = mended(wren, dell, clock, tuesday)
    verbs.write_line(concern, "We mended it.", by=wren)
    verbs.agree_line(concern, seen=rules.seen("We mended it."), by=dell)
    circle = lambda: signed_in(juno).get(f"/circles/{tuesday.pk}").content.decode()  # noqa: E731
    assert "We mended it." in circle()
    verbs.write_line(concern, "We mended it!", by=dell)
    assert "We mended it" not in circle()
    with pytest.raises(Refused):
        verbs.agree_line(concern, seen=rules.seen("We mended it."), by=wren)
    with pytest.raises(Refused):
        verbs.agree_line(concern, seen=rules.seen("We mended it!"), by=dell)
    verbs.agree_line(concern, seen=rules.seen("We mended it!"), by=wren)
    assert "We mended it!" in circle()
    verbs.take_back_line(concern, by=dell)
    assert "We mended it" not in circle()


def test_a_line_is_not_shown_to_whoever_is_blocked_with_one_of_the_two(wren, dell, juno, tuesday, clock):
    concern = mended(wren, dell, clock, tuesday)
    verbs.write_line(concern, "We mended it.", by=wren)
    verbs.agree_line(concern, seen=rules.seen("We mended it."), by=dell)
    block(juno, dell)
    assert "We mended it" not in signed_in(juno).get(f"/circles/{tuesday.pk}").content.decode()
    assert "We mended it" not in signed_in(member("Stranger")).get(f"/circles/{tuesday.pk}").content.decode()


# ---- who stands beside


def test_the_facilitator_knows_of_nothing_until_they_are_brought(wren, dell, marl, tuesday, clock):
    concern = hearing(wren, dell, clock, tuesday)
    assert signed_in(marl).get(f"/working-it-out/{concern.pk}").status_code == 404
    for address in ("/desk", "/working-it-out", f"/circles/{tuesday.pk}", "/notices"):
        page = signed_in(marl).get(address).content.decode()
        assert "kettle" not in page and str(concern.pk) not in page


def test_who_is_brought_reads_from_then_on_and_what_its_writer_keeps_again(wren, dell, marl, juno, tuesday, clock):
    concern = hearing(wren, dell, clock, tuesday)
    asked = verbs.bring(concern, marl, supporter=False, by=wren)
    assert signed_in(marl).get(f"/working-it-out/{concern.pk}").status_code == 404
    assert "would like you beside them" in notices_of(marl)
    assert "Dell" in signed_in(marl).get(f"/beside/{asked.pk}").content.decode()
    verbs.answer_beside(asked, yes=True, by=marl)
    assert "kettle" not in page_of(marl, concern) and "I threw it" not in page_of(marl, concern)
    assert "Marl came after you wrote" in page_of(wren, concern)
    verbs.keep_again(concern, by=wren)
    assert "kettle" in page_of(marl, concern) and "I threw it" not in page_of(marl, concern)

    supporter = verbs.bring(concern, juno, supporter=True, by=wren)
    verbs.answer_beside(supporter, yes=True, by=juno)
    assert "kettle" in page_of(juno, concern) and "I threw it" not in page_of(juno, concern)
    verbs.keep_again(concern, by=dell)
    assert "I threw it" in page_of(juno, concern)
    assert "<textarea" not in page_of(juno, concern) and "<textarea" not in page_of(marl, concern)
    verbs.step_back(supporter, by=juno)
    assert signed_in(juno).get(f"/working-it-out/{concern.pk}").status_code == 404


def test_a_supporter_blocked_with_the_other_is_never_asked_and_it_looks_like_no_answer(wren, dell, juno, tuesday, clock):
    rook = member("Rook")
    from tests.cast import seat

    seat(tuesday, rook)
    block(juno, dell)
    concern = hearing(wren, dell, clock, tuesday)
    verbs.bring(concern, juno, supporter=True, by=wren)
    unasked = plain(page_of(wren, concern), concern)
    assert "beside them" not in notices_of(juno)
    assert signed_in(juno).get(f"/beside/{Beside.objects.get().pk}").status_code == 404
    Beside.objects.all().delete()
    verbs.bring(concern, rook, supporter=True, by=wren)
    assert plain(page_of(wren, concern), concern) == unasked


def test_the_facilitator_proposes_it_to_two_one_after_the_other(wren, dell, marl, tuesday, clock):
    concern = verbs.propose(wren, dell, tuesday, by=marl)
    assert signed_in(dell).get(f"/working-it-out/{concern.pk}").status_code == 404
    assert "thinks that you and Dell might" in notices_of(wren)
    verbs.answer(concern, yes=True, by=wren)
    assert "Marl" in page_of(dell, concern)
    concern = verbs.answer(concern, yes=True, by=dell)
    clock.tick(days=1, minutes=1)
    assert "Marl, who is there for both of you, reads it" in page_of(wren, concern)
    verbs.write_happened(concern, PARTS, ready=False, by=wren)
    assert "kettle" in page_of(marl, concern) and "kettle" not in page_of(dell, concern)


def test_a_proposal_between_two_who_are_blocked_asks_nobody_and_shows_nothing(wren, dell, juno, marl, tuesday, clock):
    block(dell, wren)
    quiet, plainly = verbs.propose(wren, dell, tuesday, by=marl), verbs.propose(juno, dell, tuesday, by=marl)
    assert plain(page_of(marl, quiet), quiet) == plain(page_of(marl, plainly), plainly)
    assert signed_in(wren).get(f"/working-it-out/{quiet.pk}").status_code == 404
    assert "might work something out" not in notices_of(wren)
    clock.tick(days=7, minutes=1)
    assert signed_in(wren).get(f"/working-it-out/{quiet.pk}").status_code == 404
    assert "put down" not in signed_in(wren).get("/working-it-out").content.decode()


# ---- strangers


def test_strangers_see_nothing_and_may_do_nothing(wren, dell, marl, juno, tuesday, clock):
    concern = hearing(wren, dell, clock, tuesday)
    verbs.write_heard(concern, "You did not sleep.", by=dell)
    acts = ["answer", "say", "back", "stop", "line/agree", "line/take-back", "keep-again"]
    for somebody in (marl, juno, member("Stranger"), member("Ines", coordinator=True)):
        browser = signed_in(somebody)
        for address in ("", "/line", "/supporter", "/facilitator"):
            assert browser.get(f"/working-it-out/{concern.pk}{address}").status_code == 404
        for act in acts:
            assert browser.post(f"/working-it-out/{concern.pk}/{act}", {"answer": "yes", "once": act}).status_code == 404
        for verb in (
            lambda who: verbs.write_heard(concern, "x", by=who), lambda who: verbs.stop(concern, by=who), lambda who: verbs.keep_again(concern, by=who),
            lambda who: verbs.answer(concern, yes=True, by=who), lambda who: verbs.write_line(concern, "x", by=who), lambda who: verbs.take_back_line(concern, by=who),
            lambda who: verbs.answer_step(concern, yes=True, seen="", by=who), lambda who: verbs.bring(concern, juno, supporter=True, by=who),
        ):
            with pytest.raises(Refused):
                verb(somebody)
    assert fresh(concern).ended_at is None


def test_only_what_was_shown_can_be_reported_and_by_the_one_who_reads_it(wren, dell, clock):
    concern = walking(wren, dell, clock)
    verbs.write_happened(concern, PARTS, ready=True, by=wren)
    step = Step.objects.get(kind="happened")
    assert signed_in(dell).get(f"/report/step/{step.pk}").status_code == 404
    verbs.write_happened(concern, {"happened": "I threw it."}, ready=True, by=dell)
    assert "kettle" in signed_in(dell).get(f"/report/step/{step.pk}").content.decode()
    assert signed_in(member("Stranger")).get(f"/report/step/{step.pk}").status_code == 404


def test_erased_words_are_gone_and_the_page_stands(wren, dell, tuesday, clock, django_capture_on_commit_callbacks):
    concern = mended(wren, dell, clock, tuesday)
    verbs.write_line(concern, "We mended it.", by=wren)
    from cairn.base import keyring
    from cairn.base.models import DataKey

    with django_capture_on_commit_callbacks(execute=True):
        keyring.destroy(wren.pk)
    page = page_of(dell, concern)
    assert "kettle" not in page.replace("A new kettle.", "") and "These words are gone" in page
    assert fresh(concern).line is None and not DataKey.objects.filter(owner=concern.pk).exists()

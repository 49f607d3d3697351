"""Somebody who did not decide looks again; what two decided, and an ended membership."""

import pytest

from cairn.base import clock
from cairn.base.rules import Refused
from cairn.circles.models import Seat
from cairn.members.models import Member
from cairn.members.verbs import leave, name_coordinator, stay
from cairn.safety import verbs
from cairn.safety.models import Appeal, Decision, LogLine
from cairn.safety.verbs import appealing, deciding, reporting
from cairn.shares.models import Share
from cairn.shares.verbs import withdraw
from tests.cast import member, share_by, signed_in
from tests.safety.deciding import decided, ended, people, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return people()


def appealed(who, what="hold", **more):
    _share, report = reported(who)
    decision = decided(report, what, by=who.ida, **more)
    return decision, appealing.appeal(decision, words="It was a quotation.", by=who.dell)


def test_an_appeal_goes_to_somebody_else_and_lifts_what_was_decided(who):
    share, report = reported(who)
    decision = decided(report, by=who.ida)
    browser = signed_in(who.dell)
    browser.post(f"/decisions/{decision.pk}", {"words": "It was a quotation.", "once": "a"})
    assert "It waits for somebody who did not decide this." in browser.get(f"/decisions/{decision.pk}").text
    assert "asks for a second look" in signed_in(who.otto).get("/notices").text
    assert "asks for a second look" not in signed_in(who.ida).get("/notices").text
    assert signed_in(who.ida).get(f"/appeals/{decision.pk}").status_code == 404
    page = signed_in(who.otto).get(f"/appeals/{decision.pk}").text
    assert "It was a quotation." in page and "You are all fools." in page
    signed_in(who.otto).post(f"/appeals/{decision.pk}", {"stands": "no", "answer": "It was. I am sorry.", "once": "b"})
    page = browser.get(f"/decisions/{decision.pk}").text
    assert "lifted it" in page and "It was. I am sorry." in page and "Otto" not in page
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 200
    assert "Somebody has looked again at what you appealed" in browser.get("/notices").text
    assert [line.act for line in LogLine.objects.order_by("number")] == ["hold", "appeal", "look", "appeal_lifts", "lift_hold"]


def test_an_appeal_can_be_answered_that_it_stands(who):
    decision, appeal = appealed(who)
    verbs.answer_appeal(appeal, stands=True, answer="I read it as they did.", by=who.otto)
    decision.refresh_from_db()
    assert decision.ended_at is None and Appeal.system.get().stands
    with pytest.raises(Refused):
        verbs.answer_appeal(appeal, stands=False, answer="After all.", by=who.rowan)


def test_it_is_appealed_once_and_by_the_one_it_is_about(who):
    decision, appeal = appealed(who)
    assert verbs.appeal(decision, words="Once more.", by=who.dell) == appeal and Appeal.system.get().words == "It was a quotation."
    _share, report = reported(who, text="Fools again.")
    other = decided(report, by=who.ida)
    for stranger in (who.wren, who.marl, who.ida, who.otto, who.rowan):
        with pytest.raises(Refused):
            verbs.appeal(other, words="Not mine.", by=stranger)
        assert signed_in(stranger).get(f"/decisions/{other.pk}").status_code == 404


def test_who_decided_seconded_or_brought_it_never_answers(who):
    _share, report = reported(who)
    decision = ended(report, first=who.ida, second=who.otto)
    dell = Member.objects.get(pk=who.dell.pk)
    appeal = verbs.appeal(decision, words="Please look again.", by=dell)
    for somebody in (who.ida, who.otto, who.dell, who.wren, who.marl):
        with pytest.raises(Refused):
            verbs.answer_appeal(appeal, stands=False, answer="No.", by=somebody)
    verbs.answer_appeal(appeal, stands=False, answer="Come back.", by=who.rowan)


def test_nobody_who_decided_lifts_it_past_the_appeal_or_decides_it_again(who):
    decision, appeal = appealed(who)
    for somebody in (who.ida, who.otto, who.rowan):
        with pytest.raises(Refused):
            deciding.lift(decision, reason="So that nobody looks.", by=somebody)
    verbs.answer_appeal(appeal, stands=False, answer="It is not so.", by=who.otto)
    with pytest.raises(Refused):
        decided(decision.report, by=who.ida)
    decided(decision.report, by=member("Third", responder_since=clock.now()))


def test_where_nobody_else_is_there_it_says_so_plainly(who):
    Member.objects.filter(pk__in=[who.otto.pk, who.rowan.pk]).update(left_at=clock.now())
    _share, report = reported(who)
    decision = decided(report, by=who.ida)
    browser = signed_in(who.dell)
    assert "Just now there is nobody like that here" in browser.get(f"/decisions/{decision.pk}").text
    browser.post(f"/decisions/{decision.pk}", {"words": "It was a quotation.", "once": "a"})
    assert "There is nobody here just now who could look again" in browser.get(f"/decisions/{decision.pk}").text


def test_with_one_responder_the_coordinator_looks_again(who):
    Member.objects.filter(pk=who.otto.pk).update(responder_since=None)
    decision, _appeal = appealed(who)
    assert "asks for a second look" in signed_in(who.rowan).get("/notices").text
    assert "You are all fools." in signed_in(who.rowan).get(f"/appeals/{decision.pk}").text


def test_a_membership_ends_by_two_and_the_member_reads_both_reasons_and_appeals(who):
    _share, report = reported(who)
    proposed = decided(report, "end_membership", by=who.ida)
    assert Member.objects.get(pk=who.dell.pk).left_at is None
    assert "Nothing has been decided about you" in signed_in(who.dell).get("/decisions").text
    assert "waits for a second person" in signed_in(who.otto).get("/notices").text
    assert "Be the second" not in signed_in(who.ida).get(f"/decided/{proposed.pk}").text
    signed_in(who.otto).post(f"/decided/{proposed.pk}/second", {"reason": "I read it too.", "once": "a"})
    assert Member.objects.get(pk=who.dell.pk).left_at and not Seat.system.held().filter(member=who.dell).exists()
    browser = signed_in(who.dell)
    assert browser.get("/", follow=True).request["PATH_INFO"] == "/decisions" and browser.get("/shares")["Location"] == "/decisions"
    page = browser.get(f"/decisions/{proposed.pk}").text
    assert "It puts people down" in page and "I read it too." in page
    assert browser.post("/shares/tell", {"text": "Hello"})["Location"] == "/decisions"
    browser.post(f"/decisions/{proposed.pk}", {"words": "Please look again.", "once": "b"})
    verbs.answer_appeal(Appeal.system.get(), stands=False, answer="Come back.", by=who.rowan)
    assert Member.objects.get(pk=who.dell.pk).is_here
    assert browser.get("/shares").status_code == 200


def test_an_ended_member_waits_for_their_answer_and_is_then_gone(who, clock):
    _share, report = reported(who)
    decision = ended(report, first=who.ida, second=who.otto)
    verbs.appeal(decision, words="Please look again.", by=Member.objects.get(pk=who.dell.pk))
    for _week in range(5):
        for _some_days in range(7):
            clock.tick(days=1)
    assert Member.objects.get(pk=who.dell.pk).erased_at is None, "nobody has looked again yet"
    verbs.answer_appeal(Appeal.system.get(), stands=True, answer="We are sorry.", by=who.rowan)
    clock.tick(days=29)
    assert Member.objects.get(pk=who.dell.pk).erased_at


def test_the_second_is_another_and_neither_is_involved(who):
    _share, report = reported(who, circle=False)
    proposed = decided(report, "end_membership", by=who.ida)
    for somebody in (who.ida, who.dell, who.wren, who.marl):
        with pytest.raises(Refused):
            deciding.second(proposed, reason="Yes.", by=somebody)
    brought = verbs.report("share", report.noun_id, reason="hurtful", by=who.otto)
    with pytest.raises(Refused):
        deciding.second(proposed, reason="Yes.", by=who.otto)
    with pytest.raises(Refused):
        decided(brought, "end_membership", by=who.otto)
    with pytest.raises(Refused):
        deciding.second(proposed, reason="  ", by=who.rowan)
    deciding.second(proposed, reason="I agree.", by=who.rowan)
    assert Decision.objects.get(pk=proposed.pk).done_at


def test_who_brought_something_else_of_theirs_is_none_of_the_two(who):
    _share, report = reported(who)
    other = share_by(who.dell, "And you are no better.")
    brought = verbs.report("share", other.pk, reason="hurtful", by=who.otto)
    proposed = decided(report, "end_membership", by=who.ida)
    assert "Be the second" not in signed_in(who.otto).get(f"/decided/{proposed.pk}").text
    with pytest.raises(Refused):
        deciding.second(proposed, reason="I agree.", by=who.otto)
    deciding.let_go(proposed, by=who.ida)
    with pytest.raises(Refused):
        decided(report, "end_membership", by=who.otto)
    reporting.close_report(brought, by=who.ida)
    again = decided(report, "end_membership", by=who.ida)
    deciding.second(again, reason="I agree.", by=who.otto)
    assert Decision.objects.get(pk=again.pk).done_at, "what was closed is past"


def test_being_refused_as_the_second_never_says_who_told_something_as_someone(who):
    _share, report = reported(who)
    unnamed = share_by(who.dell, "Nobody knows that it is me.", shown_as="someone")
    verbs.report("share", unnamed.pk, reason="hurtful", by=who.otto)
    proposed = decided(report, "end_membership", by=who.ida)
    assert "Be the second" in signed_in(who.otto).get(f"/decided/{proposed.pk}").text


def test_what_is_let_go_cannot_be_seconded(who):
    _share, report = reported(who)
    proposed = decided(report, "end_membership", by=who.ida)
    deciding.let_go(proposed, by=who.otto)
    with pytest.raises(Refused):
        deciding.second(proposed, reason="I agree.", by=who.rowan)
    assert Member.objects.get(pk=who.dell.pk).is_here


def test_two_open_who_told_something_as_someone_and_the_writer_is_told(who):
    _share, report = reported(who, text="Nobody knows that it is me.", shown_as="someone")
    proposed = decided(report, "open_author", by=who.ida, reason="They may be in danger.")
    assert "Dell" not in signed_in(who.ida).get(f"/reports/{report.pk}").text + signed_in(who.ida).get(f"/decided/{proposed.pk}").text
    assert "opened" not in signed_in(who.dell).get("/notices").text
    deciding.second(proposed, reason="I think so too.", by=who.otto)
    for one in (who.ida, who.otto):
        assert "Dell wrote" in signed_in(one).get(f"/decided/{proposed.pk}").text
        assert "Dell wrote this" in signed_in(one).get(f"/reports/{report.pk}").text
    third = member("Third", responder_since=clock.now())
    assert "Dell" not in signed_in(third).get(f"/decided/{proposed.pk}").text + signed_in(third).get(f"/reports/{report.pk}").text
    assert "Dell" not in signed_in(who.rowan).get(f"/decided/{proposed.pk}").text + signed_in(who.rowan).get("/log").text
    assert "opened who told something" in signed_in(who.dell).get("/notices").text
    page = signed_in(who.dell).get(f"/decisions/{proposed.pk}").text
    assert "They may be in danger." in page and "I think so too." in page


def test_who_wrote_as_someone_is_not_paused_nor_loses_a_seat_before_two_have_opened_it(who):
    _share, report = reported(who, text="Nobody knows that it is me.", shown_as="someone")
    for what in ("pause", "end_seat", "end_membership"):
        with pytest.raises(Refused):
            decided(report, what, by=who.ida, days=3)
    page = signed_in(who.ida).get(f"/reports/{report.pk}").text
    assert "Pause the member" not in page and "Open who wrote this" in page
    deciding.second(decided(report, "open_author", by=who.ida), reason="Yes.", by=who.otto)
    pause = decided(report, "pause", by=who.ida, days=3)
    assert (pause.noun, pause.noun_id, pause.report) == ("member", 0, None), "a stolen database says nothing of whose words it was"
    assert Member.objects.get(pk=who.dell.pk).paused_until


def test_whoever_was_put_out_signs_in_to_read_why_until_their_time_is_over(who, clock):
    from cairn.members import passwords, queries
    from tests.cast import stranger

    Member.objects.filter(pk=who.dell.pk).update(handle=queries.digest_of_sign_in_name("dell"), password=passwords.hashed("five quiet words"))
    _share, report = reported(who)
    ended(report, first=who.ida, second=who.otto)
    browser = stranger()
    landed = browser.post("/sign-in", {"sign_in_name": "dell", "password": "five quiet words"}, follow=True)
    assert landed.request["PATH_INFO"] == "/decisions" and "Your membership was ended" in landed.content.decode()
    assert browser.get("/circles")["Location"] == "/decisions"
    clock.tick(days=29)
    assert "/decisions" not in browser.get("/circles")["Location"]


@pytest.mark.parametrize("what, stands, lifted", [
    ("hold", "It stays held", "no longer held"), ("pause", "They stay paused", "no longer paused"), ("end_seat", "Their seat stays ended", "seat is given back"),
    ("talk", "It was right to write this", "should not have been written"),
])
def test_each_answer_to_an_appeal_says_what_it_does(who, what, stands, lifted):
    decision, _appeal = appealed(who, what, **({"days": 3} if what == "pause" else {}))
    page = signed_in(who.otto).get(f"/appeals/{decision.pk}").text
    assert stands in page and lifted in page


# ---- what the end does to somebody who had left, and what an appeal does to their words


def left_then_ended(who):
    """Dell leaves by themselves while the end of their membership waits for a second. Gives the decision."""
    _share, report = reported(who)
    proposed = decided(report, "end_membership", by=who.ida)
    leave(by=who.dell)
    who.left = Member.objects.get(pk=who.dell.pk)
    return deciding.second(proposed, reason="I read it too.", by=who.otto)


def test_whoever_left_before_the_second_spoke_does_not_come_back_by_signing_in(who):
    left_then_ended(who)
    now = Member.objects.get(pk=who.dell.pk)
    assert now.ended_at and now.erase_at == now.paused_until == who.left.erase_at
    for by in (who.left, now):
        with pytest.raises(Refused):
            stay(by=by)
    assert Member.objects.get(pk=who.dell.pk).left_at and signed_in(who.dell).get("/shares").status_code != 200
    assert "It puts people down" in signed_in(who.dell).get(f"/decisions/{Decision.objects.get().pk}").text


@pytest.mark.parametrize("appeals", [True, False])
def test_where_that_is_lifted_they_have_left_and_may_come_back_as_after_any_leaving(who, appeals):
    decision = left_then_ended(who)
    if appeals:
        verbs.appeal(decision, words="Please look again.", by=Member.objects.get(pk=who.dell.pk))
        verbs.answer_appeal(Appeal.system.get(), stands=False, answer="It is not so.", by=who.rowan)
    else:
        deciding.lift(decision, reason="It was a quotation.", by=who.rowan)
    now = Member.objects.get(pk=who.dell.pk)
    assert now.left_at and now.ended_at is None and now.paused_until is None and now.erase_at >= who.left.erase_at
    stay(by=now)
    assert Member.objects.get(pk=who.dell.pk).is_here and Share.system.get(pk=decision.report.noun_id).withdrawn_at is None


def test_an_appeal_that_lifts_the_end_brings_their_words_back(who, clock):
    share, report = reported(who)
    own = share_by(who.dell, "I take this one back myself.")
    withdraw(own, by=who.dell)
    decision = ended(report, first=who.ida, second=who.otto)
    clock.move(minutes=5)
    verbs.appeal(decision, words="Please look again.", by=Member.objects.get(pk=who.dell.pk))
    verbs.answer_appeal(Appeal.system.get(), stands=False, answer="Come back.", by=who.rowan)
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 200
    assert Share.system.get(pk=own.pk).withdrawn_at, "what they had taken back themselves stays so"


def test_none_of_their_words_go_while_the_appeal_waits(who, clock):
    share, report = reported(who)
    decision = ended(report, first=who.ida, second=who.otto)
    clock.move(days=20)
    verbs.appeal(decision, words="Please look again.", by=Member.objects.get(pk=who.dell.pk))
    for _some_days in range(30):
        clock.tick(days=1)
        assert Share.system.get(pk=share.pk).withdrawn_at > clock.now(), "it waits with them"
    dell = Member.objects.get(pk=who.dell.pk)
    assert Share.system.get(pk=share.pk).withdrawn_at == dell.erase_at
    verbs.answer_appeal(Appeal.system.get(), stands=False, answer="Come back.", by=who.rowan)
    assert Share.system.get(pk=share.pk).withdrawn_at is None


def test_nobody_who_alone_runs_the_space_by_now_is_put_out(who):
    _share, report = reported(who)
    proposed = decided(report, "end_membership", by=who.ida)
    name_coordinator(who.dell, by=who.rowan)
    leave(by=who.rowan)
    with pytest.raises(Refused):
        deciding.second(proposed, reason="I read it too.", by=who.otto)
    assert Member.objects.get(pk=who.dell.pk).is_here

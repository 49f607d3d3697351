"""What a responder decides: for a reason that the member receives, and only what one may decide alone."""

import pytest

from cairn.base import clock
from cairn.base.rules import Refused
from cairn.circles.models import Seat
from cairn.members.models import Member
from cairn.meetings.models import Spoken
from cairn.notices.models import Notice
from cairn.safety import verbs
from cairn.safety.models import Decision, Look, LogLine, Report
from cairn.safety.verbs import deciding, reporting
from cairn.shares.models import Share
from tests.cast import block, meeting_of, member, response_by, share_by, signed_in
from tests.safety.deciding import decided, people, reported, reported_answer, responder

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return people()


def test_a_responder_reads_what_was_brought_and_the_coordinator_that_it_is_there(who):
    _share, report = reported(who)
    desk = signed_in(who.ida).get("/reports").text
    assert f"/reports/{report.pk}" in desk
    page = signed_in(who.ida).get(f"/reports/{report.pk}").text
    assert "You are all fools." in page and "It frightened me." in page and "Dell" in page and "Wren" not in page
    assert "puts somebody down" in signed_in(who.rowan).get("/reports").text
    assert signed_in(who.rowan).get(f"/reports/{report.pk}").status_code == 404
    for other in (who.marl, who.dell, who.wren):
        assert signed_in(other).get("/reports").status_code == 404
        assert signed_in(other).get(f"/reports/{report.pk}").status_code == 404


def test_each_opening_is_written_down_and_the_coordinator_sees_by_whom(who):
    _share, report = reported(who)
    browser = signed_in(who.ida)
    browser.get(f"/reports/{report.pk}")
    browser.get(f"/reports/{report.pk}")
    assert list(Look.objects.values_list("by", "noun_id")) == [(who.ida.pk, report.pk)]
    log = signed_in(who.rowan).get("/log").text
    assert "A report was opened" in log and "Ida" in log
    assert "opened" not in signed_in(who.dell).get("/decisions").text


def test_the_words_around_an_answer_are_there(who):
    _answer, report = reported_answer(who)
    page = signed_in(who.ida).get(f"/reports/{report.pk}").text
    assert "It is hard just now." in page and "Pull yourself together." in page


def test_a_held_share_is_its_writers_alone_with_the_reason(who):
    share, report = reported(who)
    response_by(who.marl, share, "I hear you.")
    decided(report, by=who.ida)
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 404
    own = signed_in(who.dell).get(f"/shares/{share.pk}").text
    assert "A responder holds this." in own and "/decisions" in own
    assert "You are all fools." not in signed_in(who.wren).get("/shares").text + signed_in(who.wren).get("/").text
    assert "Held for now" in signed_in(who.dell).get("/shares?show=mine").text
    page = signed_in(who.dell).get(f"/decisions/{Decision.objects.get().pk}").text
    assert "It puts people down" in page and "Ida" not in page and "Wren" not in page
    assert "Something you wrote is held" in signed_in(who.dell).get("/notices").text


def test_the_notice_of_a_decision_holds_none_of_the_words(who):
    _share, report = reported(who)
    decision = decided(report, by=who.ida)
    notice = Notice.system.get(kind="decided")
    assert notice.member_id == who.dell.pk and notice.about not in (decision.pk, report.pk, report.noun_id)
    assert "fools" not in signed_in(who.dell).get("/notices").text


def test_an_answer_that_is_held_goes_and_its_share_waits_again(who):
    answer, report = reported_answer(who)
    share = Share.system.get(pk=answer.share_id)
    assert share.heard_at
    decision = decided(report, by=who.ida)
    assert "Pull yourself" not in signed_in(who.wren).get(f"/shares/{share.pk}").text
    assert "Pull yourself" not in signed_in(who.wren).get("/").text
    assert "Pull yourself" in signed_in(who.dell).get(f"/shares/{share.pk}").text
    assert Share.system.get(pk=share.pk).heard_at is None
    deciding.lift(decision, reason="Read again, it is rough and not more.", by=who.otto)
    assert "Pull yourself" in signed_in(who.wren).get(f"/shares/{share.pk}").text
    assert Share.system.get(pk=share.pk).heard_at


def test_what_was_said_with_the_piece_can_be_brought_and_held(who):
    from cairn.meetings.verbs import enter, say, take

    meeting = meeting_of(who.circle, who.marl)
    for one in (who.marl, who.dell, who.wren):
        enter(meeting, by=one)
    take(meeting, "go_on", by=who.marl)
    meeting.refresh_from_db()
    said = Spoken(meeting=meeting, member=who.dell, phase="opening", turn=meeting.room.turn)
    said.text = "Go away, all of you."
    said.save(force_insert=True)
    browser = signed_in(who.wren)
    assert say is not None and f"/report/spoken/{said.pk}" in browser.get(f"/meetings/{meeting.pk}/room").text
    browser.post(f"/report/spoken/{said.pk}", {"reason": "hurtful", "words": "", "once": "a"})
    decided(Report.objects.get(), by=who.ida)
    assert not Spoken.objects.seen_by(who.wren).filter(pk=said.pk).exists()
    assert Spoken.objects.seen_by(who.dell).filter(pk=said.pk).exists()
    assert "Go away" not in browser.get(f"/meetings/{meeting.pk}/room").text


def test_a_name_a_circles_words_and_a_goodbye_can_be_brought(who):
    seat = Seat.system.get(circle=who.circle, member=who.dell)
    page = signed_in(who.wren).get(f"/circles/{who.circle.pk}").text
    assert f"/report/member/{seat.pk}" in page and f"/report/circle/{who.circle.pk}" in page
    browser = signed_in(who.wren)
    for noun, pk in (("member", seat.pk), ("circle", who.circle.pk)):
        assert browser.post(f"/report/{noun}/{pk}", {"reason": "unsure", "words": "Look at this.", "once": noun}).status_code == 302
    assert {report.noun for report in Report.objects.all()} == {"member", "circle"}
    assert signed_in(member("Ash")).get(f"/report/member/{seat.pk}").status_code == 404
    ida = signed_in(who.ida)
    of_circle = Report.objects.get(noun="circle")
    assert "Nothing can be decided about these words here" in ida.get(f"/reports/{of_circle.pk}").text
    assert "Pause the member" in ida.get(f"/reports/{Report.objects.get(noun='member').pk}").text


def test_folded_stands_behind_a_note_for_everybody_and_can_be_opened(who):
    share, report = reported(who)
    decision = decided(report, "fold", by=who.ida)
    for reader in (who.wren, who.dell):
        page = signed_in(reader).get(f"/shares/{share.pk}").text
        assert "A responder put this behind a note. Show it" in page and "<details" in page and "You are all fools." in page
    assert "A responder put this behind a note." in signed_in(who.wren).get("/shares").text
    deciding.lift(decision, reason="Read again.", by=who.otto)
    assert "behind a note" not in signed_in(who.wren).get(f"/shares/{share.pk}").text


def test_a_held_share_is_neither_asked_about_nor_found(who):
    from cairn.hearing.models import Wave
    from cairn.shares.search import keeping

    share, report = reported(who, text="The lighthouse keeps me awake.", circle=False)
    assert Wave.objects.get(share=share).due_at
    decided(report, by=who.ida)
    assert Wave.objects.get(share=share).due_at is None
    keeping.refresh([share.pk])
    from cairn.shares.search import index
    assert share.pk not in index.bags()


def test_a_message_reaches_the_writer_and_does_nothing_else(who):
    share, report = reported(who, shown_as="someone")
    decided(report, "talk", by=who.ida, reason="Could you say it without the last line?")
    assert "Could you say it" in signed_in(who.dell).get(f"/decisions/{Decision.objects.get().pk}").text
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 200


def test_a_seat_that_was_ended_cannot_be_taken_back_by_leaving_it(who):
    _share, report = reported(who)
    decision = decided(report, "end_seat", by=who.ida)
    seat = Seat.system.get(circle=who.circle, member=who.dell)
    assert seat.left_at
    assert signed_in(who.dell).post(f"/seats/{seat.pk}/return", {"once": "a"}).status_code in (302, 403)
    assert Seat.system.get(pk=seat.pk).left_at
    deciding.lift(decision, reason="They have talked.", by=who.otto)
    assert Seat.system.get(pk=seat.pk).left_at is None


def test_nobody_decides_about_their_own_words_or_what_they_brought(who):
    share = share_by(who.ida, "I know best.")
    report = verbs.report("share", share.pk, reason="pressing", by=who.wren)
    with pytest.raises(Refused):
        decided(report, by=who.ida)
    mine = verbs.report("share", share_by(who.dell, "Fools.").pk, reason="hurtful", by=who.ida)
    page = signed_in(who.ida).get(f"/reports/{mine.pk}").text
    assert "You brought this yourself" in page
    with pytest.raises(Refused):
        decided(mine, by=who.ida)
    decided(mine, by=who.otto)


def test_who_sees_a_report_does_not_depend_on_who_brought_it(who):
    share = share_by(who.dell, "Fools.")
    seen = []
    for by in (who.wren, who.ida, who.rowan):
        report = verbs.report("share", share.pk, reason="hurtful", by=by)
        seen.append(({pk for pk in (who.ida.pk, who.otto.pk, who.rowan.pk) if signed_in(Member.objects.get(pk=pk)).get(f"/reports/{report.pk}").status_code == 200}, {n.member_id for n in Notice.system.filter(kind="reported", about=report.pk)}))
    assert seen[0] == seen[1] == seen[2] == ({who.ida.pk, who.otto.pk}, {who.ida.pk, who.otto.pk})


def test_a_block_hides_a_report_from_that_responder_and_never_from_everybody(who):
    block(who.dell, who.ida)
    _share, report = reported(who)
    ida, otto = Member.objects.get(pk=who.ida.pk), Member.objects.get(pk=who.otto.pk)
    assert signed_in(ida).get(f"/reports/{report.pk}").status_code == 404
    assert signed_in(otto).get(f"/reports/{report.pk}").status_code == 200
    block(who.dell, who.otto)
    block(who.dell, who.rowan)
    assert signed_in(who.rowan).get(f"/reports/{report.pk}").status_code == 200


def test_it_is_taken_handed_over_and_closed_and_whoever_brought_it_hears_in_general_words(who):
    _share, report = reported(who)
    signed_in(who.ida).post(f"/reports/{report.pk}/take", {"once": "a"})
    assert "Ida looks after it" in signed_in(who.otto).get("/reports").text
    reporting.hand_over(report, to=who.rowan, by=who.ida)
    assert signed_in(who.rowan).get(f"/reports/{report.pk}").status_code == 200
    assert "A report was handed to you." in signed_in(who.rowan).get("/notices").text
    decided(report, "pause", days=3, by=who.ida)
    reporting.close_report(report, by=who.ida)
    browser = signed_in(who.wren)
    assert "Somebody has looked at what you brought" in browser.get("/notices").text
    page = browser.get(f"/brought/{report.pk}").text
    assert "They have done something about it." in page and "pause" not in page.lower() and "Ida" not in page
    for other in (who.dell, who.marl, who.ida, who.rowan):
        assert signed_in(other).get(f"/brought/{report.pk}").status_code == 404


def test_a_decision_needs_a_rule_a_reason_and_an_act_that_is_offered(who):
    _share, report = reported(who)
    for more in ({"reason": " "}, {"rule": "none of them"}):
        with pytest.raises(Refused):
            decided(report, by=who.ida, **more)
    for what in ("newcomer", "open_author", "nothing"):  # told under a name there is no author to open
        with pytest.raises(Refused):
            decided(report, what, by=who.ida)
    for days in (0, 31):
        with pytest.raises(Refused):
            decided(report, "pause", days=days, by=who.ida)
    assert not Decision.objects.exists() and not LogLine.objects.exists()


def test_strangers_decide_lift_and_second_nothing(who):
    _share, report = reported(who)
    decision = decided(report, by=who.ida)
    for other in (who.marl, who.dell, who.wren):
        with pytest.raises(Refused):
            decided(report, "fold", by=other)
        with pytest.raises(Refused):
            deciding.lift(decision, reason="No.", by=other)
        for address in (f"/reports/{report.pk}/decide/hold", f"/decided/{decision.pk}", f"/appeals/{decision.pk}"):
            assert signed_in(other).get(address).status_code == 404


def test_pausing_is_not_for_those_who_look_after_the_space(who):
    share = share_by(who.otto, "I know best.")
    report = verbs.report("share", share.pk, reason="pressing", by=who.wren)
    with pytest.raises(Refused):
        decided(report, "pause", days=3, by=who.ida)


def test_earlier_steps_stand_by_named_words_and_never_lead_to_someone(who):
    _first, first = reported(who)
    decided(first, by=who.ida)
    _second, second = reported(who, text="Fools again.")
    assert "About other words of theirs" in signed_in(who.ida).get(f"/reports/{second.pk}").text
    _third, third = reported(who, text="Nobody knows that it is me.", shown_as="someone")
    page = signed_in(who.ida).get(f"/reports/{third.pk}").text
    assert "About other words" not in page and "Dell" not in page
    decided(third, by=who.ida)
    page = signed_in(who.otto).get(f"/reports/{second.pk}").text
    assert page.count("/decided/") == 1


def test_two_holds_of_one_word_are_both_lifted_before_it_is_seen(who):
    share, report = reported(who)
    again = verbs.report("share", share.pk, reason="names", by=who.marl)
    decision = decided(report, by=who.ida)
    assert decided(again, by=who.otto) == decision, "decided twice, it is decided once"
    deciding.lift(decision, reason="Read again.", by=who.otto)
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 200


def test_every_act_leaves_a_line_in_the_log(who):
    _share, report = reported(who)
    decision = decided(report, by=who.ida)
    deciding.lift(decision, reason="Read again.", by=who.otto)
    reporting.close_report(report, by=who.ida)
    assert [(line.act, line.by) for line in LogLine.objects.order_by("number")] == [
        ("hold", who.ida.pk), ("lift_hold", who.otto.pk), ("close_report", who.ida.pk)
    ]


def test_a_sole_responder_can_hand_what_they_brought_to_the_coordinator(who):
    Member.objects.filter(pk=who.otto.pk).update(responder_since=None)
    report = verbs.report("share", share_by(who.dell, "Fools.").pk, reason="hurtful", by=who.ida)
    assert signed_in(who.rowan).get(f"/reports/{report.pk}").status_code == 404
    reporting.hand_over(report, to=who.rowan, by=who.ida)
    decided(report, by=who.rowan)


def test_a_responder_who_left_looks_at_nothing(who):
    _share, report = reported(who)
    gone = responder("Gone")
    Member.objects.filter(pk=gone.pk).update(left_at=clock.now())
    with pytest.raises(Refused):
        decided(report, by=Member.objects.get(pk=gone.pk))


def test_every_act_has_a_page_of_its_own(who):
    _share, report = reported(who)
    browser = signed_in(who.ida)
    for what in ("talk", "fold", "hold", "pause", "end_seat", "end_membership", "open_author"):
        page = browser.get(f"/reports/{report.pk}/decide/{what}")
        assert page.status_code == 200 and ("For how long?" in page.text) == (what == "pause")
    assert browser.get(f"/reports/{report.pk}/decide/newcomer").status_code == 404


def test_a_newcomers_words_are_read_and_let_be_seen(who):
    from cairn.safety.verbs import begin_quiet

    begin_quiet(by=who.ida)
    share = share_by(who.dell, "I am new here.", circle=who.circle)
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 404
    decision = Decision.objects.get(act="newcomer")
    page = signed_in(who.otto).get(f"/decided/{decision.pk}").text
    assert "I am new here." in page and "Lift it" in page
    assert Look.objects.filter(noun="held", by=who.otto.pk).exists()
    deciding.lift(decision, reason="A kind word.", by=who.otto)
    assert signed_in(who.wren).get(f"/shares/{share.pk}").status_code == 200

"""What has to leave a line in the log: every act by which somebody who looks after the space uses what only they may do.

The list is by address, so that a new page for responders or coordinators has to be put on one side or the other."""

import pytest
from django.urls import get_resolver, path

from cairn.base import pages
from cairn.members.models import Member
from cairn.members.rules import token_for
from cairn.safety import verbs
from cairn.safety.models import Alert, LogLine
from cairn.safety.verbs import duty
from tests.cast import share_by, signed_in
from tests.safety.deciding import decided, people, reported

pytestmark = pytest.mark.django_db
WHY = {"reason": "Because of what I read."}


def hands_over(who):
    return who.ida, f"/reports/{reported(who)[1].pk}/hand-over", {"to": token_for(who.otto.pk)}, "hand_over"


def closes(who):
    return who.ida, f"/reports/{reported(who)[1].pk}/close", {}, "close_report"


def decides(who):
    return who.ida, f"/reports/{reported(who)[1].pk}/decide/hold", WHY | {"rule": "hurtful"}, "hold"


def seconds(who):
    proposed = decided(reported(who)[1], "end_membership", by=who.ida)
    assert LogLine.objects.get(act="propose_end_membership").by == who.ida.pk
    return who.otto, f"/decided/{proposed.pk}/second", WHY, "end_membership"


def lifts(who):
    return who.otto, f"/decided/{decided(reported(who)[1], by=who.ida).pk}/lift", WHY, "lift_hold"


def lets_go(who):
    return who.ida, f"/decided/{decided(reported(who)[1], 'end_membership', by=who.ida).pk}/let-go", {}, "let_go_end_membership"


def answers_an_appeal(who):
    made = verbs.appeal(decided(reported(who)[1], by=who.ida), words="It was a quotation.", by=who.dell)
    return who.otto, f"/appeals/{made.pk}", {"stands": "yes", "answer": "It stands."}, "appeal_stands"


def makes_quiet(who):
    return who.ida, "/quiet/begin", {}, "begin_quiet"


def ends_quiet(who):
    verbs.begin_quiet(by=who.ida)
    return who.ida, "/quiet/end", {}, "end_quiet"


def opens_a_name(who):
    share_by(who.dell, "I have the pills here.", shown_as="someone")
    alert = Alert.objects.get()
    verbs.acknowledge(alert, by=who.otto)
    verbs.ask_for_second(alert, reason="Nobody answers.", by=who.otto)
    return who.ida, f"/alerts/{alert.pk}/second", WHY, "open_author"


def an_alert(who, *, there=True, **more) -> Alert:
    share_by(who.dell, "I have the pills here.", **more)
    alert = Alert.objects.get()
    if there:
        verbs.acknowledge(alert, by=who.otto)
    return alert


def says_they_are_there(who):
    return who.otto, f"/alerts/{an_alert(who, there=False).pk}/acknowledge", {}, "alert_acknowledged"


def asks_for_a_second(who):
    return who.otto, f"/alerts/{an_alert(who, shown_as='someone').pk}/ask-second", WHY, "alert_asked_second"


def writes_to_them(who):
    return who.otto, f"/alerts/{an_alert(who).pk}/write", {"words": "I am here."}, "alert_wrote"


def says_what_was_done(who):
    return who.otto, f"/alerts/{an_alert(who).pk}/done", {"words": "We talked."}, "alert_did"


def hands_an_alert_on(who):
    return who.otto, f"/alerts/{an_alert(who).pk}/hand-over", {}, "alert_handed"


def closes_an_alert(who):
    return who.otto, f"/alerts/{an_alert(who).pk}/done", {"words": "We talked.", "then": "close"}, "alert_closed"


def names_a_responder(who):
    return who.rowan, "/responders", {"member": who.marl.pk}, "name_responder"


def ends_a_responder(who):
    return who.rowan, f"/responders/{who.otto.pk}/end", {}, "end_responder"


def names_a_coordinator(who):
    return who.rowan, "/space/coordinators", {"person": who.marl.pk, "sure": "on"}, "name_coordinator"


LOGGED = {
    "report_hand_over": hands_over, "report_close": closes, "decide": decides, "decided_second": seconds, "decided_lift": lifts,
    "decided_let_go": lets_go, "appeal_answer": answers_an_appeal, "quiet_begin": makes_quiet, "quiet_end": ends_quiet,
    "alert_second": opens_a_name,
    "alert_acknowledge": says_they_are_there, "alert_ask_second": asks_for_a_second, "alert_write": writes_to_them,
    "alert_done": says_what_was_done, "alert_done, and closed": closes_an_alert, "alert_hand_over": hands_an_alert_on,
    "responders": names_a_responder, "responder_end": ends_a_responder, "coordinators": names_a_coordinator,
}
# With its own story in tests/toolkit/test_reviewing.py.
LOGGED_ELSEWHERE = {"let_be_seen_strategy", "answer_writer"}
# What the space says of itself, its door and its circles: everybody sees it. One's own hours. Taking
# a report, which ends nothing. Reading the log.
NOT_LOGGED = set("""
    space space_agreement space_topics space_country space_helplines space_change promise feeling_words feeling_word_close
    feeling_word_again situations close_situation open_situation_again supervisors wishes_open wishes_invite
    at_the_door let_in not_now invitations invitation_end circle_open circle_change circle_agreement circle_close
    duty duty_drop duty_stand_in duty_rest duty_back duty_load
    report_take
    log
""".split())


@pytest.fixture
def who():
    return people()


@pytest.mark.parametrize("name", LOGGED)
def test_it_leaves_a_line_with_who_did_it(who, name):
    leaves_a_line(who, name)


def leaves_a_line(who, name) -> LogLine:
    by, address, typed, act = LOGGED[name](who)
    before = LogLine.objects.count()
    answer = signed_in(by).post(address, typed | {"once": "a"})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    line = LogLine.objects.filter(act=act, number__gt=before).first()
    assert line is not None, f"{name} left no line"
    assert by.pk in (line.by, line.second)
    return line


@pytest.mark.parametrize("name", ["responders", "responder_end", "coordinators"])
def test_who_is_named_stands_on_the_logs_page(who, name):
    line = leaves_a_line(who, name)
    named = Member.objects.get(pk=line.noun_id)
    assert named.pk in (who.marl.pk, who.otto.pk)
    assert f": {named.name}</p>" in signed_in(who.rowan).get("/log").text


def test_naming_somebody_again_leaves_no_second_line(who):
    for once in "ab":
        signed_in(who.rowan).post("/space/coordinators", {"person": who.marl.pk, "sure": "on", "once": once})
    assert LogLine.objects.filter(act="name_coordinator").count() == 1


def test_the_control_an_act_that_forgets_is_caught(who, monkeypatch):
    monkeypatch.setattr(duty, "note", lambda *args, **more: None)
    with pytest.raises(AssertionError, match="left no line"):
        leaves_a_line(who, "responder_end")


def acts_of_those_who_look_after(patterns) -> set[str]:
    theirs = (pages.RESPONDER, pages.COORDINATOR)
    return {pattern.name for pattern in patterns if pattern.callback.gate in theirs and "POST" in pattern.callback.methods}


def test_every_page_of_theirs_is_on_one_side():
    sides = [{name.partition(",")[0] for name in LOGGED}, LOGGED_ELSEWHERE, NOT_LOGGED]
    assert acts_of_those_who_look_after(get_resolver().url_patterns) == set.union(*sides)
    assert sum(map(len, sides)) == len(set.union(*sides))


def test_the_control_a_new_page_that_nobody_put_on_a_side_is_noticed():
    planted = path("planted", pages.responder_page(lambda request: None), name="planted")
    assert "planted" in acts_of_those_who_look_after([planted])


def test_the_coordinators_page_says_what_was_opened(who):
    share_by(who.dell, "I have the pills here.")
    alert = Alert.objects.get()
    signed_in(who.rowan).get(f"/alerts/{alert.pk}/log")
    assert "The log of an alert was opened" in signed_in(who.rowan).get("/log").text

"""Alerts as responders see them, as the coordinator does, and as their writer does."""

import pytest
from django.http import Http404

from cairn.base.rules import Refused
from cairn.safety import verbs
from cairn.safety.models import Alert, AlertStep, LogLine, Look
from cairn.safety.queries import alerts_of, log_of
from tests import cast
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
HERE = "I have the pills here zqwordsqz."


def alert_by(member, *, someone=False, circle=None) -> Alert:
    share = cast.share_by(member, HERE, circle=circle, shown_as="someone" if someone else "stone")
    return Alert.objects.get(noun="share", noun_id=share.pk)


def read(member, path) -> str:
    answer = cast.signed_in(member).get(path)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_responder_reads_the_words_and_says_that_they_are_there():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    alert = alert_by(dell)
    assert "Dell" in read(marl, "/alerts") and "zqwordsqz" in read(marl, f"/alerts/{alert.pk}")
    assert Look.objects.filter(noun="alert", noun_id=alert.pk, by=marl.pk).exists()
    cast.signed_in(marl).post(f"/alerts/{alert.pk}/acknowledge")
    alert.refresh_from_db()
    assert alert.acknowledged_by_id == marl.pk
    assert "Marl has read it" in read(dell, f"/noticed/{alert.pk}")


def test_others_find_no_such_page():
    dell, marl, wren = cast.member("Dell"), responder("Marl"), cast.member("Wren")
    alert = alert_by(dell)
    for path in ("/alerts", f"/alerts/{alert.pk}", f"/alerts/{alert.pk}/log", "/duty", f"/noticed/{alert.pk}"):
        assert read(wren, path) == "404", path
    assert read(marl, f"/noticed/{alert.pk}") == "404"
    for act in (verbs.acknowledge, verbs.hand_over, verbs.close_alert, verbs.say_unfounded):
        with pytest.raises(Http404):
            act(alert, by=wren)
    for act in (verbs.write_to_author, verbs.say_done, verbs.answer_responder):
        with pytest.raises(Http404):
            act(alert, "Hello", by=wren)
    for act in (verbs.ask_for_second, verbs.second):
        with pytest.raises(Http404):
            act(alert, reason="Because", by=wren)


def test_whoever_leads_sees_the_fact_and_the_steps_and_neither_words_nor_name():
    cora, dell = cast.member("Cora", coordinator=True), cast.member("Zqdellqz")
    marl = responder("Marl", always=True)
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    verbs.say_done(alert, "zqdoneqz", by=marl)
    listed, log = read(cora, "/alerts"), read(cora, f"/alerts/{alert.pk}/log")
    assert "A plan, or means at hand" in listed and "Marl said that they are there" in log
    for page in (listed, log):
        assert "zqwordsqz" not in page and "Zqdellqz" not in page and "zqdoneqz" not in page
    assert read(cora, f"/alerts/{alert.pk}") == "404"
    assert "zqdoneqz" in read(marl, f"/alerts/{alert.pk}/log")  # there was something to keep


def test_on_the_desk_an_open_alert_stands_before_all_that_waits():
    cora, dell = cast.member("Cora", coordinator=True), cast.member("Dell")
    cast.share_by(dell, "Waits to be heard.")
    assert 'id="alerts"' not in read(cora, "/desk")
    alert_by(dell)
    desk = read(cora, "/desk")
    assert desk.count('id="alerts"') == 1 and desk.index("Somebody may need a person now.") < desk.index('id="waiting"') < desk.index('id="brought"')


def test_reading_the_log_is_itself_in_the_log():
    cora, dell = cast.member("Cora", coordinator=True), cast.member("Dell")
    alert = alert_by(dell)
    read(cora, f"/alerts/{alert.pk}/log")
    assert any("Cora read this log" in line.said for line in log_of(alert, with_words=False))


def opened_by(alert, first, other) -> None:
    """`first` is there and asks, `other` agrees: each with a reason of their own."""
    verbs.acknowledge(alert, by=first)
    verbs.ask_for_second(alert, reason="zqaskedqz: nobody answers", by=first)
    verbs.second(alert, reason="I fear for them tonight", by=other)


def all_of(member, alert) -> str:
    return read(member, "/alerts") + read(member, f"/alerts/{alert.pk}") + read(member, f"/alerts/{alert.pk}/moving") + read(member, f"/alerts/{alert.pk}/log")


def test_a_name_told_as_someone_opens_for_two_with_a_reason_and_its_writer_reads_it():
    dell, marl, ash = cast.member("Zqdellqz"), responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell, someone=True)
    assert alert.named is False
    for one in (marl, ash):
        assert "Zqdellqz" not in all_of(one, alert)
    with pytest.raises(Refused):
        verbs.ask_for_second(alert, reason="I fear for them", by=marl)  # nobody is there yet
    verbs.acknowledge(alert, by=marl)
    with pytest.raises(Refused):
        verbs.second(alert, reason="I fear for them", by=ash)  # that somebody is there is not asking
    with pytest.raises(Refused):
        verbs.ask_for_second(alert, reason=" ", by=marl)
    with pytest.raises(Refused):
        verbs.ask_for_second(alert, reason="I fear for them", by=ash)  # whoever is there asks
    verbs.ask_for_second(alert, reason="zqaskedqz: nobody answers", by=marl)
    with pytest.raises(Refused):
        verbs.second(alert, reason="I fear for them", by=marl)  # one person twice is not two
    with pytest.raises(Refused):
        verbs.second(alert, reason=" ", by=ash)
    assert "Nobody has been told that it was you" in read(dell, f"/noticed/{alert.pk}")
    assert "zqaskedqz" in read(ash, f"/alerts/{alert.pk}") and "Zqdellqz" not in all_of(ash, alert) + all_of(marl, alert)
    verbs.second(alert, reason="I fear for them tonight", by=ash)
    assert "Zqdellqz" in read(marl, f"/alerts/{alert.pk}") and "Zqdellqz" in read(ash, f"/alerts/{alert.pk}")
    line = LogLine.objects.get(act="open_author")
    assert (line.by, line.second, line.noun_id) == (marl.pk, ash.pk, alert.noun_id)
    assert "zqaskedqz" in line.reason and "I fear for them tonight" in line.reason
    theirs = read(dell, f"/noticed/{alert.pk}")
    assert "Marl and Ash have learned that it was you" in theirs
    assert "I fear for them tonight" in theirs and "zqaskedqz" in theirs


def test_it_opens_to_these_two_alone_and_not_to_others_nor_to_whoever_is_named_later():
    dell, marl, ash, juno = cast.member("Zqdellqz"), responder("Marl", always=True), responder("Ash"), responder("Juno")
    cora, alert = cast.member("Cora", coordinator=True), alert_by(dell, someone=True)
    opened_by(alert, marl, ash)
    later = cast.member("Ivo")
    verbs.name_responder(later, by=cora)
    later.refresh_from_db()
    for other in (juno, later):
        assert "Zqdellqz" not in all_of(other, alert) and "zqwordsqz" in read(other, f"/alerts/{alert.pk}")
    verbs.close_alert(alert, by=marl)
    assert "Zqdellqz" not in all_of(juno, alert) and "Zqdellqz" in all_of(ash, alert)


def test_who_did_not_learn_it_cannot_find_out_by_blocking_one_after_the_other():
    """An alert that goes away when the right one is blocked would say who wrote it. For the two who know, it does."""
    dell, marl, ash, juno = cast.member("Dell"), responder("Marl", always=True), responder("Ash"), responder("Juno")
    alert = alert_by(dell, someone=True)
    opened_by(alert, marl, ash)
    for one in (juno, ash):
        cast.block(one, dell)
    assert [card.alert.pk for card in alerts_of(juno)] == [alert.pk] and read(juno, f"/alerts/{alert.pk}") != "404"
    verbs.say_done(alert, "Still there.", by=juno)
    assert alerts_of(ash) == [] and read(ash, f"/alerts/{alert.pk}") == "404"


@pytest.mark.parametrize("how", ["hands it over", "is no responder any more"])
def test_the_writer_is_told_who_learned_it_whoever_is_there_now(how):
    dell, marl, ash, juno = cast.member("Zqdellqz"), responder("Marl", always=True), responder("Ash"), responder("Juno")
    alert = alert_by(dell, someone=True)
    opened_by(alert, marl, ash)
    if how == "hands it over":
        verbs.hand_over(alert, by=marl)
    else:
        verbs.end_responder(marl, by=cast.member("Cora", coordinator=True))
    verbs.acknowledge(alert, by=juno)
    theirs = read(dell, f"/noticed/{alert.pk}")
    assert "Juno has read it and is there" in theirs and "Marl and Ash have learned that it was you" in theirs
    assert "Zqdellqz" not in all_of(juno, alert)


def test_asking_ends_with_a_hand_over(clock):
    """Else whoever asked, and went, would be made one of the two by somebody whom they never met."""
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell, someone=True)
    verbs.acknowledge(alert, by=marl)
    verbs.ask_for_second(alert, reason="I fear for them", by=marl)
    verbs.hand_over(alert, by=marl)
    clock.tick(minutes=1)
    verbs.acknowledge(alert, by=ash)
    for one in (marl, ash):
        with pytest.raises(Refused):
            verbs.second(alert, reason="So do I", by=one)


def test_a_responder_never_sees_an_alert_about_their_own_words():
    marl = responder("Marl", always=True)
    alert = alert_by(marl)
    assert alerts_of(marl) == [] and read(marl, f"/alerts/{alert.pk}") == "404"
    with pytest.raises(Http404):
        verbs.acknowledge(alert, by=marl)


def test_people_blocked_with_each_other_do_not_meet_here():
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    cast.block(dell, marl)
    alert = alert_by(dell)
    assert alerts_of(marl) == [] and len(alerts_of(ash)) == 1
    assert not AlertStep.objects.filter(alert=alert, to=marl).exists()
    assert AlertStep.objects.filter(alert=alert, what="told").exists(), "somebody else is called at once"
    said = " ".join(line.said for line in log_of(alert, with_words=True))
    assert "Marl" not in said and "Nobody was on duty" not in said, "the log does not say that somebody was passed over"


def test_unfounded_closes_it_in_one_tap_and_whoever_was_there_hears_it():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    cast.signed_in(dell).post(f"/noticed/{alert.pk}/unfounded")
    alert.refresh_from_db()
    assert alert.unfounded_at and alert.closed_at and alert.due_at is None
    assert "not about them being in danger" in read(marl, "/notices")
    assert "not about them being in danger" in read(marl, f"/alerts/{alert.pk}")


def test_unfounded_reaches_everybody_who_was_called_also_before_anybody_was_there(clock):
    """The page says so, and they would go on waiting for somebody."""
    dell, marl, ash, cora = cast.member("Dell"), responder("Marl", always=True), responder("Ash"), cast.member("Cora", coordinator=True)
    juno, alert = responder("Juno"), alert_by(dell)
    for _step in range(2):
        clock.tick(minutes=6)
    told = set(AlertStep.objects.filter(alert=alert, what="told").values_list("to", flat=True))
    assert len(told) == 3 and cora.pk in told
    answer = cast.signed_in(dell).post(f"/noticed/{alert.pk}/unfounded", {"once": "a"}, follow=True)
    assert "Whoever was called knows it now" in answer.text
    for one in (marl, ash, juno, cora):
        assert ("not about them being in danger" in read(one, "/notices")) is (one.pk in told)
    assert "Thank you for being there" not in read(marl, "/notices"), "they were called, not there"
    assert f"/alerts/{alert.pk}/log" in read(cora, "/notices")


def test_where_nobody_could_be_called_nobody_is_said_to_know():
    dell = cast.member("Dell")
    alert = alert_by(dell)
    answer = cast.signed_in(dell).post(f"/noticed/{alert.pk}/unfounded", {"once": "a"}, follow=True)
    assert "Thank you for saying so." in answer.text and "knows it now" not in answer.text


def test_the_two_write_to_each_other_without_a_name_being_opened():
    dell, marl = cast.member("Zqdellqz"), responder("Marl", always=True)
    alert = alert_by(dell, someone=True)
    verbs.acknowledge(alert, by=marl)
    verbs.write_to_author(alert, "I read what you wrote.", by=marl)
    assert "I read what you wrote." in read(dell, f"/noticed/{alert.pk}")
    cast.signed_in(dell).post(f"/noticed/{alert.pk}/answer", {"words": "Thank you for asking."})
    page = read(marl, f"/alerts/{alert.pk}")
    assert "Thank you for asking." in page and "Zqdellqz" not in page


def test_handing_over_calls_somebody_else():
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    cast.signed_in(marl).post(f"/alerts/{alert.pk}/hand-over")
    alert.refresh_from_db()
    assert alert.acknowledged_at is None and alert.due_at is not None
    assert AlertStep.objects.filter(alert=alert, what="told", to=ash).exists()


def test_asking_for_somebody_brings_a_responder_and_only_what_one_wants_to_say():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    share = cast.share_by(dell, "I want to die, zqprivateqz.", audience="me")
    assert not Alert.objects.exists(), "what is only for oneself calls nobody"
    cast.signed_in(dell).post("/ask-for-somebody", {"words": ""})
    alert = Alert.objects.get()
    assert alert.noun == "call" and alert.noun_id != share.pk
    page = read(marl, f"/alerts/{alert.pk}")
    assert "Dell" in page and "zqprivateqz" not in page
    cast.signed_in(dell).post("/ask-for-somebody", {"words": ""})
    assert Alert.objects.count() == 1, "asked again, it is the same call"


def test_method_detail_is_brought_for_review_by_nobody(monkeypatch):
    from cairn.safety import signals
    from cairn.safety.models import Report
    from cairn.safety.signals import Found

    monkeypatch.setattr(signals, "read", lambda text, language: Found(1, method=True))  # whatever the rules say today
    dell = cast.member("Dell")
    share = cast.share_by(dell, "How one does it.")
    report = Report.objects.get()
    assert (report.by, report.noun, report.noun_id) == (None, "share", share.pk)
    share.refresh_from_db()
    assert share.held_at is None, "nothing is held before somebody has looked"


def test_what_the_two_wrote_ends_with_the_alerts_key():
    from cairn.base import keyring

    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    verbs.answer_responder(alert, "zqanswerqz", by=dell)
    page = f"/alerts/{alert.pk}"
    assert "zqanswerqz" in read(marl, page)
    keyring.destroy(alert.pk)
    keyring.forget()
    assert "zqanswerqz" not in read(marl, page) and "zqwordsqz" not in read(marl, page)


def test_the_coordinator_is_called_whatever_lies_between_them_as_they_see_neither_words_nor_name():
    cora, dell = cast.member("Cora", coordinator=True), cast.member("Zqdellqz")
    cast.block(dell, cora)
    alert = alert_by(dell)
    assert AlertStep.objects.filter(alert=alert, what="told", to=cora).exists()
    page = read(cora, "/alerts")
    assert "A plan, or means at hand" in page and "Zqdellqz" not in page and "zqwordsqz" not in page


def test_a_coordinator_who_is_a_responder_is_passed_over_where_another_leads():
    cora, rowan = responder("Cora", coordinator=True), cast.member("Rowan", coordinator=True)
    dell = cast.member("Dell")
    cast.block(dell, cora)
    alert = alert_by(dell)
    assert list(AlertStep.objects.filter(alert=alert, what="told").values_list("to", flat=True)) == [rowan.pk]
    assert "Nobody is waiting" in read(cora, "/alerts")


def test_the_only_one_who_leads_is_called_all_the_same():
    cora, dell = responder("Cora", coordinator=True), cast.member("Dell")
    cast.block(dell, cora)
    alert = alert_by(dell)
    assert AlertStep.objects.filter(alert=alert, what="told", to=cora).exists()
    assert "A plan, or means at hand" in read(cora, "/alerts") and read(cora, f"/alerts/{alert.pk}") == "404"


def test_an_alert_ends_with_the_erasure_of_whoever_wrote_it(clock):
    """It stays as a fact with its steps; nobody is called any more, and closing it breaks nothing."""
    from cairn.members.verbs import erase_me

    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    verbs.write_to_author(alert, "I read what you wrote.", by=marl)
    erase_me(by=dell)
    alert.refresh_from_db()
    assert alert.closed_at and alert.due_at is None and not alerts_of(marl)
    answer = cast.signed_in(marl).post(f"/alerts/{alert.pk}/done", {"words": "They are gone.", "then": "close", "once": "a"})
    assert answer.status_code == 403
    page = read(marl, f"/alerts/{alert.pk}/log")
    assert "it was closed" in page and "I read what you wrote." not in page
    clock.tick(days=2)
    assert not AlertStep.objects.filter(alert=alert, to=ash).exists()


def test_one_whose_writer_was_erased_before_is_closed_by_the_clock(clock):
    """As erasures left them before: open, with their words and their key gone."""
    from cairn.base import keyring

    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    responder("Ash")
    alert = alert_by(dell)
    keyring.destroy(alert.pk)
    Alert.objects.filter(pk=alert.pk).update(evidence=None)
    clock.tick(minutes=6)
    alert.refresh_from_db()
    assert alert.closed_at and list(alert.steps.filter(what="told").values_list("to", flat=True)) == [marl.pk]

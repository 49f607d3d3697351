"""Somebody is worried that somebody else is in danger: that calls people as a signal does, and shows nobody who brought it."""

from datetime import timedelta

import pytest
from django.http import Http404

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.notices.models import Notice
from cairn.safety import verbs
from cairn.safety.models import Alert, Report
from tests import cast
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
QUIETLY = "Thank you all. You will not have to carry me any longer."


@pytest.fixture
def who():
    """Wren reads what Dell told, and is worried. Marl is on duty, Ash is not."""
    class Who:
        wren, dell, marl, ash = cast.member("Wren"), cast.member("Dell"), responder("Marl", always=True), responder("Ash")
        cora = cast.member("Cora", coordinator=True)

    who = Who()
    who.circle = cast.circle_of(cast.member("Holder"), who.dell, who.wren, who.ash)
    return who


def worries(who, *, text=QUIETLY, words="They gave their dog away. zqwrenqz", by=None, **more) -> Alert:
    share = cast.share_by(who.dell, text, circle=who.circle, **more)
    verbs.report("share", share.pk, reason="danger", words=words, by=by or who.wren)
    return Alert.objects.get(closed_at=None)


def told(alert) -> list:
    return list(alert.steps.filter(what="told").order_by("at", "id").values_list("to", flat=True))


def read(member, path) -> str:
    answer = cast.signed_in(member).get(path)
    return answer.text if answer.status_code == 200 else str(answer.status_code)


def test_it_calls_as_an_alert_does_until_somebody_is_there(who, clock):
    alert = worries(who)
    assert told(alert) == [who.marl.pk] and alert.due_at - time.now() <= timedelta(minutes=5)
    clock.tick(minutes=6)
    assert told(alert) == [who.marl.pk, who.ash.pk]
    clock.tick(minutes=6)
    assert told(alert) == [who.marl.pk, who.ash.pk, who.cora.pk]
    verbs.acknowledge(alert, by=who.ash)
    clock.tick(hours=2)
    assert len(told(alert)) == 3


def test_the_control_any_other_report_calls_nobody(who):
    share = cast.share_by(who.dell, QUIETLY, circle=who.circle)
    verbs.report("share", share.pk, reason="unsure", by=who.wren)
    assert not Alert.objects.exists()


def test_responders_read_the_words_and_what_was_added_and_not_by_whom(who):
    alert = worries(who)
    page = read(who.marl, f"/alerts/{alert.pk}")
    assert QUIETLY in page and "zqwrenqz" in page and "Dell" in page and "Wren" not in page
    assert "Somebody is worried" in read(who.marl, "/alerts")
    for address in ("/alerts", f"/alerts/{alert.pk}/log"):
        coordinators = read(who.cora, address)
        assert QUIETLY not in coordinators and "zqwrenqz" not in coordinators and "Dell" not in coordinators


def test_whoever_it_is_about_learns_nothing_before_a_responder_writes_to_them(who):
    alert = worries(who)
    verbs.acknowledge(alert, by=who.marl)
    verbs.say_done(alert, "Asked a friend.", by=who.marl)
    assert read(who.dell, f"/noticed/{alert.pk}") == "404"
    assert not Notice.system.filter(member=who.dell, about=alert.pk).exists()
    for act in (lambda: verbs.say_unfounded(alert, by=who.dell), lambda: verbs.answer_responder(alert, "Hello", by=who.dell)):
        with pytest.raises(Http404):
            act()
    verbs.write_to_author(alert, "How are you tonight?", by=who.marl)
    page, notices = read(who.dell, f"/noticed/{alert.pk}"), read(who.dell, "/notices")
    assert "How are you tonight?" in page and "Somebody who looks after this space has written to you" in notices
    for shown in (page, notices):
        assert "worried" not in shown and "brought" not in shown and "report" not in shown.lower() and "Wren" not in shown and "zqwrenqz" not in shown
    verbs.answer_responder(alert, "Not well.", by=who.dell)
    assert "Not well." in read(who.marl, f"/alerts/{alert.pk}")


def test_it_joins_the_alert_that_is_open_for_the_same_words(who):
    first = worries(who, text="There is no hope left.", words="")
    assert first.noun == "share" and first.tier == 2 and told(first) == [who.marl.pk, who.ash.pk]
    verbs.report("share", first.noun_id, reason="danger", words="zqashqz", by=who.ash)
    assert Alert.objects.count() == 1 and "zqashqz" in read(who.marl, f"/alerts/{first.pk}")
    assert "Somebody brought it who is worried" in read(who.marl, f"/alerts/{first.pk}/log")


def test_two_who_are_worried_make_one_alert_and_one_who_says_it_twice_is_one(who):
    alert = worries(who)
    share = Report.objects.get().noun_id
    verbs.report("share", share, reason="danger", by=who.ash)
    verbs.report("share", share, reason="danger", by=who.wren)
    assert Alert.objects.get().pk == alert.pk and alert.steps.filter(what="worried").count() == 2


def test_what_was_brought_for_another_reason_calls_once_it_is_danger(who):
    share = cast.share_by(who.dell, QUIETLY, circle=who.circle)
    for reason, words in (("unsure", "Something is off."), ("danger", "They gave their dog away.")):
        verbs.report("share", share.pk, reason=reason, words=words, by=who.wren)
    report = Report.objects.get()
    assert report.reason == "danger" and "dog away" in report.words and "Something is off." in report.words
    assert told(Alert.objects.get()) == [who.marl.pk]


def test_after_it_was_closed_a_new_worry_calls_again(who):
    alert = worries(who)
    verbs.close_alert(alert, by=who.marl)
    verbs.report("share", Report.objects.get().noun_id, reason="danger", by=who.wren)
    assert Alert.objects.count() == 2


def test_told_as_someone_it_stays_without_a_name_and_who_brought_it_is_not_one_of_the_two(who):
    alert = worries(who, shown_as="someone", by=who.wren)
    assert alert.named is False and "Dell" not in read(who.marl, f"/alerts/{alert.pk}")
    verbs.report("share", Report.objects.get().noun_id, reason="danger", by=who.ash)
    verbs.acknowledge(alert, by=who.marl)
    verbs.ask_for_second(alert, reason="Nobody answers.", by=who.marl)
    with pytest.raises(Refused):
        verbs.second(alert, reason="I fear for them.", by=who.ash)
    juno = responder("Juno")
    verbs.second(alert, reason="I fear for them.", by=juno)
    assert "Dell" in read(juno, f"/alerts/{alert.pk}") and "Dell" not in read(who.ash, f"/alerts/{alert.pk}")
    assert "Marl and Juno have learned that it was you" in read(who.dell, f"/noticed/{alert.pk}"), "now they see it"


def test_a_responder_who_is_meant_reads_nothing_of_it(who):
    share = cast.share_by(who.marl, QUIETLY)
    verbs.report("share", share.pk, reason="danger", by=who.wren)
    alert = Alert.objects.get()
    assert told(alert) == [who.cora.pk] and read(who.marl, f"/alerts/{alert.pk}") == "404"


def test_the_words_of_a_circle_are_nobodys_to_write_to(who):
    verbs.report("circle", who.circle.pk, reason="danger", by=who.wren)
    alert = Alert.objects.get()
    verbs.acknowledge(alert, by=who.marl)
    page = read(who.marl, f"/alerts/{alert.pk}")
    assert "Write to them" not in page and "What was done" in page


def test_its_pages_say_what_is_true(who):
    share = cast.share_by(who.dell, QUIETLY, circle=who.circle)
    wren = cast.signed_in(who.wren)
    asked = wren.get(f"/report/share/{share.pk}?reason=danger").text
    assert "responders are called at once" in asked and "Any other report may wait for hours" in asked and "Somebody is on duty now" in asked
    page = wren.post(f"/report/share/{share.pk}", {"reason": "danger", "once": "a"}, follow=True).text
    assert "responders are being called now" in page
    assert "Responders were called for it at once" in read(who.marl, f"/reports/{Report.objects.get().pk}")


def test_what_the_worried_one_added_ends_with_them(who):
    from cairn.members.verbs import erase_me

    alert = worries(who)
    erase_me(by=who.wren)
    page = read(who.marl, f"/alerts/{alert.pk}")
    assert "zqwrenqz" not in page and QUIETLY in page

"""What a member writes is read for danger, inside the act, and the act never suffers from it."""

import pytest

from cairn.base import next_page
from cairn.safety.models import Alert, AlertStep, Report
from cairn.safety.nouns import Evidence
from cairn.safety.verbs import screen
from tests import cast
from tests.safety.deciding import decided, people, reported
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
HERE = "I have the pills here."


def seen(text, by, **more):
    screen("share", 7, text, by=by, **{"told": True, "where": "to everyone here", "href": "/shares/7"} | more)


def test_words_that_mean_danger_now_call_the_responders():
    dell, marl = cast.member("Dell"), responder("Marl")
    seen(HERE, dell)
    alert = Alert.objects.get()
    assert (alert.tier, alert.noun, alert.noun_id, alert.writer) == (1, "share", 7, str(dell.pk))
    assert Evidence.from_text(alert.evidence).words == HERE
    assert AlertStep.objects.filter(alert=alert, what="told", to=marl).exists()


def test_whoever_names_another_language_first_is_read_in_one_that_there_are_rules_for():
    seen(HERE, cast.member("Ieuan", languages=["cy"], language="cy"))
    assert not Alert.objects.exists()
    eirlys = cast.member("Eirlys", languages=["cy", "en"])
    seen(HERE, eirlys)
    assert Alert.objects.get().writer == str(eirlys.pk)


def test_everyday_words_call_nobody():
    responder("Marl")
    seen("The bus was late, and I am dying to see the film.", cast.member("Dell"))
    assert not Alert.objects.exists()


def test_what_is_private_calls_nobody_and_leaves_the_card():
    dell = cast.member("Dell")
    next_page.begin()
    seen(HERE, dell, told=False)
    assert not Alert.objects.exists()
    assert next_page.take()["care"]["kind"] == "author"


def test_a_helpers_words_bring_the_helpers_card_and_no_alert():
    next_page.begin()
    seen("Please don't kill yourself.", cast.member("Dell"))
    assert not Alert.objects.exists()
    assert next_page.take()["care"]["kind"] == "helper"


def test_what_goes_wrong_in_reading_takes_nothing_of_the_act_with_it(monkeypatch):
    """The one place where something of ours is broken on purpose: a planted fault in what follows."""
    from cairn.safety.verbs import screening

    def breaks(*args, **more):
        Report.objects.create(noun="share", noun_id=1, reason="harm")  # half done
        raise RuntimeError("the words: " + HERE)

    monkeypatch.setattr(screening, "raise_alert", breaks)
    dell = cast.member("Dell")
    seen(HERE, dell)
    assert not Alert.objects.exists() and not Report.objects.exists()
    assert cast.share_by(dell, "It still can be told.").pk


def test_an_alert_stands_and_is_due_when_calling_somebody_goes_wrong(monkeypatch):
    """A planted fault in telling people: what was found is not lost with it, and the clock calls them."""
    from cairn.base import clock
    from cairn.safety.verbs import escalating

    def breaks(*args):
        raise RuntimeError("the words: " + HERE)

    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    with monkeypatch.context() as planted:
        planted.setattr(escalating, "give_each", breaks)
        seen(HERE, dell)
    alert = Alert.objects.get()
    assert alert.due_at <= clock.now() and not alert.steps.exists()
    clock.tick(all_now=True)
    assert list(alert.steps.values_list("to", flat=True)) == [marl.pk]


def test_changed_words_are_brought_to_the_alert_that_is_open():
    dell = cast.member("Dell")
    seen("There is no hope left.", dell)
    seen(HERE, dell)
    alert = Alert.objects.get()
    assert alert.tier == 1 and Evidence.from_text(alert.evidence).words == HERE


def test_the_same_words_do_not_call_again_once_they_were_looked_at():
    dell = cast.member("Dell")
    seen(HERE, dell)
    Alert.objects.update(closed_at=Alert.objects.get().at)
    seen(HERE, dell)
    assert Alert.objects.count() == 1
    seen(HERE + " All of them.", dell)
    assert Alert.objects.count() == 2


# ---- what is handed in to those who look after the space


def test_what_one_adds_to_a_report_brings_the_card_and_shows_nobody_who_brought_it():
    who = people()
    share = cast.share_by(who.dell, "You are all fools.", circle=who.circle)
    page = cast.signed_in(who.wren).post(f"/report/share/{share.pk}", {"reason": "hurtful", "words": "I want to die since I read it.", "once": "a"}, follow=True).text
    assert "We noticed this and care." in page and "nobody has been told" in page
    assert Report.objects.get().words == "I want to die since I read it." and not Alert.objects.exists()


@pytest.mark.parametrize("shown_as, named", [("stone", True), ("someone", False)])
def test_an_appeal_calls_responders_by_name_only_where_they_know_it(shown_as, named):
    who = people()
    _share, report = reported(who, shown_as=shown_as)
    decision = decided(report, "hold", by=who.ida)
    page = cast.signed_in(who.dell).post(f"/decisions/{decision.pk}", {"words": "I want to die, " + HERE, "once": "a"}, follow=True).text
    assert "We noticed this and care." in page and "A person here has been called" in page
    alert = Alert.objects.get(noun="appeal")
    assert alert.named is named and alert.noun_id == decision.pk
    shown = cast.signed_in(who.otto).get(f"/alerts/{alert.pk}").text
    assert HERE in shown and ("Dell" in shown) is named

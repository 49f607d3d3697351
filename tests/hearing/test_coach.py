"""The coach beside the box: it asks one thing, is kept or hushed, and never stands in the way."""

import io
import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.hearing.coach import MINIMISING, RELATES, noticed, one_question
from cairn.hearing.coach.practice import PRACTICE
from cairn.shares.models import Draft, Response, Share
from tests.cast import block, circle_of, member, share_by, signed_in

pytestmark = pytest.mark.django_db

IDEA = "You should really talk to your doctor about it."
SMALLER = "At least you still have your sister."
STORY = "When my dad died I went through the same thing, and I stayed in bed for a month, and then my sister came."
LISTENING = "It sounds like the evenings are the worst. What do you miss most?"


def asked_about(browser, share, text, **more) -> dict:
    return browser.post(f"/shares/{share.pk}/coach", {"text": text, "kind": "heard"} | more).json()


# ---- what it asks


def test_an_idea_is_asked_about_only_where_ideas_were_not_asked_for():
    assert one_question(IDEA, need="listening").first
    assert one_question(IDEA, need="ideas") is None
    assert one_question(IDEA, need="listening", kind="idea") is None


def test_who_asks_first_is_not_asked():
    assert one_question("Would you like an idea? " + IDEA, need="listening") is None


def test_smallness_comes_first_and_is_only_ever_a_question():
    note = one_question(f"{SMALLER} {IDEA}", need="ideas")
    assert note.cue == MINIMISING and note.asks.startswith("Could") and note.asks.endswith("?") and not note.first


def test_a_story_of_ones_own_is_asked_about_where_nothing_was_said_back():
    assert one_question(STORY, need="listening").cue == RELATES
    assert one_question(STORY, need="stories") is None
    assert one_question(f"It sounds like it never stops. {STORY}", need="listening") is None
    assert one_question("Same here.", need="listening") is None


def test_listening_is_left_alone_and_noticed_plainly():
    assert one_question(LISTENING, need="listening") is None
    assert noticed(LISTENING) == ["It asks what this is like for them.", "It holds an open question, one that they can answer in their own way."]


def test_once_kept_it_asks_nothing_more_about_this_response():
    assert one_question(SMALLER, need="listening", hushed=True) is None


def test_in_a_language_without_rules_it_asks_nothing():
    assert one_question(SMALLER, need="listening", language="de") is None and noticed(LISTENING, "de") == []


# ---- beside the box


def test_the_page_asks_and_gets_one_note_with_its_reason():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    note = asked_about(browser, share, IDEA)
    assert note["asks"] == "Is there an idea in this?" and "not asked for" in note["why"] and note["first"]
    assert asked_about(browser, share, LISTENING) == {}
    assert 'role="status" data-coach=' in browser.get(f"/shares/{share.pk}").text


def test_only_who_may_read_the_share_may_ask_about_it():
    dell, ash = member("Dell"), member("Ash")
    share, hidden = share_by(dell), share_by(dell, circle=circle_of(member("Marl"), dell))
    block(dell, ash)
    assert signed_in(ash).post(f"/shares/{share.pk}/coach", {"text": IDEA}).status_code == 404
    assert signed_in(member("Juno")).post(f"/shares/{hidden.pk}/coach", {"text": IDEA}).status_code == 404


def test_on_ones_own_share_there_is_no_coach():
    dell = member("Dell")
    share, browser = share_by(dell), signed_in(dell)
    assert "data-coach" not in browser.get(f"/shares/{share.pk}").text
    assert asked_about(browser, share, IDEA) == {}
    assert browser.post(f"/shares/{share.pk}/respond", {"text": IDEA, "kind": "heard"}).status_code == 302


def test_in_another_language_it_says_in_a_word_that_it_is_off():
    share, browser = share_by(member("Dell", languages=["de"])), signed_in(member("Juno", languages=["de", "en"]))
    page = browser.get(f"/shares/{share.pk}").text
    assert "so it is off here" in page and "data-coach" not in page
    assert asked_about(browser, share, IDEA) == {}
    assert browser.post(f"/shares/{share.pk}/respond", {"text": SMALLER, "kind": "heard"}).status_code == 302


def test_it_is_turned_off_and_on_by_ones_own_setting():
    juno, share = member("Juno"), share_by(member("Dell"))
    browser = signed_in(juno)
    assert "May ask you something" in browser.get("/you").text
    assert browser.post("/you/coach", {}, follow=True).redirect_chain[-1][0] == "/you"
    assert "The listening coach" in browser.get("/you").text and "May ask you something" not in browser.get("/you").text
    page = browser.get(f"/shares/{share.pk}").text
    assert "data-coach" not in page and "so it is off here" not in page and "How to listen" in page
    assert asked_about(browser, share, IDEA) == {}
    assert browser.post(f"/shares/{share.pk}/respond", {"text": IDEA, "kind": "heard"})["Location"].startswith(f"/shares/{share.pk}#r")
    browser.post("/you/coach", {"coach": "on"})
    assert asked_about(browser, share, IDEA)


# ---- without scripts


def test_without_scripts_send_leads_to_a_look_and_then_sends_as_it_is():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    look = browser.post(f"/shares/{share.pk}/respond", {"text": IDEA, "kind": "question", "once": "one"})
    assert look.status_code == 200 and "Look before you send" in look.text and "Is there an idea in this?" in look.text
    assert IDEA in look.text and 'name="kind" value="question"' in look.text and not Response.system.exists()
    assert "Dell asked for listening." in look.text and "Would you like an idea" in look.text
    sent = browser.post(f"/shares/{share.pk}/respond", {"text": IDEA, "kind": "question", "looked": "1", "once": "two"})
    assert sent["Location"] == f"/shares/{share.pk}#r{Response.system.get().pk}"
    assert (Response.system.get().text, Response.system.get().kind) == (IDEA, "question")


def test_changed_words_are_not_looked_at_twice_and_can_be_kept_as_a_draft():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    kept = browser.post(f"/shares/{share.pk}/respond", {"text": SMALLER, "kind": "heard", "looked": "1", "step": "keep"})
    assert kept["Location"] == f"/shares/{share.pk}#answer" and SMALLER in browser.get(f"/shares/{share.pk}").text
    browser.post(f"/shares/{share.pk}/respond", {"text": SMALLER + " Sorry.", "kind": "heard", "looked": "1"})
    assert Response.system.get().text == SMALLER + " Sorry." and not Draft.system.exists()


def test_words_that_need_no_look_are_sent_at_once():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    assert browser.post(f"/shares/{share.pk}/respond", {"text": LISTENING, "kind": "heard"}).status_code == 302


# ---- learning


def test_anybody_here_can_read_how_to_listen_and_practise():
    browser = signed_in(member("Juno"))
    assert "A short practice" in browser.get("/you/listening").text
    assert "Say what you heard" in browser.get("/listening/how").text
    for n, told in enumerate(PRACTICE, 1):
        assert told.name in browser.get(f"/listening/practice/{n}").text
    assert [browser.get(f"/listening/practice/{n}").status_code for n in (0, len(PRACTICE) + 1)] == [404, 404]


def test_practice_shows_what_it_would_ask_and_what_it_noticed():
    browser = signed_in(member("Juno"))
    page = browser.post("/listening/practice/1", {"text": IDEA}).text
    assert "Is there an idea in this?" in page and IDEA in page
    assert "Is there an idea in this?" not in browser.post("/listening/practice/2", {"text": IDEA}).text, "ideas were asked for there"
    page = browser.post("/listening/practice/1", {"text": LISTENING}).text
    assert "It asks what this is like for them." in page and "coach-note" not in page
    assert "It would ask nothing." in browser.post("/listening/practice/1", {"text": "Read, all of it."}).text
    assert "Nothing is written here yet." in browser.post("/listening/practice/1", {"text": " "}).text


# ---- nothing is kept


def rows() -> dict:
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


CANARY = "zqcanaryqz you should really talk to zqcanaryqz about it"


def test_what_is_looked_at_is_neither_stored_nor_logged():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    browser.get(f"/shares/{share.pk}")
    before, said, asked = rows(), io.StringIO(), []
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with CaptureQueriesContext(connection) as queries:
            assert asked_about(browser, share, CANARY)["asks"]
            assert CANARY in browser.post("/listening/practice/1", {"text": CANARY}).text
            assert CANARY in browser.post(f"/shares/{share.pk}/respond", {"text": CANARY, "kind": "heard"}).text
            asked = [query["sql"] for query in queries]
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(level)
    assert rows() == before
    assert asked and not any("zqcanaryqz" in sql for sql in asked)
    assert not any(sql.lstrip().upper().startswith(("INSERT", "DELETE")) for sql in asked)
    assert "zqcanaryqz" not in said.getvalue()
    browser.post(f"/shares/{share.pk}/respond", {"text": CANARY, "kind": "heard", "looked": "1"})
    assert rows() != before, "The control: what is sent is kept."
    assert Share.system.get().heard_at

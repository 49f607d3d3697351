"""A private look at how one listens: in words, from one's own answers, kept nowhere."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.growth.queries.listening import listening_look
from cairn.growth.verbs import path as verbs
from tests.cast import member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db
ADVISED = ("Have you tried going for a walk in the morning?", "You should talk to your manager about it.", "Have you thought about ringing the surgery?", "You should try to sleep earlier.")
ASKED = ("It sounds like a long night. What was it like when the door closed?", "What is it like in the mornings now?", "It sounds like it came from nowhere. What was that like for you?", "How did it feel to say it out loud?")


def answered(one, texts, **more):
    dell = member("Dell")
    for text in texts:
        response_by(one, share_by(dell, "Three weeks now.", **more), text)


def test_it_says_how_it_was_and_how_it_is_in_words_alone():
    wren = member("Wren")
    answered(wren, [*ADVISED, *ASKED])
    look = listening_look(wren)
    assert "offer an idea" in look.beginning and "offer an idea" not in look.lately
    assert any("open questions" in way or "what it is like" in way for way in look.lately + look.more)
    assert "It sounds like…" in look.starters and "It sounds like…" in look.new_starters
    verbs.choose(on_this_day=False, listening=True, by=wren)
    page = signed_in(wren).get("/growth/listening").content.decode()
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    assert "In the beginning you would mostly offer an idea" in main and not re.search(r"\d", main)


def test_what_has_gone_is_never_held_against_anybody():
    wren = member("Wren")
    answered(wren, [*ASKED, *ADVISED])
    assert "offer an idea" not in listening_look(wren).more


def test_too_few_answers_are_said_to_be_too_few():
    wren = member("Wren")
    assert listening_look(wren).enough is False
    answered(wren, ASKED[:3])
    assert listening_look(wren).enough is False


def test_it_is_there_only_for_somebody_who_chose_it_and_keeps_nothing():
    wren = member("Wren")
    answered(wren, [*ADVISED, *ASKED])
    browser = signed_in(wren)
    assert browser.get("/growth/listening").status_code == 404
    browser.post("/growth/choices", {"listening": "on"})
    browser.get("/growth/listening")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/growth/listening").status_code == 200
    assert not [query["sql"] for query in asked if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert len(asked) <= 6


def test_nobody_elses_answers_are_in_it():
    wren, ash = member("Wren"), member("Ash")
    answered(ash, [*ADVISED, *ASKED])
    assert listening_look(wren).enough is False

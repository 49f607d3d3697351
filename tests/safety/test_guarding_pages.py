"""The privacy guard on its pages: it looks before words stand, says so once, and never stands in the way."""

import io
import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.members.models import Space
from cairn.members.queries import forget_space
from cairn.meetings import verbs
from cairn.meetings.models import Spoken
from cairn.safety.models import Helpline
from cairn.shares.models import Draft, Response, Share
from tests.cast import circle_of, meeting_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db

NUMBER = 77
EXACT = "Ring me on 07700 900461, or ask for Dr Amina Farrow & co."
VAGUE = "It sounds like the evenings are the worst. What do you miss most?"
NOTE = "Somebody could be found by this"


@pytest.fixture(autouse=True)
def in_britain(db):
    member("Somebody")
    Space.objects.update(country="GB")
    forget_space()


def looked_over(browser, **more) -> str:
    told = {"draft": NUMBER, "text": EXACT, "need": "listening", "audience": "everyone", "shown_as": "stone"} | more
    return browser.post("/shares/tell", told, follow=True).text


# ---- before a share is told


def test_what_was_found_is_underlined_within_the_words_and_listed_with_vaguer_ones():
    page = looked_over(signed_in(member("Dell")))
    assert 'Ring me on <mark class="findable">07700 900461</mark>, or ask for Dr <mark class="findable">Amina Farrow</mark> &amp; co.' in page
    assert NOTE in page and "You could write “my number” instead." in page and "You could write “someone I know” instead." in page
    assert "Back to editing" in page and "Share it as it is" in page


def test_it_can_be_told_as_it_is_or_changed_first():
    browser = signed_in(member("Dell"))
    looked_over(browser)
    assert EXACT.split(",")[0] in browser.get(f"/shares/tell?draft={NUMBER}").text
    page = looked_over(browser, text=VAGUE)
    assert NOTE not in page and "Share it as it is" not in page and "findable" not in page
    looked_over(browser)
    browser.post(f"/shares/look-over/{NUMBER}", {"once": "told"})
    assert Share.system.get().text == EXACT


def test_words_for_oneself_may_be_as_exact_as_one_likes():
    assert NOTE not in looked_over(signed_in(member("Dell")), audience="me")


def test_the_lines_of_the_space_are_not_underlined():
    browser, words = signed_in(member("Dell")), "When it is bad I ring 01632 960123."
    assert NOTE in looked_over(browser, text=words)
    Helpline.objects.create(name="The lamp", number="01632 960 123", word="", note="")
    assert NOTE not in looked_over(browser, text=words)


def test_what_was_typed_never_becomes_marks_of_the_page():
    page = looked_over(signed_in(member("Dell")), text='<b>07700 900461</b> \ue000x\ue001 <img src=x onerror="1">')
    assert '&lt;b&gt;<mark class="findable">07700 900461</mark>&lt;/b&gt;' in page and "<img src=x" not in page and page.count("<mark") == page.count("</mark>") == 1


# ---- before an answer is sent


def test_an_answer_is_looked_at_once_and_then_sent_as_it_is():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    look = browser.post(f"/shares/{share.pk}/respond", {"text": EXACT, "kind": "heard", "once": "one"})
    assert "Look before you send" in look.text and NOTE in look.text and "Send as it is" in look.text and not Response.system.exists()
    browser.post(f"/shares/{share.pk}/respond", {"text": EXACT, "kind": "heard", "looked": "1", "once": "two"})
    assert Response.system.get().text == EXACT


def test_where_the_coach_asked_beside_the_box_the_guard_still_looks():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    look = browser.post(f"/shares/{share.pk}/respond", {"text": f"You should move. {EXACT}", "kind": "heard", "looked": "coach"})
    assert NOTE in look.text and "Is there an idea in this?" not in look.text
    assert browser.post(f"/shares/{share.pk}/respond", {"text": "You should move.", "kind": "heard", "looked": "coach"}).status_code == 302


def test_an_answer_without_anything_to_find_is_sent_at_once():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    assert browser.post(f"/shares/{share.pk}/respond", {"text": VAGUE, "kind": "heard"}).status_code == 302


# ---- before words are changed


def test_a_change_is_looked_at_once_and_only_for_what_is_new_in_it():
    dell = member("Dell")
    share, browser = share_by(dell, EXACT), signed_in(dell)
    changed = {"need": "listening", "note_words": "", "seen": share.version()}
    page = browser.post(f"/shares/{share.pk}/edit", changed | {"text": f"{EXACT} My mail is kit@mail.example."}).text
    assert NOTE in page and "kit@mail.example</b>" in page and "07700 900461</b>" not in page and 'name="looked" value="1"' in page
    assert browser.post(f"/shares/{share.pk}/edit", changed | {"text": f"{EXACT} My mail is kit@mail.example.", "looked": "1"}).status_code == 302
    assert Share.system.get().text.endswith("kit@mail.example.")


def test_so_is_a_change_of_an_answer():
    juno = member("Juno")
    answer, browser = response_by(juno, share_by(member("Dell")), VAGUE), signed_in(juno)
    page = browser.post(f"/responses/{answer.pk}/edit", {"text": EXACT, "seen": answer.version()})
    assert page.status_code == 200 and NOTE in page.text and Response.system.get().text == VAGUE
    browser.post(f"/responses/{answer.pk}/edit", {"text": EXACT, "seen": answer.version(), "looked": "1"})
    assert Response.system.get().text == EXACT


# ---- in a room words are live: a line afterwards, to their speaker alone


@pytest.fixture
def speaking():
    marl, wren = member("Marl"), member("Wren")
    meeting = meeting_of(circle_of(marl, wren), marl)
    for person in (marl, wren):
        meeting = verbs.enter(meeting, by=person)
    for _phase in ("opening", "round"):
        meeting = verbs.take(meeting, "go_on", by=marl)
    speaker = next(person for person in (marl, wren) if person.pk == meeting.room.with_piece.member)
    verbs.take(meeting, "accept", by=speaker)
    return meeting, speaker, wren if speaker is marl else marl


@pytest.mark.parametrize("headers", [{}, {"X-Fragment": "room"}])
def test_in_a_room_a_line_comes_after_the_words_and_they_stand(speaking, headers):
    meeting, speaker, other = speaking
    said = signed_in(speaker).post(f"/meetings/{meeting.pk}/room/say", {"text": EXACT}, headers=headers, follow=True)
    assert "Somebody could be found by what you just said." in said.text and Spoken.system.get().text == EXACT
    assert "Somebody could be found" not in signed_in(other).get(f"/meetings/{meeting.pk}/room").text
    said = signed_in(speaker).post(f"/meetings/{meeting.pk}/room/say", {"text": VAGUE}, headers=headers, follow=True)
    assert "Somebody could be found" not in said.text


# ---- nothing is kept


def rows() -> dict:
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def test_what_is_looked_at_is_neither_stored_nor_logged():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    browser.get(f"/shares/{share.pk}")
    canary = "zqcanaryqz, write to zqcanaryqz@mail.example"
    before, said, level = rows(), io.StringIO(), logging.getLogger().level
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with CaptureQueriesContext(connection) as queries:
            assert NOTE in browser.post(f"/shares/{share.pk}/respond", {"text": canary, "kind": "heard"}).text
            asked = [query["sql"] for query in queries]
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(level)
    assert rows() == before and asked and not any("zqcanaryqz" in sql for sql in asked) and "zqcanaryqz" not in said.getvalue()
    browser.post(f"/shares/{share.pk}/respond", {"text": canary, "kind": "heard", "looked": "1"})
    assert rows() != before and not Draft.system.exists(), "The control: what is sent is kept."

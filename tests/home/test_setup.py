"""Set-up: one group of questions a page; nothing is lost on the way; the link works once."""

import pytest
from django.test import Client

from cairn.members import queries
from cairn.members.models import Agreement, Consent, Member, RecoveryCode, Space, Topic
from cairn.members.verbs import new_setup_link
from cairn.safety.models import Helpline

pytestmark = pytest.mark.django_db

PASSWORD = "a long walk by the harbour"
ANSWERS = {
    "place": {"name": "Harbour", "language": "en", "zone": "Europe/London"},
    "what": {"what_it_is": "People who listen.", "what_it_is_not": "Not for emergencies."},
    "agreement": {"agreement_text": "I listen before I answer.\n\nWhat I read here stays here."},
    "topics": {"topics": "Grief\nExams\ngrief\n"},
    "country": {"country": "GB"},
    "helplines": {
        "line0-name": "Emergency", "line0-kind": "emergency", "line0-number": "999",
        "line1-name": "Samaritans", "line1-kind": "call", "line1-number": "116 123", "confirmed": "on",
        **{f"line{n}-kind": "call" for n in range(2, 12)},
    },
    "cover": {"cover": "Weekdays from 9 to 5."},
    "door": {"door": "approval", "adults_only": "For people of 18 and over."},
    "you": {"name": "Marl"},
}


@pytest.fixture(autouse=True)
def nothing_yet():
    queries.forget_space()
    yield
    queries.forget_space()


@pytest.fixture
def link() -> str:
    return new_setup_link()


def answer(browser, link: str, *, until="stone") -> None:
    for step, said in ANSWERS.items():
        if step == until:
            return
        assert browser.post(f"{link}/{step}", said).status_code == 302, step


def pick_stone(browser, link: str) -> None:
    code = browser.get(f"{link}/stone").content.decode().split('name="stone" value="')[1].split('"')[0]
    assert browser.post(f"{link}/stone", {"stone": code})["Location"] == f"{link}/way_in"


def test_before_set_up_every_address_leads_to_not_yet():
    browser = Client()
    for address in ("/", "/circles", "/sign-in", "/help-now"):
        assert browser.get(address)["Location"] == "/not-yet"
    page = browser.get("/not-yet").content.decode()
    assert "not open yet" in page and "emergency number" in page


def test_the_coordinator_answers_and_the_space_is_there(link):
    browser = Client()
    assert "Set up a space" in browser.get(link).content.decode()
    answer(browser, link)
    pick_stone(browser, link)
    done = browser.post(f"{link}/way_in", {"sign_in_name": "quiet-harbour-42", "password": PASSWORD, "once": "a"})
    assert done["Location"] == "/you/codes"
    space, marl = Space.objects.get(), Member.objects.get()
    assert (space.name, space.country, space.door, space.zone) == ("Harbour", "GB", "approval", "Europe/London")
    assert Agreement.objects.get().text == "I listen before I answer.\nWhat I read here stays here."
    assert [topic.name for topic in Topic.objects.all()] == ["Grief", "Exams"]
    assert [line.number for line in Helpline.objects.all()] == ["999", "116 123"] and space.helplines_checked_at
    assert marl.name == "Marl" and marl.is_coordinator and marl.is_here
    assert Consent.objects.filter(member=marl).exists() and RecoveryCode.objects.filter(member=marl).count() == 10
    assert browser.get("/circles/open").status_code == 200


def test_the_link_works_once(link):
    test_the_coordinator_answers_and_the_space_is_there(link)
    for address in (link, f"{link}/place", f"{link}/way_in", "/set-up/another"):
        assert Client().get(address)["Location"] == "/"
    assert new_setup_link() is None and Space.objects.count() == 1


def test_a_wrong_or_replaced_link_opens_nothing(link):
    new_setup_link()
    for address in (link, f"{link}/place", "/set-up/nothing"):
        page = Client().get(address)
        assert page.status_code == 404 and "not good any more" in page.content.decode()
    assert Client().post(f"{link}/passkey-options").status_code == 409


def test_going_back_and_reloading_lose_nothing_and_no_question_is_jumped(link):
    browser = Client()
    assert browser.get(f"{link}/door")["Location"] == f"{link}/place"
    answer(browser, link, until="cover")
    assert 'value="Harbour"' in browser.get(f"{link}/place").content.decode()
    assert "People who listen." in browser.get(f"{link}/what").content.decode()
    assert 'value="116 123"' in browser.get(f"{link}/helplines").content.decode()
    assert browser.get(link)["Location"] == f"{link}/cover"


def test_errors_are_kind_and_keep_what_was_typed(link):
    browser = Client()
    page = browser.post(f"{link}/place", {"name": "", "language": "en", "zone": "Europe/London"}).content.decode()
    assert "<title>Error:" in page and "Please fill this in." in page
    answer(browser, link, until="agreement")
    page = browser.post(f"{link}/agreement", {"agreement_text": "\n".join(f"Sentence {n}." for n in range(13))}).content.decode()
    assert "more than twelve sentences" in page and "Sentence 12." in page
    answer(browser, link, until="helplines")
    page = browser.post(f"{link}/helplines", {**ANSWERS["helplines"], "confirmed": "", "line1-number": ""}).content.decode()
    assert "look up each number first" in page and "needs a name and a number" in page and 'value="Samaritans"' in page


def test_the_lines_must_be_confirmed_and_are_never_another_countrys(link):
    browser = Client()
    answer(browser, link, until="country")
    browser.post(f"{link}/country", {"country": "GB"})
    page = browser.get(f"{link}/helplines").content.decode()
    assert "116 123" in page and "Look each one up" in page
    answer(browser, link, until="cover")
    browser.post(f"{link}/country", {"country": "JP"})
    page = browser.get(f"{link}/helplines").content.decode()
    assert "116 123" not in page and "will not show another country" in page and "findahelpline.com" in page
    browser.post(f"{link}/country", {"country": ""})
    assert "116 123" not in browser.get(f"{link}/helplines").content.decode()


def test_a_weak_password_makes_nothing(link):
    browser = Client()
    answer(browser, link)
    pick_stone(browser, link)
    page = browser.post(f"{link}/way_in", {"sign_in_name": "quiet-harbour-42", "password": "short", "once": "a"}).content.decode()
    assert "<title>Error:" in page and not Member.objects.exists() and not Space.objects.exists()


def test_no_answer_is_readable_in_the_session(link):
    from django.db import connection

    browser = Client()
    answer(browser, link)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM cairn_signedin")
        stored = "".join(row[0] for row in cursor.fetchall())
    assert stored and "Harbour" not in stored and "Samaritans" not in stored

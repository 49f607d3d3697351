"""The five pages, and what follows them."""

import pytest
from django.conf import settings
from django.test import Client

from cairn.members import queries
from cairn.members.models import Consent, Member, Passkey
from tests import cast
from tests.members.doors import codes_on, come_in, hand_in, words_of

pytestmark = pytest.mark.django_db


def test_a_stranger_comes_in_without_a_real_name_or_mail():
    browser = cast.stranger()
    answer = come_in(browser)
    assert answer["Location"] == "/you/codes"
    member = Member.objects.get()
    assert (member.name, member.sign_in_name, member.mail, member.is_here) == ("Tarn", "tarn-private-77", None, True)
    assert queries.has_consented(member, queries.agreement_of())
    assert browser.get("/you").status_code == 200


def test_what_follows_are_codes_mail_languages_and_one_small_step():
    browser = cast.stranger()
    come_in(browser)
    assert len(codes_on(browser.get("/you/codes"))) == 10
    assert hand_in(browser, "/you/codes", kept="1")["Location"] == "/you/mail"
    assert hand_in(browser, "/arriving/languages", languages=["en", "de"], zone="Europe/Berlin")["Location"] == "/arriving/first-step"
    step = words_of(browser.get("/arriving/first-step"))
    assert "Read one share" in step and "See the circles" in step and "Just look round" in step
    member = Member.objects.get()
    assert (member.languages, member.zone) == (["en", "de"], "Europe/Berlin")


def test_going_back_and_reloading_lose_nothing():
    browser = cast.stranger()
    hand_in(browser, "/sign-up")
    hand_in(browser, "/sign-up/name", name="Tarn")
    browser.get("/sign-up/stone")
    first = browser.get("/sign-up/stone").content
    assert first == browser.get("/sign-up/stone").content or b"once" in first
    stones = [line for line in words_of(browser.get("/sign-up/stone")).split('"') if line.startswith("/stones/")]
    again = [line for line in words_of(browser.get("/sign-up/stone")).split('"') if line.startswith("/stones/")]
    assert stones == again and len(stones) == 12
    assert 'value="Tarn"' in words_of(browser.get("/sign-up/name"))
    suggested = []
    hand_in(browser, "/sign-up/stone")
    hand_in(browser, "/sign-up/agreement")
    for _time in range(2):
        suggested.append(words_of(browser.get("/sign-up/way-back")).split('name="sign_in_name" value="')[1].split('"')[0])
    assert suggested[0] == suggested[1]


def test_no_question_can_be_jumped_over():
    browser = cast.stranger()
    assert browser.get("/sign-up/way-back")["Location"] == "/sign-up"
    hand_in(browser, "/sign-up")
    assert browser.post("/sign-up/way-back", {"sign_in_name": "tarn-private-77", "password": "x" * 20})["Location"] == "/sign-up/name"
    assert browser.get("/sign-up/agreement")["Location"] == "/sign-up/name"
    assert not Member.objects.exists()


@pytest.mark.parametrize("name", ["wren.hall@example.org", "+44 7700 900123", "x" * 31, "   ", "www.me.example", "!!!"])
def test_a_name_that_would_identify_somebody_is_refused_kindly_and_kept(name):
    browser = cast.stranger()
    hand_in(browser, "/sign-up")
    page = hand_in(browser, "/sign-up/name", name=name)
    assert page.status_code == 200
    assert "<title>Error:" in words_of(page) and "There is a problem" in words_of(page)
    if name.strip():
        assert f'value="{name}"' in words_of(page)


def test_a_name_somebody_has_is_refused_whatever_its_capitals():
    cast.member("Wren")
    browser = cast.stranger()
    hand_in(browser, "/sign-up")
    assert "goes by this name already" in words_of(hand_in(browser, "/sign-up/name", name="wREN"))


def test_a_taken_sign_in_name_is_answered_like_a_weak_one():
    come_in(cast.stranger())
    browser = Client()
    taken = words_of(come_in(browser, name="Juno", sign_in_name="Tarn-Private-77"))
    weak = words_of(hand_in(browser, "/sign-up/way-back", sign_in_name="juno", password="x"))
    sentence = "This one is too easy to guess, or cannot be used."
    assert sentence in taken and sentence in weak
    assert Member.objects.count() == 1


@pytest.mark.parametrize("password", ["short", "passwordpassword1", "123456789012345", "aaaaaaaaaaaaaaaaaa", "tarn is walking home"])
def test_a_weak_password_is_refused_and_never_shown_again(password):
    page = come_in(cast.stranger(), password=password)
    assert page.status_code == 200 and "<title>Error:" in words_of(page)
    assert password not in words_of(page).replace("password", "", 0).split("<form")[2]
    assert 'value="tarn-private-77"' in words_of(page)


def test_any_characters_make_a_password_and_its_blanks_count():
    assert come_in(cast.stranger(), password="  Ünüsual 鳥 words  ")["Location"] == "/you/codes"
    assert Client().post("/sign-in", {"sign_in_name": "tarn-private-77", "password": "Ünüsual 鳥 words"}).status_code == 200
    assert Client().post("/sign-in", {"sign_in_name": "tarn-private-77", "password": "  Ünüsual 鳥 words  "}).status_code == 302


def test_pressing_twice_makes_one_member():
    browser = cast.stranger()
    hand_in(browser, "/sign-up")
    hand_in(browser, "/sign-up/name", name="Tarn")
    browser.get("/sign-up/stone")
    hand_in(browser, "/sign-up/stone")
    hand_in(browser, "/sign-up/agreement")
    form = {"sign_in_name": "tarn-private-77", "password": "four quiet words here", "once": "same"}
    first, second = browser.post("/sign-up/way-back", form), browser.post("/sign-up/way-back", form)
    assert first["Location"] == second["Location"] == "/you/codes"
    assert Member.objects.count() == 1 and len(codes_on(browser.get("/you/codes"))) == 10


def test_a_second_press_that_comes_late_signs_nobody_out():
    browser = cast.stranger()
    come_in(browser, password="short")
    before = browser.cookies.copy()
    form = {"sign_in_name": "tarn-private-77", "password": "four quiet words here", "once": "same"}
    assert browser.post("/sign-up/way-back", form)["Location"] == "/you/codes"
    late = Client()
    late.cookies = before
    answer = late.post("/sign-up/way-back", form)
    assert answer["Location"] == "/you/codes"
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert Member.objects.count() == 1 and late.session.get("coming_in") is None


def test_a_second_press_at_the_same_moment_is_no_mistake():
    browser = cast.stranger()
    come_in(browser, password="short")
    kept = dict(browser.session.items())
    form = {"sign_in_name": "tarn-private-77", "password": "four quiet words here", "once": "same"}
    browser.post("/sign-up/way-back", form)
    overlapping = Client()  # it had read the session before the first press was done
    session = overlapping.session
    session.update(kept)
    session.save()
    overlapping.cookies["csrf"] = browser.cookies["csrf"].value if "csrf" in browser.cookies else ""
    assert overlapping.post("/sign-up/way-back", form)["Location"] == "/you/codes"


def test_an_agreement_changed_meanwhile_is_read_once_more():
    from cairn.members.verbs import new_agreement

    coordinator = cast.member("Marl", coordinator=True)
    browser = cast.stranger()
    hand_in(browser, "/sign-up")
    hand_in(browser, "/sign-up/name", name="Tarn")
    browser.get("/sign-up/stone")
    hand_in(browser, "/sign-up/stone")
    old = queries.agreement_of()
    new_agreement("We are patient.", by=coordinator)
    page = browser.post("/sign-up/agreement", {"agreement": str(old.pk)})
    assert "changed while you were reading" in words_of(page) and "We are patient." in words_of(page)
    assert hand_in(browser, "/sign-up/agreement")["Location"] == "/sign-up/way-back"


def test_somebody_may_ask_something_first():
    page = words_of(cast.stranger().get("/sign-up/ask"))
    assert "nobody has been told" in page and "/help-now" in page
    assert not Consent.objects.exists()


def test_a_passkey_nobody_made_lets_nobody_in():
    browser = cast.stranger()
    come_in(browser, password="short")
    browser.post("/sign-up/passkey/options", {})
    page = browser.post("/sign-up/passkey", {"credential": '{"id": "AAAA", "type": "public-key"}'})
    assert "That passkey could not be read" in words_of(page)
    assert not Member.objects.exists() and not Passkey.objects.exists()


def test_the_codes_are_shown_until_kept_and_then_never_again():
    browser = cast.stranger()
    come_in(browser)
    codes = codes_on(browser.get("/you/codes"))
    assert codes == codes_on(browser.get("/you/codes"))
    assert browser.get("/you/codes.txt").content.decode().split() == codes
    hand_in(browser, "/you/codes", kept="1")
    assert codes_on(browser.get("/you/codes")) == []
    assert browser.get("/you/codes.txt").status_code == 404

"""Signing in and out: the same answer and the same cost for everybody, words kept, tries counted."""

import threading

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.test import Client

from cairn.members import passwords, throttle
from cairn.members.models import SignedIn
from tests import cast
from tests.members.doors import PASSWORD, hand_in, newcomer, sign_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgiven():
    throttle.forget()
    yield
    throttle.forget()


def test_a_member_signs_in_by_the_private_name():
    newcomer()
    browser = Client()
    assert sign_in(browser, "Tarn-Private-77")["Location"] == "/"
    assert browser.get("/you").status_code == 200


def test_the_chosen_name_opens_nothing():
    newcomer()
    assert sign_in(Client(), "Tarn").status_code == 200


@pytest.fixture
def derivations(settings, monkeypatch):
    """How often the real hasher works."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    passwords._nobodys.cache_clear()
    counted = []
    for name in ("encode", "verify"):
        real = getattr(hashers.Argon2PasswordHasher, name)

        def counting(self, *args, real=real, name=name, **kwargs):
            counted.append(name)
            return real(self, *args, **kwargs)

        monkeypatch.setattr(hashers.Argon2PasswordHasher, name, counting)
    yield counted
    passwords._nobodys.cache_clear()


def test_known_and_unknown_names_cost_the_same_and_are_answered_alike(derivations):
    newcomer()
    passwords._nobodys()  # made once in the life of a process
    costs, pages = [], []
    for name in ("tarn-private-77", "nobody-has-this", "tarn-private-77"):
        derivations.clear()
        page = sign_in(Client(), name, "not the right words")
        costs.append(list(derivations))
        pages.append(words_of(page).split("There is a problem")[1].split("</div>")[0])
    assert costs == [["verify"]] * 3
    assert len(set(pages)) == 1


def test_a_member_with_a_passkey_alone_costs_the_same(derivations):
    cast.member("Wren")
    passwords._nobodys()
    derivations.clear()
    sign_in(Client(), "Wren", "not the right words")
    assert derivations == ["verify"]


def test_at_most_two_derivations_run_at_once(monkeypatch):
    now, most, lock, gate = [0], [0], threading.Lock(), threading.Event()

    def slow(password, kept):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        gate.wait(0.2)
        with lock:
            now[0] -= 1
        return False

    monkeypatch.setattr(hashers, "check_password", slow)
    threads = [threading.Thread(target=passwords.matches, args=("x", None)) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2


def test_when_too_many_sign_in_the_page_says_so_and_keeps_the_name(monkeypatch):
    newcomer()
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    taken = [passwords._turns.acquire(blocking=False) for _n in range(2)]
    try:
        page = sign_in(Client())
    finally:
        for _one in taken:
            passwords._turns.release()
    assert page.status_code == 503 and "Many people are signing in" in words_of(page)
    assert 'value="tarn-private-77"' in words_of(page) and PASSWORD not in words_of(page)


@pytest.mark.parametrize("name", ["tarn-private-77", "nobody-has-this"])
def test_ten_wrong_tries_then_a_kind_wait_whoever_it_is(name, clock):
    newcomer()
    for _try in range(10):
        assert sign_in(Client(), name, "not the right words").status_code == 200
    page = sign_in(Client(), name)
    assert page.status_code == 429 and "There have been many tries from here. Please wait until" in words_of(page)
    clock.move(minutes=16)
    assert sign_in(Client(), name).status_code == (302 if name.startswith("tarn") else 200)


def test_somebody_signed_out_is_led_back_to_where_they_were_going():
    newcomer()
    browser = Client()
    assert browser.get("/you/name")["Location"] == "/sign-in"
    assert sign_in(browser)["Location"] == "/you/name"


@pytest.mark.parametrize("going", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_signing_in(going):
    newcomer()
    browser = Client()
    browser.get("/you")
    session = browser.session
    session["next"] = going
    session.save()
    assert sign_in(browser)["Location"] == "/"


def test_the_words_of_an_expired_session_are_kept_and_sent_again_with_one_press():
    newcomer()
    browser = Client()
    assert browser.post("/you/name", {"name": "Tarn of the hills", "once": "a"})["Location"] == "/sign-in"
    assert "What you had written is kept" in words_of(browser.get("/sign-in"))
    assert sign_in(browser)["Location"] == "/kept"
    page = browser.get("/kept")
    assert "Tarn of the hills" in words_of(page)
    assert hand_in(browser, "/kept", name="Tarn of the hills")["Location"] == "/you"
    assert "Tarn of the hills" in words_of(browser.get("/you"))
    assert browser.get("/kept")["Location"] == "/"


def test_kept_words_are_not_for_whoever_sits_there_an_hour_later(clock):
    newcomer()
    browser = Client()
    browser.post("/you/name", {"name": "A private line"})
    clock.move(minutes=61)
    assert sign_in(browser)["Location"] != "/kept"
    assert "A private line" not in words_of(browser.get("/kept", follow=True))


def test_passwords_and_codes_are_never_kept():
    browser = cast.stranger()
    browser.post("/you/password", {"current": "secret-one", "password": "secret-two", "sign_in_name": "tarn"})
    assert {name for name, _value in browser.session["kept"]["fields"]} == {"sign_in_name"}


def test_signing_in_begins_a_new_session_and_signing_out_ends_it():
    newcomer()
    browser = Client()
    browser.get("/you")
    before = browser.session.session_key
    sign_in(browser)
    signed = browser.session.session_key
    assert signed != before and SignedIn.objects.get(session_key=SignedIn.kept(before)).member is None
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = before
    assert old.get("/you")["Location"] == "/sign-in"
    browser.post("/sign-out")
    assert not SignedIn.objects.filter(session_key=SignedIn.kept(signed)).exists()
    assert browser.get("/you")["Location"] == "/sign-in"


def test_signing_out_everywhere_ends_every_place():
    newcomer()
    one, other = Client(), Client()
    sign_in(one), sign_in(other)
    one.post("/sign-out/everywhere")
    assert one.get("/you").status_code == other.get("/you").status_code == 302


def test_places_are_told_apart_without_addresses():
    newcomer()
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", REMOTE_ADDR="203.0.113.77")
    desk = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36")
    sign_in(phone), sign_in(desk)
    page = words_of(desk.get("/you/places"))
    assert "Firefox on Android" in page and "Chrome on Linux" in page and "203.0.113.77" not in page
    assert desk.post(page.split('action="/you/places/')[1].split('"')[0].join(["/you/places/", ""]))["Location"] == "/you/places"
    assert phone.get("/you").status_code == 302 and desk.get("/you").status_code == 200


def test_a_place_of_somebody_else_cannot_be_ended():
    from cairn.members.queries import id_of_place

    newcomer()
    newcomer("Juno", "juno-private-77")
    mine, theirs = Client(), Client()
    sign_in(mine), sign_in(theirs, "juno-private-77")
    mine.post(f"/you/places/{id_of_place(SignedIn.kept(theirs.session.session_key))}/end")
    assert theirs.get("/you").status_code == 200

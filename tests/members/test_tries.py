"""Tries are counted by place and name: nobody keeps somebody else out, and the answers tell nobody who is here."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.core import mail as outbox
from django.test import Client

from cairn.base import clock as time
from cairn.base import rates
from cairn.base.rules import Refused
from cairn.config.places import place_of
from cairn.members import passwords, queries, throttle, verbs
from cairn.members.models import Member
from tests import cast
from tests.forms import forms_of
from tests.members.doors import PASSWORD, hand_in, newcomer, sign_in, words_of
from tests.serving import PATIENCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
HOME, ELSEWHERE, NEWER = "203.0.113.77", "198.51.100.23", "2001:db8:cafe:17::99"
NEW = "five other quiet words"


def at(address: str) -> Client:
    """A browser there, as the outer door announces it."""
    return Client(**{"cairn.place": place_of({"client": (address, 4711), "headers": []})})


def tried(address: str, name="tarn-private-77", times=1) -> None:
    for _n in range(times):
        throttle.wrong(queries.digest_of_sign_in_name(name), place_of({"client": (address, 1), "headers": []}))


def wrong(address: str, name="tarn-private-77", times=1) -> list[int]:
    return [sign_in(at(address), name, "not the right words").status_code for _n in range(times)]


# ---- signing in


def test_wrong_tries_elsewhere_keep_nobody_out_of_their_own_place():
    newcomer()
    tried(ELSEWHERE, times=9)
    assert wrong(ELSEWHERE, times=2) == [200, 429]
    tried(NEWER, times=10)
    assert wrong(NEWER) == [429]
    assert sign_in(at(HOME)).status_code == 302


def test_where_somebody_else_tries_beside_them_it_is_for_a_quarter_of_an_hour(clock):
    newcomer()
    tried(HOME, times=10)
    page = sign_in(at(HOME))
    assert page.status_code == 429 and "Please wait until" in words_of(page) and PASSWORD not in words_of(page)
    clock.move(minutes=16)
    assert sign_in(at(HOME)).status_code == 302


def test_one_place_that_tries_many_names_waits_and_another_name_elsewhere_does_not():
    newcomer()
    for _n in range(rates.WRONG_FROM_PLACE.times):
        rates.count(rates.WRONG_FROM_PLACE, place_of({"client": (ELSEWHERE, 1), "headers": []}))
    assert wrong(ELSEWHERE, "nobody-has-this") == [429]
    assert sign_in(at(HOME)).status_code == 302


def test_a_right_password_forgives_the_wrong_ones_before_it():
    newcomer()
    tried(HOME, times=9)
    assert sign_in(at(HOME)).status_code == 302
    tried(HOME, times=8)
    assert wrong(HOME, times=2) == [200, 200]


# ---- the same answer at the same cost


@pytest.fixture
def derivations(settings, monkeypatch):
    """How often the real hasher works."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    passwords._nobodys.cache_clear()
    passwords._nobodys()
    counted = []
    for name in ("encode", "verify"):
        real = getattr(hashers.Argon2PasswordHasher, name)

        def counting(self, *args, real=real, name=name, **kwargs):
            counted.append(name)
            return real(self, *args, **kwargs)

        monkeypatch.setattr(hashers.Argon2PasswordHasher, name, counting)
    yield counted
    passwords._nobodys.cache_clear()


def said_by(page) -> str:
    return words_of(page).split("<main")[1].split("<form")[0]


@pytest.mark.parametrize("waiting", [False, True])
def test_signing_in_costs_the_same_for_known_and_unknown(derivations, waiting):
    newcomer()
    costs, answers = [], []
    for name in ("tarn-private-77", "nobody-has-this"):
        tried(HOME, name, times=10 if waiting else 0)
        derivations.clear()
        page = sign_in(at(HOME), name, "not the right words")
        costs.append(list(derivations))
        answers.append((page.status_code, said_by(page).replace(name, "")))
    assert costs[0] == costs[1] == ([] if waiting else ["verify"])
    assert answers[0] == answers[1]


def test_coming_in_costs_the_same_whether_the_sign_in_name_is_taken_or_not(derivations):
    """A taken one is refused with the sentence of a weak one, after the same work."""
    newcomer()
    derivations.clear()
    newcomer("Ode", "ode-private-88")
    free = list(derivations)
    derivations.clear()
    with pytest.raises(Refused) as refused:
        newcomer("Ash", "tarn-private-77")
    assert "too easy to guess, or cannot be used" in str(refused.value.sentence)
    assert list(derivations) == free == ["encode"]


@pytest.mark.parametrize("field, known, unknown", [("recovery_code", None, "AAAAA-BBBBB-CCCCC-DDDDD"), ("mail", "tarn@example.org", "nobody@example.org")])
def test_recovery_costs_nobody_a_derivation_and_mail_answers_alike(derivations, settings, field, known, unknown):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    member = newcomer()
    known = known or verbs.new_recovery_codes(by=member)[0]
    verbs.name_mail("tarn@example.org", by=member)
    Member.objects.filter(pk=member.pk).update(mail_proven_at=time.now())
    derivations.clear()
    answers = [hand_in(at(HOME), "/recover", **{field: value}) for value in (known, unknown)]
    assert derivations == []
    if field == "mail":  # the code itself is the proof: it may open something
        assert {(page.status_code, page["Location"]) for page in answers} == {(302, "/recover/sent")}


# ---- the other doors


def test_many_sign_ups_from_one_place_wait_and_what_was_chosen_is_kept(clock):
    cast.space()
    browser = at(ELSEWHERE)
    hand_in(browser, "/sign-up")
    hand_in(browser, "/sign-up/name", name="Ode")
    browser.get("/sign-up/stone")
    hand_in(browser, "/sign-up/stone")
    hand_in(browser, "/sign-up/agreement")
    for _n in range(rates.SIGN_UPS.times):
        rates.count(rates.SIGN_UPS, place_of({"client": (ELSEWHERE, 1), "headers": []}))
    page = hand_in(browser, "/sign-up/way-back", sign_in_name="ode-private-88", password=PASSWORD)
    assert page.status_code == 429 and "Please press once more at" in words_of(page)
    assert 'value="ode-private-88"' in words_of(page) and PASSWORD not in words_of(page)
    clock.move(minutes=61)
    assert hand_in(browser, "/sign-up/way-back", sign_in_name="ode-private-88", password=PASSWORD)["Location"] == "/you/codes"


def test_recovery_codes_are_not_guessed_from_one_place():
    codes = verbs.new_recovery_codes(by=newcomer())
    for _n in range(rates.CODES.times - 1):
        rates.count(rates.CODES, place_of({"client": (ELSEWHERE, 1), "headers": []}))
    assert hand_in(at(ELSEWHERE), "/recover", recovery_code="AAAAA-BBBBB-CCCCC-DDDDD").status_code == 200
    assert hand_in(at(ELSEWHERE), "/recover", recovery_code=codes[0]).status_code == 429
    assert hand_in(at(HOME), "/recover", recovery_code=codes[0])["Location"] == "/recover/new"


def test_nobodys_mailbox_is_filled_by_others_and_the_answer_stays_the_same(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    from cairn.members import mail

    member = newcomer()
    verbs.name_mail("tarn@example.org", by=member)
    Member.objects.filter(pk=member.pk).update(mail_proven_at=time.now())
    for n in range(6):
        assert hand_in(at(f"198.51.100.{n}"), "/recover", mail="tarn@example.org")["Location"] == "/recover/sent"
    mail.wait()
    assert len(outbox.outbox) == rates.MAILS_TO.times


# ---- what members write


def test_a_member_who_sends_as_a_script_does_is_asked_to_wait_and_loses_nothing(clock):
    dell, ash = cast.member("Dell"), cast.member("Ash")
    share = cast.share_by(dell)
    words = "It sounds as if the evenings are the longest part of it.\nI am reading this twice."
    for _n in range(rates.RESPONSES.times):
        rates.count(rates.RESPONSES, ash.pk)
    browser = cast.signed_in(ash)
    sent = {"kind": "heard", "text": words, "looked": "1", "once": "first"}
    page = browser.post(f"/shares/{share.pk}/respond", sent)
    assert page.status_code == 429 and int(page["Retry-After"]) > 0
    assert "It sounds as if the evenings" in words_of(page) and "You have done nothing wrong" in words_of(page)
    form = next(form for form in forms_of(page, "/") if form.action.endswith("/respond"))
    clock.move(minutes=61)
    assert browser.post(form.action, form.data()).status_code == 302
    assert words.split("\n")[0] in words_of(cast.signed_in(dell).get(f"/shares/{share.pk}"))


@pytest.mark.parametrize("limit", [rates.SHARES, rates.RESPONSES, rates.LETTERS, rates.REPORTS])
def test_what_people_write_in_an_hour_is_far_below_the_limits(limit):
    assert limit.times >= 30 and limit.within == timedelta(hours=1)


# ---- promise 13


@pytest.mark.on("sqlite")
def test_a_flood_of_sign_ins_leaves_the_pages_to_the_others(settings):
    """Twelve real derivations at once: two run at a time, and whoever reads waits for none of them: both turns are held
    until they have read."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    passwords._nobodys()
    running, most, lock, has_read = [0], [0], threading.Lock(), threading.Event()
    real = hashers.check_password

    def watched(*args, **kwargs):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        try:
            has_read.wait(PATIENCE)
            return real(*args, **kwargs)
        finally:
            with lock:
                running[0] -= 1

    hashers.check_password = watched
    flood = [threading.Thread(target=_try, daemon=True) for _n in range(12)]
    reader = cast.signed_in(cast.member("Dell"))
    try:
        for thread in flood:
            thread.start()
        assert all(reader.get("/shares").status_code == 200 for _n in range(5))
        still = sum(thread.is_alive() for thread in flood)
    finally:
        has_read.set()
        for thread in flood:
            thread.join()
        hashers.check_password = real
    assert most[0] == 2 and still >= 2


def _try():
    with suppress(passwords.Busy):
        passwords.matches("not the right words", None)

"""Erasing at once asks again who somebody is: whoever shares their device finds it as open as they left it."""


import pytest

from cairn.base import rates
from cairn.members import verbs
from cairn.members.models import Member, RecoveryCode, SignedIn
from tests import cast
from tests.forms import forms_of
from tests.members.devices import Device
from tests.members.doors import PASSWORD, newcomer, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
OPTIONS = "/sign-in/passkey/options"


def erases(browser, once="a", **typed):
    return browser.post("/going/now", {"answers": "erase", "sure": "on", "once": once} | typed)


def is_here(member) -> bool:
    kept = Member.objects.get(pk=member.pk)
    return kept.left_at is None and kept.erased_at is None and bool(kept.name)


def by_passkey_alone(name="Tarn"):
    member = cast.member(name)
    return member, Device(member, name.encode())


# ---- by password or code, without a script


@pytest.mark.parametrize("secret", ["", "not the right words", PASSWORD.upper(), PASSWORD + " ", "ABCDE-FGHIJ-KLMNO-PQRST"])
def test_a_wrong_secret_erases_nothing_and_the_page_says_so_by_the_field(secret):
    tarn = newcomer()
    share, browser = cast.share_by(tarn, "Still here."), cast.signed_in(tarn)
    page = erases(browser, answers="stand", password=secret)
    assert page.status_code == 200 and is_here(tarn)
    share.refresh_from_db()
    assert share.text == "Still here." and share.withdrawn_at is None and SignedIn.objects.filter(member=tarn).exists()
    form = next(form for form in forms_of(page, "/going/now") if "sure" in form.names)
    assert ("answers", "radio", "stand", True) in form.fields and any(name == "sure" and chosen for name, _k, _v, chosen in form.fields)
    said = "Please show that it is you" if not secret else "neither your password nor a recovery code"
    assert 'id="id_password-why"' in words_of(page) and said in words_of(page)
    assert not secret or secret not in words_of(page)


def test_the_password_erases():
    tarn = newcomer()
    browser = cast.signed_in(tarn)
    form = next(form for form in forms_of(browser.get("/going/now"), "/going/now") if "sure" in form.names)
    assert browser.post(form.action, form.data(sure="on", password=PASSWORD))["Location"] == "/gone/now"
    assert Member.objects.get(pk=tarn.pk).erased_at


def test_a_recovery_code_erases_as_people_type_it_and_is_not_used_up_by_a_forgotten_tick():
    tarn = newcomer()
    code = verbs.new_recovery_codes(by=tarn)[3]
    browser = cast.signed_in(tarn)
    page = browser.post("/going/now", {"answers": "erase", "password": code, "once": "a"})
    assert "Tick this box" in words_of(page) and is_here(tarn) and not RecoveryCode.objects.exclude(used_at=None).exists()
    assert erases(browser, "b", password=code.lower().replace("-", " "))["Location"] == "/gone/now"
    assert Member.objects.get(pk=tarn.pk).erased_at


def test_a_code_of_somebody_else_one_that_was_used_and_an_older_one_erase_nothing():
    tarn, juno = newcomer(), newcomer("Juno", "juno-private-77")
    theirs, older = verbs.new_recovery_codes(by=juno)[0], verbs.new_recovery_codes(by=tarn)[0]
    used = verbs.new_recovery_codes(by=tarn)[0]
    assert verbs.use_recovery_code(used) == tarn
    browser = cast.signed_in(tarn)
    for once, secret in enumerate([theirs, older, used]):
        assert erases(browser, f"{once}", password=secret).status_code == 200 and is_here(tarn)


@pytest.mark.parametrize("has_password", [True, False])
def test_ten_wrong_tries_then_a_wait_also_for_the_right_one(clock, has_password):
    tarn = newcomer() if has_password else by_passkey_alone()[0]
    right = PASSWORD if has_password else verbs.new_recovery_codes(by=tarn)[0]
    browser = cast.signed_in(tarn)
    for once in range(rates.WRONG.times):
        assert "many tries" not in words_of(erases(browser, f"{once}", password="not the right words"))
    page = erases(browser, "r", password=right)
    assert "There have been many tries. Please wait until" in words_of(page) and is_here(tarn)
    clock.move(minutes=16)
    assert erases(browser, "s", password=right)["Location"] == "/gone/now"


def test_tries_at_changing_the_password_are_counted_with_these():
    tarn = newcomer()
    browser = cast.signed_in(tarn)
    for once in range(rates.WRONG.times):
        browser.post("/you/password", {"sign_in_name": "tarn-private-77", "current": "not it at all", "password": "five other quiet words", "once": f"{once}"})
    assert "many tries" in words_of(erases(browser, password=PASSWORD)) and is_here(tarn)


# ---- by passkey, where they have only that


def test_a_passkey_erases_whoever_has_only_that():
    tarn, device = by_passkey_alone()
    browser = cast.signed_in(tarn)
    assert "data-passkey-get" in words_of(browser.get("/going/now"))
    answer = erases(browser, credential=device.answers(browser.post(OPTIONS).json()))
    assert answer["Location"] == "/gone/now" and Member.objects.get(pk=tarn.pk).erased_at


def test_a_passkey_that_is_somebody_elses_not_asked_for_or_shown_before_erases_nothing():
    tarn, device = by_passkey_alone()
    juno, hers = by_passkey_alone("Juno")
    browser = cast.signed_in(tarn)
    options = browser.post(OPTIONS).json()
    for once, answer in enumerate([hers.answers(options), device.answers({"challenge": "AAAA"}), device.answers(options), "{}", "no"]):
        page = erases(browser, f"{once}", credential=answer)
        assert page.status_code == 200 and "That passkey could not be read" in words_of(page), once
        assert is_here(tarn) and is_here(juno)


def test_whoever_has_a_password_is_asked_for_it_and_no_passkey_takes_its_place():
    """A passkey can be added at an open session, by whoever holds the device."""
    tarn = newcomer()
    device, browser = Device(tarn), cast.signed_in(tarn)
    assert "data-passkey-get" not in words_of(browser.get("/going/now"))
    assert erases(browser, credential=device.answers(browser.post(OPTIONS).json())).status_code == 200 and is_here(tarn)


def test_without_a_script_whoever_has_only_a_passkey_takes_a_code():
    tarn, _device = by_passkey_alone()
    code, browser = verbs.new_recovery_codes(by=tarn)[0], cast.signed_in(tarn)
    page = browser.get("/going/now")
    assert "One of your recovery codes" in words_of(page)
    form = next(form for form in forms_of(page, "/going/now") if "password" in form.names)
    assert browser.post(form.action, form.data(sure="on", password=code))["Location"] == "/gone/now"

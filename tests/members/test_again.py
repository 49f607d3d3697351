"""Whoever changes how they get in shows once more that it is them, when they were signed in a while ago."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cairn.base import rates
from cairn.members import links, queries, verbs
from cairn.members.models import Member, Passkey, RecoveryCode
from tests import cast
from tests.forms import forms_of
from tests.members.devices import Device
from tests.members.doors import PASSWORD, codes_on, newcomer, sign_in, words_of
from tests.members.test_coming_back import a_passkey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
NEW = "five other quiet words"
OPTIONS = "/sign-in/passkey/options"


def as_it_is(member) -> list:
    """Every way in of theirs."""
    kept = Member.objects.get(pk=member.pk)
    codes = RecoveryCode.objects.filter(member=member).order_by("digest").values_list("digest", "used_at")
    return [kept.handle, kept.password, kept.mail_digest, kept.mail_proven_at, [*codes], [*Passkey.objects.filter(member=member).values_list("pk", flat=True)]]


def somebody():
    """With every way in, and a passkey to spare."""
    tarn = newcomer()
    for credential in ("AQID", "AQIE"):
        verbs.add_passkey(a_passkey(credential), by=tarn)
    verbs.new_recovery_codes(by=tarn)
    return tarn


def left_open(member) -> Client:
    return cast.signed_in(member, long_ago=True)


def changes(member) -> list[tuple[str, dict]]:
    return [
        (reverse("codes"), {}), (reverse("mail"), {"mail": "tarn@example.org"}), (reverse("mail"), {"remove": "1"}),
        (reverse("passkey_add"), {"credential": "{}"}), (reverse("passkey_remove", args=[Passkey.objects.filter(member=member).first().pk]), {}),
        (reverse("password_remove"), {}),
    ]


def asks(page) -> bool:
    return page.status_code == 200 and "Is it you?" in words_of(page)


def answer(browser, page, **typed):
    """Fill in the page that asks, and send it."""
    form = next(form for form in forms_of(page, "?") if "again" in form.names and "secret" in form.names)
    return browser.post(form.action, form.data(**typed))


def test_at_a_session_that_was_left_open_no_way_in_changes_without_asking():
    tarn = somebody()
    browser, before = left_open(tarn), as_it_is(tarn)
    for number, (path, typed) in enumerate(changes(tarn)):
        assert asks(browser.post(path, {**typed, "once": f"{number}"})), path
        assert as_it_is(tarn) == before, path
    assert browser.post(reverse("passkey_options")).status_code == 401


def test_nor_does_a_wrong_answer_change_anything():
    tarn = somebody()
    browser, before = left_open(tarn), as_it_is(tarn)
    for number, (path, typed) in enumerate(changes(tarn)):
        for secret in ("", "not the right words"):
            typed.pop("credential", None)
            page = browser.post(path, {**typed, "again": "go on", "secret": secret, "once": f"{number}{secret}"})
            assert asks(page) and 'id="id_secret-why"' in words_of(page) and as_it_is(tarn) == before, path


def test_a_first_password_is_not_set_at_the_session_of_somebody_with_passkeys_alone():
    wren = cast.member("Wren")
    device = Device(wren)
    browser = left_open(wren)
    assert asks(browser.get("/you/password"))
    page = browser.post("/you/password", {"sign_in_name": "wren-private-77", "password": NEW, "once": "a"})
    assert asks(page) and NEW not in words_of(page) and Member.objects.get(pk=wren.pk).handle is None
    shown = device.answers(browser.post(OPTIONS).json())
    page = browser.post("/you/password", {"again": "go on", "sign_in_name": "wren-private-77", "credential": shown, "once": "b"})
    assert "wren-private-77" in words_of(page) and "Please enter a password" in words_of(page)
    form = next(form for form in forms_of(page, "/you/password") if "password" in form.names)
    assert browser.post(form.action, form.data(password=NEW))["Location"] == "/you/ways-in"
    assert sign_in(Client(), "wren-private-77", NEW).status_code == 302


def test_neither_codes_nor_the_means_to_change_anything_are_shown_before():
    tarn = somebody()
    verbs.name_mail("tarn@example.org", by=tarn)
    browser = left_open(tarn)
    for path in ("/you/codes", "/you/codes.txt", "/you/mail", "/you/passkeys/add"):
        page = browser.get(path)
        assert asks(page) and not codes_on(page) and "tarn@example.org" not in words_of(page), path


def test_codes_that_were_never_kept_are_not_shown_to_whoever_finds_the_page_later(clock):
    tarn = newcomer()
    browser = cast.signed_in(tarn)
    browser.post("/you/codes", {"once": "a"})
    assert len(codes_on(browser.get("/you/codes"))) == 10
    clock.move(minutes=16)
    assert asks(browser.get("/you/codes")) and asks(browser.get("/you/codes.txt"))
    assert browser.post("/you/codes", {"kept": "1", "once": "b"})["Location"] == "/you/ways-in", "putting them away needs nobody's word"


def test_asked_once_it_goes_on_with_what_was_typed_and_is_not_asked_again_for_a_quarter_of_an_hour(clock):
    tarn = somebody()
    browser = left_open(tarn)
    page = browser.post("/you/mail", {"mail": "far@example.org", "once": "a"})
    assert ("mail", "hidden", "far@example.org", False) in next(f for f in forms_of(page, "?") if "again" in f.names).fields
    wrong = answer(browser, page, secret="not the right words")
    assert asks(wrong) and "neither your password nor a recovery code" in words_of(wrong)
    assert answer(browser, wrong, secret=PASSWORD)["Location"] == "/you/mail"
    assert Member.objects.get(pk=tarn.pk).mail == "far@example.org"
    assert not asks(browser.get("/you/codes"))
    clock.move(minutes=14)
    assert not asks(browser.get("/you/codes"))
    clock.move(minutes=2)
    assert asks(browser.get("/you/codes"))


def test_a_page_that_was_only_opened_is_opened_afterwards():
    browser = left_open(somebody())
    assert answer(browser, browser.get("/you/codes"), secret=PASSWORD)["Location"] == "/you/codes"
    assert "Make ten new codes" in words_of(browser.get("/you/codes"))


def test_a_recovery_code_does_and_is_not_used_up():
    tarn = newcomer()
    code = verbs.new_recovery_codes(by=tarn)[2]
    browser = left_open(tarn)
    answer(browser, browser.get("/you/mail"), secret=code.lower().replace("-", " "))
    assert not asks(browser.get("/you/mail")) and not RecoveryCode.objects.exclude(used_at=None).exists()


def test_a_passkey_does_for_who_has_only_that_and_removes_the_other():
    wren = cast.member("Wren")
    device, other = Device(wren), verbs.add_passkey(a_passkey(), by=wren)
    browser = left_open(wren)
    page = browser.post(f"/you/passkeys/{other.pk}/remove", {"once": "a"})
    form = next(form for form in forms_of(page, "?") if "credential" in form.names)
    shown = device.answers(browser.post(OPTIONS).json())
    assert browser.post(form.action, form.data(credential=shown))["Location"] == "/you/ways-in"
    assert not Passkey.objects.filter(pk=other.pk).exists()


def test_somebody_elses_passkey_does_not():
    wren, juno = cast.member("Wren"), cast.member("Juno")
    Device(wren)
    hers = Device(juno, b"hers")
    browser = left_open(wren)
    shown = hers.answers(browser.post(OPTIONS).json())
    page = browser.post("/you/codes", {"again": "go on", "credential": shown, "once": "a"})
    assert asks(page) and "could not be read" in words_of(page) and not RecoveryCode.objects.exists()


def test_what_a_device_made_is_asked_for_anew_and_never_taken_for_an_answer():
    tarn = somebody()
    browser = left_open(tarn)
    page = browser.post("/you/passkeys/add", {"credential": "{}", "once": "a"})
    assert answer(browser, page, secret=PASSWORD)["Location"] == "/you/passkeys/add"
    assert "data-passkey-create" in words_of(browser.get("/you/passkeys/add")) and Passkey.objects.count() == 2


def test_after_ten_wrong_answers_there_is_a_wait_also_for_the_right_one(clock):
    tarn = newcomer()
    browser = left_open(tarn)
    for once in range(rates.WRONG.times):
        browser.post("/you/codes", {"again": "go on", "secret": "not the right words", "once": f"{once}"})
    page = browser.post("/you/codes", {"again": "go on", "secret": PASSWORD, "once": "r"})
    assert asks(page) and "Please wait until" in words_of(page) and not RecoveryCode.objects.exists()
    clock.move(minutes=16)
    assert browser.post("/you/codes", {"again": "go on", "secret": PASSWORD, "once": "s"})["Location"] == "/you/codes"


def test_signing_in_is_an_answer():
    newcomer()
    browser = Client()
    sign_in(browser)
    assert not asks(browser.get("/you/codes"))


def test_a_new_password_gives_the_session_a_new_key_and_a_copy_of_the_old_opens_nothing(settings):
    newcomer()
    browser, copy = Client(), Client()
    sign_in(browser)
    copy.cookies[settings.SESSION_COOKIE_NAME] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert copy.get("/you").status_code == 200
    browser.post("/you/password", {"sign_in_name": "tarn-private-77", "current": PASSWORD, "password": NEW, "once": "a"})
    assert browser.get("/you").status_code == 200
    assert copy.get("/you").status_code == 302


@pytest.mark.parametrize("by_mail", [False, True])
def test_whoever_knew_the_visitors_session_makes_no_way_in_with_what_was_proved_there(settings, by_mail):
    tarn = newcomer()
    code = verbs.new_recovery_codes(by=tarn)[0]
    verbs.name_mail("tarn@example.org", by=tarn)
    verbs.prove_mail(queries.digest_of_mail("tarn@example.org"), by=tarn)
    browser, copy = Client(), Client()
    browser.post("/sign-in/passkey/options")  # a visitor who has a session
    copy.cookies[settings.SESSION_COOKIE_NAME] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    link = f"/recover/link/{links.token_for(links.COME_BACK, Member.objects.get(pk=tarn.pk))}"
    answer = browser.post(link, {"once": "a"}) if by_mail else browser.post("/recover", {"recovery_code": code, "once": "a"})
    assert answer["Location"] == "/recover/new"
    assert copy.get("/recover/new").status_code == 302
    assert browser.get("/recover/new").status_code == 200


# ---- what a page left open elsewhere is told by itself


@pytest.mark.parametrize("path", ["/sign-out", "/sign-out/everywhere", "/you/password", "/leave", "place"])
def test_signing_out_ends_what_open_pages_are_told(path, monkeypatch, django_capture_on_commit_callbacks):
    from cairn.live.bus import bus

    tarn, hung = newcomer(), []
    elsewhere, browser = Client(), Client()
    sign_in(elsewhere), sign_in(browser)
    monkeypatch.setattr(bus, "hang_up", lambda member, stream=None: hung.append((member, stream)))
    if path == "place":
        path = re.search(r'action="(/you/places/[^/"]+/end)"', words_of(browser.get("/you/places")))[1]
    with django_capture_on_commit_callbacks(execute=True):
        browser.get(path) if path == "/leave" else browser.post(path, {"sign_in_name": "tarn-private-77", "current": PASSWORD, "password": NEW, "once": "a"})
    assert hung and set(hung) == {(tarn.pk, None)}

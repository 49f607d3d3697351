"""Recovery: by code, by mail, and the ways in one keeps."""

import pytest
from django.core import mail as outbox
from django.test import Client

from cairn.base.rules import Refused
from cairn.members import mail, queries, verbs
from cairn.members.models import Member, Passkey, RecoveryCode
from cairn.members.passkeys import NewPasskey
from tests import cast
from tests.members.doors import PASSWORD, codes_on, come_in, hand_in, newcomer, sign_in, words_of

pytestmark = pytest.mark.django_db
NEW = "five other quiet words"


def test_a_code_leads_back_to_a_new_password_and_ends_every_other_place():
    member = newcomer()
    codes = verbs.new_recovery_codes(by=member)
    elsewhere, browser = Client(), Client()
    sign_in(elsewhere)
    assert hand_in(browser, "/recover", recovery_code=codes[0].lower().replace("-", " "))["Location"] == "/recover/new"
    assert hand_in(browser, "/recover/new", sign_in_name="tarn-private-77", password=NEW).status_code == 302
    assert "9 recovery codes are left" in words_of(browser.get("/you"))
    assert elsewhere.get("/you").status_code == 302
    assert sign_in(Client()).status_code == 200 and sign_in(Client(), password=NEW).status_code == 302


def test_a_code_works_once():
    codes = verbs.new_recovery_codes(by=newcomer())
    assert verbs.use_recovery_code(codes[0]) is not None
    assert verbs.use_recovery_code(codes[0]) is None
    page = hand_in(Client(), "/recover", recovery_code=codes[0])
    assert "does not open anything" in words_of(page)


def test_new_codes_end_the_old_ones():
    member = newcomer()
    old = verbs.new_recovery_codes(by=member)
    verbs.new_recovery_codes(by=member)
    assert verbs.use_recovery_code(old[3]) is None and queries.codes_left(member) == 10


def test_codes_hold_a_hundred_bits_and_are_kept_as_digests_only():
    codes = verbs.new_recovery_codes(by=newcomer())
    assert len(set(codes)) == 10 and all(len(code.replace("-", "")) * 5 == 100 for code in codes)
    kept = "".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(part in kept.upper() for code in codes for part in code.split("-") if part.isdigit() is False and len(part) == 5 and not set(part) <= set("ABCDEF234567"))


def test_nobody_makes_a_new_way_in_without_proof():
    browser = cast.stranger()
    for path in ("/recover/new", "/recover/new/passkey"):
        assert browser.post(path, {"sign_in_name": "x" * 9, "password": NEW})["Location"] == "/recover"
    assert browser.post("/recover/new/passkey/options").status_code == 409


def test_the_proof_of_a_code_ends_after_half_an_hour(clock):
    codes = verbs.new_recovery_codes(by=newcomer())
    browser = Client()
    hand_in(browser, "/recover", recovery_code=codes[0])
    clock.move(minutes=31)
    assert browser.get("/recover/new")["Location"] == "/recover"


# ---- by mail


def proven(member, address="tarn@example.org"):
    verbs.name_mail(address, by=member)
    assert verbs.prove_mail(queries.digest_of_mail(address), by=member)
    return member


def letters() -> list:
    mail.wait()
    return outbox.outbox


def link_in(letter) -> str:
    return next(line for line in letter.body.splitlines() if line.startswith("http")).split("localhost:8000")[-1]


def test_mail_is_proved_by_a_link_and_a_press():
    member = newcomer()
    browser = cast.signed_in(member)
    hand_in(browser, "/you/mail", mail="tarn@example.org")
    assert queries.member_of_mail("tarn@example.org") is None
    link = link_in(letters()[0])
    assert Client().get(link).status_code == 200
    assert queries.member_of_mail("tarn@example.org") is None  # mail programs open links by themselves
    assert "is proved" in words_of(Client().post(link))
    assert queries.member_of_mail("TARN@example.org ") == member


def test_a_link_for_an_older_address_proves_nothing():
    member = newcomer()
    browser = cast.signed_in(member)
    hand_in(browser, "/you/mail", mail="old@example.org")
    link = link_in(letters()[0])
    verbs.name_mail("new@example.org", by=member)
    assert Client().post(link).status_code == 404
    assert queries.member_of_mail("new@example.org") is None


def test_known_and_unknown_addresses_are_answered_alike():
    proven(newcomer())
    known = hand_in(Client(), "/recover", mail="tarn@example.org")
    unknown = hand_in(Client(), "/recover", mail="nobody@example.org")
    assert known["Location"] == unknown["Location"] == "/recover/sent"
    assert [letter.to for letter in letters()] == [["tarn@example.org"]]


def test_a_mailed_link_leads_back_once(clock):
    proven(newcomer())
    hand_in(Client(), "/recover", mail="tarn@example.org")
    link = link_in(letters()[0])
    browser = Client()
    assert browser.get(link).status_code == 200
    assert browser.post(link)["Location"] == "/recover/new"
    assert hand_in(browser, "/recover/new", sign_in_name="tarn-private-77", password=NEW).status_code == 302
    assert Client().post(link).status_code == 404
    assert sign_in(Client(), password=NEW).status_code == 302


def test_a_mailed_link_ends_after_half_an_hour(clock):
    proven(newcomer())
    hand_in(Client(), "/recover", mail="tarn@example.org")
    clock.move(minutes=31)
    assert Client().get(link_in(letters()[0])).status_code == 404


def test_letters_hold_no_name_and_say_nothing_of_the_place():
    proven(newcomer())
    hand_in(Client(), "/recover", mail="tarn@example.org")
    text = letters()[0].subject + letters()[0].body
    assert not any(word in text for word in ("Tarn", "tarn-private-77", "Harbour"))


def test_without_mail_the_pages_say_so_and_skip_it(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", ""
    assert "This space sends no mail" in words_of(cast.signed_in(newcomer()).get("/you/mail"))
    assert "This space sends no mail" in words_of(Client().get("/recover"))
    browser = cast.stranger()
    come_in(browser, name="Rook", sign_in_name="rook-private-77")
    assert hand_in(browser, "/you/codes", kept="1")["Location"] == "/arriving/languages", "nobody is asked for what there is no use for"


def test_a_name_that_can_be_read_out_of_the_mail_is_refused():
    browser = cast.signed_in(newcomer("Wren Hall", "wren-private-77"))
    assert "may be your real one" in words_of(hand_in(browser, "/you/mail", mail="wren.hall@example.org"))
    hand_in(browser, "/you/mail", mail="w.h@example.org")
    other = cast.signed_in(proven(newcomer("Juno", "juno-private-77"), "juno.bay@example.org"))
    assert "may be your real one" in words_of(hand_in(other, "/you/name", name="Juno Bay"))


# ---- ways in


def a_passkey(credential="AQID") -> NewPasskey:
    return NewPasskey(credential, b"key", 0, "Firefox on Linux")


def test_the_last_way_in_cannot_be_removed():
    member = newcomer()
    with pytest.raises(Refused):
        verbs.remove_password(by=member)
    passkey = verbs.add_passkey(a_passkey(), by=member)
    verbs.remove_password(by=member)
    with pytest.raises(Refused):
        verbs.remove_passkey(passkey, by=member)
    assert Passkey.objects.filter(member=member).count() == 1
    assert sign_in(Client()).status_code == 200


def test_a_page_from_before_the_password_went_does_not_remove_the_last_way_in():
    member = newcomer()
    passkey, before = verbs.add_passkey(a_passkey(), by=member), Member.objects.get(pk=member.pk)
    verbs.remove_password(by=member)
    with pytest.raises(Refused):
        verbs.remove_passkey(passkey, by=before)
    assert Passkey.objects.filter(member=member).exists()


def test_a_passkey_of_somebody_else_is_not_there():
    passkey = verbs.add_passkey(a_passkey(), by=newcomer("Juno", "juno-private-77"))
    assert cast.signed_in(newcomer()).post(f"/you/passkeys/{passkey.pk}/remove").status_code == 404
    assert Passkey.objects.exists()


def test_changing_the_password_asks_for_the_present_one():
    browser = Client()
    newcomer()
    sign_in(browser)
    wrong = hand_in(browser, "/you/password", current="wrong", sign_in_name="tarn-private-77", password=NEW)
    assert "This is not your password now" in words_of(wrong)
    assert hand_in(browser, "/you/password", current=PASSWORD, sign_in_name="tarn-other-77", password=NEW)["Location"] == "/you/ways-in"
    assert browser.get("/you").status_code == 200
    assert sign_in(Client(), "tarn-other-77", NEW).status_code == 302
    assert sign_in(Client()).status_code == 200


def test_somebody_with_a_passkey_alone_sets_a_first_password():
    member = cast.member("Wren")
    verbs.add_passkey(a_passkey(), by=member)
    browser = cast.signed_in(member)
    assert hand_in(browser, "/you/password", sign_in_name="wren-private-77", password=NEW)["Location"] == "/you/ways-in"
    assert sign_in(Client(), "wren-private-77", NEW).status_code == 302


def test_new_codes_from_ways_in_are_shown_once():
    browser = cast.signed_in(newcomer())
    browser.post("/you/codes", {})
    assert len(codes_on(browser.get("/you/codes"))) == 10
    assert hand_in(browser, "/you/codes", kept="1")["Location"] == "/you/ways-in"
    assert Member.objects.count() == 1

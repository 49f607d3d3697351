"""What browsers are woken with: sealed as RFC 8291 says, signed as RFC 8292 says, and only sent where it may go."""

import json

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from cairn.base.post import Trouble
from cairn.notices.outgoing import delivery, sealing
from cairn.notices.outgoing.sealing import CURVE, from_base64, padded, sealed_for, signed_for, to_base64
from tests.notices.postoffice import Browser, claims_of, opened

# RFC 8291, section 5 and appendix A.
THEIRS = ec.derive_private_key(int.from_bytes(from_base64("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"), CURVE)
OURS = ec.derive_private_key(int.from_bytes(from_base64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), CURVE)
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
WORDS = b"When I grow up, I want to be a watermelon"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqg"
    "kf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_it_is_sealed_as_in_the_standards_own_example():
    assert to_base64(sealed_for(POINT, AUTH, WORDS, salt=from_base64(SALT), ours=OURS)) == BODY


def test_an_independent_hand_opens_the_standards_example_and_ours():
    assert opened(from_base64(BODY), THEIRS, from_base64(AUTH)) == WORDS
    assert opened(sealed_for(POINT, AUTH, WORDS), THEIRS, from_base64(AUTH)) == WORDS


def test_nobody_else_opens_it():
    with pytest.raises(InvalidTag):
        opened(sealed_for(POINT, AUTH, WORDS), OURS, from_base64(AUTH))


def test_two_of_the_same_words_look_different_and_all_are_of_one_length():
    browser = Browser("https://push.example.org/a").said
    one, other = (sealed_for(browser["p256dh"], browser["auth"], padded(json.dumps({"title": words}).encode())) for words in ("a", "a" * 500))
    assert len(one) == len(other) and one[:16] != other[:16]


def test_a_service_believes_our_signature_and_no_other():
    header = signed_for("https://push.example.org/send/abc?x=1")
    assert claims_of(header, "https://push.example.org")["exp"]
    with pytest.raises(InvalidSignature):
        claims_of(header.replace("vapid t=ey", "vapid t=fy"), "https://push.example.org")
    with pytest.raises(AssertionError):
        claims_of(header, "https://elsewhere.example.org")


def test_the_key_stays_the_same_and_belongs_to_the_space(settings):
    from cairn.base import crypto

    assert sealing.our_public_key() == sealing.our_public_key()
    before, settings.SPACE_KEY = sealing.our_public_key(), b"x" * 32
    crypto.key_for.cache_clear()
    assert sealing.our_public_key() != before
    crypto.key_for.cache_clear()


@pytest.mark.parametrize("endpoint", [
    "https://fcm.googleapis.com/fcm/send/abc", "https://updates.push.services.mozilla.com/wpush/v2/x", "https://web.push.apple.com/Q",
])
def test_makers_of_browsers_are_fitting(endpoint):
    assert delivery.is_fitting(endpoint)


@pytest.mark.parametrize("endpoint", [
    "", "http://push.example.org/a", "https://127.0.0.1/a", "https://[::1]/a", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://localhost/a",
    "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://push.example.org:8443/a", "https://me@push.example.org/", "file:///etc/passwd",
    "https://push.example.org/" + "a" * 1000, "https://push.example.org/a b", "https://push.example.org/\r\nX: y", "https://[bad", "https://0x7f.1",
])
def test_what_leads_elsewhere_is_not(endpoint):
    if endpoint == "https://0x7f.1":  # a name to us, an address to some resolvers: looked at when it is looked up
        assert _is_refused(endpoint)
        return
    assert not delivery.is_fitting(endpoint)


def test_a_name_that_leads_into_the_house_is_found_when_it_is_looked_up():
    """nip.io and its like: the name is public, the address is not. Here: the machine's own name for itself."""
    with pytest.raises(delivery.Gone):
        delivery._address_of("localhost", 443)


def _is_refused(endpoint) -> bool:
    try:
        delivery.deliver(endpoint, b"", {})
    except (delivery.Gone, Trouble):
        return True
    return False

"""A stolen database holds no name, no sign-in name, no address, nothing of a session."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from cairn.members import verbs
from cairn.members.models import Member
from tests import cast
from tests.members.doors import come_in, hand_in, sign_in

CANARIES = ("Canaryname", "canary-private-91", "canary@example.org", "203.0.113.91", "canary four quiet words", "canaryfox")
pytestmark = pytest.mark.django_db


def everything() -> bytes:
    """Every value of every row, as the database holds it."""
    held = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            held += [value for row in cursor.fetchall() for value in row]
    return b"\0".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in held)


def test_what_is_typed_on_the_way_in_cannot_be_read_in_the_database():
    browser = cast.stranger()
    browser.defaults.update(REMOTE_ADDR="203.0.113.91", HTTP_USER_AGENT="canaryfox/9")
    come_in(browser, name="Canaryname", sign_in_name="canary-private-91", password="canary four quiet words")
    hand_in(browser, "/you/mail", mail="canary@example.org")
    half_way = Client(REMOTE_ADDR="203.0.113.91")
    hand_in(half_way, "/sign-up")
    hand_in(half_way, "/sign-up/name", name="Canaryname two")
    elsewhere = Client(REMOTE_ADDR="203.0.113.91", HTTP_X_FORWARDED_FOR="203.0.113.91")
    sign_in(elsewhere, "canary-private-91", "canary four quiet words")
    elsewhere.post("/sign-out/everywhere")
    sign_in(elsewhere, "canary-private-91", "canary four quiet wordz")
    codes = verbs.new_recovery_codes(by=Member.objects.get())

    member = Member.objects.get()  # there is something that could leak
    assert (member.name, member.sign_in_name, member.mail) == ("Canaryname", "canary-private-91", "canary@example.org")
    held = everything()
    assert str(member.pk).encode() in held and member.stone.encode() in held
    for canary in (*CANARIES, *codes):
        assert canary.encode() not in held and canary.lower().encode() not in held.lower(), canary


def test_an_erased_member_leaves_no_name_to_read():
    wren = cast.member("Wren")
    cast.erased(wren)
    assert Member.objects.get().name is None


def test_a_member_shows_nobodys_name_in_a_log_or_a_fault():
    for wren in (cast.member("Wren"), Member(pk=7, handle=None)):
        assert str(wren) == f"member {wren.pk}" and repr(wren) == f"<Member: member {wren.pk}>"

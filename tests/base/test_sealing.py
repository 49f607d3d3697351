"""Every text a member writes reaches the database sealed with its author's key."""

import pytest
from django.db import connection

from cairn.base import crypto, keyring
from cairn.members.models import Member, Topic

pytestmark = pytest.mark.django_db


def a_member(name="Wren"):
    member = Member(name=name, stone="5-0-7")
    keyring.make(member.pk)
    member.save()
    return Member.objects.get(pk=member.pk)


def raw(table, column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return bytes(cursor.fetchone()[0])


def test_words_are_sealed_in_the_row_and_read_again():
    member = a_member("Wren by the river")
    assert b"river" not in raw("cairn_member", "name", member.pk)
    assert Member.objects.get(pk=member.pk).name == "Wren by the river"


def test_sealing_twice_gives_other_bytes():
    member = a_member()
    before = raw("cairn_member", "name", member.pk)
    member.name = "Wren"
    member.save()
    assert raw("cairn_member", "name", member.pk) != before


def test_saving_an_unopened_row_keeps_its_words():
    pk = a_member("Juno").pk
    row = Member.objects.get(pk=pk)
    row.stone = "1-1-1"
    row.save()
    assert Member.objects.get(pk=pk).name == "Juno"


def test_a_sealed_text_copied_to_another_row_does_not_open():
    one, other = a_member("Wren"), a_member("Ash")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cairn_member SET name = (SELECT name FROM cairn_member WHERE id = %s) WHERE id = %s", [one.pk, other.pk])
    assert Member.objects.get(pk=other.pk).name is None
    assert Member.objects.get(pk=one.pk).name == "Wren"


def test_a_destroyed_key_makes_the_words_unreadable():
    member = a_member("Wren")
    assert Member.objects.get(pk=member.pk).name == "Wren"
    keyring.destroy(member.pk)
    assert Member.objects.get(pk=member.pk).name is None


def test_the_space_s_own_words_are_sealed_too():
    topic = Topic.objects.create(name="Grief")
    assert b"Grief" not in raw("cairn_topic", "name", topic.pk)
    assert Topic.objects.get(pk=topic.pk).name == "Grief"


def test_keys_of_many_come_in_one_query(django_assert_num_queries):
    members = [a_member(name) for name in ("Wren", "Ash", "Juno")]
    keyring.forget()
    rows = list(Member.objects.filter(pk__in=[m.pk for m in members]))
    with django_assert_num_queries(1):
        keyring.bring(row.pk for row in rows)
        assert {row.name for row in rows} == {"Wren", "Ash", "Juno"}


def test_a_bulk_update_of_a_sealed_text_is_refused():
    member = a_member()
    with pytest.raises(TypeError):
        Member.objects.filter(pk=member.pk).update(name="in the clear")


def test_another_purpose_is_another_key():
    assert crypto.key_for("wrap") != crypto.key_for("session")
    assert crypto.digest("a", "x") != crypto.digest("b", "x")


def test_changed_bytes_do_not_open():
    sealed = bytearray(crypto.seal(b"k" * 32, b"words", b"here"))
    sealed[-1] ^= 1
    with pytest.raises(crypto.Unreadable):
        crypto.unseal(b"k" * 32, bytes(sealed), b"here")

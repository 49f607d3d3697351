"""A backup made while serving is one moment, restores whole elsewhere, and holds no readable word."""

import gzip

import pytest
from django.db import connection

from cairn.base import keyring
from cairn.config.keeping.backup import backup
from cairn.config.keeping.doctor import BAD, look
from cairn.config.keeping.format import BrokenBackup, prove
from cairn.config.keeping.restore import NotEmpty, keys_beside, restore
from cairn.members.models import Experience, Member, Topic
from cairn.shares.models import Authorship, Share

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def another_database():
    keyring.forget_all()


def a_small_space():
    topic = Topic.objects.create(name="Grief in the kitchen")
    for number in range(3):
        member = Member(name=f"Wren {number}", stone="5-0-7", languages=["en"])
        keyring.make(member.pk)
        member.save()
        Experience.objects.create(member=member, topic=topic)
        share = Share(audience="everyone")
        share.authorship = Authorship(share=share).show(member.pk, as_someone=number == 1)
        share.text = f"The kettle and I, part {number}"
        share.save()
        share.authorship.save()


def everything():
    shares = sorted(s.text for s in Share.system.select_related("authorship"))
    return shares, sorted(m.name for m in Member.objects.all()), [t.name for t in Topic.objects.all()]


def empty_the_database():
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
    keyring.forget_all()


def test_a_backup_restores_and_every_word_reads_again(tmp_path):
    a_small_space()
    before = everything()
    words, keys = backup(tmp_path)
    empty_the_database()
    assert Share.system.count() == 0
    assert restore(words, keys) == prove(words) + prove(keys)
    assert everything() == before
    Experience.objects.create(member=Member.objects.first(), topic=Topic.objects.create(name="After"))  # sequences go on
    assert not [f for f in look(read_everything=True) if f.how == BAD and "sealed" in f.words]


def test_the_files_hold_no_word_and_the_words_file_no_key(tmp_path):
    a_small_space()
    words, keys = backup(tmp_path)
    inside = gzip.open(words).read() + gzip.open(keys).read()
    assert b"kettle" not in inside and b"Wren" not in inside and b"kitchen" not in inside
    assert b"DataKey" not in gzip.open(words).read()
    assert b"DataKey" in gzip.open(keys).read()
    assert words.stat().st_mode & 0o077 == 0


def test_without_its_key_a_restored_member_stays_unreadable(tmp_path):
    a_small_space()
    words, _keys = backup(tmp_path)
    gone = Member.objects.first().pk
    keyring.destroy(gone)
    _newer_words, newer_keys = backup(tmp_path)
    empty_the_database()
    restore(words, newer_keys)
    assert Member.objects.get(pk=gone).name is None
    assert sum(1 for member in Member.objects.all() if member.name) == 2
    assert not [f for f in look(read_everything=True) if f.how == BAD and "sealed" in f.words]


def test_a_damaged_backup_is_refused_before_anything_is_written(tmp_path):
    a_small_space()
    words, keys = backup(tmp_path)
    empty_the_database()
    content = bytearray(gzip.open(words).read())
    content[-200] ^= 1
    with gzip.open(words, "wb") as file:
        file.write(bytes(content))
    with pytest.raises(BrokenBackup):
        restore(words, keys)
    words.write_bytes(words.read_bytes()[:-40])
    with pytest.raises(BrokenBackup):
        restore(words, keys)
    assert Member.objects.count() == 0


def test_a_space_is_never_overwritten(tmp_path):
    a_small_space()
    words, keys = backup(tmp_path)
    with pytest.raises(NotEmpty):
        restore(words, keys_beside(words))


def test_the_doctor_sees_a_text_that_was_changed():
    a_small_space()
    share = Share.system.first()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cairn_share SET text = (SELECT text FROM cairn_share WHERE id <> %s LIMIT 1) WHERE id = %s", [share.pk, share.pk])
    assert [f for f in look(read_everything=True) if f.how == BAD and "do not open" in f.words]

"""Erased means unreadable in old backups: with every keys file that is left, and with the space's key.

The control: with the keys file that was to be let go of, the words open.
"""

import shutil

import pytest
from django.apps import apps
from django.core.management import call_command

from cairn.base import crypto, keyring
from cairn.base.models import DataKey
from cairn.base.sealed import SealedText
from cairn.config.keeping import key_file, retention
from cairn.config.keeping.backup import backup, keys_anew
from cairn.config.keeping.format import KEYS_FILE, BrokenBackup
from cairn.config.keeping.restore import OlderKeys, restore
from cairn.members import verbs
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def another_database():
    keyring.forget_all()


def a_story():
    marl, dell = cast.member("Marl"), cast.member("Dell")
    circle = cast.circle_of(marl, dell)
    share = cast.share_by(marl, "Marl tells.", circle=circle)
    cast.share_by(dell, "Dell tells.", circle=circle)
    cast.share_by(dell, "Dell as someone.", shown_as="someone")
    cast.response_by(dell, share, "Dell heard.")
    return marl, dell


def words_in(name: str) -> set[str]:
    keyring.forget_all()
    rows = (
        getattr(row, field.attname)
        for model in apps.get_app_config("cairn").get_models()
        for field in model._meta.concrete_fields if isinstance(field, SealedText)
        for row in model._base_manager.all()
    )
    return {text for text in rows if text and name in text}


def put_back(words, keys) -> None:
    call_command("flush", verbosity=0, interactive=False)
    keyring.forget_all()
    restore(words, keys)


def test_after_the_next_backup_no_old_words_of_an_erased_member_open(tmp_path):
    _marl, dell = a_story()
    old_words, keys = backup(tmp_path)
    kept_by_mistake = shutil.copy(keys, tmp_path.parent / f"{tmp_path.name}-stray.keys.gz")
    verbs.erase_me(by=dell)
    backup(tmp_path)
    assert [path.name for path in tmp_path.glob("*keys*")] == [KEYS_FILE]
    put_back(old_words, tmp_path / KEYS_FILE)
    assert words_in("Dell") == set() and words_in("Marl") == {"Marl", "Marl tells."}
    with pytest.raises(OlderKeys):  # a newer one lies beside the words
        put_back(old_words, kept_by_mistake)
    (tmp_path / KEYS_FILE).unlink()
    put_back(old_words, kept_by_mistake)
    assert words_in("Dell") == {"Dell", "Dell tells.", "Dell as someone.", "Dell heard."}  # the control


def test_answers_that_stand_open_from_no_old_backup_but_what_was_sealed_anew_does(tmp_path):
    _marl, dell = a_story()
    old_words, _keys = backup(tmp_path)
    verbs.erase_me(answers_stand=True, by=dell)
    new_words, keys = backup(tmp_path)
    put_back(old_words, keys)
    assert words_in("Dell") == set()
    put_back(new_words, keys)
    assert words_in("Dell") == {"Dell heard."}


def test_the_clock_makes_the_keys_file_anew_when_somebody_was_erased(tmp_path, settings, clock):
    settings.DATA = tmp_path
    _marl, dell = a_story()
    old_words, keys = backup(tmp_path / "backups")
    before = keys.read_bytes()
    retention.keep_the_keys_file()
    assert keys.read_bytes() == before
    verbs.erase_me(by=dell)
    clock.move(seconds=1)
    retention.keep_the_keys_file()
    assert keys.read_bytes() != before
    put_back(old_words, keys)
    assert words_in("Dell") == set() and words_in("Marl")


def test_keys_older_than_the_words_are_refused(tmp_path, clock):
    a_story()
    _words, keys = backup(tmp_path / "first")
    clock.move(minutes=1)
    cast.member("Juno")
    words, _keys = backup(tmp_path / "second")
    with pytest.raises(BrokenBackup):
        put_back(words, keys)


def test_keys_of_another_space_are_refused(tmp_path):
    a_story()
    words, keys = backup(tmp_path)
    kept, lasting = key_file.settings.SPACE_KEY, crypto.lasting_keys()
    crypto.use(b"another space's key, 32 bytes..."[:32], {})
    try:
        other = keys_anew_of_another_space(tmp_path / "other")
        with pytest.raises(BrokenBackup):
            put_back(words, other)
    finally:
        crypto.use(kept, {})
    assert crypto.lasting_keys() == lasting


def keys_anew_of_another_space(folder):
    return keys_anew(folder)


def test_a_keys_file_left_by_an_earlier_version_is_let_go(tmp_path):
    a_story()
    stray = tmp_path / "cairn-20260101-000000.keys.gz"
    stray.write_bytes(b"an older one")
    backup(tmp_path)
    assert not stray.exists()


def test_old_words_files_go_after_their_time_but_never_the_newest(tmp_path, settings, clock):
    settings.DATA = tmp_path
    a_story()
    first, _keys = backup(tmp_path / "backups")
    clock.tick(days=settings.BACKUPS_KEPT_DAYS + 1)
    assert first.exists()
    second, _keys = backup(tmp_path / "backups")
    clock.tick(minutes=1)
    assert not first.exists() and second.exists()


def test_a_destroyed_key_is_in_no_row(tmp_path):
    _marl, dell = a_story()
    verbs.erase_me(by=dell)
    assert not DataKey.objects.filter(owner=dell.pk).exists()

"""A new key for the space: everything opens as before, killed at any step as well, and old keys files open nothing."""

import base64
import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connection

from cairn.base import crypto, keyring
from cairn.config.keeping import key_file, rotate
from cairn.config.keeping.backup import backup
from cairn.config.keeping.restore import restore
from cairn.config.server import AlreadyServed, only_one
from cairn.members import queries, verbs
from cairn.members.models import Member, RecoveryCode, SignedIn
from cairn.safety.models import LogLine
from cairn.safety.verbs import note
from cairn.safety.verbs.log import digest_of
from cairn.shares.models import Response, Share
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """What follows does not happen any more, as after kill -9."""


@pytest.fixture
def house(tmp_path, settings):
    """A data folder with the key in force, and a few people in the space."""
    settings.DATA, first = tmp_path, settings.SPACE_KEY
    (tmp_path / "keys").mkdir()
    key_file.write(key_file.current(), first)
    keyring.forget_all()
    yield House()
    crypto.use(first, {})
    keyring.forget_all()


class House:
    def __init__(self):
        self.marl, self.dell = cast.member("Marl"), cast.member("Dell")
        circle = cast.circle_of(self.marl, self.dell)
        share = cast.share_by(self.marl, "Marl tells.", circle=circle)
        cast.share_by(self.dell, "Dell as someone.", shown_as="someone")
        cast.response_by(self.dell, share, "Dell heard.")
        verbs.set_password("four quiet words here", sign_in_name="marl-private-7", by=self.marl)
        self.code = verbs.new_recovery_codes(by=self.marl)[0]
        note("begun", by=self.marl.pk)
        cast.signed_in(self.marl)

    def started(self) -> "House":
        """As the next process finds it: the key of the file, and whatever was left half done."""
        crypto.use(base64.b64decode(key_file.current().read_text()), {})
        keyring.forget_all()
        key_file.take_up()
        return self

    def read(self) -> dict:
        """Everything that depends on the space's key."""
        keyring.forget_all()
        return {
            "texts": sorted([s.text for s in Share.system.select_related("authorship")] + [r.text for r in Response.system.all()], key=str),
            "names": sorted((m.name for m in Member.objects.all()), key=str),
            "handle": queries.member_of_handle(queries.digest_of_sign_in_name("marl-private-7")) == self.marl,
            "code": RecoveryCode.objects.filter(digest=queries.digest_of_code(self.code)).exists(),
            "as someone": [share.text for share in Share.system.by(self.dell)],
            "log": [line.digest == digest_of(line) for line in LogLine.objects.all()],
            "lasting": crypto.lasting_keys(),
        }


def turn(house) -> None:
    rotate.rotate(key_file.settings.DATA / "backups")


def test_everything_opens_and_is_found_as_before_and_people_sign_in_again(house):
    before, first = house.read(), key_file.current().read_text()
    assert before["texts"] == ["Dell as someone.", "Dell heard.", "Marl tells."] and before["log"] == [True] and before["handle"] and before["code"]
    assert SignedIn.objects.filter(member__isnull=False).exists()
    turn(house)
    second = key_file.current().read_text()
    assert second != first and not key_file.coming().exists() and key_file.current().stat().st_mode & 0o077 == 0
    assert house.read() == before and not SignedIn.objects.exists()
    assert house.started().read() == before
    turn(house)  # and once more: what outlived the first key outlives the second
    assert house.started().read() == before and key_file.current().read_text() not in (first, second)


def test_without_what_outlives_the_key_nobody_would_be_found(house, monkeypatch):
    """The control: digests made with the new key find nothing."""
    monkeypatch.setattr(crypto, "LASTING", frozenset({"space"}))
    turn(house)
    found = house.started().read()
    assert not found["handle"] and not found["code"] and found["as someone"] == [] and found["log"] == [False]


def test_old_words_open_with_the_new_keys_file_and_the_old_one_opens_nothing(house):
    before, first = house.read(), key_file.settings.SPACE_KEY
    words, keys = backup(key_file.settings.DATA / "backups")
    stray = shutil.copy(keys, key_file.settings.DATA.parent / f"{key_file.settings.DATA.name}-stray.keys.gz")
    turn(house)
    put_back(words, keys)
    assert house.read() == before
    moved = shutil.move(words, key_file.settings.DATA / words.name)
    shutil.rmtree(keys.parent)
    put_back(moved, stray)
    assert opened(house) == []
    crypto.use(first, {})
    put_back(moved, stray)
    assert house.read()["texts"] == before["texts"]  # the control: by the key that was destroyed


def opened(house) -> list[str]:
    found = house.read()
    return [words for words in (*found["texts"], *found["names"]) if words]


def put_back(words, keys) -> None:
    call_command("flush", verbosity=0, interactive=False)
    keyring.forget_all()
    restore(words, keys)


STEPS = {
    "before anything is wrapped": (rotate, "wrap_anew"), "while it is wrapped": (rotate.Once.objects, "update"),
    "before it is put in place": (key_file, "put_in_place"), "when the old key is overwritten": (os, "replace"),
    "before the keys file": (rotate, "keys_anew"),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_lost(house, step, monkeypatch):
    before = house.read()
    with monkeypatch.context() as torn, pytest.raises(Killed):
        torn.setattr(*STEPS[step], _die)
        turn(house)
    if step == "when the old key is overwritten":
        assert not key_file.current().read_text().strip()
        crypto.use(b"\0" * 32, {})  # nothing can be read from that file any more
        keyring.forget_all()
        key_file.take_up()
    else:
        house.started()
    assert house.read() == before and not key_file.coming().exists()
    turn(house)
    assert house.started().read() == before


def _die(*args, **more):
    raise Killed


def test_the_control_without_the_coming_key_nothing_opens(house, monkeypatch):
    with monkeypatch.context() as torn, pytest.raises(Killed):
        torn.setattr(key_file, "put_in_place", _die)
        turn(house)
    key_file.coming().unlink()
    assert opened(house.started()) == []


def test_a_database_that_does_not_answer_throws_no_key_away(house, monkeypatch):
    with monkeypatch.context() as torn, pytest.raises(Killed):
        torn.setattr(key_file, "put_in_place", _die)
        turn(house)
    with monkeypatch.context() as torn, pytest.raises(Killed):
        torn.setattr(key_file.connection, "cursor", _die)
        key_file._mend()
    assert key_file.coming().exists()


def test_who_comes_next_need_not_wait_until_a_closed_connection_is_noticed(house, monkeypatch):
    """PostgreSQL may take a moment for that; here it takes forever."""
    unnoticed = []
    try:
        with monkeypatch.context() as slow:
            slow.setattr(type(connection.copy()), "close", lambda one: unnoticed.append(one))
            for _time in range(2):
                with only_one(key_file.settings.DATA, alone=True):
                    """Nobody else may serve."""
    finally:
        for one in unnoticed:
            one.close()


def test_while_somebody_serves_the_key_is_not_changed(house):
    before = key_file.current().read_text()
    with only_one(key_file.settings.DATA), pytest.raises(AlreadyServed):
        turn(house)
    assert key_file.current().read_text() == before and not key_file.coming().exists()


def test_while_the_key_changes_nobody_begins_to_serve(house):
    with only_one(key_file.settings.DATA, alone=True), pytest.raises(AlreadyServed), only_one(key_file.settings.DATA):
        pass


def test_a_second_change_at_the_same_time_is_refused(house):
    with key_file.held(), pytest.raises(key_file.KeyIsChanging), key_file.held():
        pass


def test_a_key_given_by_the_environment_is_written_down_for_whoever_keeps_it(house, monkeypatch):
    before, given = house.read(), key_file.settings.SPACE_KEY
    monkeypatch.setattr(key_file, "is_given", lambda: True)
    turn(house)
    new = base64.b64decode(key_file.coming().read_text())
    for key in (given, new):  # the old one is still given, and then the new one
        crypto.use(key, {})
        keyring.forget_all()
        words = key_file.take_up()
        assert house.read() == before and bool(words) == (key == given)
    assert not key_file.coming().exists()

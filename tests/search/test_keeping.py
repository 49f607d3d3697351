"""The index is as the shares are: after every act, after a kill, and built anew. It is in no backup."""

import gzip
import os
import stat

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as trying

from cairn.base import keyring
from cairn.config.keeping.backup import backup
from cairn.shares import verbs
from cairn.shares.models import Share
from cairn.shares.search import index, keeping
from tests.cast import circle_of, erased, member, share_by, topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def an_empty_index(db):
    index.ensure()
    index.clear()


def built_anew() -> dict[int, str]:
    """What the index would be, from the shares themselves."""
    keyring.forget()
    return {share.pk: keeping.bag_of(share) for share in Share.system.told().select_related("authorship")}


def test_it_follows_telling_changing_taking_back_and_bringing_back():
    dell, grief = member("Dell"), topic("grief")
    share = share_by(dell, "A lighthouse in winter.", note_topics=[grief.pk], note_words="the cold")
    assert index.bags() == {share.pk: f"cold lighthous winter \ue000{grief.pk}"}
    verbs.edit(share, text="A harbour.", need="listening", by=dell)
    assert index.bags() == {share.pk: "harbour"}
    verbs.withdraw(share, by=dell)
    assert index.bags() == {}
    verbs.bring_back(share, by=dell)
    assert index.bags() == {share.pk: "harbour"}


def test_what_was_said_cannot_be_read_in_its_order():
    share = share_by(member("Dell"), "Walls fall after autumn, before breakfast.")
    assert index.bags()[share.pk].split() == sorted(index.bags()[share.pk].split())


def test_an_act_that_is_undone_leaves_nothing():
    dell = member("Dell")
    with pytest.raises(RuntimeError), transaction.atomic():
        share_by(dell, "A lighthouse.")
        raise RuntimeError
    assert index.bags() == {}


def test_who_is_erased_is_gone_from_it_at_once_also_as_someone():
    dell, marl = member("Dell"), member("Marl")
    share_by(dell, "A lighthouse.")
    share_by(dell, "A lighthouse.", shown_as="someone")
    stays = share_by(marl, "A harbour.")
    erased(dell)
    assert index.bags() == {stays.pk: "harbour"}


def test_what_a_killed_process_did_not_follow_the_clock_finds():
    """Rows that changed while nobody followed: as after kill -9 between the commit and what comes after it."""
    dell, marl = member("Dell"), member("Marl")
    told, changed, gone, lost = (share_by(dell, f"Lighthouse {n}.") for n in "abcd")
    someone = share_by(marl, "As someone.", shown_as="someone")
    index.drop([told.pk])
    row = Share.system.get(pk=changed.pk)
    row.text, row.edited_at = "Harbour.", keeping.clock.now()
    row.save(update_fields=["text", "edited_at"])
    Share.system.filter(pk=gone.pk).update(withdrawn_at=keeping.clock.now())
    Share.system.filter(pk=lost.pk).delete()
    from cairn.base.models import DataKey

    DataKey.objects.filter(owner=marl.pk).delete()
    keyring.forget_all()
    assert someone.pk in index.bags()  # a control: it is not as the shares are
    assert keeping.catch_up()
    assert {pk: bag for pk, bag in index.bags().items() if bag != keeping.NOT_KEPT} == {told.pk: "lighthous", changed.pk: "harbour"}
    assert index.gone() == index.missing() == []


def test_the_clock_does_it_without_being_asked(clock):
    share = share_by(member("Dell"), "Lighthouse.")
    index.clear()
    keeping.look_soon()
    assert "search.keep_up" in clock.tick(minutes=1)
    assert list(index.bags()) == [share.pk]


def test_long_work_comes_in_slices():
    dell = member("Dell")
    for n in range(3):
        share_by(dell, f"Lighthouse {n}.")
    index.clear()
    assert not keeping.catch_up(seconds=-1) and index.bags() == {}
    assert keeping.catch_up() and len(index.bags()) == 3


ACTS = strategies.lists(strategies.tuples(strategies.sampled_from(["tell", "someone", "edit", "withdraw", "bring back", "erase", "lose", "clock"]), strategies.integers(0, 5)), max_size=14)


@trying(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_sequence_of_acts_leaves_what_a_new_index_would_be(acts):
    Share.system.all().delete()
    index.clear()
    people, shares = [member(f"P{n}") for n in range(3)], []
    for act, n in acts:
        done(act, n, people, shares)
    if any(act == "lose" for act, _n in acts):
        keeping.catch_up()
    kept = index.bags()
    assert {pk for pk, bag in kept.items() if bag != keeping.NOT_KEPT} == {pk for pk, bag in built_anew().items() if bag != keeping.NOT_KEPT}
    keeping.reindex()
    assert readable(index.bags()) == readable(kept) == readable(built_anew())


def readable(bags: dict) -> dict:
    return {pk: bag for pk, bag in bags.items() if bag != keeping.NOT_KEPT}


def done(act: str, n: int, people: list, shares: list) -> None:
    who = people[n % 3]
    if act in ("tell", "someone") and keeping.DataKey.objects.filter(owner=who.pk).exists():
        shares.append((who, share_by(who, f"Lighthouse {n} harbour.", shown_as="someone" if act == "someone" else "stone")))
    elif act == "erase" and n == 0:
        erased(who)
    elif act == "clock":
        keeping.catch_up()
    elif shares:
        who, share = shares[n % len(shares)]
        on_a_share(act, n, who, share)


def on_a_share(act: str, n: int, who, share) -> None:
    from cairn.base.rules import Refused

    try:
        if act == "edit" and keeping.DataKey.objects.filter(owner=who.pk).exists():
            verbs.edit(share, text=f"Changed {n}.", need="listening", by=who)
        elif act == "withdraw":
            verbs.withdraw(share, by=who)
        elif act == "bring back":
            verbs.bring_back(share, by=who)
        elif act == "lose":
            index.drop([share.pk])
    except Refused:
        pass


def test_reindex_while_others_tell_loses_nothing():
    dell = member("Dell")
    told = [share_by(dell, f"Lighthouse {n}.") for n in range(3)]
    shares = []

    def meanwhile(done, of):
        shares.append(share_by(dell, "Told meanwhile."))
        verbs.withdraw(told[0], by=dell)

    keeping.reindex(meanwhile)
    assert index.bags().keys() == {told[1].pk, told[2].pk, shares[0].pk}


def test_it_is_in_no_backup_and_in_no_table_of_ours(tmp_path):
    share_by(member("Dell"), "The zebrafinch sings.")
    assert any("zebrafinch" in bag for bag in index.bags().values())  # a control: the index has it
    words, keys = backup(tmp_path)
    assert b"zebrafinch" not in gzip.decompress(words.read_bytes()) + gzip.decompress(keys.read_bytes())
    assert not {"kept", "words", "vectors"} & set(connection.introspection.table_names())


@pytest.mark.on("sqlite")
def test_its_file_is_for_its_owner_alone_and_apart_from_the_database():
    path = settings.SEARCH_FOLDER / "words.sqlite3"
    modes = {stat.S_IMODE(os.stat(one).st_mode) for one in (path, path.with_name(path.name + "-wal"))}
    assert modes == {0o600} and stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700
    assert path.resolve() != os.path.realpath(connection.settings_dict["NAME"])


@pytest.mark.on("sqlite")
def test_what_was_taken_out_leaves_the_file_with_the_next_tidying():
    dell = member("Dell")
    share_by(dell, "Plain words.")
    share = share_by(dell, "The zebrafinch sings.")
    path = settings.SEARCH_FOLDER / "words.sqlite3"

    def on_disk() -> bytes:
        return path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()

    assert b"zebrafinch" in on_disk()
    verbs.withdraw(share, by=dell)
    index.tidy()
    assert b"zebrafinch" not in on_disk() and b"plain" in on_disk()


@pytest.mark.on("sqlite")
def test_a_missing_or_broken_file_is_made_anew():
    share = share_by(member("Dell"), "Lighthouse.")
    path = settings.SEARCH_FOLDER / "words.sqlite3"
    for harm in (lambda: path.unlink(), lambda: path.write_bytes(b"This is no database." * 300)):
        connection.close()
        harm()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        connection.connect()
        assert index.bags() == {}
        assert keeping.catch_up() and list(index.bags()) == [share.pk]


@pytest.mark.on("postgres")
def test_its_tables_are_unlogged_and_in_a_schema_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, relpersistence FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'search' AND relkind = 'r'")
        assert dict(cursor.fetchall()) == {"kept": "u", "vectors": "u"}


def test_seats_and_circles_that_go_take_their_shares_along():
    marl, dell = member("Marl"), member("Dell")
    tuesday = circle_of(marl, dell)
    share_by(dell, "Lighthouse.", circle=tuesday)
    Share.system.filter(circle=tuesday).delete()
    assert keeping.catch_up() and index.bags() == {}

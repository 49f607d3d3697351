"""Nobody but the two comes to a letter: by no address, list, search, feed, file, notice, log or stream; nor in the tables."""

import json

import pytest
from django.db import connection

from cairn.base import keyring
from cairn.base.along import gathered
from cairn.base.jinja import url
from cairn.base.rules import Refused
from cairn.bonds.models import Door, Letter
from cairn.bonds.queries import letters as queries
from cairn.bonds.verbs import letters as verbs
from cairn.live import streams
from cairn.members.models import Member
from cairn.safety import verbs as safety
from cairn.safety.models import Look, Report
from tests.bonds.correspondents import door_page, knocked, main_of, notices_of, opened, page, wrote
from tests.cast import block, circle_of, member, share_by, signed_in, stranger

pytestmark = pytest.mark.django_db

SECRET = "zqkestrelqz"


@pytest.fixture
def people():
    from cairn.base import clock

    return {
        "wren": member("Wren"), "juno": member("Juno"), "marl": member("Marl"), "tarn": member("Tarn"), "blocked": member("Rook"),
        "rowan": member("Rowan", coordinator=True), "alder": member("Alder", responder_since=clock.now()), "vesper": member("Vesper", responder_since=clock.now()),
    }


@pytest.fixture
def tuesday(people):
    return circle_of(people["marl"], people["wren"], people["juno"], people["tarn"], people["blocked"])


@pytest.fixture
def letter(people, tuesday):
    door = opened(people["wren"], people["juno"], tuesday, words=f"{SECRET} with a knock")
    block(people["juno"], people["blocked"])
    return wrote(people["juno"], door, f"The {SECRET} hung over the bank.")


OTHERS = ("marl", "tarn", "blocked", "rowan", "alder")


def test_only_the_two_read_it_at_its_own_addresses(people, letter):
    addresses = [f"/letters/{letter.door_id}", f"/letters/{letter.door_id}/moving", f"/report/letter/{letter.pk}", f"/report/door/{letter.door_id}"]
    for name in OTHERS:
        client = signed_in(people[name])
        assert {client.get(path).status_code for path in addresses} == {404}, name
        for act in ("close", "open-again", "keep", "let-go", "bring-back", "open", "decline", "take-back", "let-stand"):
            assert client.post(f"/letters/{letter.door_id}/{act}", {"words": "x"}).status_code == 404, (name, act)
        assert client.post(f"/letters/{letter.door_id}", {"words": "x"}).status_code == 404
        for act in ("take-back", "bring-back"):
            assert client.post(f"/letters/one/{letter.pk}/{act}").status_code == 404
    assert stranger().get(addresses[0]).status_code == 302
    assert SECRET in door_page(people["wren"], letter.door) and SECRET in door_page(people["juno"], letter.door)


def test_no_verb_takes_somebody_else(people, letter):
    from django.http import Http404

    for name in OTHERS:
        by = people[name]
        for act in (verbs.close_door, verbs.reopen_door, verbs.open_door, verbs.decline_knock, verbs.take_back_knock, verbs.let_knock_stand, verbs.let_go_of_letters, verbs.bring_back_letters):
            with pytest.raises(Http404):
                act(letter.door, by=by)
        for act in (verbs.take_back_letter, verbs.bring_back_letter):
            with pytest.raises(Http404):
                act(letter, by=by)
        with pytest.raises(Http404):
            wrote(by, letter.door)


def test_no_list_search_feed_or_file_of_others_holds_a_word_of_it(people, tuesday, letter):
    share_by(people["juno"], "Something else.", circle=tuesday)
    paths = ("/", "/letters", "/letters/knock", "/notices", "/shares", "/search?q=hung+over+the+bank", f"/circles/{tuesday.pk}", "/desk", "/reports", "/alerts", "/log", "/you", "/shares/drafts", "/decisions")
    for name in OTHERS:
        assert SECRET not in "".join(page(people[name], path) for path in paths), name
        assert SECRET not in _file_of(people[name])
    assert SECRET not in page(people["wren"], "/search?q=hung+over+the+bank")
    assert SECRET not in notices_of(people["wren"]) and SECRET not in main_of(page(people["wren"], "/"))
    assert SECRET in _file_of(people["wren"]) and SECRET in _file_of(people["juno"])


def _file_of(person) -> str:
    """Everything they take along."""
    return json.dumps([[piece.words for piece in part.pieces] for part in gathered(Member.objects.get(pk=person.pk))])


def test_what_is_taken_along_are_ones_own_letters_and_those_one_received_by_the_name_one_knows(people, tuesday, letter):
    wrote(people["wren"], letter.door, "Thank you for the bank.")
    verbs.keep_letter(letter.door, "And then", by=people["wren"])
    part = next(part for part in gathered(people["wren"]) if part.key == "letters")
    said = [(piece.by, piece.line, piece.words) for piece in part.pieces]
    assert ("someone", "A letter from Juno", f"The {SECRET} hung over the bank.") in said
    assert ("you", "A letter to Juno", "Thank you for the bank.") in said
    assert ("you", "A letter to Juno, begun", "And then") in said
    block(people["juno"], people["wren"])
    assert not any(part.key == "letters" for part in gathered(Member.objects.get(pk=people["wren"].pk)))


def test_the_stream_opens_for_the_two_while_the_door_is_open(people, letter):
    stream = f"door:{letter.door_id}"
    assert [name for name in people if streams.may_listen(people[name], stream)] == ["wren", "juno"]
    verbs.close_door(letter.door, by=people["wren"])
    assert not any(streams.may_listen(people[name], stream) for name in people)


def test_open_pages_are_hung_up_when_the_door_closes(people, letter, monkeypatch, django_capture_on_commit_callbacks):
    from cairn.live.bus import bus

    hung = []
    monkeypatch.setattr(bus, "hang_up", lambda member, stream=None: hung.append((member, stream)))
    with django_capture_on_commit_callbacks(execute=True):
        verbs.close_door(letter.door, by=people["wren"])
    assert set(hung) == {(people[name].pk, f"door:{letter.door_id}") for name in ("wren", "juno")}


def test_a_drawing_for_open_pages_holds_no_word(people, letter):
    from cairn.live.models import Event

    events = list(Event.objects.filter(stream=f"door:{letter.door_id}"))
    assert events and all(streams.drawn(event).html is None for event in events)


def test_the_tables_alone_say_nothing_and_without_its_writers_key_it_is_gone(people, letter):
    verbs.keep_letter(letter.door, f"{SECRET} begun", by=people["wren"])
    tables = ["cairn_door", "cairn_letter", "cairn_draft", "cairn_notice", "cairn_event"]
    heap = b""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            heap += b"".join(bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode() for row in cursor.fetchall() for cell in row)
    assert len(heap) > 400 and SECRET.encode() not in heap.lower()
    keyring.destroy(people["juno"].pk)
    keyring.forget_all()
    assert Letter.system.get(pk=letter.pk).words is None and SECRET not in door_page(people["wren"], letter.door).replace(f"{SECRET} begun", "")


def test_letters_go_with_whoever_is_erased(people, letter):
    from cairn.members.verbs import erase_me

    erase_me(by=people["wren"])
    assert not Letter.system.exists() and not Door.system.exists()


def test_nothing_is_written_into_a_log(people, letter, caplog):
    caplog.set_level("DEBUG")
    wrote(people["wren"], letter.door, f"{SECRET} again, I want to die.")
    with pytest.raises(Refused):
        wrote(people["wren"], letter.door, f"https://{SECRET}.org")
    assert SECRET not in caplog.text


# ---- a report


def test_a_responder_reads_the_reported_letter_with_the_one_above_and_the_look_is_written_down(people, tuesday, letter):
    wren, juno, alder = people["wren"], people["juno"], people["alder"]
    wrote(wren, letter.door, "My own words above.")
    worse = wrote(juno, letter.door, "Send me money, or I tell them.")
    wrote(juno, letter.door, "What came after.")
    assert SECRET not in page(alder, "/reports")
    client = signed_in(wren)
    assert "Send me money" in client.get(f"/report/letter/{worse.pk}").content.decode()
    assert client.post(f"/report/letter/{worse.pk}", {"reason": "agreement", "words": ""}).status_code == 302
    report = Report.objects.get()
    text = main_of(page(alder, f"/reports/{report.pk}"))
    assert "Send me money" in text and "My own words above." in text
    assert SECRET not in text and "What came after" not in text and "Wren" not in text
    assert Look.objects.filter(by=alder.pk, noun="report", noun_id=report.pk).exists()
    assert "Hold it" in text and "End their seat" not in text


def test_a_held_letter_is_there_for_its_writer_alone(people, letter):
    report = safety.report("letter", letter.pk, reason="unsure", by=people["wren"])
    safety.decide(report, "hold", rule="unsure", reason="Could you say it otherwise?", by=people["alder"])
    assert SECRET not in main_of(door_page(people["wren"], letter.door))
    text = door_page(people["juno"], letter.door)
    assert SECRET in text and "A responder holds this letter" in text
    with pytest.raises(Refused):
        safety.report("letter", wrote(people["wren"], letter.door).pk, reason="unsure", by=people["wren"])


def test_from_a_knock_one_reports_keeps_a_distance_and_blocks(people, tuesday):
    door = knocked(people["tarn"], people["juno"], tuesday, "You looked lovely on Tuesday, alone.")
    client = signed_in(people["juno"])
    assert "alone" in client.get(f"/report/door/{door.pk}").content.decode()
    for name in ("block", "distance"):
        where = client.get(url(f"{name}_writer", "door", door.pk))
        assert where.status_code == 302 and "Tarn" in client.get(where.headers["Location"]).content.decode()


def test_no_page_names_a_member_by_their_number(people, tuesday, letter):
    knocked(people["wren"], people["tarn"], tuesday)
    ids = [str(one.pk) for one in people.values()]
    for path in ("/letters", "/letters/knock", f"/letters/{letter.door_id}"):
        text = main_of(page(people["wren"], path))
        assert not any(pk in text for pk in ids)
    assert queries.knocks_left(people["wren"]) == 1

"""The log is added to and never changed; whoever changes it all the same is found out."""

import contextlib

import pytest
from django.db import DatabaseError, connection, transaction

from cairn.safety.models import LogLine, Look
from cairn.safety.verbs import note, write_look_once
from cairn.safety.verbs.log import digest_of, verify
from tests.cast import member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    for number in range(1, 6):
        note("hold", by=number, noun="share", noun_id=number, reason=f"Reason {number}")


@contextlib.contextmanager
def guard_down():
    """As somebody does who can change the database as they like."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'cairn_logline'")
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in guards:
                cursor.execute(sql)
        else:
            cursor.execute("ALTER TABLE cairn_logline DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE cairn_logline ENABLE TRIGGER USER")


def test_a_log_that_nobody_touched_stands(lines):
    last = LogLine.objects.get(number=5)
    assert verify() == (5, last.digest, "")
    assert verify(last=(5, last.digest)) == (5, last.digest, "")
    assert verify(last=(3, LogLine.objects.get(number=3).digest))[2] == ""


@pytest.mark.parametrize("column, value", [("act", "fold"), ("by", 77), ("second", 9), ("noun", "x"), ("noun_id", 9), ("reason", b"other")])
def test_a_changed_line_is_found(lines, column, value):
    with guard_down():
        if column == "reason":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE cairn_logline SET reason = %s WHERE number = 3", [value])
        else:
            LogLine.objects.filter(number=3).update(**{column: value})
    stands, _digest, wrong = verify()
    assert stands == 2 and "Line 3" in wrong


def test_a_line_taken_out_is_found(lines):
    with guard_down():
        LogLine.objects.filter(number=3).delete()
    assert verify()[0] == 2 and "Line 3 is missing" in verify()[2]


def test_lines_that_are_numbered_anew_after_one_is_gone_are_found(lines):
    with guard_down():
        LogLine.objects.filter(number=3).delete()
        for number in (4, 5):
            LogLine.objects.filter(number=number).update(number=number - 1)
    assert verify()[0] == 2 and "does not follow" in verify()[2]


def test_a_line_put_in_is_found(lines):
    with guard_down():
        for number in (5, 4):
            LogLine.objects.filter(number=number).update(number=number + 1)
        before = LogLine.objects.get(number=3)
        made = LogLine(number=4, at=before.at, act="hold", by=1, before=before.digest, digest="a" * 64)
        made.save(force_insert=True)
    assert verify()[0] == 3 and "Line 4" in verify()[2]


def test_even_a_line_with_a_true_digest_of_its_own_breaks_the_next(lines):
    """Who could make digests would still have to make every later one anew, and the one written down elsewhere."""
    written_down = LogLine.objects.get(number=5)
    with guard_down():
        line = LogLine.objects.get(number=3)
        line.by = 99
        LogLine.objects.filter(number=3).update(by=99, digest=digest_of(line))
    assert "Line 4 does not follow" in verify()[2]
    with guard_down():
        before = LogLine.objects.get(number=3)
        for number in (4, 5):
            line = LogLine.objects.get(number=number)
            line.before = before.digest
            line.digest = digest_of(line)
            LogLine.objects.filter(number=number).update(before=line.before, digest=line.digest)
            before = line
    assert verify()[2] == ""
    assert "another than the one that was written down" in verify(last=(5, written_down.digest))[2]


def test_two_lines_that_changed_places_are_found(lines):
    with guard_down():
        for number, to in ((2, 100), (3, 2), (100, 3)):
            LogLine.objects.filter(number=number).update(number=to)
    assert verify()[0] == 1


def test_lines_cut_off_at_the_end_show_by_what_was_written_down(lines):
    last = LogLine.objects.get(number=5)
    with guard_down():
        LogLine.objects.filter(number__gt=3).delete()
    assert verify()[2] == "", "by itself a shorter log is whole: that is why the last line is written down"
    stands, _digest, wrong = verify(last=(5, last.digest))
    assert stands == 3 and "Line 4 is missing" in wrong


@pytest.mark.parametrize("touch", [lambda: LogLine.objects.filter(number=2).update(by=9), lambda: LogLine.objects.filter(number=2).delete()])
def test_the_database_itself_refuses(lines, touch):
    with pytest.raises(DatabaseError), transaction.atomic():
        touch()
    assert verify()[2] == ""


def test_the_command_says_how_many_stand_and_names_the_first_that_does_not(lines, capsys):
    from types import SimpleNamespace

    from cairn.config.keeping.commands import _verify_log

    assert _verify_log(lambda: None, SimpleNamespace(last=None)) == 0
    said = capsys.readouterr().out
    digest = LogLine.objects.get(number=5).digest
    assert "5 lines stand" in said and f"--from 5 {digest}" in said
    assert _verify_log(lambda: None, SimpleNamespace(last=["6", digest])) == 1
    assert "Line 6 is missing" in capsys.readouterr().err
    assert _verify_log(lambda: None, SimpleNamespace(last=["x", digest])) == 1
    with guard_down():
        LogLine.objects.filter(number=2).update(by=9)
    assert _verify_log(lambda: None, SimpleNamespace(last=None)) == 1
    assert "Line 2" in capsys.readouterr().err


def test_the_command_is_there():
    from cairn.config.cli import parser

    assert parser().parse_args(["verify-log", "--from", "3", "abc"]).last == ["3", "abc"]


def test_the_coordinator_reads_and_checks_it_and_nobody_else(lines):
    rowan = signed_in(member("Rowan", coordinator=True))
    page = rowan.get("/log").text
    assert "Line 5" in page and "Reason" not in page
    rowan.post("/log", {"once": "a"})
    assert "Every line stands as it was written. The last is number 5" in rowan.get("/log").text
    for other in (member("Ida", responder_since=None), member("Wren")):
        assert signed_in(other).get("/log").status_code == 404


# ---- who opened what is held by the chain as well


@pytest.fixture
def opened(lines):
    """Two who looked at what is private, and a decision in between."""
    wren, ida = member("Wren"), member("Ida")
    write_look_once("report", 41, mark="m" * 64, by=ida.pk)
    note("fold", by=9, noun="share", noun_id=9)
    write_look_once("alert", 42, by=wren.pk)
    return Look.objects.order_by("at")


def test_each_look_is_a_line_and_reading_on_is_not(opened, clock):
    assert list(LogLine.objects.filter(act="look").values_list("number", "noun", "noun_id")) == [(6, "report", 41), (8, "alert", 42)]
    assert verify() == (8, LogLine.objects.get(number=8).digest, "")
    write_look_once("report", 41, by=opened[0].by)
    assert verify()[0] == 8
    clock.move(hours=2)
    write_look_once("report", 41, by=opened[0].by)
    assert verify()[0] == 9 and verify()[2] == ""


@pytest.mark.parametrize("number", [0, 1])
def test_a_look_that_was_taken_out_is_found_also_the_last(opened, number):
    opened[number].delete()
    assert f"Line {(6, 8)[number]} says that something was opened" in verify()[2]


@pytest.mark.parametrize("column, value", [("by", 77), ("noun", "held"), ("noun_id", 9)])
def test_a_look_that_was_changed_is_found(opened, column, value):
    Look.objects.filter(pk=opened[0].pk).update(**{column: value})
    assert "Line 6" in verify()[2]


def test_a_look_that_was_put_in_is_found(opened):
    Look.objects.create(by=5, noun="report", noun_id=41)
    assert "no line of the log holds" in verify()[2]


def test_a_look_taken_out_with_its_line_is_found(opened):
    opened[0].delete()
    with guard_down():
        LogLine.objects.filter(number=6).delete()
    assert verify()[0] == 5 and "Line 6 is missing" in verify()[2]


def test_looks_from_before_lines_held_them_are_no_fault(lines, clock):
    Look.objects.create(by=5, noun="report", noun_id=41)
    assert verify()[2] == ""
    clock.move(minutes=1)
    write_look_once("alert", 42, by=7)
    assert verify()[2] == ""


def test_the_command_and_the_page_say_that_a_look_is_gone(opened, capsys):
    from types import SimpleNamespace

    from cairn.config.keeping.commands import _verify_log

    rowan = signed_in(member("Rowan", coordinator=True))
    page = rowan.get("/log").text
    assert "A report was opened" in page and "Line 6" in page and page.count("Line 6") == 1
    opened[0].delete()
    assert _verify_log(lambda: None, SimpleNamespace(last=None)) == 1 and "Line 6" in capsys.readouterr().err
    rowan.post("/log", {"once": "a"})
    assert "Line 6 says that something was opened" in rowan.get("/log").text

"""The table of who can see what is held against what the rules answer."""

import re

import pytest

from cairn.home.queries.seen import CIRCLE, COORDINATOR, EVERYONE, READER, RESPONDER, WRITER, rows_for
from cairn.members.models import Member, Space
from cairn.repair.rules import NOT_AGAIN_FOR
from cairn.safety import queries as safety
from cairn.safety import verbs
from cairn.safety.models import Alert, Appeal, Plan, Report
from cairn.safety.verbs import deciding
from cairn.shares.models import Reader, Share
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    cole, marl = cast.member("Cole", coordinator=True), cast.member("Marl")
    people = {
        WRITER: cast.member("Dell"), READER: cast.member("Juno"), CIRCLE: cast.member("Tarn"), EVERYONE: cast.member("Wren"),
        RESPONDER: cast.member("Rook"), COORDINATOR: cole,
    }
    Member.objects.filter(pk=people[RESPONDER].pk).update(responder_since=people[RESPONDER].joined_at)
    circle = cast.circle_of(marl, people[WRITER], people[CIRCLE])
    shares = {
        "me": cast.share_by(people[WRITER], audience="me"), "circle": cast.share_by(people[WRITER], circle=circle),
        "everyone": cast.share_by(people[WRITER]), "reader": cast.share_by(people[WRITER], audience="me"),
    }
    Share.system.filter(pk=shares["reader"].pk).update(audience="readers")
    Reader.objects.create(share=shares["reader"], member=people[READER])
    return {role: Member.objects.get(pk=one.pk) for role, one in people.items()}, shares


def who_sees(people, share) -> set[str]:
    return {role for role, one in people.items() if Share.objects.seen_by(one).filter(pk=share.pk).exists()}


def faults(people, shares, rows) -> list[str]:
    said = {row.key.split(":")[0]: row.sees for row in rows}
    return [key for key, share in shares.items() if said[key] != who_sees(people, share)]


def test_the_table_says_what_the_rules_do(world):
    people, shares = world
    for one in (*people.values(), None):
        assert faults(people, shares, rows_for(one, Space.objects.get())) == []


def test_a_table_that_says_too_little_is_noticed(world):
    people, shares = world
    Share.system.filter(pk=shares["me"].pk).update(audience="everyone")  # the planted fault: a rule that opens more
    assert faults(people, shares, rows_for(None, Space.objects.get())) == ["me"]


def test_the_plan_is_ones_own(world):
    people, _shares = world
    plan = Plan(member=people[WRITER])
    plan.alone = "I walk."
    plan.save(force_insert=True)
    row = next(row for row in rows_for(None, Space.objects.get()) if row.key == "plan")
    assert row.sees == {role for role, one in people.items() if Plan.objects.seen_by(one).filter(member=people[WRITER]).exists()}


def test_every_row_is_whole_and_the_page_shows_the_settings_of_today(world, settings):
    settings.BACKUPS_KEPT_DAYS = 12
    page = cast.stranger().get("/who-sees").content.decode()
    for row in rows_for(None, Space.objects.get()):
        assert row.what and row.who and row.helpers and row.how_long and row.sealed
    assert "12 days in the data folder" in page and "180 days after it was closed" in page
    Space.objects.update(door="invite")
    from cairn.members.queries import forget_space

    forget_space()
    assert "by invitation" in cast.stranger().get("/who-sees").content.decode()


# ---- what is brought to those who look after the space


def row_of(key: str):
    return next(row for row in rows_for(None, Space.objects.get()) if row.key == key)


@pytest.fixture
def brought(world):
    """The writer wrote words of danger in a circle and appealed a decision about other words; somebody reported those."""
    people, shares = world
    told = cast.share_by(people[WRITER], "I have the pills here.", circle=shares["circle"].circle)
    decides, reporter = cast.member("Sol", responder_since=people[RESPONDER].joined_at), people[CIRCLE]
    report = verbs.report("share", shares["circle"].pk, reason="hurtful", words="It frightened me.", by=reporter)
    decision = deciding.decide(report, "hold", rule="hurtful", reason="It puts people down.", by=decides)
    verbs.appeal(decision, words="It was a quotation.", by=people[WRITER])
    return people, Alert.objects.get(noun="share", noun_id=told.pk), report


def test_an_alert_and_the_talk_about_it_are_every_responders_and_not_the_coordinators(brought):
    """Also of those who are not on duty, as nobody is here."""
    people, alert, _report = brought
    read = {role for role, one in people.items() if safety.alert_for(one, alert.pk) or safety.own_alert(one, alert.pk)}
    assert row_of("alert").sees == row_of("talk").sees == read
    assert "every responder can read" in row_of("alert").helpers


def test_a_report_and_what_was_added_to_it_are_read_by_responders(brought):
    people, _alert, report = brought
    assert row_of("reported").sees == {role for role, one in people.items() if safety.report_for(one, report.pk)} - {COORDINATOR}
    assert safety.report_for(people[COORDINATOR], report.pk), "there is a second look to be had: the row says when"
    mine = row_of("report_words").sees - {WRITER}
    assert mine == {RESPONDER} and Report.objects.get().by == people[CIRCLE], "its writer here is whoever reports"


def test_an_appeal_is_read_by_those_who_did_not_decide_it(brought):
    people, _alert, _report = brought
    assert row_of("appeal").sees == {role for role, one in people.items() if Appeal.objects.seen_by(one).exists()}


def test_what_is_worked_out_can_be_reported_and_is_deleted_some_time_after_it_ended():
    from cairn.safety.nouns import _nouns

    cast.space()
    assert "step" in _nouns and "reports" in row_of("step").helpers
    for key in ("step", "conversation"):
        assert f"{NOT_AGAIN_FOR.days} days after it ended" in row_of(key).how_long


def test_its_rows_stand_under_headings_that_open_and_none_is_lost(world):
    """Fifty rows under each other are too long for a phone; everything is one press away, and the first part is open."""
    page = cast.stranger().get("/who-sees").text
    folds = re.findall(r'<details class="fold"( open)?>.*?</details>', page, flags=re.S)
    assert len(folds) == 6 and folds == [" open", *[""] * 5]
    inside = "".join(re.findall(r'<details class="fold".*?</details>', page, flags=re.S))
    assert inside.count('scope="row"') == len(rows_for(None, Space.objects.get())) == page.count('scope="row"')

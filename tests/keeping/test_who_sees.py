"""The table of who can see what is held against what the rules answer."""

import pytest

from cairn.home.queries.seen import CIRCLE, COORDINATOR, EVERYONE, READER, RESPONDER, WRITER, rows_for
from cairn.members.models import Member, Space
from cairn.safety.models import Plan
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

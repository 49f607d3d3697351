"""What a member keeps for themselves is read by them alone: every address is asked as everybody, with every number that
one of their own rows has, and so are search, notices, the feed of a calendar and what others take along."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from cairn.base import stones
from cairn.base.along import gathered
from cairn.bonds.models import Letter
from cairn.checkins.models import Felt
from cairn.checkins.verbs import keep
from cairn.growth import verbs as growth
from cairn.growth.models.victories import VictoryQuerySet
from cairn.growth.verbs import starting, victories
from cairn.meetings import verbs as meetings
from cairn.safety import nouns
from cairn.toolkit import verbs as toolkit
from tests import cast
from tests.matrix import ROLES, World

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]


@dataclass
class Kept:
    """One thing the author wrote: a word that occurs nowhere else, the number of its row, who reads it beside them."""

    what: str
    word: str
    pk: int
    also: set = field(default_factory=set)


@pytest.fixture
def world():
    made = World()
    made.kept = list(written_by(made.people["author"], made))
    return made


def written_by(author, world):
    """One of each that is told to nobody, and a letter, which two read."""
    checkin = keep(Felt("weighed", ("lonely",), "zqcheckinword", "Since the zqcheckinline came."), by=author)
    yield Kept("a check-in's own word", "zqcheckinword", checkin.pk)
    yield Kept("a check-in's line", "zqcheckinline", checkin.pk)
    yield Kept("a victory", "zqvictory", victories.lay_victory("I opened the zqvictory.", stones.code(3, 2, 1), by=author).pk)
    card = toolkit.offer_strategy(situation="bad-night", title="A walk", words="Round the block.", by=world.people["seat"])
    trial = toolkit.say_how_it_went(card, outcome="harder", line="With the zqtrial it was dark.", by=author)
    yield Kept("a trial", "zqtrial", trial.pk)
    begun = growth.retell(first="I stood at the zqfirst.", by=author)
    told = growth.tell_retelling(begun, {"happened": "I went in by the zqagain."}, by=author)
    yield from (Kept("a retelling", word, told.pk) for word in ("zqfirst", "zqagain"))
    unfinished = growth.keep_retelling(growth.retell(by=author), {"happened": "Half of the zqhalf."}, by=author)
    yield Kept("a retelling that is being written", "zqhalf", unfinished.pk)
    letter = starting.write_starting(topic=cast.topic("exams"), words="Begin with the zqstarting.", told=False, by=author)
    yield Kept("a letter to somebody starting out, told to nobody", "zqstarting", letter.pk)
    between = Letter(door=world.door, by=author)
    between.words = "Between us: zqletter."
    between.save(force_insert=True)
    yield Kept("a letter between two", "zqletter", between.pk, also={"seat"})


def addresses(world) -> set[str]:
    """All of the table, and all that take numbers with each number of what was kept."""
    table = {reverse(name, args=args) for name, args, get_row, _post_row in world.table if get_row is not None}
    numbered = {
        reverse(pattern.name, args=[pk] * len(pattern.pattern.converters))
        for pattern in get_resolver().url_patterns if _takes_numbers(pattern) for pk in {one.pk for one in world.kept}
    }
    words = [one.word for one in world.kept]
    return table | numbered | {f"{reverse(name)}?q={word}" for name in ("search", "toolkit") for word in words} | set(_reports(world))


def _takes_numbers(pattern) -> bool:
    kinds = {type(converter).__name__ for converter in pattern.pattern.converters.values()}
    return kinds == {"IntConverter"} and "GET" in pattern.callback.methods


def _reports(world):
    """Where words can be reported, or be begun from, a report shows them."""
    for name in ("report", "block_writer", "distance_writer", "begin"):
        yield from (reverse(name, args=[noun, one.pk]) for noun in nouns._nouns for one in world.kept)


def read_by(world, role: str) -> set[str]:
    """The words among those kept that somebody in this role is shown anywhere."""
    client, shown = world.client(role), []
    for address in sorted(addresses(world) - {reverse("leave"), reverse("leave_quickly")}):
        with transaction.atomic():
            shown.append(_text(client.get(address)))
            transaction.set_rollback(True)
        client = client if client.cookies.get("cairn") and client.cookies["cairn"].value else world.client(role)
    if role in world.people and role != "waiting":
        member = world.people[role]
        shown.append(client.get(reverse("feed", args=[meetings.make_feed(by=member)])).content.decode())
        shown.append(repr(list(gathered(member))))
    return {one.word for one in world.kept if any(one.word in text for text in shown)}


def _text(answer) -> str:
    """Without the word that a search was asked for, which its page says again."""
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")
    asked = answer.request["QUERY_STRING"].removeprefix("q=")
    return text.replace(asked, "") if asked else text


@pytest.mark.parametrize("role", [role for role in ROLES if role != "author"])
def test_nobody_else_is_shown_what_somebody_keeps_for_themselves(world, role):
    assert read_by(world, role) == {one.word for one in world.kept if role in one.also}


def test_its_writer_is_shown_all_of_it(world):
    """The control of the walk: it comes to every page on which these words stand."""
    assert read_by(world, "author") == {one.word for one in world.kept}


@pytest.mark.usefixtures("other_rules")
def test_a_page_that_shows_it_to_others_is_caught(world, monkeypatch):
    """The control of the check: a cairn is of everybody's stones."""
    monkeypatch.setattr(VictoryQuerySet, "by", lambda self, member: self.filter(gone_at=None).order_by("at", "pk").scoped())
    assert read_by(world, "coordinator") == {"zqvictory"}

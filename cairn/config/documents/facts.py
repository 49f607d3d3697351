"""What the running system knows of itself. Plain values for documents; no member's words, no small numbers."""

import platform
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import django
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.urls import get_resolver

import cairn
from cairn.base import clock, post
from cairn.base.countries import COUNTRIES
from cairn.base.middleware import GATES
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle
from cairn.config.documents.keeping import kept_for
from cairn.config.options import OPTIONS
from cairn.members import queries as members
from cairn.members.models import Member
from cairn.safety import queries as safety
from cairn.safety import rota
from cairn.safety.models import Duty

FEWEST, ROUNDED_TO = 8, 5
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DOORS = {"open": "open: anybody may come in", "invite": "by invitation alone", "approval": "by approval: a coordinator lets each person in"}
OWNERS = {None: "the space's key", "id": "a key of its own, destroyed with it"}


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


def facts() -> dict:
    """Everything the texts may name."""
    space = members.the_space()
    return {
        "made_on": clock.now().date().isoformat(), "version": cairn.__version__, "software": software(), "address": settings.ADDRESS, "secure": settings.SECURE,
        "space": space, "is_set_up": space is not None, "set_up_on": _day(space.set_up_at) if space else "", "country": COUNTRIES.get(space.country, "") if space else "", "door": DOORS[space.door] if space else "",
        "people": people(), "duty": duty(), "gaps": gaps(), "lines": lines(), "lines_checked": _day(safety.checked_at()), "lines_old": safety.lines_are_old(),
        "kept": kept_for(space), "sealed": sealed(), "doors": doors(), "options": options(), "mail": post.in_words(), "clock_works": sorted(clock._due),
        "roles": ROLES, "cores": {"page threads": settings.THREADS, "threads that derive keys": 2, "threads that open pictures": 1},
    }


ROLES = (
    ("member", "what was told to everyone, to their circles, or to them by name; their own words, plan and journal"),
    ("facilitator", "what every seat of their circle sees, requests for seats, and how voices are spread in a meeting; no private words"),
    ("responder", "what was reported, and alerts of danger, with the words as evidence; each reading is written down"),
    ("coordinator", "people, circles and settings, that there are reports and alerts, the log of decisions; no private words, nor what is told in circles they do not sit in"),
    ("operator of the machine", "nothing readable at rest; whoever controls the running server could read what passes through it"),
)


def software() -> list[Fact]:
    return [
        Fact("Cairn", cairn.__version__), Fact("Python", platform.python_version()), Fact("Django", django.get_version()), Fact("Database", _database()),
        Fact("System", f"{platform.system()} {platform.release()}"),
    ]


def _database() -> str:
    if connection.vendor == "postgresql":
        return f"PostgreSQL {connection.pg_version // 10000}"
    return f"SQLite {connection.Database.sqlite_version}"


def about(number: int) -> str:
    """A number of people or circles as a document may say it: never one that tells about few."""
    if number == 0:
        return "none"
    if number < FEWEST:
        return f"fewer than {FEWEST}"
    return f"about {round(number / ROUNDED_TO) * ROUNDED_TO}"


def people() -> list[Fact]:
    here = Member.objects.here()
    return [
        Fact("members", about(here.count())), Fact("circles that are open", about(Circle.system.filter(closed_at=None).count())),
        Fact("responders", about(here.exclude(responder_since=None).count())), Fact("coordinators", about(here.exclude(coordinator_since=None).count())),
    ]


def duty() -> list[Fact]:
    """On which hours of the week somebody is on duty, in the space's zone; never who."""
    rows = list(Duty.objects.values_list("weekday", "begins", "ends"))
    return [Fact(name, _hours(rota.joined((begins, ends) for weekday, begins, ends in rows if weekday == day)) or "nobody") for day, name in enumerate(DAYS)]


def gaps() -> bool:
    """Whether any hour of the week is covered by nobody."""
    rows = [rota.Hours(0, *row) for row in Duty.objects.values_list("weekday", "begins", "ends")]
    return any(rota.uncovered(rows))


def _hours(spans) -> str:
    return ", ".join(f"{begins // 60:02}:{begins % 60:02} to {ends // 60:02}:{ends % 60:02}" for begins, ends in spans)


def lines() -> list[Fact]:
    return [Fact(line.name or "", line.number or "") for line in safety.helplines()]


def sealed() -> dict[str, list[str]]:
    """By whose key: which columns of which nouns hold sealed words."""
    found = defaultdict(list)
    for model in apps.get_app_config("cairn").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                found[_owner(field)].append(f"{model.__name__}.{field.name}")
    return {owner: sorted(names) for owner, names in sorted(found.items())}


def _owner(field: models.Field) -> str:
    return OWNERS.get(field.owner, "the writer's own key, destroyed when they are erased")


def doors() -> dict[str, list[str]]:
    """Which pages open for whom, from the sitemap itself."""
    found = {gate: [] for gate in GATES}
    for pattern in get_resolver().url_patterns:
        found[pattern.callback.gate].append(pattern.name)
    return {gate: sorted(names) for gate, names in found.items()}


def options() -> list[Fact]:
    """Every option in force and where it comes from. No secret, and no place on this machine."""
    hidden = {"CAIRN_DATA", "CAIRN_SEARCH_FOLDER", "CAIRN_MAIL_FOLDER", "CAIRN_SENDMAIL", "CAIRN_SETTINGS"}
    return [Fact(option.name, f"{'(a place on the machine)' if option.name in hidden else option.shown or 'none'} ({option.source})") for option in OPTIONS.values()]


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


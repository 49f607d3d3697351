"""Somebody asks what one has noticed in them, or has written what they noticed. Never that a line was accepted: then its
absence would tell that another was not."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.growth.models import Witness
from cairn.growth.queries import witness as queries
from cairn.growth.rules import witness as rules
from cairn.notices.verbs import give
from cairn.notices.words import words_for

INVITED, WRITTEN = "witness_invited", "witness_written"


def connect() -> None:
    """Called by config/wiring/."""
    for kind in (INVITED, WRITTEN):
        words_for(kind, of_witness)


def moved(happening) -> None:
    give(happening.to, f"witness_{happening.what}", happening.witness_id)


def of_witness(notices, viewer) -> dict:
    """Left out once the moment has passed: an invitation that was answered, a line that was let go."""
    lines = Witness.objects.seen_by(viewer).in_bulk([notice.about for notice in notices])
    open_ones = [(notice, lines[notice.about]) for notice in notices if notice.about in lines and _fits(notice.kind, lines[notice.about], viewer)]
    people = queries.people_at({_other(line, viewer) for _notice, line in open_ones}, viewer)
    return {notice.pk: _said(notice.kind, line, people.get(_other(line, viewer))) for notice, line in open_ones}


def _fits(kind: str, line, viewer) -> bool:
    if kind == INVITED:
        return rules.may_write(viewer, line)
    return rules.may_accept(viewer, line) and line.accepted_at is None


def _other(line, viewer) -> tuple[int | None, int]:
    return line.circle_id, line.to_id if line.by_id == viewer.pk else line.by_id


def _said(kind: str, line, face) -> tuple[str, str]:
    name = {"name": face[0] if face and face[0] else _("Somebody")}
    words = {
        INVITED: _("%(name)s would like to know what you have noticed in them. You may write a line, or leave it."),
        WRITTEN: _("%(name)s has written down what they noticed in you. It waits for you alone."),
    }[kind]
    return words % name, reverse("witness", args=[line.pk])

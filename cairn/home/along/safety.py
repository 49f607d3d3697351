"""The plan, reports one brought, decisions about one's words with their reasons, and what was worked out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.along import SOMEONE, YOU, Piece
from cairn.repair.models import Concern, Conversation, Step, Voice
from cairn.safety.models import Appeal, Decision, Plan, Report
from cairn.safety.rules import mark_of


def plan(member) -> Iterator:
    one = Plan.objects.seen_by(member).first()
    if one is None:
        return
    parts = (
        (_("How I notice that it begins"), one.signs), (_("What I can do by myself"), one.alone),
        (_("People and places that take my mind off it"), one.places), (_("Whom I can ask for help"), one.people),
        (_("Professionals and lines"), one.helpers), (_("How I make the place around me safer"), one.safer),
    )
    for line, words in parts:
        yield Piece(words, line, one.changed_at)


def reports(member) -> Iterator[Piece]:
    """What they wrote to it; not the words it was about."""
    brought = list(Report.objects.filter(by=member).order_by("at"))
    keyring.bring(one.pk for one in brought)
    for one in brought:
        yield Piece(one.words, _("To a responder"), one.at)


def decisions(member) -> Iterator[Piece]:
    """The reasons were written to them; so was what an appeal was answered with."""
    decided = list(Decision.objects.filter(mark=mark_of(member.pk), done_at__isnull=False).order_by("at"))
    appeals = {one.pk: one for one in Appeal.objects.seen_by(member).filter(decision__in=decided)}
    for one in decided:
        appeal = appeals.get(one.pk)
        yield Piece(one.reason, _("The reason you were given"), one.at, by=SOMEONE, under=_appealed(appeal) if appeal else ())


def _appealed(appeal) -> tuple[Piece, ...]:
    asked = Piece(appeal.words, _("You asked somebody else to look again"), appeal.at)
    answer = Piece(appeal.answer, _("The answer"), appeal.decided_at, by=SOMEONE)
    return tuple(piece for piece in (asked, answer) if piece.words)


def worked_out(member) -> Iterator[Piece]:
    """Their own steps, and what the other wrote as far as it was shown to them."""
    seen = Concern.objects.seen_by(member).values("pk")
    for step in _steps(Step.objects.filter(concern__in=seen).select_related("concern").order_by("at"), member):
        own = step.member_id == member.pk
        yield Piece(step.words, _("You") if own else _("The other, to you"), step.at, by=YOU if own else SOMEONE)
    for voice in Voice.objects.filter(member=member).order_by("at"):
        yield Piece(voice.words, _("In a conversation of the circle"), voice.at)
    for called in Conversation.system.filter(by=member).order_by("began_at"):
        yield Piece(called.about, _("What you asked the circle to talk about"), called.began_at)


def _steps(steps, member) -> list[Step]:
    two = [step for step in steps if member.pk in (step.concern.by_id, step.concern.other_id)]
    theirs = [step for step in two if step.member_id == member.pk or step.shown_at]
    keyring.bring(step.member_id for step in theirs)
    return theirs

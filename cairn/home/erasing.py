"""Erasing somebody: what each row that names them becomes (goes.py), and the keys that end with theirs.

All of it happens inside members' verb `erase`, while their words can be read for the last time.
"""

from django.apps import apps
from django.db.models import Q

from cairn.base import clock, keyring
from cairn.base.sealed import SealedText
from cairn.home.goes import BETWEEN, EMPTIED, GOES, RELATIONS, UNNAMED
from cairn.members.happenings import Erased
from cairn.members.models import Member
from cairn.repair.models import Concern
from cairn.safety import verbs as safety
from cairn.safety.models import Alert, Appeal, Report
from cairn.safety.rules import mark_of
from cairn.shares.models import Response, Share

GONE = b""  # in the place of words: opens for nobody


def let_go(erased: Erased) -> None:
    """Everything that is theirs, in every room."""
    member = Member.objects.get(pk=erased.member_id)
    _own_shares(member)
    _reports_and_alerts(member)
    _concerns(member)
    _answers(member, stand=erased.answers_stand)
    for relation, fate in RELATIONS.items():
        if fate != BETWEEN or not erased.answers_stand:
            _follow(relation, fate, member)


def _own_shares(member) -> None:
    """With all their answers, as when they are taken back."""
    Share.system.by(member).delete()


def _reports_and_alerts(member) -> None:
    """Nobody is called for them any more. What was kept of their words ends with its key; what they wrote themselves to a report is taken out of it,
    and the evidence beside it, somebody else's words, gets a new key."""
    about = mark_of(member.pk)
    safety.close_of_erased(about)
    for kept in (Report, Alert):
        for pk in kept.objects.filter(mark=about).values_list("pk", flat=True):
            keyring.destroy(pk)
    Report.objects.filter(mark=about).update(words=GONE, evidence=GONE)
    Alert.objects.filter(mark=about).update(evidence=None)
    for report in Report.objects.filter(by=member).exclude(mark=about):
        _without_the_reporter(report)
    Appeal.system.filter(decision__mark=about).update(words=GONE)


def _without_the_reporter(report) -> None:
    evidence = report.evidence
    keyring.destroy(report.pk)
    keyring.make(report.pk)
    report.by, report.words, report.evidence = None, "", evidence or ""
    report.save(update_fields=["by", "words", "evidence"])


def _concerns(member) -> None:
    """They end; the line that both wrote ends with its key. What the other wrote at a step stays theirs."""
    theirs = Concern.system.filter(Q(by=member) | Q(other=member))
    for pk in theirs.values_list("pk", flat=True):
        keyring.destroy(pk)
    theirs.update(line=None)
    theirs.filter(ended_at=None).update(ended_at=clock.now(), ended_as="stopped", due_at=None)


def _answers(member, *, stand: bool) -> None:
    """What they answered to others. Where it stands, it is sealed anew under a new key of the same nameless row:
    the old key is destroyed all the same, so that nothing else they wrote opens anywhere."""
    answers = Response.system.filter(member=member)
    if not stand:
        answers.update(text=GONE)
        return
    words = {answer.pk: answer.text for answer in answers if answer.withdrawn_at is None and answer.held_at is None}
    keyring.destroy(member.pk)
    keyring.make(member.pk)
    for answer in answers:
        if words.get(answer.pk) is None:
            Response.system.filter(pk=answer.pk).update(text=GONE)
        else:
            answer.text = words[answer.pk]
            answer.save(update_fields=["text"])


def _follow(relation: str, fate: str, member) -> None:
    name, field = relation.split(".")
    model = apps.get_model("cairn", name)
    rows = model._base_manager.filter(**{field: member})
    if fate in (GOES, BETWEEN):
        rows.delete()
    elif fate == UNNAMED:
        rows.update(**{field: None})
    elif fate == EMPTIED:
        rows.update(**_emptied(model, f"{field}_id"))


def _emptied(model, owner: str) -> dict:
    sealed = (field for field in model._meta.concrete_fields if isinstance(field, SealedText) and field.owner == owner)
    return {field.name: None if field.null else GONE for field in sealed}

"""What decisions tell whom. To the member a notice says that there is something with a reason to read, never which
words it is about: beside their id, the plain number of a decision would say who told something as "someone"."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for
from cairn.safety import deciding_words, queries, who_decides
from cairn.safety.models import Decision
from cairn.safety.nouns import mark_of, veiled

DECIDED, LIFTED, ANSWERED, SECOND, APPEALED = "decided", "decision_lifted", "appeal_answered", "second_wanted", "appealed"


def decided(happening) -> None:
    _to_the_member(happening.decision_id, DECIDED)


def lifted(happening) -> None:
    _to_the_member(happening.decision_id, LIFTED)


def appeal_answered(happening) -> None:
    _to_the_member(happening.decision_id, ANSWERED)


def _to_the_member(decision_id: int, kind: str) -> None:
    writer = int(Decision.objects.get(pk=decision_id).writer or 0)
    if writer:
        give(writer, kind, veiled(decision_id, writer))


def second_wanted(happening) -> None:
    """Everybody who could be the second by what they are; whoever brought it is among them, else it would tell."""
    decision = Decision.objects.get(pk=happening.decision_id)
    give_each(who_decides.who_answers(decision), SECOND, decision.pk)


def appealed(happening) -> None:
    decision = Decision.objects.get(pk=happening.decision_id)
    give_each(who_decides.who_answers(decision), APPEALED, decision.pk)


def to_the_member(notices, viewer) -> dict:
    own = {veiled(one.decision.pk, viewer.pk): one for one in queries.own_decisions(viewer)}
    said = {LIFTED: _("A decision about you is over."), ANSWERED: _("Somebody has looked again at what you appealed.")}
    return {
        n.id: (said.get(n.kind) or _("%(what)s. You can read why.") % {"what": own[n.about].said}, reverse("decision", args=[own[n.about].decision.pk]))
        for n in notices if n.about in own
    }


def to_those_who_decide(notices, viewer) -> dict:
    theirs = Decision.objects.filter(pk__in=[n.about for n in notices]).exclude(mark=mark_of(viewer.pk))
    here = {one.pk: one for one in theirs if who_decides.may_see(viewer, one)}
    return {n.id: (_said(n.kind, here[n.about]), _address(n.kind, n.about)) for n in notices if n.about in here}


def _said(kind: str, decision) -> str:
    if kind == APPEALED:
        return _("Somebody asks for a second look at a decision.")
    return _("A decision waits for a second person: %(act)s.") % {"act": deciding_words.said(decision.act, done=False)}


def _address(kind: str, pk: int) -> str:
    return reverse("appeal_answer" if kind == APPEALED else "decided", args=[pk])


def connect() -> None:
    for kind in (DECIDED, LIFTED, ANSWERED):
        words_for(kind, to_the_member)
    for kind in (SECOND, APPEALED):
        words_for(kind, to_those_who_decide)

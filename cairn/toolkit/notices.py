"""Who hears of what in the toolkit, and in which words: never what was tried, or how it went."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for
from cairn.toolkit import queries, rules
from cairn.toolkit.models import Strategy, Trial, Tried

TRIAL, ASKED, SEEN, ANSWERED, LINE = "trial", "strategy_asked", "strategy_seen", "strategy_answered", "strategy_line"


def connect() -> None:
    words_for(TRIAL, of_trial)
    words_for(ASKED, of_asked)
    words_for(LINE, of_line)
    for kind in (SEEN, ANSWERED):
        words_for(kind, of_own)


# ---- inside the act: who hears


def trial_due(happening) -> None:
    give(happening.member_id, TRIAL, happening.trial_id)


def strategy_asked(happening) -> None:
    """Whoever looks at it."""
    give_each(queries.who_looks(Strategy.system.get(pk=happening.strategy_id)), ASKED, happening.strategy_id)


def strategy_looked_at(happening) -> None:
    strategy = Strategy.system.get(pk=happening.strategy_id)
    give(strategy.member_id, SEEN if happening.told else ANSWERED, strategy.pk)


def line_told(happening) -> None:
    """Whoever offered the card, while others do not wait to see the line."""
    line = Tried.system.select_related("strategy").get(pk=happening.tried_id)
    if line.held_at is None:
        give(line.strategy.member_id, LINE, line.strategy_id)


# ---- when the list is read: in which words


def of_trial(notices, viewer) -> dict:
    """While they have not said yet, and the card is there."""
    trials = Trial.objects.seen_by(viewer).in_bulk([notice.about for notice in notices])
    waits = {pk: trial.kept["strategy"] for pk, trial in trials.items() if trial.asked_at and trial.kept.get("outcome") == ""}
    there = set(Strategy.objects.seen_by(viewer).told().filter(pk__in=waits.values()).values_list("pk", flat=True))
    said = _("A while ago you wanted to try something from the toolkit. How did it go?")
    return {n.pk: (said, reverse("say_how_it_went", args=[waits[n.about]])) for n in notices if waits.get(n.about) in there}


def of_asked(notices, viewer) -> dict:
    if not (viewer.is_responder or viewer.is_coordinator):
        return {}
    waiting = {one.pk for one in queries.waiting_for(viewer)}
    said = _("A card for the toolkit waits until somebody has read it.")
    return {n.pk: (said, reverse("look_at_strategy", args=[n.about])) for n in notices if n.about in waiting}


def of_own(notices, viewer) -> dict:
    mine = Strategy.objects.seen_by(viewer).filter(member=viewer, withdrawn_at=None, looked_at__isnull=False)
    mine = mine.in_bulk([notice.about for notice in notices])
    said = {SEEN: _("Somebody has read your card, and others can see it now."), ANSWERED: _("Somebody who looks after this space wrote to you about your card.")}
    return {n.pk: (said[n.kind], reverse("strategy", args=[n.about])) for n in notices if n.about in mine and (n.kind == SEEN) == rules.stands(mine[n.about])}


def of_line(notices, viewer) -> dict:
    """Without a name: whose line it is can be read where it may be read."""
    lines = Tried.objects.seen_by(viewer).filter(strategy__in=[notice.about for notice in notices], strategy__member=viewer, strategy__withdrawn_at=None)
    there = set(lines.exclude(member=viewer).values_list("strategy", flat=True))
    said = _("Somebody wrote how a card of yours went for them.")
    return {n.pk: (said, reverse("strategy", args=[n.about]) + "#lines") for n in notices if n.about in there}

"""A member's own toolkit: what they are trying, what helped, what they offered. Nobody else asks these."""

from dataclasses import dataclass

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.toolkit.models import HELPED, LITTLE, Strategy, Trial, Tried, trial_mark, looks
from cairn.toolkit.queries.cards import Shown, shown_of
from cairn.toolkit.situations import Situations

MOST = 200  # trials that are looked through, the latest


@dataclass(frozen=True, slots=True)
class Own:
    """A card somebody tried, with what they keep of it."""

    card: Shown
    trial: Trial

    @property
    def line(self) -> str:
        return self.trial.kept.get("line", "")


@dataclass(frozen=True, slots=True)
class Kept:
    """The member's own words about a card that they are not shown any more. Nothing here says which it was, or why."""

    pk: int  # of the trial
    lines: list[str]  # what they kept for themselves, and what they had put under the card


@dataclass(frozen=True, slots=True)
class OwnToolkit:
    to_say: list[Own]  # asked how it went, and not said yet
    trying: list[Own]
    helped: list[Own]
    others: list[Own]  # not for them, or made it harder
    own: list[Shown]
    without_card: list[Kept]


def own_toolkit(member) -> OwnToolkit:
    """What they tried and may still see, and what they offered, the latest first."""
    keyring.bring([keyring.SPACE, member.pk])
    trials = {trial.kept.get("strategy"): trial for trial in _latest_trials(member)}
    there = {one.pk: one for one in tried_or_own(member, list(trials))}
    cards = {card.pk: card for card in shown_of(there.values(), member, Situations.here(), tried={one.mark: one for one in trials.values()})}
    tried = [Own(cards[pk], trial) for pk, trial in trials.items() if pk in cards and not cards[pk].mine]
    own = sorted((card for card in cards.values() if card.mine), key=lambda card: card.strategy.made_at, reverse=True)
    return OwnToolkit(
        [one for one in tried if one.card.trial == "" and one.trial.asked_at], [one for one in tried if one.card.trial == "" and not one.trial.asked_at],
        [one for one in tried if one.card.trial in (HELPED, LITTLE)], [one for one in tried if one.card.trial not in ("", HELPED, LITTLE)], own,
        _without_card(member, {pk: trial for pk, trial in trials.items() if pk not in cards}),
    )


def _without_card(member, gone: dict[int, Trial]) -> list[Kept]:
    told = {line.strategy_id: line.words for line in _told_under(member, list(gone))} if gone else {}
    kept = [Kept(trial.pk, list(dict.fromkeys(filter(None, (trial.kept.get("line"), told.get(pk)))))) for pk, trial in gone.items()]
    return [one for one in kept if one.lines]


@composed(lambda member, ids: [*looks(member), ids])
def _told_under(member, ids: list[int]):
    return Tried.objects.seen_by(member).filter(strategy__in=ids, member=member)


def own_trial(member, pk: int) -> Trial:
    """Or 404."""
    return found(Trial.objects.seen_by(member).filter(pk=pk).first())


@composed(lambda member: [member.pk])
def _latest_trials(member):
    return Trial.objects.seen_by(member).order_by("-began_at")[:MOST]


@composed(lambda member, tried: [*looks(member), tried])
def tried_or_own(member, tried: list[int]):
    seen = Strategy.objects.seen_by(member).select_related("circle")
    return seen.filter(pk__in=tried) | seen.filter(member=member, withdrawn_at=None)


def to_say(member) -> list[Strategy]:
    """Cards of which they were asked how it went, and have not said yet. One question where there are none."""
    wanted = [trial.kept["strategy"] for trial in _asked(member) if trial.kept.get("outcome") == ""]
    return _told(member, wanted) if wanted else []


@composed(lambda member: [member.pk])
def _asked(member):
    return Trial.objects.seen_by(member).filter(asked_at__isnull=False).order_by("-asked_at")[:MOST]


@composed(lambda member, ids: [*looks(member), ids])
def _told(member, ids: list[int]):
    return Strategy.objects.seen_by(member).told().filter(pk__in=ids)


def trial_of(member, strategy) -> Trial | None:
    return Trial.objects.seen_by(member).filter(mark=trial_mark(strategy.pk, member.pk)).first()


def own_line(member, strategy) -> Tried | None:
    """What they put under it."""
    return Tried.objects.seen_by(member).filter(strategy=strategy.pk, member=member).first()

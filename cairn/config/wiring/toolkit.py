"""What helped."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    """What helped: a week later the question; what speaks of medicine goes to responders first."""
    from django.utils.translation import gettext_lazy as words

    from cairn.base.along import taken_along
    from cairn.circles.queries import asked_along
    from cairn.toolkit import along, happenings, notices, queries, slots, verbs  # noqa: F401  the verbs bring what the clock does

    notices.connect()
    inside(happenings.TrialDue, notices.trial_due)
    inside(happenings.StrategyAsked, notices.strategy_asked)
    inside(happenings.StrategyLookedAt, notices.strategy_looked_at)
    inside(happenings.LineTold, notices.line_told)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.circle_collections)
    fill("circle.ways", slots.circle_ways)
    fill("responders.desk", slots.on_responders_desk)
    fill("space.rows", slots.space_row)
    taken_along("toolkit", words("Toolkit"), along.gathered, place=35)
    _reportable_in_the_toolkit()


def _reportable_in_the_toolkit() -> None:
    """What others read there, and what a responder's decision does to it."""
    from cairn.safety import effects
    from cairn.safety.nouns import reportable
    from cairn.toolkit import holding, queries

    for noun, as_it_stands, hold in (
        ("strategy", queries.strategy_as_it_stands, holding.hold_strategy), ("tried", queries.tried_as_it_stands, holding.hold_tried),
        ("collection", queries.collection_as_it_stands, holding.hold_collection),
    ):
        reportable(noun, as_it_stands)
        effects.effect("hold", noun, hold)

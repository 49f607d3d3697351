"""Questions about the toolkit, always with the one who looks."""

from cairn.toolkit.queries.cards import LOOKED_AT, found_for, preview, situation_page, speaks_of_nothing_known, strategy_for, strategy_page, toolkit_page
from cairn.toolkit.queries.collections import THERE, collection_for, collection_page, collections_in, gatherable_in
from cairn.toolkit.queries.evidence import collection_as_it_stands, strategy_as_it_stands, tried_as_it_stands
from cairn.toolkit.queries.own import own_line, own_toolkit, own_trial, to_say, trial_of, tried_or_own
from cairn.toolkit.queries.places import Place, places_of
from cairn.toolkit.queries.reviewing import may_look_at, review_for, waiting_for, who_looks

from cairn.toolkit.situations import Situations

__all__ = [
    "LOOKED_AT", "Place", "Situations", "THERE", "collection_as_it_stands", "collection_for", "collection_page", "collections_in", "found_for", "gatherable_in", "may_look_at",
    "own_line", "own_toolkit", "own_trial", "places_of", "preview", "review_for", "situation_page", "speaks_of_nothing_known", "strategy_as_it_stands", "strategy_for", "strategy_page", "toolkit_page", "trial_of",
    "to_say", "tried_or_own", "tried_as_it_stands", "waiting_for", "who_looks",
]

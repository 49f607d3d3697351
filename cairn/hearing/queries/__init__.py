"""Questions about shares that wait, the asks made for them, and what listeners chose."""

from cairn.hearing.coach import cues, speaks
from cairn.hearing.engine.waves import WEEK
from cairn.hearing.queries.asked import ask_for, asked_of, asks_of, why_asked
from cairn.hearing.queries.expecting import what_to_expect
from cairn.hearing.queries.listening import is_resting, listener_of, topics_rather_not
from cairn.hearing.queries.promising import promise
from cairn.hearing.queries.waiting import KNOWN, MENTIONED, how_it_goes, in_order_for, said_how_it_goes, unheard_first, waiting_on_desk, waiting_shares, was_brought
from cairn.hearing.words import more_ask, waited_words

__all__ = [
    "KNOWN", "MENTIONED", "WEEK", "ask_for", "asked_of", "asks_of", "cues", "how_it_goes", "in_order_for", "is_resting", "listener_of", "more_ask", "promise", "said_how_it_goes", "speaks", "topics_rather_not", "unheard_first",
    "waited_words", "waiting_on_desk", "waiting_shares", "was_brought", "what_to_expect", "why_asked",
]

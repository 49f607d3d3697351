"""What members do with strategies; each verb reads again what it is about, as its actor."""

from cairn.toolkit.verbs.gathering import close_collection, gather, open_collection_again, put_in, take_out
from cairn.toolkit.verbs.minding import ask_how_it_went, clear_withdrawn
from cairn.toolkit.verbs.reviewing import answer_writer, let_be_seen, look_at_strategy
from cairn.toolkit.verbs.situations import add_situation, close_situation, open_situation_again
from cairn.toolkit.verbs.telling import bring_back_strategy, change_strategy, offer_strategy, withdraw_strategy
from cairn.toolkit.verbs.trying import ask_later, let_go, let_kept_go, say_how_it_went, take_line_back, tell_line, try_it

__all__ = [
    "add_situation", "answer_writer", "ask_how_it_went", "ask_later", "bring_back_strategy", "change_strategy", "clear_withdrawn", "close_collection", "close_situation",
    "gather", "let_be_seen", "let_go", "let_kept_go", "look_at_strategy", "offer_strategy", "open_collection_again", "open_situation_again", "put_in", "say_how_it_went", "take_line_back",
    "take_out", "tell_line", "try_it", "withdraw_strategy",
]

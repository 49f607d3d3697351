"""Questions about shares. Every one takes the member who asks."""

from cairn.shares.queries.audiences import Audience, audiences_of, circles_sat_in, languages_to_tell_in
from cairn.shares.queries.boundaries import is_folded_for
from cairn.shares.queries.drafts import draft_of, drafts_of
from cairn.shares.queries.evidence import response_as_it_stands, share_as_it_stands
from cairn.shares.queries.faces import Face, Faces, someone_in
from cairn.shares.queries.lists import Excerpt, ShareList, excerpt_for, excerpts_of, shares_between, shares_in, telling_list, waiting_ordered_by
from cairn.shares.queries.one import Answer, SharePage, Signals, is_own, preview, response_for, share_for, share_page, signalled_for_nobody
from cairn.shares.search.meanings import text_likeness
from cairn.shares.words import STARTERS, audience_words
from cairn.shares.words import signal_words

__all__ = [
    "Answer", "Audience", "Excerpt", "Face", "Faces", "STARTERS", "ShareList", "SharePage", "Signals", "audience_words",
    "audiences_of", "circles_sat_in", "draft_of", "drafts_of", "excerpt_for", "excerpts_of", "is_folded_for", "is_own", "languages_to_tell_in",
    "preview", "response_as_it_stands", "response_for", "share_as_it_stands", "share_for", "share_page", "shares_between", "shares_in", "signal_words", "signalled_for_nobody", "someone_in", "telling_list", "text_likeness", "waiting_ordered_by",
]

"""Questions about growth, always with the one who looks."""

from cairn.growth.queries.retelling import own_gone, retelling_for, retelling_page, retellings_of, source_named, sources_of
from cairn.growth.queries.views import invited_of, not_asked_yet, own_view, retelling_as_it_stands, view_as_it_stands, view_for, view_page

__all__ = [
    "invited_of", "not_asked_yet", "own_gone", "own_view", "retelling_as_it_stands", "retelling_for", "retelling_page", "retellings_of",
    "source_named", "sources_of", "view_as_it_stands", "view_for", "view_page",
]

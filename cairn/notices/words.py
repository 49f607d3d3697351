"""The register of words: each room says in its own notices.py what its kinds of notice mean.

    words_for("heard", fn)      fn(notices, viewer) -> {notice.id: (sentence, href)}

`fn` gets all notices of its kinds at once and reads their nouns as the viewer, with seen_by(): what
they may not see any more is left out, and so is not shown. A function registered for several kinds is
called once for them all.
"""

from collections import defaultdict
from collections.abc import Callable

Words = Callable[[list, object], dict[int, tuple[str, str]]]
_words: dict[str, Words] = {}


def words_for(kind: str, fn: Words) -> None:
    _words[kind] = fn


def put_into_words(notices: list, viewer) -> dict[int, tuple[str, str]]:
    """Sentence and address by notice id; kinds nobody has words for are left out."""
    together = defaultdict(list)
    for notice in notices:
        if notice.kind in _words:
            together[_words[notice.kind]].append(notice)
    said = {}
    for fn, theirs in together.items():
        said |= fn(theirs, viewer)
    return said


def kinds() -> list[str]:
    return sorted(_words)

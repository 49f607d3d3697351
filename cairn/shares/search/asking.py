"""What pages ask of the index, always with the member who asks."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.text import first_words
from cairn.members import queries as members
from cairn.shares import words as said
from cairn.shares.models import SOMEONE, STONE, Share, looks
from cairn.shares.queries.boundaries import is_folded_for
from cairn.shares.queries.lists import Excerpt, excerpts_of, fold_words
from cairn.shares.search import index, meanings
from cairn.shares.search.ranking import Candidate, likeness, ranked, shared_weight, telling
from cairn.shares.search.words import asked_words, plain_words, stem, topic_mark, words_of

A_PAGE = 20
OF_ALL, OF_EACH = 100, 25  # candidates that hold every word; for each word, the newest that hold it
LIKE_WORDS, OF_EACH_LIKE = 8, 12
MOST_LIKE, LIKE_ENOUGH = 3, 0.08


# ---- search


@dataclass(frozen=True, slots=True)
class Found:
    """One share that was found: how it stands in lists, and the line in which the words stand."""

    excerpt: Excerpt
    line: Markup


@dataclass(frozen=True, slots=True)
class Results:
    found: list[Found]
    asked: bool  # something was looked for
    more: bool
    rests: bool = False  # the index cannot be asked now

    @property
    def sentence(self) -> str:
        """How many, in words: of what this viewer sees."""
        if self.rests:
            return _("Search is resting. It will be back by itself; please try again a little later.")
        return _how_many(len(self.found), more=self.more) if self.asked else ""


def search(member, text: str, *, need="", topic=None, circle=None) -> Results:
    """What `member` may read and that holds these words, best first; without words, the newest that fit the rest."""
    asked = asked_words(text, tuple(member.languages or [member.language]))
    if not asked and not (need or topic or circle):
        return Results([], asked=bool(text.strip()), more=False)
    marks = [(topic_mark(topic.pk),)] if topic else []
    try:
        ids = _found_by_words(member, asked, marks, need, circle) if asked else _newest(member, marks, need, circle)
    except index.IndexRests:
        return Results([], asked=True, more=False, rests=True)
    shares = {share.pk: share for share in _shown(member, ids[:A_PAGE])}
    excerpts = excerpts_of([shares[pk] for pk in ids[:A_PAGE] if pk in shares], member)
    return Results([_found(one, shares[one.id], asked) for one in excerpts], asked=True, more=len(ids) > A_PAGE)


def _found_by_words(member, asked, marks, need, circle) -> list[int]:
    arms = [([*asked, *marks], OF_ALL), *(([forms, *marks], OF_EACH) for forms in asked if len(asked) > 1)]
    found = index.candidates(_narrowed(member, need, circle), arms)
    return [pk for pk, _score in ranked(found, asked)]


def _newest(member, marks, need, circle) -> list[int]:
    if marks:
        found = index.candidates(_narrowed(member, need, circle), [(marks, A_PAGE + 1)])
        return [one.id for one in sorted(found, key=lambda one: -one.number)]
    newest = _narrowed(member, need, circle).order_by("-told_at", "-pk")
    return list(newest.values_list("pk", flat=True)[: A_PAGE + 1])


def _narrowed(member, need, circle):
    shares = Share.objects.seen_by(member).told()
    shares = shares.filter(need=need) if need else shares
    return shares.filter(circle=circle) if circle else shares


@composed(lambda member, ids: [*looks(member), ids])
def _shown(member, ids: list[int]):
    return Share.objects.seen_by(member).told().select_related("authorship", "circle").filter(pk__in=ids)


def _found(excerpt: Excerpt, share, asked) -> Found:
    return Found(excerpt, Markup("") if excerpt.folded else line_with(share.text or "", asked, share.language))


def line_with(text: str, asked, language: str = "en", length: int = 160) -> Markup:
    """One line of a text: from a little before the first of the words, each of them marked."""
    wanted, pieces = {form for forms in asked for form in forms}, text.split()
    first = next((at for at, piece in enumerate(pieces) if _holds(piece, wanted, language)), 0)
    begin, end, room = max(0, first - 6), max(0, first - 6), length
    while end < len(pieces) and room > 0:
        room, end = room - len(pieces[end]) - 1, end + 1
    line = " ".join(_marked(piece[:length], wanted, language) for piece in pieces[begin:end])
    return Markup(f"{'… ' if begin else ''}{line}{' …' if end < len(pieces) else ''}")  # noqa: S704  each piece was escaped


def _marked(piece: str, wanted: set[str], language: str) -> str:
    return f"<mark>{escape(piece)}</mark>" if _holds(piece, wanted, language) else str(escape(piece))


def _holds(piece: str, wanted: set[str], language: str) -> bool:
    return any(word in wanted or stem(word, language) in wanted for word in plain_words(piece))


def _how_many(n: int, *, more: bool) -> str:
    counted = (
        _("Nothing was found."), _("One share was found."), _("Two shares were found."), _("Three shares were found."), _("Four shares were found."),
        _("Five shares were found."), _("Six shares were found."), _("Seven shares were found."), _("Eight shares were found."),
        _("Nine shares were found."), _("Ten shares were found."),
    )
    if more:
        return _("These are the nearest. There are others.")
    return counted[n] if n < len(counted) else _("More than ten shares were found.")


# ---- people who told something like this


@dataclass(frozen=True, slots=True)
class Like:
    """A share that is like one's own. `words` are its first, "" where it is folded."""

    id: int
    words: str
    note: str
    folded: bool
    behind: bool  # a note of a responder's; then it is folded for everybody

    @property
    def fold_words(self) -> str:
        return fold_words(self.note, self.behind)


def stories_like(share, member) -> list[Like]:
    """At most three shares of others that are like this one, for its author; nothing for anybody else.

    Only what the author may see, and only what was told with a stone: nothing is ever worked out about somebody
    who told as "someone". Three questions; one more where vectors are on and the author said yes.
    """
    if not share.is_by(member) or not share.text:
        return []
    near = meanings.nearest(share, member)
    own = Counter(words_of(share.text, share.language))
    found = _candidates_like(share, member, own, near)
    holding = Counter(word for one in found for word in set(one.bag.split()))
    scored = sorted(((_like(one, share, own, holding, near), one) for one in found), key=lambda pair: (-pair[0], -pair[1].number))
    return _told([one.id for score, one in scored[:MOST_LIKE] if score >= LIKE_ENOUGH], member)


def _candidates_like(share, member, own: Counter, near: dict) -> list[Candidate]:
    """Candidates, each with how many experiences its writer and this author both name."""
    theirs = Share.objects.seen_by(member).told().filter(shown_as=STONE).not_by(member)
    longest = sorted(own, key=lambda word: (-own[word], -len(word), word))[:LIKE_WORDS]
    arms = [([(word,)], OF_EACH_LIKE) for word in longest] + [([(topic_mark(pk),)], OF_EACH_LIKE) for pk in share.note_topics]
    return index.candidates(theirs, arms, near, experiences_of=0 if share.shown_as == SOMEONE else member.pk)


def _like(one: Candidate, share, own: Counter, holding: Counter, near: dict) -> float:
    counts = one.counted()
    topics = sum(1 for pk in share.note_topics if topic_mark(pk) in counts)
    told = datetime.fromtimestamp(one.number / 1_000_000, UTC)
    return likeness(
        experiences=one.lived + topics, words=shared_weight(own, counts, lambda word: telling(holding[word])),
        meaning=near.get(one.id), days=(clock.now() - told) / timedelta(days=1),
    )


def _told(ids: list[int], member) -> list[Like]:
    if not ids:
        return []
    shares = {share.pk: share for share in _with_keys(member, ids)}
    return [_as_line(shares[pk], member) for pk in ids if pk in shares and shares[pk].text]


def _with_keys(member, ids: list[int]):
    """The rows, and the keys to open them, in one question."""
    shares = Share.objects.seen_by(member).told().select_related("authorship").filter(pk__in=ids)
    key = RawSQL("SELECT wrapped FROM cairn_datakey WHERE owner = cairn_authorship.member_id", [])
    for share in shares.annotate(wrapped=key):
        keyring.take(share.writer_id, share.wrapped)
        yield share


def _as_line(share, member) -> Like:
    note = said.note_of(share, members.topic_names(share.note_topics))
    behind = share.folded_at is not None
    folded = behind or is_folded_for(member, share.note_topics)
    return Like(share.pk, "" if folded else first_words(share.text, 120), note, folded, behind)

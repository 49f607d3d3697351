"""One share, as somebody reads it."""

from dataclasses import dataclass

from django.db.models import Exists
from django.db.models.expressions import RawSQL
from django.http import Http404
from markupsafe import Markup

from cairn.base import text
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.times import Here
from cairn.members import queries as members
from cairn.shares import rules, words
from cairn.shares.models import HEART, NOD, SOMEONE, WITH, Response, Share, Signal, looks, stream_of
from cairn.shares.queries.boundaries import is_folded_for
from cairn.shares.queries.drafts import begun_response, with_begun_response
from cairn.shares.queries.faces import Face, Faces, Place, nobody


@dataclass(frozen=True, slots=True)
class Signals:
    """The quiet signals: which are the viewer's own, and whose they are, in words."""

    mine: frozenset[str]
    stones: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One response as it stands on the page. `words` is None when its writer's words are gone."""

    id: int
    name: str
    stone: str
    line: Markup
    words: Markup | None
    felt: bool
    mine: bool
    may_feel_heard: bool
    held: bool = False  # by a responder: only its writer is shown this
    behind: bool = False  # a note of a responder's
    kept_back: bool = False  # said to whoever told the share alone


@dataclass(frozen=True, slots=True)
class SharePage:
    """All that the page of one share shows to one viewer."""

    share: Share
    face: Face
    mine: bool
    line: Markup
    note: str
    folded: bool
    signals: Signals
    answers: list[Answer]
    heading: str
    may_respond: bool
    may_signal: bool
    began: dict
    moved_by: tuple[int, Face] | None
    last_number: int

    @property
    def id(self) -> int:
        return self.share.pk

    @property
    def stands(self) -> bool:
        return self.share.withdrawn_at is None

    @property
    def held(self) -> bool:
        """By a responder: only its writer reads this page."""
        return self.share.held_at is not None

    @property
    def behind(self) -> bool:
        """A responder put it behind a note, for everybody."""
        return self.share.folded_at is not None


def share_for(member, pk: int) -> Share:
    """The share with this id as `member` may see it, or 404: unseen and missing look alike."""
    return found(_first(_one_of(member, pk)))


def is_own(member, pk: int) -> bool:
    return Share.system.by(member).filter(pk=pk).exists()


def response_for(member, pk: int) -> Response:
    """An answer that `member` may see, with its share, or 404."""
    response = found(Response.objects.seen_by(member).filter(pk=pk).first())
    response.share = share_for(member, response.share_id)
    return response


def share_page(member, pk: int) -> SharePage:
    """Eight queries at most with the session's, whether one answered or thirty."""
    share = found(_first(_one_with_draft(member, pk)))
    responses, signals = _responses(share, member), _signals(share, member)
    moved_by = _moved_by(share, member)
    faces = Faces(_places(share, responses, signals) | (_places(moved_by) if moved_by else set()), also=(member.pk,))
    mine = share.is_by(member)
    note = words.note_of(share, members.topic_names(share.note_topics))
    return SharePage(
        share=share,
        face=faces.of_writer(share),
        mine=mine,
        line=words.line_of(share, note),
        note=note,
        folded=bool(note) and not mine and is_folded_for(member, share.note_topics),
        signals=_signals_shown(share, signals, faces, member),
        answers=answers_shown(share, responses, faces, member),
        heading=words.answered_words(len({r.member_id for r in responses if not r.from_author})),
        may_respond=rules.may_respond(member, share, sits=faces.sits(share.circle_id, member.pk)),
        may_signal=not mine and rules.stands(share),
        began=begun_response(share, member),
        moved_by=(moved_by.pk, faces.of_writer(moved_by)) if moved_by else None,
        last_number=share.last_number or 0,
    )


def signalled_for_nobody(pk: int) -> tuple[Signals, frozenset[int]] | None:
    """The signals of a standing share as they are shown to whoever gave none, and who gave them."""
    share = _first(_standing(pk))
    if share is None:
        return None
    signals = _all_signals(pk)
    shown = [signal for signal in signals if not signal.kept_back]
    faces = Faces(_places(share, signals=shown))
    apart = {share.writer_id} if len(shown) < len(signals) else set()  # sees those as well, on a page of their own
    return Signals(frozenset(), *signals_in_words(share, shown, faces, None)), frozenset(s.member_id for s in signals) | apart


def preview(share, member) -> SharePage:
    """A share that is not yet told, as others will see it."""
    note = words.note_of(share, members.topic_names(share.note_topics))
    return SharePage(
        share=share, face=Faces(_places(share)).of_writer(share), mine=False, line=words.line_of(share, note), note=note,
        folded=False, signals=Signals(frozenset(), (), ""), answers=[], heading="", may_respond=False, may_signal=False,
        began={}, moved_by=None, last_number=0,
    )


def _shares_of(member):
    return Share.objects.seen_by(member).select_related("authorship", "circle")


@composed(lambda member, pk: [*looks(member), pk])
def _one_of(member, pk: int):
    return _shares_of(member).filter(pk=pk)


@composed(lambda member, pk: [*looks(member), pk, stream_of(pk)])
def _one_with_draft(member, pk: int):
    return with_begun_response(_with_stream(_shares_of(member), pk), member, pk).filter(pk=pk)


@composed(lambda pk: [pk])
def _standing(pk: int):
    return Share.system.before_others().select_related("authorship").filter(pk=pk)


@composed(lambda pk: [pk])
def _all_signals(pk: int):
    signals = Signal.system.filter(share=pk).annotate(kept_back=Exists(Signal.system.of_restricted()))
    return signals.order_by("at", "pk")


def _under(share, member) -> list:
    """What differs in under() from share to share and viewer to viewer."""
    if share.is_by(member):
        return [True, share.pk, list(member.unheard_ids)]
    named = [share.writer_id] if share.shown_as != SOMEONE else []
    return [False, share.pk, member.pk, *named, list(member.unheard_ids)]


@composed(_under)
def _responses(share, member):
    return Response.objects.under(share, member).standing().order_by("at", "pk")


@composed(_under)
def _signals(share, member):
    return Signal.objects.under(share, member).order_by("at", "pk")


def _with_stream(shares, pk: int):
    """How far the share's stream had come before its answers were read: what happens in between
    comes again rather than never."""
    return shares.annotate(last_number=RawSQL("SELECT counter FROM cairn_stream WHERE name = %s", [stream_of(pk)]))


def _first(shares) -> Share | None:
    return next(iter(shares), None)


def _moved_by(share, member) -> Share | None:
    """The share that moved this writer, for those who may see that one too."""
    if share.encouraged_by_id is None:
        return None
    try:
        moved_by = share_for(member, share.encouraged_by_id)
    except Http404:
        return None
    return moved_by if rules.stands(moved_by) else None


def _places(share, responses=(), signals=()) -> set[Place]:
    ids = {r.member_id for r in responses if not r.from_author} | {s.member_id for s in signals} | {share.writer_id}
    return {(share.circle_id, pk) for pk in ids}


def answers_shown(share, responses, faces: Faces, viewer=None) -> list[Answer]:
    """The responses as `viewer` sees them; without one, as anybody who wrote none of them does."""
    author, here = faces.of_writer(share), Here()
    viewer_id = viewer.pk if viewer else None
    author_looks = viewer_id == share.writer_id
    shown = []
    for response in responses:
        response.share = share
        writer_id, written = response.writer_id, response.text
        face = author if response.from_author else faces.of(share.circle_id, writer_id) if written is not None else nobody()
        shown.append(
            Answer(
                id=response.pk,
                name=face.name,
                stone=face.stone,
                line=words.answer_line(response, here),
                words=text.shown(written) if written is not None else None,
                felt=response.felt_heard_at is not None,
                mine=writer_id == viewer_id,
                may_feel_heard=author_looks and not response.from_author,
                held=response.held_at is not None,
                behind=response.folded_at is not None,
                kept_back=author_looks and response.kept_back_at is not None,
            )
        )
    return shown


def _signals_shown(share, signals, faces: Faces, viewer) -> Signals:
    mine = frozenset(signal.kind for signal in signals if signal.member_id == viewer.pk)
    return Signals(mine, *signals_in_words(share, signals, faces, viewer.pk))


def signals_in_words(share, signals, faces: Faces, viewer_id: int | None) -> tuple[tuple[str, ...], str]:
    """Up to three stones, and the names by kind; the viewer is "you", last."""
    names: dict[str, list[str]] = {NOD: [], HEART: [], WITH: []}
    stones: dict[int, str] = {}
    own = set()
    for signal in signals:
        face = faces.of(share.circle_id, signal.member_id)
        stones.setdefault(signal.member_id, face.stone)
        if signal.member_id == viewer_id:
            own.add(signal.kind)
        else:
            names[signal.kind].append(face.name)
    return tuple(stones.values())[:3], words.signal_words(names, own)

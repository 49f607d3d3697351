"""Shares in lists: what may be seen, those waiting to be heard first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.composed import composed
from cairn.base.text import first_words
from cairn.base.times import Here
from cairn.members import queries as members
from cairn.shares import words
from cairn.shares.models import READERS, Share, looks
from cairn.shares.queries.faces import Face, Faces, places_of

A_PAGE = 20
WAITING_FIRST = 6
LOOKED_AT = 40  # of those waiting, the latest

_orders: list[Callable] = []


def waiting_ordered_by(order: Callable) -> None:
    """`order(member, shares)` gives shares that wait in the order in which `member` should see them: a room above
    knows how near they are to somebody, and to how many they were brought."""
    _orders[:] = [order]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One share in a list: its first words, folded behind its note where the reader asked for that."""

    id: int
    face: Face
    line: Markup
    need: str
    words: str
    note: str
    folded: bool
    mine: bool
    waiting: bool
    behind: bool = False  # a note of a responder's; then it is folded for everybody
    held: bool = False  # by a responder: its writer alone sees it

    @property
    def fold_words(self) -> str:
        return fold_words(self.note, self.behind)


def fold_words(note: str, behind: bool) -> str:
    """What stands where words are folded."""
    return _("A responder put this behind a note.") if behind else _("Mentions %(topics)s.") % {"topics": note}


@dataclass(frozen=True, slots=True)
class ShareList:
    waiting: list[Excerpt]
    told: list[Excerpt]
    earlier: str  # where the next page begins, "" at the end
    more_waiting: bool


def telling_list(member, *, need="", circle=None, show="", before="") -> ShareList:
    """What `member` may read, narrowed by need and circle; `show` is "", "mine" or "waiting".

    The first page begins with what waits to be heard; then the rest, latest first. `before` is the
    `earlier` of the page before. Among those waiting the order is the hearing room's, never oldest first: that
    collapses in a busy space (what waits long comes to a facilitator's desk instead).
    """
    return _as_list(_a_page(member, need, circle, show, *_read_mark(before)), member, apart=not show)


@composed(lambda member, need, circle, show, told_at, pk: [*looks(member), circle and circle.pk, (need, show), told_at, pk])
def _a_page(member, need: str, circle, show: str, told_at, pk):
    shares = _narrowed(_listed_for(member), need, circle)
    waiting = shares.waiting_to_be_heard().not_by(member)
    told = {"mine": shares.by(member), "waiting": waiting}.get(show, shares.heard_or_by(member))
    told = _before(told, told_at, pk)[: A_PAGE + 1]
    return told if show or told_at else _both(waiting.order_by("-told_at", "-pk")[:LOOKED_AT], told)


def _both(waiting, told):
    """Both parts of the first page in one question. Which shares those are was asked as the member."""
    either = Q(pk__in=waiting.values("pk")) | Q(pk__in=told.values("pk"))
    return Share.system.filter(either).select_related("authorship", "circle").order_by("-told_at", "-pk")


def _as_list(shares: list[Share], member, *, apart: bool) -> ShareList:
    """`apart`: those of others that wait stand apart from the rest."""
    waiting = [share for share in shares if apart and share.waits and not share.is_by(member)]
    told = [share for share in shares if share not in waiting]
    waiting = _orders[0](member, waiting) if _orders and waiting else waiting
    excerpts = {excerpt.id: excerpt for excerpt in excerpts_of(waiting[:WAITING_FIRST] + told[:A_PAGE], member)}
    return ShareList(
        waiting=[excerpts[share.pk] for share in waiting[:WAITING_FIRST]],
        told=[excerpts[share.pk] for share in told[:A_PAGE]],
        earlier=_mark(told[A_PAGE - 1]) if len(told) > A_PAGE else "",
        more_waiting=len(waiting) > WAITING_FIRST,
    )


def shares_in(circle, member, limit=30, seats=()) -> list[Excerpt]:
    """The shares told to one circle, those waiting to be heard first. `seats` are the circle's, where
    its page has fetched them."""
    shares = _told_to(circle, member, limit)
    for share in shares:
        share.circle = circle  # once opened, its name is read for all of them
    faces = Faces(places_of(shares), seats=seats)
    return excerpts_of(sorted(shares, key=lambda share: share.is_by(member) or not share.waits), member, faces=faces, to=False)


def shares_between(member, other_id: int, limit=10) -> list[Excerpt]:
    """What a member and their buddy told each other alone, the latest first."""
    return excerpts_of(_told_between(member, other_id, limit), member)


@composed(lambda member, other_id, limit: [*looks(member), other_id, (limit,)])
def _told_between(member, other_id: int, limit: int):
    told = Share.objects.seen_by(member).told().filter(audience=READERS).select_related("authorship", "circle")
    mine = Q(authorship__member=member, readers__member=other_id)
    return told.filter(mine | Q(authorship__member=other_id)).order_by("-told_at", "-pk").distinct()[:limit]


@composed(lambda circle, member, limit: [*looks(member), circle.pk, (limit,)])
def _told_to(circle, member, limit):
    told = Share.objects.seen_by(member).told().select_related("authorship")
    return told.filter(circle=circle).order_by("-told_at", "-pk")[:limit]


def excerpt_for(member, pk: int) -> Excerpt | None:
    """One share that stands, for a line that points to it."""
    return next(iter(excerpts_of(list(_listed_for(member).filter(pk=pk)), member)), None)


def excerpts_of(shares: list[Share], member, *, faces=None, to=True) -> list[Excerpt]:
    """How these shares stand in a list for `member`: three queries for any number of them, fewer where
    the page has brought the faces already. Without `to` the page itself says to whom."""
    if not shares:
        return []
    faces = Faces(places_of(shares)) if faces is None else faces
    here = Here()
    return [_excerpt(share, faces, member, here, to) for share in shares]


def _excerpt(share, faces: Faces, member, here: Here, to: bool) -> Excerpt:
    note = words.note_of(share, members.topic_names(share.note_topics))
    mine = share.is_by(member)
    return Excerpt(
        id=share.pk,
        face=faces.of_writer(share),
        line=words.line_of(share, "", here, to=to),
        need=share.need,
        words=first_words(share.text),
        note=note,
        folded=share.folded_at is not None or not mine and not member.folded_ids.isdisjoint(share.note_topics),
        mine=mine,
        waiting=share.waits,
        behind=share.folded_at is not None,
        held=share.held_at is not None,
    )


def _listed_for(member):
    return Share.objects.seen_by(member).told().select_related("authorship", "circle")


def _narrowed(shares, need: str, circle):
    if need:
        shares = shares.filter(need=need)
    return shares.filter(circle=circle) if circle is not None else shares


def _before(shares, told_at: datetime | None, pk: int | None):
    """Those told before the mark: pages by where one stopped, so that new shares shift nothing."""
    shares = shares.order_by("-told_at", "-pk")
    if told_at is None:
        return shares
    return shares.filter(Q(told_at__lt=told_at) | Q(told_at=told_at, pk__lt=pk))


def _mark(share) -> str:
    return f"{share.told_at.isoformat()}_{share.pk}"


def _read_mark(mark: str) -> tuple[datetime | None, int | None]:
    """A mark that was changed by hand is no mark."""
    when, _between, pk = mark.partition("_")
    try:
        told_at, number = datetime.fromisoformat(when), int(pk)
        return (told_at.astimezone(UTC), number) if told_at.tzinfo and abs(number) < 2**63 else (None, None)
    except (ValueError, OverflowError):  # the first and last days there are lie outside of some zones
        return None, None

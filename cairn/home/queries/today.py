"""Today: what somebody said to you, who waits to be heard, how your own go, your circles, what is new."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Subquery

from cairn.base import clock
from cairn.base.composed import composed
from cairn.base.text import first_words
from cairn.circles.models import KEPT_FOR, Circle, Seat, SeatRequest
from cairn.circles.queries import Card
from cairn.circles.queries import Face as SeatFace
from cairn.growth.queries.recognition import about_what, kept_line
from cairn.hearing.queries import KNOWN, MENTIONED, WEEK, more_ask, said_how_it_goes, unheard_first, waiting_shares, why_asked
from cairn.home.queries.known import Known, LoadedFaces, known_of
from cairn.meetings.models import Coming, Meeting
from cairn.meetings.queries import Soon, soon_of
from cairn.members.models import Experience
from cairn.shares.models import Response, Share, looks
from cairn.shares.queries import Excerpt, audience_words, excerpts_of

MOST_WAITING = 6
SHOWN_WAITING = 3  # the others stand in a fold
MOST_ASKED = 3
LOOKED_AT = 40
A_LONG_LINE = 64


@dataclass(frozen=True, slots=True)
class Dawn:
    """The line that opens the page. Without `by` it is the space's own."""

    words: str
    by: str = ""
    at: datetime | None = None
    share_id: int = 0
    response_id: int = 0
    kept: bool = False  # a line that its receiver kept
    victory_id: int = 0  # which it was about
    about: str = ""

    @property
    def long(self) -> bool:
        return len(self.words) > A_LONG_LINE


@dataclass(frozen=True, slots=True)
class Asked:
    """A share that this member was asked to hear, and why. `full`: its words are shown, else one line of a short list."""

    excerpt: Excerpt
    why: str
    ask_id: int
    full: bool


@dataclass(frozen=True, slots=True)
class Own:
    """A share of the viewer's that still waits, and how that goes."""

    id: int
    words: str
    told_at: datetime
    to: str
    how: str


@dataclass(frozen=True, slots=True)
class Today:
    dawn: Dawn
    asked: list[Asked]  # every open ask: none is made that nobody sees
    waiting: list[Excerpt]
    more_waiting: bool
    own: list[Own]
    circles: list[Card]
    welcomed: list[Circle]  # that keep a seat for them, as long as they have not sat down
    soon: Soon | None  # the next meeting of any of them
    new: datetime | None  # when the latest unread notice came
    moved: int
    has_desk: bool
    is_first: bool  # nothing is here yet: small doors instead
    has_cairn: bool

    @property
    def asked_first(self) -> list[Asked]:
        return [one for one in self.asked if one.full]

    @property
    def asked_too(self) -> list[Asked]:
        return [one for one in self.asked if not one.full]

    @property
    def asked_after(self) -> list[Asked]:
        """In a fold, so that one person at a time asks for an ear."""
        return self.asked[1:]

    @property
    def asked_more(self) -> str:
        return more_ask(len(self.asked_after))

    @property
    def waiting_first(self) -> list[Excerpt]:
        """As many as are read at one sitting, the ask among them."""
        return self.waiting[: SHOWN_WAITING - bool(self.asked)]

    @property
    def waiting_after(self) -> list[Excerpt]:
        return self.waiting[len(self.waiting_first) :]

    @property
    def nothing_waits(self) -> bool:
        return not (self.asked or self.waiting)


def today_of(member, space) -> Today:
    """Seven queries with the session's own, whether one share waits or thirty; one more while a circle keeps a seat."""
    known = known_of(member)
    shares = _waiting(member, sorted(known.experiences), sorted(known.asked), clock.now())
    seats = _seats_around(member, clock.now())
    line = kept_line(member) if known.keeps_line else None
    answer = None if line else next(iter(_kindest_answer(member)), None)
    faces = LoadedFaces(seats, _people(member, shares, answer, line), {share.writer_id for share in shares})
    own = [share for share in shares if share.own]
    asked = _asked([share for share in shares if share.ask_id and not share.own])
    others = _by_fit([share for share in shares if not share.own and share not in asked and share.heard_at is None], known)
    excerpts = {e.id: e for e in excerpts_of(asked + others[:MOST_WAITING], member, faces=faces)}
    circles = _circles(member, seats)
    return Today(
        dawn=_dawn(line, answer, faces, space),
        asked=_with_why(asked, excerpts, member),
        waiting=[excerpts[share.pk] for share in others[:MOST_WAITING]],
        more_waiting=len(others) > MOST_WAITING,
        own=[_own(share) for share in sorted(own, key=lambda share: share.told_at)],
        circles=circles,
        welcomed=list(Circle.objects.seen_by(member).filter(pk__in=known.welcomed, closed_at=None)) if known.welcomed else [],
        soon=soon_of(seats, member),
        new=known.new,
        moved=known.moved,
        has_desk=member.is_coordinator or any(card.i_hold for card in circles),
        is_first=not circles and not own and answer is None and line is None,
        has_cairn=known.has_cairn,
    )


# -- what waits


@composed(lambda member, topics, asked, at: [*looks(member), topics, asked, at - WEEK])
def _waiting(member, topics: list[int], asked: list[int], at):
    """The viewer's asks and own first, then what they know something of, the latest first: oldest first
    collapses in a busy space, and what waits long comes to a desk."""
    own = Share.system.by(member).filter(pk=OuterRef("pk"))
    # Only openly told shares: for one told as "someone", its place in the list would tell of its writer.
    fits = Experience.objects.filter(member=OuterRef("authorship__member"), topic__in=topics)
    return (
        waiting_shares(member, at, asked).annotate(own=Exists(own), fits=Exists(fits))
        .order_by(F("ask_id").desc(nulls_last=True), "-own", "-fits", "-told_at")[:LOOKED_AT]
    )


def _asked(shares: list[Share]) -> list[Share]:
    """Unheard ones and the longest waiting first."""
    return sorted(shares, key=lambda share: (share.heard_at is not None, share.told_at))


def _with_why(shares: list[Share], excerpts: dict[int, Excerpt], member) -> list[Asked]:
    """In full no more than they would still listen to this week, and three at the most: the others stand in a line each."""
    room = max(((share.weekly_limit or 0) - (share.heard_lately or 0) for share in shares), default=0)
    full = max(1, min(room, MOST_ASKED))
    return [Asked(excerpts[share.pk], why_asked(share, member, counts=place == 0), share.ask_id, place < full) for place, share in enumerate(shares)]


def _by_fit(shares: list[Share], known: Known) -> list[Share]:
    """What mentions something they know counts most, then a writer who knows something they know."""
    def fit(share):
        return MENTIONED if not known.experiences.isdisjoint(share.note_topics) else KNOWN if share.fits else 0.0

    return unheard_first(shares, fit)


def _own(share) -> Own:
    return Own(share.pk, first_words(share.text, 90), share.told_at, audience_words(share), said_how_it_goes(share))


def _people(member, shares, answer, line) -> list:
    """Everybody whom the page may show outside a circle."""
    writers = [share.authorship.member for share in shares if share.authorship.member_id]
    buddies = [line.by] if line and line.circle_id is None else []  # in a circle they may have another name
    return [member, *writers, *([answer.member] if answer else []), *buddies]


# -- the line that opens the page


@composed(looks)
def _kindest_answer(member):
    """The latest answer that was felt as being heard, else the latest answer."""
    answers = Response.objects.to(member).standing().filter(member__isnull=False, folded_at=None).exclude(member=member)
    return answers.select_related("member", "share").order_by(F("felt_heard_at").desc(nulls_last=True), "-at")[:1]


def _dawn(line, answer: Response | None, faces, space) -> Dawn:
    """A line they kept; else the answer; else the space's own words."""
    if line and (words := first_words(line.words, 150)):
        return Dawn(words, faces.of(line.circle_id, line.by_id).name, line.at, kept=True, victory_id=line.victory_id or 0, about=about_what(line))
    words = first_words(answer.text, 150) if answer else ""
    if not words:
        return Dawn(_first_sentence(space.what_it_is or ""))
    by = faces.of(answer.share.circle_id, answer.member_id)
    return Dawn(words, by.name, answer.at, answer.share_id, answer.pk)


def _first_sentence(text: str) -> str:
    line = text.strip().split("\n")[0]
    head, stop, _rest = line.partition(". ")
    return first_words(head + "." if stop else line, 150)


# -- the viewer's circles


@composed(lambda member, at: [member.pk, at - KEPT_FOR])
def _seats_around(member, at):
    """All seats of the circles this member sits in: the faces there, who holds it, what is free; when it meets
    next, and who said that they will be there."""
    mine = Seat.system.held().filter(member=member, circle__closed_at=None)
    kept = SeatRequest.system.keeping_a_seat(at).filter(circle=OuterRef("circle")).order_by()
    said = Coming.objects.filter(meeting=OuterRef("next_pk"), member=OuterRef("member"))
    return (
        Seat.system.filter(circle__in=mine.values("circle")).select_related("member", "circle")
        .annotate(kept=Subquery(kept.values("circle").annotate(n=Count("pk")).values("n")), next_pk=_of_next("pk", at))
        .annotate(
            next_at=_of_next("starts_at", at), next_minutes=_of_next("minutes", at), next_zone=_of_next("zone", at), next_kind=_of_next("kind", at),
            next_open=_of_next("opened_at", at), yes=Subquery(said.values("yes")[:1]),
        )
        .order_by("taken_at")
    )


def _of_next(column: str, at) -> Subquery:
    """Of the next meeting of a seat's circle, which may have begun some days ago if it is a slow one."""
    coming = Meeting.system.coming().filter(circle=OuterRef("circle"), starts_at__gt=at - KEPT_FOR)
    return Subquery(coming.values(column)[:1])


def _circles(member, seats) -> list[Card]:
    """Longest sat in first."""
    held = [seat for seat in seats if seat.left_at is None]
    return [_card(seat, [other for other in held if other.circle_id == seat.circle_id], member) for seat in held if seat.member_id == member.pk]


def _card(mine: Seat, held: list[Seat], member) -> Card:
    people = [
        SeatFace(seat.member_id, seat.name or "", seat.stone, seat.role, seat.pk, seat.member_id == member.pk)
        for seat in held if seat.member_id not in member.blocked_ids
    ]
    people.sort(key=lambda face: not face.holds)
    free = max(0, mine.circle.seats_offered - len(held) - (mine.kept or 0))
    return Card(circle=mine.circle, seat=mine, held=len(held), free=free, people=people)

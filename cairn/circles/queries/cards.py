"""Circles as pages show them: a card in the list, and the whole page."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.circles import words
from cairn.circles.models import COFACILITATOR, FACILITATOR, KEPT_FOR, Circle, Picture, Seat, SeatRequest
from cairn.circles.queries.along import along_of, with_what_is_along
from cairn.circles.queries.facts import circle_for
from cairn.circles.queries.pictures import picture_of
from cairn.members import queries as members
from cairn.members.models import Agreement, Consent
from cairn.members.queries import Person

GOODBYES_STAY = timedelta(days=30)
_ORDER = {FACILITATOR: 0, COFACILITATOR: 1}


@dataclass(frozen=True)
class Face:
    """Somebody in a circle, as they are known there."""

    id: int
    name: str
    stone: str
    role: str
    seat_id: int
    me: bool = False
    rests: bool = False

    @property
    def holds(self) -> bool:
        return self.role in _ORDER

    @property
    def line(self) -> str:
        return words.place_of(self.role, self.me, self.rests)

    @property
    def role_words(self) -> str:
        return words.role_of(self.role)


@dataclass(kw_only=True)
class Card:
    """A circle as the list shows it: whole to those who sit there, its holders to others."""

    circle: Circle
    seat: Seat | None
    people: list[Face]
    free: int
    held: int
    request: SeatRequest | None = None
    welcome: bool = False  # they may sit down now
    waiting: int = 0  # requests that are theirs to answer

    @property
    def pk(self) -> int:
        return self.circle.pk

    @property
    def mine(self) -> bool:
        return self.seat is not None

    @property
    def i_hold(self) -> bool:
        return bool(self.seat and self.seat.holds)

    @property
    def holders(self) -> list[Face]:
        return [face for face in self.people if face.holds]

    @property
    def topic(self) -> str:
        return "".join(members.topic_names([self.circle.topic_id]))

    @property
    def language(self) -> str:
        return words.language_name(self.circle.language)

    @property
    def line(self) -> str:
        return f"{words.held_by([face.name for face in self.holders])} {self.seats_words}"

    @property
    def people_words(self) -> str:
        """Who reads what is told here, for those who sit here."""
        others = [face.name for face in self.people if not face.me]
        return words.you_and(others)

    @property
    def seats_words(self) -> str:
        return words.seats_free(self.free)


def circles_for(member) -> list[Card]:
    """Mine first, then the others that are open."""
    circles = _seen_by(member, clock.now())
    seats, requests = _seats_of(circles), _requests_of(circles)
    cards = [_card(circle, seats[circle.pk], requests[circle.pk], member) for circle in circles]
    _count_waiting(cards, requests, member)
    shown = [card for card in cards if card.mine or card.circle.closed_at is None]
    return sorted(shown, key=lambda card: (not card.mine, (card.circle.name or "").casefold()))


@composed(lambda member, at: [member.is_coordinator, member.pk, at - KEPT_FOR])
def _seen_by(member, at):
    return Circle.objects.seen_by(member, at)


def _seats_of(circles) -> dict[int, list[Seat]]:
    return _by_circle(_with_keys(_held_in([circle.pk for circle in circles])))


@composed(lambda circles: [circles])
def _held_in(circles: list[int]):
    return Seat.system.held().filter(circle__in=circles).select_related("member").annotate(key=DataKey.along("member")).order_by("taken_at")


@composed(lambda circle: [circle.pk])
def _seats_ever(circle):
    """Also those that were left: for goodbyes, and for the faces of those who told something here."""
    return Seat.system.filter(circle=circle).select_related("member").annotate(key=DataKey.along("member")).order_by("taken_at")


def _requests_of(circles) -> dict[int, list[SeatRequest]]:
    return _by_circle(_with_keys(_open_requests([circle.pk for circle in circles], clock.now())))


@composed(lambda circles, at: [circles, at - KEPT_FOR])
def _open_requests(circles: list[int], at):
    return SeatRequest.system.open(at).filter(circle__in=circles).select_related("member").annotate(key=DataKey.along("member")).order_by("at")


def _by_circle(rows) -> dict[int, list]:
    gathered = defaultdict(list)
    for row in rows:
        gathered[row.circle_id].append(row)
    return gathered


def _with_keys(rows) -> list:
    """Rows that brought their member's key along, which opens names and words."""
    for row in rows:
        keyring.take(row.member_id, row.key)
    return list(rows)


def _count_waiting(cards, requests, member) -> None:
    """For those who hold a circle: how many of its requests are theirs to answer."""
    stranded = _only_for_the_coordinator(requests, member)
    for card in cards:
        card.waiting = len(_mine_to_answer(requests[card.pk], card.i_hold, stranded, member))


def _only_for_the_coordinator(requests, member) -> set[int]:
    """Requests that nobody else could answer; asked only when there are any."""
    if not (member.is_coordinator and any(requests.values())):
        return set()
    return set(SeatRequest.system.waiting().answered_best_by(member).values_list("pk", flat=True))


def _mine_to_answer(requests, i_hold: bool, stranded: set[int], member) -> list[SeatRequest]:
    """The Python twin of answered_best_by, for rows that are here already."""
    return [
        r for r in requests
        if r.answered_at is None and r.member_id != member.pk and r.member_id not in member.blocked_ids
        and (i_hold or r.pk in stranded)
    ]


def _card(circle, seats, requests, member, kind=None) -> Card:
    held = [seat for seat in seats if seat.left_at is None]
    mine = next((seat for seat in held if seat.member_id == member.pk), None)
    own = next((request for request in requests if request.member_id == member.pk), None)
    kept = sum(request.answered_at is not None for request in requests)
    return (kind or Card)(
        circle=circle, seat=mine, held=len(held),
        free=max(0, circle.seats_offered - len(held) - kept),
        people=_faces(held, member, all_of_them=mine is not None or member.is_coordinator),
        request=own if own and own.answered_at is None else None,
        welcome=bool(own and own.answered_at and mine is None),
    )


def _faces(seats, member, *, all_of_them: bool) -> list[Face]:
    """People blocked either way do not see each other; strangers see who holds the circle."""
    shown = [s for s in seats if s.member_id not in member.blocked_ids and (all_of_them or s.holds)]
    faces = [Face(s.member_id, s.name or "", s.stone, s.role, s.pk, s.member_id == member.pk, s.rests) for s in shown]
    return sorted(faces, key=lambda face: _ORDER.get(face.role, 2))


# ---- the page ----


@dataclass(frozen=True)
class Asking:
    """A request as those who may answer it see it."""

    pk: int
    person: Person
    note: str | None
    at: datetime
    may_welcome: bool


@dataclass(frozen=True)
class Goodbye:
    person: Person
    words: str
    at: datetime
    seat_id: int = 0


@dataclass(kw_only=True)
class CirclePage(Card):
    agreement: Agreement | None = None
    picture: Picture | None = None
    consented: bool = True
    before_me: int = 0
    askings: list[Asking] = field(default_factory=list)
    goodbyes: list[Goodbye] = field(default_factory=list)
    i_coordinate: bool = False

    @property
    def welcoming(self) -> list[Asking]:
        """Those a free seat is there for."""
        return [asking for asking in self.askings if asking.may_welcome]

    @property
    def waiting_list(self) -> list[Asking]:
        return [asking for asking in self.askings if not asking.may_welcome]

    @property
    def line_words(self) -> str:
        """Where this member stands on the waiting list."""
        return words.place_in_line(self.before_me)

    @property
    def faces(self) -> list[tuple[str, str, str]]:
        """For the ring: name, stone, and who they are here."""
        return [(face.name, face.stone, face.line) for face in self.people]

    @property
    def holders_words(self) -> str:
        name = {face.role: face.name for face in self.holders}
        return words.who_holds(name.get(FACILITATOR, ""), name.get(COFACILITATOR, ""))

    @property
    def back_on(self) -> str:
        """Until when this member rests from it, for them alone; "" where they do not."""
        return words.day_of_return(self.seat) if self.seat and self.seat.rests else ""

    @property
    def sees_people(self) -> bool:
        return self.mine or self.i_coordinate

    @property
    def may_name(self) -> bool:
        return self.i_coordinate or bool(self.seat and self.seat.role == FACILITATOR)

    @property
    def may_hang(self) -> bool:
        return self.circle.closed_at is None and self.i_hold

    @property
    def may_take_down(self) -> bool:
        return self.picture is not None and (self.i_hold or self.i_coordinate)

    @property
    def may_invite(self) -> bool:
        return self.circle.closed_at is None and (self.i_hold or self.i_coordinate)


def circle_page(member, pk) -> CirclePage:
    """All that a circle's page shows this member, in a constant number of queries."""
    agreement = next(iter(_agreement_with_circle(member, pk, clock.now())), None)
    return _page_of(agreement.circle if agreement else circle_for(member, pk), agreement, member)


def invited_page(member, invitation) -> CirclePage:
    """The circle an invitation is for, also a hidden one: whoever holds the link may see it."""
    agreement = _agreements_in(member, Circle.system.filter(pk=invitation.circle_id)).first()
    return _page_of(agreement.circle if agreement else invitation.circle, agreement, member)


def _page_of(circle, agreement, member) -> CirclePage:
    seats, requests = _with_keys(_seats_ever(circle)), _requests_of([circle])
    circle.seats_ever = seats  # the shares on this page are drawn with the same faces
    if agreement:
        circle.along = along_of(agreement)
    page = _card(circle, seats, requests[circle.pk], member, CirclePage)
    page.agreement, page.consented = agreement, agreement is None or agreement.consented
    page.i_coordinate = member.is_coordinator
    page.picture = picture_of(circle)
    _show_requests(page, requests, member)
    if page.sees_people:
        page.goodbyes = _goodbyes(seats, member)
    return page


@composed(lambda member, pk, at: [member.is_coordinator, member.pk, pk, at - KEPT_FOR])
def _agreement_with_circle(member, pk: int, at):
    return _agreements_in(member, Circle.objects.seen_by(member, at).filter(pk=pk))[:1]


def _agreements_in(member, circles):
    """The circle, its picture, its agreement in force, whether the member consented, and what rooms above ask along:
    one query for all."""
    agreements = Agreement.objects.filter(circle__in=circles)
    consent = Consent.objects.filter(agreement=OuterRef("pk"), member=member)
    with_picture = agreements.select_related("circle__picture").defer("circle__picture__sealed")  # the file: another page's
    return with_what_is_along(with_picture.annotate(consented=Exists(consent))).order_by("-version")


def _show_requests(page, requests, member) -> None:
    waiting = [request for request in requests[page.pk] if request.answered_at is None]
    page.before_me = next((n for n, request in enumerate(waiting) if request.member_id == member.pk), 0)
    mine = _mine_to_answer(waiting, page.i_hold, _only_for_the_coordinator(requests, member), member)
    may = 0 if page.circle.closed_at else page.free
    page.askings = [
        Asking(r.pk, Person(r.member_id, r.member.name or "", r.member.stone), r.note, r.at, n < may)
        for n, r in enumerate(mine)
    ]
    page.waiting = len(mine)


def _goodbyes(seats, member) -> list[Goodbye]:
    """Lines that people left behind, for a month, the newest first."""
    lately = clock.now() - GOODBYES_STAY
    left = [s for s in seats if s.left_at and s.left_at > lately and s.member_id not in member.unheard_ids and s.goodbye]
    left.sort(key=lambda seat: seat.left_at, reverse=True)
    return [Goodbye(Person(s.member_id, s.name or "", s.stone), s.goodbye, s.left_at, s.pk) for s in left]

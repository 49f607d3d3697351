"""Questions about circles. Everything a page shows of a circle comes through here."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count

from cairn.base import clock, keyring
from cairn.base.pages import found
from cairn.circles import rules, words
from cairn.circles.models import COFACILITATOR, FACILITATOR, Circle, Seat, SeatRequest
from cairn.members import queries as members
from cairn.members.models import Agreement, Consent, Member
from cairn.members.queries import Person

GOODBYES_STAY = timedelta(days=30)
_ORDER = {FACILITATOR: 0, COFACILITATOR: 1}


# ---- for every room ----


def circle_for(member, pk) -> Circle:
    """The circle, or 404: a hidden one looks like a missing one."""
    return found(Circle.objects.seen_by(member).filter(pk=pk).first())


def seat_of(member, circle) -> Seat | None:
    return Seat.system.held().select_related("circle", "member").filter(circle=circle, member=member).first()


def holds(member, circle) -> bool:
    return rules.holds(member, circle)


def my_circles(member) -> list[Circle]:
    """Circles the member sits in, the longest first."""
    seats = Seat.system.held().select_related("circle").filter(member=member).order_by("taken_at")
    return [seat.circle for seat in seats]


def circles_held_by(member) -> list[Circle]:
    """Circles whose facilitator or co-facilitator the member is."""
    seats = Seat.system.holding().select_related("circle").filter(member=member, circle__closed_at=None)
    return [seat.circle for seat in seats.order_by("taken_at")]


def people_in(circle_id: int | None, ids) -> dict[int, Person]:
    """People by id, as they are known in that circle (also after leaving), or in the whole space."""
    ids = set(ids)
    if circle_id is None:
        return members.people(ids)
    seats = list(Seat.system.select_related("member").filter(circle=circle_id, member__in=ids).order_by("taken_at"))
    keyring.bring(seat.member_id for seat in seats)
    known = {s.member_id: Person(s.member_id, s.name or "", s.stone) for s in seats}  # the latest seat wins
    missing = ids - known.keys()
    return (members.people(missing) | known) if missing else known


def holder_ids(circle_id: int) -> list[int]:
    """The facilitator first, then the co-facilitator."""
    seats = Seat.system.holding().filter(circle=circle_id).values_list("role", "member")
    return [member for _role, member in sorted(seats, key=lambda pair: _ORDER[pair[0]])]


def seated_ids(circle_id: int) -> list[int]:
    return list(Seat.system.held().filter(circle=circle_id).values_list("member", flat=True))


# ---- the list ----


@dataclass(frozen=True)
class Face:
    """Somebody in a circle, as they are known there."""

    id: int
    name: str
    stone: str
    role: str
    seat_id: int
    me: bool = False

    @property
    def holds(self) -> bool:
        return self.role in _ORDER


@dataclass
class Card:
    """A circle as the list shows it: whole to those who sit there, its holders to others."""

    circle: Circle
    mine: bool
    people: list[Face]
    free: int
    held: int
    asked: bool = False
    waiting: int = 0

    @property
    def pk(self) -> int:
        return self.circle.pk

    @property
    def holders(self) -> list[Face]:
        return [face for face in self.people if face.holds]

    @property
    def topic(self) -> str:
        return "".join(members.topic_names([self.circle.topic_id]))

    @property
    def line(self) -> str:
        return f"{words.held_by([face.name for face in self.holders])} {words.seats_free(self.free)}"


def circles_for(member) -> list[Card]:
    """Mine first, then the others that are open."""
    circles = list(Circle.objects.seen_by(member))
    seats, kept, asked = _seats_of(circles), _kept_in(circles), _asked_by(member)
    cards = [_card(circle, seats[circle.pk], kept.get(circle.pk, 0), member) for circle in circles]
    shown = [card for card in cards if card.mine or card.circle.closed_at is None]
    for card in shown:
        card.asked = card.pk in asked
    _count_waiting(shown, member)
    return sorted(shown, key=lambda card: (not card.mine, (card.circle.name or "").casefold()))


def _seats_of(circles) -> dict[int, list[Seat]]:
    seats = list(Seat.system.held().select_related("member").filter(circle__in=[c.pk for c in circles]).order_by("taken_at"))
    keyring.bring(seat.member_id for seat in seats)
    gathered = defaultdict(list)
    for seat in seats:
        gathered[seat.circle_id].append(seat)
    return gathered


def _kept_in(circles) -> dict[int, int]:
    kept = SeatRequest.system.keeping_a_seat().filter(circle__in=[c.pk for c in circles])
    return dict(kept.values_list("circle").annotate(Count("pk")))


def _asked_by(member) -> set[int]:
    return set(SeatRequest.system.waiting().filter(member=member).values_list("circle", flat=True))


def _count_waiting(cards, member) -> None:
    """Requests that this member may answer, for the circles they hold."""
    if not (member.is_coordinator or any(face.me and face.holds for card in cards for face in card.people)):
        return
    waiting = SeatRequest.system.waiting().answered_best_by(member)
    counts = dict(waiting.values_list("circle").annotate(Count("pk")))
    for card in cards:
        card.waiting = counts.get(card.pk, 0)


def _card(circle, seats, kept, member) -> Card:
    mine = any(seat.member_id == member.pk for seat in seats)
    free = max(0, circle.seats_offered - len(seats) - kept)
    return Card(circle, mine, _faces(seats, member, all_of_them=mine or member.is_coordinator), free, len(seats))


def _faces(seats, member, *, all_of_them: bool) -> list[Face]:
    """People blocked either way do not see each other; strangers see who holds the circle."""
    shown = [s for s in seats if s.member_id not in member.blocked_ids and (all_of_them or s.holds)]
    faces = [Face(s.member_id, s.name or "", s.stone, s.role, s.pk, s.member_id == member.pk) for s in shown]
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


@dataclass
class CirclePage(Card):
    seat: Seat | None = None
    agreement: Agreement | None = None
    consented: bool = True
    request: SeatRequest | None = None
    welcome: bool = False
    before_me: int = 0
    askings: list[Asking] = field(default_factory=list)
    waiting_list: list[Asking] = field(default_factory=list)
    goodbyes: list[Goodbye] = field(default_factory=list)

    @property
    def sees_people(self) -> bool:
        return self.mine or self.sees_all

    sees_all: bool = False
    i_hold: bool = False
    may_name: bool = False
    may_invite: bool = False
    may_keep: bool = False


def circle_page(member, pk) -> CirclePage:
    """All that a circle's page shows this member, in a constant number of queries."""
    return _page_of(circle_for(member, pk), member)


def _page_of(circle, member) -> CirclePage:
    seats = _seats_of([circle])[circle.pk]
    requests = list(SeatRequest.system.filter(circle=circle, answered_at=None).select_related("member").order_by("at"))
    welcomed = set(SeatRequest.system.keeping_a_seat().filter(circle=circle).values_list("member", flat=True))
    card = _card(circle, seats, len(welcomed), member)
    page = CirclePage(**vars(card), sees_all=member.is_coordinator)
    page.seat = next((seat for seat in seats if seat.member_id == member.pk), None)
    page.agreement, page.consented = _agreement_and_consent(circle, member)
    page.request = next((request for request in requests if request.member_id == member.pk), None)
    page.welcome = member.pk in welcomed and not page.mine
    page.before_me = next((n for n, request in enumerate(requests) if request.member_id == member.pk), 0)
    page.asked = page.request is not None
    page.i_hold = bool(page.seat and page.seat.holds)
    page.may_keep = member.is_coordinator
    page.may_name = member.is_coordinator or bool(page.seat and page.seat.role == FACILITATOR)
    page.may_invite = circle.closed_at is None and (page.i_hold or member.is_coordinator)
    if requests and (page.i_hold or member.is_coordinator):
        page.askings, page.waiting_list = _askings(requests, page, member)
    if page.sees_people:
        page.goodbyes = _goodbyes(circle, member)
    return page


def _agreement_and_consent(circle, member) -> tuple[Agreement | None, bool]:
    agreement = members.agreement_of(circle)
    return agreement, agreement is None or Consent.objects.filter(member=member, agreement=agreement).exists()


def _askings(requests, page, member) -> tuple[list[Asking], list[Asking]]:
    """Those a free seat is there for, and the waiting list behind them, in the order they asked."""
    mine = set(SeatRequest.system.waiting().answered_best_by(member).filter(circle=page.circle).values_list("pk", flat=True))
    shown = [request for request in requests if request.pk in mine]
    keyring.bring(request.member_id for request in shown)
    asking = [
        Asking(r.pk, Person(r.member_id, r.member.name or "", r.member.stone), r.note, r.at, n < page.free)
        for n, r in enumerate(shown)
    ]
    return asking[: page.free], asking[page.free :]


def _goodbyes(circle, member) -> list[Goodbye]:
    """Lines that people left behind, for a month."""
    left = Seat.system.filter(circle=circle, left_at__gt=clock.now() - GOODBYES_STAY, goodbye__isnull=False)
    seats = list(left.exclude(member__in=member.blocked_ids).select_related("member").order_by("-left_at"))
    keyring.bring(seat.member_id for seat in seats)
    return [Goodbye(Person(s.member_id, s.name or "", s.stone), s.goodbye, s.left_at) for s in seats if s.goodbye]


# ---- single things a page needs ----


def request_for(member, pk) -> SeatRequest:
    """A request the member made or may answer, or 404."""
    return found(SeatRequest.objects.seen_by(member).select_related("circle", "member").filter(pk=pk).first())


def own_seat(member, pk) -> Seat:
    """One's own seat, held or left, or 404."""
    return found(Seat.system.select_related("circle", "member").filter(pk=pk, member=member).first())


def could_hold(member) -> list[Person]:
    """Members whom the coordinator `member` may give a new circle to."""
    here = Member.objects.here().not_blocked_with(member).values_list("pk", flat=True)
    return sorted(members.people(here).values(), key=lambda person: person.name.casefold())


def coordinator_ids() -> list[int]:
    return list(Member.objects.here().filter(coordinator_since__isnull=False).values_list("pk", flat=True))

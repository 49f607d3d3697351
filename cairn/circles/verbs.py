"""What people do in circles. Every act that counts seats holds the circle's row first."""

import base64
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.images import Pixels
from cairn.base.rules import require
from cairn.circles import rules
from cairn.circles.happenings import FacilitatorNamed, SeatAnswered, SeatAsked, SeatLeft, SeatTaken
from cairn.circles.models import COFACILITATOR, FACILITATOR, MOST_SEATS, SEAT, Circle, Picture, Seat, SeatRequest
from cairn.members import queries as members
from cairn.members import verbs as member_verbs
from cairn.members.models import Block
from cairn.safety.verbs import require_no_waiting, screen


@act
def open_circle(
    *, name, purpose, topic, language, seats_offered, hidden, agreement_text, facilitator, by, room_days=7,
) -> Circle:
    """The coordinator opens a circle and gives it to its facilitator, who sits in it at once. To what one wrote oneself one
    has said yes; another facilitator is asked for theirs before they tell or answer anything there."""
    require(by.is_coordinator, _("Only the coordinator opens circles."))
    _require_few(seats_offered)
    circle = Circle.system.create(
        name=name, purpose=purpose, topic=topic, language=language, seats_offered=seats_offered, hidden=hidden, room_days=room_days
    )
    agreement = member_verbs.new_agreement(agreement_text, circle=circle, by=by)
    if facilitator is not None:
        if facilitator.pk == by.pk and agreement is not None:
            member_verbs.consent(agreement, by=by)
        _sit(circle, facilitator, FACILITATOR)
    return circle


@act
def change_circle(circle, *, name, purpose, topic, language, seats_offered, hidden, by, room_days=7) -> Circle:
    require(rules.may_keep(by, circle), _("Only the coordinator changes a circle."))
    _require_few(seats_offered)
    circle = _held_still(circle)
    taken = Seat.system.held().filter(circle=circle).count()
    require(seats_offered >= taken, _("More people than that sit in this circle already."))
    circle.name, circle.purpose, circle.topic, circle.language = name, purpose, topic, language
    circle.seats_offered, circle.hidden, circle.room_days = seats_offered, hidden, room_days
    circle.save()
    return circle


@act
def change_circle_agreement(circle, text, *, by):
    """A new version; everybody who sits here is asked again at their next visit."""
    require(rules.may_keep(by, circle), _("Only the coordinator changes a circle."))
    return member_verbs.new_agreement(text, circle=circle, by=by)


@act
def close_circle(circle, *, by) -> Circle:
    """Nobody new comes in; those who sit here can still read what was said."""
    require(rules.may_keep(by, circle), _("Only the coordinator closes a circle."))
    return close_after_last_round(circle)


def close_after_last_round(circle) -> Circle:
    """The same, inside an act of a higher room: its people have closed it together."""
    Circle.system.filter(pk=circle.pk, closed_at=None).update(closed_at=clock.now())
    circle.refresh_from_db(fields=["closed_at"])
    return circle


@act
def hang_picture(circle, pixels: Pixels | None, *, words: str, by) -> Picture:
    """A picture for the circle's page and what it shows in words; without `pixels`, other words for the one there."""
    require(rules.may_hang(by, circle), _("The people who hold this circle choose its picture."))
    circle = _held_still(circle)
    picture = Picture.objects.filter(circle=circle).first() or Picture(circle=circle)
    require(pixels is not None or picture.code, _("There is no picture here yet."))
    if pixels is not None:
        picture.sealed, picture.width, picture.height = base64.b64encode(pixels.webp).decode(), pixels.width, pixels.height
        picture.code, picture.at = secrets.token_urlsafe(16), clock.now()
    picture.words = words
    picture.save()
    return picture


@act
def take_picture_down(circle, *, by) -> None:
    require(rules.may_take_down(by, circle), _("The people who hold this circle choose its picture."))
    Picture.objects.filter(circle=circle).delete()


@act
def ask_for_seat(circle, *, note="", by) -> SeatRequest:
    """When every seat is taken this is a place on the waiting list. Asking twice is asking once."""
    circle = _held_still(circle)
    require(circle.closed_at is None, _("This circle is closed."))
    require(not rules.sits(by, circle), _("You already have a seat here."))
    require(not rules.is_welcome(by, circle), _("You have already been welcomed here. You can take your seat."))
    if note:
        require_no_waiting(by, without=_("You can ask for a seat without a note."))
    require(rules.may_ask_again(by, circle), _("This circle said “not now” a short while ago. You can ask again in two weeks, and other circles are open."))
    request, new = SeatRequest.system.get_or_create(circle=circle, member=by, answered_at=None, defaults={"note": note or None})
    if new:
        tell(SeatAsked(request.pk))
        screen("seat_request", request.pk, note, by=by, told=True, where=_to_those_who_hold(circle))
    return request


def _to_those_who_hold(circle) -> str:
    return _("to whoever holds %(circle)s") % {"circle": circle.name}


@act
def take_back_request(request, *, by) -> None:
    require(request.member_id == by.pk, _("Only the person who asked can take this back."))
    SeatRequest.system.waiting().filter(pk=request.pk).delete()


@act
def answer_seat(request, *, welcome: bool, by) -> SeatRequest:
    """Welcome somebody, or say "not now". A welcome keeps a seat for them for two weeks."""
    circle = _held_still(request.circle)
    request = SeatRequest.system.select_related("circle", "member").get(pk=request.pk)
    require(rules.may_answer(request, by), _("The people who hold this circle answer here."))
    if request.answered_at:
        require(request.welcomed == welcome, _("This has been answered already."))
        return request
    if welcome:
        require(circle.closed_at is None, _("This circle is closed."))
        require(rules.seats_free(circle) > 0, _("Every seat is taken just now. They stay on the waiting list."))
        require(rules.is_next(request, by), _("Somebody else asked earlier. Please answer them first."))
    request.answered_at, request.answered_by, request.welcomed = clock.now(), by, welcome
    request.save(update_fields=["answered_at", "answered_by", "welcomed"])
    tell(SeatAnswered(request.pk))
    return request


@act
def offer_seats(circle, members, *, by) -> list[SeatRequest]:
    """Keep a seat for each of those who wished for such a circle, as many as there are seats: they are welcome
    without having asked, and sit down or let it pass. Whoever is blocked with somebody who sits there is left
    out silently."""
    require(rules.may_offer_seats(by, circle), _("The coordinator offers seats, in circles that are open."))
    circle = _held_still(circle)
    apart = _blocked_with_those_in(circle)
    offered = (_offer_seat(circle, member, by) for member in members if member.pk not in apart)
    return [request for request in offered if request is not None]


def _blocked_with_those_in(circle) -> set[int]:
    seated = Seat.system.held().filter(circle=circle).values("member")
    pairs = Block.objects.filter(Q(blocker__in=seated) | Q(blocked__in=seated)).values_list("blocker", "blocked")
    return {pk for pair in pairs for pk in pair}


def _offer_seat(circle, member, by) -> SeatRequest | None:
    if rules.sits(member, circle) or rules.is_welcome(member, circle) or rules.seats_free(circle) == 0:
        return None
    request = SeatRequest.system.waiting().filter(circle=circle, member=member).first() or SeatRequest(circle=circle, member=member)
    request.answered_at, request.answered_by, request.welcomed = clock.now(), by, True
    request.save()
    tell(SeatAnswered(request.pk))
    return request


@act
def take_seat(circle, *, by, invitation=None, agreement=None) -> Seat:
    """Sit down: welcomed by a facilitator, or with an invitation; after consent to the circle's
    agreement in force. `agreement` is the version they say yes to in the same act."""
    circle = _held_still(circle)
    held = Seat.system.held().filter(circle=circle, member=by).first()
    if held:
        return held
    require(circle.closed_at is None, _("This circle is closed."))
    if invitation is None:
        require(rules.is_welcome(by, circle), _("Ask for a seat first. A facilitator will answer you."))
    require(rules.seats_free(circle, besides=by) > 0, _("Every seat has been taken in the meantime. You can ask to be on the waiting list."))
    _consent(circle, agreement, by)
    if invitation is not None:
        _use(invitation, circle, by)
    return _sit(circle, by, SEAT)


def _consent(circle, agreement, by) -> None:
    in_force = members.agreement_of(circle)
    if agreement is not None and in_force is not None:
        require(agreement.pk == in_force.pk, _("The agreement was changed while you were reading. Please read it once more."))
        member_verbs.consent(agreement, by=by)
    require(members.has_consented(by, in_force), _("Please read this circle’s agreement first."))


def _use(invitation, circle, by) -> None:
    """An invitation is for one person, once, for this circle, and not for ever. Whoever came into
    the space with it may still sit down with it."""
    fresh = type(invitation).objects.filter(pk=invitation.pk, circle=circle, ends_at__gt=clock.now())
    sat = Seat.system.filter(circle=circle, member=by, taken_at__gte=invitation.made_at)
    mine = fresh.filter(taken_by=by) if not sat.exists() else fresh.none()
    used = fresh.filter(taken_at=None).update(taken_by=by, taken_at=clock.now()) or mine.count()
    require(used == 1, _("This invitation has been used, or its time has passed. You can ask for a new one."))


def _sit(circle, member, role) -> Seat:
    seat = Seat.system.create(circle=circle, member=member, role=role)
    # A request that was still waiting is answered by sitting down.
    SeatRequest.system.waiting().filter(circle=circle, member=member).update(answered_at=clock.now(), welcomed=True)
    tell(FacilitatorNamed(seat.pk) if role != SEAT else SeatTaken(seat.pk))
    return seat


@act
def leave_seat(seat, *, goodbye="", by) -> Seat:
    """Leave, with or without a line for the circle. Can be undone for ten minutes."""
    require(seat.member_id == by.pk, _("Only you can leave your seat."))
    seat = Seat.system.select_for_update().get(pk=seat.pk)
    if seat.left_at:
        return seat
    if goodbye:
        require_no_waiting(by, without=_("You can leave without a line."))
    seat.left_at, seat.goodbye = clock.now(), goodbye or None
    seat.save(update_fields=["left_at", "goodbye"])
    tell(SeatLeft(seat.pk))
    if goodbye:
        screen("goodbye", seat.pk, goodbye, by=by, told=True, where=_("to %(circle)s") % {"circle": seat.circle.name})
    return seat


@act
def come_back(seat, *, by) -> Seat:
    """Undo leaving, while the seat is still free. The role comes back too, unless it was given on."""
    require(seat.member_id == by.pk, _("Only you can come back to your seat."))
    circle = _held_still(seat.circle)
    held = Seat.system.held().filter(circle=circle, member=by).first()
    if held:
        return held
    seat = Seat.system.get(pk=seat.pk)
    require(rules.may_come_back(seat), _("Leaving could be undone for ten minutes. You can ask for a seat again."))
    require(circle.closed_at is None, _("This circle is closed."))
    require(rules.seats_free(circle, besides=by) > 0, _("Your seat has been taken in the meantime. You can ask for a seat again."))
    if seat.holds and Seat.system.held().filter(circle=circle, role=seat.role).exists():
        seat.role = SEAT
    seat.left_at, seat.goodbye = None, None
    seat.save(update_fields=["left_at", "goodbye", "role"])
    tell(SeatTaken(seat.pk))
    return seat


@act
def rest_from_circle(seat, *, weeks: int, by) -> Seat:
    """Keep one's seat and not be expected for some weeks. Nobody is told; it ends by itself."""
    require(seat.member_id == by.pk and seat.left_at is None, _("Only you can rest from your seat."))
    require(weeks in rules.RESTS, _("Please choose two, four or eight weeks."))
    circle = _held_still(seat.circle)  # so that two who hold it do not both rest
    require(circle.closed_at is None, _("This circle is closed."))
    seat = Seat.system.get(pk=seat.pk)
    require(seat.left_at is None, _("Only you can rest from your seat."))
    require(rules.may_rest(seat), _("You hold this circle. Once somebody holds it with you who is not resting, you can rest."))
    seat.resting_until = clock.now() + timedelta(weeks=weeks)
    seat.save(update_fields=["resting_until"])
    return seat


@act
def end_rest(seat, *, by) -> Seat:
    """Back at any time. The moment stays: what was missed until then is no absence (meetings/queries/desk.py)."""
    require(seat.member_id == by.pk and seat.left_at is None, _("Only you can come back to your seat."))
    if seat.rests:
        seat.resting_until = clock.now()
        seat.save(update_fields=["resting_until"])
    return seat


@act
def name_facilitator(circle, member, role, *, by) -> Seat:
    """Give the circle to somebody who sits in it. Whoever held the role keeps an ordinary seat."""
    require(role in (FACILITATOR, COFACILITATOR), _("Choose facilitator or co-facilitator."))
    require(rules.may_name(by, circle, role), _("The coordinator names the facilitator."))
    circle = _held_still(circle)
    seat = Seat.system.held().filter(circle=circle, member=member).first()
    require(seat is not None, _("They have no seat in this circle."))
    require(by.is_coordinator or seat.role != FACILITATOR, _("The coordinator names the facilitator."))
    if seat.role == role:
        return seat
    require(not seat.rests, _("They are resting from this circle just now."))
    Seat.system.held().filter(circle=circle, role=role).update(role=SEAT)
    seat.role = role
    seat.save(update_fields=["role"])
    tell(FacilitatorNamed(seat.pk))
    return seat


@act
def change_seat_face(seat, *, name, stone, by) -> Seat:
    """A name and a stone for this circle alone; left empty, the usual ones."""
    require(seat.member_id == by.pk and seat.left_at is None, _("Only you can change how you are known here."))
    if name and name != seat.own_name:
        require_no_waiting(by)
    seat.own_name, seat.own_stone = name or None, stone or ""
    seat.save(update_fields=["own_name", "own_stone"])
    return seat


@act
def invite_to_circle(circle, *, by):
    """A link for one person. Gives (invitation, code)."""
    require(rules.may_invite(by, circle), _("The people who hold this circle invite to it."))
    return member_verbs.invite(circle=circle, by=by)


def _require_few(seats_offered: int) -> None:
    require(rules.FEWEST_SEATS <= seats_offered <= MOST_SEATS, _("A circle has three to twelve seats."))


def _held_still(circle) -> Circle:
    """The circle as it is now; nobody else counts its seats until this act is over."""
    return Circle.system.select_for_update().get(pk=circle.pk)

"""A knock, and what becomes of it; closing a door, and opening it again."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.pages import found
from cairn.base.rules import require
from cairn.bonds.happenings.letters import DoorOpened, Knocked
from cairn.bonds.models import Door
from cairn.bonds.queries import letters as queries
from cairn.bonds.rules import letters as rules
from cairn.live.verbs import hang_up, record
from cairn.members.models import Buddy, Member
from cairn.members.queries import the_space
from cairn.safety.verbs import is_read_first, screen


@act
def knock(at: queries.At, *, words: str = "", by) -> Door:
    """Ask once whether they would write letters with `by`, with a line or without. Where they knock at `by`'s own
    door, this opens it. What they have answered, or whether they have come by at all, is not told."""
    hold_the_two(by.pk, at.member_id)
    now = queries.between(by, at)
    if now.state in (rules.OPEN, rules.KNOCKED):
        return now.door
    require(at.may, _("You can knock at the door of somebody from your circles, or of somebody whose share you answered, or who answered yours."))
    require_may_reach_out(by)
    if now.state == rules.ASKED:
        return _opened(now.door)
    require(now.again_at is None, _("You knocked there not long ago, or they would rather not write just now. For now it rests with them."))
    require(queries.knocks_left(by) > 0, _("You knocked at a few doors this week. Let these be first; in some days you can knock at another."))
    return _knocked(at, words, by)


def hold_the_two(one_id: int, other_id: int) -> None:
    """Two who knock at each other at once make one door."""
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=[one_id, other_id]).order_by("pk").values_list("pk"))


def require_may_reach_out(by) -> None:
    """Somebody new waits as long as the space has set, and while it is quiet: letters are read by nobody else, so
    nobody reads them first either."""
    require(rules.writes_from(by, the_space().letters_after_days) is None, _("Letters are open to you once you have been here a little while."))
    require(not is_read_first(by), _("This space is quiet just now: many came a short while ago, and letters of people who are new wait. It is not about you."))


def _knocked(at: queries.At, words: str, by) -> Door:
    """Where there is a door between the two already under other names, this knock is heard by nobody; to whoever
    knocked it looks like any other. Anything else would say that two names are of one person."""
    one, other = rules.in_order(by.pk, at.member_id)
    Door.system.filter(one=one, other=other, opened_at=None, closed_at=None, asked_at__lte=clock.now() - rules.KNOCK_STANDS).delete()
    unheard = Door.system.filter(one=one, other=other, closed_at=None).exists()
    door = Door(one_id=one, other_id=other, asked_by=by, circle_id=at.circle_id, closed_at=clock.now() if unheard else None)
    door.words = words or None
    door.save(force_insert=True)
    if not unheard:
        tell(Knocked(door.pk))
    screen("door", door.pk, words, by=by, told=False, where=_("with a knock at a door"), href=reverse("letters"))
    return door


def still(member, pk: int) -> Door:
    """The door as it is now, if `member` sees it; nobody else moves it until this act is over."""
    return found(Door.objects.seen_by(member).select_for_update(of=("self",)).filter(pk=pk).first())


def _require_state(door: Door, state: str, by) -> None:
    require(rules.state_of(door, by.pk) == state, _("This is not open any more."))


@act
def open_door(door: Door, *, by) -> Door:
    """Whoever was knocked at opens. From now on both may write."""
    door = still(by, door.pk)
    if rules.state_of(door, by.pk) == rules.OPEN:
        return door
    _require_state(door, rules.ASKED, by)
    require_may_reach_out(by)
    return _opened(door)


def _opened(door: Door) -> Door:
    door.opened_at = clock.now()
    door.save(update_fields=["opened_at"])
    tell(DoorOpened(door.pk))
    return door


@act
def decline_knock(door: Door, *, by) -> None:
    """Nobody is told, and it looks as if nobody had answered."""
    door = still(by, door.pk)
    if door.closed_by_id == by.pk:
        return
    _require_state(door, rules.ASKED, by)
    _close(door, by.pk)


@act
def let_knock_stand(door: Door, *, by) -> None:
    """Takes that back, for a short while."""
    door = still(by, door.pk)
    require(door.opened_at is None and rules.was_ended_by(door, by.pk) and door.asked_by_id != by.pk, _("This is not open any more."))
    _reopen(door)


@act
def take_back_knock(door: Door, *, by) -> None:
    """Its line goes with it. To knock there again takes as long as if it stood."""
    door = still(by, door.pk)
    if door.closed_by_id == by.pk:
        return
    _require_state(door, rules.KNOCKED, by)
    _close(door, by.pk, words=None)


@act
def close_door(door: Door, *, by) -> Door:
    """With one press, by either, at any time. What was written stays readable for both."""
    door = still(by, door.pk)
    if rules.state_of(door, by.pk) == rules.CLOSED:
        return door
    _require_state(door, rules.OPEN, by)
    _close(door, by.pk)
    _hang_up(door)
    return door


@act
def reopen_door(door: Door, *, by) -> Door:
    """Whoever closed it takes that back, for a short while; later they may knock."""
    door = still(by, door.pk)
    if rules.state_of(door, by.pk) == rules.OPEN:
        return door
    require(door.opened_at is not None and rules.was_ended_by(door, by.pk), _("The ten minutes are over. You can knock again."))
    _reopen(door)
    record(rules.stream_of(door.pk), "opened")
    return door


def _close(door: Door, by_id: int | None, **columns) -> None:
    Door.system.filter(pk=door.pk).update(closed_at=clock.now(), closed_by=by_id, **columns)
    door.closed_at, door.closed_by_id = clock.now(), by_id


def _reopen(door: Door) -> None:
    another = Door.system.filter(one=door.one_id, other=door.other_id, closed_at=None)
    require(not another.exists(), _("This is not open any more."))
    Door.system.filter(pk=door.pk).update(closed_at=None, closed_by=None)
    door.closed_at = door.closed_by_id = None


def _hang_up(door: Door) -> None:
    """Open pages fetch how it stands now, and hear nothing more."""
    record(rules.stream_of(door.pk), "closed")
    for pk in (door.one_id, door.other_id):
        hang_up(pk, rules.stream_of(door.pk))


@act
def open_to_buddy(at: queries.At, *, by) -> Door:
    """Buddies have said yes to each other already: their door stands open by itself, until one of them closes it."""
    hold_the_two(by.pk, at.member_id)
    now = queries.between(by, at)
    if now.state == rules.OPEN:
        return now.door
    require_may_reach_out(by)
    one, other = rules.in_order(by.pk, at.member_id)
    require(Buddy.objects.filter(one=one, other=other, ended_at=None).exists(), _("This is not open any more."))
    require(now.state != rules.CLOSED, _("This door was closed. You can knock at it."))
    if now.door is not None and now.door.closed_at is None:
        return _opened(now.door)
    # A knock under another name that they have in a circle: nobody will have heard it.
    Door.system.filter(one=one, other=other, opened_at=None, closed_at=None).update(closed_at=clock.now())
    require(not Door.system.filter(one=one, other=other, closed_at=None).exists(), _("This cannot be opened just now."))
    at_once = clock.now()
    return Door.system.create(one_id=one, other_id=other, asked_by=by, asked_at=at_once, opened_at=at_once)


def close_for_block(blocked) -> None:
    """Nobody is told of it. Knocks that wait fall silent too, and whoever knocked sees no difference."""
    one, other = rules.in_order(blocked.blocker_id, blocked.blocked_id)
    for door in Door.system.select_for_update().filter(one=one, other=other, closed_at=None):
        _close(door, blocked.blocker_id)
        _hang_up(door)


def close_for_buddies(ended) -> None:
    """They are buddies no more: a door that opened by itself closes with that. One that was knocked at stays."""
    by_itself = Door.system.open().filter(one=ended.one_id, other=ended.other_id, opened_at=F("asked_at"))
    for door in by_itself.select_for_update():
        _close(door, None)
        _hang_up(door)

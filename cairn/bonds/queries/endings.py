"""A circle that closes, and the page its people keep."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.bonds.models import Closing, LastWord
from cairn.bonds.rules import endings as rules
from cairn.circles import queries as circles
from cairn.circles.models import Seat
from cairn.safety.models import AsItStands

# Whether the circle's page has to ask for one; mostly it has not.
THERE = "EXISTS(SELECT 1 FROM cairn_closing WHERE circle_id = cairn_agreement.circle_id AND stopped_at IS NULL)"


@dataclass(frozen=True, slots=True)
class Left:
    """One seat's word on the page."""

    pk: int
    name: str
    stone: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class Keepsake:
    closing: Closing
    circle: object
    by: str  # who opened the last round, "" for somebody whose words are not shown
    words: str
    opened: bool  # by the viewer themselves
    left: list[Left]  # in the order in which they sat down
    stones: list[str]  # of everybody who sat here, in that order
    also_here: list[str]  # names of those who sat here and left no word, or passed
    mine: str
    version: str  # of the viewer's own word
    wrote: bool
    may_say: bool
    may_stop: bool

    @property
    def is_open(self) -> bool:
        return rules.is_open(self.closing)

    @property
    def since(self) -> datetime:
        return self.circle.opened_at


def closing_for(member, pk: int) -> Closing:
    return found(Closing.objects.seen_by(member).select_related("circle").filter(pk=pk, stopped_at=None).first())


def closing_of(member, circle) -> Closing | None:
    """The one of this circle that is open or has ended."""
    return Closing.objects.seen_by(member).filter(circle=circle, stopped_at=None).order_by("-began_at").first()


def keepsakes_of(member) -> list[Closing]:
    """Pages of circles that closed, the latest first."""
    return _ended(member)


@composed(lambda member: [member.pk])
def _ended(member):
    return Closing.objects.seen_by(member).select_related("circle").filter(ended_at__isnull=False).order_by("-ended_at")


def keepsake(member, pk: int) -> Keepsake:
    """Without the words and names of people the viewer is not shown."""
    closing = closing_for(member, pk)
    seats = _sat(closing, member)
    people = circles.people_in(closing.circle_id, [seat.member_id for seat in seats])
    words = {last.member_id: last for last in LastWord.objects.filter(closing=closing, member__in=people)}
    shown = [seat.member_id for seat in seats if seat.member_id in people]
    mine = words.get(member.pk)
    left = [
        Left(words[pk].pk, people[pk].name, people[pk].stone, words[pk].words, pk == member.pk)
        for pk in shown if pk in words and words[pk].words and (words[pk].held_at is None or pk == member.pk)
    ]
    there = {one.pk for one in left}
    return Keepsake(
        closing, closing.circle, people[closing.by_id].name if closing.by_id in people else "",
        closing.words if closing.by_id in people and closing.words else "", closing.by_id == member.pk, left,
        [people[pk].stone for pk in shown], [people[pk].name for pk in shown if pk not in words or words[pk].pk not in there],
        mine.words or "" if mine else "", (mine or LastWord()).version(), mine is not None, rules.may_say(member, closing), rules.may_stop(member, closing),
    )


def _sat(closing, member) -> list[Seat]:
    """Who sat in it when its last round began, once each, in the order in which they came."""
    seats = Seat.system.filter(circle=closing.circle_id, taken_at__lte=closing.due_at).exclude(member__in=member.unheard_ids).order_by("taken_at")
    seats = [seat for seat in seats if seat.left_at is None or seat.left_at >= closing.began_at]
    keyring.bring(seat.member_id for seat in seats)
    return list({seat.member_id: seat for seat in seats}.values())


def last_word_as_it_stands(member, pk: int) -> AsItStands:
    """For somebody of the circle who reports it, or 404."""
    last = found(LastWord.objects.filter(pk=pk).first())
    page = keepsake(member, last.closing_id)
    one = found(next((one for one in page.left if one.pk == pk), None))
    where = _("in %(circle)s") % {"circle": page.circle.name}
    href = reverse("closing", args=[last.closing_id])
    return AsItStands(one.words, one.name, where, last.at.isoformat(), href, last.member_id, circle_id=page.circle.pk)


def closing_as_it_stands(member, pk: int) -> AsItStands:
    """With what words the last round was opened."""
    page = keepsake(member, pk)
    where = _("in %(circle)s") % {"circle": page.circle.name}
    href, closing = reverse("closing", args=[pk]), page.closing
    return AsItStands(found(page.words or None), page.by, where, closing.began_at.isoformat(), href, closing.by_id, circle_id=page.circle.pk)

"""To whom a member may tell, and how many people that is."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from cairn.base.composed import composed
from cairn.circles.models import Circle, Seat
from cairn.members.models import Member
from cairn.members.queries import Pair, buddies_of, the_space
from cairn.shares import words
from cairn.shares.models import CIRCLE, EVERYONE, ME, READERS


@dataclass(frozen=True, slots=True)
class Audience:
    """One choice of who can see a share. `value` is how a form writes it."""

    value: str
    words: str
    hint: str
    lock: str
    circle: Circle | None = None
    buddy: Pair | None = None

    @property
    def kind(self) -> str:
        return CIRCLE if self.circle else READERS if self.buddy else self.value


def languages_to_tell_in(member) -> list[str]:
    """Theirs, the first first, and the space's own; "en-GB" and "en" are one."""
    found: dict[str, str] = {}
    for tag in [*(member.languages or [member.language]), the_space().language]:
        found.setdefault(tag.split("-")[0], tag)
    return list(found.values())


def audiences_of(member) -> list[Audience]:
    """Only me, each buddy, each circle the member sits in, everyone here."""
    return [
        Audience(ME, _("Only me"), "", _("Only you can see it.")),
        *(_to_buddy(pair) for pair in buddies_of(member)),
        *(_to_circle(circle, n) for circle, n in _circles_with_people(member)),
        _to_everyone(member),
    ]


def _to_buddy(pair: Pair) -> Audience:
    name = pair.person.name
    return Audience(f"buddy:{pair.pk}", _("My buddy %(name)s") % {"name": name}, "", _("%(name)s can see it, and nobody else.") % {"name": name}, buddy=pair)


def circles_sat_in(member) -> list[Circle]:
    return [seat.circle for seat in _own_seats(member)]


@composed(lambda member: [member.pk])
def _own_seats(member):
    return Seat.system.held().filter(member=member, circle__closed_at=None).select_related("circle").order_by("taken_at")


def _circles_with_people(member):
    """Counted as the circle's page shows them: without people hidden from this member."""
    circles = circles_sat_in(member)
    seats = Seat.objects.seen_by(member).held().filter(circle__in=circles).exclude(member=member)
    people = dict(seats.order_by().values_list("circle").annotate(Count("pk")))
    return [(circle, people.get(circle.pk, 0)) for circle in circles]


def _to_circle(circle, n: int) -> Audience:
    people = words.people_words(n) if n else _("nobody else yet")
    lock = _("%(circle)s can see it: %(people)s.") % {"circle": circle.name, "people": people}
    return Audience(f"circle:{circle.pk}", circle.name, people, lock, circle)


def _to_everyone(member) -> Audience:
    n = Member.objects.here().not_blocked_with(member).exclude(pk=member.pk).count()
    people = words.people_words(n) if n else _("nobody else yet")
    return Audience(EVERYONE, _("Everyone here"), people, _("Everyone here can see it: %(people)s.") % {"people": people})

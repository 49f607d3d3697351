"""What somebody who leaves has to know, and who could run the space in their stead."""

from cairn.base import keyring
from cairn.circles.models import Circle, Seat
from cairn.members import queries as members
from cairn.members.models import Member
from cairn.members.queries import Person


def holds_alone(member) -> list[str]:
    """Names of circles that nobody would hold any more."""
    mine = Seat.system.holding().filter(member=member).values("circle")
    others = Seat.system.holding().exclude(member=member).values("circle")
    return [circle.name for circle in Circle.system.filter(pk__in=mine, closed_at=None).exclude(pk__in=others)]


def who_coordinates() -> list[Person]:
    return list(members.people(one.pk for one in members.coordinators()).values())


def who_could_coordinate(member) -> list[Person]:
    """Those who carry something here already: who hold circles, and responders. Nobody blocked either way."""
    holding = Seat.system.holding().values("member")
    here = Member.objects.here().filter(coordinator_since=None).exclude(pk__in=member.blocked_ids)
    found = [*here.filter(pk__in=holding), *here.filter(responder_since__isnull=False).exclude(pk__in=holding)]
    keyring.bring(one.pk for one in found)
    return sorted((Person(one.pk, one.name, one.stone) for one in found if one.name), key=lambda person: person.name.casefold())


def somebody_here(pk: int) -> Member | None:
    return Member.objects.here().filter(pk=pk).first()

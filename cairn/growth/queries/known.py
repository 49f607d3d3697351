"""People by where they are known: the same person may have another name and stone in each circle."""

from cairn.base import keyring
from cairn.circles.queries import seats_ever
from cairn.members import queries as members
from cairn.members.queries import Person


def known_as(pairs, rows=()) -> dict[tuple[int | None, int], Person]:
    """By (circle, member), circle None for the whole space; also after leaving the circle. Erased ones are absent.
    One query for all circles, two more where somebody is known in the whole space and is not among the `rows` of
    Member that are there already."""
    pairs = set(pairs)
    circles = {circle for circle, _member in pairs if circle}
    seats = seats_ever(list(circles), list({member for _circle, member in pairs})) if circles else []
    there = {row.pk: row for row in rows}
    keyring.bring({seat.member_id for seat in seats} | there.keys())
    known = {(seat.circle_id, seat.member_id): Person(seat.member_id, seat.name or "", seat.stone) for seat in seats}  # the latest wins
    whole = {pk: Person(pk, row.name or "", row.stone) for pk, row in there.items()}
    if unknown := {member for circle, member in pairs if (circle, member) not in known} - whole.keys():
        whole |= members.people(unknown)
    return {pair: person for pair in pairs if (person := known.get(pair) or whole.get(pair[1])) and person.name}

"""Those who write letters, and short ways to a door between them."""

from cairn.bonds.models import Door, Letter
from cairn.bonds.queries import letters as queries
from cairn.bonds.verbs import letters as verbs
from cairn.circles.models import Seat
from tests import cast


def seat_of(person, circle) -> Seat:
    return Seat.system.held().get(circle=circle, member=person)


def knocked(by, at, circle, words="") -> Door:
    """`by` knocks at the door of `at`, as known in this circle."""
    return verbs.knock(queries.at_door(by, "seat", seat_of(at, circle).pk), words=words, by=by)


def opened(by, at, circle, words="") -> Door:
    return verbs.open_door(knocked(by, at, circle, words), by=at)


def wrote(by, door, words="The gulls are back.") -> Letter:
    return verbs.write_letter(door, words, by=by)


def page(person, path: str) -> str:
    return cast.signed_in(person).get(path).content.decode()


def main_of(html: str) -> str:
    """What a page says, without its frame and without the keys that differ each time."""
    import re

    return re.sub(r'name="(once|csrfmiddlewaretoken)"[^>]*>', "", html.partition("<main")[2].partition("</main>")[0])


def letters_page(person) -> str:
    return page(person, "/letters")


def door_page(person, door) -> str:
    return page(person, f"/letters/{door.pk}")


def notices_of(person) -> str:
    return main_of(page(person, "/notices"))

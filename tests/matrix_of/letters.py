"""Who may open what of letters: the two, and nobody else; of a knock each their own side."""

from cairn.base import clock
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules.letters import in_order


def of(world):
    """(URL name, arguments, row for GET, row for POST)."""
    from tests.matrix import MEMBER, READS, SITS, Row, seen

    door, letter, knock = rows(world)
    two, asked = Row({"author", "seat"}), {"author", "facilitator"}
    for name in ("letters", "knock_where"):
        yield name, [], MEMBER, MEMBER
    yield "door", [door.pk], two, two
    yield "door_moving", [door.pk], two, None
    for name in ("door_close", "door_reopen", "letter_keep", "letters_let_go"):
        yield name, [door.pk], None, two
    yield "letters_bring_back", [door.pk], None, seen({"author", "seat"}, set())  # nothing was taken back
    for name in ("letter_take_back", "letter_bring_back"):
        yield name, [letter.pk], None, seen({"author", "seat"}, {"seat"})
    yield "door", [knock.pk], Row(set()), Row(set())  # nothing is written behind it
    for name in ("door_open", "knock_decline"):
        yield name, [knock.pk], None, seen(asked, {"author"})
    yield "knock_take_back", [knock.pk], None, seen(asked, {"facilitator"})
    yield "knock_let_stand", [knock.pk], None, seen(asked, set())
    yield "letters_to_buddy", [1], None, Row(set())
    others = READS["everyone"] - {"author"}
    yield "knock", ["share", world.shares["everyone"].pk], Row(others), seen(others, {"seat", "facilitator"})  # those who know the author
    seat = Row(SITS - {"seat"})
    yield "knock", ["seat", world.seat("seat").pk], seat, seat
    yield "report", ["letter", letter.pk], two, two
    yield "report", ["door", knock.pk], Row(asked), Row(asked)


def rows(world) -> tuple[Door, Letter, Door]:
    """The author and the seat write letters; the facilitator has knocked at the author's door."""
    people, now = world.people, clock.now()

    def door(by, at, **more) -> Door:
        one, other = in_order(by.pk, at.pk)
        return Door.system.create(one_id=one, other_id=other, asked_by=by, circle=world.circle, **more)

    opened, knock = door(people["seat"], people["author"], opened_at=now), door(people["facilitator"], people["author"])
    letter = Letter(door=opened, by=people["seat"])
    letter.words = "Between two."
    letter.save(force_insert=True)
    world.door = opened
    return opened, letter, knock

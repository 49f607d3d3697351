"""Who may open what of victories."""

from cairn.base import stones
from cairn.circles.queries import hearers_of
from cairn.growth.verbs import recognition as lines
from cairn.growth.verbs import victories as verbs
from tests.matrix import HOLDS, MEMBER, SITS, Row, seen


def of(world):
    """(URL name, arguments, row for GET, row for POST). The author told one stone to the circle and keeps one; the seat wrote
    a line about the first, which the author put on the wall."""
    people = world.people
    author = people["author"]
    circles = [hearer for hearer in hearers_of(author) if hearer.circle_id == world.circle.pk]
    told = verbs.lay_victory("I said no.", stones.code(1, 2, 3), hearers=circles, by=author)
    kept = verbs.lay_victory("I slept.", stones.code(2, 2, 3), by=author)
    line = lines.put_on_wall(lines.recognise(told, "I see you.", circle=world.circle, by=people["seat"]), by=author)
    own, reads = Row({"author"}), Row(SITS - {"blocked"})
    for name in ("cairn", "recognitions"):
        yield name, [], MEMBER, None
    yield "cairn_drawing", ["newest"], MEMBER, None
    for name in ("victory_lay", "recognise_peer"):
        yield name, [], MEMBER, MEMBER
    for victory, who in ((told, reads), (kept, own)):
        yield "victory", [victory.pk], who, None
        others = Row(who.who - {"author"})
        yield "recognise", [victory.pk], others, others
        for name in ("victory_change", "victory_tell"):
            yield name, [victory.pk], own, own
        for name in ("victory_let_go", "victory_bring_back"):
            yield name, [victory.pk], None, own
        yield "report", ["victory", victory.pk], who, who
    for name in ("recognition_keep", "recognition_to_wall", "recognition_off_wall"):
        yield name, [line.pk], None, seen({"author", "seat"}, {"author"})
    yield "recognition_let_go", [line.pk], None, Row({"author", "seat"})
    yield "recognition_bring_back", [line.pk, "none"], None, Row(set())
    yield "report", ["recognition", line.pk], Row({"author", "seat"} | HOLDS), Row({"author", "seat"} | HOLDS)
    for circle in (world.circle, world.hidden):
        yield "wall", [circle.pk], Row(SITS), None

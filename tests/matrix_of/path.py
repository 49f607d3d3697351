"""Who may open what of the path: stones are their member's, a witness line is between two, a told letter is everybody's."""

from cairn.base import clock
from cairn.growth.models import GrowthChoice, StartingLetter, SteppingStone, Witness
from cairn.growth.verbs import path as laying


def of(world):
    """(URL name, arguments, row for GET, row for POST)."""
    from tests.matrix import MEMBER, SITS, Row, seen

    people = world.people
    own, member = Row({"author"}), MEMBER
    for name in ("path", "growth_choices", "stone_lay", "witness_lines", "witness_invite", "witness_write", "starting_letters", "starting_write"):
        yield name, [], member, member
    GrowthChoice.objects.create(member=people["author"], listening=True)
    yield "listening_look", [], own, None
    yield "path_first", ["seat"], Row(SITS), Row(SITS)
    yield "path_aside", ["seat"], None, Row(SITS)
    yield "path_offer_again", ["seat"], None, member
    stone = laying.lay(on=clock.now().date(), words="The light was off.", by=people["author"])
    yield "stone_change", [stone.pk], own, own
    yield "stone_remove", [stone.pk], None, own
    gone = laying.lay(on=clock.now().date(), words="And on again.", by=people["author"])
    SteppingStone.system.filter(pk=gone.pk).update(gone_at=clock.now())
    yield "stone_bring_back", [gone.pk], None, own
    yield from _witness_lines(people, Row, seen)
    yield from _letters(people, Row, member)


def _witness_lines(people, Row, seen):
    """The author wrote one to the seat; and the seat asked the author for another."""
    two, writer, reader = {"author", "seat"}, {"author"}, {"seat"}
    now = clock.now()
    line = Witness(by=people["author"], to=people["seat"], written_at=now)
    line.words = "Your voice was steadier."
    line.save(force_insert=True)
    asked = Witness.system.create(by=people["author"], to=people["seat"], invited_at=now)
    gone = Witness(by=people["author"], to=people["seat"], written_at=now, gone_at=now)
    gone.words = "You laughed."
    gone.save(force_insert=True)
    yield "witness", [line.pk], Row(two), Row(two)
    yield "witness", [asked.pk], Row(writer), Row(writer)
    for name in ("witness_accept", "witness_let_go"):
        yield name, [line.pk], None, seen(two, reader)
    yield "witness_take_back", [line.pk], Row(writer), Row(writer)
    yield "witness_decline", [asked.pk], None, seen(two, writer)
    yield "witness_not_asked", [asked.pk], None, Row(reader)
    yield "witness_bring_back", [gone.pk], None, seen(two, reader)


def _letters(people, Row, member):
    told = StartingLetter(member=people["author"], told_at=clock.now())
    told.words = "You will laugh at something."
    told.save(force_insert=True)
    reads = Row({"author", "member", "seat", "reader", "facilitator", "cofacilitator", "coordinator", "responder"})
    yield "starting_letter", [told.pk], reads, None
    for name in ("starting_aside", "starting_show_again"):
        yield name, [told.pk], None, reads
    yield "starting_change", [told.pk], Row({"author"}), Row({"author"})
    for name in ("starting_withdraw", "starting_bring_back"):
        yield name, [told.pk], None, Row({"author"})

"""Who may open what of checkins."""

from cairn.checkins.models import CheckIn, CheckInTold, Felt, FeelingWord
from tests.matrix import COORDINATOR_FIRST, MEMBER, Row


def of(world):
    """(URL name, arguments, row for GET, row for POST). The author keeps two, one of them told to the circle and to the
    reader: neither they nor whoever holds the circle open the author's own pages of it."""
    own = Row({"author"})
    for name in ("checkin", "checkins"):
        yield name, [], MEMBER, MEMBER
    alone, told = (_kept(world.people["author"]) for _each in range(2))
    tellings = CheckInTold.objects.create(checkin=told, circle=world.circle), CheckInTold.objects.create(checkin=told, reader=world.people["reader"])
    for one in (alone, told):
        for name in ("checkin_one", "checkin_kept", "checkin_change"):
            yield name, [one.pk], own, own
        for name in ("checkin_let_go", "checkin_bring_back"):
            yield name, [one.pk], None, own
        yield "checkin_tell", [one.pk], None, Row(set())  # it names nobody
    for one in tellings:
        yield "checkin_take_back", [one.pk], None, own
    yield "report", ["checkin", tellings[0].pk], Row({"author", "seat", "facilitator", "cofacilitator"}), Row({"author", "seat", "facilitator", "cofacilitator"})
    yield "report", ["checkin", tellings[1].pk], Row({"reader"}), Row({"reader"})
    yield "feeling_words", [], COORDINATOR_FIRST, COORDINATOR_FIRST
    word = FeelingWord.objects.create(area="lit", word="Warm")
    for name in ("feeling_word_close", "feeling_word_again"):
        yield name, [word.pk], None, COORDINATOR_FIRST


def _kept(member) -> CheckIn:
    checkin = CheckIn(member=member).feel(Felt("weighed", ("lonely",), "", "Since the letter."))
    checkin.save(force_insert=True)
    return checkin

"""Who may open what of activities."""

from datetime import timedelta

from cairn.base import clock
from cairn.bonds.verbs import activities as verbs
from tests.matrix import MEMBER, NOT_ALLOWED_OR_NO, SITS, Row, seen

EVERYONE = {"author", "member", "seat", "reader", "facilitator", "cofacilitator", "coordinator", "responder"}


def of(world):
    """(URL name, arguments, row for GET, row for POST). The author proposed one to everyone and one to the circle."""
    for name in ("activities", "activity_propose"):
        yield name, [], MEMBER, MEMBER
    for circle, sees in ((None, EVERYONE), (world.circle, SITS - {"blocked"})):
        one = verbs.propose(
            kind="online", title="A film", words="Something quiet.", where="A link.", starts_at=clock.now() + timedelta(days=3), minutes=90,
            zone="UTC", seats=6, circle=circle, by=world.people["author"],
        )
        reads, own = Row(sees), Row({"author"})
        for name in ("activity", "activity_ics"):
            yield name, [one.pk], reads, None
        yield "activity_change", [one.pk], own, own
        for name in ("activity_cancel", "activity_again"):
            yield name, [one.pk], None, own
        yield "activity_go", [one.pk], None, reads
        yield "activity_not_go", [one.pk], None, seen(sees, sees - {"author"})
        yield "activity_came", [one.pk], None, Row(set(), others=NOT_ALLOWED_OR_NO)  # it has not begun

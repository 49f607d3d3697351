"""Who may open what of buddies: the two of a pair, and the two of a proposal. Nobody who holds or runs anything."""

from datetime import timedelta

from cairn.base import clock
from cairn.bonds.models import Proposal
from cairn.members.models import Buddy


def of(world):
    """(URL name, arguments, row for GET, row for POST). The author and the reader are buddies; the author and the seat
    are proposed to each other."""
    from tests.matrix import MEMBER, Row

    pair, proposal = rows(world)
    two, proposed, none = Row({"author", "reader"}), Row({"author", "seat"}), Row(set())
    for name in ("buddies", "buddy_wish"):
        yield name, [], MEMBER, MEMBER
    for name in ("buddy_rest", "buddy_look_again", "buddy_withdraw"):
        yield name, [], None, MEMBER  # of one's own wish, where there is one
    yield "buddy", [pair.pk], two, None
    yield "buddy_end", [pair.pk], None, two
    yield "buddy_take_back_end", [pair.pk, "code"], None, Row(set(), others="403 or 404")
    for name in ("buddy_answer", "buddy_think_again"):
        yield name, [proposal.pk], None, proposed
        yield name, [pair.pk], None, none
    yield "letters_to_buddy", [pair.pk], None, two
    yield "report", ["buddy", pair.pk], two, two
    yield "report", ["proposal", proposal.pk], proposed, proposed


def rows(world) -> tuple[Buddy, Proposal]:
    people = world.people

    def in_order(*names):
        one, other = sorted((people[name] for name in names), key=lambda member: member.pk)
        return {"one": one, "other": other}

    proposal = Proposal(**in_order("author", "seat"), due_at=clock.now() + timedelta(days=7))
    proposal.reason = '{"interests": ["tea"], "stage": [], "hours": 0, "languages": [], "lived": []}'
    proposal.save(force_insert=True)
    return Buddy.objects.create(pk=70_001, **in_order("author", "reader")), proposal

"""What is worked out between two or in a circle."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    """Who hears of what is worked out between two or in a circle; what a block, and an erased writer, put down."""
    from cairn.base.keyring import when_destroyed
    from cairn.members.happenings import Blocked
    from cairn.circles.queries import asked_along
    from cairn.repair import happenings, notices, queries, slots, verbs
    from cairn.repair.notices import concerns, conversations

    notices.connect()
    inside(happenings.ConcernMoved, concerns.concern_moved)
    inside(happenings.BesideMoved, concerns.beside_moved)
    inside(happenings.ConversationMoved, conversations.conversation_moved)
    inside(Blocked, verbs.put_down_between)
    when_destroyed(verbs.forget_what_one_wrote)
    fill("written.more", slots.in_more)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.top", slots.circle_conversation)
    fill("circle.below", slots.circle_mended)
    fill("circle.ways", slots.circle_ways)
    fill("you.others", slots.repair_row)
    _reportable_in_repair()


def _reportable_in_repair() -> None:
    """What the other wrote at a step, and was shown: working something out is no place to hurt somebody again."""
    from cairn.repair.queries import step_as_it_stands
    from cairn.safety.nouns import reportable

    reportable("step", step_as_it_stands)

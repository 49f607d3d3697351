"""How a told share finds its listeners, and the coach beside the box."""

from cairn.base.happenings import after, inside
from cairn.base.slots import fill


def connect() -> None:
    _hearing()
    _coaching()


def _hearing() -> None:
    """A told share leaves a due row, from which listeners are asked until somebody has answered."""
    from cairn.hearing import notices, queries, slots, verbs
    from cairn.hearing.happenings import Asked
    from cairn.live.verbs import record_each
    from cairn.shares import happenings as shares
    from cairn.shares.queries import waiting_ordered_by

    for changed in (
        shares.ShareTold, shares.ShareEdited, shares.ShareWithdrawn, shares.ShareBroughtBack,
        shares.Responded, shares.ResponseChanged,
    ):
        inside(changed, verbs.follow)
    inside(shares.ShareEdited, verbs.look_again_at_asks)
    inside(shares.Responded, verbs.note_answer)
    after(shares.ShareTold, verbs.ask_soon)
    after(shares.Responded, verbs.put_down_when_enough)
    after(Asked, lambda asked: record_each([f"share:{pk}" for pk in asked.share_ids], "asked"))
    notices.connect()
    waiting_ordered_by(queries.in_order_for)
    fill("share.below", slots.how_it_goes)
    fill("share.below", slots.why_you_were_asked)
    fill("tell.before", slots.what_to_expect)
    fill("you.listening", slots.listening_row)
    fill("space.rows", slots.promise_row)


def _coaching() -> None:
    """The listening coach beside the box of an answer, and its word before one is sent; where it is turned off."""
    from cairn.hearing import coaching_slots

    fill("response.beside", coaching_slots.beside_the_box)
    fill("response.look", coaching_slots.before_it_is_sent)
    fill("you.listening", coaching_slots.coach_row)

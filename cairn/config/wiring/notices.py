"""What may reach somebody who is not here."""

from cairn.base.slots import fill


def connect() -> None:
    """What may reach somebody who is not here. The rows are written by notices' own verb, with the notice."""
    from cairn.hearing import reaching
    from cairn.members.queries import the_space
    from cairn.notices import notices, outside, slots
    from cairn.notices.outgoing import gathering, sending  # noqa: F401  they bring what the clock does

    notices.connect()
    gathering.connect()
    reaching.connect()
    outside.named_by(lambda: the_space().name)
    fill("you.rows", slots.reaching_row)

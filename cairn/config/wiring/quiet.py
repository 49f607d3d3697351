"""Quiet mode: below everything else on the desks."""

from cairn.base.slots import fill


def connect() -> None:
    """A calm line for everybody, and one press for those who look after the space."""
    from cairn.safety import quiet_slots

    fill("page.line", quiet_slots.calm_line)
    fill("held.why", quiet_slots.why_held)
    fill("desk", quiet_slots.on_desk)
    fill("responders.desk", quiet_slots.on_desk)

"""A vault follows the secrets that open it."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    """A vault follows the secrets that open it, and goes with its member."""
    from cairn.journal import following, slots, verbs
    from cairn.members import happenings, opening

    opening.when_password_changes(following.another_password)
    opening.needed_by(verbs.needs)
    inside(happenings.PasswordRemoved, following.password_removed)
    inside(happenings.PasskeyRemoved, following.passkey_removed)
    inside(happenings.Erased, following.member_erased)
    fill("you.yours", slots.you_row)
    fill("today.side", slots.today_row)
    fill("codes.before", slots.codes_note)

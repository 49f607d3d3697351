"""What follows for a vault from what its member does elsewhere (config/wiring/)."""

from cairn.journal import opened, verbs
from cairn.members.happenings import Erased, PasskeyRemoved, PasswordRemoved


def another_password(request, member, old: str | None, new: str) -> None:
    """The new one opens it where it can, and then it locks: whoever changed the password shows that they have it."""
    key = opened.key_in(request) if request.member == member else None
    verbs.password_changed(old, new, key=key, by=member)
    opened.lock_here(request)


def password_removed(happened: PasswordRemoved) -> None:
    verbs.keep_removed_password(happened.member_id)


def passkey_removed(happened: PasskeyRemoved) -> None:
    verbs.forget_passkey(happened.member_id, happened.passkey_id)


def member_erased(happened: Erased) -> None:
    verbs.erase(happened.member_id)

"""What else a member's secrets open. Rooms above, which keep something under a key made of one of them, write
themselves in here (config/wiring/), and are told at once, with the secret at hand, in whose request it is. No
secret is kept for anybody.
"""

from collections.abc import Callable

_on_password: list[Callable] = []
_needed: list[Callable] = []


def when_password_changes(listener: Callable) -> None:
    """`listener(request, member, old, new)`: after it was set, outside of any transaction. `old` is the password
    before, where it was given; None for a first one, and for one that was set by a recovery code or by mail."""
    _on_password.append(listener)


def password_changed(request, member, *, old: str | None, new: str) -> None:
    for listener in _on_password:
        listener(request, member, old, new)


def needed_by(question: Callable) -> None:
    """`question(member, passkey)` gives a sentence that says why this passkey has to stay, or ""."""
    _needed.append(question)


def still_needed(member, passkey) -> str:
    return next((sentence for question in _needed if (sentence := question(member, passkey))), "")

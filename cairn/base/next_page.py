"""What an act leaves for the next page of whoever acted. Verbs do not know the request: they leave it here, and
base/pages.py puts it into the sealed session, where it survives a redirect.

    leave("care", {...})        plain data, as JSON has it; said again, the last stands
"""

import threading

_request = threading.local()


def leave(name: str, what: dict) -> None:
    if getattr(_request, "open", False):  # the clock and commands have no next page
        _request.left[name] = what


def begin() -> None:
    """A request begins in this thread: nothing has been left yet."""
    _request.open, _request.left = True, {}


def take() -> dict[str, dict]:
    """What was left in this request; it ends with this."""
    left = getattr(_request, "left", {})
    _request.open, _request.left = False, {}
    return left


def left(name: str) -> dict | None:
    """What was left in this request, still there for the next page: for a page that is answered in place."""
    return getattr(_request, "left", {}).get(name)

"""Which values of a form somebody typed, as far as a server can tell: those are given back to be read."""

import re

# What a button, a choice, a hidden field or a date sends.
_CODE = re.compile(r"|-?\d[\d.:TZ+-]*|[a-z0-9]+(?:[_:.-][a-z0-9]+)*|[A-Za-z0-9_=-]{16,}")
TYPED = {"line", "name", "note", "own", "text", "title", "where", "word", "words"}  # one plain word is typed here as well


def looks_typed(name: str, value: str) -> bool:
    """A single small word in a field of another name may be a choice; it is sent again, and not shown."""
    return bool(value.strip()) and (name.rsplit("-", 1)[-1] in TYPED or _CODE.fullmatch(value) is None)

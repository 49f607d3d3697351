"""Who may open what of buddies."""


def of(world):
    """(URL name, arguments, row for GET, row for POST)."""
    yield from ()

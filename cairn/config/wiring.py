"""What follows what. Read this to know what an act sets in motion.

`inside` runs in the act's own transaction (rows nobody may miss), `after` once it is committed.
"""


def connect() -> None:
    """Called once, when Django is ready."""

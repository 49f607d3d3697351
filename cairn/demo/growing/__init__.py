"""Three months of check-ins, what was tried, victories, letters and more, lived through the real verbs.

Each module is one part: `deeds(village)` yields Deeds from its words in ../words/.
"""

from importlib import import_module

PARTS = ("checkins", "path", "victories", "letters", "buddies", "retelling", "toolkit", "together")


def deeds(village):
    for part in PARTS:
        yield from import_module(f"cairn.demo.growing.{part}").deeds(village)

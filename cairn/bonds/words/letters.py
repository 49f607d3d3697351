"""Ways to begin a letter."""

from django.utils.translation import gettext as _


def starters() -> list[tuple[str, str]]:
    """(what is put into the box, how it is shown)."""
    return [
        (_("I thought of you when "), _("I thought of you when…")),
        (_("Since I wrote last, "), _("Since I wrote last…")),
        (_("How was it, with "), _("How was it, with…")),
        (_("You do not need to answer this. "), _("You do not need to answer this…")),
    ]

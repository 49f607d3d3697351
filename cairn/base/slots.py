"""Named places that a lower room's page leaves, and higher rooms fill through config/wiring/."""

from collections import defaultdict
from collections.abc import Callable

from django.template.loader import render_to_string
from markupsafe import Markup

_fillings: dict[str, list[Callable]] = defaultdict(list)


def fill(name: str, filling: Callable) -> None:
    """`filling(request, noun)` gives Markup, or "" when it has nothing to say."""
    _fillings[name].append(filling)


def slot(name: str, request, noun=None) -> Markup:
    said = [words for filling in _fillings[name] if (words := filling(request, noun))]
    return said[0] if len(said) == 1 and isinstance(said[0], Markup) else Markup("").join(said)


def piece(template: str, context: dict, request=None) -> Markup:
    """A template as a filling. It was escaped when it was drawn."""
    return Markup(render_to_string(template, context, request))  # noqa: S704


def may_be_there(member, what: str) -> bool:
    """False only where the page has asked for all its slots at once, and there is nothing of the kind for this member."""
    return what in getattr(member, "there", (what,))

"""Ways to begin. One is offered, none is asked for, and nobody counts."""

from datetime import date

from django.utils.translation import gettext_lazy as _

PROMPTS = (
    ("small", _("A small thing that went right")),
    ("weather", _("What is the weather in you today?")),
    ("body", _("Where in your body is today?")),
    ("carried", _("Something you carried today that nobody saw")),
    ("unsaid", _("Something you did not say, and would have liked to")),
    ("kind", _("A moment when somebody was kind, or you were")),
    ("letting", _("Something that may wait until tomorrow")),
    ("letter", _("A letter that you will not send")),
    ("before", _("Something you know now and did not know a year ago")),
    ("need", _("What would be enough for tomorrow?")),
    ("heard", _("What you would like to be asked")),
    ("place", _("A place where it was easier, and what it was like there")),
)
_WORDS = dict(PROMPTS)
OFFERED = 3


def words_of(prompt: str) -> str:
    """"" for one that is not, or no longer, among them."""
    return str(_WORDS.get(prompt, ""))


def of_the_day(day: date) -> list[tuple[str, str]]:
    """A few of them, others each day: pairs of a name and its words."""
    first = day.toordinal() * OFFERED
    return [(name, str(words)) for name, words in (PROMPTS[(first + n) % len(PROMPTS)] for n in range(OFFERED))]

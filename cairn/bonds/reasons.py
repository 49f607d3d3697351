"""Why two were proposed to each other, in words: what both said, the same whoever of the two reads it, but that hours
are said as they are where they read it."""

import json

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base import clock
from cairn.base.languages import LANGUAGES
from cairn.base.text import listed
from cairn.bonds.stages import STAGES
from cairn.members.queries import INTERESTS, the_space, topic_names

PARTS = (
    (gettext_lazy("in the morning"), range(5, 12)), (gettext_lazy("in the afternoon"), range(12, 18)),
    (gettext_lazy("in the evening"), range(18, 23)), (gettext_lazy("at night"), (23, 0, 1, 2, 3, 4)),
)
MOST_PARTS = 2
ENOUGH_HOURS = 2  # of a part of the day


def in_words(reason: str | None) -> str:
    """"You both said: gardening, radio. You are both here in the evening." Empty where it is forgotten."""
    return " ".join(lines(reason))


def lines(reason: str | None) -> list[str]:
    """One sentence each."""
    both = json.loads(reason or "{}")
    if not both:
        return []
    return list(filter(None, [_interests(both["interests"]), _stage(both["stage"]), _lived(both["lived"]), _hours(both["hours"]), _languages(both["languages"])]))


def first_of(reason: str | None) -> str:
    """The first sentence alone, without its stop, for beside a name."""
    return "".join(lines(reason)[:1]).rstrip(".")


def _interests(kinds) -> str:
    words = [_small(str(INTERESTS[kind])) for kind in INTERESTS if kind in kinds]
    return _("You both said: %(interests)s.") % {"interests": ", ".join(words)} if words else ""


def _small(words: str) -> str:
    """As it stands within a sentence; in German nouns keep their capital."""
    return words if (get_language() or "en").startswith("de") else words[:1].lower() + words[1:]


def _stage(kinds) -> str:
    words = [str(within) for kind, (_alone, within) in STAGES.items() if kind in kinds]
    return _("You are both %(stage)s.") % {"stage": listed(words)} if words else ""


def _lived(topics) -> str:
    words = [_small(name) for name in topic_names(topics)]
    return _("You both know: %(topics)s.") % {"topics": ", ".join(words)} if words else ""


def _hours(mask: int) -> str:
    offset = round(clock.now().astimezone(timezone.get_current_timezone()).utcoffset().total_seconds() / 3600)
    local = {(hour + offset) % 24 for hour in range(24) if mask >> hour & 1}
    parts = [str(words) for words, hours in PARTS if len(local & set(hours)) >= ENOUGH_HOURS]
    if not parts:
        return ""
    return _("You are both here %(when)s.") % {"when": listed(parts)} if len(parts) <= MOST_PARTS else _("You are both here at many hours of the day.")


def _languages(codes) -> str:
    """Only where it is not the one that everybody here speaks."""
    words = [LANGUAGES.get(code, code) for code in codes if code != the_space().language]
    return _("You both speak %(languages)s.") % {"languages": listed(words)} if words else ""

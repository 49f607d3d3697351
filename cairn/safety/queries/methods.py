"""For rooms above, whose words are read by somebody before others see them."""

from cairn.safety import signals


def speaks_of_method(text: str, language: str) -> bool:
    """Method detail, or encouragement. A language without rules is read as English, which many write besides."""
    found = signals.read(text, language if signals.speaks(language) else "en")
    return found is not None and found.method


def speaks_of_danger(text: str, languages) -> bool:
    """Danger to the writer's own life, hopelessness with it: read with the first of their languages that has rules."""
    found = signals.read(text or "", next(filter(signals.speaks, languages), "en"))
    return found is not None and not found.about_other

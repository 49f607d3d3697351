"""Reading words for signals, sentence by sentence."""

from cairn.safety.signals.found import HOPELESS, NOW, WISH, Found

_PLAINEST = (
    ("please don't kill yourself", Found(WISH, about_other=True)), ("i have the pills here", Found(NOW)),
    ("i want to die", Found(WISH)), ("there is no hope left", Found(HOPELESS)),
)


def speaks(language: str) -> bool:
    return (language or "").lower().startswith("en")


def read(text: str, language: str = "en") -> Found | None:
    """The plainest words only, until the labelled set and the rules stand."""
    words = " ".join(text.lower().replace("’", "'").split())
    return next((found for phrase, found in _PLAINEST if phrase in words), None) if speaks(language) else None

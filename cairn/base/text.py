"""Members' words: cleaned on the way in, shown with paragraphs and a few safe marks on the way out."""

import re
import unicodedata

from markupsafe import Markup, escape

# Overrides and isolates can make text read differently from what it is (Unicode TR 36); the rest
# of the format characters (joiners, marks of direction) belong to real languages and stay.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = re.compile(f"[{_BIDI}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|[\ud800-\udfff]")
_BLANKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

MOST_MARKS = 30

_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EM = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")


def clean(text: str) -> str:
    """NFC, unix line ends, no hidden control characters, at most one blank line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _few_marks(_HIDDEN.sub("", text)))
    return _BLANKS.sub("\n\n", text).strip()


def _few_marks(text: str) -> str:
    """At most so many marks on one letter as Unicode's stream-safe format has (UAX 15): to bring
    a hundred thousand of them in order would keep a thread busy for minutes."""
    if text.isascii():
        return text
    run, kept = 0, []
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def has_hidden(text: str) -> bool:
    """Whether `text` holds control or direction-override characters that clean() takes out."""
    return _HIDDEN.search(text.replace("\r", "")) is not None


def shown(text: str | None) -> Markup:
    """Paragraphs, line breaks, *emphasis* and **strong**; everything else as it was typed."""
    if not text:
        return Markup("")
    paragraphs = (f"<p>{_marked(part)}</p>" for part in text.split("\n\n"))
    return Markup("".join(paragraphs))


def _marked(text: str) -> str:
    html = str(escape(text))
    if "*" in html:
        html = _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))
    return html.replace("\n", "<br>")


def first_words(text: str | None, limit: int = 220) -> str:
    """The beginning of a text, whole words, for lists."""
    flat = " ".join((text or "").split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0] + "…"


def listed(names: list[str]) -> str:
    """"Marl", "Marl and Ash", "Marl, Ash and Juno", in the reader's language."""
    from django.utils.translation import gettext as _

    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}

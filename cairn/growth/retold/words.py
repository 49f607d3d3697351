"""What retelling is called on its pages."""

from django.utils.translation import gettext as _

from cairn.base.text import first_words


def prompt_of(part: str) -> str:
    return {
        "happened": _("What happened"),
        "felt": _("What I felt"),
        "bottom": _("What I would tell somebody at the bottom of that hill"),
        "possible": _("What it made possible"),
    }[part]


def hint_of(part: str) -> str:
    """A way in, beneath a prompt."""
    return {
        "happened": _("As you would tell it today. Some things have grown smaller, others you only see now."),
        "felt": _("Then, or now as you write. Both may be true."),
        "bottom": _("Somebody stands where you stood. You need not be at the top to call down."),
        "possible": _("Nothing has to have been good for something. If there is nothing here, leave it."),
    }[part]


def title_of(kept: dict) -> str:
    """Its own title, or how it begins."""
    said = (kept.get(name) for name in ("title", "happened", "felt", "bottom", "possible", "first"))
    return first_words(next(filter(None, said), ""), 60) or _("Without a title")

"""What every template may count on, whoever looks: base/layout.html lists the names."""

from django.conf import settings
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from cairn.base.jinja import said_in
from cairn.base.slots import slot
from cairn.members.rules import leads_to, said_by


def surroundings(request) -> dict:
    member = getattr(request, "member", None)
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "member": member,
        "space": getattr(request, "space", None),
        "lang": language,
        "_": said_in(language),
        "gettext": said_in(language),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),  # once for all forms of a page
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "theme": member.theme if member else "",
        "type_plain": bool(member and member.plain_type),
        "text_size": member.text_size if member else "",
        "motion": member.motion if member else "",
        "contrast": member.contrast if member else "",
        "hears_signals": bool(member and member.hears_signals),
        "leads_to": leads_to(member),
        "leave_says": said_by(member),
        # Taken by the frame alone: a fragment that an open page fetches meanwhile must not take it away.
        "said": SimpleLazyObject(lambda: _take_said(request)),
        "modules_made": vars(request).setdefault("made", {}).setdefault(language, {}),  # see base/jinja.py
        "slot": lambda name, noun=None: slot(name, request, noun),
    }


def _take_said(request) -> dict | None:
    """The confirmation line of the last act, shown once."""
    session = getattr(request, "session", None)
    if session is None or "said" not in session:
        return None
    return session.pop("said")

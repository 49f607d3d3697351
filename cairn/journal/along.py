"""A journal as a file that is its writer's: a page that opens without a network, plain text, and JSON for programs.

Made while it is open, handed over at once, and kept nowhere.
"""

import json

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cairn.base.times import day
from cairn.journal.queries import Page

KINDS = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json"}


def made_of(entries: list[Page], kind: str, request) -> str:
    """The latest last, as one reads a journal."""
    entries = [one for one in reversed(entries) if one.words is not None]
    return {"html": _page, "md": _markdown, "json": _json}[kind](entries, request)


def _page(entries, request) -> str:
    return render_to_string("journal/along.html", {"entries": entries}, request)


def _markdown(entries, _request) -> str:
    return "\n\n".join([f"# {_('Journal')}", *(_told(one) for one in entries)]) + "\n"


def _told(one: Page) -> str:
    heading = f"## {day(one.at)}" + (f": {one.title}" if one.title else "")
    draft = [f"*{_('Begun, and not kept:')}*", *filter(None, one.draft)] if one.draft else []
    return "\n\n".join(part for part in [heading, f"*{one.prompt_words}*" if one.prompt_words else "", one.words, *draft] if part)


def _json(entries, _request) -> str:
    return json.dumps([
        {"at": one.at.isoformat(), "changed_at": one.edited_at.isoformat() if one.edited_at else None, "title": one.title, "words": one.words,
         "prompt": one.prompt_words, "draft": dict(zip(("title", "words"), one.draft, strict=True)) if one.draft else None}
        for one in entries
    ], ensure_ascii=False, indent=1)

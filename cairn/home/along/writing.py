"""One zip: a page that opens without a network, Markdown, JSON, and meetings for a calendar."""

import io
import json
import zipfile
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from cairn.base import clock
from cairn.base.along import SOMEONE, Part, Piece, gathered
from cairn.meetings.queries.calendars import calendar_file

LOOK = Path(__file__).resolve().parent / "words.css"


def zip_of(member, space) -> bytes:
    """Everything `member` wrote, as bytes of a zip file. Nobody else's name is in it, nor the space's own address."""
    parts, made_at = gathered(member), clock.now()
    files = {
        "words.html": page_of(parts, member, space, made_at), "words.css": LOOK.read_text(),
        "words.md": markdown_of(parts, space, made_at), "words.json": json_of(parts, space, made_at),
        "meetings.ics": calendar_file(member),
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        for name, content in files.items():
            bundle.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def day_of(moment) -> str:
    """"22 November 2026", in the reader's zone."""
    return date_format(timezone.localtime(moment), "j F Y")


def page_of(parts: list[Part], member, space, made_at) -> str:
    language = translation.get_language() or "en"
    return render_to_string("home/along_words.html", {
        "parts": parts, "space": space, "made_on": day_of(made_at), "day_of": day_of, "lang": language,
        "dir": "rtl" if translation.get_language_bidi() else "ltr", "someone": SOMEONE, "_": translation.gettext,
    })


def markdown_of(parts: list[Part], space, made_at) -> str:
    lines = [f"# {translation.gettext('Your words')}", "", f"{space.name}, {day_of(made_at)}", ""]
    for part in parts:
        lines += [f"## {part.title}", "", *(f"- {what}: {how}" for what, how in part.facts), *([""] if part.facts else [])]
        for piece in part.pieces:
            lines += _in_markdown(piece, "")
    return "\n".join(lines)


def _in_markdown(piece: Piece, before: str) -> list[str]:
    """What belongs to a piece is quoted beneath it."""
    said = [str(translation.gettext("Someone"))] if piece.by == SOMEONE else []
    head = ". ".join([*([day_of(piece.at)] if piece.at else []), *said, *([piece.line] if piece.line else [])])
    lines = [f"{before}*{head}*", before.rstrip(), *(f"{before}{line}".rstrip() for line in (piece.words or "").splitlines()), before.rstrip()]
    for under in piece.under:
        lines += _in_markdown(under, f"{before}> ")
    return [*lines, ""] if not before else lines


def json_of(parts: list[Part], space, made_at) -> str:
    kept = {
        "made_at": made_at.isoformat(), "space": space.name,
        "parts": [{"key": part.key, "title": part.title, "facts": dict(part.facts), "pieces": [_as_data(piece) for piece in part.pieces]} for part in parts],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def _as_data(piece: Piece) -> dict:
    at = piece.at.isoformat() if piece.at else None
    return {"by": piece.by, "at": at, "line": piece.line, "words": piece.words, "under": [_as_data(one) for one in piece.under]}

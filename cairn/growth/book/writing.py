"""One book written down: a page that opens without a network, Markdown, and JSON."""

import base64
import json
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from cairn.base import cairns, clock, static, stones
from cairn.base.times import day
from cairn.growth.queries.book import YOU, Book, Entry, Voice

LOOK = Path(__file__).resolve().parent / "book.css"
FONTS = (("Literata Voice", "literata-basic"), ("Literata Voice", "literata-latin1"), ("Atkinson Next", "atkinson-basic"), ("Atkinson Next", "atkinson-latin1"))
KINDS = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json"}


def cover_of(book: Book) -> Markup:
    """The member's cairn; where no stone was laid yet, their own stone. Drawn from codes alone."""
    codes = [code for code in book.cairn if stones.CODE.fullmatch(code)]
    return Markup(cairns.draw_newest(codes) if codes else stones.draw(book.stone))  # noqa: S704  our own drawing


def html_of(book: Book, space) -> str:
    """With its style sheet, letters and drawing in it: nothing is fetched from anywhere."""
    return render_to_string("growth/book_file.html", {
        "book": book, "space": space, "cover": cover_of(book), "made_on": day(clock.now()), "look": Markup(_look()),  # noqa: S704  our own sheet
        "lang": translation.get_language() or "en", "dir": "rtl" if translation.get_language_bidi() else "ltr",
    })


@cache
def _look() -> str:
    faces = (f'@font-face{{font-family:"{family}";font-weight:400 700;src:url("data:font/woff2;base64,{_letters(name)}") format("woff2");unicode-range:{_range(name)}}}' for family, name in FONTS)
    return "".join(faces) + LOOK.read_text()


def _letters(name: str) -> str:
    return base64.b64encode((static.FOLDER / "base" / "fonts" / f"{name}.woff2").read_bytes()).decode()


def _range(name: str) -> str:
    """Which characters of it are asked for, as base/tokens.css says."""
    sheet = (static.FOLDER / "base" / "tokens.css").read_text()
    return sheet.split(f"{name}.woff2")[1].split("unicode-range:")[1].split(";")[0].strip()


# ---- Markdown


def markdown_of(book: Book, space) -> str:
    lines = [f"# {_one_line(book.chosen.title)}", "", book.by, "", f"{space.name}, {day(clock.now())}", ""]
    if book.chosen.dedication:
        lines += [*(f"> {line}".rstrip() for line in book.chosen.dedication.splitlines()), ""]
    for chapter in book.chapters:
        lines += [f"## {chapter.title}", ""]
        for entry in chapter.entries:
            lines += _entry(entry)
    return "\n".join(lines)


def _entry(entry: Entry) -> list[str]:
    head = [f"### {_one_line(entry.title)}", ""] if entry.title else []
    when = [f"*{day(entry.at)}*", ""] if entry.at and not entry.title else []
    said = [entry.said, ""] if entry.said else []
    return [*head, *when, *said, *(line for voice in entry.voices for line in _voice(voice))]


def _voice(voice: Voice) -> list[str]:
    """What somebody else wrote is quoted, with their name before it."""
    head = " ".join(filter(None, [f"**{voice.label}**" if voice.label else "", f"*{day(voice.at)}*" if voice.at and voice.label else ""]))
    before = "" if voice.by == YOU else "> "
    label = [f"> **{voice.by}**", ">"] if before else [head, ""] if head else []
    return [*label, *(f"{before}{line}".rstrip() for line in voice.words.splitlines()), ""]


def _one_line(words: str) -> str:
    return " ".join(words.split())


# ---- JSON


def json_of(book: Book, space) -> str:
    made = {
        "title": book.chosen.title, "dedication": book.chosen.dedication, "by": book.by, "space": space.name, "made_at": clock.now().isoformat(),
        "chapters": [{"key": chapter.key, "title": chapter.title, "entries": [_as_data(entry) for entry in chapter.entries]} for chapter in book.chapters],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)


def _as_data(entry: Entry) -> dict:
    voices = [{"by": voice.by or "you", "label": voice.label, "words": voice.words, "at": voice.at.isoformat() if voice.at else None} for voice in entry.voices]
    return {"at": entry.at.isoformat() if entry.at else None, "title": entry.title, "said": entry.said, "voices": voices}


WRITERS = {"html": html_of, "md": markdown_of, "json": json_of}

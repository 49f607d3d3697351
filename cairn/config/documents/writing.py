"""Facts and texts become files. What an operator filled in is never written over."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cairn.base import clock
from cairn.config.documents import parts
from cairn.config.documents.facts import facts

TEXTS = Path(__file__).parent / "texts"
PARTS = "parts.cdx.json"


def names() -> list[str]:
    return sorted(path.name for path in TEXTS.glob("*.md") if not path.name.startswith("_"))


def write(folder: Path) -> list[Path]:
    """All documents into `folder`; gives the files that were written. One that was changed since it was written, by
    whoever filled it in, stays as it is, and the new one stands beside it under today's date."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    texts = documents() | {PARTS: parts.as_json()}
    return [_written(folder / name, text) for name, text in texts.items()]


def documents() -> dict[str, str]:
    """Each document's name and its Markdown."""
    known = facts()
    return {name: _texts().get_template(name).render(known).rstrip("\n") + "\n" for name in names()}


def _texts() -> Environment:
    made = Environment(loader=FileSystemLoader(TEXTS), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True, lstrip_blocks=True, autoescape=False)  # noqa: S701  Markdown, for its operator
    made.filters["cell"] = _cell
    return made


def _cell(words) -> str:
    """A value in a table or a line of Markdown, whatever stands in it."""
    text = " ".join(str(words).split())
    return "".join(f"\\{letter}" if letter in "\\|`*_<>[]#" else letter for letter in text)


def _written(path: Path, text: str) -> Path:
    if path.exists() and path.read_text() != text:
        path = path.with_name(f"{path.name.split('.')[0]}.{clock.now():%Y-%m-%d}{''.join(path.suffixes)}")
    path.write_text(text)
    return path

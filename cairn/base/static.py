"""Static files, read once at the start and served from memory.

The version in their address is a hash of them all, so browsers may keep each for ever.
"""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cairn.base import stones

FOLDER = Path(__file__).resolve().parent.parent / "static"
FIRST_SHEETS = [f"base/{name}.css" for name in ("reset", "tokens", "base", "layout", "components", "utilities")]
OWN_SHEET = "pages.css"  # of a room, for its own pages alone: a first visit does not fetch it
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
_FOR_US = re.compile(r"/\*.*?\*/|^[ \t]+|\n(?=\n)", re.DOTALL | re.MULTILINE)  # remarks and indentation
_GAPS = re.compile(r"[ \n]*([{};,])[ \n]*| (>) |(:) ")  # none of our contents holds one of these with a gap
_FOR_US_IN_SCRIPTS = re.compile(r"^[ \t]*//.*\n|^[ \t]+|\n(?=\n)", re.MULTILINE)  # the same; no text of ours goes over several lines
_URL = re.compile(r"""url\(\s*(["']?)(?!["']?(?:/|#|data:|[a-z]+:))([^"')]+)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    zipped: bytes | None
    kind: str

    @classmethod
    def of(cls, path: str, body: bytes) -> "StaticFile":
        suffix = posixpath.splitext(path)[1]
        kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        small = gzip.compress(body, 9, mtime=0) if suffix not in {".woff2", ".png", ".jpg"} else body
        return cls(body, small if len(small) < len(body) else None, kind)


@dataclass(frozen=True, slots=True)
class Collection:
    version: str
    files: dict[str, StaticFile]


@cache
def collection() -> Collection:
    bodies = _read()
    bodies["cairn.css"] = _one_sheet(bodies)
    bodies = {path: _lean(path, body) for path, body in bodies.items()}
    version = hashlib.sha256()
    for path, body in sorted(bodies.items()):
        version.update(f"{path}\0{len(body)}\0".encode() + body)
    return Collection(version.hexdigest()[:12], {path: StaticFile.of(path, body) for path, body in bodies.items()})


def _read() -> dict[str, bytes]:
    files = (path for path in FOLDER.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}


def _one_sheet(bodies: dict[str, bytes]) -> bytes:
    """All style sheets in one, the foundations first, then room by room; without what a room keeps for its
    own pages."""
    rest = sorted(path for path in bodies if path.endswith(".css") and path not in FIRST_SHEETS and not path.endswith(f"/{OWN_SHEET}"))
    sheets = [path for path in FIRST_SHEETS if path in bodies] + rest
    return "\n".join(_from_the_root(path, bodies[path].decode()) for path in sheets).encode()


def _lean(path: str, body: bytes) -> bytes:
    """Sheets and scripts without what is written for us alone."""
    if path.endswith(".css"):
        return _GAPS.sub(r"\1\2\3", _FOR_US.sub("", body.decode())).replace(";}", "}").encode()
    return _FOR_US_IN_SCRIPTS.sub("", body.decode()).encode() if path.endswith(".js") else body


def _from_the_root(path: str, text: str) -> str:
    """`text` with its relative addresses written as seen from the folder of the joined sheet."""
    folder = posixpath.dirname(path)
    return _URL.sub(lambda found: f'url("{posixpath.normpath(posixpath.join(folder, found[2]))}")', text)


def static_path(path: str) -> str:
    """The address of a static file. Raises KeyError when there is none, so that no page points at nothing."""
    kept = collection()
    if path not in kept.files:
        raise KeyError(f"No static file {path}")
    return f"/static/{kept.version}/{path}"


def own_sheet_of(room: str) -> str:
    """The address of a room's own sheet, "" where it has none."""
    path = f"{room}/{OWN_SHEET}"
    return static_path(path) if path in collection().files else ""


def static_answer(path: str, *, zipped: bool) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body for what follows /static/ in an address."""
    version, _, name = path.partition("/")
    file = collection().files.get(name)
    if file is None:
        return 404, [("content-type", "text/plain; charset=utf-8")], b"Not found\n"
    # A page from before an upgrade still finds its files, but does not keep them under the old name.
    keeping = FOR_EVER if version == collection().version else "no-cache"
    return _whole(file, keeping, zipped)


def stone_answer(name: str, *, zipped: bool) -> tuple[int, list[tuple[str, str]], bytes]:
    """The drawing of one stone: /stones/<code>.svg"""
    code, dot, suffix = name.rpartition(".")
    try:
        file = _stone(code) if dot and suffix == "svg" else None
    except ValueError:
        file = None
    if file is None:
        return 404, [("content-type", "text/plain; charset=utf-8")], b"Not found\n"
    return _whole(file, FOR_EVER, zipped)


@lru_cache(maxsize=2000)
def _stone(code: str) -> StaticFile:
    return StaticFile.of("stone.svg", stones.draw(code).encode())


def _whole(file: StaticFile, keeping: str, zipped: bool) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [("content-type", file.kind), ("cache-control", keeping), ("vary", "accept-encoding")]
    if zipped and file.zipped is not None:
        return 200, [*headers, ("content-encoding", "gzip")], file.zipped
    return 200, headers, file.body

"""Which database: SQLite in the data folder by default, PostgreSQL by DATABASE_URL alone."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from cairn.config.options import BadOption


def database_from_url(url: str, data: Path) -> dict:
    """Django's DATABASES entry for `url`; an empty url is SQLite in `data`.

    Raises BadOption for a scheme that is neither sqlite nor postgres.
    """
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite", "sqlite3"}:
        return _sqlite(Path(unquote(parts.path)) if parts.path else data / "cairn.sqlite3")
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    raise BadOption(f"DATABASE_URL must begin with sqlite: or postgresql:, not {parts.scheme}:")


def _sqlite(path: Path) -> dict:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "cairn.base.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=FAST;",
        },
    }


def index_beside(folder: Path) -> dict:
    """What SQLite attaches to each connection: the index of words, in a file of its own."""
    script = Path(__file__).resolve().parent.parent / "shares" / "search" / "sqlite.sql"
    return {"search": (folder / "words.sqlite3", script.read_text())}


def _postgres(parts) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parse_qsl(parts.query) if key != "host"},
    }

"""The backup's own format: gzipped lines of JSON, the same from either database.

    {"cairn": "0.1.0", "kind": "words", "migration": "0001_initial", "made_at": "...", "space": "..."}
    {"table": "Share", "columns": ["id", "text", ...]}
    [123, {"b": "base64 of sealed bytes"}, ...]
    ...
    {"end": true, "rows": 1234, "sha256": "of every line before this one"}

Words and wrapped keys are files apart. There are many words files and one keys file, the newest: it opens all of
them, but for the words of those who were erased since.
"""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

KEYS = ("DataKey",)
KEYS_FILE = "cairn.keys.gz"
LEFT_OUT = ("SignedIn", "Lease", "SetupLink", "Along", "DayKey", "Tally")  # of one machine and one moment, or made again when asked for


class BrokenBackup(Exception):
    """The file is cut short, changed, or not a backup of Cairn."""


def owners_mark() -> str:
    """A mark of whose keys there are now: another one says that the keys file is to be made anew."""
    from cairn.base.models import DataKey

    owners = ",".join(map(str, DataKey.objects.order_by("owner").values_list("owner", flat=True)))
    return hashlib.sha256(owners.encode()).hexdigest()[:16]


def kept_models(apps) -> list:
    """Every model whose rows belong in a backup; keys apart."""
    return [m for m in apps.get_app_config("cairn").get_models() if m.__name__ not in LEFT_OUT]


class Writing:
    """One backup file: complete and on disk, or not there at all."""

    def __init__(self, path: Path, header: dict):
        self.path, self.rows, self._sum = path, 0, hashlib.sha256()
        self._part = path.with_suffix(path.suffix + ".part")
        self._file = open(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")  # noqa: SIM115  until finish() or abandon()
        self._zip = gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=5, mtime=0)
        self._line(header)

    def table(self, name: str, columns: list[str], rows: Iterator) -> None:
        self._line({"table": name, "columns": columns})
        for row in rows:
            self._line([_packed(value) for value in row])
            self.rows += 1

    def finish(self) -> None:
        self._line({"end": True, "rows": self.rows, "sha256": self._sum.hexdigest()})
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._part, self.path)

    def abandon(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _line(self, value) -> None:
        line = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        self._zip.write(line)
        self._sum.update(line)


def header_of(path: Path) -> dict:
    """The first line. Raises BrokenBackup when it is not one of ours."""
    try:
        with gzip.open(path, "rb") as file:
            header = json.loads(file.readline())
    except (OSError, EOFError, ValueError) as error:
        raise BrokenBackup(f"{path.name} is not a backup of Cairn, or it is damaged.") from error
    if not isinstance(header, dict) or "cairn" not in header:
        raise BrokenBackup(f"{path.name} is not a backup of Cairn.")
    return header


def prove(path: Path) -> int:
    """Read the whole file and compare its sum; gives the number of rows. Raises BrokenBackup."""
    rows, total, last = 0, hashlib.sha256(), {}
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                last = json.loads(line)
                if isinstance(last, dict) and last.get("end"):
                    break
                total.update(line)
                rows += isinstance(last, list)
    except (OSError, EOFError, ValueError) as error:
        raise BrokenBackup(f"{path.name} is damaged: it could not be read to its end.") from error
    if not (isinstance(last, dict) and last.get("end")):
        raise BrokenBackup(f"{path.name} is cut short.")
    if last["sha256"] != total.hexdigest() or last["rows"] != rows:
        raise BrokenBackup(f"{path.name} was changed after it was made.")
    return rows


def tables(path: Path) -> Iterator[tuple[str, list[str], Iterator[list]]]:
    """Each table's name, columns and rows, in the file's order; read each before the next."""
    with gzip.open(path, "rb") as file:
        file.readline()
        head = json.loads(file.readline())
        while "table" in head:
            rows = _Rows(file)
            yield head["table"], head["columns"], rows
            for _ in rows:
                pass
            head = rows.after


class _Rows:
    def __init__(self, file):
        self._file, self.after = file, {"end": True}

    def __iter__(self):
        while True:
            value = json.loads(self._file.readline() or b'{"end": true}')
            if isinstance(value, dict):
                self.after = value
                self.__class__ = _Done
                return
            yield [_unpacked(item) for item in value]


class _Done(_Rows):
    def __iter__(self):
        return iter(())


def _packed(value):
    if isinstance(value, (bytes, memoryview)):
        return {"b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()  # and its field reads it again as what it was
    if isinstance(value, (dict, list)):
        return {"j": value}
    return value


def _unpacked(value):
    if isinstance(value, dict):
        return base64.b64decode(value["b"]) if "b" in value else value["j"]
    return value

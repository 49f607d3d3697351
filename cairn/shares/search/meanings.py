"""Optional: what a share means, as a vector, so that one can be found that says it in other words.

Off until the operator installs it (docs/operating), and then only for members who said yes: theirs alone get
a vector, which goes with the share, or with the yes. Nothing of the package is run: its two data files, the
pieces of words and what each means, are read here. No network, no language model that writes.
"""

import json
import struct
import time
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from django.db import connection, transaction

from cairn.members.models import Member
from cairn.shares.models import STONE, Share
from cairn.shares.search import index

PACKAGE, PIECES, WEIGHTS = "wordllama", "tokenizers/l2_supercat_tokenizer_config.json", "weights/l2_supercat_256.safetensors"
MOST_WORDS = 400  # of one text
NEAREST, NEWEST = 12, 3000  # how many are looked at for one page, among how many


class Meaning:
    """Pieces of words and their vectors. The meaning of a text is the mean of its pieces."""

    def __init__(self, folder: Path):
        pieces = json.loads((folder / PIECES).read_text("utf-8"))["model"]
        self.ids = pieces["vocab"]
        pairs = (tuple(pair.split(" ") if isinstance(pair, str) else pair) for pair in pieces["merges"])
        self.order = {pair: n for n, pair in enumerate(pairs)}
        self.vectors = _read_weights(folder / WEIGHTS)
        self._known: dict[str, list[int]] = {}

    def of(self, text: str) -> np.ndarray | None:
        """A vector of length one, or None where there is nothing to go by."""
        ids = [n for word in text.split()[:MOST_WORDS] for n in self._ids_of(word)]
        if not ids:
            return None
        mean = self.vectors[ids].astype(np.float32).mean(axis=0)
        length = float(np.linalg.norm(mean))
        return mean / length if length else None

    def _ids_of(self, word: str) -> list[int]:
        if word not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[word] = [self.ids[piece] for piece in self._pieces(word[:60]) if piece in self.ids]
        return self._known[word]

    def _pieces(self, word: str) -> list[str]:
        """Byte pair encoding: the pair that was joined first when the pieces were made is joined first."""
        parts = ["▁", *word]
        while len(parts) > 1:
            place, at = min((self.order.get(pair, len(self.order)), at) for at, pair in enumerate(zip(parts, parts[1:], strict=False)))
            if place == len(self.order):
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return parts


def _read_weights(path: Path) -> np.ndarray:
    """The one table of a safetensors file (8 bytes: length of a JSON head; the head; the numbers), left on disk."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        head = {name: about for name, about in json.loads(file.read(length)).items() if name != "__metadata__"}
    (about,) = head.values()
    kind = {"F16": np.float16, "F32": np.float32}[about["dtype"]]
    return np.memmap(path, kind, "r", offset=8 + length + about["data_offsets"][0], shape=tuple(about["shape"]))


@cache
def meaning() -> Meaning | None:
    """None where the operator has not installed it."""
    found = find_spec(PACKAGE)
    folder = Path(next(iter(found.submodule_search_locations or []), "")) if found else None
    return Meaning(folder) if folder and (folder / WEIGHTS).exists() and (folder / PIECES).exists() else None


# ---- keeping


def keep(shares: Iterable[Share]) -> None:
    """Vectors for those of these shares whose writers said yes. Told as "someone", a share gets none: it would
    stand beside others of its writer."""
    if meaning() is None:
        return
    stones = [share for share in shares if share.shown_as == STONE and share.text]
    yes = set(Member.objects.filter(pk__in={share.writer_id for share in stones}, likeness_since__isnull=False).values_list("pk", flat=True))
    for share in stones:
        vector = meaning().of(share.text) if share.writer_id in yes else None
        if vector is not None:
            _put(share, vector)


def _put(share, vector: np.ndarray) -> None:
    stamp = connection.ops.adapt_datetimefield_value(share.edited_at or share.told_at)
    kept = memoryview(vector.astype(np.float16).tobytes())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search.vectors WHERE share = %s", [share.pk])
        cursor.execute("INSERT INTO search.vectors (share, member, version, vector) VALUES (%s, %s, %s, %s)", [share.pk, share.writer_id, stamp, kept])


def forget(member_ids: Iterable[int]) -> None:
    """These members' vectors go."""
    index.ensure()
    with transaction.atomic(), connection.cursor() as cursor:
        for member_id in member_ids:
            cursor.execute("DELETE FROM search.vectors WHERE member = %s", [member_id])


def catch_up(until: float = float("inf")) -> bool:
    """Vectors of those who said no go, and of shares that are shown as "someone" now; those of members who said
    yes are made. Gives whether all was done."""
    yes = set(Member.objects.filter(likeness_since__isnull=False).values_list("pk", flat=True))
    kept = dict(_rows("SELECT share, member FROM search.vectors"))
    forget(set(kept.values()) - yes)
    if not yes:
        return True
    theirs = Share.system.before_others().filter(authorship__member__in=yes, shown_as=STONE)
    standing = set(theirs.values_list("pk", flat=True))
    _drop(kept.keys() - standing)
    for pk in standing - kept.keys() if meaning() else ():
        if time.monotonic() > until:
            return False
        with transaction.atomic():
            keep(theirs.select_related("authorship").filter(pk=pk))
    return True


def _drop(share_ids: Iterable[int]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for share_id in share_ids:
            cursor.execute("DELETE FROM search.vectors WHERE share = %s", [share_id])


# ---- asking


def nearest(share, member) -> dict[int, float]:
    """Shares of others who said yes that mean something like this one: {id: 0..1}, at most twelve, among the
    newest. Nothing is known where it is off or the writer said no. Who may see them is asked afterwards."""
    own = meaning().of(share.text or "") if meaning() and member.likeness_since else None
    if own is None:
        return {}
    rows = _rows(
        "SELECT v.share, v.vector FROM search.vectors v JOIN search.kept k ON k.share = v.share WHERE v.member <> %s ORDER BY k.n DESC LIMIT %s",
        [member.pk, NEWEST],
    )
    near = _cosines(own, [vector for _share, vector in rows])
    best = sorted(zip(near, (pk for pk, _vector in rows), strict=True), reverse=True)[:NEAREST]
    return {pk: value for value, pk in best if value > 0}


def text_likeness(share, member_ids) -> dict[int, float]:
    """How much what each of these members told is like this share, 0 to 1: the likest of their stories counts.

    For members who said yes, about shares of members who said yes; 0 where nothing is known. A share told as
    "someone" is compared with nobody's. One question at most, none where it is off.
    """
    member_ids = set(member_ids)
    nothing = dict.fromkeys(member_ids, 0.0)
    if meaning() is None or not member_ids or share.shown_as != STONE:
        return nothing
    index.ensure()
    where, values = _among(member_ids)
    rows = _rows(f"SELECT share, member, vector FROM search.vectors WHERE share = %s OR {where}", [share.pk, *values])
    own = next((np.frombuffer(vector, np.float16).astype(np.float32) for pk, _member, vector in rows if pk == share.pk), None)
    others = [(member, vector) for pk, member, vector in rows if pk != share.pk and member in member_ids]
    if own is None or not others:
        return nothing
    for (member, _vector), value in zip(others, _cosines(own, [vector for _member, vector in others]), strict=True):
        nothing[member] = max(nothing[member], value)
    return nothing


def _among(member_ids: set[int]) -> tuple[str, list[int]]:
    """Few are named; of many, all who said yes are read, which is fewer than a long list of names takes."""
    if len(member_ids) > 500:
        return "member IS NOT NULL", []
    return f"member IN ({', '.join(['%s'] * len(member_ids))})", list(member_ids)


def _cosines(own: np.ndarray, vectors) -> list[float]:
    """0 to 1 for each."""
    if not vectors:
        return []
    table = np.frombuffer(b"".join(bytes(vector) for vector in vectors), np.float16).reshape(len(vectors), -1).astype(np.float32)
    return np.clip(table @ own, 0.0, 1.0).tolist()


def _rows(sql: str, values=None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()

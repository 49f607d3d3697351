"""Keeping the index as the shares are: after each act, by the clock, and anew by `cairn reindex`.

An act never waits for it and never fails with it: it follows after the commit. What a killed process did not
come to, the clock finds; until then nobody is shown what they may not see, as that is asked of the shares.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from cairn.base import clock, keyring
from cairn.base.models import DataKey
from cairn.shares.models import Authorship, Share, writer_mark
from cairn.shares.search import index, meanings
from cairn.shares.search.words import topic_mark, words_of

A_BATCH = 200
A_SLICE = 2.0  # seconds of one look
LOOK_EVERY = timedelta(minutes=10)
NOT_KEPT = "\ue001"  # in the bag of a share whose words cannot be opened any more: looked at, and left

_next_look = datetime.min.replace(tzinfo=UTC)


def follow(happened) -> None:
    """Something happened to one share."""
    refresh([happened.share_id])


def refresh(share_ids: Iterable[int]) -> None:
    """Bring what is kept of these shares to how they stand now. Safe to repeat."""
    index.ensure()
    share_ids = list(share_ids)
    if not share_ids:
        return
    with transaction.atomic():
        standing = list(_standing(share_ids))
        index.drop(share_ids)
        keyring.bring(share.writer_id for share in standing)
        for share in standing:
            _keep(share)
        meanings.keep(standing)


def _standing(share_ids: list[int]):
    """Held until they are kept, so that a change in between cannot be overtaken by what stood before."""
    told = Share.system.before_others().select_related("authorship").filter(pk__in=share_ids, authorship__isnull=False)
    return told.select_for_update(of=("self",)).order_by("told_at", "pk")


def _keep(share) -> None:
    index.put(share.pk, share.told_at, share.edited_at or share.told_at, bag_of(share))


def bag_of(share) -> str:
    """Its words, sorted: what was said cannot be read in its order. Its topics are marked among them."""
    if share.text is None:
        return NOT_KEPT
    words = words_of(f"{share.text} {share.note_words or ''}", share.language)
    return " ".join(sorted([*words, *(topic_mark(pk) for pk in share.note_topics)])) or NOT_KEPT


def forget_writer(member_id: int) -> None:
    """Their key is gone, and so are their words."""
    index.ensure()
    with transaction.atomic():
        theirs = Share.system.filter(authorship__member=member_id) | Share.system.filter(authorship__mark=writer_mark(member_id))
        index.drop(theirs.values_list("pk", flat=True))
        meanings.forget([member_id])


# ---- the clock's


@clock.due("search.keep_up", every=timedelta(seconds=10))
def keep_up() -> None:
    """Look every ten minutes, and at once after a start; a long work in slices, so that the clock's others come to theirs."""
    global _next_look
    if clock.now() >= _next_look:
        _next_look = clock.now() + (LOOK_EVERY if catch_up(seconds=A_SLICE) else timedelta())


def look_soon() -> None:
    """Something was decided that the next look is for."""
    global _next_look
    _next_look = datetime.min.replace(tzinfo=UTC)


def catch_up(*, seconds: float = float("inf")) -> bool:
    """Whatever was not followed: after a kill, a restore, a move of the index, an erasure elsewhere. Gives
    whether it came to the end within its time."""
    index.ensure()
    until = time.monotonic() + seconds
    _let_go_of_erased()
    for batch in _in_batches([*index.gone(), *index.missing()]):
        if time.monotonic() > until:
            return False
        refresh(batch)
        keyring.forget()
    return meanings.catch_up(until)


@clock.due("search.tidy", every=timedelta(hours=1))
def tidy() -> None:
    """Traces of what was taken out leave the disk."""
    if connection.in_atomic_block:  # one cannot vacuum within a transaction; the next hour can
        return
    index.ensure()
    index.tidy()


def _let_go_of_erased() -> None:
    """Writers without a key: nothing they wrote may be kept."""
    living, wrote = set(DataKey.objects.values_list("owner", flat=True)), Authorship.objects.order_by()
    members = set(wrote.values_list("member", flat=True).distinct()) - living - {None}
    marks = set(wrote.values_list("mark", flat=True).distinct()) - {""}
    marks = marks and marks - {writer_mark(pk) for pk in living}
    theirs = Q(authorship__member__in=members) | Q(authorship__mark__in=marks)
    lost = list(Share.system.before_others().filter(theirs).values_list("pk", flat=True)) if members or marks else []
    for batch in _in_batches(lost):
        refresh(index.holding_words(batch, NOT_KEPT))


# ---- anew


def reindex(progress: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Build everything anew, a batch at a time, while the space goes on serving; gives how many are kept."""
    index.ensure()
    _let_go_of_erased()
    for batch in _in_batches(index.gone()):
        refresh(batch)
    everything = list(Share.system.before_others().order_by("told_at", "pk").values_list("pk", flat=True))
    for done, batch in enumerate(_in_batches(everything)):
        refresh(batch)
        keyring.forget()
        progress(min(len(everything), (done + 1) * A_BATCH), len(everything))
    meanings.catch_up()
    tidy()
    return len(everything)


def _in_batches(share_ids: list[int]) -> Iterable[list[int]]:
    return (share_ids[at : at + A_BATCH] for at in range(0, len(share_ids), A_BATCH))

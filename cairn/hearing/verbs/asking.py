"""The waves: whatever is due is decided by the engine and written here.

A wave's row is due until enough people have listened, so whatever stops the server, the next tick goes on.
"""

import logging
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import transaction

from cairn.base import clock
from cairn.base.happenings import tell
from cairn.hearing import resident
from cairn.hearing.around import Surroundings, surroundings_of
from cairn.hearing.engine import learning
from cairn.hearing.engine.policy import LEAST, listeners_wanted, reliability
from cairn.hearing.engine.view import Decision, decide, let_through, somebody_wakes
from cairn.hearing.engine.waves import ENOUGH, LAPSES, next_due
from cairn.hearing.happenings import Asked
from cairn.hearing.models import Ask, Listener, Wave
from cairn.hearing.rules import looks_for_listeners, wants_another
from cairn.hearing.verbs.alarms import sound
from cairn.members.models import Space
from cairn.notices.verbs import give_all
from cairn.shares.models import Share

log = logging.getLogger("cairn.hearing")

AT_A_TICK = 200
TOGETHER = 50  # in one transaction


def ask_soon(told) -> None:
    """After the telling is committed: the first are asked at once, not at the next tick."""
    ask_next(told.share_id)


@clock.due("hearing.ask")
def ask_for_all_due() -> None:
    due = list(Wave.objects.due(clock.now()).order_by("due_at").values_list("share", flat=True)[:AT_A_TICK])
    for first in range(0, len(due), TOGETHER):
        some = due[first : first + TOGETHER]
        if not _went_well(some):
            for one in some:  # one share's trouble never keeps the others from being heard: it stays due
                _went_well([one])


def _went_well(share_ids: list[int]) -> bool:
    try:
        ask_together(share_ids)
        return True
    except Exception as error:
        resident.resident.forget()
        log.error("A wave of asks failed: %s", type(error).__name__)
        return False


def ask_next(share_id: int) -> None:
    """The next wave of one share, if it is due."""
    ask_together([share_id])


@transaction.atomic
def ask_together(share_ids: list[int]) -> None:
    """The next wave of each of these shares that is due. Rows are looked at again under their locks, so that
    whoever comes second, in this process or another, finds nothing to do."""
    one_at_a_time()
    waves = [wave for wave in held(share_ids) if wave.due_at <= clock.now()]
    if not waves:
        return
    asking = Asking(surroundings_of([wave.share for wave in waves]), len(waves))
    asking.look_ahead(waves)
    for wave in waves:
        asking.next_wave(wave)
    asking.write()
    _keep(waves, ["number", "due_at", "asleep_until", "brought_at", "coordinator_at"])
    tell(Asked(tuple(wave.share_id for wave in waves)))


def _keep(rows: list, fields: list[str]) -> None:
    """Write these fields of rows that are there: one upsert, which Django composes ten times as fast as bulk_update()."""
    if rows:
        model = type(rows[0])
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=fields)


def one_at_a_time() -> None:
    """Whoever chooses listeners holds the space's row: two waves choosing at once could both take what a
    listener has left this week. Taken before any wave, so that nobody waits in a ring."""
    Space.objects.select_for_update(no_key=True).first()


def held(share_ids: list[int]) -> list[Wave]:
    """The live waves of these shares, held. The shares' rows come first, as in the verbs of shares: an answer
    holds its share and then ends the wave. What somebody else holds stays due, and so does what was taken back."""
    shares = Share.system.select_related("authorship").select_for_update(of=("self",), skip_locked=True)
    shares = shares.filter(pk__in=share_ids, withdrawn_at=None).order_by("pk").in_bulk()
    waves = list(Wave.objects.select_for_update(skip_locked=True).filter(share__in=shares).exclude(due_at=None).order_by("due_at"))
    for wave in waves:
        wave.share = shares[wave.share_id]
    return waves


class Asking:
    """One transaction's asks: decided one share after the other, written together."""

    def __init__(self, around: Surroundings, waves: int = 1):
        self.around = around
        self.view, fresh = resident.resident.view(waves)
        self.known: set[int] | None = None if fresh else set()  # whom was read in this transaction; None: everybody
        self.asks: list[Ask] = []
        self.closed: list[int] = []  # shares that look no further

    def next_wave(self, wave: Wave) -> None:
        share, now = wave.share, clock.now()
        if not self._seeks_still(wave):
            wave.due_at = wave.asleep_until = None
            self.closed.append(share.pk)
            return
        planned = wave.asleep_until is None or wave.due_at < wave.asleep_until
        decision = self.ask(wave)
        wave.number += 1
        wave.asleep_until = self.wakes(wave) if len(decision) < LEAST else None
        wave.due_at = min(filter(None, [next_due(wave.began_at, now), wave.asleep_until]))
        if share.heard_at is None and (planned or wave.brought_at is None):
            sound(wave, {share.writer_id} | self.around.blocked[share.writer_id])

    def _seeks_still(self, wave: Wave) -> bool:
        # Those whose words its writer is not shown do not count: it goes on until somebody is heard.
        answers = len(self.around.answered[wave.share_id] - self.around.blocked[wave.share.writer_id])
        if looks_for_listeners(wave.share):
            return True
        soon = clock.now() < wave.began_at + ENOUGH
        return soon and answers < listeners_wanted(self.view.util) and wants_another(wave.share, answers)

    def ask(self, wave: Wave, at_most: int | None = None) -> Decision:
        """Decide and note who is asked for this share."""
        decision = self._decide(wave)
        decision = Decision(decision.rows[:at_most], decision.odds[:at_most])
        for row, odds in zip(decision.rows.tolist(), decision.odds.tolist(), strict=True):
            self.asks.append(self._made(wave, row, odds))
            self.view.note_ask(row, odds)
        return decision

    def look_ahead(self, waves: list[Wave]) -> None:
        """Read those again, in one query, whom an older view would probably choose."""
        if self.known is not None:
            self._read_again(np.concatenate([decide(self.view, self.around.seeking(wave)).rows for wave in waves]))

    def _decide(self, wave: Wave) -> Decision:
        """From the view at hand; whom it chooses was read in this transaction, or is now, and then it is decided anew."""
        while True:
            decision = decide(self.view, self.around.seeking(wave))
            if not self._read_again(decision.rows):
                return decision

    def could_still(self, wave: Wave, listeners: set[int]) -> list[int]:
        """Of these who were asked for this share, those who could be asked now."""
        rows = self.view.listeners.rows_of(sorted(listeners))
        self._read_again(rows)
        self.around.asked[wave.share_id] -= listeners
        self.view.recount(rows, -1)  # this ask is among those of their day already
        found = let_through(self.view, self.around.seeking(wave), sorted(listeners))
        self.view.recount(rows, 1)
        return found

    def _read_again(self, rows: np.ndarray) -> bool:
        """Whether there was anybody among these who had not been read."""
        if self.known is None:
            return False
        rows = np.array(sorted(set(rows.tolist()) - self.known), dtype=np.int64)
        if len(rows):
            self.view.renew(rows, resident.load(self.view.listeners.ids[rows].tolist()))
            self.known.update(rows.tolist())
        return bool(len(rows))

    def _made(self, wave: Wave, row: int, odds: float) -> Ask:
        share, listener = wave.share, int(self.view.listeners.ids[row])
        self.around.asked[share.pk].add(listener)
        return Ask(
            share=share, listener_id=listener, wave=wave.number, at=clock.now(), odds=odds, shared_topic=self._topic(share, row),
            shared_interest=next((kind for kind in sorted(self.around.liked(share)) if self.view.listeners.interests[row] & resident.interest_bits([kind])), ""),
        )

    def _topic(self, share: Share, row: int) -> int | None:
        """The experience both know, what it mentions first."""
        both = [*share.note_topics, *sorted(self.around.known(share))]
        return next((pk for pk in both if (self.view.listeners.topics[row] & resident.topic_bits([pk])).any()), None)

    def wakes(self, wave: Wave) -> datetime | None:
        """When the first who could be asked and is asleep wakes."""
        moment = somebody_wakes(self.view, self.around.seeking(wave))
        return None if moment is None else datetime.fromtimestamp(moment, UTC)

    def write(self) -> None:
        Ask.system.bulk_create(self.asks)
        give_all([(ask.listener_id, ask.share_id) for ask in self.asks], "asked")
        if self.closed:
            Ask.system.filter(share__in=self.closed).open().update(closed_at=clock.now())
        self._learn()

    def _learn(self) -> None:
        """What each could have answered, and at what time of their day: see engine/policy.reliability()."""
        listeners = Listener.objects.select_for_update().filter(pk__in={ask.listener_id for ask in self.asks}).order_by("pk").in_bulk()
        for ask in self.asks:
            if listener := listeners.get(ask.listener_id):
                row = int(self.view.listeners.rows_of([ask.listener_id])[0])
                listener.expected += ask.odds / reliability(listener.accepted, listener.expected)
                listener.there = learning.note_ask(listener.there, self.view.part_of_day(row), ask.odds / self.view.available(row))
        _keep(list(listeners.values()), ["expected", "there"])


@clock.due("hearing.lapse", every=timedelta(minutes=10))
def let_lapse() -> None:
    """Nobody carries asks about for days: after one they close without a word. The share goes on looking."""
    Ask.system.open().filter(at__lt=clock.now() - LAPSES).update(closed_at=clock.now())

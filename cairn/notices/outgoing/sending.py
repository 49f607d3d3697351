"""The postman: takes what is due, one by one, looks again, hands it over. Never in a transaction or a lock.

A row is taken by moving its due time a little ahead, handed over, and only then noted as sent. Killed in
between, it is due again when that little time has passed: none is lost, and at most the one that was in flight
(one a way and process) goes out twice.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone, translation

from cairn.base import clock, keyring, post
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outgoing import letters, push
from cairn.notices.outside import Reach, reach_of
from cairn.notices.quiet import quiet_until
from cairn.notices.rules import takes_mail, wants
from cairn.notices.verbs.returning import came_back

log = logging.getLogger("cairn.notices")

IN_FLIGHT = timedelta(minutes=5)  # longer than any handing over takes
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240)]  # then it is given up
STALE = timedelta(days=1)
AT_A_TIME = 10
KEPT_FOR = timedelta(days=60)


class Beside:
    """One thread beside the pages, which sends what is due by one way until nothing is."""

    def __init__(self, by: str):
        self.by, self._awake = by, Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"outgoing-{by}")

    def wake(self) -> None:
        if self._awake.acquire(blocking=False):
            self._go()

    def _go(self) -> None:
        try:
            self._thread.submit(self._run)
        except RuntimeError:  # the process is ending; what is due is found again
            self._awake.release()

    def _run(self) -> None:
        more = False
        try:
            close_old_connections()
            more = send_due(self.by)
        except Exception as error:  # its message may hold an address
            log.error("What was to go out by %s stumbled: %s", self.by, type(error).__name__)
        finally:
            connection.close()
        if more:
            self._go()
        else:
            self._awake.release()


BESIDE = {by: Beside(by) for by in (Outgoing.MAIL, Outgoing.PUSH)}


@clock.due("notices.send", every=timedelta(seconds=2))
def send_soon() -> None:
    """Wake whoever has something to carry; the clock itself waits for nobody."""
    for by in Outgoing.objects.filter(due_at__lte=clock.now()).order_by().values_list("by", flat=True).distinct():
        BESIDE[by].wake()


@clock.due("notices.outgoing_forgotten", every=timedelta(hours=1))
def forget_old() -> None:
    Outgoing.objects.filter(made_at__lt=clock.now() - KEPT_FOR).delete()


def send_due(by: str) -> bool:
    """A few of what is due by this way; says whether there is more. Stops where the other side has trouble."""
    for _ in range(AT_A_TIME):
        row = _take(by)
        if row is None or not _carry(row):
            return False
    return True


def _take(by: str) -> Outgoing | None:
    """The row that is due first, ours alone while it is in flight."""
    while row := Outgoing.objects.filter(by=by, due_at__lte=clock.now()).select_related("member").order_by("due_at").first():
        mine = Outgoing.objects.filter(pk=row.pk, due_at=row.due_at)
        if mine.update(due_at=clock.now() + IN_FLIGHT, tries=F("tries") + 1):
            row.tries += 1
            return row
    return None


def _carry(row: Outgoing) -> bool:
    """One row, to its end or its next try. False when the way itself is in trouble."""
    try:
        return _look_again_and_send(row)
    except Exception as error:  # one row's trouble never keeps the others
        log.error("One to go out by %s failed: %s", row.by, type(error).__name__)
        _later(row)
        return True
    finally:
        keyring.forget()


def _look_again_and_send(row: Outgoing) -> bool:
    reach, member = reach_of(row.kind), row.member
    if reach is None or not _is_wanted(row, reach):
        _end(row)
        return True
    if not reach.is_urgent and (until := quiet_until(member, clock.now())):
        _change(row, due_at=until, tries=row.tries - 1)
        return True
    try:
        with translation.override(member.language), timezone.override(member.zone):
            (letters if row.by == Outgoing.MAIL else push).carry(row, reach)
    except post.Trouble:
        _later(row)
        return False
    except post.Refused as refused:
        _end(row)
        came_back(member.pk, for_good=refused.for_good)
    except push.Nowhere:
        _end(row)
    else:
        _end(row, sent_at=clock.now())
    return True


def _is_wanted(row: Outgoing, reach: Reach) -> bool:
    """Still chosen, still possible, and still so."""
    member, rhythm = row.member, Rhythm.objects.filter(member=row.member_id).first()
    if not member.is_here or not wants(rhythm, reach.setting, row.by) or clock.now() - row.made_at > STALE:
        return False
    return (row.by == Outgoing.PUSH or takes_mail(member, rhythm)) and reach.still(member, row.about)


def _later(row: Outgoing) -> None:
    """Try again after a growing pause; after the last it is left. Who was asked is asked on the page all the same."""
    pause = PAUSES[row.tries - 1] if row.tries <= len(PAUSES) else None
    _change(row, due_at=pause and clock.now() + pause)


def _end(row: Outgoing, **facts) -> None:
    _change(row, due_at=None, **facts)


def _change(row: Outgoing, **facts) -> None:
    Outgoing.objects.filter(pk=row.pk).update(**facts)

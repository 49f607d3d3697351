"""Quiet mode: while a space is under attack nobody new comes in, and what newcomers write to others is read first."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.members import queries as members
from cairn.members.models import Member, Space
from cairn.safety.happenings import Decided
from cairn.safety.models import Decision
from cairn.safety.nouns import mark_of
from cairn.safety.verbs.log import note

NEW_FOR = timedelta(days=7)


@act
def begin_quiet(*, by: Member) -> None:
    """From the next act on. Whoever is here goes on as before."""
    _change(Space.objects.filter(quiet_since=None), clock.now(), "begin_quiet", by)


@act
def end_quiet(*, by: Member) -> None:
    """People come in again. What is held until somebody has read it stays so: nobody has read it yet."""
    _change(Space.objects.filter(quiet_since__isnull=False), None, "end_quiet", by)


def _change(as_it_was, since, said: str, by: Member) -> None:
    """Two who press at once have done it once."""
    require(by.is_here and (by.is_coordinator or by.is_responder), _("Those who look after this space make it quiet."))
    if as_it_was.update(quiet_since=since):
        note(said, by=by.pk)
    members.forget_space()


def is_read_first(by: Member) -> bool:
    """Whether what this member writes to others now is held until a responder has read it. The row is asked, not what
    a process remembers of the space: it is quiet from the very next act on, everywhere."""
    came = by.welcomed_at or by.joined_at
    is_new = clock.now() - came < NEW_FOR and not (by.is_coordinator or by.is_responder)
    return is_new and Space.objects.filter(quiet_since__isnull=False).exists()


def require_no_waiting(by: Member, *, without: str = "") -> None:
    """For words that reach others in a way in which nobody could read them first. Raises Refused; what was typed
    stands on the page that says so. `without` is a sentence about what goes without words."""
    sentence = _("This space is quiet just now: many came a short while ago, so what people who are new write here waits until that is over. It is not about you.")
    require(not is_read_first(by), f"{sentence} {without}".strip())


def any_waits(noun: str, ids) -> bool:
    """Whether one of these is held by the quiet already, and has not been let go."""
    return Decision.objects.filter(act=Decision.NEWCOMER, noun=noun, noun_id__in=list(ids), ended_at=None).exists()


def hold_newcomer(noun: str, noun_id: int, *, by: Member) -> None:
    """Inside the act that wrote it and holds it: a line on the responders' desk, one in the log, and a kind one for its
    writer. Nobody has decided this: it is the same for all who are new."""
    now = clock.now()
    if any_waits(noun, [noun_id]):
        return
    held = Decision(act=Decision.NEWCOMER, noun=noun, noun_id=noun_id, mark=mark_of(by.pk), by=None, at=now, done_at=now)
    held.writer = str(by.pk)
    held.reason = _("Many people are writing here who came a short while ago, so a person reads what newcomers write before others do. It is not about you, and nothing you did was wrong.")
    held.save(force_insert=True)
    note(held.act, noun=noun, noun_id=noun_id)
    tell(Decided(held.pk))

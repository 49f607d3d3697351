"""Putting it down: by either of the two, by a block, by time; and what is forgotten then."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.models import DataKey
from cairn.base.rules import require
from cairn.repair import rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Beside, Concern
from cairn.repair.verbs.beginning import still
from cairn.repair.verbs.walking import all_around


def end(concern, how: str, what: str, to, *, by=None) -> None:
    Concern.system.filter(pk=concern.pk).update(ended_at=clock.now(), ended_as=how, ended_by=by, due_at=None)
    if to:
        tell(ConcernMoved(concern.pk, what, tuple(to)))


@act
def stop(concern, *, by) -> Concern:
    """With one press, at any time, by either. The other hears that it was put down, not by whom; and nobody reads
    what the other wrote any more."""
    concern = still(concern)
    require(rules.is_one_of_two(by, concern), _("The two people decide this."))
    if concern.ended_at is None:
        put_down(concern, by=by)
    return still(concern)


def put_down(concern, *, by=None) -> None:
    """The one who asks and takes it back before an answer: the other was asked, and hears it too."""
    if concern.agreed_at is None and by is not None and by.pk == rules.asked_id(concern):
        Concern.system.filter(pk=concern.pk).update(ended_as=rules.DECLINED, ended_by=by)
        return
    heard = () if rules.is_quiet(concern) or concern.asked_at is None else all_around(concern)
    end(concern, rules.STOPPED, "put_down", [pk for pk in heard if by is None or pk != by.pk], by=by)


def put_down_between(happening) -> None:
    """A block ends what is open between two as a stop does, so that nobody can tell the one from the other. Who
    stands beside somebody they are blocked with steps back, as anybody may."""
    one, other = happening.blocker_id, happening.blocked_id
    for concern in Concern.system.open().filter(by__in=[one, other], other__in=[one, other]).select_for_update():
        _put_down_by_block(concern, one)
    _step_apart(one, other)
    forget_line(Concern.system.filter(by__in=[one, other], other__in=[one, other]))


def _put_down_by_block(concern, blocker_id: int) -> None:
    if concern.agreed_at is None:  # nothing is said before its time is over, as when nobody answers
        Concern.system.filter(pk=concern.pk).update(ended_as=concern.ended_as or rules.LAPSED)
        return
    end(concern, rules.STOPPED, "put_down", [pk for pk in all_around(concern) if pk != blocker_id])


def _step_apart(one: int, other: int) -> None:
    for pk, apart in ((one, other), (other, one)):
        asked = Beside.objects.filter(member=pk, concern__ended_at=None).filter(Q(concern__by=apart) | Q(concern__other=apart))
        for beside in asked.select_related("concern"):
            _step_back_by_block(beside)


def _step_back_by_block(beside) -> None:
    """A proposal that nobody has answered stays as it looks to its facilitator, and lapses."""
    if beside.concern.agreed_at is None:
        Concern.system.filter(pk=beside.concern_id, ended_as="").update(ended_as=rules.LAPSED)
    elif beside.yes:
        leave(beside)


def leave(beside) -> None:
    """They stand there no more, and read nothing there any more."""
    now = clock.now()
    Beside.objects.filter(pk=beside.pk).update(yes=False, answered_at=now)
    for name in ("facilitator", "supporter_of_by", "supporter_of_other"):
        Concern.system.filter(pk=beside.concern_id, **{name: beside.member_id}).update(**{name: None})


def forget_line(concerns) -> None:
    """The line of these, and the key it was sealed with: then it is unreadable in old backups too."""
    for pk in list(concerns.exclude(line=None).values_list("pk", flat=True)):
        Concern.system.filter(pk=pk).update(line=None, line_by=None, line_agreed_at=None)
        if DataKey.objects.filter(owner=pk).exists():
            keyring.destroy(pk)


def forget_what_one_wrote(owner: int) -> None:
    """Their key is gone, and the words of their steps with it; the line that both wrote goes too."""
    with transaction.atomic():
        theirs = Concern.system.filter(Q(by=owner) | Q(other=owner))
        forget_line(theirs)
        for concern in theirs.open().select_for_update():
            put_down_by_leaving(concern, owner)


def put_down_by_leaving(concern, member_id: int) -> None:
    if concern.agreed_at is None:
        Concern.system.filter(pk=concern.pk).update(ended_as=concern.ended_as or rules.LAPSED)
    else:
        end(concern, rules.STOPPED, "put_down", [pk for pk in all_around(concern) if pk != member_id])

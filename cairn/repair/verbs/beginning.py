"""Beginning to work something out, and being asked whether one would."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import rules as circles
from cairn.members.models import Member
from cairn.repair import rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Beside, Concern
from cairn.repair.verbs.breathing import breathe_apart


@act
def begin(other, *, by, circle=None) -> Concern:
    """Ask `other` once, kindly, whether they would work something out. What `by` thinks of it is written later."""
    require(other.pk != by.pk, _("This is for something between you and somebody else."))
    require(not rules.are_apart(by, other), _("This cannot be begun just now."))
    require(circle is None or circles.sits(by, circle), _("You have no seat in this circle."))
    _hold(by, other)
    standing = _standing_between(by, other, seen_by=by)
    if standing is not None:
        return standing
    require(not rules.asked_lately(by, other), _("You have asked them not long ago. For now it rests with them whether to begin."))
    concern = Concern.system.create(by=by, other=other, circle=circle, asked_at=clock.now(), due_at=clock.now() + rules.ANSWER_WITHIN)
    tell(ConcernMoved(concern.pk, "asked", (other.pk,)))
    return concern


def _hold(one, other) -> None:
    """Two who begin with each other at once begin one thing."""
    list(Member.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk").values_list("pk"))


def _standing_between(one, other, *, seen_by) -> Concern | None:
    """What is open between them already, as `seen_by` knows it. A proposal that nobody answered, and what they
    themselves said no to, make room."""
    both = Q(by=one, other=other) | Q(by=other, other=one)
    for concern in Concern.system.open().filter(both).select_for_update():
        if concern.agreed_at or concern.by_id == seen_by.pk and concern.asked_at or rules.may_answer(seen_by, concern):
            return concern
        Concern.system.filter(pk=concern.pk).update(ended_at=clock.now(), ended_as=concern.ended_as or rules.LAPSED, due_at=None)
    return None


@act
def propose(one, other, circle, *, by) -> Concern:
    """Who holds the circle thinks that two of its people might work something out, and would be there. They are
    asked one after the other. Where there is a block, or something stands between them already, nobody is asked,
    and it looks to the facilitator as if nobody had answered."""
    require(rules.may_propose(by, circle), _("The people who hold this circle can propose this."))
    require(one.pk != other.pk and by.pk not in (one.pk, other.pk), _("Choose two people who sit in this circle."))
    require(circles.sits(one, circle) and circles.sits(other, circle), _("Choose two people who sit in this circle."))
    require(not rules.proposed_lately(by, one, other), _("You have proposed this not long ago. For now it rests with them."))
    both = Q(by=one, other=other) | Q(by=other, other=one)
    quiet = Concern.system.open().filter(both).exists() or any(rules.are_apart(*two) for two in ((one, other), (by, one), (by, other)))
    now = clock.now()
    concern = Concern.system.create(
        by=one, other=other, circle=circle, facilitator=by, due_at=now + rules.ANSWER_WITHIN, ended_as=rules.LAPSED if quiet else ""
    )
    Beside.objects.create(concern=concern, member=by, by=by, answered_at=now, yes=True)
    if not quiet:
        tell(ConcernMoved(concern.pk, "proposed", (one.pk,)))
    return concern


@act
def answer(concern, *, yes: bool, by) -> Concern:
    """Yes, or not now. A no is not told before its time is over, and then in the words that stand for no answer."""
    concern = still(concern)
    if concern.agreed_at and by.pk == concern.other_id and yes:
        return concern
    require(rules.may_answer(by, concern), _("This is not open any more."))
    if not yes:
        Concern.system.filter(pk=concern.pk).update(ended_as=rules.DECLINED, ended_by=by)
    elif by.pk == concern.by_id:
        Concern.system.filter(pk=concern.pk).update(asked_at=clock.now(), due_at=clock.now() + rules.ANSWER_WITHIN)
        tell(ConcernMoved(concern.pk, "asked", (concern.other_id,)))
    else:
        _set_out(concern)
    return still(concern)


def _set_out(concern) -> None:
    """Both would: first a day apart."""
    now = clock.now()
    Concern.system.filter(pk=concern.pk).update(agreed_at=now, step=Concern.BREATHE, due_at=now + rules.BREATH)
    breathe_apart(concern)
    tell(ConcernMoved(concern.pk, "willing", tuple(sorted({concern.by_id, concern.facilitator_id} - {None}))))


def still(concern) -> Concern:
    """The concern as it is now; nobody else moves it until this act is over."""
    return Concern.system.select_for_update(of=("self",)).select_related("by", "other", "circle").get(pk=concern.pk)

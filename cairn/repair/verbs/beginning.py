"""Beginning to work something out, and being asked whether one would."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import rules as circles
from cairn.members.models import Member
from cairn.repair import queries, rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Beside, Concern
from cairn.repair.verbs.breathing import breathe_apart
from cairn.safety.verbs import require_no_waiting


@act
def begin(other, *, by, circle=None) -> Concern:
    """Ask `other` once, kindly, whether they would work something out. What `by` thinks of it is written later."""
    require(other.pk != by.pk, _("This is for something between you and somebody else."))
    require(not rules.are_apart(by, other), _("This cannot be begun just now."))
    require(circle is None or circles.sits(by, circle), _("You have no seat in this circle."))
    require_no_waiting(by)
    _hold(by, other)
    there = queries.between(by, other, circle)
    standing = _standing(there.known, other, circle, seen_by=by)
    if standing is not None:
        return standing
    require(not there.lately, _("You have asked them not long ago. For now it rests with them whether to begin."))
    return _asked(by, other, circle, unheard=there.elsewhere)


def _hold(one, other) -> None:
    """Two who begin with each other at once begin one thing."""
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=[one.pk, other.pk]).order_by("pk").values_list("pk"))


def _standing(known: list[Concern], other, circle, *, seen_by) -> Concern | None:
    """What is open between them already, as `seen_by` knows it. A proposal that nobody answered, and what they
    themselves said no to, make room; but not where the other would learn by it that two names are of one person."""
    for concern in known:
        if concern.agreed_at or concern.by_id == seen_by.pk and concern.asked_at or rules.may_answer(seen_by, concern):
            return concern
    for concern in known:
        if queries.is_known_as(seen_by, circle, concern):
            Concern.system.filter(pk=concern.pk).update(ended_at=clock.now(), ended_as=concern.ended_as or rules.LAPSED, due_at=None)
    return None


def _asked(by, other, circle, *, unheard: bool) -> Concern:
    """Where the two have to do with each other already under other names, nobody hears of this one; to whoever began
    it looks like one that is not answered. Anything else would say that two names are of one person."""
    now = clock.now()
    ended_as = rules.LAPSED if unheard else ""
    concern = Concern.system.create(by=by, other=other, circle=circle, asked_at=now, due_at=now + rules.ANSWER_WITHIN, ended_as=ended_as)
    if not unheard:
        tell(ConcernMoved(concern.pk, "asked", (other.pk,)))
    return concern


@act
def propose(one, other, circle, *, by) -> Concern:
    """Who holds the circle thinks that two of its people might work something out, and would be there. They are
    asked one after the other. Where there is a block, or something stands between them already, or it was proposed
    not long ago under other names of theirs, nobody is asked, and it looks to the facilitator as if nobody had answered."""
    require(rules.may_propose(by, circle), _("The people who hold this circle can propose this."))
    require(one.pk != other.pk and by.pk not in (one.pk, other.pk), _("Choose two people who sit in this circle."))
    require(circles.sits(one, circle) and circles.sits(other, circle), _("Choose two people who sit in this circle."))
    require_no_waiting(by)
    elsewhere = queries.proposed_elsewhere(by, one, other, circle)
    require(all(elsewhere), _("You have proposed this not long ago. For now it rests with them."))
    quiet = bool(elsewhere) or _is_in_the_way(one, other, by)
    now = clock.now()
    concern = Concern.system.create(
        by=one, other=other, circle=circle, facilitator=by, due_at=now + rules.ANSWER_WITHIN, ended_as=rules.LAPSED if quiet else ""
    )
    Beside.objects.create(concern=concern, member=by, by=by, answered_at=now, yes=True)
    if not quiet:
        tell(ConcernMoved(concern.pk, "proposed", (one.pk,)))
    return concern


def _is_in_the_way(one, other, by) -> bool:
    """Something stands between the two already, or a block between any two of the three."""
    return Concern.system.open().filter(rules.of_the_two(one, other)).exists() or any(
        rules.are_apart(*two) for two in ((one, other), (by, one), (by, other))
    )


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

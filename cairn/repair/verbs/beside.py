"""Bringing somebody: the facilitator for both, a supporter for oneself. They are asked, and may say no."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import rules as circle_rules
from cairn.repair import rules
from cairn.repair.happenings import BesideMoved
from cairn.repair.models import Beside, Concern, Step
from cairn.repair.verbs.beginning import still
from cairn.repair.verbs.ending import leave


@act
def bring(concern, member, *, supporter: bool, by) -> Beside:
    """Ask `member` to stand beside: as a supporter of `by`, or as the circle's facilitator for both. Somebody who is
    blocked with one of the two is not asked, and it looks as if they had not answered."""
    concern = still(concern)
    require(rules.is_one_of_two(by, concern) and rules.is_walking(concern), _("This is not open just now."))
    require(concern.circle_id is not None, _("There is no circle around this."))
    require(not rules.is_one_of_two(member, concern), _("This is for somebody else in your circle."))
    fitting = circle_rules.sits if supporter else circle_rules.holds
    require(fitting(member, concern.circle), _("This is for somebody else in your circle."))
    require(not _has_one(concern, by, supporter), _("Somebody is there already, or has been asked."))
    beside, new = Beside.objects.get_or_create(concern=concern, member=member, defaults={"of": by if supporter else None, "by": by})
    if not new:
        require(beside.yes is None and beside.asked_at < clock.now() - rules.ANSWER_WITHIN, _("They have been asked already."))
        Beside.objects.filter(pk=beside.pk).update(of=by if supporter else None, by=by, asked_at=clock.now())
    if not any(rules.are_apart(member, one) for one in (concern.by, concern.other)):
        tell(BesideMoved(beside.pk, "asked", (member.pk,)))
    return beside


def _has_one(concern, by, supporter: bool) -> bool:
    """Somebody said yes, or was asked within the days that an answer may take."""
    asked = Beside.objects.filter(concern=concern, of=by if supporter else None)
    return asked.filter(yes=True).exists() or asked.filter(yes=None, asked_at__gt=clock.now() - rules.ANSWER_WITHIN).exists()


@act
def answer_beside(beside, *, yes: bool, by) -> Beside:
    """They would, or not this time. From now on, and not before, they read."""
    concern = still(beside.concern)
    beside = Beside.objects.get(pk=beside.pk)
    require(beside.member_id == by.pk and rules.is_walking(concern), _("This is not open any more."))
    require(not any(rules.are_apart(by, one) for one in (concern.by, concern.other)), _("This is not open any more."))
    if beside.yes is not None:
        return beside
    beside.answered_at, beside.yes = clock.now(), yes
    beside.save(update_fields=["answered_at", "yes"])
    if yes:
        Concern.system.filter(pk=concern.pk).update(**{_place(beside, concern): by})
    tell(BesideMoved(beside.pk, "came" if yes else "not_now", rules.the_two(concern) if yes else (beside.by_id,)))
    return beside


def _place(beside, concern) -> str:
    if beside.of_id is None:
        return "facilitator"
    return "supporter_of_by" if beside.of_id == concern.by_id else "supporter_of_other"


@act
def step_back(beside, *, by) -> None:
    """They go, or whoever brought them lets them go. The facilitator is there for both, and goes by themselves."""
    require(by.pk in (beside.member_id, beside.of_id), _("Only they can step back."))
    concern = still(beside.concern)
    beside = Beside.objects.get(pk=beside.pk)
    if beside.yes:
        leave(beside)
        tell(BesideMoved(beside.pk, "left", tuple(pk for pk in rules.the_two(concern) if pk != by.pk)))


@act
def keep_again(concern, *, by) -> None:
    """What I wrote stays as it is, and whoever has come since may read it."""
    concern = still(concern)
    require(rules.is_one_of_two(by, concern) and rules.is_walking(concern), _("This is not open just now."))
    Step.objects.filter(concern=concern, member=by).update(at=clock.now())

"""The steps that both walk: what happened, for me; how it was for the other; what would help; and looking back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.repair import rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Concern, Step
from cairn.repair.verbs.beginning import still
from cairn.safety.verbs import require_no_waiting, screen


def _require_step(concern, step: str, by) -> None:
    require(rules.is_one_of_two(by, concern), _("Only the two people write here."))
    require(rules.is_open(concern, step), _("This step is not open just now."))


def _require_written(by, words) -> None:
    """Nobody reads along here, so nobody can read first what somebody new writes while the space is quiet."""
    require(bool(words), _("Nothing is written here yet."))
    require_no_waiting(by)


@act
def write_happened(concern, parts: dict[str, str], *, ready: bool, by) -> Concern:
    """What happened, for me: `parts` by the names of the three prompts. Writing anew takes an earlier "it may be
    read" back, unless it is said again. Once both have said so, both are shown, and the next step opens."""
    concern = still(concern)
    _require_step(concern, Concern.HAPPENED, by)
    if ready or any(parts.values()):
        _require_written(by, any(parts.values()))
    steps = [_keep(concern, by, kind, parts.get(kind, ""), may_be_shown=ready) for kind in rules.PARTS]
    _screen(steps[0], "\n\n".join(filter(None, parts.values())), by)
    if both_are_ready(concern):
        _show_what_happened(concern)
    else:
        _goes_on(concern)
    return still(concern)


def _keep(concern, by, kind: str, words: str, *, may_be_shown: bool, **more) -> Step:
    step = Step.objects.filter(concern=concern, member=by, kind=kind).first() or Step(concern=concern, member=by, kind=kind)
    step.words, step.may_be_shown, step.at = words or None, may_be_shown, clock.now()
    for name, value in more.items():
        setattr(step, name, value)
    step.save()
    return step


def _screen(step, words: str, by) -> None:
    """As letters are: the writer's own card, and a responder only when they ask for one."""
    screen("step", step.pk, words, by=by, told=False, where=_("in something you work out"), href=reverse("concern", args=[step.concern_id]))


def both_are_ready(concern) -> bool:
    ready = Step.objects.filter(concern=concern, kind__in=rules.PARTS, may_be_shown=True)
    return set(ready.values_list("member", flat=True)) == set(rules.the_two(concern))


def _show_what_happened(concern) -> None:
    Step.objects.filter(concern=concern, kind__in=rules.PARTS).update(shown_at=clock.now())
    open_step(concern, Concern.HEAR)


def open_step(concern, step: str, what: str = "opened") -> None:
    """It is open from now, is asked after once, and lapses. Both hear of it, and who stands beside them."""
    now = clock.now()
    Concern.system.filter(pk=concern.pk).update(step=step, opened_at=now, reminded_at=None, due_at=now + rules.REMIND_AFTER)
    tell(ConcernMoved(concern.pk, what, all_around(concern)))


def all_around(concern) -> tuple[int, ...]:
    """The two, and who stands beside them."""
    return tuple(sorted({*rules.the_two(concern), concern.facilitator_id, concern.supporter_of_by_id, concern.supporter_of_other_id} - {None}))


def _goes_on(concern) -> None:
    """Something was written: it is not forgotten."""
    wait = rules.LAPSE_AFTER - rules.REMIND_AFTER if concern.reminded_at else rules.REMIND_AFTER
    Concern.system.filter(pk=concern.pk).update(due_at=clock.now() + wait)


@act
def write_heard(concern, words: str, *, by) -> Concern:
    """One thing that I understood of how it was for the other. They read it now, and say whether that is it."""
    concern = still(concern)
    _require_step(concern, Concern.HEAR, by)
    _require_written(by, words)
    mine = Step.objects.filter(concern=concern, member=by, kind=rules.HEAR).first()
    require(mine is None or not mine.yes, _("They have said that this is it."))
    _screen(_keep(concern, by, rules.HEAR, words, may_be_shown=True, shown_at=clock.now(), yes=None), words, by)
    _goes_on(concern)
    tell(ConcernMoved(concern.pk, "to_read", (rules.other_id(concern, by.pk),)))
    return still(concern)


@act
def write_helps(concern, words: str, *, by) -> Concern:
    """What would help. Shown once both have written; whoever writes anew asks for the other's yes anew."""
    concern = still(concern)
    _require_step(concern, Concern.HELPS, by)
    _require_written(by, words)
    _screen(_keep(concern, by, rules.HELPS, words, may_be_shown=True, yes=None), words, by)
    written = Step.objects.filter(concern=concern, kind=rules.HELPS)
    if written.count() == 2:
        written.update(shown_at=clock.now())
        tell(ConcernMoved(concern.pk, "to_read", (rules.other_id(concern, by.pk),)))
    _goes_on(concern)
    return still(concern)


@act
def answer_step(concern, *, yes: bool, seen: str, by) -> Concern:
    """To what the other wrote at this step, and to no other words than these: "yes, that is it" or "not quite";
    "I can go with this" or "not yet"."""
    concern = still(concern)
    kind = {Concern.HEAR: rules.HEAR, Concern.HELPS: rules.HELPS}.get(concern.step, "")
    _require_step(concern, concern.step if kind else "", by)
    theirs = Step.objects.filter(concern=concern, member=rules.other_id(concern, by.pk), kind=kind, shown_at__isnull=False).first()
    require(theirs is not None and rules.seen(theirs.words) == seen, _("They have written it anew in the meantime. Please read it once more."))
    if theirs.yes == yes:
        return concern
    Step.objects.filter(pk=theirs.pk).update(yes=yes)
    if _both_said_yes(concern, kind):
        _after(concern, kind)
    else:
        _goes_on(concern)
        tell(ConcernMoved(concern.pk, "answered", (theirs.member_id,)))
    return still(concern)


def _both_said_yes(concern, kind: str) -> bool:
    return Step.objects.filter(concern=concern, kind=kind, yes=True).count() == 2


def _after(concern, kind: str) -> None:
    if kind == rules.HEAR:
        open_step(concern, Concern.HELPS)
    else:
        wait_a_week(concern, "agreed")


def wait_a_week(concern, what: str) -> None:
    Concern.system.filter(pk=concern.pk).update(step=Concern.BACK, opened_at=None, reminded_at=None, due_at=clock.now() + rules.WEEK)
    tell(ConcernMoved(concern.pk, what, all_around(concern)))


@act
def answer_back(concern, *, yes: bool, by) -> Concern:
    """A week later: mended, or not yet. One "not yet" gives one week more; after that it is put down for now."""
    from cairn.repair.verbs.ending import end

    concern = still(concern)
    _require_step(concern, Concern.BACK, by)
    kind = back_kind(concern)
    _keep(concern, by, kind, "", may_be_shown=True, shown_at=clock.now(), yes=yes)
    said = list(Step.objects.filter(concern=concern, kind=kind).values_list("yes", flat=True))
    if len(said) < 2:
        _goes_on(concern)
    elif all(said):
        end(concern, rules.MENDED, "mended", all_around(concern))
    elif kind == rules.BACK:
        wait_a_week(concern, "not_yet")
    else:
        end(concern, rules.STOPPED, "put_down", all_around(concern))
    return still(concern)


def back_kind(concern) -> str:
    """The first looking back, or the one after one more week."""
    return rules.AGAIN if Step.objects.filter(concern=concern, kind=rules.BACK).count() == 2 else rules.BACK

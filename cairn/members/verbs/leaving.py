"""Leaving the space, changing one's mind, and being erased."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.live.verbs import hang_up
from cairn.members import passwords, rules
from cairn.members.happenings import CoordinatorNamed, Erased, ErasingPutOff, Left, Stayed
from cairn.members.models import Member, SignedIn

TO_CHANGE_ONES_MIND = timedelta(days=14)
AT_A_TICK = 20


@act
def leave(*, answers_stand: bool = False, by: Member) -> None:
    """Leave. For two weeks signing in takes it back; then the clock erases. Tells Left, once."""
    require(_somebody_runs_it_without(by), _("You are the only coordinator. Name another one first, so that somebody is there for the people who stay."))
    _go(by.pk, erase_at=clock.now() + TO_CHANGE_ONES_MIND, answers_stand=answers_stand)


@act
def erase_me(*, answers_stand: bool = False, by: Member) -> None:
    """Leave and be erased at once: nobody can take it back. Also for whoever was asked to go, whatever waits for an answer."""
    require(_somebody_runs_it_without(by), _("You are the only coordinator. Name another one first, so that somebody is there for the people who stay."))
    if not _go(by.pk, erase_at=clock.now(), answers_stand=answers_stand):
        Member.objects.filter(pk=by.pk, ended_at__isnull=False, erased_at=None).update(answers_stand=answers_stand)
    erase(by.pk)


def _somebody_runs_it_without(member: Member) -> bool:
    """Of two who go at once, the second finds the first gone: all who run the space are held, in the same order."""
    running = Member.objects.here().filter(Q(coordinator_since__isnull=False) | Q(pk=member.pk))
    list(running.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return rules.may_leave(Member.objects.get(pk=member.pk))


@act
def end_membership(member: Member, *, until=None) -> None:
    """For whoever decided that somebody may not stay. They may appeal `until` (two weeks by default); then what is
    theirs is erased as if they had left by themselves. Who may decide it is for safety to say.

    Somebody who has left by themselves meanwhile does not come back by signing in; they are erased when they were to
    be, and may appeal until then."""
    require(_somebody_runs_it_without(member), _("They are the only coordinator by now. Another one is named first, so that somebody is there for the people who stay."))
    until = until or clock.now() + TO_CHANGE_ONES_MIND
    if _go(member.pk, erase_at=until, ended_at=clock.now()):
        Member.objects.filter(pk=member.pk).update(paused_until=until)
    else:
        now = clock.now()
        Member.objects.filter(pk=member.pk, ended_at=None, erased_at=None, erase_at__gt=now).update(ended_at=now, paused_until=F("erase_at"))


@act
def let_back(member: Member) -> None:
    """The decision did not stand: they may sign in again, and everything is theirs as before but their seats. Whoever
    had left by themselves before it is not fetched back: they have left, and signing in takes it back."""
    left_before = Member.objects.filter(pk=member.pk, erased_at=None, left_at__lt=F("ended_at"))
    if not left_before.update(ended_at=None, paused_until=None):
        _come_back(member.pk, ended_at__isnull=False)


@act
def put_off_erasing(member: Member, *, until) -> None:
    """For whoever's membership was ended, while their answer is waited for. Tells ErasingPutOff."""
    ended = Member.objects.filter(pk=member.pk, ended_at__isnull=False, erased_at=None, erase_at__lt=until)
    if ended.select_for_update(no_key=True).first():
        ended.update(paused_until=until, erase_at=until)
        tell(ErasingPutOff(member.pk))


@act
def stay(*, by: Member) -> None:
    """Signing in within the two weeks: they never left. Tells Stayed, once."""
    now = Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    require(now.erased_at or now.ended_at is None, _("Your membership was ended meanwhile. When you sign in again, you can read why."))
    require(now.left_at is None or rules.may_stay(now), _("What was here of you has been erased."))
    _come_back(by.pk, ended_at=None)


def _go(pk: int, *, erase_at, **facts) -> bool:
    Member.objects.select_for_update().filter(pk=pk).first()  # once their acts that are under way are done
    going = Member.objects.filter(pk=pk, left_at=None)
    if not going.update(left_at=clock.now(), erase_at=erase_at, **facts):
        return False
    SignedIn.objects.filter(member=pk).delete()
    hang_up(pk)
    tell(Left(pk))
    return True


def _come_back(pk: int, **how) -> None:
    left = Member.objects.filter(pk=pk, left_at__isnull=False, erased_at=None, erase_at__isnull=False, **how)
    if left.select_for_update(no_key=True).first():
        tell(Stayed(pk))  # first: what was taken back is known by the moment that is forgotten here
        left.update(left_at=None, erase_at=None, ended_at=None, answers_stand=False, **({"paused_until": None} if "ended_at__isnull" in how else {}))


@act
def erase(pk: int) -> None:
    """Everything a member wrote becomes unreadable, and what is theirs is deleted. A nameless row stays, so that
    what others wrote keeps its place. Safe to repeat. Tells Erased."""
    member = Member.objects.select_for_update().filter(pk=pk, erased_at=None).first()
    if member is None:
        return
    tell(Erased(pk, member.answers_stand))
    if not member.answers_stand:  # else the rooms have given the key anew, for what stands
        keyring.destroy(pk)
    _without_a_name(pk)


def _without_a_name(pk: int) -> None:
    """What is left says that somebody was here, and nothing else."""
    now = clock.now()
    Member.objects.filter(pk=pk).update(
        name=b"", stone="", sign_in_name=None, handle=None, password=passwords.hashed(None), mail=None, mail_digest=None,
        mail_proven_at=None, leave_to=None, languages=[], language="en", zone="UTC", hours=0, likeness_since=None,
        coordinator_since=None, responder_since=None, paused_until=None, duty_rests_until=None, erase_at=None, erased_at=now,
    )


@clock.due("members.erase", every=timedelta(seconds=30))
def erase_who_left() -> None:
    """Whose two weeks are over. A killed process leaves the row due, and it is found again."""
    due = Member.objects.filter(erase_at__lte=clock.now(), erased_at=None).order_by("erase_at")
    for pk in list(due.values_list("pk", flat=True)[:AT_A_TICK]):
        erase(pk)


@act
def name_coordinator(member: Member, *, by: Member) -> None:
    """One more who runs the space. Tells CoordinatorNamed, once."""
    require(by.is_coordinator, _("Only a coordinator names another one."))
    if Member.objects.here().filter(pk=member.pk, coordinator_since=None).update(coordinator_since=clock.now()):
        tell(CoordinatorNamed(member.pk, by.pk))

"""Leaving the space, changing one's mind, and being erased."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.live.verbs import hang_up
from cairn.members import passwords, rules
from cairn.members.happenings import CoordinatorNamed, Erased, Left, Stayed
from cairn.members.models import Member, SignedIn

TO_CHANGE_ONES_MIND = timedelta(days=14)
AT_A_TICK = 20


@act
def leave(*, answers_stand: bool = False, by: Member) -> None:
    """Leave. For two weeks signing in takes it back; then the clock erases. Tells Left, once."""
    require(rules.may_leave(by), _("You are the only coordinator. Name another one first, so that somebody is there for the people who stay."))
    _go(by.pk, erase_at=clock.now() + TO_CHANGE_ONES_MIND, answers_stand=answers_stand)


@act
def erase_me(*, answers_stand: bool = False, by: Member) -> None:
    """Leave and be erased at once: nobody can take it back. Also for whoever was asked to go, whatever waits for an answer."""
    require(rules.may_leave(by), _("You are the only coordinator. Name another one first, so that somebody is there for the people who stay."))
    if not _go(by.pk, erase_at=clock.now(), answers_stand=answers_stand):
        Member.objects.filter(pk=by.pk, ended_at__isnull=False, erased_at=None).update(answers_stand=answers_stand)
    erase(by.pk)


@act
def end_membership(member: Member, *, until=None) -> None:
    """For whoever decided that somebody may not stay. They may appeal `until` (two weeks by default); then what is
    theirs is erased as if they had left by themselves. Who may decide it is for safety to say."""
    until = until or clock.now() + TO_CHANGE_ONES_MIND
    if _go(member.pk, erase_at=until, ended_at=clock.now()):
        Member.objects.filter(pk=member.pk).update(paused_until=until)


@act
def let_back(member: Member) -> None:
    """The decision did not stand: they may sign in again, and everything is theirs as before but their seats."""
    _come_back(member.pk, ended_at__isnull=False)


@act
def stay(*, by: Member) -> None:
    """Signing in within the two weeks: they never left. Tells Stayed, once."""
    require(rules.may_stay(by), _("What was here of you has been erased."))
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
    if left.exists():
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

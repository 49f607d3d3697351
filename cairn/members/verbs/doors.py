"""Coming in, being let in, and inviting."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock, crypto, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.ids import new_id, new_token
from cairn.base.rules import require
from cairn.members import names, passwords, rules
from cairn.members.happenings import CameIn, LetIn
from cairn.members.models import Agreement, Consent, Invitation, Member, Passkey, SetupLink, SignedIn, Space
from cairn.members.passkeys import NewPasskey
from cairn.members.queries import agreement_of, digest_of_sign_in_name, sign_in_name_is_free, the_space

INVITATION_LASTS = timedelta(days=14)


def come_in(*, name, stone, languages, zone, sign_in_name=None, password=None, passkey: NewPasskey | None = None, invitation=None) -> Member:
    """Become a member, by a passkey or by a private sign-in name and a password, and consent to the
    space's agreement in force. `invitation` (an Invitation) is used up. Tells CameIn."""
    return _come_in(
        name=name, stone=stone, languages=languages, zone=zone,
        sign_in_name=sign_in_name, secret=passwords.hashed(password), passkey=passkey, invitation=invitation,
    )


@act
def _come_in(*, passkey, invitation, **facts) -> Member:
    space = the_space()
    # Asked of the row: a process may remember the space for some seconds as it was before it was made quiet.
    require(Space.objects.filter(quiet_since=None).exists(), _("Nobody new comes in for a while. Please try again another day; whoever is here already can sign in."))
    require(rules.may_come_in(space, invitation), _("This space needs an invitation. Ask somebody who is here, or the organisation that runs it."))
    waiting = rules.waits_at_the_door(space, invitation)
    member = _new_member(passkey=passkey, language=space.language, welcomed_at=None if waiting else clock.now(), **facts)
    if invitation is not None:
        _use(invitation, member)
    agreement = agreement_of()
    if agreement:
        Consent.objects.create(member=member, agreement=agreement)
    tell(CameIn(member.pk, waiting))
    return member


def come_in_as_coordinator(*, link_code, name, stone, languages, zone, sign_in_name=None, password=None, passkey: NewPasskey | None = None) -> Member:
    """The first coordinator comes in before the space is there; set_up_space() follows. Consents
    to the agreement there, and tells nothing: nobody is here to hear it."""
    return _come_in_as_coordinator(
        link_code=link_code, name=name, stone=stone, languages=languages, zone=zone,
        sign_in_name=sign_in_name, secret=passwords.hashed(password), passkey=passkey,
    )


@act
def _come_in_as_coordinator(*, link_code, **facts) -> Member:
    require(the_space() is None, _("This space has been set up already."))
    good = SetupLink.objects.filter(digest=crypto.digest("set-up", link_code)).exists()
    require(good, _("This link has been used or replaced. Ask for a new one where Cairn runs."))
    return _new_member(welcomed_at=clock.now(), coordinator_since=clock.now(), **facts)


def _new_member(*, name, stone, languages, zone, sign_in_name, secret, passkey, **facts) -> Member:
    require(passkey is not None or bool(sign_in_name), _("Choose a way to come back."))
    require(not sign_in_name or sign_in_name_is_free(sign_in_name), names.not_this_one())
    pk = new_id()
    keyring.make(pk)  # first: everything about them is sealed with it
    member = Member(
        id=pk, name=name, stone=stone, languages=list(languages), zone=zone, password=secret,
        sign_in_name=sign_in_name or None, handle=digest_of_sign_in_name(sign_in_name) if sign_in_name else None, **facts,
    )
    member.save(force_insert=True)
    if passkey is not None:
        Passkey.objects.create(member=member, credential=passkey.credential, public_key=passkey.public_key, count=passkey.count, label=passkey.label)
    return member


def _use(invitation: Invitation, member: Member) -> None:
    """One link lets one person in, also when two press at once."""
    fresh = Invitation.objects.filter(pk=invitation.pk, taken_at=None, ends_at__gt=clock.now())
    used = fresh.update(taken_by=member, taken_at=clock.now())
    require(used == 1, _("This invitation has been used, or its time has passed. Ask for a new one."))


@act
def let_in(member: Member, *, by: Member) -> None:
    """Welcome somebody who waits at the door. Tells LetIn, once."""
    require(rules.may_let_in(by), _("The coordinator lets people in."))
    waiting = Member.objects.filter(pk=member.pk, welcomed_at=None, left_at=None)
    if waiting.update(welcomed_at=clock.now()):
        tell(LetIn(member.pk))


@act
def not_now(member: Member, *, by: Member) -> None:
    """Say kindly that they cannot come in now. What they gave is erased with their key; signing in
    again tells them so, once more kindly."""
    require(rules.may_let_in(by), _("The coordinator answers people at the door."))
    waiting = Member.objects.filter(pk=member.pk, welcomed_at=None, left_at=None)
    if waiting.update(left_at=clock.now(), mail=None, mail_digest=None, sign_in_name=None):
        keyring.destroy(member.pk)
        SignedIn.objects.filter(member=member).delete()


@act
def invite(*, circle=None, by: Member) -> tuple[Invitation, str]:
    """A link for one person, good for two weeks. Gives (invitation, code); the code is kept nowhere.
    Who may invite to a circle is for circles to say."""
    require(circle is not None or by.is_coordinator, _("The coordinator invites people to the space."))
    code = new_token()
    invitation = Invitation.objects.create(
        digest=crypto.digest("invitation", code), circle=circle, by=by, ends_at=clock.now() + INVITATION_LASTS
    )
    return invitation, code


@act
def end_invitation(invitation: Invitation, *, by: Member) -> None:
    """Take an unused link back."""
    require(invitation.by_id == by.pk or by.is_coordinator, _("Only whoever made an invitation can take it back."))
    Invitation.objects.filter(pk=invitation.pk, taken_at=None).delete()


@act
def consent(agreement: Agreement, *, by: Member) -> None:
    """Say yes to this version of an agreement."""
    Consent.objects.bulk_create([Consent(member=by, agreement=agreement)], ignore_conflicts=True)

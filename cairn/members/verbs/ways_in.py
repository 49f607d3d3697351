"""Passkeys, passwords, recovery codes, and the places somebody is signed in."""

import base64
import secrets
from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.live.verbs import hang_up
from cairn.members import names, opening, passwords, rules
from cairn.members.happenings import PasskeyRemoved, PasswordRemoved
from cairn.members.models import Member, Passkey, RecoveryCode, SignedIn
from cairn.members.passkeys import NewPasskey
from cairn.members.queries import digest_of_code, digest_of_sign_in_name, id_of_place
from cairn.notices.verbs import wake_nowhere

CODES = 10


@act
def new_recovery_codes(*, by: Member) -> list[str]:
    """Ten fresh codes of 100 random bits; older ones stop working. They are kept only as digests."""
    RecoveryCode.objects.filter(member=by).delete()
    codes = [_new_code() for _n in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(digest=digest_of_code(code), member=by) for code in codes])
    return codes


def _new_code() -> str:
    """"ABCDE-FGHIJ-KLMNO-PQRST": 20 characters of base32."""
    text = base64.b32encode(secrets.token_bytes(13)).decode()[:20]
    return "-".join(text[at : at + 5] for at in range(0, 20, 5))


@act
def use_recovery_code(code: str) -> Member | None:
    """The member this unused code belongs to; the code is used up."""
    row = RecoveryCode.objects.select_related("member").filter(digest=digest_of_code(code), used_at=None, member__in=Member.objects.may_come_in()).first()
    if row is None or not RecoveryCode.objects.filter(pk=row.pk, used_at=None).update(used_at=clock.now()):
        return None
    return row.member


def set_password(password: str, *, sign_in_name: str = "", by: Member) -> None:
    """A password, and with `sign_in_name` a new private name for it."""
    _set_password(passwords.hashed(password), sign_in_name=sign_in_name, by=by)


@act
def _set_password(secret: str, *, sign_in_name: str, by: Member) -> None:
    require(bool(sign_in_name or by.handle), _("Choose a sign-in name as well."))
    if sign_in_name:
        handle = digest_of_sign_in_name(sign_in_name)
        require(not Member.objects.filter(handle=handle).exclude(pk=by.pk).exists(), names.not_this_one())
        by.sign_in_name, by.handle = sign_in_name, handle
    by.password = secret
    by.save(update_fields=["password", "sign_in_name", "handle"])


@act
def remove_password(*, by: Member) -> None:
    _as_it_stands(by)
    left = Passkey.objects.filter(member=by).count()
    require(rules.may_remove_way_in(by, passkeys=left), _("This is your last way in. Add a passkey first."))
    by.password, by.sign_in_name, by.handle = passwords.hashed(None), None, None
    by.save(update_fields=["password", "sign_in_name", "handle"])
    tell(PasswordRemoved(by.pk))


@act
def add_passkey(passkey: NewPasskey, *, by: Member) -> Passkey:
    require(not Passkey.objects.filter(credential=passkey.credential).exists(), _("This passkey is here already."))
    return Passkey.objects.create(member=by, credential=passkey.credential, public_key=passkey.public_key, count=passkey.count, label=passkey.label)


@act
def remove_passkey(passkey: Passkey, *, by: Member) -> None:
    require(passkey.member_id == by.pk, _("Only you can remove your passkeys."))
    row = _as_it_stands(by)
    left = Passkey.objects.filter(member=by).exclude(pk=passkey.pk).count()
    require(rules.may_remove_way_in(by, password=row.handle is not None, passkeys=left), _("This is your last way in. Add a passkey or a password first."))
    needed = opening.still_needed(by, passkey)
    require(not needed, needed)
    Passkey.objects.filter(pk=passkey.pk, member=by).delete()
    tell(PasskeyRemoved(by.pk, passkey.pk))


def _as_it_stands(by: Member) -> Member:
    """Held until the act is done: of two ways in that are removed at once, the second finds itself the last."""
    return Member.objects.select_for_update(no_key=True).get(pk=by.pk)


@act
def use_passkey(passkey: Passkey, count: int) -> None:
    """It was shown by its device; `count` is the device's own counter."""
    Passkey.objects.filter(pk=passkey.pk).update(count=count, used_on=clock.now().date())


@act
def end_place(place_id: str, *, by: Member) -> bool:
    """Sign out one place. False when it has ended already."""
    keys = SignedIn.objects.filter(member=by).values_list("session_key", flat=True)
    key = next((key for key in keys if id_of_place(key) == place_id), None)
    place = SignedIn.objects.filter(session_key=key).first() if key else None
    if place is None:
        return False
    hang_up(by.pk)  # which place a stream is held by is kept nowhere; those that stay signed in come back to theirs
    wake_nowhere(by=by, only={"device": place.device})  # which of them it was is in its sealed session: rather one too many
    return bool(SignedIn.objects.filter(pk=place.pk).delete()[0])


@act
def end_other_places(*, besides: str | None = None, by: Member) -> None:
    """Sign out everywhere but in the session with the key `besides`. No browser is woken any more, and what a page
    left open there was told by itself ends."""
    wake_nowhere(by=by)
    hang_up(by.pk)
    SignedIn.objects.filter(member=by).exclude(session_key=SignedIn.kept(besides)).delete()


@clock.due("old places", every=timedelta(hours=1))
def forget_old_places() -> None:
    """Sessions past their time."""
    SignedIn.objects.filter(expire_date__lt=clock.now()).delete()

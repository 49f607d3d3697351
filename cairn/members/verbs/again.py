"""Showing once more that it is oneself, before what nobody can undo: a session stays open for weeks, and devices are
shared. None of it is an act: what was counted of a wrong try must stand, and a derivation is slow.
"""

from django.utils.translation import gettext as _

from cairn.base.rules import Refused, require
from cairn.base.times import hour_of
from cairn.members import passkeys, passwords, queries, throttle
from cairn.members.models import Member
from cairn.members.verbs.ways_in import use_passkey


def show_secret(secret: str, *, by: Member) -> None:
    """Their password, or one of their recovery codes, which is not used up by it. Raises Refused with what to say;
    wrong ones are counted together with those at changing the password, as many as signing in allows."""
    who = by.handle or str(by.pk)
    if until := throttle.is_waiting(who):
        raise Refused(_("There have been many tries. Please wait until %(time)s. Nothing is lost meanwhile.") % {"time": hour_of(until)})
    if not queries.has_code(by, secret) and not _is_password(secret, by):
        throttle.wrong(who)
        raise Refused(_not_this(by))
    throttle.right(who)


def _is_password(secret: str, by: Member) -> bool:
    if by.handle is None:
        return False
    try:
        return passwords.matches(secret, by.password)
    except passwords.Busy:
        raise Refused(_("Many people are signing in at this moment. Please wait a little and press once more.")) from None


def _not_this(by: Member) -> str:
    if by.handle is None:
        return _("This is none of your recovery codes that are still good. It may have been used, or new codes were made since.")
    return _("This is neither your password nor a recovery code that is still good. Have another look: capital letters count in a password.")


def show_passkey(answer: str, session, *, by: Member) -> None:
    """One of their own passkeys, asked for in this session just now. Raises Refused."""
    credential = passkeys.credential_in(answer)
    passkey = next((one for one in queries.passkeys_of(by) if one.credential == credential), None)
    not_read = _("That passkey could not be read. Try again, or take the other way.")
    require(passkey is not None, not_read)
    try:
        count = passkeys.count_from(session, answer, passkey)
    except passkeys.NotBelieved:
        raise Refused(not_read) from None
    use_passkey(passkey, count)

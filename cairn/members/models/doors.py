"""Ways in: agreements and consent, invitations, passkeys, recovery codes, places signed in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from cairn.base import clock, crypto
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models.member import Member


class Agreement(models.Model):
    """One version of what everybody consents to: the space's own, or a circle's."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey("cairn.Circle", models.CASCADE, null=True, related_name="agreements")
    version = models.PositiveIntegerField()
    text = SealedText(owner=None)  # one sentence a line
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "version"], name="agreement_version"),
            models.UniqueConstraint(fields=["version"], condition=models.Q(circle=None), name="agreement_of_space"),
        ]


class Consent(models.Model):
    member = models.ForeignKey(Member, models.CASCADE, related_name="consents")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="consents")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "agreement"], name="consent_once")]


class Invitation(models.Model):
    """A link that lets one person in: to the space, and to a circle's seat when it names one."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    digest = models.CharField(max_length=64, unique=True)
    circle = models.ForeignKey("cairn.Circle", models.CASCADE, null=True, related_name="invitations")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)


class SetupLink(models.Model):
    """The one-time link that opens set-up for the first coordinator."""

    digest = models.CharField(max_length=64, primary_key=True)
    made_at = models.DateTimeField(default=clock.now)


class Passkey(models.Model):
    """A WebAuthn credential."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=700, unique=True)  # base64url
    public_key = models.BinaryField()
    count = models.BigIntegerField(default=0)
    label = SealedText(owner="member_id")
    made_at = models.DateTimeField(default=clock.now)
    used_on = models.DateField(null=True)


class RecoveryCode(models.Model):
    """One of ten; 100 random bits, so a keyed digest is as good as a slow hash."""

    digest = models.CharField(max_length=64, primary_key=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="recovery_codes")
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)


class SignedIn(AbstractBaseSession):
    """A session. It knows the member and a coarse device, never an address; its data is sealed, and its key
    kept as a digest: whoever reads this table can sign in with nothing of it."""

    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="places_signed_in")
    device = models.CharField(max_length=40, default="")  # "Firefox on Android"
    began_at = models.DateTimeField(default=clock.now)
    seen_on = models.DateField(null=True)

    @staticmethod
    def kept(session_key: str | None) -> str:
        """What stands in the table for the key in somebody's cookie."""
        return crypto.digest("session key", session_key or "")[:40]

    @classmethod
    def get_session_store_class(cls):
        from cairn.members.sessions import SessionStore

        return SessionStore

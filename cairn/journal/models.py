"""The vault's locks, and what is in it."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.members.models import Member


class OwnQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()

    def in_order(self):
        """The way they are tried: what costs least first."""
        return self.order_by("kind", "ref", "pk")


class EntryQuerySet(OwnQuerySet):
    def standing(self):
        return self.filter(gone_at=None)


class VaultLock(models.Model):
    """The member's vault key, wrapped under a key made of one of their secrets. The space's key does not open it."""

    PASSWORD, CODE, PASSKEY = "password", "code", "passkey"
    OWN, BEFORE = "own", "before"  # a passphrase of the vault's own; the sign-in password before it was changed

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    ref = models.CharField(max_length=64, default="")  # which code (its digest) or passkey (its id); of a password "" (the one to sign in), OWN, BEFORE
    salt = models.BinaryField()  # of the derivation, with what it costs before it; of a passkey the PRF's input
    wrapped = models.BinaryField()  # AES-GCM, crypto.seal's form
    made_at = models.DateTimeField(default=clock.now)

    objects = guarded(OwnQuerySet)
    system = system(OwnQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["member", "kind", "ref"], name="vault_lock_once")]


class Entry(models.Model):
    """One entry of the journal, sealed under the vault key: title, words and prompt as one JSON text."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    sealed = models.BinaryField()  # crypto.seal, bound to table, row and member
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True, db_index=True)  # let go by its writer; ten minutes later the row goes too

    objects = guarded(EntryQuerySet)
    system = system(EntryQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "-at"], name="entry_latest")]

"""The vault's locks, and what is in it."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.members.models import Member


class OwnQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class VaultLock(models.Model):
    """The member's vault key, wrapped under a key made of one of their secrets. The space's key does not open it."""

    PASSWORD, CODE, PASSKEY = "password", "code", "passkey"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    ref = models.CharField(max_length=64, default="")  # which code (its digest) or passkey (its id); "" the password
    salt = models.BinaryField()  # 16 bytes, of the derivation, or the PRF's input
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

    objects = guarded(OwnQuerySet)
    system = system(OwnQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "-at"], name="entry_latest")]

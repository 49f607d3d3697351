"""Rows that belong to no room: wrapped keys, kept promises not to do a thing twice, leases."""

import uuid

from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery

from cairn.base import clock

HOLDER = uuid.uuid4().hex


class DataKey(models.Model):
    """One owner's data key, wrapped by the space's key. Deleting the row erases all they wrote."""

    owner = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)

    @classmethod
    def along(cls, owner: str) -> Subquery:
        """The wrapped key of whoever `owner` names in a row, to come along with that row; `keyring.take` has it then."""
        return Subquery(cls.objects.filter(owner=OuterRef(owner)).values("wrapped")[:1])


class Once(models.Model):
    """An act that was done under a form's key, so that a second press does not do it again."""

    key = models.CharField(max_length=64, primary_key=True)
    done_at = models.DateTimeField(default=clock.now, db_index=True)
    answer = models.CharField(max_length=1200, default="")  # sealed by acts.py


class DayKey(models.Model):
    """The key of one day's digests, deleted with the day: what was counted under it can be joined to nobody."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField()


class Tally(models.Model):
    """How often something was tried from one place, as a digest under the day's key; never an address."""

    digest = models.CharField(max_length=64, primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)  # of a wait that was imposed


class Lease(models.Model):
    """Which process does a clock's work now. Lost leases run out by themselves."""

    name = models.CharField(max_length=60, primary_key=True)
    holder = models.CharField(max_length=40, default="")
    until = models.DateTimeField()

    @classmethod
    def take(cls, name: str, *, for_) -> bool:
        now = clock.now()
        with transaction.atomic():
            cls.objects.bulk_create([cls(name=name, until=now)], ignore_conflicts=True)
            free = cls.objects.filter(Q(until__lte=now) | Q(holder="") | Q(holder=HOLDER), name=name)
            return free.update(holder=HOLDER, until=now + for_) == 1

    @classmethod
    def give_back(cls, name: str) -> None:
        cls.objects.filter(name=name, holder=HOLDER).update(holder="")

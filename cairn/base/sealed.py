"""A model field that only ever reaches the database sealed.

    text = SealedText(owner="member_id")   # with the key of the member the row names
    name = SealedText(owner=None)          # with the space's own key

Assign and read plain str. Table, column, row and owner are bound as associated data, so a sealed
text that is copied to another row, column or person does not open (AES-GCM, docs in promises).
"""

import base64

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from cairn.base import crypto, keyring


class Sealed(bytes):
    """What came from the database and has not been opened yet."""


class _Opening(DeferredAttribute):
    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.opened(instance, value)
        return value

    def __set__(self, instance, value):  # makes this a data descriptor, so that __get__ is asked
        instance.__dict__[self.field.attname] = value


class SealedText(models.BinaryField):
    """Text sealed with the data key of `owner`: an attribute of the row holding a member's id, or
    None for the space. An erased owner's text reads as None: the words no longer exist."""

    descriptor_class = _Opening

    def __init__(self, *args, owner: str | None, **kwargs):
        self.owner = owner
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "owner": self.owner}

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        if isinstance(value, str):
            return self.sealed(instance, value)
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, str):
            raise TypeError(f"{self.model.__name__}.{self.name} is sealed: assign it and save the row.")
        return super().get_db_prep_value(value, connection, prepared)

    def sealed(self, instance, text: str) -> Sealed:
        owner = self._owner_of(instance)
        return Sealed(crypto.seal(keyring.key_of(owner), text.encode(), self._bound(instance, owner)))

    def opened(self, instance, value: Sealed) -> str | None:
        owner = self._owner_of(instance)
        try:
            return crypto.unseal(keyring.key_of(owner), value, self._bound(instance, owner)).decode()
        except crypto.Unreadable:
            return None

    def value_from_object(self, instance):
        """For serialisers, and so for backups: what leaves is the sealed bytes, never the words."""
        return self.pre_save(instance, False)

    def value_to_string(self, instance):
        return base64.b64encode(self.value_from_object(instance)).decode()


    def _owner_of(self, instance) -> int:
        return keyring.SPACE if self.owner is None else getattr(instance, self.owner)

    def _bound(self, instance, owner: int) -> bytes:
        return f"{instance._meta.db_table}.{self.name}:{instance.pk}:{owner}".encode()

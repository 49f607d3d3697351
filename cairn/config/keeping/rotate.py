"""`cairn rotate-keys`: a new key for the space, without any member being there.

Data keys stay as they are and are wrapped anew, all in one transaction, so no word is sealed again. Killed at any
moment, either the old key opens all of them or the new one does, and the next start finds out which (key_file.py).
"""

import base64
import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cairn.base import crypto, keyring
from cairn.base.models import DataKey, DayKey, Once, Tally
from cairn.config.keeping import key_file
from cairn.config.keeping.backup import keys_anew
from cairn.config.server import only_one
from cairn.members.models import SignedIn


def rotate(folder: Path) -> Path:
    """Change the space's key; gives the new keys file in the folder of the backups, which opens all words files there.

    Everybody signs in again, and links that were sent by mail end. Older copies of the keys file open nothing any
    more. Raises AlreadyServed or KeyIsChanging.
    """
    with only_one(settings.DATA, alone=True), key_file.held():
        key_file.clear_the_way()
        new = key_file.make_the_next()
        lasting = crypto.lasting_keys()
        wrap_anew(new, lasting)
        key_file.put_in_place()
        crypto.use(new, lasting)
        keyring.forget_all()
        return keys_anew(folder)


@transaction.atomic
def wrap_anew(new: bytes, lasting: dict[str, bytes]) -> None:
    rows = list(DataKey.objects.select_for_update().exclude(owner=keyring.LASTING))
    for row in rows:
        row.wrapped = keyring.wrapped(row.owner, keyring.unwrapped(row.owner, row.wrapped), new)
    DataKey.objects.bulk_update(rows, ["wrapped"], batch_size=500)
    kept = json.dumps({purpose: base64.b64encode(key).decode() for purpose, key in lasting.items()}).encode()
    DataKey.objects.update_or_create(owner=keyring.LASTING, defaults={"wrapped": keyring.wrapped(keyring.LASTING, kept, new)})
    for passing in (SignedIn, DayKey, Tally):  # sealed or found by what ends with the old key
        passing.objects.all().delete()
    Once.objects.update(answer="")

"""What reports kept was sealed with the space's key; now with a key of its own for each, so that it can end."""

import json
import os

from django.db import migrations

from cairn.base import crypto, keyring


def give_each_a_key(apps, _schema_editor):
    DataKey, Report = apps.get_model("cairn", "DataKey"), apps.get_model("cairn", "Report")
    for report in Report.objects.all():
        key = os.urandom(32)
        DataKey.objects.filter(owner=report.pk).delete()  # there already where an older backup is restored with newer keys
        opened = {name: _open(name, report) for name in ("words", "evidence")}
        DataKey.objects.create(owner=report.pk, wrapped=crypto.seal(crypto.key_for("wrap"), key, f"data-key:{report.pk}".encode()))
        changed = {name: crypto.seal(key, words.encode(), _bound(name, report.pk, report.pk)) for name, words in opened.items()}
        mark = json.loads(opened["evidence"] or "{}").get("mark", "")
        Report.objects.filter(pk=report.pk).update(mark=mark, **changed)


def _open(name, report) -> str:
    sealed = report.__dict__[name]
    return crypto.unseal(keyring.key_of(keyring.SPACE), bytes(sealed), _bound(name, report.pk, keyring.SPACE)).decode()


def _bound(name: str, pk: int, owner: int) -> bytes:
    return f"cairn_report.{name}:{pk}:{owner}".encode()


class Migration(migrations.Migration):
    dependencies = [("cairn", "0006_safe_to_be_honest")]
    operations = [migrations.RunPython(give_each_a_key, migrations.RunPython.noop, elidable=True)]

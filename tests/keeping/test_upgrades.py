"""Upgrades keep data: for every migration, what was written before it reads after it."""

import json
import subprocess
import sys
import uuid

import pytest

from tests import databases
from tests.serving import ROOT, LiveCairn


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> list[dict]:
    return walk(tmp_path_factory.mktemp("upgrading"))


def walk(folder, code="import tests.keeping.upgrading as up; import json, sys; json.dump(up.Walk().go(), sys.stdout)") -> list[dict]:
    url = ""
    if databases.here() == databases.POSTGRES:
        from tests import postgres

        url = postgres.make_database(f"upgrade_{uuid.uuid4().hex[:8]}")
    done = subprocess.run([sys.executable, "-c", code], env=LiveCairn(folder, url).env, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.on("sqlite", "postgres")
def test_every_text_reads_after_every_migration(walked):
    assert [step["step"] for step in walked][:2] == ["0001_initial", "0002_indexes_of_lists"]
    assert [step for step in walked if step["lost"]] == []
    assert walked[1]["texts"] >= 30 and walked[-1]["texts"] > walked[1]["texts"]


FORGETFUL = """
import importlib, json, sys
import tests.keeping.upgrading as up
seven = importlib.import_module("cairn.migrations.0007_reports_have_keys")
from django.db import migrations
seven.Migration.operations = [migrations.RunPython(migrations.RunPython.noop)]
json.dump(up.Walk().go(upto="0007_reports_have_keys"), sys.stdout)
"""


@pytest.mark.on("sqlite", "postgres")
def test_a_migration_that_forgets_to_seal_anew_is_noticed(tmp_path):
    """The control: reports would have changed their owner, and not their words."""
    lost = {name for step in walk(tmp_path, FORGETFUL) for name in step["lost"]}
    assert lost == {"Report.words", "Report.evidence"}

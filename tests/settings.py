"""Cairn's own settings, for tests: a fresh data folder, the database of this process, nothing from outside."""

import atexit
import os
import shutil
import tempfile

from tests import databases

for name in [name for name in os.environ if name.startswith("CAIRN_") or name == "DATABASE_URL"]:
    del os.environ[name]

_folder = tempfile.mkdtemp(prefix="cairn-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["CAIRN_DATA"] = _folder
# Playwright's loop runs in the thread of the tests, which is fine: they wait for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
if databases.here() == databases.POSTGRES:
    from tests import postgres

    os.environ["DATABASE_URL"] = postgres.url("cairn")

from cairn.config.settings import *  # noqa: E402, F403
from cairn.config.settings import DATABASES  # noqa: E402

if databases.here() == databases.SQLITE:
    # A file, as in life: the write lock, WAL and other threads behave as they do there.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_folder, "test.sqlite3")}
for _database in DATABASES.values():
    _database.setdefault("TEST", {})["SERIALIZE"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAULT_COST = (1, 64, 1)

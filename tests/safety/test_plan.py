"""A member's own plan: six parts, sealed, for nobody else."""

import pytest
from django.db import connection

from cairn.base.guarded import Unscoped
from cairn.safety import verbs
from cairn.safety.models import Alert, Plan
from tests import cast
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
PARTS = {"signs": "Zqone early hours", "alone": "zqtwo the bath", "places": "zqthree the pier", "people": "zqfour my sister", "helpers": "zqfive the clinic", "safer": "zqsix my neighbour keeps the key"}


def test_it_is_written_read_changed_and_torn_up():
    dell = cast.member("Dell")
    browser = cast.signed_in(dell)
    assert "Begin" in browser.get("/plan").content.decode()
    browser.post("/plan/write", PARTS)
    for path in ("/plan", "/help-now/plan", "/plan/write"):
        page = browser.get(path).content.decode()
        assert all(words in page for words in PARTS.values()), path
    browser.post("/plan/write", PARTS | {"places": ""})
    assert "zqthree" not in browser.get("/plan").content.decode()
    browser.post("/plan/tear-up")
    assert not Plan.objects.seen_by(dell).exists()


def test_it_is_sealed_and_reaches_nobody():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    verbs.write_plan(by=dell, **PARTS | {"signs": "I have the pills here zqsevenqz"})
    assert not Alert.objects.exists(), "a plan calls nobody"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cairn_plan")
        row = b"".join(bytes(part) for part in cursor.fetchone() if isinstance(part, (bytes, memoryview)))
    assert row and b"zq" not in row
    assert cast.signed_in(marl).get("/plan").content.decode().count("zq") == 0
    with pytest.raises(Unscoped):
        list(Plan.objects.all())


def test_it_leads_from_you_and_help_now():
    browser = cast.signed_in(cast.member("Dell"))
    assert "/plan" in browser.get("/you").content.decode() and "/help-now/plan" in browser.get("/help-now").content.decode()

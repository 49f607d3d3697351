"""What the clock lets go of, and when."""

import pytest

from cairn.base import keyring
from cairn.base.models import DataKey, Once
from cairn.members.models import SignedIn, Space
from cairn.notices.models import Notice
from cairn.notices.verbs import give
from cairn.safety.models import Report
from cairn.safety.verbs import report
from tests import cast

pytestmark = pytest.mark.django_db


def a_closed_report(clock):
    share = cast.share_by(cast.member("Dell"))
    brought = report("share", share.pk, reason="unsure", words="Look.", by=cast.member("Marl"))
    Report.objects.filter(pk=brought.pk).update(closed_at=clock.now())
    return brought


def test_a_report_ends_with_its_key_some_time_after_it_was_closed(clock):
    brought = a_closed_report(clock)
    Space.objects.update(reports_kept_days=90)
    clock.tick(days=89)
    assert Report.objects.get(pk=brought.pk).words == "Look."
    clock.tick(days=2)
    assert not Report.objects.filter(pk=brought.pk).exists() and not DataKey.objects.filter(owner=brought.pk).exists()


def test_an_open_report_stays(clock):
    brought = report("share", cast.share_by(cast.member("Dell")).pk, reason="unsure", words="Look.", by=cast.member("Marl"))
    clock.tick(days=900)
    assert Report.objects.get(pk=brought.pk).words == "Look."
    keyring.forget_all()


def test_sessions_form_keys_and_notices_have_their_time(clock):
    marl = cast.member("Marl")
    browser = cast.signed_in(marl)
    browser.post("/you/interests", {"once": "a"})
    give(marl.pk, "let_in", about=marl.pk)
    assert Once.objects.exists() and SignedIn.objects.filter(member=marl).exists() and Notice.system.filter(member=marl).exists()
    clock.tick(days=3)
    assert not Once.objects.exists()
    clock.tick(days=28)
    assert not SignedIn.objects.filter(member=marl).exists()
    clock.tick(days=60)
    assert not Notice.system.filter(member=marl).exists()


def test_the_coordinator_says_how_long_reports_are_kept():
    cole = cast.member("Cole", coordinator=True)
    cast.signed_in(cole).post("/space/keeping", {"reports_kept_days": "30", "once": "a"})
    assert Space.objects.get().reports_kept_days == 30
    page = cast.signed_in(cole).get("/who-sees").content.decode()
    assert "30 days after it was closed." in page

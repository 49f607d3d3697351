"""Something is wrong: it reaches whoever looks after the space, and nobody learns who brought it."""

import json
import re

import pytest
from django.db import connection

from cairn.base.rules import Refused
from cairn.members.models import Block
from cairn.notices.models import Notice
from cairn.safety import verbs
from cairn.safety.models import Report
from cairn.shares import verbs as shares
from tests.cast import block, circle_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db


def read_by(member) -> str:
    """Everything that `member` finds on the desk and in the reports that can be opened from there."""
    browser = signed_in(member)
    desk = browser.get("/reports").content.decode()
    return desk + "".join(browser.get(address).content.decode() for address in set(re.findall(r"/reports/\d+(?=\")", desk)))


@pytest.fixture
def people():
    return member("Ines", coordinator=True), member("Marl"), member("Dell"), member("Wren")


def test_a_report_takes_two_presses_and_reaches_the_coordinator_not_the_reported(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "You are all fools.", circle=circle_of(marl, dell, wren))
    browser = signed_in(wren)
    assert f"/report/share/{share.pk}" in browser.get(f"/shares/{share.pk}").content.decode()
    answer = browser.post(f"/report/share/{share.pk}", {"reason": "hurtful", "words": "It frightened me.", "once": "a"})
    assert "Thank you" in browser.get(answer["Location"]).content.decode()
    page = read_by(ines)
    assert "You are all fools." in page and "It frightened me." in page and "Dell" in page and "Wren" not in page
    assert "Something has been reported" in signed_in(ines).get("/notices").content.decode()
    assert not Notice.objects.seen_by(dell).filter(kind="reported").exists()
    for other in (dell, marl, wren):
        assert signed_in(other).get("/reports").status_code == 404


def test_the_words_stay_as_they_stood_when_they_are_changed_or_taken_back(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "You are all fools.")
    verbs.report("share", share.pk, reason="hurtful", by=wren)
    shares.withdraw(share, by=dell)
    assert "You are all fools." in read_by(ines)


def test_nobody_reports_what_they_cannot_see_or_have_written(people):
    ines, marl, dell, wren = people
    inside = share_by(dell, "For the circle.", circle=circle_of(marl, dell))
    assert signed_in(wren).get(f"/report/share/{inside.pk}").status_code == 404
    assert signed_in(wren).get(f"/report/nothing/{inside.pk}").status_code == 404
    with pytest.raises(Refused):
        verbs.report("share", inside.pk, reason="hurtful", by=dell)
    assert f"/report/share/{inside.pk}" not in signed_in(dell).get(f"/shares/{inside.pk}").content.decode()
    open_share = share_by(dell, "For everyone.")
    block(dell, wren)
    assert signed_in(wren).get(f"/report/share/{open_share.pk}").status_code == 404


def test_reporting_someone_does_not_open_who_they_are(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "Nobody knows that it is me.", shown_as="someone")
    verbs.report("share", share.pk, reason="names", by=wren)
    evidence = Report.objects.get().evidence
    assert "Nobody knows" in evidence and "Dell" not in evidence and str(dell.pk) not in evidence
    assert "Dell" not in read_by(ines)
    assert signed_in(wren).get(f"/report/share/{share.pk}/block").status_code == 404


def test_a_response_is_reported_and_its_writer_blocked_from_its_foot(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "It is hard just now.")
    response = response_by(wren, share, "Pull yourself together.")
    page = signed_in(dell).get(f"/shares/{share.pk}").content.decode()
    assert f"/report/response/{response.pk}" in page
    assert f"/report/response/{response.pk}" not in signed_in(wren).get(f"/shares/{share.pk}").content.decode()
    browser = signed_in(dell)
    address = browser.get(f"/report/response/{response.pk}/block")["Location"]
    browser.post(address.split("?")[0], {"sure": "1", "once": "a"})
    assert Block.objects.filter(blocker=dell, blocked=wren).exists()


def test_nobody_looks_at_reports_about_themselves(people):
    ines, marl, dell, wren = people
    share = share_by(ines, "I know best.")
    browser = signed_in(wren)
    answer = browser.post(f"/report/share/{share.pk}", {"reason": "pressing", "words": "", "once": "a"})
    assert "nobody decides about themselves" in browser.get(answer["Location"]).content.decode()
    assert "I know best." not in read_by(ines)
    assert not Notice.objects.seen_by(ines).filter(kind="reported").exists()
    report = Report.objects.get()
    assert signed_in(ines).post(f"/reports/{report.pk}/close", {"once": "a"}).status_code == 404
    second = member("Second", coordinator=True)
    assert "I know best." in read_by(second)


def test_a_report_is_closed_with_a_name_and_only_by_who_looks_at_it(people):
    ines, marl, dell, wren = people
    report = verbs.report("share", share_by(dell, "You are all fools.").pk, reason="hurtful", by=wren)
    for other in (dell, wren, marl):
        with pytest.raises(Refused):
            verbs.close_report(report, by=other)
        assert signed_in(other).post(f"/reports/{report.pk}/close").status_code == 404
    signed_in(ines).post(f"/reports/{report.pk}/close", {"once": "a"})
    assert "Closed by Ines" in read_by(ines)


def test_bringing_the_same_thing_twice_is_bringing_it_once(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "You are all fools.")
    for _twice in range(2):
        verbs.report("share", share.pk, reason="hurtful", by=wren)
    assert Report.objects.count() == 1


def test_evidence_and_words_are_not_readable_in_the_database(people):
    ines, marl, dell, wren = people
    share = share_by(dell, "Canary in the share")
    verbs.report("share", share.pk, reason="hurtful", words="Canary in the report", by=wren)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, evidence FROM cairn_report")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"Canary" not in stored
    report = Report.objects.get()
    assert report.words == "Canary in the report" and json.loads(report.evidence)["words"] == "Canary in the share"

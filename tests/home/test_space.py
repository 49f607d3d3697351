"""The coordinator changes what the space says; nobody else does."""

import pytest

from cairn.base.rules import Refused
from cairn.home import verbs
from cairn.members import queries
from cairn.members.models import Agreement, Topic
from cairn.safety.models import Helpline
from tests.cast import member, signed_in, space, topic

pytestmark = pytest.mark.django_db
PARTS = ("", "/place", "/what", "/cover", "/door", "/agreement", "/topics", "/country", "/helplines/GB")


def test_only_the_coordinator_sees_and_changes_it():
    wren = member("Wren")
    for part in PARTS:
        assert signed_in(wren).get(f"/space{part}").status_code == 404, part
    for act in (lambda: verbs.change_space(name="Mine", by=wren), lambda: verbs.change_topics(["Mine"], by=wren)):
        with pytest.raises(Refused):
            act()
    for part in PARTS:
        assert signed_in(member("Ines", coordinator=True)).get(f"/space{part}").status_code == 200, part


def test_a_change_stands_everywhere_at_once():
    browser = signed_in(member("Ines", coordinator=True))
    browser.post("/space/place", {"name": "Breakwater", "language": "en", "zone": "Europe/Paris", "once": "a"})
    browser.post("/space/cover", {"cover": "Mondays only.", "once": "b"})
    assert "Breakwater" in browser.get("/circles").content.decode()
    assert "Mondays only." in browser.get("/help-now").content.decode()


def test_a_changed_agreement_is_a_new_version_and_the_same_words_are_not():
    browser = signed_in(member("Ines", coordinator=True))
    now = queries.agreement_of().text
    browser.post("/space/agreement", {"agreement_text": now, "once": "a"})
    assert Agreement.objects.count() == 1
    browser.post("/space/agreement", {"agreement_text": "We listen.", "once": "b"})
    assert queries.agreement_of().version == 2 and Agreement.objects.count() == 2


def test_a_topic_that_goes_is_closed_and_opens_again_when_it_is_named():
    ines, grief = member("Ines", coordinator=True), topic("Grief")
    verbs.change_topics(["Exams"], by=ines)
    assert [one.name for one in queries.topics()] == ["Exams"] and Topic.objects.count() == 2
    verbs.change_topics(["Grief", "Exams"], by=ines)
    assert [one.pk for one in queries.topics()][0] == grief.pk and Topic.objects.count() == 2


def test_the_country_changes_only_with_its_lines():
    browser = signed_in(member("Ines", coordinator=True))
    assert browser.post("/space/country", {"country": "IE", "once": "a"})["Location"] == "/space/helplines/IE"
    assert space().country == ""
    lines = {"line0-name": "Samaritans", "line0-kind": "call", "line0-number": "116 123", "confirmed": "on", "once": "b"}
    kinds = {f"line{n}-kind": "call" for n in range(1, 12)}
    assert browser.post("/space/helplines/IE", {**kinds, **lines})["Location"] == "/space"
    assert space().country == "IE" and Helpline.objects.get().number == "116 123"
    assert browser.get("/space/helplines/XX").status_code == 404

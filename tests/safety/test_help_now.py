"""Help now: in the same place on every page, without signing in, never another country's lines."""

import tomllib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base.countries import COUNTRIES
from cairn.base.rules import Refused
from cairn.members.models import SignedIn
from cairn.safety import queries, verbs
from cairn.safety.models import Helpline
from tests.cast import member, signed_in, space, stranger

pytestmark = pytest.mark.django_db
GB = [
    {"kind": "text", "name": "Shout", "number": "85258", "word": "SHOUT", "note": ""},
    {"kind": "call", "name": "Samaritans", "number": "116 123", "note": "Free, any time"},
    {"kind": "emergency", "name": "Emergency services", "number": "999", "note": ""},
]


def test_anybody_finds_it_and_nothing_of_it_is_written_down():
    verbs.set_helplines("GB", GB, by=member("Ines", coordinator=True))
    places = SignedIn.objects.count()
    browser = stranger()
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/help-now").content.decode()
    assert page.index("tel:999") < page.index("tel:116123") < page.index("sms:85258")
    assert "Text SHOUT to 85258" in page and "116 123 Samaritans" in page
    assert space().cover in page and "Looked up on" in page
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]
    assert SignedIn.objects.count() == places


def test_it_is_on_every_page_also_before_signing_in_and_while_waiting():
    newcomer = member("Newcomer", waiting=True)
    for browser, address in ((stranger(), "/sign-in"), (signed_in(newcomer), "/waiting"), (signed_in(member("Wren")), "/circles")):
        assert 'class="help" href="/help-now"' in browser.get(address).content.decode()
    assert signed_in(newcomer).get("/help-now").status_code == 200


def test_a_space_without_lines_says_so_and_shows_no_other_countrys():
    page = stranger().get("/help-now").content.decode()
    assert "has not named any lines" in page and "findahelpline.com" in page and "tel:" not in page
    assert 'href="http' not in page.split("<main")[1].split("</main>")[0]


def test_only_the_coordinator_changes_the_lines():
    for other in (member("Marl"), member("Wren")):
        with pytest.raises(Refused):
            verbs.set_helplines("GB", GB, by=other)
        assert signed_in(other).get("/space/helplines/GB").status_code == 404
    assert not Helpline.objects.exists()


def test_the_suggested_lines_are_whole_and_belong_to_their_country():
    wanted = "GB IE US CA AU NZ DE FR NL ES IT SE NO DK FI BE AT CH PL PT".split()
    assert {path.stem for path in queries.SUGGESTIONS.glob("*.toml")} == set(wanted)
    for country in wanted:
        data = tomllib.loads((queries.SUGGESTIONS / f"{country}.toml").read_text())
        assert data["country"] == country and country in COUNTRIES and data["written_on"]
        assert data["line"][0]["kind"] == "emergency" and any(line["kind"] == "call" for line in data["line"])
        for line in data["line"]:
            assert line["name"] and line["source"] and any(digit.isdigit() for digit in line["number"])
            assert line["kind"] in ("emergency", "call", "text") and len(line.get("word", "")) <= 20
    assert queries.suggested("JP") is None and queries.suggested("") is None and queries.suggested("../GB") is None


def test_who_can_see_what_is_read_by_anybody_and_names_ones_own_circles():
    from tests.cast import circle_of

    marl, wren = member("Marl"), member("Wren")
    circle_of(marl, wren)
    assert "A share to a circle" in stranger().get("/who-sees").content.decode()
    page = signed_in(wren).get("/who-sees").content.decode()
    assert "A share to Tuesday circle" in page and "You and Marl, and whoever sits down later." in page
    for word in ("end-to-end", "zero-knowledge"):
        assert word not in page.lower()


def test_leaving_quickly_says_what_it_cannot_do():
    assert "history" in stranger().get("/leave-quickly").content.decode()


def test_the_first_step_says_what_leaving_quickly_cannot_do():
    page = signed_in(member("Wren")).get("/arriving/first-step").content.decode()
    assert "history" in page and "other devices" in page and "beside you" in page and 'href="/leave-quickly"' in page


def test_leaving_signs_out_and_who_chose_otherwise_is_only_covered():
    for chose, leads_to in ((True, "/sign-in"), (False, "/left")):
        browser = signed_in(member("Wren", leave_signs_out=chose))
        browser.get("/leave")
        assert leads_to in browser.get("/shares")["Location"]
    assert member("Ash").leave_signs_out


@pytest.mark.parametrize(("chose", "leads_to"), [(True, "/sign-in"), (False, "/left")])
def test_what_a_left_browser_asks_for_first_is_covered_already(chose, leads_to):
    """Where the page's own word to /leave comes later, or never: a cookie says it."""
    browser = signed_in(member("Wren", leave_signs_out=chose))
    browser.cookies["cairn-left"] = "1"
    answer = browser.post("/shares/tell", {"text": "Half a thought.", "once": "a"})
    assert leads_to in answer["Location"] and answer.cookies["cairn-left"]["max-age"] == 0
    assert "kept" not in browser.session, "nobody who signs in here next is given these words"
    del browser.cookies["cairn-left"]
    assert leads_to in browser.get("/shares")["Location"]


def test_another_site_signs_nobody_out():
    browser = signed_in(member("Wren"))
    browser.get("/leave", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get("/shares").status_code == 200

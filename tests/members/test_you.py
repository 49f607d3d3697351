"""What a member changes about themselves."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.members import queries, verbs
from cairn.members.models import Member
from tests import cast
from tests.members.doors import hand_in, words_of

pytestmark = pytest.mark.django_db


def test_every_setting_is_kept_and_shown():
    grief, exams = cast.topic("Grief"), cast.topic("Exams")
    browser = cast.signed_in(cast.member("Wren"))
    hand_in(browser, "/you/name", name="Wren of the moor")
    hand_in(browser, "/you/experiences", topics=[str(grief.pk)])
    hand_in(browser, "/you/boundaries", topics=[str(exams.pk)])
    hand_in(browser, "/you/interests", interests=["tea", "birds"])
    hand_in(browser, "/you/languages", languages=["en", "fr"])
    hand_in(browser, "/you/zone", zone="Europe/Paris")
    hand_in(browser, "/you/hours", hours=["evening", "night"])
    hand_in(browser, "/you/quiet", quiet_from="22", quiet_to="7")
    hand_in(browser, "/you/leaving", leave_to="https://weather.example.org", leave_says="weather", leave_signs_out="on")
    hand_in(browser, "/reading", theme="dark", text_size="large", plain_type="on", motion="less", contrast="more", hears_signals="on")
    page = words_of(browser.get("/you"))
    for words in ("Wren of the moor", "Grief", "Exams", "Birds, Tea", "English, Français", "Europe/Paris", "Evening", "10pm to 7am", "weather.example.org", "Dark colours", "larger text", "no movement", "stronger contrast"):
        assert words in page
    assert 'data-theme="dark"' in page and 'data-size="large"' in page and 'data-type="plain"' in page
    assert 'data-motion="less"' in page and 'data-contrast="more"' in page and "data-hears-signals" in page
    assert 'data-leave="https://weather.example.org"' in page and ">Weather</a>" in page and "(Shift ×3)" not in page and "it says “Weather”" in page
    hand_in(browser, "/you/leaving", leave_says="hidden")
    hidden = words_of(browser.get("/you"))
    assert re.search(r'<a class="leave"[^>]* hidden></a>', hidden) and "by Shift alone" in hidden
    assert Member.objects.get().hours == 0b1111 << 20 | 0b1111


def test_what_is_kept_what_is_with_others_and_what_is_set_stand_apart():
    """Every way from here is under the heading where one would look for it."""
    page = words_of(cast.signed_in(cast.member("Wren")).get("/you"))
    parts = dict(re.findall(r"<h2>([^<]+)</h2>(.*?)</section>", page, flags=re.S))
    under = {
        "Yours alone, until you tell it": ("/plan", "/journal", "/check-ins", "/cairn", "/growth"), "With others": ("/buddies", "/letters", "/activities"),
        "Being there for others": ("/you/listening", "/you/coach", "/you/welcoming"), "About you": ("/you/experiences", "/you/zone"),
        "What is good for you": ("/you/quiet", "/you/reaching", "/reading"),
    }
    for title, ways in under.items():
        assert all(f'href="{way}"' in parts[title] for way in ways), title
    assert sum(part.count("<dt>") for part in parts.values()) == page.count("<dt>")


def test_choices_can_be_emptied_again():
    wren = cast.member("Wren")
    verbs.change_interests(["tea"], by=wren)
    browser = cast.signed_in(wren)
    assert browser.post("/you/interests", {"once": "a"})["Location"] == "/you"
    assert queries.interests_of(wren) == []


def test_a_stone_is_picked_among_described_ones():
    browser = cast.signed_in(cast.member("Wren"))
    page = words_of(browser.get("/you/stone"))
    assert page.count('type="radio"') == 12 and "with two pale bands" in page
    other = [part for part in page.split('"') if part.startswith("/stones/")][3][8:-4]
    assert browser.post("/you/stone", {"stone": other})["Location"] == "/you"
    assert Member.objects.get().stone == other


@pytest.mark.parametrize("path, typed", [
    ("/you/name", {"name": "wren@example.org"}), ("/you/stone", {"stone": "not-a-stone"}), ("/you/zone", {"zone": "Middle/Earth"}),
    ("/you/languages", {"languages": ["xx"]}), ("/you/languages", {}), ("/you/interests", {"interests": ["spying"]}), ("/you/experiences", {"topics": ["99999999999999999999999"]}),
    ("/you/hours", {"hours": ["teatime"]}), ("/you/quiet", {"quiet_from": "25", "quiet_to": "7"}), ("/you/quiet", {"quiet_from": "x"}),
    ("/you/leaving", {"leave_to": "http://plain.example"}), ("/you/leaving", {"leave_to": "javascript:alert(1)"}), ("/you/leaving", {"leave_to": "https://[bad"}),
    ("/reading", {"theme": "mauve"}), ("/you/name", {"name": "\u202eWren"}), ("/you/name", {"name": "a\x00b"}), ("/you/name", {"name": "x" * 100_000}),
    ("/you/mail", {"mail": "no address"}), ("/you/password", {"password": "\x00" * 20}),
])
def test_what_cannot_be_kept_is_said_by_the_field_and_never_breaks(path, typed):
    wren = cast.member("Wren")
    page = cast.signed_in(wren).post(path, {"once": "a", **typed})
    assert page.status_code == 200 and "<title>Error:" in words_of(page)
    assert Member.objects.get().name == "Wren"


def test_the_old_name_is_kept_nowhere():
    wren = cast.member("Wren of long ago")
    cast.signed_in(wren).post("/you/name", {"name": "Rook"})
    assert Member.objects.get().name == "Rook"
    assert "long ago" not in words_of(cast.signed_in(wren).get("/you"))


def test_reading_settings_without_being_signed_in_follow_the_device():
    page = cast.stranger().get("/reading")
    assert page.status_code == 200 and "follow what your device is set to" in words_of(page)
    assert "sessionid" not in page.cookies and "cairn" not in page.cookies


@pytest.mark.parametrize("path", ["/you", "/you/name", "/you/ways-in", "/you/places", "/you/blocked", "/block/abc", "/you/codes", "/you/mail", "/waiting"])
def test_a_stranger_is_led_to_signing_in(path):
    assert cast.stranger().get(path)["Location"] == "/sign-in"


def count(browser, path) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection, ) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/you", "/you/blocked", "/you/places", "/you/ways-in", "/door", "/invitations"])
def test_pages_ask_the_database_as_often_for_one_as_for_many(path):
    marl = cast.member("Marl", coordinator=True)
    browser = cast.signed_in(marl)
    counts = []
    for n in range(3):
        cast.block(marl, cast.member(f"Blocked {n}"))
        cast.member(f"Waiting {n}", waiting=True)
        cast.signed_in(marl)
        verbs.invite(by=marl)
        verbs.change_interests(["tea", "birds", "cats"][: n + 1], by=marl)
        counts.append(count(browser, path))
    assert counts[0] == counts[2] <= 8, counts

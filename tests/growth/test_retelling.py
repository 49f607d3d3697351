"""Something is told again: from an older share, a victory or nothing; beside its first telling; for oneself alone."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as base_clock
from cairn.base.rules import Refused
from cairn.growth import verbs
from cairn.growth.models import Retelling, Victory
from cairn.growth.retold.ways import ways_in
from cairn.shares.models import Draft, Share
from tests.cast import circle_of, member, share_by, signed_in

pytestmark = pytest.mark.django_db

MARCH = "In March I sat in the car for an hour and could not go in."
WORDS = {"title": "March", "happened": "I sat in a car and waited until I could.", "felt": "Small.", "bottom": "An hour is allowed.", "possible": ""}


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def dell():
    return member("Dell")


def told(by, **more) -> Retelling:
    begun = verbs.retell(first=MARCH, first_at=base_clock.now() - timedelta(days=60), by=by)
    return verbs.tell_retelling(begun, WORDS | more, by=by)


def text_of(response) -> str:
    return response.content.decode()


def older(share, days=40):
    Share.system.filter(pk=share.pk).update(told_at=base_clock.now() - timedelta(days=days))
    return Share.system.get(pk=share.pk)


# ---- where it begins


def test_the_link_stands_on_ones_own_share_once_it_is_some_weeks_old(wren, dell):
    share = share_by(wren, MARCH)
    assert "How would you tell this now?" not in text_of(signed_in(wren).get(f"/shares/{share.pk}"))
    older(share)
    assert "How would you tell this now?" in text_of(signed_in(wren).get(f"/shares/{share.pk}"))
    assert "How would you tell this now?" not in text_of(signed_in(dell).get(f"/shares/{share.pk}"))


def test_it_begins_from_a_share_and_the_first_telling_stays_whatever_becomes_of_it(wren):
    share = older(share_by(wren, MARCH))
    browser = signed_in(wren)
    begun = browser.post(f"/retellings/from/share/{share.pk}")
    assert begun.status_code == 302 and begun.url.endswith("/write")
    share.delete()
    browser.post(begun.url, WORDS)
    page = text_of(browser.get(begun.url.removesuffix("/write")))
    assert MARCH in page and WORDS["happened"] in page and "How you told it first" in page and "How you tell it now" in page


def test_the_path_asks_for_a_month_that_is_far_enough_away(wren):
    type(wren).objects.filter(pk=wren.pk).update(welcomed_at=base_clock.now() - timedelta(days=90))
    page = text_of(signed_in(wren).get("/growth"))
    assert "How would you tell " in page and "How would you tell it now?" not in page and "The first version stays." in page
    assert "How would you tell it now?" in text_of(signed_in(member("Drift")).get("/growth"))


def test_it_begins_from_a_victory_or_from_nothing(wren):
    victory = Victory(member=wren, stone="5-0-83")
    victory.words = "I phoned the dentist."
    victory.save(force_insert=True)
    browser = signed_in(wren)
    offered = text_of(browser.get("/retellings/begin"))
    assert "I phoned the dentist." in offered and "Something that is not written here yet" in offered
    from_victory = Retelling.objects.by(wren).get(pk=browser.post("/retellings/begin", {"source": f"victory-{victory.pk}"}).url.split("/")[2])
    assert from_victory.kept["first"] == "I phoned the dentist."
    from_nothing = Retelling.objects.by(wren).get(pk=browser.post("/retellings/begin", {"source": ""}).url.split("/")[2])
    assert not from_nothing.kept.get("first")
    browser.post(f"/retellings/{from_nothing.pk}/write", {"felt": "Light."})
    assert "How you told it first" not in text_of(browser.get(f"/retellings/{from_nothing.pk}"))


def test_nobody_begins_from_somebody_elses(wren, dell):
    share = older(share_by(wren, MARCH))
    assert signed_in(dell).get(f"/retellings/from/share/{share.pk}").status_code == 404
    assert signed_in(dell).post(f"/retellings/from/share/{share.pk}").status_code == 404
    assert signed_in(wren).get(f"/retellings/from/member/{wren.pk}").status_code == 404


# ---- while it is written


def test_what_is_typed_is_kept_on_the_server_and_nothing_is_told(wren):
    begun = verbs.retell(first=MARCH, by=wren)
    browser = signed_in(wren)
    kept = browser.post(f"/retellings/{begun.pk}/keep", {"happened": "I sat"})
    assert "Draft kept" in kept.json()["said"]
    assert "I sat</textarea>" in text_of(browser.get(f"/retellings/{begun.pk}/write"))
    assert Retelling.system.get(pk=begun.pk).told_at is None
    assert browser.get(f"/retellings/{begun.pk}").status_code == 302, "it is gone on with"
    assert "Being written" in text_of(browser.get("/retellings"))


def test_the_button_keeps_it_where_there_are_no_scripts(wren):
    begun = verbs.retell(first=MARCH, by=wren)
    assert signed_in(wren).post(f"/retellings/{begun.pk}/write", {"felt": "Cold.", "step": "keep"}).url.endswith("/write")
    assert Retelling.system.get(pk=begun.pk).kept["felt"] == "Cold." and Retelling.system.get(pk=begun.pk).told_at is None


def test_a_kept_draft_never_changes_what_is_told(wren):
    one = told(wren)
    signed_in(wren).post(f"/retellings/{one.pk}/keep", {"happened": "Typed in passing"})
    assert Retelling.system.get(pk=one.pk).kept["happened"] == WORDS["happened"]


def test_an_empty_one_is_asked_again_and_each_part_is_optional(wren):
    begun = verbs.retell(by=wren)
    again = signed_in(wren).post(f"/retellings/{begun.pk}/write", {"title": "March"})
    assert again.status_code == 200 and "Nothing is written here yet." in text_of(again) and 'value="March"' in text_of(again)
    with pytest.raises(Refused):
        verbs.tell_retelling(begun, {"title": "March"}, by=wren)
    assert signed_in(wren).post(f"/retellings/{begun.pk}/write", {"possible": "Nothing, and that is all right."}).status_code == 302


def test_other_ways_to_look_are_a_list_in_the_readers_language_or_none(wren):
    begun = verbs.retell(first=MARCH, by=wren)
    assert "Other ways to look" in text_of(signed_in(wren).get(f"/retellings/{begun.pk}/write"))
    assert ways_in("de") is None and ways_in("../en") is None
    assert len(ways_in("en-GB").thoughts) == 10
    type(wren).objects.filter(pk=wren.pk).update(language="cy")
    assert "Other ways to look" not in text_of(signed_in(wren).get(f"/retellings/{begun.pk}/write"))


# ---- told once more


def test_each_further_telling_stands_beside_all_before_it(wren):
    one = told(wren)
    again = verbs.retell_again(one, by=wren)
    assert verbs.retell_again(one, by=wren).pk == again.pk, "one that is begun is gone on with"
    verbs.tell_retelling(again, WORDS | {"happened": "I waited, and that was the work."}, by=wren)
    page = text_of(signed_in(wren).get(f"/retellings/{again.pk}"))
    assert MARCH in page and WORDS["happened"] in page and "I waited, and that was the work." in page and "In between" in page
    third = verbs.retell_again(one, by=wren)
    assert Retelling.system.get(pk=third.pk).earlier_id == again.pk, "after the latest, wherever it was begun"
    rows = text_of(signed_in(wren).get("/retellings"))
    assert f"/retellings/{one.pk}\"" not in rows and f"/retellings/{again.pk}\"" in rows


# ---- let go


def test_it_is_let_go_and_brought_back_within_ten_minutes(wren, clock):
    one = told(wren)
    browser = signed_in(wren)
    browser.post(f"/retellings/{one.pk}/let-go")
    assert "Bring it back" in text_of(browser.get("/retellings"))
    assert browser.get(f"/retellings/{one.pk}").status_code == 404
    clock.tick(minutes=9)
    browser.post(f"/retellings/{one.pk}/bring-back")
    assert browser.get(f"/retellings/{one.pk}").status_code == 200


def test_after_ten_minutes_it_is_erased_and_what_stood_behind_it_stays_together(wren, clock):
    one = told(wren)
    two = verbs.tell_retelling(verbs.retell_again(one, by=wren), WORDS, by=wren)
    three = verbs.tell_retelling(verbs.retell_again(two, by=wren), WORDS, by=wren)
    verbs.let_go_retelling(two, by=wren)
    page = text_of(signed_in(wren).get("/retellings"))
    assert f"/retellings/{one.pk}\"" not in page, "while it can come back it stands behind the third all the same"
    clock.tick(minutes=11)
    assert not Retelling.system.filter(pk=two.pk).exists()
    assert Retelling.system.get(pk=three.pk).earlier_id == one.pk
    with pytest.raises(Http404):
        verbs.bring_back_retelling(two, by=wren)


# ---- to others only by another choice


def test_telling_it_makes_a_draft_of_a_share_for_oneself_and_nothing_else(wren):
    one = told(wren)
    led = signed_in(wren).post(f"/retellings/{one.pk}/share")
    assert led.url.startswith("/shares/tell?draft=") or "draft=" in led.url
    draft = Draft.system.get(member=wren)
    assert WORDS["bottom"] in draft.typed["text"] and draft.typed["audience"] == "me" and not Share.system.exists()
    assert WORDS["bottom"] in text_of(signed_in(wren).get(led.url))


# ---- strangers


@pytest.mark.parametrize("who", ["member", "coordinator", "responder"])
def test_nobody_else_opens_it_by_any_address(wren, who):
    one = told(wren)
    other = member("Ash", coordinator=who == "coordinator", responder_since=base_clock.now() if who == "responder" else None)
    circle_of(wren, other)
    browser = signed_in(other)
    for path in ("", "/write", "/ask"):
        assert browser.get(f"/retellings/{one.pk}{path}").status_code == 404, path
    for path in ("/write", "/keep", "/again", "/share", "/let-go", "/bring-back", "/ask", "/asked/1/take-back", "/asked/1/again"):
        assert browser.post(f"/retellings/{one.pk}{path}", WORDS).status_code == 404, path
    assert browser.get(f"/report/retelling/{one.pk}").status_code == 404
    assert "March" not in text_of(browser.get("/retellings"))


@pytest.mark.parametrize("act", [
    lambda one, by: verbs.keep_retelling(one, WORDS, by=by), lambda one, by: verbs.tell_retelling(one, WORDS, by=by), lambda one, by: verbs.retell_again(one, by=by),
    lambda one, by: verbs.let_go_retelling(one, by=by), lambda one, by: verbs.bring_back_retelling(one, by=by), lambda one, by: verbs.ask_views(one, [], by=by),
])
def test_no_verb_takes_somebody_elses(wren, dell, act):
    one = told(wren)
    with pytest.raises(Http404):
        act(one, dell)


def test_what_is_written_is_sealed_and_crisis_words_bring_help_to_the_writer_alone(wren):
    one = told(wren, happened="I wanted to kill myself that night.")
    from cairn.safety.models import Alert

    assert not Alert.objects.exists()
    assert json.loads(one.sealed)["happened"].startswith("I wanted")
    browser = signed_in(wren)
    page = browser.post(f"/retellings/{verbs.retell(by=wren).pk}/write", WORDS | {"happened": "I want to kill myself."}, follow=True)
    assert "Help now" in text_of(page) and not Alert.objects.exists()
    assert 'id="care"></div>' not in text_of(page), "a card stands there"


# ---- how heavy


def test_the_list_and_a_page_ask_the_same_for_one_and_for_many(wren):
    first = told(wren)
    for path in ("/retellings", f"/retellings/{first.pk}", f"/retellings/{first.pk}/write"):
        assert queries(signed_in(wren), path) <= 10, path
    before = [queries(signed_in(wren), path) for path in ("/retellings", f"/retellings/{first.pk}")]
    for _more in range(3):
        told(wren)
    verbs.tell_retelling(verbs.retell_again(first, by=wren), WORDS, by=wren)
    after = [queries(signed_in(wren), path) for path in ("/retellings", f"/retellings/{first.pk}")]
    assert before == after


def queries(browser, path: str) -> int:
    browser.get(path)  # the first of a day writes down that they were there
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)

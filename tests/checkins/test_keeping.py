"""How it is: kept in two taps, for oneself alone; changed, let go, brought back."""

import pytest
from django.db import connection
from django.urls import reverse

from cairn.base.rules import Refused
from cairn.checkins import queries, verbs, words
from cairn.checkins.models import AREAS, CheckIn, Felt, FeelingWord
from cairn.notices.models import Notice
from cairn.safety.models import Alert, Report
from tests import cast
from tests.forms import forms_of

pytestmark = pytest.mark.django_db


def keep(by, area="weighed", *said, own="", line=""):
    return verbs.keep(Felt(area, said, own, line), by=by)


def test_two_taps_keep_it_and_lead_to_what_one_could_do_next():
    wren = cast.member("Wren")
    browser = cast.signed_in(wren)
    assert "How is it, right now?" in browser.get("/check-in").text
    answer = browser.post("/check-in", {"area": "weighed", "words": ["lonely", "worn-out", "calm"], "own": "Sunday", "line": "The house is loud with nobody."})
    kept = CheckIn.objects.by(wren).get()
    assert answer.headers["Location"] == f"/check-ins/{kept.pk}/kept"
    assert kept.felt == Felt("weighed", ("lonely", "worn-out"), "Sunday", "The house is loud with nobody."), "a word of another area was tapped on the way"
    page = browser.get(answer.headers["Location"]).text
    for said in ("Lonely, Worn out, Sunday", "The house is loud with nobody.", "Only you see this.", "Write a share", "Nothing, thanks", "Undo"):
        assert said in page, said
    assert "too much to hold alone" not in page


def test_the_area_alone_is_enough_and_without_one_what_was_typed_stays():
    wren = cast.member("Wren")
    browser = cast.signed_in(wren)
    again = browser.post("/check-in", {"words": ["lonely"], "own": "grey"})
    assert again.status_code == 200 and "Error:" in again.text and 'value="grey"' in again.text and 'value="lonely" checked' in again.text
    assert not CheckIn.objects.by(wren).exists()
    browser.post("/check-in", {"area": "settled"})
    assert CheckIn.objects.by(wren).get().felt == Felt("settled")


def test_today_asks_it_and_a_first_visit_has_a_door_to_it():
    wren = cast.member("Wren")
    browser = cast.signed_in(wren)
    for address in ("/", reverse("first_step")):
        page = browser.get(address).text
        assert 'href="/check-in"' in page and "Check in privately" in page and 'action="/check-in"' not in page, address
    cast.circle_of(cast.member("Marl"), wren)
    page = browser.get("/").text
    assert 'action="/check-in"' in page and "Only you see this. Skip it any time." in page


def test_the_row_alone_tells_of_no_feeling():
    wren = cast.member("Wren")
    keep(wren, "weighed", "lonely", own="hollow", line="Since the letter.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cairn_checkin")
        row = b"".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cursor.fetchone())
    assert not any(word in row for word in (b"weighed", b"lonely", b"hollow", b"letter"))
    wren.refresh_from_db()
    assert queries.in_words(CheckIn.objects.by(wren).get().felt, "en") == "Weighed down: Lonely, hollow\nSince the letter.", "a control: it is there"


def test_said_otherwise_the_moment_stays(clock):
    wren = cast.member("Wren")
    kept = keep(wren, "stirred", "tense")
    clock.move(hours=3)
    browser = cast.signed_in(wren)
    page = browser.get(f"/check-ins/{kept.pk}/change").text
    assert 'value="tense" checked' in page and "Keep the change" in page and "Leave it as it was" in page
    browser.post(f"/check-ins/{kept.pk}/change", {"area": "settled", "words": ["calm"], "line": "It passed."})
    now = CheckIn.objects.by(wren).get()
    assert now.felt == Felt("settled", ("calm",), "", "It passed.") and now.at == kept.at


def test_let_go_it_can_be_brought_back_for_ten_minutes(clock):
    wren = cast.member("Wren")
    kept, browser = keep(wren), cast.signed_in(wren)
    browser.post(f"/check-ins/{kept.pk}/let-go")
    assert "Bring it back" in browser.get("/check-ins").text
    assert browser.get(f"/check-ins/{kept.pk}").status_code == 404
    browser.post(f"/check-ins/{kept.pk}/bring-back")
    assert browser.get(f"/check-ins/{kept.pk}").status_code == 200
    browser.post(f"/check-ins/{kept.pk}/let-go")
    clock.tick(minutes=9)
    assert CheckIn.system.filter(pk=kept.pk).exists()
    clock.move(minutes=2)
    assert browser.post(f"/check-ins/{kept.pk}/bring-back").status_code == 403
    clock.tick()
    assert not CheckIn.system.filter(pk=kept.pk).exists()


def test_sent_twice_it_is_kept_once():
    wren = cast.member("Wren")
    browser = cast.signed_in(wren)
    first, second = (browser.post("/check-in", {"area": "lit", "once": "a-key"}) for _each in range(2))
    assert first.headers["Location"] == second.headers["Location"] and CheckIn.objects.by(wren).count() == 1


# ---- words that may mean danger


@pytest.mark.parametrize("own", ["hopeless", "Utterly hopeless", "hoffnungslos", "can’t go on"])
def test_a_word_that_opens_help_shows_the_way_and_tells_nobody(own):
    wren, marl = cast.member("Wren"), cast.member("Marl", responder_since=cast.clock.now())
    browser = cast.signed_in(wren)
    where = browser.post("/check-in", {"area": "weighed", "own": own}).headers["Location"]
    page = browser.get(where).text
    assert "nobody has been told" in page and ("Tell somebody here" in page or "Bring somebody here in" in page)
    assert not Alert.objects.exists() and not Report.objects.exists() and not Notice.system.filter(member=marl).exists()
    kept = CheckIn.objects.by(wren).get()
    assert cast.signed_in(marl).get(f"/check-ins/{kept.pk}").status_code == 404


def test_plain_danger_brings_the_card_to_the_writer_alone():
    wren, marl = cast.member("Wren"), cast.member("Marl", responder_since=cast.clock.now())
    browser = cast.signed_in(wren)
    where = browser.post("/check-in", {"area": "weighed", "line": "I have the pills here. I am going to kill myself tonight."}).headers["Location"]
    page = browser.get(where).text
    assert "What you wrote is yours alone, and nobody has been told." in page
    assert page.count("nobody has been told") == 1, "the card, and not the section beneath as well"
    assert not Alert.objects.exists() and not Notice.system.filter(member=marl).exists()


@pytest.mark.parametrize("line", ["I feel completely hopeless.", "I want to die.", "There is no way out for me."])
def test_the_line_beneath_is_read_as_well_whenever_it_is_opened(line):
    wren = cast.member("Wren", languages=["cy", "en"])
    browser = cast.signed_in(wren)
    where = browser.post("/check-in", {"area": "weighed", "line": line}).headers["Location"]
    assert "nobody has been told" in browser.get(where).text, "the card"
    assert "If it is too much to hold alone" in cast.signed_in(wren).get(where).text, "and later the section"


@pytest.mark.parametrize("line", ["The queue was long.", "My brother wants to die and I do not know what to say.", "I am not hopeless today."])
def test_another_line_opens_nothing_of_ones_own(line):
    assert not queries.opens_help(Felt("weighed", (), "", line), ["en"])


@pytest.mark.parametrize("own", ["not hopeless", "no longer desperate", "not so trapped", "Less hopeless", "nicht mehr hoffnungslos", "kaum verzweifelt"])
def test_a_word_that_is_taken_back_opens_nothing(own):
    assert not queries.opens_help(Felt("settled", (), own, ""), ["en", "de"])


@pytest.mark.parametrize("own", ["not only hopeless", "tired, hopeless", "can't go on", "not well, trapped", "nicht nur hoffnungslos", "not hopeless, desperate"])
def test_and_one_that_is_not_still_does(own):
    assert queries.opens_help(Felt("weighed", (), own, ""))


def test_with_a_line_of_why_what_was_tapped_comes_along():
    wren = cast.member("Wren")
    cast.circle_of(cast.member("Marl"), wren)
    browser = cast.signed_in(wren)
    today = next(form for form in forms_of(browser.get("/"), "/") if "area" in form.names)
    assert ("step", "why") in today.buttons and today.action == "/check-in"
    opened = browser.post("/check-in", today.data(area="weighed", words=["lonely"], own="far", step="why"))
    form = next(form for form in forms_of(opened, "/check-in") if "line" in form.names)
    assert (form.data()["area"], form.data()["words"], form.data()["own"]) == (["weighed"], ["lonely"], ["far"])
    assert "There is a problem" not in opened.text and not CheckIn.objects.by(wren).exists()
    nothing = browser.post("/check-in", {"step": "why"})
    assert nothing.status_code == 200 and "There is a problem" not in nothing.text


def test_an_ordinary_word_opens_nothing():
    for said in ("", "hopeful", "flat", "tired of waiting", "on the edge of laughing"):
        assert not queries.opens_help(Felt("weighed", ("lonely",), said, ""))


# ---- words


def test_every_file_has_six_words_an_area_and_its_keys_are_english_ones():
    known = {word.key for area in words.words_of("en").values() for word in area}
    for language in words.languages():
        offered = words.words_of(language)
        keys = [word.key for area in AREAS for word in offered[area]]
        assert all(len(offered[area]) == 6 for area in AREAS) and len(set(keys)) == 24 and set(keys) == known, language
        assert all(words.near(area, language) for area in AREAS)
    assert {"en", "de"} <= set(words.languages())


def test_words_come_in_the_language_of_the_pages_and_a_language_without_a_file_has_ones_own_word():
    assert "Überfordert" in str(queries.groups_for("de-AT"))
    welsh = queries.groups_for("cy")
    assert [group.area for group in welsh] == list(AREAS) and not any(group.words for group in welsh)
    wren = cast.member("Wren", language="cy")
    page = cast.signed_in(wren).get("/check-in").text
    assert "Any of these closer?" not in page and 'name="own"' in page
    assert queries.words_said(Felt("weighed", ("lonely",)), "de") == ["Einsam"], "read in the language of whoever reads it"
    assert queries.words_said(Felt("weighed", ("lonely",)), "cy") == ["Lonely"], "it was somebody's word: better foreign than gone"


def test_a_space_adds_words_and_takes_them_away_and_they_stay_readable():
    rowan, wren = cast.member("Rowan", coordinator=True), cast.member("Wren")
    browser = cast.signed_in(rowan)
    browser.post("/check-ins/words", {"area": "weighed", "word": "Homesick", "language": "en", "opens_help": "on"})
    word = FeelingWord.objects.get()
    assert "Homesick" in browser.get("/check-ins/words").text and "Homesick" in cast.signed_in(wren).get("/check-in").text
    where = cast.signed_in(wren).post("/check-in", {"area": "weighed", "words": [f"space-{word.pk}"]}).headers["Location"]
    page = cast.signed_in(wren).get(where).text
    assert "Homesick" in page and "Tell somebody here" in page, "the space marked it as opening the way to help"
    browser.post(f"/check-ins/words/{word.pk}/close")
    assert "Homesick" not in cast.signed_in(wren).get("/check-in").text
    assert "Homesick" in cast.signed_in(wren).get("/check-ins").text
    kept = CheckIn.objects.by(wren).get()
    cast.signed_in(wren).post(f"/check-ins/{kept.pk}/change", {"area": "weighed", "words": [f"space-{word.pk}"], "own": "again"})
    assert CheckIn.objects.by(wren).get().felt.words == (f"space-{word.pk}",), "what one chose may stay"
    browser.post(f"/check-ins/words/{word.pk}/again")
    assert "Homesick" in cast.signed_in(wren).get("/check-in").text


def test_only_whoever_looks_after_the_space_adds_words():
    wren = cast.member("Wren")
    assert cast.signed_in(wren).get("/check-ins/words").status_code == 404
    with pytest.raises(Refused):
        verbs.add_word(area="lit", language="en", word="Warm", by=wren)
    with pytest.raises(Refused):
        verbs.close_word(FeelingWord.objects.create(area="lit", word="Warm"), by=wren)

"""Writing, looking over, telling; changing and taking back."""

import json

import pytest

from cairn.base.rules import Refused
from cairn.shares import queries, verbs
from cairn.shares.models import Draft, Share
from tests.cast import circle_of, folds, member, response_by, share_by, signed_in, topic

pytestmark = pytest.mark.django_db

NUMBER = 77


def written(**more) -> dict:
    return {"draft": NUMBER, "text": "The door again.", "need": "listening", "audience": "everyone", "shown_as": "stone"} | more


def told_by(client, **more):
    """Write, look it over, share: gives the address where that led."""
    client.post("/shares/tell", written(**more))
    return client.post(f"/shares/look-over/{NUMBER}", {"once": "told"})["Location"]


def test_what_is_written_is_looked_over_and_then_told():
    marl, dell = member("Marl"), member("Dell")
    tuesday, browser = circle_of(marl, dell), signed_in(dell)
    looked = browser.post("/shares/tell", written(audience=f"circle:{tuesday.pk}", need="ideas"), follow=True)
    assert "This is how others will see it." in looked.text and "Dell would welcome ideas." in looked.text
    assert not Share.system.exists()
    address = browser.post(f"/shares/look-over/{NUMBER}", {"once": "a"})["Location"]
    assert "The door again." in signed_in(marl).get(address).text
    assert not Draft.system.exists()


def test_back_to_editing_keeps_everything():
    browser, grief = signed_in(member("Dell")), topic("grief")
    browser.post("/shares/tell", written(need="stories", shown_as="someone", note_topics=[grief.pk], note_words="a car", prompt="hard-week"))
    page = browser.get(f"/shares/tell?draft={NUMBER}").text
    for kept in ("The door again.", 'value="stories" checked', 'value="someone" checked', f'value="{grief.pk}" checked', "a car", "A hard week"):
        assert kept in page, kept


def test_whoever_speaks_two_languages_says_which_it_is_in_also_as_someone():
    """Who speaks Welsh first may well tell something in English: those who speak that are asked to listen."""
    mair = member("Mair", languages=["cy", "en"])
    browser = signed_in(mair)
    assert "Which language is it in?" in browser.get("/shares/tell").text
    for said, shown_as, language in (("en", "stone", "en"), ("", "stone", "cy"), ("cy", "someone", "cy"), ("", "someone", "en")):
        browser.post("/shares/tell", written(language=said, shown_as=shown_as))
        back = browser.get(f"/shares/tell?draft={NUMBER}").text
        assert not said or f'name="language" value="{said}" checked' in back, "what was chosen is kept"
        address = browser.post(f"/shares/look-over/{NUMBER}", {"once": f"{said} {shown_as}"})["Location"]
        assert Share.system.get(pk=address.rsplit("/", 1)[1]).language == language


def test_the_languages_stand_as_somebody_named_them():
    named = {("cy", "en"): ["cy", "en"], ("en", "cy"): ["en", "cy"], ("fi",): ["fi", "en"], ("en-GB",): ["en-GB"]}
    for languages, offered in named.items():
        assert queries.languages_to_tell_in(member("Mair", languages=list(languages))) == offered


def test_whoever_speaks_only_another_than_the_space_may_say_so_and_one_language_is_no_question():
    mair, dell = signed_in(member("Mair", languages=["cy"])), signed_in(member("Dell"))
    assert "Which language is it in?" in mair.get("/shares/tell").text
    assert "Which language is it in?" not in dell.get("/shares/tell").text
    assert "Please choose one of these." in mair.post("/shares/tell", written(language="fi"), follow=True).text
    dell.post("/shares/tell", written(language="cy"))
    dell.post(f"/shares/look-over/{NUMBER}", {"once": "told"})
    assert Share.system.get().language == "en", "nothing that was not offered"


def test_two_presses_tell_it_once_and_lead_to_the_same_page():
    browser = signed_in(member("Dell"))
    browser.post("/shares/tell", written())
    first, second = (browser.post(f"/shares/look-over/{NUMBER}", {"once": "same"})["Location"] for _press in range(2))
    assert first == second == f"/shares/{Share.system.get().pk}"


def test_a_draft_is_kept_while_one_writes_and_only_its_writer_sees_it():
    dell, marl = member("Dell"), member("Marl")
    browser = signed_in(dell)
    kept = browser.post("/shares/drafts/keep", written(text="Half a sent"))
    assert json.loads(kept.content)["said"].startswith("Draft kept ")
    assert "Half a sent" in browser.get("/shares/drafts").text
    stranger = signed_in(marl)
    assert "Half a sent" not in stranger.get("/shares/drafts").text
    assert stranger.get(f"/shares/tell?draft={NUMBER}").status_code == 404
    browser.post(f"/shares/drafts/share/{NUMBER}/drop")
    assert not Draft.system.exists()


def test_a_wrong_form_still_keeps_what_was_typed():
    browser = signed_in(member("Dell"))
    page = browser.post("/shares/tell", written(need="fixing"))
    assert "There is a problem" in page.text and "The door again." in page.text
    assert "The door again." in browser.get(f"/shares/tell?draft={NUMBER}").text


def test_telling_a_circle_needs_a_seat_in_it():
    marl, rook = member("Marl"), member("Rook")
    tuesday = circle_of(marl)
    with pytest.raises(Refused):
        share_by(rook, circle=tuesday)
    page = signed_in(rook).post("/shares/tell", written(audience=f"circle:{tuesday.pk}"))
    assert "Please choose one of these." in page.text


def test_only_me_is_read_by_nobody_else_and_answered_by_nobody():
    dell, marl = member("Dell"), member("Marl", coordinator=True)
    share = share_by(dell, audience="me")
    assert signed_in(marl).get(f"/shares/{share.pk}").status_code == 404
    assert "Send it" not in signed_in(dell).get(f"/shares/{share.pk}").text


def test_changed_words_say_that_they_were_changed():
    dell = member("Dell")
    share = share_by(dell)
    browser = signed_in(dell)
    page = browser.get(f"/shares/{share.pk}/edit").text
    browser.post(f"/shares/{share.pk}/edit", {"text": "Otherwise now.", "need": "ideas", "seen": share.version()})
    assert "Three weeks now" in page
    shown = signed_in(member("Marl")).get(f"/shares/{share.pk}").text
    assert "Otherwise now." in shown and "Edited." in shown and "Dell would welcome ideas." in shown


def test_two_tabs_that_change_the_same_words_lose_neither():
    dell = member("Dell")
    share = share_by(dell)
    opened_with, browser = share.version(), signed_in(dell)
    verbs.edit(share, text="From the other tab.", need="listening", seen=opened_with, by=dell)
    page = browser.post(f"/shares/{share.pk}/edit", {"text": "From this tab.", "need": "listening", "seen": opened_with}).text
    assert "From the other tab." in page and "From this tab." in page
    assert Share.system.get().text == "From the other tab."
    browser.post(f"/shares/{share.pk}/edit", {"text": "Both.", "need": "listening", "seen": Share.system.get().version()})
    assert Share.system.get().text == "Both."


def test_what_is_taken_back_is_gone_for_others_and_can_be_brought_back_for_ten_minutes(clock):
    dell, marl = member("Dell"), member("Marl")
    share = share_by(dell)
    response_by(marl, share)
    browser = signed_in(dell)
    assert "Take this back?" in browser.get(f"/shares/{share.pk}/withdraw").text
    browser.post(f"/shares/{share.pk}/withdraw")
    assert signed_in(marl).get(f"/shares/{share.pk}").status_code == 404
    clock.tick(minutes=9)
    browser.post(f"/shares/{share.pk}/bring-back")
    assert "It sounds like the door" in signed_in(marl).get(f"/shares/{share.pk}").text


def test_after_ten_minutes_the_clock_erases_words_and_answers_for_good(clock):
    dell, marl = member("Dell"), member("Marl")
    share = share_by(dell)
    response_by(marl, share)
    verbs.withdraw(share, by=dell)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.bring_back(share, by=dell)
    clock.tick()
    assert not Share.system.exists()
    assert signed_in(dell).get(f"/shares/{share.pk}").status_code == 404


def test_a_topic_one_asked_not_to_meet_is_folded_on_the_page_and_in_lists():
    dell, ash, grief = member("Dell"), member("Ash"), topic("grief")
    share = share_by(dell, note_topics=[grief.pk], note_words="a funeral")
    folds(ash, grief)
    assert queries.share_page(ash, share.pk).folded and queries.telling_list(ash).waiting[0].folded
    assert not queries.share_page(dell, share.pk).folded
    assert "Mentions grief and a funeral. Show it" in signed_in(ash).get(f"/shares/{share.pk}").text


def test_a_story_that_moved_somebody_is_linked_only_where_both_may_be_read():
    marl, dell, wren, rook = member("Marl"), member("Dell"), member("Wren"), member("Rook")
    first = share_by(dell, circle=circle_of(marl, dell, wren))
    browser = signed_in(wren)
    assert "Let them know that their story helped" in browser.get(f"/shares/tell?moved_by={first.pk}").text
    address = told_by(browser, moved_by=first.pk, thank="on")
    assert "Moved by a share of Dell" in signed_in(marl).get(address).text
    assert "Moved by" not in signed_in(rook).get(address).text
    assert "Your story moved somebody to tell theirs." in said_to(dell)


def test_without_the_tick_nobody_is_told_and_nothing_is_linked():
    dell, wren = member("Dell"), member("Wren")
    first = share_by(dell)
    address = told_by(signed_in(wren), moved_by=first.pk)
    assert "Moved by" not in signed_in(dell).get(address).text
    assert said_to(dell) == []


def test_nobody_is_moved_by_a_share_of_their_own():
    dell = member("Dell")
    first = share_by(dell)
    assert "Let them know" not in signed_in(dell).get(f"/shares/tell?moved_by={first.pk}").text
    address = told_by(signed_in(dell), moved_by=first.pk, thank="on")
    assert "Moved by" not in signed_in(dell).get(address).text and said_to(dell) == []
    assert share_by(dell, encouraged_by=first, thank=True).encouraged_by is None and said_to(dell) == []


def said_to(member) -> list[str]:
    from cairn.notices.models import Notice
    from cairn.notices.words import put_into_words

    return [sentence for sentence, _href in put_into_words(list(Notice.objects.seen_by(member)), member).values()]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Nothing is written here yet."),
        ("   \n ", "Nothing is written here yet."),
        ("a" * 1_000_000, "This is longer than 8000 characters."),
        ("before\u202eafter", "This held hidden characters"),
        ("before\x00after", "This held hidden characters"),
    ],
    ids=["empty", "blank", "a megabyte", "bidi override", "NUL"],
)
@pytest.mark.parametrize("where", ["tell", "edit", "respond", "edit_response"])
def test_bad_input_gets_a_clear_message_and_keeps_what_was_typed(where, text, said):
    dell, marl = member("Dell"), member("Marl")
    share = share_by(dell)
    response = response_by(marl, share)
    who, address = {
        "tell": (dell, "/shares/tell"),
        "edit": (dell, f"/shares/{share.pk}/edit"),
        "respond": (marl, f"/shares/{share.pk}/respond"),
        "edit_response": (marl, f"/responses/{response.pk}/edit"),
    }[where]
    page = signed_in(who).post(address, written(text=text, kind="heard"))
    assert page.status_code == 200 and said in page.text
    assert text.replace("\u202e", "").replace("\x00", "").strip() in page.text


def test_broken_utf8_is_read_as_well_as_it_can_be():
    page = signed_in(member("Dell")).generic(
        "POST", "/shares/tell", b"draft=77&text=caf\xe9&need=listening&audience=everyone&shown_as=stone",
        content_type="application/x-www-form-urlencoded",
    )
    assert page.status_code in (200, 302)


@pytest.mark.parametrize("address", ["/shares/9223372036854775807", "/shares/99999999999999999999999999", "/shares?before=x_y", "/shares?before=2026-01-01T00:00:00%2B00:00_99999999999999999999", "/shares?circle=1e9&need=x", "/shares/tell?draft=99999999999999999999999999", "/shares/tell?moved_by=99999999999999999999999999", "/shares/tell?circle=%00"])
def test_strange_addresses_are_no_error(address):
    assert signed_in(member("Dell")).get(address).status_code in (200, 404)

"""Whole stories, by the pages alone: told, asked, answered, read. When the first decline, at night, in a language
few speak, and when nobody is left: then a person is told, and the author reads true words."""

import pytest

from cairn.hearing.models import Ask
from cairn.notices.queries import gathering
from cairn.shares.models import Share
from tests.cast import circle_of, consent, member, signed_in, topic
from tests.hearing.people import at_noon, know, listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def tells(teller, **more) -> Share:
    """By the form, the page that looks it over, and "Share it"."""
    consent(teller)
    page = signed_in(teller)
    typed = {"text": "Three weeks now, and nobody asks.", "need": "listening", "audience": "everyone", "shown_as": "stone", "draft": "77", "prompt": "", "moved_by": ""}
    assert page.post("/shares/tell", typed | more).status_code == 302
    assert page.post("/shares/look-over/77").status_code == 302
    return Share.system.latest("told_at")


def asked_on_today(somebody, share) -> bool:
    ask = Ask.system.filter(share=share, listener=somebody).first()
    today = signed_in(somebody).get("/").text
    return ask is not None and f"/asks/{ask.pk}/decline" in today and f"/shares/{share.pk}" in today


def answers(somebody, share, words="It sounds like the quiet is the hardest part."):
    assert signed_in(somebody).post(f"/shares/{share.pk}/respond", {"text": words, "kind": "heard", "look": "sent"}).status_code in (200, 302)


def author_reads(author, share) -> str:
    return signed_in(author).get(f"/shares/{share.pk}").text


def first_asked(share):
    return Ask.system.filter(share=share).open().select_related("listener").order_by("-odds").first().listener


def test_the_best_fitting_listener_is_asked_answers_and_the_author_reads_it(clock):
    grief = topic("grief")
    dell = member("Dell")
    know(dell, grief)
    fitting = listener("Ash", knows=[grief])
    for n in range(9):
        listener(f"Other {n}")
    share = tells(dell)
    clock.tick()
    assert first_asked(share) == fitting and asked_on_today(fitting, share)
    assert "You both know grief" in signed_in(fitting).get("/").text
    answers(fitting, share)
    assert "the quiet is the hardest part" in author_reads(dell, share)


def test_on_the_page_of_the_share_it_says_why_and_not_this_time_is_one_tap_with_an_undo(clock):
    """Notices, letters and browsers lead there."""
    grief = topic("grief")
    dell, ash, rook = member("Dell"), listener("Ash", knows=[grief]), member("Rook")
    know(dell, grief)
    share = tells(dell)
    clock.tick()
    ask = Ask.system.get(share=share, listener=ash)
    page = signed_in(ash)
    for address in (f"/shares/{share.pk}", f"/shares/{share.pk}/moving"):
        text = page.get(address).text
        assert "Why was I asked?" in text and "You both know grief" in text and f'action="/asks/{ask.pk}/decline"' in text
    for other in (dell, rook):
        assert "Why was I asked?" not in signed_in(other).get(f"/shares/{share.pk}").text
    said = page.post(f"/asks/{ask.pk}/decline", follow=True).text
    assert "That is fine. It is not asked of you any more." in said and f'action="/asks/{ask.pk}/take-up"' in said
    assert "Why was I asked?" not in page.get(f"/shares/{share.pk}").text
    assert "It is asked of you again." in page.post(f"/asks/{ask.pk}/take-up", follow=True).text
    assert "Why was I asked?" in page.get(f"/shares/{share.pk}").text
    assert signed_in(rook).post(f"/asks/{ask.pk}/take-up").status_code == 404
    page.post(f"/asks/{ask.pk}/decline")
    listener("Fern")
    again = page.post(f"/asks/{ask.pk}/take-up", follow=True)
    page.post(f"/asks/{ask.pk}/decline")
    clock.move(minutes=11)
    assert again.status_code == 200 and "It does not wait for you any more." in page.post(f"/asks/{ask.pk}/take-up", follow=True).text


def test_under_ones_own_share_that_waits_there_is_nothing_to_say_back_to(clock):
    dell, ash = member("Dell"), member("Ash")
    share = tells(dell)
    assert "Say something back" not in author_reads(dell, share) and "Add something, if you like" in author_reads(dell, share)
    answers(ash, share)
    assert "Say something back" in author_reads(dell, share)


def test_it_says_that_somebody_else_is_asked_only_where_somebody_is(clock):
    dell, ash = member("Dell"), listener("Ash")
    share = tells(dell)
    clock.tick()
    listener("Rook")
    said = signed_in(ash).post(f"/asks/{Ask.system.get(share=share).pk}/decline", follow=True).text
    assert "That is fine. Somebody else is asked." in said


def test_when_the_first_wave_declines_others_are_asked_until_somebody_answers(clock):
    dell = member("Dell")
    for n in range(20):
        listener(f"Listener {n}")
    share = tells(dell)
    clock.tick()
    for ask in Ask.system.filter(share=share).select_related("listener"):
        assert signed_in(ask.listener).post(f"/asks/{ask.pk}/decline").status_code == 302
    clock.tick(minutes=11)
    another = first_asked(share)
    assert not Ask.system.filter(share=share, listener=another, declined_at__isnull=False).exists()
    assert "people have been asked" in author_reads(dell, share)
    answers(another, share)
    assert "the quiet is the hardest part" in author_reads(dell, share)


def test_at_night_it_says_when_somebody_wakes_and_asks_then(clock):
    clock.move(hours=14)  # two in the morning
    dell, ash = member("Dell"), listener("Ash")
    share = tells(dell)
    clock.tick()
    assert not asked_on_today(ash, share)
    assert "Nobody is awake for this right now. We ask again at 8" in author_reads(dell, share)
    clock.tick(hours=6, minutes=1)
    assert asked_on_today(ash, share)
    answers(ash, share)
    assert "the quiet is the hardest part" in author_reads(dell, share)


def test_in_a_language_few_speak_only_they_are_asked(clock):
    dell = member("Dell", languages=["cy"])
    mair = listener("Mair", languages=["cy", "en"])
    for n in range(9):
        listener(f"Other {n}")
    share = tells(dell)
    clock.tick()
    assert set(Ask.system.filter(share=share).values_list("listener", flat=True)) == {mair.pk}
    assert "One person has been asked. We keep looking." in author_reads(dell, share)
    answers(mair, share)
    assert "the quiet is the hardest part" in author_reads(dell, share)


def test_with_nobody_left_people_are_told_and_the_author_reads_true_words(clock):
    ines, marl, dell = member("Ines", coordinator=True), member("Marl"), member("Dell")
    circle = circle_of(marl, dell)
    consent(dell, circle)
    share = tells(dell, audience=f"circle:{circle.pk}")
    clock.tick()
    assert "Nobody could be asked yet" in author_reads(dell, share)
    clock.tick(minutes=241)
    text = author_reads(dell, share)
    assert "Whoever holds the circle has been told that you are waiting" in text and f"/shares/{share.pk}/widen" in text
    assert [line.sentence for line in gathering(marl)] == ["A share has been waiting for hours to be heard."]
    assert gathering(ines) == []
    clock.tick(hours=8)
    assert len(gathering(ines)) == 1 and circle.name in gathering(ines)[0].sentence
    # Its author may let others hear it; then somebody is found.
    stranger = listener("Stranger", quiet_from=0, quiet_to=0)
    assert signed_in(dell).get(f"/shares/{share.pk}/widen").status_code == 200
    assert signed_in(dell).post(f"/shares/{share.pk}/widen", {"shown_as": "someone"}).status_code == 302
    clock.tick(minutes=1)
    assert asked_on_today(stranger, share)
    answers(stranger, share)
    assert "the quiet is the hardest part" in author_reads(dell, share)

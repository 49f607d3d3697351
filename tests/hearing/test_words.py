"""What hearing says: true, in words, and never anybody's own."""

import pytest

from cairn.hearing import queries, verbs
from cairn.hearing.models import Ask
from cairn.notices.queries import gathering
from tests.cast import circle_of, member, response_by, share_by, signed_in, topic
from tests.hearing.people import at_noon, know, listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def sentence_with(n, clock):
    for k in range(n):
        listener(f"Listener {k}")
    share = share_by(member("Dell"))
    clock.tick()
    return queries.how_it_goes(share)


def test_the_author_reads_how_many_people_have_been_asked(clock):
    assert sentence_with(3, clock) == "Three people have been asked."


def test_with_one_it_says_that_we_keep_looking(clock):
    assert sentence_with(1, clock) == "One person has been asked. We keep looking."


def test_with_nobody_it_says_so_and_when_we_ask_again(clock):
    assert sentence_with(0, clock).startswith("Nobody could be asked yet.")


def test_when_everybody_sleeps_it_says_when_they_wake(clock):
    listener("Ash", quiet_from=9, quiet_to=13)
    assert sentence_with(0, clock) == "Nobody is awake for this right now. We ask again at 1pm."


def test_once_heard_there_is_nothing_left_to_say(clock):
    share = share_by(member("Dell"))
    response_by(member("Marl"), share)
    assert queries.how_it_goes(share) == ""


def test_a_declined_ask_is_never_told_to_the_author(clock):
    ash, dell = listener("Ash"), member("Dell")
    share = share_by(dell)
    clock.tick()
    before = queries.how_it_goes(share)
    verbs.decline(Ask.system.get(share=share), by=ash)
    assert queries.how_it_goes(share) == before


def test_after_four_hours_the_author_knows_that_a_person_knows(clock):
    dell = member("Dell")
    share = share_by(dell, circle=circle_of(member("Marl"), dell))
    clock.tick(minutes=241)
    assert "Whoever holds the circle has been told" in queries.how_it_goes(share)


def test_why_somebody_was_asked_is_said_in_words(clock):
    grief = topic("grief")
    dell, ash = member("Dell"), listener("Ash", knows=[grief])
    know(dell, grief)
    share_by(dell)
    share_by(dell)
    clock.tick()
    whys = [queries.why_asked(share, ash) for share in queries.asks_of(ash)]
    said = "You both know grief, and you speak the language it is written in. It is outside your quiet hours. It would be the {} of your three this week."
    assert whys == [said.format("first")] * 2
    response_by(ash, queries.asks_of(ash)[0])
    assert [queries.why_asked(share, ash) for share in queries.asks_of(ash)] == [said.format("second")]


def test_hours_and_an_interest_are_said_too(clock):
    from cairn.members.models import Interest

    dell, ash = member("Dell"), listener("Ash", hours=1 << 12, weekly_limit=1)
    for one in (dell, ash):
        Interest.objects.create(member=one, kind="birds")
    share_by(dell)
    clock.tick()
    assert queries.why_asked(queries.asks_of(ash)[0], ash) == (
        "You speak the language it is written in, and you both like this: Birds. It is one of the hours you listen in. It would be the only one this week."
    )


def test_why_looks_at_the_clock(clock):
    dell, ash, rook = member("Dell"), listener("Ash", hours=0b111 << 12), listener("Rook")
    share_by(dell)
    clock.tick()

    def why(somebody):
        return queries.why_asked(queries.asks_of(somebody)[0], somebody)

    assert "It is one of the hours you listen in." in why(ash) and "It is outside your quiet hours." in why(rook)
    clock.move(hours=4)
    assert "When you were asked, it was one of the hours you listen in." in why(ash)
    clock.move(hours=6)
    assert "When you were asked, it was outside your quiet hours." in why(rook)
    verbs.offer_to_listen(weekly_limit=3, hours=1 << 20, by=ash)
    assert "hours" not in why(ash), "their hours are others since"


def test_the_notice_of_an_ask_holds_no_words_and_goes_when_it_is_heard(clock):
    ash, dell = listener("Ash"), member("Dell")
    share = share_by(dell, text="Forty-one days without.")
    clock.tick()
    (line,) = gathering(ash)
    assert line.sentence == "Somebody could use a listener." and str(share.pk) in line.href
    for name in ("Rook", "Ode"):
        response_by(member(name), share)
    assert gathering(ash) == []


def test_a_listener_sets_rests_and_stops_by_forms():
    ash = member("Ash")
    page = signed_in(ash)
    text = page.get("/you/listening").text
    assert text.index("/listening/how") < text.index("/listening/practice/1") < text.index('name="weekly_limit"'), "before the offer"
    grief = topic("grief")
    page.post("/you/listening", {"weekly_limit": "5", "hours": ["evening"], "rather_not": [str(grief.pk)]})
    listening = queries.listener_of(ash)
    assert (listening.weekly_limit, listening.hours, queries.topics_rather_not(ash)) == (5, 0b1111 << 20, [grief.pk])
    assert page.get("/you/listening").text.count("checked") == 3
    assert page.post("/you/listening", {"weekly_limit": "8"}).status_code == 200
    page.post("/you/listening/rest")
    assert queries.is_resting(queries.listener_of(ash))
    page.post("/you/listening/again")
    assert not queries.is_resting(queries.listener_of(ash))
    page.post("/you/listening/stop")
    assert queries.listener_of(ash) is None


def test_declining_by_its_form_is_one_tap_and_for_the_one_who_was_asked_alone(clock):
    ash, rook, dell = listener("Ash"), member("Rook"), member("Dell")
    share_by(dell)
    clock.tick()
    ask = Ask.system.get()
    assert signed_in(rook).post(f"/asks/{ask.pk}/decline").status_code == 404
    assert signed_in(ash).get(f"/asks/{ask.pk}/decline").status_code == 405
    assert signed_in(ash).post(f"/asks/{ask.pk}/decline").status_code == 302
    ask.refresh_from_db()
    assert ask.declined_at is not None


# -- the list that everybody else sees


def test_what_waits_stands_by_how_near_it_is_and_then_by_how_few_were_asked(clock):
    from cairn.shares.queries import telling_list

    grief, exams = topic("grief"), topic("exams")
    viewer, dell = member("Wren"), member("Dell")
    know(viewer, grief)
    know(dell, grief)
    mentions = share_by(member("Ode"), note_topics=[grief.pk])
    clock.move(minutes=1)
    knows = share_by(dell)
    clock.move(minutes=1)
    asked = share_by(member("Juno"), note_topics=[exams.pk])
    listener("Ash", weekly_limit=7)
    verbs.ask_next(asked.pk)
    clock.move(minutes=1)
    plain = share_by(member("Fern"))
    clock.move(minutes=1)
    hidden = share_by(dell, shown_as="someone")
    assert [one.id for one in telling_list(viewer).waiting] == [mentions.pk, knows.pk, hidden.pk, plain.pk, asked.pk]

"""How others see it: only whom its writer invited, only while the invitation stands, and privately."""

import pytest
from django.http import Http404

from cairn.base import clock as base_clock
from cairn.base.rules import Refused
from cairn.circles.models import Seat
from cairn.circles.queries import peers_of
from cairn.growth import verbs
from cairn.growth.models import Retelling, View
from cairn.growth.queries import view_for, view_page
from cairn.members.models import Apart, Buddy, Member
from cairn.safety import effects
from cairn.safety.models import Alert
from tests.cast import block, circle_of, member, signed_in, space

pytestmark = pytest.mark.django_db

FIRST = "In March I sat in the car and could not go in."
WORDS = {"title": "March", "happened": "I waited until I could.", "felt": "", "bottom": "An hour is allowed.", "possible": ""}
SEEN = "I see somebody who came back to the door every day."


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def juno():
    return member("Juno")


@pytest.fixture
def tuesday(wren, juno):
    return circle_of(member("Marl"), wren, juno)


def told(by, **first) -> Retelling:
    begun = verbs.retell(**{"first": FIRST, "first_at": base_clock.now()} | first, by=by)
    return verbs.tell_retelling(begun, WORDS, by=by)


def peer(by, name):
    return next(one for one in peers_of(by) if one.name == name)


def asked(wren, name="Juno", **first) -> View:
    one = told(wren, **first)
    verbs.ask_views(one, [peer(wren, name)], by=wren)
    return View.objects.select_related("retelling").get(retelling=one)


def written(wren, juno) -> View:
    return verbs.write_view(asked(wren), SEEN, by=juno)


def fresh(person) -> Member:
    return Member.objects.get(pk=person.pk)


def text_of(response) -> str:
    return response.content.decode()


def page_of(person, view) -> str:
    return text_of(signed_in(fresh(person)).get(f"/retellings/{view.retelling_id}"))


# ---- asking


def test_whoever_is_invited_reads_both_and_what_they_write_comes_to_its_writer_alone(wren, juno, tuesday):
    one = told(wren)
    asking = signed_in(wren)
    offered = text_of(asking.get(f"/retellings/{one.pk}/ask"))
    assert "Juno" in offered and str(juno.pk) not in offered
    asking.post(f"/retellings/{one.pk}/ask", {"who": [peer(wren, "Juno").value]})
    view = View.objects.get(retelling=one)
    reading = signed_in(juno)
    assert "Wren asks how you see something they have told again." in text_of(reading.get("/notices"))
    page = text_of(reading.get(f"/views/{view.pk}"))
    assert FIRST in page and WORDS["happened"] in page and str(wren.pk) not in page
    reading.post(f"/views/{view.pk}", {"view": SEEN})
    assert SEEN in page_of(wren, view)
    assert "Juno" not in text_of(asking.get(f"/retellings/{one.pk}/ask")), "nobody is asked twice"
    assert "Juno has written how they see what you told again." in text_of(signed_in(wren).get("/notices"))
    assert SEEN not in text_of(signed_in(wren).get("/notices"))
    for other in (member("Ash"), Seat.system.select_related("member").get(circle=tuesday, role="facilitator").member):
        assert signed_in(other).get(f"/views/{view.pk}").status_code == 404
        assert signed_in(other).post(f"/views/{view.pk}", {"view": "Mine."}).status_code == 404


def test_only_people_one_knows_can_be_asked_and_no_more_than_five(wren, juno, tuesday):
    one = told(wren)
    member("Ash")
    refused = signed_in(wren).post(f"/retellings/{one.pk}/ask", {"who": ["seat-1"]})
    assert refused.status_code == 200 and "no longer in your circle" in text_of(refused)
    for name in ("A", "B", "C", "D", "E"):
        Seat.system.create(circle=tuesday, member=member(name))
    with pytest.raises(Refused):
        verbs.ask_views(one, peers_of(wren)[:6], by=wren)
    assert not View.objects.exists()


def test_the_privacy_guard_speaks_once_before_others_can_read(wren, juno, tuesday):
    space()
    one = verbs.tell_retelling(verbs.retell(by=wren), WORDS | {"happened": "Write to me at wren@example.org, I said."}, by=wren)
    browser, who = signed_in(wren), [peer(wren, "Juno").value]
    assert "Somebody could be found by this" in text_of(browser.post(f"/retellings/{one.pk}/ask", {"who": who}))
    assert not View.objects.exists()
    browser.post(f"/retellings/{one.pk}/ask", {"who": who, "looked": "1"})
    assert View.objects.exists()


def test_a_first_telling_told_as_someone_is_not_shown_to_whoever_is_asked(wren, juno, tuesday):
    view = asked(wren, veiled=True)
    assert FIRST not in text_of(signed_in(juno).get(f"/views/{view.pk}"))
    assert FIRST in page_of(wren, view)
    from cairn.safety.nouns import written as reported

    assert FIRST not in reported("retelling", juno, view.retelling_id).evidence.words


def test_names_are_as_they_are_known_where_it_was_asked(wren, juno):
    marl = member("Marl")
    evening = circle_of(marl, name="Evening")
    for person, name in ((wren, "Bee"), (juno, "Moth")):
        Seat.system.create(circle=evening, member=person, own_name=name, own_stone="1-1-1")
    view = asked(wren, "Moth")
    assert view_page(juno, view.pk).person.name == "Bee"
    page = text_of(signed_in(juno).get(f"/views/{view.pk}"))
    assert "Bee" in page and "Wren" not in page
    verbs.write_view(view, SEEN, by=juno)
    assert "Moth" in page_of(wren, view) and "Juno" not in page_of(wren, view)


def test_asked_under_two_names_nothing_says_that_it_is_one_person(wren, juno, tuesday):
    evening = circle_of(member("Ash"), wren, name="Evening")
    Seat.system.create(circle=evening, member=juno, own_name="Moth", own_stone="1-1-1")
    one = told(wren)
    verbs.ask_views(one, [peer(wren, "Juno"), peer(wren, "Moth")], by=wren)
    view = View.objects.get(retelling=one)
    verbs.write_view(view, SEEN, by=juno)
    page = page_of(wren, view)
    assert page.count(SEEN) == 1 and "Moth" in page and page.count("May read it.") == 1
    entries = Retelling.system.get(pk=one.pk).kept["asked"]
    verbs.uninvite(one, entries[1]["id"], by=wren)
    assert view_for(fresh(juno), view.pk), "the other invitation stands"
    verbs.uninvite(one, entries[0]["id"], by=wren)
    with pytest.raises(Http404):
        view_for(fresh(juno), view.pk)


# ---- the invitation ends


def test_taken_back_it_is_gone_for_whoever_was_asked_and_what_they_wrote_stays(wren, juno, tuesday, clock):
    view = written(wren, juno)
    line = Retelling.system.get(pk=view.retelling_id).kept["asked"][0]["id"]
    browser = signed_in(wren)
    browser.post(f"/retellings/{view.retelling_id}/asked/{line}/take-back")
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 404
    assert "asks how you see" not in text_of(signed_in(juno).get("/notices"))
    assert SEEN in page_of(wren, view)
    browser.post(f"/retellings/{view.retelling_id}/asked/{line}/again")
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 200
    verbs.uninvite(view.retelling, line, by=wren)
    clock.tick(minutes=11)
    assert browser.post(f"/retellings/{view.retelling_id}/asked/{line}/again").status_code == 403
    verbs.ask_views(view.retelling, [peer(fresh(wren), "Juno")], by=wren)
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 200, "asked anew"


@pytest.mark.parametrize("apart", ["blocks", "is blocked", "mutes", "is muted", "break", "break by the other"])
def test_a_block_a_mute_and_a_break_hide_it_at_once(wren, juno, tuesday, apart):
    view = written(wren, juno)
    if "block" in apart:
        block(wren, juno) if apart == "blocks" else block(juno, wren)
    else:
        one, other = (wren, juno) if apart in ("mutes", "break") else (juno, wren)
        until = base_clock.now().replace(year=base_clock.now().year + 1) if "break" in apart else None
        Apart.objects.create(member=one, other=other, kind="break" if until else "mute", until=until)
    hidden_from_juno, hidden_from_wren = apart != "mutes", apart != "is muted"
    assert (signed_in(fresh(juno)).get(f"/views/{view.pk}").status_code == 404) == hidden_from_juno
    assert ("Wren" not in text_of(signed_in(fresh(juno)).get("/retellings"))) == hidden_from_juno
    page = page_of(wren, view)
    assert (SEEN not in page and "Juno" not in page) == hidden_from_wren
    assert ("Juno has written" not in text_of(signed_in(fresh(wren)).get("/notices"))) == hidden_from_wren


def test_it_is_declined_in_silence_and_one_can_come_back_for_ten_minutes(wren, juno, tuesday, clock):
    view = asked(wren)
    before = page_of(wren, view)
    browser = signed_in(juno)
    assert "Nobody is told." in text_of(browser.post(f"/views/{view.pk}/step-away", follow=True))
    after = page_of(wren, view)
    assert "May read it." in before and "May read it." in after and browser.get(f"/views/{view.pk}").status_code == 404
    assert "has written" not in text_of(signed_in(wren).get("/notices"))
    browser.post(f"/views/{view.pk}/come-back")
    assert browser.get(f"/views/{view.pk}").status_code == 200
    browser.post(f"/views/{view.pk}/step-away")
    clock.tick(minutes=11)
    assert browser.post(f"/views/{view.pk}/come-back").status_code == 404
    line = Retelling.system.get(pk=view.retelling_id).kept["asked"][0]["id"]
    verbs.uninvite(view.retelling, line, by=wren)
    verbs.ask_views(view.retelling, [peer(wren, "Juno")], by=wren)
    assert browser.get(f"/views/{view.pk}").status_code == 404, "who stepped away is not asked again"
    verbs.invite_again(view.retelling, Retelling.system.get(pk=view.retelling_id).kept["asked"][-1]["id"], by=wren)
    assert browser.get(f"/views/{view.pk}").status_code == 404


def test_ones_words_are_taken_back_and_erased_after_ten_minutes(wren, juno, tuesday, clock):
    view = written(wren, juno)
    verbs.view_step_away(view, by=juno)
    assert SEEN not in page_of(wren, view)
    verbs.view_come_back(view, by=juno)
    assert SEEN in page_of(wren, view)
    verbs.view_step_away(view, by=juno)
    clock.tick(minutes=11)
    assert View.objects.get(pk=view.pk).words is None


def test_who_was_asked_and_taken_back_cannot_come_back_by_themselves(wren, juno, tuesday):
    view = asked(wren)
    line = Retelling.system.get(pk=view.retelling_id).kept["asked"][0]["id"]
    verbs.uninvite(view.retelling, line, by=wren)
    with pytest.raises(Http404):
        verbs.view_come_back(view, by=juno)


def test_once_it_is_let_go_or_its_writer_leaves_nobody_reads_it(wren, juno, tuesday):
    view = asked(wren)
    verbs.let_go_retelling(view.retelling, by=wren)
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 404
    verbs.bring_back_retelling(view.retelling, by=wren)
    Member.objects.filter(pk=wren.pk).update(left_at=base_clock.now())
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 404


# ---- safety


def test_either_can_report_and_a_held_one_is_seen_by_its_writer_alone(wren, juno, tuesday):
    view = written(wren, juno)
    assert signed_in(juno).get(f"/report/retelling/{view.retelling_id}").status_code == 200
    assert signed_in(wren).get(f"/report/view/{view.pk}").status_code == 200
    for stranger in (member("Ash"), juno):
        assert signed_in(stranger).get(f"/report/view/{view.pk}").status_code == 404
    effects.take_effect("hold", "view", view.pk, base_clock.now())
    assert SEEN not in page_of(wren, view) and "May read it." in page_of(wren, view)
    assert "A responder holds what you wrote" in text_of(signed_in(juno).get(f"/views/{view.pk}"))
    effects.take_effect("hold", "view", view.pk, None)
    effects.take_effect("hold", "retelling", view.retelling_id, base_clock.now())
    assert signed_in(juno).get(f"/views/{view.pk}").status_code == 404
    assert "A responder holds this." in page_of(wren, view)
    assert signed_in(wren).get(f"/retellings/{view.retelling_id}/ask").status_code == 403


def test_words_that_others_read_are_screened_and_a_view_too(wren, juno, tuesday):
    one = verbs.tell_retelling(verbs.retell(by=wren), WORDS | {"happened": "I want to kill myself."}, by=wren)
    assert not Alert.objects.exists()
    verbs.ask_views(one, [peer(wren, "Juno")], by=wren)
    assert Alert.objects.get().noun == "retelling"
    verbs.write_view(View.objects.get(retelling=one), "I have the pills here and I want to die.", by=juno)
    assert set(Alert.objects.values_list("noun", flat=True)) == {"retelling", "view"}


def test_a_buddy_can_be_asked_too(wren, juno):
    one, other = sorted((wren, juno), key=lambda person: person.pk)
    Buddy.objects.create(one=one, other=other)
    view = asked(wren)
    assert view_page(juno, view.pk).person.name == "Wren"


@pytest.mark.parametrize("act", [
    lambda view, by: verbs.write_view(view, "Mine.", by=by), lambda view, by: verbs.view_step_away(view, by=by), lambda view, by: verbs.view_come_back(view, by=by),
])
def test_no_verb_takes_an_invitation_that_is_somebody_elses(wren, juno, tuesday, act):
    view = asked(wren)
    for stranger in (member("Ash"), wren):
        with pytest.raises(Http404):
            act(view, stranger)


# ---- how heavy


def test_a_page_with_views_asks_the_same_for_one_and_for_three(wren, juno, tuesday):
    from tests.growth.test_retelling import queries

    view = written(wren, juno)
    paths = [f"/retellings/{view.retelling_id}", "/retellings"]
    before = [queries(signed_in(wren), path) for path in paths]
    assert max(before) <= 10
    assert queries(signed_in(juno), f"/views/{view.pk}") <= 10
    for name in ("Tarn", "Rook"):
        other = member(name)
        Seat.system.create(circle=tuesday, member=other)
        verbs.ask_views(view.retelling, [peer(fresh(wren), name)], by=wren)
        verbs.write_view(View.objects.get(by=other), f"{name} sees it so.", by=other)
    assert [queries(signed_in(wren), path) for path in paths] == before

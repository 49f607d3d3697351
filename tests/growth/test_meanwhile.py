"""What was changed in another tab while somebody wrote is neither lost nor written over."""

from datetime import timedelta

import pytest

from cairn.base import clock as now_by
from cairn.bonds.queries.buddies import wish_of
from cairn.bonds.verbs import activities, buddies, endings
from cairn.checkins import verbs as checkins
from cairn.checkins.models import Felt
from cairn.circles.models import Seat
from cairn.circles.queries import hearers_of, peers_of
from cairn.growth import verbs as growth
from cairn.growth.verbs import path, starting, victories
from cairn.members.queries import interests_of
from cairn.toolkit import verbs as toolkit
from tests import cast
from tests.cast import member, signed_in
from tests.forms import forms_of
from tests.toolkit.people import card_by

pytestmark = pytest.mark.django_db
FIRST, OTHERWISE, TYPED = "As it was told.", "Changed in the other tab.", "Typed in this one."


def a_card(wren):
    card = card_by(wren, words=FIRST)
    return f"/toolkit/{card.pk}/change", "words", lambda words: toolkit.change_strategy(card, situation=card.situation, title=card.title, words=words, by=wren)


def a_stone(wren):
    victory = victories.lay_victory(FIRST, wren.stone, by=wren)
    return f"/cairn/{victory.pk}/change", "words", lambda words: victories.change_victory(victory, words, by=wren)


def a_letter(wren):
    told = {"topic": cast.topic("grief"), "shown_as": "stone", "told": False}
    letter = starting.write_starting(words=FIRST, **told, by=wren)
    return f"/growth/letters/{letter.pk}/change", "letter", lambda words: starting.change_starting(letter, words=words, **told, by=wren)


def a_telling(wren):
    telling = growth.tell_retelling(growth.retell(by=wren), {"happened": FIRST}, by=wren)
    return f"/retellings/{telling.pk}/write", "happened", lambda words: growth.tell_retelling(telling, {"happened": words}, by=wren)


def a_telling_begun(wren):
    telling = growth.keep_retelling(growth.retell(by=wren), {"happened": FIRST}, by=wren)
    return f"/retellings/{telling.pk}/write", "happened", lambda words: growth.tell_retelling(telling, {"happened": words}, by=wren)


def an_activity(wren):
    when = {"kind": "online", "starts_at": now_by.now() + timedelta(days=7), "minutes": 60, "zone": "UTC", "seats": 6}
    made = activities.propose(title="A film", words=FIRST, where="a link", **when, by=wren)
    return f"/activities/{made.pk}/change", "words", lambda words: activities.change(made, title="A film", words=words, where="a link", **when, by=wren)


def a_checkin(wren):
    kept = checkins.keep(Felt("lit", line=FIRST), by=wren)
    return f"/check-ins/{kept.pk}/change", "line", lambda words: checkins.change(kept, Felt("lit", line=words), by=wren)


def a_stepping_stone(wren):
    stone = path.lay(on=now_by.now().date(), words=FIRST, by=wren)
    return f"/growth/stones/{stone.pk}", "own_words", lambda words: path.change(stone, words=words, by=wren)


def a_view(wren):
    juno = member("Juno")
    circle = cast.circle_of(juno, wren)
    told = growth.tell_retelling(growth.retell(by=juno), {"happened": "What happened."}, by=juno)
    growth.ask_views(told, [peer for peer in peers_of(juno) if peer.circle_id == circle.pk and peer.member_id == wren.pk], by=juno)
    view = told.views.get()
    growth.write_view(view, FIRST, by=wren)
    return f"/views/{view.pk}", "view", lambda words: growth.write_view(view, words, by=wren)


def a_last_word(wren):
    juno = member("Juno")
    closing = endings.begin_closing(cast.circle_of(juno, wren), "It was good.", days=7, by=juno)
    endings.say_last(closing, FIRST, by=wren)
    return f"/closings/{closing.pk}", "words", lambda words: endings.say_last(closing, words, by=wren)


def how_it_went(wren):
    card = card_by(member("Juno"))
    toolkit.say_how_it_went(card, outcome="helped", line=FIRST, by=wren)
    return f"/toolkit/{card.pk}/how-it-went", "line", lambda words: toolkit.say_how_it_went(card, outcome="little", line=words, by=wren)


def a_line(wren):
    card = card_by(member("Juno"))
    toolkit.say_how_it_went(card, outcome="helped", by=wren)
    toolkit.tell_line(card, words=FIRST, by=wren)
    return f"/toolkit/{card.pk}/line", "words", lambda words: toolkit.tell_line(card, words=words, by=wren)


def text_of(answer) -> str:
    return answer.content.decode()


def form_with(answer, name, address):
    return next(form for form in forms_of(answer, address) if name in form.names)


@pytest.mark.parametrize("made", [
    a_card, a_stone, a_letter, a_telling, a_telling_begun, an_activity, a_checkin, a_stepping_stone, a_view, a_last_word, how_it_went, a_line,
])
def test_both_are_shown_and_the_second_press_keeps_what_was_typed(made, clock):
    wren = member("Wren")
    address, name, change = made(wren)
    browser = signed_in(wren)
    clock.move(minutes=1)
    opened = form_with(browser.get(address), name, address)
    clock.move(minutes=1)
    change(OTHERWISE)
    answer = browser.post(opened.action, opened.data(**{name: TYPED}))
    assert answer.status_code == 200 and "changed somewhere else meanwhile" in text_of(answer)
    assert OTHERWISE in text_of(answer) and TYPED in text_of(answer)
    assert OTHERWISE in text_of(browser.get(address)) and TYPED not in text_of(browser.get(address))
    again = form_with(answer, name, address)
    assert browser.post(again.action, again.data()).status_code == 302
    assert TYPED in text_of(browser.get(address)) and OTHERWISE not in text_of(browser.get(address))


@pytest.mark.parametrize("made", [a_card, a_stone, a_letter, a_telling, an_activity, a_checkin, a_stepping_stone, a_view, a_last_word, how_it_went, a_line])
def test_where_nothing_was_changed_one_press_is_enough(made, clock):
    wren = member("Wren")
    address, name, _change = made(wren)
    browser = signed_in(wren)
    opened = form_with(browser.get(address), name, address)
    clock.move(minutes=1)
    assert browser.post(opened.action, opened.data(**{name: TYPED})).status_code == 302
    assert TYPED in text_of(browser.get(address))


def test_a_passing_in_an_old_tab_does_not_wipe_a_word_written_in_another(clock):
    wren = member("Wren")
    address, _name, change = a_last_word(wren)
    browser = signed_in(wren)
    opened = form_with(browser.get(address), "words", address)
    clock.move(minutes=1)
    change(OTHERWISE)
    answer = browser.post(opened.action, opened.data() | {"pass": "yes"})
    assert "changed somewhere else meanwhile" in text_of(answer) and OTHERWISE in text_of(browser.get(address))


def test_a_checkin_that_was_told_in_another_tab_is_not_changed_and_what_was_typed_is_given_back(clock):
    wren = member("Wren")
    cast.circle_of(member("Juno"), wren)
    kept = checkins.keep(Felt("lit", line=FIRST), by=wren)
    address, browser = f"/check-ins/{kept.pk}/change", signed_in(wren)
    opened = form_with(browser.get(address), "line", address)
    checkins.tell(kept, hearers_of(wren)[0], by=wren)
    answer = browser.post(opened.action, opened.data(line=TYPED), follow=True)
    assert TYPED in text_of(answer) and "Take it back from whom you told it first." in text_of(answer)
    assert FIRST in text_of(browser.get(f"/check-ins/{kept.pk}"))


def test_a_trial_let_go_in_another_tab_leaves_what_was_typed(clock):
    wren, card = member("Wren"), card_by(member("Juno"))
    toolkit.say_how_it_went(card, outcome="helped", line=FIRST, by=wren)
    address, browser = f"/toolkit/{card.pk}/how-it-went", signed_in(wren)
    opened = form_with(browser.get(address), "line", address)
    toolkit.let_go(card, by=wren)
    answer = browser.post(opened.action, opened.data(line=TYPED))
    assert answer.status_code == 200 and TYPED in text_of(answer)
    assert "changed somewhere else meanwhile" in text_of(answer) and "Nothing is said." in text_of(answer)


def test_a_word_for_a_first_that_was_kept_in_another_tab_is_given_back(clock):
    wren = member("Wren")
    cast.circle_of(member("Juno"), wren)
    address, browser = "/growth/first/seat", signed_in(wren)
    opened = form_with(browser.get(address), "own_words", address)
    path.keep_first("seat", words=OTHERWISE, by=wren)
    answer = browser.post(opened.action or address, opened.data(own_words=TYPED), follow=True)
    assert TYPED in text_of(answer) and "kept or left aside somewhere else meanwhile" in text_of(answer)
    assert OTHERWISE in text_of(browser.get("/growth")) and TYPED not in text_of(browser.get("/growth"))
    assert browser.get(address).status_code == browser.post("/growth/first/nothing", {"own_words": TYPED}).status_code == 404


def test_two_who_open_a_last_round_at_once_lose_no_words(clock):
    wren, juno = member("Wren"), member("Juno")
    circle = cast.circle_of(juno, member("Ash"), cofacilitator=wren)
    address, browser = f"/circles/{circle.pk}/ending", signed_in(wren)
    opened = form_with(browser.get(address), "words", address)
    closing = endings.begin_closing(circle, FIRST, days=7, by=juno)
    answer = browser.post(opened.action, opened.data(words=TYPED), follow=True)
    assert TYPED in text_of(answer) and "The last round is open already." in text_of(answer)
    again = signed_in(juno).post(address, opened.data(words=FIRST))
    assert again.status_code == 302 and again["Location"] == f"/closings/{closing.pk}", "the same, sent twice"


def test_who_knows_of_a_stone_is_not_widened_by_a_form_of_before(clock):
    wren, juno = member("Wren"), member("Juno")
    cast.circle_of(juno, wren, name="Tuesday circle")
    told = victories.lay_victory(FIRST, wren.stone, hearers=hearers_of(wren), by=wren)
    address, browser = f"/cairn/{told.pk}/tell", signed_in(wren)
    opened = form_with(browser.get(address), "knows", address)
    victories.tell_victory(told, [], by=wren)
    answer = browser.post(opened.action, opened.data())
    assert answer.status_code == 200 and "changed somewhere else meanwhile" in text_of(answer) and "Only you know." in text_of(answer)
    assert not told.told.exists()
    again = form_with(answer, "knows", address)
    assert browser.post(again.action, again.data()).status_code == 302 and told.told.count() == 1


def test_a_wish_for_a_buddy_changed_or_taken_back_in_another_tab_is_said(clock):
    wren, juno = member("Wren"), member("Juno")
    seat = Seat.system.get(circle=cast.circle_of(wren, juno), member=juno)
    browser, address = signed_in(wren), "/buddies/wish"
    first = form_with(browser.get(address), "stage", address)
    buddies.wish(interests=["birds"], stage=["caring"], rather_not={f"seat-{seat.pk}": juno.pk}, by=wren)
    answer = browser.post(first.action, first.data(stage=["studying"], nudge="on"))
    assert answer.status_code == 200 and "changed somewhere else meanwhile" in text_of(answer)
    assert buddies_of(wren) == (["caring"], {f"seat-{seat.pk}": juno.pk}, ["birds"])
    opened = form_with(answer, "stage", address)
    buddies.withdraw_wish(by=wren)
    answer = browser.post(opened.action, opened.data())
    assert "Your wish is taken back" in text_of(answer) and wish_of(wren) is None
    again = form_with(answer, "stage", address)
    assert browser.post(again.action, again.data()).status_code == 302 and wish_of(wren).kept["stage"] == ["studying"]


def buddies_of(wren):
    wish = wish_of(wren)
    return wish.kept["stage"], wish.kept["rather_not"], interests_of(wren)

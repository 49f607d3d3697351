"""What was changed in another tab while somebody wrote is neither lost nor written over."""

import pytest

from cairn.growth import verbs as growth
from cairn.growth.verbs import starting, victories
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


def text_of(answer) -> str:
    return answer.content.decode()


def form_with(answer, name, address):
    return next(form for form in forms_of(answer, address) if name in form.names)


@pytest.mark.parametrize("made", [a_card, a_stone, a_letter, a_telling, a_telling_begun])
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


@pytest.mark.parametrize("made", [a_card, a_stone, a_letter, a_telling])
def test_where_nothing_was_changed_one_press_is_enough(made, clock):
    wren = member("Wren")
    address, name, _change = made(wren)
    browser = signed_in(wren)
    opened = form_with(browser.get(address), name, address)
    clock.move(minutes=1)
    assert browser.post(opened.action, opened.data(**{name: TYPED})).status_code == 302
    assert TYPED in text_of(browser.get(address))

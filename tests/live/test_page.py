"""What live.js does with a page: it moves by itself, and takes nothing from under somebody's hands.

The stream here is played by the test; streams themselves are told in test_streams.py, and a whole share
with both in tests/shares.
"""

import json

import pytest

from cairn.base.static import static_path
from tests.browsing import until

PAGE = """<!doctype html><html lang="en"><title>A share</title><body>
<div data-live="share:1" data-live-after="2" data-live-fetch="/moving">
<section id="answers"><article id="answer-1">One</article></section>
<section id="composer"><form><textarea id="words" name="words"></textarea></form><p id="hint">Old hint</p></section>
</div><p role="status" data-say></p><script type="module" src="{script}"></script></body></html>"""

STREAM = """
window.streams = [];
window.EventSource = class extends EventTarget {
  constructor(address) { super(); this.address = address; window.streams.push(this); if (!window.broken) setTimeout(() => this.dispatchEvent(new Event("open"))); }
  close() { this.closed = true; }
};
window.asking = 0;
const fetched = window.fetch;
window.fetch = (...all) => { window.asking += 1; return fetched(...all).finally(() => { window.asking -= 1; }); };
window.send = data => window.streams.at(-1).dispatchEvent(new MessageEvent("message", { data: JSON.stringify(data) }));
"""


@pytest.fixture
def moving(new_page, shared_cairn):
    """A page on the real server whose share is played."""
    page = new_page(at=shared_cairn.address)
    page.fragment, page.asked, page.tickets, page.ticket_status = "", 0, [], 200
    body = PAGE.replace("{script}", static_path("live/live.js"))
    page.route("**/played", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.route("**/moving", lambda route: _fragment(page, route))
    page.route("**/live/ticket**", lambda route: _ticket(page, route))
    page.add_init_script(STREAM)
    page.goto("/played")
    page.wait_for_function("streams.length == 1")
    return page


def _fragment(page, route):
    page.asked += 1
    route.fulfill(body=page.fragment, content_type="text/html")


def _ticket(page, route):
    page.tickets.append(route.request.url)
    route.fulfill(status=page.ticket_status, body=json.dumps({"ticket": f"t{len(page.tickets)}"}), content_type="application/json")


def send(page, number, html=None, kind="response"):
    page.evaluate("data => send(data)", {"kind": kind, "number": number} | ({"html": html} if html is not None else {}))


ANSWERS = '<section id="answers"><article id="answer-1">One</article><article id="answer-2" data-arrives="Dell answered">Two</article></section>'


def test_it_asks_for_its_stream_from_what_it_shows(moving):
    assert "stream=share%3A1&after=2" in moving.tickets[0]
    assert moving.evaluate("streams[0].address") == "/live/t1"


def test_what_comes_takes_its_place_and_is_said(moving):
    send(moving, 3, ANSWERS)
    assert moving.inner_text("#answer-2") == "Two"
    moving.wait_for_function("document.querySelector('[data-say]').textContent == 'Dell answered'")
    assert moving.asked == 0


def test_what_came_before_is_not_brought_twice(moving):
    send(moving, 3, ANSWERS)
    send(moving, 3, '<section id="answers">repeated</section>')
    send(moving, 2, '<section id="answers">older</section>')
    assert moving.inner_text("#answer-1") == "One"


def test_again_fetches_the_pages_own_fragment(moving):
    moving.fragment = '<section id="answers"><article id="answer-1">Mine</article></section>'
    send(moving, 3, kind="again")
    moving.wait_for_function("document.getElementById('answer-1').textContent == 'Mine'")
    assert moving.asked == 1


def test_what_has_no_place_here_is_fetched(moving):
    moving.fragment = ANSWERS
    send(moving, 3, '<aside id="nowhere">?</aside>')
    moving.wait_for_selector("#answer-2")


def test_something_new_goes_where_it_says(moving):
    send(moving, 3, '<article id="answer-9" data-into="#answers">Nine</article>')
    assert moving.evaluate("document.querySelector('#answers').lastElementChild.id") == "answer-9"


NOD = '<section id="answers" data-swaps><article id="answer-1">{words}</article><button id="nod" type="button" value="{words}">Nod</button></section>'


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_what_comes_in_the_middle_of_a_press_waits_for_its_end(moving, by):
    send(moving, 3, NOD.format(words="One"))
    moving.evaluate("window.pressed = []; addEventListener('click', event => pressed.push(event.target.id))")
    moving.focus("#nod")
    moving.hover("#nod")
    moving.mouse.down() if by == "mouse" else moving.keyboard.down("Space")
    send(moving, 4, NOD.format(words="Two"))
    moving.mouse.up() if by == "mouse" else moving.keyboard.up("Space")
    until(moving, "document.getElementById('answer-1').textContent === 'Two'")
    assert moving.evaluate("pressed") == ["nod"]


def test_what_was_looked_for_before_an_act_does_not_undo_it(moving):
    """Its own answer shows how it is now; the look that was on its way is done again."""
    held = []
    moving.unroute("**/moving")
    moving.route("**/moving", lambda route: held.append(route))
    send(moving, 3, kind="again")
    until(moving, lambda: held)
    moving.evaluate(f"import('{static_path('live/live.js')}').then(live => live.bringAnswer(`{NOD.format(words='After')}`))")
    held[0].fulfill(body=NOD.format(words="Before"), content_type="text/html")
    until(moving, lambda: len(held) == 2)
    assert moving.inner_text("#answer-1") == "After"
    held[1].fulfill(body=NOD.format(words="Later"), content_type="text/html")
    until(moving, "document.getElementById('answer-1').textContent === 'Later'")


def test_typed_words_and_the_cursor_stay(moving):
    moving.focus("#words")
    moving.keyboard.type("I hear")
    composer = '<section id="composer"><form><textarea id="words" name="words"></textarea></form><p id="hint">New hint</p></section>'
    send(moving, 3, ANSWERS + composer)
    moving.keyboard.type(" you")
    assert moving.input_value("#words") == "I hear you"
    assert moving.evaluate("document.activeElement.id") == "words"
    assert moving.inner_text("#hint") == "New hint"
    assert moving.inner_text("#answer-2") == "Two"


def test_typed_words_stay_when_the_focus_is_elsewhere(moving):
    moving.fill("#words", "Half a thought")
    moving.evaluate("document.activeElement.blur()")
    send(moving, 3, '<section id="composer"><form><textarea id="words"></textarea></form></section>')
    assert moving.input_value("#words") == "Half a thought"


def test_it_comes_back_after_a_break_with_what_it_saw_last(moving):
    send(moving, 7, ANSWERS)
    moving.evaluate("streams[0].dispatchEvent(new Event('error'))")
    moving.wait_for_function("streams.length == 2")
    assert "after=7" in moving.tickets[1]
    assert moving.evaluate("streams[0].closed")


def test_it_comes_back_after_a_goodbye(moving):
    moving.evaluate("streams[0].dispatchEvent(new MessageEvent('bye'))")
    moving.wait_for_function("streams.length == 2")


def test_when_streams_fail_it_asks_every_twenty_seconds(moving):
    moving.clock.install()
    moving.ticket_status = 500
    moving.fragment = ANSWERS
    moving.evaluate("streams[0].dispatchEvent(new Event('error'))")
    _time_goes_on(moving, 3_000)
    moving.wait_for_selector("#answer-2")
    asked = moving.asked
    _time_goes_on(moving, 10_000)
    assert asked + 3 <= moving.asked <= asked + 5
    assert len(moving.tickets) > 3


def _time_goes_on(page, step):
    """Eight steps of so many milliseconds; whatever the page asks for in one of them has come before the next."""
    for _ in range(8):
        page.clock.run_for(step)
        page.wait_for_timeout(30)
        until(page, "asking === 0")


def test_a_page_one_may_no_longer_see_is_loaded_again(moving):
    moving.ticket_status = 404
    moving.unroute("**/moving")
    moving.route("**/moving", lambda route: route.fulfill(status=404))
    with moving.expect_navigation():
        moving.evaluate("streams[0].dispatchEvent(new MessageEvent('bye'))")


def test_but_never_over_typed_words(moving):
    moving.fill("#words", "Not sent yet")
    moving.unroute("**/moving")
    moving.route("**/moving", lambda route: route.fulfill(status=404))
    with moving.expect_response("**/moving"):
        send(moving, 3, kind="again")
    moving.wait_for_timeout(200)
    assert moving.input_value("#words") == "Not sent yet"


# ---- what is folded away


FOLD = "<details{more}><summary>{says}</summary>words</details>"
WAITING = '<section id="answers"><div id="answer-1">{before}</div>' + FOLD.format(more=' id="others"', says="Others") + "</section>"
HIDDEN = FOLD.format(more="", says="Show it")


def test_a_fold_that_comes_before_an_open_one_stays_closed(moving):
    """And the open one stays open: a fold is known by what it is, not by its place."""
    send(moving, 3, WAITING.format(before=""))
    moving.evaluate("document.getElementById('others').open = true")
    send(moving, 4, WAITING.format(before=HIDDEN))
    assert moving.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [False, True]


EARLIER = '<section id="answers"><ul>{turns}</ul></section>'


def turns(*numbers):
    return EARLIER.format(turns="".join(f'<li id="earlier-{number}">{HIDDEN}</li>' for number in numbers))


def test_a_new_fold_of_the_same_words_shifts_none_that_is_open(moving):
    send(moving, 3, turns(2, 1))
    moving.evaluate("document.querySelector('#earlier-1 details').open = true")
    send(moving, 4, turns(3, 2, 1))
    assert moving.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [False, False, True]

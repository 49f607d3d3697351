"""What a room does with a press whose answer is lost, and with what stands in its boxes meanwhile. The room is played."""

import pytest

from cairn.base.static import static_path
from tests.browsing import until

PAGE = """<!doctype html><html lang="en"><title>A room</title><body>
<div class="room" data-lost="Still here" data-live="meeting:1" data-live-fetch="/moving"><div id="room-head"></div>
<section id="holding"><ul id="voices"><li>Old</li></ul><form id="note-form" action="/sent" method="post" data-room data-clears>
<input type="hidden" name="once" value="k1"><select name="to"><option value="1">Wren</option><option value="2">Dell</option></select>
<textarea id="note" name="text"></textarea><button id="send">Send</button></form></section>
<div id="speaking" data-swaps><form id="say"><textarea id="said">{given}</textarea></form></div>
<form id="press" action="/sent" method="post" data-room><input type="hidden" name="once" value="k2"><button id="longer" name="act" value="longer">Longer</button></form>
</div><p role="status" data-say></p><script type="module" src="{script}"></script></body></html>"""
MOVED = '<section id="holding"><ul id="voices"><li>New</li></ul></section><div id="speaking" data-swaps></div>'


@pytest.fixture
def room(new_page, shared_cairn):
    page = new_page(at=shared_cairn.address)
    page.sent, page.status, page.given = [], 200, ""
    page.route("**/played", lambda route: route.fulfill(body=PAGE.replace("{script}", static_path("meetings/room.js")).replace("{given}", page.given), content_type="text/html"))
    page.route("**/moving", lambda route: route.fulfill(body=MOVED, content_type="text/html"))
    page.route("**/live/ticket**", lambda route: route.fulfill(status=500))
    page.route("**/sent", lambda route: _sent(page, route))
    return page


def _sent(page, route):
    page.sent.append(route.request.post_data)
    route.fulfill(status=page.status, body="<p></p>", content_type="text/html")


def opened(page, given=""):
    page.given = given
    page.goto("/played")
    page.wait_for_load_state("networkidle")
    return page


def again(page):
    page.evaluate("document.querySelector('.room').dispatchEvent(new Event('again'))")


def test_a_list_on_its_first_line_holds_nothing_up(room):
    again(opened(room))
    until(room, "!document.getElementById('note-form')")
    assert room.inner_text("#voices") == "New"


def test_a_second_line_goes_under_a_key_of_its_own(room):
    opened(room)
    for n, words in enumerate(("One", "Two"), 1):
        room.fill("#note", words)
        room.click("#send")
        until(room, lambda: len(room.sent) == n)  # noqa: B023
        until(room, "!document.getElementById('note').value")
    assert "k1" in room.sent[0] and "k1" not in room.sent[1]


def test_what_the_server_gave_back_stays(room):
    again(opened(room, given="A paragraph that was not taken"))
    until(room, "document.getElementById('voices').textContent === 'New'")
    assert room.input_value("#said") == "A paragraph that was not taken"


def test_a_press_that_fails_takes_no_words_of_another_box_with_it(room):
    opened(room).fill("#said", "Half a paragraph")
    room.status = 502
    for n in (1, 2):
        room.click("#longer")
        until(room, lambda: len(room.sent) == n)  # noqa: B023
        until(room, "document.getElementById('room-line')?.textContent === 'Still here'")
    assert all("k2" in one for one in room.sent)
    assert room.input_value("#said") == "Half a paragraph"

"""What somebody stored never runs in somebody else's browser: not even with the page's policy switched off."""

import pytest

from tests.browsing import until
from tests.promises import payloads
from tests.promises.surfing import Surfer
from tests.serving import LiveCairn

RUN = "window.ran=1"
PAYLOADS = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"</textarea><script>{RUN}</script>", f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"\"><script>{RUN}</script>", f"'><img src=x onerror={RUN}>", f"\" autofocus onfocus={RUN} x=\"", f"' autofocus onfocus={RUN} x='", f"` onmouseover={RUN} x=`",
    f"<details open ontoggle={RUN}>x</details>", f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>", f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>", f"<math><mi xlink:href=\"javascript:{RUN}\">x</mi></math>", f"<a href=\"javascript:{RUN}\">x</a>", f"javascript:{RUN}",
    f"**<img src=x onerror={RUN}>**", f"*<svg onload={RUN}>*", f"**bold\" onclick={RUN} x=\"**", "<img src=http://evil.example/a.png>", "<link rel=stylesheet href=//evil.example/a.css>",
    "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">", "<base href=http://evil.example/>", "<object data=http://evil.example/a></object>",
    f"{{{{constructor.constructor('{RUN}')()}}}}", "{{7*7}}{% raw %}", f"${{{RUN}}}", f"&lt;script&gt;{RUN}&lt;/script&gt;", f"\u2028<script>{RUN}</script>", f"<scr\u00adipt>{RUN}</script>",
    f"<style>@import 'http://evil.example/a.css';*{{background:url(javascript:{RUN})}}</style>", f"<template><script>{RUN}</script></template><script>{RUN}</script>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">", f"<form action=javascript:{RUN}><button autofocus>x</button></form>", "<dialog open>x</dialog><plaintext>",
]

MAKE = """
import itertools
from cairn.circles.verbs import ask_for_seat, leave_seat
from cairn.members.models import Space
from cairn.safety.verbs import report, set_helplines
from cairn.shares.verbs import keep_draft, signal
from tests import cast

every = " ".join(dict.fromkeys([*payloads, *corpus]))
cast.space(name=payloads[0], what_it_is=every, what_it_is_not=every, adults_only=every, cover=every)
topics = [cast.topic(payload) for payload in payloads[:12]]
cole = cast.member(payloads[1], coordinator=True, leave_to=payloads[21])
people = [cast.member(payload, leave_to="https://a.example/'\\"><script>window.ran=1</script>") for payload in payloads[2:11]]
circle = cast.circle_of(people[0], *people[1:4], name=payloads[6], topic=topics[0])
circle.purpose = every
circle.save()
for agreement in cast.Agreement.objects.all():
    agreement.text = every
    agreement.save()
seats = list(cast.Seat.system.filter(circle=circle))
for seat, payload in zip(seats, payloads[14:]):
    seat.own_name = payload
    seat.save()
goer = cast.member(payloads[3])
leave_seat(cast.seat(circle, goer), goodbye=every, by=goer)
shares = [cast.share_by(person, payload, circle=circle, note_words=payload, note_topics=[topics[n % 12].pk], shown_as="someone" if n % 5 == 0 else "stone")
          for n, (payload, person) in enumerate(zip(payloads, itertools.cycle(people[:4])))]
whole = cast.share_by(people[1], every, circle=circle, note_words=payloads[8])
for person in (people[0], people[2]):
    cast.response_by(person, whole, every)
    for kind in ("nod", "heart", "with"):
        signal(whole, kind, by=person)
cast.share_by(people[2], every, circle=circle, encouraged_by=whole, thank=True)
open_one = cast.share_by(people[0], every)
keep_draft(kind="share", about=7, fields={"text": every, "note_words": every, "audience": "me", "need": "listening", "shown_as": "stone", "draft": 7}, by=people[0])
keep_draft(kind="response", about=open_one.pk, fields={"text": every, "kind": "heard"}, by=people[3])
ask_for_seat(circle, note=every, by=people[5])
report("share", open_one.pk, reason="unsure", words=every, by=people[4])
report("response", cast.response_by(people[3], whole, payloads[2]).pk, reason="unsure", words=every, by=people[0])
set_helplines("GB", [{"name": payload, "number": "999 " + payload, "kind": "call", "word": payload, "note": payload} for payload in payloads[:8]], by=cole)
cast.member(payloads[4], waiting=True)
cast.block(people[0], people[8])
keys = {}
for role, person in (("coordinator", cole), ("facilitator", people[0]), ("seat", people[3]), ("teller", people[1])):
    session = cast.SessionStore()
    session["member"] = person.pk
    session["said"] = {"text": every, "undo_url": "", "undo_label": payloads[9]}
    session.create()
    keys[role] = session.session_key
answer = {"keys": keys, "circle": circle.pk, "share": whole.pk, "open": open_one.pk, "seat": seats[-1].pk}
"""

PAGES = {
    "coordinator": ["/", "/desk", "/reports", "/door", "/space", "/space/what", "/space/agreement", "/space/topics", "/space/cover", "/space/helplines/GB", "/help-now", "/who-sees", "/circles/open", "/circles/{circle}/change", "/circles/{circle}/agreement", "/shares/{open}"],
    "facilitator": ["/", "/desk", "/notices", "/circles", "/circles/{circle}", "/circles/{circle}/facilitators", "/shares", "/shares/{share}", "/shares/drafts", "/shares/tell?draft=7", "/shares/look-over/7", "/you", "/you/name", "/you/leaving", "/you/experiences", "/you/boundaries", "/you/blocked", "/report/share/{share}", "/agreement"],
    "seat": ["/", "/shares", "/shares/{share}", "/shares/{open}", "/shares/drafts", "/shares/tell?moved_by={share}", "/circles/{circle}", "/seats/{seat}/face", "/seats/{seat}/leave", "/report/share/{share}/block"],
    "teller": ["/", "/notices", "/shares?show=mine", "/shares/{share}", "/shares/{share}/edit", "/shares/{share}/withdraw"],
    "nobody": ["/", "/sign-up", "/help-now", "/agreement", "/sign-in"],
}


class Alarm:
    """What ran, opened or was asked for while pages stood there."""

    def __init__(self, page, address: str):
        self.page, self.address, self.rang = page, address, []
        page.on("dialog", lambda dialog: (self.rang.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else self.rang.append(f"asked {request.url}"))
        page.on("pageerror", lambda error: self.rang.append(f"threw {error}"))

    def look_at(self, path: str) -> str:
        """Open a page, let it settle, press and touch what a payload waits for."""
        self.page.goto(self.address + path, wait_until="load")
        self.page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        self.page.mouse.move(300, 300)
        self.page.keyboard.press("Tab")
        if self.page.evaluate("() => window.ran"):
            self.rang.append(f"ran at {path}")
        return self.page.content()


@pytest.fixture(scope="module")
def poisoned(start_cairn) -> tuple[LiveCairn, dict]:
    """A space whose every stored text is an attack, put in beneath the forms."""
    space = start_cairn()
    return space, space.run(MAKE, payloads=PAYLOADS, corpus=payloads.ALL)


def signed_in_page(new_page, space, key: str):
    page = new_page(bypass_csp=True)
    if key:
        page.context.add_cookies([{"name": "cairn", "value": key, "url": space.address}])
    return page


@pytest.mark.parametrize("role", PAGES)
def test_nothing_stored_runs(poisoned, new_page, watch, role):
    space, ids = poisoned
    page = signed_in_page(new_page, space, ids["keys"].get(role, ""))
    alarm, met = Alarm(page, space.address), 0
    for path in PAGES[role]:
        met += "window.ran=1" in alarm.look_at(path.format(**ids))
    assert alarm.rang == []
    assert met > len(PAGES[role]) / 2  # the payloads were there, as words


def test_nothing_runs_when_it_arrives_by_itself(poisoned, new_page):
    """A signal by somebody whose name is an attack moves an open page."""
    space, ids = poisoned
    page = signed_in_page(new_page, space, ids["keys"]["teller"])
    alarm = Alarm(page, space.address)
    alarm.look_at(f"/shares/{ids['share']}")
    before = page.locator("#signals, .signals").first.inner_html()
    path = f"/shares/{ids['share']}"
    Surfer(space.port, cookies={"cairn": ids["keys"]["seat"]}).hand_in(path, part="/signal", signal="nod")
    page.wait_for_function("before => document.querySelector('#signals, .signals').innerHTML !== before", arg=before)
    assert not page.evaluate("() => window.ran")
    assert alarm.rang == []


@pytest.mark.parametrize("payload", [PAYLOADS[0], PAYLOADS[2], PAYLOADS[3], PAYLOADS[14], PAYLOADS[25]])
def test_the_alarm_rings_where_a_page_would_not_escape(new_page, watch, shared_cairn, payload):
    page = new_page(bypass_csp=True)
    alarm = Alarm(page, shared_cairn.address)
    page.route("**/careless", lambda route: route.fulfill(body=f"<!doctype html><p>{payload}</p>", content_type="text/html"))
    alarm.look_at("/careless")
    until(page, lambda: alarm.rang or page.evaluate("() => window.ran"))
    watch.outside.clear()
    watch.faults.clear()

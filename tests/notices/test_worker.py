"""The browser's worker in real Chromium: Help now without a connection, nothing private kept, one quiet line when woken."""

import json
import re

import pytest

from tests.browser.people import Person
from tests.browsing import until

SETUP = """
from tests.cast import member, share_by, signed_in
from tests.notices.postoffice import with_mail
from django.conf import settings
ash = with_mail(member("Zqashqz", quiet_from=0, quiet_to=0, leave_to="https://zqleaveqz.example.org/"))
share_by(ash, "zqprivateqz is mine alone.", audience="me")
answer = signed_in(ash).cookies[settings.SESSION_COOKIE_NAME].value
"""
AS_OF = re.compile(r"As of \S+")  # the minute it was looked at
KEPT = """async () => {
  const all = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) all[new URL(request.url).pathname] = await (await cache.match(request)).text();
  }
  return all;
}"""
PRIVATE = ("zqprivateqz", "zqashqz", "zqleaveqz")


@pytest.fixture(scope="module")
def space(start_cairn):
    made = start_cairn(CAIRN_MAIL_BY="folder")
    yield made
    made.kill()


@pytest.fixture(scope="module")
def session(space):
    return space.run(SETUP)


@pytest.fixture
def ash(space, session, new_page) -> Person:
    """At home on Today, with the worker at work."""
    person = Person("Ash", new_page(at=space.address, width=390))
    person.page.context.add_cookies([{"name": "cairn", "value": session, "url": space.address}])
    person.goes("/")
    until(person.page, "navigator.serviceWorker.getRegistration('/help-now').then(found => found?.active?.state === 'activated')")
    return person


def kept(page) -> dict[str, str]:
    return page.evaluate(KEPT)


def test_help_now_is_at_hand_without_a_connection(ash, space):
    ash.goes("/help-now")
    online = AS_OF.sub("", ash.page.locator("main").inner_text())
    ash.page.context.set_offline(True)
    space.kill()  # Chromium's "offline" does not hold a worker back
    try:
        ash.page.goto("/help-now")
        assert AS_OF.sub("", ash.page.locator("main").inner_text()) == online
        assert ash.page.evaluate("document.styleSheets[0].cssRules.length") > 3, "with its style sheet"
        assert ash.page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter(font => font.status == 'loaded').length)") > 0, "and fonts"
        with pytest.raises(Exception, match="ERR_"):
            ash.page.goto("/shares")
    finally:
        space.start()
        ash.page.context.set_offline(False)


def test_nothing_private_is_kept_before_or_after_leaving(ash, watch):
    for path in ("/", "/shares", "/you", "/you/leaving", "/help-now", "/notices"):
        ash.goes(path)
    ash.page.wait_for_timeout(200)
    ash.page.request.post("/sign-out")
    before = kept(ash.page)
    assert "/help-now" in before and len(before) >= 7
    assert set(before) - {"/help-now"} == {path for path in before if path.startswith("/static/")}
    heap = "\n".join(before.values()).lower()
    assert not any(word in heap for word in PRIVATE) and "sign-out" not in before["/help-now"]
    # the control: online it is the page of somebody signed in, unless the server takes four seconds for it
    until(ash.page, lambda: "sign out" in ash.goes("/help-now").page.locator("body").inner_text().lower())


SHOWN = """async () => {
  const found = await navigator.serviceWorker.getRegistration('/help-now');
  for (let n = 0; n < 100; n++) {
    const notes = await found.getNotifications();
    if (notes.length) return notes.map(note => ({ title: note.title, body: note.body, silent: note.silent, data: note.data, actions: note.actions.map(one => one.title) }));
    await new Promise(done => setTimeout(done, 50));
  }
  return [];
}"""


def pushed(page, said) -> list[dict]:
    """Chromium hands the worker a message as its push service would; what is shown then. Again, should it be lost on the
    way to a worker that is just going to sleep: a second message takes the place of the first."""
    devtools = page.context.new_cdp_session(page)
    active, shown = [], []
    devtools.on("ServiceWorker.workerVersionUpdated", lambda event: active.extend(one for one in event["versions"] if one["status"] == "activated"))
    devtools.send("ServiceWorker.enable")
    until(page, lambda: active)

    def is_shown() -> bool:
        devtools.send("ServiceWorker.deliverPushMessage", {"origin": page.evaluate("location.origin"), "registrationId": active[-1]["registrationId"], "data": said})
        shown.extend(page.evaluate(SHOWN))
        return bool(shown)

    until(page, is_shown)
    return shown


def test_it_shows_one_quiet_line_when_it_is_woken(ash, space):
    ash.page.context.grant_permissions(["notifications"], origin=space.address)
    said = {"title": "Somebody could use a listener", "text": "If now is a good time.", "path": "/shares/7", "other": "Not this time", "otherPath": "/asks/not-this-time/x"}
    (note,) = pushed(ash.page, json.dumps(said) + " " * 40)
    assert note == {"title": said["title"], "body": said["text"], "silent": True, "data": {"path": "/shares/7", "other": "/asks/not-this-time/x"}, "actions": ["Not this time"]}


def test_what_it_cannot_read_is_still_wordless(ash, space):
    ash.page.context.grant_permissions(["notifications"], origin=space.address)
    (note,) = pushed(ash.page, "not json")
    assert note["title"] == "Somebody could use a listener" and note["body"] == ""


def test_the_page_asks_the_browser_and_says_when_it_cannot(ash, space):
    """Headless Chromium has no push service to subscribe with: the page says so kindly and changes nothing."""
    ash.page.context.grant_permissions(["notifications"], origin=space.address)
    ash.goes("/you/reaching")
    ash.page.get_by_role("button", name="Wake this browser").click()
    ash.page.locator("[data-push-said]").filter(has_text="could not reach its own message service").or_(ash.page.get_by_text("This browser may be woken now.")).or_(ash.page.get_by_text("has been told not to show")).wait_for()


def test_without_scripts_it_says_what_is_needed(space, session, new_page):
    page = new_page(at=space.address, width=390, scripts=False)
    page.context.add_cookies([{"name": "cairn", "value": session, "url": space.address}])
    page.goto("/you/reaching")
    assert page.get_by_text("This needs JavaScript").is_visible() and not page.get_by_role("button", name="Wake this browser").is_visible()



@pytest.mark.parametrize("width, theme", [(320, "dark"), (390, "light"), (1280, "light")])
def test_the_page_with_all_its_choices_stands_in_nobodys_way(ash, axe, width, theme):
    """A space that sends letters; what the walk of all pages sees is one that does not."""
    ash.page.set_viewport_size({"width": width, "height": 844})
    ash.page.emulate_media(color_scheme=theme)
    ash.goes("/you/reaching")
    assert ash.page.get_by_label("Once a day").is_visible()
    axe(ash.page)
    assert ash.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

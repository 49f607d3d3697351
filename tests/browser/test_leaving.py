"""Leave quickly: at once, and nothing private is shown afterwards, however often somebody goes back."""

import re
import time

import pytest

from tests.browser.people import Person
from tests.browsing import until

SETUP = """
from tests.cast import member, share_by, signed_in
from django.conf import settings
answer = []
for _ in range(many):
    ash = member("Ash", quiet_from=0, quiet_to=0)
    share_by(ash, "This is mine alone.", audience="me")
    answer.append(signed_in(ash).cookies[settings.SESSION_COOKIE_NAME].value)
"""
PRIVATE = "This is mine alone."
GREETED, SIGN_IN = re.compile(r"(Good \w+|Hello), "), "Good to see you again"  # by Today; and what a stranger is shown
FRONT = "People who listen to each other."  # of a space, to whoever comes by
OUTSIDE = "An ordinary page about the weather."
LEADS_TO = re.compile(r"https://www\.bbc\.co\.uk/")


@pytest.fixture(scope="module")
def keys(shared_cairn):
    """The keys of a few people who do not know of each other: each test is somebody else."""
    return shared_cairn.run(SETUP, many=40)


@pytest.fixture
def reader(shared_cairn, keys, new_page, watch):
    """Somebody reading their own private words; the page that Leave leads to is answered here."""
    session = keys.pop()

    def reading(only_covers=False, **options) -> Person:
        ash = Person("Ash", new_page(at=shared_cairn.address, **options))
        ash.page.context.add_cookies([{"name": "cairn", "value": session, "url": shared_cairn.address}])
        ash.page.context.route(LEADS_TO, lambda route: route.fulfill(content_type="text/html", body=f"<title>Weather</title>{OUTSIDE}"))
        if only_covers:
            ash.goes("/you/leaving")
            ash.page.get_by_label("Sign me out as well").uncheck()
            ash.press("Keep")
        for path in ("/", "/shares/tell", "/circles", "/shares"):
            ash.goes(path)
        ash.follow("Ash")
        ash.sees(PRIVATE)
        return ash

    yield reading
    assert watch.outside and all(LEADS_TO.match(address) for address in watch.outside)
    watch.outside.clear()


def leaves(page, how: str) -> None:
    if how == "Shift":
        for _press in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name="Leave").first.click()
    page.wait_for_url(LEADS_TO)


def shown_going_back(page, times: int = 5) -> list[str]:
    shown = []
    for _press in range(times):
        page.go_back()
        shown.append(page.locator("body").inner_text())
    return shown


@pytest.mark.parametrize("only_covers", [False, True], ids=["signed out", "only covered"])
@pytest.mark.parametrize("how", ["button", "Shift", "button without scripts"])
def test_going_back_five_times_shows_no_private_page(reader, how, only_covers):
    ash = reader(only_covers, scripts="without" not in how)
    leaves(ash.page, how)
    ash.sees(OUTSIDE)
    shown = shown_going_back(ash.page)
    assert not any(PRIVATE in words or GREETED.search(words) for words in shown), shown
    what_is_there = ("You left quickly",) if only_covers else (SIGN_IN, FRONT)
    assert sum(any(there in words for there in what_is_there) for words in shown) >= 4


def test_without_leaving_going_back_does_show_it(reader):
    """The control of the test above."""
    ash = reader()
    ash.page.goto("https://www.bbc.co.uk/weather")
    assert any(PRIVATE in words for words in shown_going_back(ash.page))


@pytest.mark.parametrize("only_covers", [False, True], ids=["signed out", "only covered"])
def test_other_open_tabs_show_nothing_either(reader, only_covers):
    ash = reader(only_covers)
    other = ash.page.context.new_page()
    other.goto("/shares")
    assert PRIVATE in other.locator("body").inner_text()
    leaves(ash.page, "button")
    other.get_by_text("You left quickly" if only_covers else SIGN_IN).first.wait_for()
    assert PRIVATE not in other.locator("body").inner_text()


@pytest.mark.parametrize("typed", [False, True], ids=["read", "with words that are not sent"])
def test_after_signing_out_other_open_tabs_show_nothing_either(shared_cairn, keys, new_page, typed):
    ash = Person("Ash", new_page(at=shared_cairn.address))
    ash.page.context.add_cookies([{"name": "cairn", "value": keys.pop(), "url": shared_cairn.address}])
    other = Person("Ash", ash.page.context.new_page()).goes("/shares/tell" if typed else "/shares")
    if typed:
        other.write("Your words", "Half a thought.")
    ash.goes("/").press("Sign out")
    if typed:
        ash.page.wait_for_timeout(500)
        assert other.page.get_by_label("Your words").first.input_value() == "Half a thought.", "sending it will tell"
    else:
        other.sees(SIGN_IN)
        other.sees_not(PRIVATE)


def test_coming_back_is_one_press_for_whoever_chose_so(reader):
    ash = reader(only_covers=True)
    leaves(ash.page, "button")
    ash.goes("/shares").sees_not(PRIVATE)
    ash.follow("Help now")
    ash.goes("/").press("Come back")
    assert re.match(r"(Good \w+|Hello), Ash", ash.heading())


def test_leaving_ends_it_for_good_where_nothing_was_chosen(reader):
    """Nobody who opens the address comes back by a press."""
    ash = reader()
    leaves(ash.page, "Shift")
    for path in ("/shares", "/left", "/"):
        ash.page.goto(path)
        ash.sees_not(PRIVATE)
        assert ash.page.get_by_role("button", name="Come back", exact=True).count() == 0
    ash.page.goto("/shares")
    assert "/sign-in" in ash.page.url


@pytest.mark.parametrize("only_covers", [False, True], ids=["signed out", "only covered"])
def test_what_is_opened_before_the_server_heard_of_it_shows_nothing_either(reader, only_covers):
    """On a bad line the last word of a page that was left can come after the next page is asked for, or never."""
    ash = reader(only_covers)
    ash.page.context.route("**/leave", lambda route: route.abort())
    leaves(ash.page, "button")
    ash.page.goto("/shares")
    ash.sees("You left quickly" if only_covers else SIGN_IN)
    ash.sees_not(PRIVATE)
    assert "cairn-left" not in {cookie["name"] for cookie in ash.page.context.cookies()}
    ash.page.goto("/shares")
    ash.sees_not(PRIVATE)


def test_a_page_that_was_left_keeps_nothing_more(reader):
    """Whoever signs in here next would be given the words that came too late."""
    ash = reader()
    ash.goes("/shares/tell")
    handed_in = []
    ash.page.on("request", lambda request: handed_in.append(request.url) if request.method == "POST" else None)
    ash.write("Your words", "Half a thought.")
    leaves(ash.page, "button")
    ash.goes("/help-now")
    assert handed_in == []


def test_a_slow_page_outside_is_waited_for(reader):
    """Meanwhile the server ends the stream of the page that was left, which loads nothing again for that."""
    ash = reader()
    ash.page.context.route(LEADS_TO, lambda route: (time.sleep(4), route.fulfill(content_type="text/html", body=OUTSIDE)))
    ash.page.wait_for_load_state("networkidle")
    leaves(ash.page, "button")
    ash.sees(OUTSIDE)


def test_hidden_it_still_leaves_by_shift(reader):
    ash = reader(False)
    ash.goes("/you/leaving")
    ash.page.get_by_label("Hide it").check()
    ash.press("Keep")
    ash.goes("/shares")
    assert not ash.page.locator("[data-leave]").is_visible()
    leaves(ash.page, "Shift")
    ash.sees(OUTSIDE)


def test_typing_capitals_does_not_leave(reader, watch):
    ash = reader()
    ash.goes("/shares/tell")
    box = ash.page.get_by_label("Your words").first
    box.focus()
    for letter in "ABCD":
        ash.page.keyboard.press(f"Shift+{letter}")
    assert box.input_value() == "ABCD"
    leaves(ash.page, "button")


LEFT_BEHIND = """async () => {
  const kept = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text())
  }
  const stores = [localStorage, sessionStorage].map(one => JSON.stringify(one))
  const databases = (await indexedDB.databases()).map(one => one.name)
  return { kept: kept.join('\\n'), stores: stores.join(), databases, cookies: document.cookie }
}"""


def test_nothing_private_is_left_in_the_browser(reader):
    """Not in the worker's cache, in no store, in no cookie a script reads, and in no page the browser kept whole."""
    ash = reader()
    ash.goes("/help-now")
    until(ash.page, "navigator.serviceWorker.getRegistration('/help-now').then(found => found?.active?.state === 'activated')")
    ash.goes("/shares").follow("Ash")
    leaves(ash.page, "button")
    ash.goes("/help-now")
    until(ash.page, "document.cookie === ''")  # the worker may show what it keeps before the server has answered
    behind = ash.page.evaluate(LEFT_BEHIND)
    assert behind["databases"] == [] and behind["stores"] == "{},{}" and behind["cookies"] == ""
    assert "/help-now" in behind["kept"]
    assert PRIVATE not in behind["kept"] and "Ash" not in behind["kept"]
    assert not ash.page.evaluate("() => performance.getEntriesByType('navigation')[0].type === 'back_forward' && document.body.innerText.includes('Ash')")


@pytest.mark.parametrize("only_covers", [False, True], ids=["signed out", "only covered"])
def test_a_page_that_answered_a_form_cannot_be_sent_again(reader, only_covers):
    """Going back to it, a browser offers to hand the form in once more: that shows nothing either."""
    ash = reader(only_covers)
    ash.goes("/shares/tell")
    action, token = ash.page.evaluate("() => { const form = document.querySelector('form[data-draft]'); return [form.action, form.csrfmiddlewaretoken.value] }")
    leaves(ash.page, "button")
    ash.goes("/help-now")
    answer = ash.page.evaluate("""async ([action, token]) => {
      const body = new URLSearchParams({ csrfmiddlewaretoken: token, text: '' })
      return (await (await fetch(action, { method: 'POST', body })).text())
    }""", [action, token])
    answer = re.sub(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"', "", answer)  # whose letters spell "Ash" now and then
    assert ("You left quickly" if only_covers else SIGN_IN) in answer and "Ash" not in answer

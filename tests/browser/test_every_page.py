"""Every page of the sitemap, as those who open it see it: nothing stands in anybody's way, nothing
comes from elsewhere, nothing is heavy. A new address without a place in the table below fails."""

import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest
from django.urls import get_resolver, reverse

from cairn.base.middleware import CSP
from tests.browser.parts import parts_of
from tests.browser.people import Person, setup_link
from tests.serving import PATIENCE

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

EVERYBODY = ("nobody", "wren", "marl", "rowan", "drift")

# address name: (who sees it first, what stands in the address). The first sees it in every width and theme.
PAGES = {
    "today": ("wren",), "notices": ("wren",), "desk": ("marl",), "who_sees": ("wren",),
    "circles": ("wren",), "circle": ("wren", "circle"), "circle_open": ("rowan",), "seat_ask": ("drift", "other_circle"),
    "consent": ("wren", "circle"), "circle_change": ("rowan", "circle"), "circle_agreement": ("rowan", "circle"),
    "circle_close": ("rowan", "circle"), "facilitators": ("marl", "circle"), "invited": ("drift", "seat_invitation"),
    "seat_leave": ("wren", "seat"), "seat_rest": ("wren", "seat"), "seat_face": ("wren", "seat"), "circle_picture": ("marl", "circle"),
    "shares": ("wren",), "search": ("wren",), "likeness": ("wren",), "share": ("wren", "share"), "tell": ("wren",), "drafts": ("wren",), "look_over": ("wren", "draft"),
    "edit": ("wren", "own"), "withdraw": ("wren", "own"), "edit_response": ("wren", "response"), "listening": ("wren",), "widen": ("wren", "unheard"), "promise": ("rowan",),
    "you_coach": ("wren",), "how_to_listen": ("wren",), "practice": ("wren", "=1"),
    "help_now": ("nobody",), "leave_quickly": ("nobody",), "left": ("left",),
    "report": ("wren", "=share", "share"), "reported": ("wren", "=share", "share"), "reports": ("marl",), "report_open": ("marl", "brought"),
    "decide": ("marl", "brought", "=hold"), "decided": ("rowan", "proposed"), "appeal_answer": ("rowan", "written"), "brought": ("wren", "brought"),
    "decisions": ("writer",), "decision": ("writer", "written"), "who_can_do_what": ("nobody",), "log": ("rowan",),
    "space": ("rowan",), "space_agreement": ("rowan",), "space_topics": ("rowan",), "space_country": ("rowan",),
    "space_helplines": ("rowan", "=GB"), "space_change": ("rowan", "=door"),
    "sign_in": ("nobody",), "kept": ("kept",), "sign_up": ("nobody",), "sign_up_name": ("coming in",), "sign_up_stone": ("coming in",),
    "sign_up_agreement": ("coming in",), "sign_up_ask": ("coming in",), "sign_up_way_back": ("coming in",),
    "codes": ("arriving",), "mail": ("wren",), "sign_up_languages": ("arriving",), "first_step": ("drift",), "waiting": ("waiting",),
    "agreement": ("nobody",), "at_the_door": ("rowan",), "not_now": ("rowan", "fern"), "invitations": ("rowan",),
    "recover": ("nobody",), "recover_by_mail": ("nobody",), "recover_mail_sent": ("nobody",), "recover_link": ("nobody", "come_back"),
    "new_way_in": ("lost",), "mail_proof": ("nobody", "prove_mail"),
    "you": ("wren",), "you_name": ("wren",), "you_stone": ("wren",), "you_experiences": ("wren",), "you_interests": ("wren",),
    "you_languages": ("wren",), "you_zone": ("wren",), "you_hours": ("wren",), "you_boundaries": ("wren",), "you_quiet": ("wren",),
    "you_leaving": ("wren",), "reading": ("nobody",), "blocked": ("wren",), "block": ("wren", "ash"), "distances": ("wren",), "distance": ("wren", "ash"), "quiet": ("rowan",), "ways_in": ("wren",),
    "password": ("wren",), "passkey_add": ("wren",), "places": ("wren",),
    "meetings": ("wren",), "meeting": ("wren", "coming"), "room": ("wren", "room"), "meeting_plan": ("marl", "circle"), "series": ("marl", "series"),
    "meeting_change": ("marl", "coming"), "meeting_cancel": ("marl", "coming"), "stand_in_ask": ("marl", "coming"), "stand_in": ("wren", "standing"),
    "calendar": ("wren",), "welcoming": ("drift",), "welcome_newcomer": ("ivy", "welcome"), "first_meeting": ("drift", "first"),
    "how_was_it": ("dell", "looking"), "care": ("marl",), "supervisors": ("rowan",), "debrief": ("marl", "over"), "debriefs": ("rowan",),
    "reaching": ("wren",), "letters_off": ("nobody", "letters_off"), "not_this_time": ("nobody", "not_this_time"), "declined": ("nobody",),
    "alerts": ("marl",), "alert": ("marl", "alert"), "alert_log": ("rowan", "alert"), "noticed": ("juno", "alert"), "ask_for_somebody": ("wren",),
    "how_to_respond": ("wren",), "duty": ("marl",), "responders": ("rowan",), "plan": ("wren",), "plan_write": ("wren",), "plan_tear_up": ("wren",),
    "help_plan": ("wren",),
    "journal": ("journal",), "journal_begin": ("drift",), "journal_open": ("wren",), "journal_write": ("journal",), "journal_search": ("journal",),
    "journal_keys": ("journal",), "journal_codes": ("journal",), "journal_start_over": ("wren",), "entry": ("journal", "entry"), "entry_edit": ("journal", "begun"),
    "checkin": ("wren",), "checkins": ("wren",), "checkin_one": ("wren", "kept"), "checkin_kept": ("wren", "kept"), "checkin_change": ("wren", "kept"), "feeling_words": ("rowan",),
    "along": ("wren",), "going": ("wren",), "going_now": ("wren",), "gone": ("nobody",), "gone_now": ("nobody",), "coordinators": ("rowan",),
    "wish": ("drift",), "wishes": ("rowan",), "wishes_invite": ("proposing", "?circle=", "circle"),
    "working_it_out": ("wren",), "begin": ("wren", "=share", "named"), "begin_unsafe": ("wren", "=share", "named"), "begin_in_circle": ("wren", "circle"),
    "circle_unsafe": ("wren", "circle", "chair"), "propose": ("marl", "circle"), "concern": ("wren", "happened"), "repair_line": ("wren", "mended"),
    "bring_supporter": ("wren", "hearing"), "bring_facilitator": ("wren", "hearing"), "beside": ("juno", "beside"),
    "retellings": ("wren",), "retell": ("wren",), "retell_from": ("wren", "=share", "own"), "retelling": ("wren", "retold"), "retelling_write": ("wren", "retelling_begun"),
    "retelling_ask": ("wren", "retold"), "view": ("juno", "seen_view"), "book": ("wren",), "book_read": ("wren", "book_token"),
    "cairn": ("wren",), "victory_lay": ("wren",), "victory": ("wren", "kept_stone"), "victory_change": ("wren", "kept_stone"), "victory_tell": ("wren", "kept_stone"),
    "recognitions": ("wren",), "recognise_peer": ("wren",), "wall": ("wren", "circle"),
    "letters": ("wren",), "knock_where": ("wren",), "knock": ("wren", "=seat", "marls_chair"), "door": ("wren", "written_to"),
    "buddies": ("drift",), "buddy_wish": ("wren",), "buddy": ("wren", "pair"),
    "activities": ("wren",), "activity": ("wren", "walk"), "activity_propose": ("wren",), "activity_change": ("heath", "walk"),
    "circle_ending": ("marl", "circle"), "closing": ("pip", "closes"),
    "toolkit": ("wren",), "situation": ("wren", "=bad-night"), "strategy": ("wren", "tried_card"), "my_toolkit": ("wren",), "offer_strategy": ("wren",),
    "change_strategy": ("wren", "own_card"), "say_how_it_went": ("wren", "tried_card"), "tell_line": ("wren", "tried_card"), "gather": ("wren", "circle"),
    "collection": ("wren", "gathered"), "look_at_strategy": ("marl", "asked_card"), "situations": ("rowan",),
    "conversation_call": ("wren", "circle"), "conversation": ("rook", "talking"), "put_forward": ("alder", "talking"),
    "path": ("wren",), "path_first": ("wren", "=seat"), "stone_lay": ("wren",), "stone_change": ("wren", "stepping"), "growth_choices": ("wren",), "listening_look": ("wren",),
    "witness_lines": ("wren",), "witness_invite": ("wren",), "witness_write": ("wren",), "witness": ("wren", "noticed"), "witness_take_back": ("juno", "wrote"),
    "starting_letters": ("juno",), "starting_write": ("wren",), "starting_letter": ("drift", "starting"), "starting_change": ("juno", "starting_own"),
}
# The same addresses in other states, each seen by one alone.
STATES = {
    "checkin_one, told": ("wren", "kept_told"), "checkin_kept, too much": ("wren", "kept_heavy"), "checkins, none": ("drift",),
    "search, found": ("wren", "?q=night+sleep"), "search, nothing": ("wren", "?q=meteorite"), "search, danger": ("wren", "?q=suicide"),
    "room, speaking": ("juno", "room"), "room, holding": ("marl", "room"), "room, at its threshold": ("ash", "room"),
    "room, not open yet": ("wren", "coming"), "room, gathering": ("wren", "gathering"), "room, gathering, holding": ("marl", "gathering"),
    "room, quiet": ("wren", "quiet"), "room, slow": ("rook", "slow"), "room, slow, holding": ("alder", "slow"),
    "meeting, open": ("wren", "room"), "meeting, over": ("wren", "over"), "meeting, cancelled": ("wren", "cancelled"), "meeting, holding": ("marl", "coming"),
    "meeting, slow": ("rook", "slow"), "meeting_plan, slow": ("marl", "circle", "?kind=slow"), "calendar, made": ("feed made",),
    "journal_write, from a prompt": ("journal", "?prompt=small"), "entry, hard": ("journal", "hard"),
    "buddies, with one": ("wren",), "buddies, none": ("ash",), "buddy, at rest": ("wren", "parted"), "tell, a buddy": ("wren", "?buddy=", "pair"),
    "look_over, findable": ("wren", "exact"),
    "toolkit, found": ("wren", "?q=coat"), "situation, by people like me": ("wren", "=bad-night", "?like=1"), "strategy, own": ("wren", "own_card"), "my_toolkit, none": ("drift",),
    "victory, told": ("wren", "told_stone"), "cairn, empty": ("drift",),
    "activities, none mine": ("drift",), "activity, been": ("wren", "baked"), "activity, not going": ("juno", "film"),
    "letters, none": ("drift",), "knock, waiting": ("wren", "=seat", "chair"), "door, closed": ("wren", "closed_door"),
    "concern, asked": ("wren", "would"), "concern, hearing": ("wren", "hearing"), "concern, mended": ("wren", "mended"), "conversation, holding": ("alder", "talking"),
    "welcoming, offered": ("wren",), "how_was_it, answered": ("wren", "looked"),
    "codes, asked again": ("returned",), "witness, asked": ("ash", "noticing"), "witness, mine": ("juno", "wrote"), "path, nothing yet": ("dell",), "starting_letter, mine": ("juno", "starting_own"),
}
EXCLUDED = {
    "leave": "leads out of the space: tests/browser/test_leaving.py",
    "set_up": "before set-up: below", "set_up_step": "before set-up: below", "not_yet": "before set-up: below",
    "come_in": "an invitation's link leads to sign_up", "block_writer": "leads to block", "distance_writer": "leads to distance",
    "codes_text": "a text file", "journal_along": "a file", "worker": "a script", "live-ticket": "an answer to a script",
    "book_file": "a file to keep: tests/growth/test_book.py", "circle_picture_file": "a picture", "cairn_drawing": "a picture", "recognise": "leads to victory", "feed": "a file for calendar programs", "meeting_ics": "a file for calendar programs", "activity_ics": "a file for calendar programs",
    "along_file": "a file to keep: tests/keeping/test_along.py",
    **dict.fromkeys(["room_moving", "today_moving", "notices_moving", "share_moving", "alerts_moving", "alert_moving", "door_moving"], "a part of a page, put in place by a script"),
    **dict.fromkeys(["draft_keep", "response_keep", "draft_drop", "signal", "respond", "feel_heard", "let_be_seen"], "takes what a form hands in"),
    **dict.fromkeys(["bring_back", "withdraw_response", "bring_back_response", "sign_up_passkey"], "takes what a form hands in"),
}
WIDTHS = (320, 390, 1280)
# The rules of axe that ask for colours, which take most of its time. In the other theme the rest would see the very
# same page; in another width they need to see again only what is newly seen, or on another ground.
OF_COLOUR = ("color-contrast", "link-in-text-block")
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOUR}}
ALL_ELSE = {"rules": {rule: {"enabled": False} for rule in OF_COLOUR}}
# Of each element what axe asks for: whether it is seen, in which colours on which ground, whether its words are large, whether it scrolls.
AS_SEEN = """() => {
  const grounds = new Map()
  return [...document.querySelectorAll('*')].map(one => {
    const is = getComputedStyle(one), large = parseFloat(is.fontSize) >= (is.fontWeight >= 700 ? 18.66 : 24)
    const own = is.backgroundColor !== 'rgba(0, 0, 0, 0)' || is.backgroundImage !== 'none' || is.opacity !== '1'
    const around = grounds.get(one.parentElement) || ''
    grounds.set(one, own ? around + [is.backgroundColor, is.backgroundImage, is.opacity] : around)
    const scrolls = /auto|scroll/.test(is.overflow) && (one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
    return [one.checkVisibility({visibilityProperty: true, opacityProperty: true}), is.color, is.textDecorationLine, large, scrolls, grounds.get(one)].join()
  })
}"""


def addresses() -> dict:
    return {pattern.name: pattern for pattern in get_resolver("cairn.config.urls").url_patterns}


def takes_only_forms(pattern) -> bool:
    return "GET" not in pattern.callback.methods


def path_of(name: str, village) -> str:
    """"=" stands before what is meant as it is, "?" before what is asked for; "?circle=" takes the next one of the village."""
    _role, *args = {**PAGES, **STATES}[name]
    before, query, after = _parted(args)
    path = reverse(name.partition(",")[0], args=[arg[1:] if arg.startswith("=") else village.of[arg] for arg in before])
    return path + query + "".join(str(village.of[arg]) for arg in after)


def _parted(args) -> tuple[list, str, list]:
    at = next((n for n, arg in enumerate(args) if arg.startswith("?")), len(args))
    return args[:at], "".join(args[at : at + 1]), args[at + 1 :]


def without_a_place(patterns: dict) -> set[str]:
    return {name for name, pattern in patterns.items() if not takes_only_forms(pattern)} - PAGES.keys() - EXCLUDED.keys()


def test_every_address_has_its_place():
    assert without_a_place(addresses()) == set()
    assert (PAGES.keys() | EXCLUDED.keys()) - addresses().keys() == set()
    assert PAGES.keys() & EXCLUDED.keys() == set()


def test_an_address_without_a_place_is_noticed():
    """The control."""
    assert without_a_place({**addresses(), "planted": addresses()["today"]}) == {"planted"}


@pytest.mark.parametrize("name", PAGES)
def test_page(visitors, village, axe, name):
    path, role = seen_by_the_first(name, PAGES, visitors, village, axe)
    for other in EVERYBODY:
        if other != role:
            another_sees_it(other, path, visitors, village, axe)


@pytest.mark.parametrize("name", STATES)
def test_page_in_another_state(visitors, village, axe, name):
    seen_by_the_first(name, STATES, visitors, village, axe)


def seen_by_the_first(name: str, pages: dict, visitors, village, axe) -> tuple[str, str]:
    path, role = path_of(name, village), pages[name][0]
    page = visitors(role)
    answer = opens(page, path, visitors)
    assert answer.status == 200 and page.url == village.address + path, f"{role} is led to {page.url} ({answer.status})"
    is_well_made(page, answer)
    looks_right(page, axe)
    assert visitors.said == [], "A page wrote into the console"
    nothing_strange(visitors)
    visitors.parts.setdefault(path, set()).update(parts_of(answer.text()))
    return path, role


def opens(page, path: str, visitors):
    visitors.watch.outside.clear()
    visitors.watch.faults.clear()
    visitors.said.clear()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light")
    return page.goto(path)


def is_well_made(page, answer) -> None:
    assert page.locator("h1").count() == 1
    space = page.locator(".brand").inner_text()
    assert page.title().endswith(space) and page.title() != space
    assert page.locator("html").get_attribute("lang") == "en"
    assert answer.headers["content-security-policy"] == CSP and "unsafe" not in CSP
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def looks_right(page, axe) -> None:
    """In every width and theme."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        known = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            fits(page)
            seen = page.evaluate(AS_SEEN)
            new = [n for n, one in enumerate(seen) if one not in known.get(n, ())]
            if not known:
                axe(page, **(COLOURS if theme == "dark" else {}))
            elif new:
                looks_again(page, axe, theme, [n for n in new if seen[n].startswith("true")])
            for n in new:
                known.setdefault(n, set()).add(seen[n])


def looks_again(page, axe, theme: str, new: list[int]) -> None:
    """In another width: at the colours of these elements, and in one theme at all else."""
    if new:
        axe(page, within=new, **COLOURS)
    if theme == "light":
        axe(page, **ALL_ELSE)


def fits(page) -> None:
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is wider than {wide[1]} px: {wide[0]}"


def another_sees_it(role: str, path: str, visitors, village, axe) -> None:
    """Or is led elsewhere, or told kindly that it is not there; those are pages too. A browser opens what has a part
    that nobody saw at its address before."""
    where, parts = asked(role, path, village)
    if parts <= visitors.parts.get(where, set()):
        return
    page = visitors(role)
    opens(page, path, visitors)
    axe(page)
    assert page.locator("h1").count() == 1
    nothing_strange(visitors)
    visitors.parts.setdefault(where, set()).update(parts)


def asked(role: str, path: str, village) -> tuple[str | int, set]:
    """Where a plain request of theirs is led (or the status of a refusal), and the parts of what is there."""
    cookie = f"{village.cookie}={village.sessions[role]}" if role in village.sessions else ""
    request = urllib.request.Request(village.address + path, headers={"Cookie": cookie, "Accept-Language": "en"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.url.removeprefix(village.address), parts_of(answer.read().decode())
    except urllib.error.HTTPError as refused:
        return refused.code, parts_of(refused.read().decode())


def nothing_strange(visitors) -> None:
    assert visitors.watch.outside == [], "A page reached outside"
    assert visitors.watch.faults == [], "A page's script or policy failed"


# ---- before there is a space


def test_setting_up(start_cairn, new_page, axe):
    space = start_cairn()
    page = new_page(at=space.address)
    page.goto("/")
    assert page.locator("h1").count() == 1
    looks_right(page, axe)
    rowan = Person("Rowan", page)
    page.goto("/set-up/not-this-code")
    looks_right(page, axe)
    seen = []
    rowan._led_on = _looking_first(rowan, axe, seen)
    rowan.sets_up(setup_link(space))
    assert len({url for url in seen if "/set-up/" in url}) == 12, "the beginning and eleven questions"


def _looking_first(person, axe, seen: list):
    led_on = type(person)._led_on

    def looking(act):
        if person.page.url not in seen:
            seen.append(person.page.url)
            assert person.page.locator("h1").count() == 1
            looks_right(person.page, axe)
        led_on(person, act)

    return looking


# ---- how heavy a first visit is

LIGHT = {"landing": ("nobody", "/"), "today": ("wren", "today"), "shares": ("wren", "shares"), "share": ("wren", "share"), "circle": ("wren", "circle"), "sign_up": ("nobody", "sign_up"), "help_now": ("nobody", "help_now")}


@pytest.mark.parametrize("name", LIGHT)
def test_a_first_visit_is_light(new_page, village, name):
    role, where = LIGHT[name]
    page = new_page(at=village.address, width=390)
    if role in village.sessions:
        page.context.add_cookies([{"name": village.cookie, "value": village.sessions[role], "url": village.address}])
    came = bytes_over_the_wire(page)
    page.goto(where if where == "/" else path_of(where, village))
    page.wait_for_load_state("networkidle")
    assert any("font" in kind for kind in came.kinds), "fonts were counted"
    assert 5_000 < came.bytes < 60_000, came.bytes


def bytes_over_the_wire(page):
    came = SimpleNamespace(bytes=0, kinds=[])
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")

    def finished(event):
        came.bytes += event["encodedDataLength"]

    devtools.on("Network.loadingFinished", finished)
    devtools.on("Network.responseReceived", lambda event: came.kinds.append(event["response"]["mimeType"]))
    return came


# ---- controls


@pytest.mark.parametrize("planted", [
    "document.querySelector('label').remove()",
    "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/stones/5-0-83.svg\">')",
    "document.documentElement.removeAttribute('lang')",
])
def test_a_fault_is_found(visitors, axe, planted):
    page = visitors("nobody")
    page.goto("/sign-in")
    axe(page)
    page.evaluate(planted)
    with pytest.raises(AssertionError):
        axe(page)


@pytest.mark.parametrize("where", ["(prefers-color-scheme: dark)", "(width < 330px)", "(380px < width < 400px)", "(width > 1200px)"])
def test_what_is_pale_in_one_theme_or_width_alone_is_found(visitors, axe, where):
    page = visitors("nobody")
    page.goto("/sign-in")
    page.evaluate("""where => {
      const sheet = new CSSStyleSheet(); sheet.replaceSync(`@media ${where} { main p a { color: #888 !important; background: #999 !important; } }`)
      document.adoptedStyleSheets = [sheet] }""", where)
    with pytest.raises(AssertionError, match="color-contrast"):
        looks_right(page, axe)


def test_the_rules_that_ask_for_colours_are_known(visitors, axe):
    page = visitors("nobody")
    page.goto("/sign-in")
    axe(page)
    colours = set(page.evaluate("axe.getRules(['cat.color']).map(rule => rule.ruleId)"))
    assert colours - {"color-contrast-enhanced"} == set(OF_COLOUR), "the enhanced one asks for more than AA"


def test_a_part_that_nobody_saw_is_noticed():
    """The control of what another sees."""
    seen = "<main><h1>Hello</h1><p class=quiet>Words</p><ul><li><a href=/x>One</a></li></ul></main>"
    assert parts_of(seen.replace("Words", "Others").replace("</li></ul>", "</li><li><a href=/y>Two</a></li></ul>")) <= parts_of(seen)
    for other in ("<main><h1>Hello</h1><p>Words</p></main>", "<main><h1>Hello</h1><p class=quiet></p></main>", "<main><h1>Hello</h1><h3>More</h3></main>",
                  "<main><h1 id=a>Hello</h1><p class=quiet id=a>Words</p></main>", "<h1>Hello</h1>", "<main><h1>Hello</h1><ul><a href=/x>One</a></ul></main>"):
        assert not parts_of(other) <= parts_of(seen), other


def test_too_wide_is_found(visitors):
    page = visitors("nobody")
    page.goto("/sign-in")
    page.evaluate("document.querySelector('h1').append('a'.repeat(300)); document.querySelector('h1').style.whiteSpace = 'nowrap'")
    with pytest.raises(AssertionError):
        fits(page)


@pytest.mark.parametrize("planted", ["<p style='color: red'>red</p>", "<script>window.planted = true</script>", "<style>h1 { color: red }</style>"])
def test_the_policy_refuses_what_stands_inline(visitors, planted):
    page = visitors("nobody")
    page.route("**/sign-in", lambda route: _with(route, planted))
    page.goto("/sign-in")
    page.unroute("**/sign-in")
    assert visitors.watch.faults and all("Content Security Policy" in fault for fault in visitors.watch.faults)
    assert page.evaluate("window.planted") is None
    visitors.watch.faults.clear()


def _with(route, planted: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("</main>", planted + "</main>"))

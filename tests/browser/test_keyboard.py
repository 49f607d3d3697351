"""Everything by keyboard alone, seeing where one is, and never losing one's place."""

import pytest

SETUP = """
from django.conf import settings
from tests.cast import circle_of, member, response_by, share_by, signed_in, space, topic
space(door="open")
topic("grief")
marl, dell, ash = member("Marl", coordinator=True), member("Dell"), member("Ash")
tuesday = circle_of(marl, dell, ash, name="Tuesday circle")
share = share_by(ash, "The kitchen light has been off for a week.", circle=tuesday)
response_by(marl, share, "You notice the light each evening.")
share_by(marl, "A blackbird on the bins.", need="ideas")
answer = {
    "share": f"/shares/{share.pk}", "circle": f"/circles/{tuesday.pk}",
    "keys": {who.name: signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value for who in (marl, dell, ash)},
}
"""
NAME_OF_FOCUSED = """() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.innerText ?? here.getAttribute('aria-label') ?? here.innerText ?? '';
  return `${here.tagName} ${here.type ?? ''} ${label.trim().replace(/\\s+/g, ' ')}`;
}"""
# Whether what has the focus shows it, and is not hidden beneath something that stays on top.
SHOWS_FOCUS = """() => {
  const here = document.activeElement;
  if (here === document.body) return 'nothing';
  const outlined = [[here], [here, '::after'], [here.closest('label')]].some(([one, part]) => {
    const style = one && getComputedStyle(one, part);
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = (here.closest('label.opt, label.chip, .pick label') ?? here).getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const covered = top && !here.contains(top) && !top.contains(here) && !top.closest('label, li')?.contains(here);
  return outlined && inView && !covered ? 'yes' : `${here.outerHTML.slice(0, 120)}: outlined ${outlined}, in view ${inView}, covered ${covered && top.outerHTML.slice(0, 80)}`;
}"""


@pytest.fixture(scope="module")
def small(shared_cairn):
    return shared_cairn.run(SETUP)


@pytest.fixture
def opened(new_page, shared_cairn, small):
    def open_page(path, name=None, **options):
        page = new_page(at=shared_cairn.address, **options)
        if name:
            page.context.add_cookies([{"name": "cairn", "value": small["keys"][name], "url": shared_cairn.address}])
        assert page.goto(path).status == 200
        return page

    return open_page


def focused(page) -> str:
    return page.evaluate(NAME_OF_FOCUSED)


def tab_to(page, words: str, key: str = "Tab") -> None:
    """Press Tab until something of that name has the focus."""
    for _press in range(80):
        page.keyboard.press(key)
        if words in focused(page):
            return
    raise AssertionError(f"Tab does not reach “{words}”; it is at {focused(page)}")


def enter(page, key: str = "Enter") -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_first_stop_skips_to_the_page(opened):
    page = opened("/", "Dell")
    page.keyboard.press("Tab")
    assert "Skip to the page" in focused(page)
    assert page.get_by_text("Skip to the page").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_telling_a_share(opened):
    page = opened("/shares", "Dell", width=390)
    tab_to(page, "Tell a share")
    enter(page)
    tab_to(page, "TEXTAREA")
    page.keyboard.type("Written without touching anything else.")
    tab_to(page, "Just listening")
    page.keyboard.press("ArrowDown")
    assert "Similar stories" in focused(page)
    tab_to(page, "Only me")
    page.keyboard.press("ArrowDown")
    assert "Tuesday circle" in focused(page)
    tab_to(page, "Look it over")
    enter(page)
    tab_to(page, "Share it")
    enter(page)
    assert page.get_by_text("Dell asked for similar stories.").count() or page.get_by_text("You asked for similar stories.").count()
    page.get_by_text("Written without touching anything else.").wait_for()


def test_answering(opened, small):
    page = opened(small["share"], "Dell")
    tab_to(page, "It sounds like")
    page.keyboard.press("Enter")
    assert "TEXTAREA" in focused(page)
    page.keyboard.type("the evenings are the hard part.")
    tab_to(page, "Send your answer")
    enter(page)
    page.get_by_text("It sounds like the evenings are the hard part.").wait_for()


def test_nodding_keeps_the_place(opened, small):
    page = opened(small["share"], "Dell")
    tab_to(page, "Nod")
    page.keyboard.press("Space")
    page.locator("button[aria-pressed=true]", has_text="Nod").wait_for()
    assert "BUTTON submit Nod" in focused(page)
    page.keyboard.press("Space")
    page.locator("button[aria-pressed=false]", has_text="Nod").wait_for()
    assert "BUTTON submit Nod" in focused(page)


def test_coming_in(opened):
    page = opened("/sign-up", width=390)
    tab_to(page, "Go on")
    enter(page)
    assert "H1" in focused(page), "the heading of a question takes the focus"
    tab_to(page, "INPUT text")
    page.keyboard.type("Bramble")
    enter(page)
    tab_to(page, "INPUT radio")
    page.keyboard.press("Space")
    first = focused(page)
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    assert focused(page) != first and " with " in focused(page), "a stone is described in words"
    assert page.locator(":checked").count() == 1
    page.keyboard.press("Tab")
    assert "Go on" in focused(page), "a group of radios is one stop"
    enter(page)
    tab_to(page, "I agree")
    enter(page)
    assert "H1" in focused(page)


def test_errors_take_the_focus_and_lead_to_the_field(opened):
    page = opened("/shares/tell", "Dell")
    tab_to(page, "Look it over")
    enter(page)
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.matches('.errs')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "TEXTAREA" in focused(page)
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    said = page.evaluate("document.activeElement.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' ')")
    assert "Error:" in said and "Who can see it" in said


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/", "/shares", "/shares/tell", "share", "circle", "/you", "/help-now", "/circles", "/reading"])
def test_every_stop_is_seen(opened, small, path, width):
    page = opened(small.get(path, path), "Ash" if path == "share" else "Dell", width=width, height=700)
    unseen, stops = [], 0
    while stops < 90:
        page.keyboard.press("Tab")
        seen = page.evaluate(SHOWS_FOCUS)
        if seen == "nothing":
            break
        stops += 1
        if seen != "yes":
            unseen.append(seen)
    assert stops > 8
    assert unseen == []


def test_a_stop_that_does_not_show_is_noticed(opened):
    """The control: no outline, and a bar that covers."""
    page = opened("/help-now")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(SHOWS_FOCUS) == "yes"
    page.evaluate("document.activeElement.style.outline = 'none'")
    assert "outlined false" in page.evaluate(SHOWS_FOCUS)


# ---- what moves by itself leaves people where they are

def answers(opened, small, name: str, words: str) -> None:
    page = opened(small["share"], name)
    page.get_by_label("Your answer to").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Send your answer").click()


def listening(opened, small, name: str):
    """Their page of the share, with its stream open."""
    page = opened(small["share"], name, width=390)
    page.wait_for_load_state("networkidle")
    return page


def test_an_answer_arrives_while_somebody_writes(opened, small):
    page = listening(opened, small, "Dell")
    page.get_by_label("Your answer to").focus()
    page.keyboard.type("Half a sen")
    for _press in range(3):
        page.keyboard.press("ArrowLeft")
    answers(opened, small, "Marl", "Another evening, another lamp.")
    page.get_by_text("Another evening, another lamp.").wait_for()
    assert "TEXTAREA" in focused(page)
    page.keyboard.type("*")
    assert page.get_by_label("Your answer to").input_value() == "Half a *sen"
    page.locator("[data-say]", has_text="Marl").wait_for()  # and it is said politely


def test_an_answer_arrives_while_somebody_is_at_a_button(opened, small):
    page = listening(opened, small, "Ash")
    tab_to(page, "I felt heard")
    where = focused(page)
    answers(opened, small, "Marl", "One more, quietly.")
    page.get_by_text("One more, quietly.").wait_for()
    assert focused(page) == where


def chooses(opened, name: str, *labels: str) -> None:
    page = opened("/reading", name)
    for label in labels:
        page.get_by_label(label).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep").click()


def test_signals_are_read_out_to_those_alone_who_asked_for_it(opened, small):
    chooses(opened, "Ash", "Have others’ nods and hearts read out")
    hears, marl = listening(opened, small, "Ash"), listening(opened, small, "Marl")
    opened(small["share"], "Dell").get_by_role("button", name="With you").click()
    for page in (hears, marl):
        page.locator("#signalled", has_text="Dell").wait_for()
    hears.locator("[data-say]", has_text="Dell").wait_for()
    marl.evaluate("() => new Promise(done => setTimeout(done, 200))")  # say() takes fifty milliseconds
    assert "Dell" not in marl.locator("[data-say]").inner_text()


# ---- stillness

MOVING = """() => [...document.querySelectorAll('*')].flatMap(one => ['', '::before', '::after'].map(part => getComputedStyle(one, part))).flatMap(style =>
  [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].map(time => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000))
    .concat(style.animationName !== 'none' && style.animationIterationCount === 'infinite' ? [Infinity] : []))
  .reduce((most, time) => Math.max(most, time), 0)"""


@pytest.mark.parametrize("path", ["/", "/shares", "share", "circle"])
def test_nothing_moves_for_those_who_asked_for_stillness(opened, small, path):
    page = opened(small.get(path, path), "Dell", reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("path", ["/", "share"])
def test_and_for_others_only_briefly(opened, small, path):
    page = opened(small.get(path, path), "Dell", reduced_motion="no-preference")
    assert 0 < page.evaluate(MOVING) <= 400


def test_nothing_moves_for_those_who_chose_stillness_here(opened, small):
    assert opened("/", "Marl", reduced_motion="no-preference").evaluate(MOVING) > 0, "else this shows nothing"
    chooses(opened, "Marl", "None")
    assert opened("/", "Marl", reduced_motion="no-preference").evaluate(MOVING) == 0

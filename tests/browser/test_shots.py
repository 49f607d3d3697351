"""The pictures of the README and of docs/three-months.md, made from the demo:

    python -m pytest tests/browser/test_shots.py -n 0 --shots docs/shots

Without --shots they are made all the same, looked at for their size, and thrown away.
"""

from pathlib import Path

import pytest

from tests.browser.pictures import small

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
PAGES = {"today": "/", "share": "/shares/{share}", "circle": "/circles/{circle}", "room": "/meetings/{room}/room"}
# Three months of a member: docs/three-months.md.
PAGES |= {
    "check-in": "/check-in", "look-back": "/check-ins", "toolkit": "/toolkit/for/bad-night", "cairn": "/cairn", "path": "/growth", "retelling": "/retellings/{retold}",
    "book": "/book/{book_token}", "letters": "/letters/{written_to}", "buddies": "/buddies/{pair}",
}
HEAVIEST = 100_000


@pytest.fixture
def folder(request, tmp_path) -> Path:
    given = request.config.getoption("--shots")
    return Path(given) if given else tmp_path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_shot(browser, new_page, village, folder, name, size, dark):
    width, height = SIZES[size]
    page = new_page(at=village.address, width=width, height=height, dark=dark, device_scale_factor=1)
    page.context.add_cookies([{"name": village.cookie, "value": village.sessions["wren"], "url": village.address}])
    page.goto(PAGES[name].format(**village.of))
    if name == "circle" and size == "phone":
        page.get_by_role("heading", name="Who sits here").evaluate("heading => heading.scrollIntoView({ block: 'start' })")
    page.evaluate("document.fonts.ready")
    made = small(browser, page.screenshot())
    assert made.startswith(b"\x89PNG") and 5_000 < len(made) < HEAVIEST, len(made)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{size}-{'dark' if dark else 'light'}.png").write_bytes(made)

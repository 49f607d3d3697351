"""Every pair of colours that meet on a page keeps its contrast, in the light and in the dark."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "cairn/static/base/tokens.css").read_text()
DARK = ':root[data-theme="dark"] {'
DARK_BY_THE_SYSTEM = ':root:not([data-theme="light"]) {'

TEXT, LONG_TEXT, EDGE = 4.5, 7, 3
GROUNDS = ("paper", "surface", "sunk")
WASHES = ("river-wash", "lichen-wash", "moss-wash", "heather-wash", "rowan-wash")
INKS = ("ink", "ink-2", "river", "rowan", "lichen-ink", "moss-ink", "heather-ink")

PAIRS = [(ink, ground, TEXT) for ink in INKS for ground in GROUNDS]
PAIRS += [("on-river", "river", TEXT), ("on-river", "river-deep", TEXT)]
PAIRS += [("on-lichen", "lichen", TEXT), ("on-rowan", "rowan", TEXT), ("paper", "ink", TEXT)]
PAIRS += [("ink", wash, LONG_TEXT) for wash in (*WASHES, "hill-1", "hill-3")]
PAIRS += [("ink-2", wash, TEXT) for wash in (*WASHES, "hill-1", "hill-3")]
PAIRS += [(f"{name}-ink", f"{name}-wash", TEXT) for name in ("lichen", "moss", "heather")]
PAIRS += [("rowan", "rowan-wash", TEXT), ("river", "river-wash", TEXT), ("river", "hill-1", TEXT)]
PAIRS += [("line-strong", ground, EDGE) for ground in GROUNDS]
PAIRS += [("focus", ground, EDGE) for ground in (*GROUNDS, "hill-3", "river-wash", "lichen-wash")]


def theme(css: str, opening: str) -> dict[str, str]:
    start = css.index(opening)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", css[start : css.index("}", start)]))


def too_faint(css: str) -> list[str]:
    themes = {"light": theme(css, ":root {"), "dark": theme(css, DARK)}
    return [
        f"{name}: {above} on {below}"
        for name, colours in themes.items()
        for above, below, target in PAIRS
        if contrast(colours[above], colours[below]) < target
    ]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_every_pair_keeps_its_contrast():
    assert too_faint(TOKENS) == []


def test_a_faint_pair_is_caught():
    fainter = TOKENS.replace("--ink-2: #465659", "--ink-2: #9AA6A6")
    assert fainter != TOKENS
    assert "light: ink-2 on paper" in too_faint(fainter)


def test_the_dark_of_the_system_and_the_chosen_dark_are_one():
    assert theme(TOKENS, DARK) == theme(TOKENS, DARK_BY_THE_SYSTEM)


@pytest.mark.parametrize("asked, chosen", [("prefers-reduced-motion: reduce", 'motion="less"'), ("prefers-contrast: more", 'contrast="more"')])
def test_what_the_device_asks_for_and_what_was_chosen_here_are_one(asked, chosen):
    by_the_device = re.search(rf"@media \({asked}\) {{ :root {{(.*?)}} }}", TOKENS)
    by_choice = re.search(rf":root\[data-{chosen}\] {{(.*?)}}", TOKENS)
    assert by_the_device[1].strip() == by_choice[1].strip() != ""

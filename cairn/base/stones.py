"""Stones: one small abstract drawing stands for a member. No photo, no face, no gender.

A code "<tone>-<mark>-<seed>" ("5-0-83") says everything about a stone. The same
code always draws the same stone, so its drawing may be cached for ever. Tone,
mark and outline differ together: colour alone never tells two people apart.
"""

import hashlib
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Point = tuple[float, float]


class Tone(NamedTuple):
    """The three colours of a stone, and the words for them."""

    body: str
    shade: str
    mark: str
    words: str


TONES = (
    Tone("#5F7078", "#4C5C64", "#C9D5D6", _("Slate grey")),
    Tone("#8A6C87", "#745873", "#E6D3E2", _("Heather purple")),
    Tone("#A85E4E", "#8E4B3D", "#F0CFC4", _("Rowan red")),
    Tone("#BF9640", "#A27C2E", "#F6E7BC", _("Lichen gold")),
    Tone("#74834F", "#5F6D3F", "#DCE4C4", _("Moss green")),
    Tone("#43808A", "#346973", "#C6E2E3", _("River blue")),
    Tone("#B79B7C", "#9C8163", "#F1E5D4", _("Sand")),
    Tone("#74604F", "#5E4C3E", "#DCCBBA", _("Peat brown")),
    Tone("#7E98A8", "#67818F", "#E2ECF0", _("Mist blue")),
    Tone("#42695C", "#345648", "#C4DDD2", _("Pine green")),
)
SEEDS = 10_000
CODE = re.compile(r"([0-9])-([0-4])-(0|[1-9][0-9]{0,3})")


def code(tone: int, mark: int, seed: int) -> str:
    """The code of a stone: tone 0-9, mark 0-4, seed 0-9999."""
    made = f"{tone}-{mark}-{seed}"
    parts_of(made)
    return made


def draw(code: str) -> str:
    """The stone as an SVG of about 700 bytes. ValueError when the code is none."""
    tone_number, mark, seed = parts_of(code)
    tone = TONES[tone_number]
    chance = chances(seed)
    tilt = next(chance) * 50 - 25
    outline = _outline(chance, tilt)
    marking = MARKS[mark][0](chance, tilt, tone.mark)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<clipPath id="c{code}"><path id="o{code}" d="{outline}"/></clipPath>'
        f'<g clip-path="url(#c{code})"><use href="#o{code}" fill="{tone.shade}"/>'
        f'<use href="#o{code}" fill="{tone.body}" transform="translate(-3 -7)"/>'
        f'<g fill="none" stroke="{tone.mark}" stroke-linecap="round" opacity=".85">{marking}</g></g></svg>'
    )


def describe(code: str) -> str:
    """The stone in words: "River blue with two pale bands"."""
    tone, mark, _seed = parts_of(code)
    # Translators: a stone, e.g. "River blue with two pale bands"
    return gettext("%(tone)s with %(mark)s") % {"tone": TONES[tone].words, "mark": MARKS[mark][1]}


def choices(seed: object, n: int = 12) -> list[str]:
    """Up to 50 stones to pick from, no two of the same tone and mark; the same seed gives the same ones."""
    chance = chances(seed)
    tones = sorted(range(len(TONES)), key=lambda _tone: next(chance))
    first = int(next(chance) * 255)
    rounds = ((tones[k % len(tones)], (first + k + k // len(tones)) % len(MARKS)) for k in range(n))
    return [code(tone, mark, int(next(chance) * 255) * 39) for tone, mark in rounds]


def parts_of(code: str) -> tuple[int, int, int]:
    """Its tone, mark and seed. ValueError when the code is none."""
    parts = CODE.fullmatch(code)
    if parts is None:
        raise ValueError("not the code of a stone")
    tone, mark, seed = map(int, parts.groups())
    return tone, mark, seed


def chances(seed: object) -> Iterator[float]:
    """Numbers between 0 and 1, for ever the same for the same seed."""
    turn = 0
    while True:
        for byte in hashlib.sha256(f"{seed}:{turn}".encode()).digest():
            yield byte / 255
        turn += 1


def _outline(chance: Iterator[float], tilt: float) -> str:
    wide, high = 45 + next(chance) * 3, 36 + next(chance) * 8
    turned = math.radians(tilt)
    points = []
    for k in range(8):
        angle, rough = math.tau * k / 8, 0.93 + next(chance) * 0.11
        x, y = wide * rough * math.cos(angle), high * rough * math.sin(angle)
        points.append(
            (50 + x * math.cos(turned) - y * math.sin(turned), 50 + x * math.sin(turned) + y * math.cos(turned))
        )
    return smooth(points)


def smooth(points: list[Point]) -> str:
    """A closed curve through the points (Catmull-Rom, as Bézier segments)."""
    n = len(points)
    path = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for i in range(n):
        before, here, there, after = points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n]
        out = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        into = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path.append("C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in (out, into, there)))
    return "".join(path) + "Z"


def _bands(chance: Iterator[float], tilt: float, colour: str) -> str:
    y = 32 + next(chance) * 18
    return (
        f'<path d="M-5 {y + 9:.0f}Q50 {y - 14:.0f} 105 {y + 5:.0f}" stroke-width="9"/>'
        f'<path d="M-5 {y + 25:.0f}Q50 {y + 4:.0f} 105 {y + 22:.0f}" stroke-width="3.5"/>'
    )


def _veins(chance: Iterator[float], tilt: float, colour: str) -> str:
    x = 30 + next(chance) * 18
    return (
        f'<g transform="rotate({tilt * 1.6 - 28:.0f} 50 50)">'
        f'<path d="M{x:.0f} -15Q{x + 20:.0f} 40 {x + 4:.0f} 115" stroke-width="5"/>'
        f'<path d="M{x + 26:.0f} -15Q{x + 34:.0f} 30 {x + 30:.0f} 115" stroke-width="2.5"/></g>'
    )


def _specks(chance: Iterator[float], tilt: float, colour: str) -> str:
    dots = (_dot(18 + next(chance) * 64, 20 + next(chance) * 60, 2.4 + next(chance) * 2.8) for _k in range(9))
    return f'<g fill="{colour}" stroke="none">{"".join(dots)}</g>'


def _ring(chance: Iterator[float], tilt: float, colour: str) -> str:
    off = next(chance)
    return (
        f'<ellipse cx="{44 + off * 12:.0f}" cy="{46 + off * 8:.0f}" rx="25" ry="{15 + off * 5:.0f}"'
        f' transform="rotate({tilt:.0f} 50 50)" stroke-width="5.5"/>'
    )


def _rounds(chance: Iterator[float], tilt: float, colour: str) -> str:
    dots = (_dot(24 + next(chance) * 52, 26 + next(chance) * 48, 6 + next(chance) * 7) for _k in range(4))
    return f'<g fill="{colour}" stroke="none">{"".join(dots)}</g>'


def _dot(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'


MARKS = (
    (_bands, _("two pale bands")),
    (_veins, _("two pale veins")),
    (_specks, _("pale specks")),
    (_ring, _("a pale ring")),
    (_rounds, _("pale rounds")),
)

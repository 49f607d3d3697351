"""A cairn: one flat stone for each small step that somebody chose to keep, drawn from their codes alone.

It only grows. Where a stone lies, and its shape, follow from its code and from how many lie before it, never from
what comes after: a stone once laid keeps its shape and its place. When a cairn is as high as stones will lie on each
other, the next one is begun beside it, three in a row along a path; so there is room for as many as a life holds.
"""

from functools import lru_cache
from math import copysign, cos, radians, sin, tau

from django.utils.translation import gettext as _

from cairn.base.stones import TONES, Point, Tone, chances, describe, parts_of, smooth

LEVELS = 7  # stones on each other
IN_A_ROW = 3
WIDE, HIGH = 160, 198  # of the room that one cairn takes, in the drawing's own units
OVERLAP = 2.5
BELOW = 4  # room under the lowest stone
NEUTRAL = "#82959A"  # seen on paper and at night


def draw(codes: list[str]) -> str:
    """All cairns along the path, the stones oldest first. Codes as in base/stones.py, else ValueError."""
    return _picture([(_place(n), cairn) for n, cairn in enumerate(_cairns(codes))])


def draw_newest(codes: list[str]) -> str:
    """The cairn that is being built, with the one before it beside it: for a small place."""
    last = _cairns(codes)[-2:]
    return _picture([((n * WIDE, 0), cairn) for n, cairn in enumerate(last)])


def in_words(codes: list[str]) -> str:
    """The drawing for those who do not see it; without a number, as nothing here is counted."""
    if not codes:
        return _("A place on the ground where the first stone will lie.")
    last = "; ".join(map(describe, _cairns(codes)[-1]))
    if len(codes) <= LEVELS:
        return _("Your cairn, flat stones on each other, from the ground up: %(stones)s.") % {"stones": last}
    return _("Cairns along a path, each as high as stones will lie. The newest, from the ground up: %(stones)s.") % {"stones": last}


def _cairns(codes: list[str]) -> list[list[str]]:
    return [codes[at : at + LEVELS] for at in range(0, len(codes), LEVELS)]


def _place(n: int) -> Point:
    """Where the foot of the n-th cairn stands: rows come nearer, each a little to the side."""
    row, column = divmod(n, IN_A_ROW)
    return column * WIDE + 10 * (row % 2), row * HIGH + 14 * (column % 2)


def _picture(placed: list[tuple[Point, list[str]]]) -> str:
    if not placed:
        return _svg(-WIDE / 2, -34, WIDE / 2, BELOW, f'<ellipse cx="0" cy="-14" rx="56" ry="13" fill="none" stroke="{NEUTRAL}" stroke-width="1.6" stroke-dasharray="5 6"/>')
    drawn = [(x, y, *_lay(cairn)) for (x, y), cairn in placed]
    body = "".join(f'<g transform="translate({x:.0f} {y + at:.1f})">{stone}</g>' for x, y, stones, _top in drawn for at, stone in stones)
    left, right = min(x for x, *_ in drawn), max(x for x, *_ in drawn)
    return _svg(left - WIDE / 2, min(y + top for _x, y, _stones, top in drawn) - 4, right + WIDE / 2, max(y for _x, y, *_ in drawn) + BELOW, body)


def _svg(left: float, top: float, right: float, bottom: float, body: str) -> str:
    wide, high = f"{right - left:.0f}", f"{bottom - top:.0f}"
    size = f'width="{wide}" height="{high}" viewBox="{left:.0f} {top:.0f} {wide} {high}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="xMidYMax">{body}</svg>'


def _lay(cairn: list[str]) -> tuple[list[tuple[float, str]], float]:
    """(how high the middle of each lies, and its drawing), from the ground up; and the top of the highest."""
    laid, top = [], 0.0
    for level, code in enumerate(cairn):
        half, stone = _flat(code, level)
        laid.append((top - half, stone))
        top -= half * 2 - OVERLAP
    return laid, top


@lru_cache(maxsize=4000)
def _flat(code: str, level: int) -> tuple[float, str]:
    """(half its height, the stone around 0 0). The lower it lies, the wider it is."""
    tone_number, mark, _seed = parts_of(code)
    chance, tone, name = chances(f"{code} on level {level}"), TONES[tone_number], f"{code}-{level}"
    left = 1 - level / (LEVELS + 0.6)
    wide, high = 12 + 48 * left**1.05 + next(chance) * 6, 8 + 6.5 * left + next(chance) * 2
    aside, tilt = (next(chance) - 0.5) * 12, radians((next(chance) - 0.5) * 5)
    outline = smooth([_edge(wide, high, aside, tilt, tau * k / 10, 0.95 + next(chance) * 0.08) for k in range(10)])
    marking = _MARKS[mark](chance, wide, high, aside, tone)
    return high, (
        f'<clipPath id="c{name}"><path id="o{name}" d="{outline}"/></clipPath><g clip-path="url(#c{name})">'
        f'<use href="#o{name}" fill="{tone.shade}"/><use href="#o{name}" fill="{tone.body}" transform="translate(-2 -4)"/>'
        f'<g fill="none" stroke="{tone.mark}" stroke-linecap="round" opacity=".8">{marking}</g></g>'
    )


def _edge(wide: float, high: float, aside: float, tilt: float, angle: float, rough: float) -> Point:
    """A point of an outline that is flatter than an ellipse, as stones are that lie well."""
    x = wide * rough * copysign(abs(cos(angle)) ** 0.85, cos(angle))
    y = high * rough * copysign(abs(sin(angle)) ** 0.8, sin(angle))
    return aside + x * cos(tilt) - y * sin(tilt), x * sin(tilt) + y * cos(tilt)


# The marks of base/stones.py, as they look on a stone that lies flat.


def _bands(chance, wide: float, high: float, aside: float, tone: Tone) -> str:
    left, right, y = aside - wide, aside + wide, (next(chance) - 0.5) * 5
    return (
        f'<path d="M{left:.0f} {y + 1:.0f}Q{aside:.0f} {y - 6:.0f} {right:.0f} {y:.0f}" stroke-width="2.8"/>'
        f'<path d="M{left:.0f} {y + 6:.0f}Q{aside:.0f} {y - 1:.0f} {right:.0f} {y + 5:.0f}" stroke-width="1.4"/>'
    )


def _veins(chance, wide: float, high: float, aside: float, tone: Tone) -> str:
    x, high = aside + (next(chance) - 0.7) * wide, high + 3
    return (
        f'<path d="M{x:.0f} {-high:.0f}Q{x + 7:.0f} 0 {x + 3:.0f} {high:.0f}" stroke-width="2.6"/>'
        f'<path d="M{x + 15:.0f} {-high:.0f}Q{x + 18:.0f} 0 {x + 16:.0f} {high:.0f}" stroke-width="1.4"/>'
    )


def _specks(chance, wide: float, high: float, aside: float, tone: Tone) -> str:
    return _dots(chance, wide, high, aside, tone, 7, 1.1, 1.3)


def _ring(chance, wide: float, high: float, aside: float, tone: Tone) -> str:
    return f'<ellipse cx="{aside + (next(chance) - 0.5) * wide * 0.5:.0f}" cy="-1" rx="{wide * 0.32:.0f}" ry="{high * 0.36:.1f}" stroke-width="2.4"/>'


def _rounds(chance, wide: float, high: float, aside: float, tone: Tone) -> str:
    return _dots(chance, wide, high, aside, tone, 4, 2.6, 2)


def _dots(chance, wide: float, high: float, aside: float, tone: Tone, n: int, least: float, more: float) -> str:
    dots = (
        f'<ellipse cx="{aside + (next(chance) - 0.5) * wide * 1.4:.0f}" cy="{(next(chance) - 0.6) * high:.0f}" rx="{size * 1.3:.1f}" ry="{size:.1f}"/>'
        for size in (least + next(chance) * more for _k in range(n))
    )
    return f'<g fill="{tone.mark}" stroke="none">{"".join(dots)}</g>'


_MARKS = (_bands, _veins, _specks, _ring, _rounds)

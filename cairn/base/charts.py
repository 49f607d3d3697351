"""Charts of simulations as SVG, written by hand, and tables: light and dark, readable without colour by dashes and
by names at the ends."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 800, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 540, 84, 396  # of the plotted field; names stand right of it
APART = 20  # pixels at least between two names
EACH, LONGEST = 46, 560  # of a bar: its height with its name, and the longest
DASHES = ("", "9 5", "2 5", "14 4 3 4", "6 3", "1 3", "18 5")
TONES = 5

STYLE = """
svg { background: #F1F4F1; font: 15px "Atkinson Next", system-ui, "Noto Sans", sans-serif; }
text { fill: #465659; } .title { fill: #1C2A2F; font-size: 20px; font-weight: 600; } .name { fill: #1C2A2F; } .head { fill: #1C2A2F; font-weight: 600; }
.grid { stroke: #CBD5D0; stroke-width: 1; } .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; } .mark { stroke: #6F7F7C; stroke-dasharray: 3 4; } .sure { fill: none; stroke: #1C2A2F; stroke-width: 1.5; }
.c0 { stroke: #14596A; } .c1 { stroke: #6A4E00; } .c2 { stroke: #6B4766; } .c3 { stroke: #44592B; } .c4 { stroke: #A2352A; }
.f0 { fill: #14596A; } .f1 { fill: #6A4E00; } .f2 { fill: #6B4766; } .f3 { fill: #44592B; } .f4 { fill: #A2352A; }
@media (prefers-color-scheme: dark) {
svg { background: #12191C; } text { fill: #B0BEBC; } .title, .head, .name { fill: #E6ECE8; } .sure { stroke: #E6ECE8; } .grid { stroke: #35454A; } .mark { stroke: #82959A; }
.c0 { stroke: #86CBD4; } .c1 { stroke: #EBCF7C; } .c2 { stroke: #D8B8D3; } .c3 { stroke: #B9CE97; } .c4 { stroke: #F2A394; }
.f0 { fill: #86CBD4; } .f1 { fill: #EBCF7C; } .f2 { fill: #D8B8D3; } .f3 { fill: #B9CE97; } .f4 { fill: #F2A394; } }
"""


class Line(NamedTuple):
    name: str
    points: list[tuple[float, float]]  # from 0 to 1 either way


class Bar(NamedTuple):
    name: str
    long: float  # 0 to 1
    words: str
    surely: tuple[float, float] | None = None  # between which it lies, 0 to 1


class Panel(NamedTuple):
    name: str
    bars: list[Bar]


Ticks = list[tuple[float, str]]  # where from 0 to 1, and what stands there


def lines(title: str, under: str, drawn: list[Line], across: Ticks, up: Ticks) -> str:
    parts = [*_grid(across, up), *(_line(n, line) for n, line in enumerate(drawn)), *_names(drawn)]
    return _svg(title, under, parts, HEIGHT)


def bars(title: str, under: str, drawn: list[Bar]) -> str:
    return _svg(title, under, list(_bars(drawn, TOP)), TOP + EACH * len(drawn) + 24)


def panels(title: str, under: str, drawn: list[Panel]) -> str:
    """Bars of several kinds beneath each other, each kind with its name above it."""
    parts, y = [], TOP
    for panel in drawn:
        parts += [f'<text class="head" x="24" y="{y + 22}">{escape(panel.name)}</text>', *_bars(panel.bars, y + 34)]
        y += 34 + EACH * len(panel.bars) + 22
    return _svg(title, under, parts, y)


def _svg(title: str, under: str, parts: list[str], height: int) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}. {escape(under)}">'
    words = [f'<text class="title" x="24" y="34">{escape(title)}</text>', f'<text x="24" y="58">{escape(under)}</text>']
    return "\n".join([head, f"<style>{STYLE}</style>", *words, *parts, "</svg>\n"])


def _grid(across: Ticks, up: Ticks) -> Iterator[str]:
    for at, words in up:
        yield f'<path class="grid" d="M{LEFT} {_y(at):.1f}H{RIGHT}"/><text x="{LEFT - 10}" y="{_y(at) + 5:.1f}" text-anchor="end">{escape(words)}</text>'
    for at, words in across:
        yield f'<path class="grid" d="M{_x(at):.1f} {BOTTOM}v6"/><text x="{_x(at):.1f}" y="{BOTTOM + 26}" text-anchor="middle">{escape(words)}</text>'


def _line(n: int, line: Line) -> str:
    path = "L".join(f"{_x(x):.1f} {_y(y):.1f}" for x, y in line.points)
    dashes = f' stroke-dasharray="{DASHES[n % len(DASHES)]}"' if n % len(DASHES) else ""
    return f'<path class="line c{n % TONES}"{dashes} d="M{path}"/>'


def _names(drawn: list[Line]) -> Iterator[str]:
    """At the ends of the lines, moved apart where they would meet."""
    ends = sorted((_y(line.points[-1][1]), n) for n, line in enumerate(drawn))
    free = TOP - APART
    for left, (y, n) in enumerate(ends):
        free = max(free + APART, min(y, BOTTOM - APART * (len(ends) - left - 1)))
        yield f'<path class="line c{n % TONES}" d="M{RIGHT} {y:.1f}L{RIGHT + 14} {free:.1f}"/>'
        yield f'<text class="name" x="{RIGHT + 20}" y="{free + 5:.1f}">{escape(drawn[n].name)}</text>'


def _bars(drawn: list[Bar], top: int) -> Iterator[str]:
    for n, bar in enumerate(drawn):
        yield from _bar(n, bar, top + EACH * n)


def _bar(n: int, bar: Bar, y: int) -> Iterator[str]:
    end = max(bar.long, bar.surely[1] if bar.surely else 0)
    yield f'<text class="name" x="24" y="{y + 16}">{escape(bar.name)}</text><text x="{24 + LONGEST * end + 10:.1f}" y="{y + 36}">{escape(bar.words)}</text>'
    yield f'<rect class="f{n % TONES}" x="24" y="{y + 23}" width="{max(LONGEST * bar.long, 1):.1f}" height="14" rx="3"/>'
    if bar.surely:
        low, high = (24 + LONGEST * at for at in bar.surely)
        yield f'<path class="sure" d="M{low:.1f} {y + 30}H{high:.1f}M{low:.1f} {y + 25}v10M{high:.1f} {y + 25}v10"/>'


def _x(at: float) -> float:
    return LEFT + at * (RIGHT - LEFT)


def _y(at: float) -> float:
    return BOTTOM - at * (BOTTOM - TOP)


def table(rows: list[list[str]]) -> str:
    """Rows as a table that is read in a terminal and in Markdown."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])

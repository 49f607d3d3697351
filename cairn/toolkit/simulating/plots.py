"""One picture: the three figures beneath each other, a bar for each way."""

from cairn.base.charts import Bar, Panel, panels
from cairn.toolkit.simulating.figures import SOME, Found, surely
from cairn.toolkit.simulating.ways import ALL_WAYS

HARDEST = 0.1  # to which the bars of the second figure are drawn: it is a small one
PANELS = (
    ("helped", "Of all trials, how many helped", 1.0),
    ("harder", f"Of all trials, how many made it harder (drawn {1 / HARDEST:.0f} times as long)", HARDEST),
    ("tried", f"Of the new strategies, how many at least {SOME} people tried", 1.0),
)


def picture(found: Found, under: str) -> str:
    return panels("What is shown first, and what comes of it", under, [Panel(words, _bars(found, kind, most)) for kind, words, most in PANELS])


def _bars(found: Found, kind: str, most: float) -> list[Bar]:
    return [_bar(ALL_WAYS[way].words, getattr(one, kind), most) for way, one in found.items()]


def _bar(words: str, values, most: float) -> Bar:
    middle, give = float(values.mean()), surely(values)
    return Bar(words, min(middle / most, 1), f"{middle:.1%}", (max(middle - give, 0) / most, min((middle + give) / most, 1)) if give else None)

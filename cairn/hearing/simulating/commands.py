"""`cairn simulate`."""

import argparse
from pathlib import Path

from cairn.base.charts import table
from cairn.hearing.simulating.figures import HEADS, figures
from cairn.hearing.simulating.running import WAYS, Setting, simulate

ALL = ["cairn", "newest", "popular", "random", "nearest"]


def add(command) -> None:
    """Put it on the command line. Needs neither settings nor a database."""
    made = command("simulate", _simulate, "See in a simulated community what a space of this size can promise.")
    made.add_argument("--members", type=_count, default=1000, help="people in the space (1000)")
    made.add_argument("--days", type=_count, default=28, help="days that are told in (28)")
    made.add_argument("--demand", type=_rate, default=1.0, help="times one share a member in fifty days (1)")
    made.add_argument("--shares-a-day", type=_rate, help="your own number, instead of --demand")
    made.add_argument("--listeners", type=_count, help="how many ever listen (a quarter)")
    made.add_argument("--languages", type=_languages, help='parts by language, for example "en:80,cy:20"; the first is what most speak')
    made.add_argument("--policies", type=_policies, default=ALL, help=f'"all", or some of {", ".join(WAYS)} ("all")')
    made.add_argument("--seed", type=int, default=1, help="another seed is another community (1)")
    made.add_argument("--plots", type=Path, metavar="FOLDER", help="write four charts there, as SVG")
    made.set_defaults(refuse=made.error)


def _simulate(args) -> None:
    from cairn.hearing.simulating.promise import in_words

    if args.listeners and args.listeners > args.members:
        args.refuse(f"argument --listeners: no more than the {args.members} members")
    setting = Setting(args.members, args.days, args.demand, args.seed, args.listeners, args.shares_a_day, args.languages)
    outcomes = {WAYS[policy].words: simulate(setting, policy, _bar(policy)) for policy in args.policies}
    found = {words: figures(outcome, words) for words, outcome in outcomes.items()}
    members, a_day, days = (_counted(n, one) for n, one in ((setting.members, "member"), (setting.told_a_day, "share"), (setting.days, "day")))
    print(f"{members}, {a_day} a day, {days}; shares told to everyone.\n")
    print(table([HEADS, *(one.row() for one in found.values())]))
    words = WAYS["cairn"].words
    if words in found:
        print(f"\n{in_words(outcomes[words], found[words], setting.told_a_day)}")
    if args.plots:
        from cairn.hearing.simulating.plots import save

        print("", *save(outcomes, args.plots), sep="\n")


def _bar(policy: str):
    """How far it is, on a terminal."""
    from tqdm import tqdm

    return lambda minutes: tqdm(minutes, desc=policy, unit=" minutes", unit_scale=True, leave=False, disable=None)


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 on")
    return int(words)


def _rate(words: str) -> float:
    try:
        rate = float(words)
    except ValueError:
        rate = -1.0
    if not 0 < rate < 1e6:
        raise argparse.ArgumentTypeError("a number above 0")
    return rate


def _counted(n: float, one: str) -> str:
    return f"{n:g} {one if n == 1 else one + 's'}"


def _policies(words: str) -> list[str]:
    chosen = ALL if words == "all" else words.split(",")
    if not set(chosen) <= set(WAYS):
        raise argparse.ArgumentTypeError(f'"all", or some of {", ".join(WAYS)}')
    return chosen


def _languages(words: str) -> dict[str, float]:
    try:
        pairs = [part.split(":") for part in words.split(",")]
        found = {name.strip(): float(part) for name, part in pairs}
    except ValueError:
        found = {}
    if not found or min(found.values()) < 0 or not sum(found.values()) or len(found) > 60:
        raise argparse.ArgumentTypeError('parts by language, for example "en:80,cy:20"')
    return found

"""`cairn simulate-toolkit`."""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cairn.toolkit.simulating.community import Strategies
from cairn.toolkit.simulating.figures import Found, figures, gather, in_rows, in_words
from cairn.toolkit.simulating.running import Setting, simulate
from cairn.toolkit.simulating.ways import ALL_WAYS, CONTROLS, WAYS


def add(command) -> None:
    """Put it on the command line. Needs neither settings nor a database."""
    usual = Setting()
    made = command("simulate-toolkit", _simulate, "See in a simulated community what the order of strategies does.")
    made.add_argument("--members", type=_count, default=usual.members, help=f"people in the space ({usual.members})")
    made.add_argument("--days", type=_count, default=usual.days, help=f"how long ({usual.days})")
    made.add_argument("--looks", type=_count, default=usual.looks, help=f"times a day that somebody looks for what helps ({usual.looks})")
    made.add_argument("--new", type=float, default=usual.strategies.new, help=f"new strategies a situation and week ({usual.strategies.new:g})")
    made.add_argument("--harming", type=float, default=usual.strategies.harming, help=f"part of them that makes it harder for some ({usual.strategies.harming:g})")
    made.add_argument("--strong", type=float, default=usual.strategies.strong, help="log-odds by which those help others more (0)")
    made.add_argument("--seeds", type=_count, default=5, help="communities, for the intervals (5)")
    made.add_argument("--seed", type=_count, default=usual.seed, help=f"the first of them; another seed is another community ({usual.seed})")
    made.add_argument("--controls", action="store_true", help="with Cairn's order without its exploring place, and without its guard")
    made.add_argument("--plot", type=Path, default=Path("strategies.svg"), metavar="FILE", help="where the picture goes (strategies.svg)")


def _simulate(args) -> None:
    from cairn.toolkit.simulating.plots import picture

    setting = Setting(members=args.members, days=args.days, looks=args.looks, seed=args.seed, strategies=Strategies(new=args.new, harming=args.harming, strong=args.strong))
    found = run(setting, [*WAYS, *(CONTROLS if args.controls else ())], args.seeds, _bar)
    under = f"{args.members} members, {args.looks} looks a day, {args.days} days; {args.seeds} communities, means with their 95% intervals"
    args.plot.write_text(picture(found, under), encoding="utf-8")
    print(f"{under}.", in_rows(found), in_words(found), args.plot, sep="\n\n")


def run(setting: Setting, ways: Iterable[str], seeds: int, progress=lambda runs: runs) -> Found:
    """Every way in the same communities, those of the seeds from the setting's own on."""
    each = {way: [] for way in ways}
    for way, seed in progress([(way, setting.seed + more) for way in each for more in range(seeds)]):
        each[way].append(figures(simulate(replace(setting, seed=seed), ALL_WAYS[way].order)))
    return {way: gather(some) for way, some in each.items()}


def _bar(runs: list) -> Iterable:
    """How far it is, on a terminal."""
    from tqdm import tqdm

    return tqdm(runs, unit=" runs", leave=False, disable=None)


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 on")
    return int(words)

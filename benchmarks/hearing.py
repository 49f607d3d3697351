"""What it costs to decide whom to ask, and how near the best that is; and the bars that the simulation must reach.

    python -m benchmarks.hearing                   one decision and a view at 100,000 and 1,000,000 listeners
    python -m benchmarks.hearing --optimum         one batch beside scipy's and OR-Tools' optimum
    python -m benchmarks.hearing --bars            the bars of docs/decisions/0012-hearing.md, 10,000 members: minutes

No database. OR-Tools is no dependency: a virtual environment with numpy, scipy and ortools will do,
then run --optimum with that Python from the checkout. CPU is this process's own; the machine may be shared, so the
least of several rounds is given beside the median.
"""

import argparse
import statistics
import sys
import time

import numpy as np

from cairn.hearing.engine import view as views
from cairn.hearing.engine.listeners import Listeners
from cairn.hearing.engine.view import Seeking, View, decide

NOW = 1_767_643_200.0  # an evening in January
TOPICS, EXPERIENCES, SPOKEN = 60, 3, (60, 14, 10, 7, 5, 3, 1)
ROUNDS, DECISIONS = 7, 400
BUSY = 2.5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--listeners", type=int, nargs="*", default=[100_000, 1_000_000])
    options.add_argument("--optimum", action="store_true")
    options.add_argument("--bars", action="store_true")
    options.add_argument("--members", type=int, default=10_000)
    options.add_argument("--days", type=int, default=28, help="with --bars: at the plain demand")
    options.add_argument("--busy-days", type=int, default=56, help="with --bars: at two and a half times the demand")
    options.add_argument("--seed", type=int, default=1, help="with --bars: another seed is another community")
    options.add_argument("--least", type=float, default=0.0, help="with --bars: shares a week that every listener can carry")
    args = options.parse_args()
    if args.bars:
        bars(args.members, args.days, args.busy_days, args.least, args.seed)
    elif args.optimum:
        optimum()
    else:
        for count in args.listeners:
            cost(count)


# -- what it costs


def cost(count: int) -> None:
    chance = np.random.default_rng(1)
    who = listeners(count, chance)
    views = [cpu(lambda: View(who, NOW)) for _round in range(5)]
    view, shares = View(who, NOW), [share(chance, n) for n in range(DECISIONS)]
    started = time.process_time()
    for one in shares[:60]:
        decide(view, one)  # makes the pools of all languages
    first = time.process_time() - started
    rounds = [cpu(lambda: [decide(view, one) for one in shares]) / DECISIONS for _round in range(ROUNDS)]
    asked = statistics.mean(len(decide(view, one)) for one in shares)
    after = cpu(lambda: [ask(view, one) for one in shares]) / DECISIONS
    print(
        f"{count:>9} listeners: a view {1000 * min(views):.1f} ms (median {1000 * statistics.median(views):.1f}), its pools {1000 * first:.0f} ms, a decision "
        f"{1000 * min(rounds):.3f} ms (median {1000 * statistics.median(rounds):.3f}), with its asks noted {1000 * after:.3f} ms; {asked:.1f} asked", flush=True,
    )


def ask(view: View, one: Seeking) -> None:
    decision = decide(view, one)
    for row, odds in zip(decision.rows.tolist(), decision.odds.tolist(), strict=True):
        view.note_ask(row, odds)


def cpu(act) -> float:
    """Seconds of this process."""
    started = time.process_time()
    act()
    return time.process_time() - started


def listeners(count: int, chance) -> Listeners:
    """A community as the simulation has it, with a past."""
    who = Listeners.blank(count)
    who.ids[:] = np.arange(count) * 4 + 1
    first = chance.choice(len(SPOKEN), count, p=np.array(SPOKEN) / sum(SPOKEN)).astype(np.uint64)
    who.languages[:] = np.uint64(1) << first
    known = chance.choice(TOPICS, (count, EXPERIENCES), p=topic_odds()).astype(np.uint64)
    who.topics[:, 0] = np.bitwise_or.reduce(np.uint64(1) << known, axis=1)
    shunned = np.uint64(1) << chance.integers(0, TOPICS, count).astype(np.uint64)
    who.rather_not[:, 0] = np.where(chance.random(count) < 0.1, shunned, np.uint64(0))
    who.offset[:] = chance.choice([-480, -300, 0, 60, 120, 480, 600], count)
    who.hours[:] = chance.choice([0, *(((1 << 4) - 1) << start for start in (8, 12, 16, 18, 19, 20))], count)
    who.quiet[:] = 0b11111111
    who.capacity[:] = np.maximum(2 * np.exp(0.8 * chance.standard_normal(count)), 0.5)
    who.load[:] = np.minimum(chance.poisson(0.3 * who.capacity), who.capacity)
    who.asked_today[:] = chance.poisson(0.8, count)
    who.expected[:] = chance.gamma(2, 2, count)
    who.accepted[:] = chance.poisson(who.expected * 0.4)
    who.there[:, :, 1] = chance.gamma(1, 1, (count, 8))
    who.there[:, :, 0] = who.there[:, :, 1] * chance.random((count, 8))
    return who


def topic_odds() -> np.ndarray:
    odds = np.arange(1, TOPICS + 1) ** -0.9
    return odds / odds.sum()


def share(chance, number: int) -> Seeking:
    topics = [int(topic) for topic in chance.choice(TOPICS, 3, replace=False, p=topic_odds())]
    mentioned, known = (np.array([sum(1 << topic for topic in some)], np.uint64) for some in (topics[: 1 + number % 2], topics))
    language = int(chance.choice(len(SPOKEN), p=np.array(SPOKEN) / sum(SPOKEN)))
    return Seeking(language=language, mentioned=mentioned, known=known, wave=number % 5, lot=number * 7919, apart=np.array([4 * number + 1]))


# -- how near the best


def optimum(count: int = 2000, batch: int = 50) -> None:
    """One batch, each share to one listener and each listener to one share, by the order of the policy."""
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    chance = np.random.default_rng(2)
    view = View(listeners(count, chance), NOW)
    shares = [share(chance, n) for n in range(batch)]
    worth = np.array([heights(view, one) for one in shares])
    found = {"greedy, one share after the other": timed(lambda: greedy(worth))}
    found["scipy linear_sum_assignment"] = timed(lambda: list(zip(*linear_sum_assignment(-worth), strict=True)))
    sparse = csr_array(np.where(worth > 0, worth, 0))
    found["scipy min_weight_full_bipartite_matching"] = timed(lambda: list(zip(*min_weight_full_bipartite_matching(sparse, maximize=True), strict=True)))
    if flow := _flow():
        found["OR-Tools min-cost flow"] = timed(lambda: flow(worth))
    best = max(sum(worth[row, column] for row, column in pairs) for pairs, _seconds in found.values())
    print(f"{batch} shares, {count} listeners, {int((worth > 0).sum())} pairs that may be")
    for name, (pairs, seconds) in found.items():
        total = sum(worth[row, column] for row, column in pairs)
        print(f"{name:<44}{total:>8.3f} of {best:.3f} ({total / best:.2%}){1000 * seconds:>9.2f} ms")


def heights(view: View, one: Seeking) -> np.ndarray:
    """The order of everybody for this share; 0 where a gate is closed."""
    found, pool = np.zeros(len(view.listeners)), view.pool(one)
    by_order = views._by_order(views.policy.leaning(one.wave))
    _p, height = views._odds_and_order(view, pool, one, np.arange(len(pool.rows)), by_order)
    found[pool.rows] = height
    return found


def greedy(worth) -> list[tuple[int, int]]:
    free, pairs = np.ones(worth.shape[1], bool), []
    for row, line in enumerate(worth):
        column = int(np.where(free, line, -1).argmax())
        free[column] = False
        pairs.append((row, column))
    return pairs


def timed(act):
    started = time.process_time()
    return act(), time.process_time() - started


def _flow():
    """OR-Tools, where it is installed."""
    try:
        from ortools.graph.python import min_cost_flow
    except ImportError:
        print("OR-Tools is not installed here: see the top of this file.")
        return None

    def flow(worth):
        shares, people = worth.shape
        rows, columns = np.nonzero(worth > 0)
        solver = min_cost_flow.SimpleMinCostFlow()
        starts = np.concatenate([np.zeros(shares, int), 1 + rows, 1 + shares + np.arange(people)])
        ends = np.concatenate([1 + np.arange(shares), 1 + shares + columns, np.full(people, 1 + shares + people)])
        costs = np.concatenate([np.zeros(shares, int), -np.rint(1e6 * worth[rows, columns]).astype(int), np.zeros(people, int)])
        arcs = solver.add_arcs_with_capacity_and_unit_cost(starts, ends, np.ones(len(starts), int), costs)
        solver.set_nodes_supplies(np.array([0, 1 + shares + people]), np.array([shares, -shares]))
        solver.solve()
        used = solver.flows(arcs)[shares : shares + len(rows)] > 0
        return list(zip(rows[used].tolist(), columns[used].tolist(), strict=True))

    return flow


# -- the bars


CONTROLS = {("unguarded", 1.0), ("unguarded", BUSY), ("ungoverned", BUSY)}


def bars(members: int, days: int, busy_days: int, least: float, seed: int) -> None:
    """Each with whether it is reached; exits with 1 if the policy misses one, or if no bar shows that a guard is gone."""
    from cairn.base.charts import table
    from cairn.hearing.simulating.figures import HEADS, figures
    from cairn.hearing.simulating.running import WAYS, Setting, simulate

    rows, missed = [], {}
    for policy, demand in (("cairn", 1.0), ("cairn", BUSY), *sorted(CONTROLS)):
        seconds, told_in = time.process_time(), days if demand == 1 else busy_days
        way = f"{WAYS[policy].words}, x{demand:g}, {told_in} days"
        found = figures(simulate(Setting(members, told_in, demand, seed=seed, least_capacity=least), policy), way)
        missed[policy, demand] = missing(found, members, demand)
        rows.append([*found.row(), ", ".join(missed[policy, demand]) or "all bars", f"{time.process_time() - seconds:.0f} s"])
        print(table([[*HEADS, "missed", "CPU"], *rows]), flush=True)
    reached = not missed["cairn", 1.0] and not missed["cairn", BUSY]
    noticed = {policy for policy, demand in CONTROLS if missed[policy, demand]}
    print(f"The policy {'reaches' if reached else 'misses'} its bars; a bar notices the loss of: {', '.join(sorted(noticed)) or 'nothing'}.")
    sys.exit(0 if reached and noticed == {"unguarded", "ungoverned"} else 1)


def missing(found, members: int, demand: float) -> list[str]:
    """The bars that are not reached: shares told to everyone, at this size and demand."""
    if members < 10_000:
        return ["24 h"] * (found.in_day < 0.93)
    if demand > 1:
        return ["24 h"] * (found.in_day < 0.95) + ["lost"] * (found.lost > 0.10)
    reached = {"1 h": found.in_hour >= 0.93, "24 h": found.in_day >= 0.995, "worst group": found.worst >= 0.97, "lost": found.lost <= 0.04}
    return [name for name, well in reached.items() if not well]


if __name__ == "__main__":
    main()

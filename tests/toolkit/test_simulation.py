"""The simulated community in which strategies are tried: its bars at a small size, its controls, its command."""

import subprocess
import sys

import numpy as np
import pytest

from cairn.toolkit.simulating.commands import run
from cairn.toolkit.simulating.community import Strategies
from cairn.toolkit.simulating.figures import BARS, Figures, differences, in_words, surely
from cairn.toolkit.simulating.plots import picture
from cairn.toolkit.simulating.running import Setting, simulate
from cairn.toolkit.simulating.ways import WAYS

# Small enough to be quick, and so small that chance may turn it in a single community: how surely the bars hold is in
# docs/benchmarks.md, over ten larger ones.
SMALL = Setting(members=150, strategies=Strategies(situations=1, before=14, new=1.2), looks=10, days=90, seed=4)
STRONG = Setting(members=150, strategies=Strategies(situations=1, before=14, new=0.5, harming=0.4, strong=1.5), looks=12, days=60)


@pytest.fixture(scope="module")
def found():
    return run(SMALL, ["cairn", "wilson", "newest"], seeds=3)


def test_more_is_helped_less_made_harder_and_more_new_ones_are_tried(found):
    better = {key: by for key, (by, _give) in differences(found).items()}
    assert len(better) == 2 * len(BARS)
    assert {key for key, by in better.items() if by <= 0} == set()


def test_without_the_exploring_place_new_ones_wait_unseen(found):
    assert found["cairn"].tried.min() > 0.8
    assert run(SMALL, ["unexplored"], seeds=1)["unexplored"].tried.max() < 0.6


def test_without_the_guard_what_helps_many_and_harms_some_is_tried_more():
    guarded = run(STRONG, ["cairn", "unguarded"], seeds=2)
    assert guarded["unguarded"].harder.mean() > 1.1 * guarded["cairn"].harder.mean()


def test_the_same_seed_is_the_same_community():
    tiny = Setting(members=40, looks=5, days=20, seed=4)
    once, again = (simulate(tiny, WAYS["cairn"].order) for _run in range(2))
    assert np.array_equal(once.tried, again.tried) and once.trials > 0


def test_a_difference_that_may_be_chance_is_called_so():
    even, sure = np.array([0.4, 0.6, 0.5]), np.array([0.1, 0.1, 0.1])
    words = in_words({"cairn": Figures(even, sure, even, even, even), "newest": Figures(even[::-1], 2 * sure, even, even, even)})
    assert "NOT surely better than newest first: helped" in words
    assert "Better than newest first: made it harder, by 10.0 ± 0.0" in words
    assert surely(np.array([0.5])) == 0


def test_the_picture_names_every_way_and_every_figure(found):
    drawn = picture(found, "small")
    assert all(words in drawn for words in ("Cairn&#x27;s order", "newest first", "made it harder", "tried"))
    assert drawn.count("<rect") == 3 * 3 and drawn.count('class="sure"') > 0


def test_one_command_prints_a_table_and_draws_a_picture_of_the_communities_that_were_asked_for(tmp_path):
    plot, printed = tmp_path / "strategies.svg", []
    for seed in ("1", "2"):
        asked = ["--members", "30", "--days", "10", "--looks", "4", "--seeds", "1", "--seed", seed, "--plot", str(plot)]
        done = subprocess.run([sys.executable, "-m", "cairn", "simulate-toolkit", *asked], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert "Cairn's order" in done.stdout and "newest first" in done.stdout
        assert plot.read_text().startswith("<svg")
        printed.append(done.stdout)
    assert printed[0] != printed[1]

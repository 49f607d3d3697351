"""What reading words for signals and looking at them for privacy costs, and how much of the sets is found.

    python -m benchmarks.words           CPU a message by its length for both; recall and false alarms on every set

No database: cairn/safety/signals and cairn/safety/guard are pure. CPU is the process's own time, so that others on
the machine do not count. Messages are put together from the responses of tests/hearing/coach_set.toml, which are
like what people write here.
"""

import random
import statistics
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from cairn.safety.guard import look
from cairn.safety.signals import read
from tests.safety.test_guard import false_alarms, recall, sets
from tests.safety.test_signals import SETS

TESTS = Path(__file__).parent.parent / "tests"
LENGTHS = (15, 60, 100, 190, 1000)  # words


def main() -> None:
    settings.configure(USE_I18N=False)  # the vaguer words go through gettext
    began = time.process_time()
    read("ready")
    print(f"made ready once, at the first message: {time.process_time() - began:.2f} s of CPU")
    texts = [one["text"] for one in _toml("hearing/coach_set")["response"]]
    for name, does in (("signals", read), ("guard", lambda text: look(text, "en", "GB"))):
        for words in LENGTHS:
            _cost(name, does, words, texts)
    for name in SETS:
        _signals(name, _toml(f"safety/{name}")["words"])
    for name in ("guard_set", "guard_second"):
        print(f"{name:15} recall {recall(sets(name)):.2f}, false alarms {false_alarms(sets(name)):.3f}")


def _toml(path: str) -> dict:
    return tomllib.loads((TESTS / f"{path}.toml").read_text())


def _cost(name: str, does: Callable, words: int, texts: list[str], messages: int = 300) -> None:
    """Milliseconds of CPU a message."""
    chance, took = random.Random(words), []
    for _message in range(messages):
        message = _message_of(words, texts, chance)
        began = time.process_time_ns()
        does(message)
        took.append((time.process_time_ns() - began) / 1e6)
    took.sort()
    print(f"{name:8}{words:>5} words: {statistics.median(took):.2f} ms in the median, {took[int(messages * .99)]:.2f} ms in the 99th of a hundred")


def _message_of(words: int, texts: list[str], chance: random.Random) -> str:
    said = []
    while len(said) < words:
        said += chance.choice(texts).split()
    return " ".join(said[:words])


def _signals(name: str, some: list[dict]) -> None:
    """By kind: how many are read as their writer's own signal, of how many."""
    print(f"\n{name}: {len(some)} sentences, read as the writer's own signal (as somebody else's) of all")
    for kind in dict.fromkeys(one["kind"] for one in some):
        found = [read(one["text"]) for one in some if one["kind"] == kind]
        own, others = sum(bool(one and not one.about_other) for one in found), sum(bool(one and one.about_other) for one in found)
        print(f"  {kind:12}{own:>4} ({others}) of {len(found)}")


if __name__ == "__main__":
    main()

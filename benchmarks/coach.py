"""What the listening coach costs, and how well it reads.

    python -m benchmarks.coach           CPU a message by its length; precision, recall and F1 of every cue

No database: cairn/hearing/coach is pure. CPU is the process's own time, so that others on the machine do not count.
Messages are put together from tests/hearing/coach_set.toml. In the set, odd places were tuned on, even ones held
back; coach_fresh.toml was learned from later; coach_second.toml is another hand's, and nothing was changed for it;
coach_third.toml is a third's, learned from after it was read once.
"""

import random
import statistics
import time
import tomllib
from pathlib import Path

from django.conf import settings

from cairn.hearing.coach import ALL, cues, one_question

SETS = Path(__file__).parent.parent / "tests" / "hearing"
LENGTHS = (15, 60, 100, 190, 1000)  # words; of anything above about 190 only the two ends are read


def main() -> None:
    settings.configure(USE_I18N=False)  # the words of a note go through gettext
    written = _responses("coach_set")
    for words in LENGTHS:
        _cost(words, [one["text"] for one in written])
    for name, some in (
        ("tuned on", written[::2]), ("held back", written[1::2]), ("all", written),
        ("learned from later", _responses("coach_fresh")), ("another hand's", _responses("coach_second")), ("a third hand's", _responses("coach_third")),
    ):
        _figures(name, some)


def _responses(name: str) -> list[dict]:
    return tomllib.loads((SETS / f"{name}.toml").read_text())["response"]


def _cost(words: int, texts: list[str], messages: int = 300) -> None:
    """Milliseconds of CPU for what the page asks: the cues, and the one question."""
    chance, took = random.Random(words), []
    for _message in range(messages):
        message = _message_of(words, texts, chance)
        began = time.process_time_ns()
        one_question(message, need="listening")
        took.append((time.process_time_ns() - began) / 1e6)
    took.sort()
    print(f"{words:>5} words: {statistics.median(took):.2f} ms in the median, {took[int(messages * .99)]:.2f} ms in the 99th of a hundred")


def _message_of(words: int, texts: list[str], chance: random.Random) -> str:
    said = []
    while len(said) < words:
        said += chance.choice(texts).split()
    return " ".join(said[:words])


def _figures(name: str, some: list[dict]) -> None:
    print(f"\n{name}: {len(some)} responses\n{'':17}{'held':>6}{'precision':>11}{'recall':>8}{'F1':>6}")
    for cue in ALL:
        labelled = {n for n, one in enumerate(some) if cue in one["cues"]}
        found = {n for n, one in enumerate(some) if cue in cues(one["text"])}
        precision, recall = len(labelled & found) / (len(found) or 1), len(labelled & found) / (len(labelled) or 1)
        print(f"{cue:17}{len(labelled):>6}{precision:>11.2f}{recall:>8.2f}{2 * precision * recall / (precision + recall or 1):>6.2f}")


if __name__ == "__main__":
    main()

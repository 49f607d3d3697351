"""What a run makes only once, whichever of its processes needs it first; the others copy it.

The folder is made and taken away by the process that starts the others, which find it in their environment.
Set beforehand, it stays: whoever works on the browser's tests fills the demo once a day instead of once a run.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "SHARED_BY_TEST_RUN"
_made = []


def begin() -> None:
    """By the first process of a run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="cairn-run-")
        _made.append(os.environ[FOLDER])


def end() -> None:
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)


def once(name: str, make: Callable[[Path], dict]) -> tuple[Path, dict]:
    """The folder `name` and the answer of make(folder), which filled it. Whoever comes meanwhile waits."""
    folder = Path(os.environ[FOLDER]) / name
    answer = folder.with_suffix(".json")
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not answer.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one who did not come to the end
            folder.mkdir(mode=0o700)  # as a data folder is
            answer.write_text(json.dumps(make(folder)))
    return folder, json.loads(answer.read_text())

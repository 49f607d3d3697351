"""The code as ruff sees it, its security rules included."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def ruff(*args, **more):
    return subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", *args], cwd=ROOT, capture_output=True, text=True, **more)


def test_ruff_finds_nothing():
    done = ruff("--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout


def test_a_planted_fault_is_found():
    done = ruff("--stdin-filename", "cairn/shares/planted.py", "-", input="import subprocess\nsubprocess.run('ls', shell=True)\n")
    assert "S602" in done.stdout


def pins(name):
    lines = (ROOT / name).read_text().splitlines()
    return {line.rstrip(" \\") for line in lines if "==" in line and not line.startswith(" ")}


def test_the_tests_run_on_exactly_what_cairn_runs_on():
    """run.py takes an environment with the tests' list as one that can serve."""
    assert pins("requirements.lock") <= pins("requirements-test.lock")
    assert len(pins("requirements.lock")) > 15

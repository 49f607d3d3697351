#!/usr/bin/env python3
"""Cairn from a checkout: `python3 run.py`. It brings its own environment and needs nothing but Python.

    python3 run.py                serve the space in data/ (made on first use)
    python3 run.py --demo         serve a living space of invented people in demo-data/
    python3 run.py test [...]     run all tests, on SQLite and PostgreSQL; the rest goes to pytest
    python3 run.py COMMAND [...]  any command of cairn: python3 run.py help lists them

This file stays readable for old Pythons, so that they can say what is missing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST, NEWEST = (3, 11), (3, 13)
VERSION = "%d.%d" % sys.version_info[:2]
VENV = os.path.join(ROOT, ".venv-" + VERSION)
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "cairn-installed.json")
RUN, TEST = "requirements.lock", "requirements-test.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(args):
    look_at_python(args)
    if args[:1] == ["test"]:
        return test(args[1:])
    environment(RUN)
    if args[:1] == ["--demo"]:
        return become(["-m", "cairn", "serve", "--demo"] + args[1:], demo_folder())
    if args in (["help"], ["-h"]):
        args = ["--help"]
    return become(["-m", "cairn"] + (args or ["serve"]))


# -- Python

def look_at_python(args):
    """Go on with this Python, or with a fitting one that is also here, or say what is needed."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    other = None if os.environ.get("CAIRN_RUN_AGAIN") else fitting_python()
    if other:
        say("This is Python %s; going on with %s." % (VERSION, other))
        os.environ["CAIRN_RUN_AGAIN"] = "1"
        os.execv(other, [other, os.path.abspath(__file__)] + args)
    stop("Cairn needs Python %d.%d to %d.%d, and this is %s.\nInstall one of them and run: python3.12 run.py"
         % (OLDEST + NEWEST + (VERSION,)))


def fitting_python():
    if sys.version_info[0] < 3:
        return None
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = shutil.which("python3.%d" % minor)
        # A shim may be there without the Python behind it: only one that answers counts.
        if path and subprocess.call([path, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    return None


# -- the environment

def environment(lock):
    """The environment with what `lock` names. When nothing changed this only compares a hash."""
    if installed(lock):
        return
    try:
        with one_at_a_time():
            if not installed(lock):
                install(lock)
    except PermissionError as error:
        stop("%s may not be written by this user. The checkout must belong to whoever runs Cairn." % error.filename)


def installed(lock):
    try:
        with open(STAMP) as file:
            return os.path.exists(PYTHON) and json.load(file).get(lock) == fingerprint(lock)
    except (OSError, ValueError):
        return False


def fingerprint(lock):
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def install(lock):
    uv = shutil.which("uv")
    if not os.path.exists(PYTHON) or not (uv or has_pip()):
        make_environment(uv)
    say("Installing what %s into %s. This happens once." % ("Cairn needs" if lock == RUN else "the tests need", os.path.basename(VENV)))
    target = ["--require-hashes", "-r", os.path.join(ROOT, lock)]
    if uv:
        followed([uv, "pip", "install", "--python", PYTHON] + target)
    else:
        followed([PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off",
                  "--no-warn-script-location", "--retries", "2", "--timeout", "30"] + target)
    # The tests' list holds Cairn's own as well, so one install answers both questions.
    done = {name: fingerprint(name) for name in ([RUN, TEST] if lock == TEST else [RUN])}
    with open(STAMP + ".new", "w") as file:
        json.dump(done, file)
    os.replace(STAMP + ".new", STAMP)


def has_pip():
    return subprocess.call([PYTHON, "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def make_environment(uv):
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        followed([uv, "venv", "--quiet", "--python", sys.executable, VENV])
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("This Python cannot make environments. On Debian or Ubuntu:\n    apt install python%s-venv" % VERSION)
    followed([sys.executable, "-m", "venv", VENV])


def followed(command):
    """Run something slow, showing each package as it comes, and everything if it fails."""
    lines = []
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, env=clean, cwd=ROOT)
    for line in process.stdout:
        lines.append(line)
        words = line.split()
        if words[:1] == ["Collecting"]:
            say("  " + words[1].split(";")[0])
    if process.wait() == 0:
        return
    text = "".join(lines)
    offline = any(sign in text for sign in ("NewConnectionError", "Temporary failure in name", "Max retries", "dns error", "ConnectTimeout"))
    stop(text[-3000:] + ("\nThe packages could not be fetched: is there a network, and may it reach the package index?" if offline
                         else "\nThe environment could not be made. The lines above say why."))


@contextmanager
def one_at_a_time():
    """Two runs that start together must not install into each other."""
    import fcntl

    with open(VENV + ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# -- what is run

def become(command, extra=None):
    """Replace this process, so that signals reach the one that serves."""
    path = os.pathsep.join(filter(None, [ROOT, os.environ.get("PYTHONPATH", "")]))
    sys.stdout.flush()
    os.execve(PYTHON, [PYTHON, "-P"] + command, dict(os.environ, PYTHONPATH=path, PYTHONUTF8="1", **(extra or {})))


def demo_folder():
    """The demo never touches a real space, whatever is set."""
    folder = os.environ.get("CAIRN_DEMO_DATA") or os.path.join(ROOT, "demo-data")
    return {"CAIRN_DATA": folder, "DATABASE_URL": "sqlite:", "CAIRN_SPACE_KEY": "", "CAIRN_SETTINGS": ""}


def test(args):
    environment(TEST)
    if "not browser" not in " ".join(args):
        look_for_browser()
    os.chdir(ROOT)
    become(["-m", "pytest"] + args, {"PYTHONDONTWRITEBYTECODE": "1"} if os.environ.get("CI") else None)


def look_for_browser():
    if any(shutil.which(name) for name in BROWSERS):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the tests that need a browser. This happens once.")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.call(["apt-get"] + command, env=env, stdin=subprocess.DEVNULL, **quiet)
    if not any(shutil.which(name) for name in BROWSERS):
        stop("The tests need Chromium. Install it (on Debian: apt install chromium),\n"
             "or leave them out: python3 run.py test -m 'not browser'")


def say(words):
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def stop(words):
    say(words)
    sys.exit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)

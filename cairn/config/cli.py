"""`python -m cairn`: what an operator can ask for."""

import argparse
import os
import sys
from collections.abc import Callable

import cairn

EPILOG = "Options are environment variables or lines of the file CAIRN_SETTINGS: see docs/operating/settings.md."


def main(argv: list[str] | None = None) -> int:
    os.umask(0o077)  # whatever is made here is for its owner alone
    args = parser().parse_args(argv)
    try:
        return args.act(args) or 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = _kind_sentence(error)
        if sentence is None:
            raise
        print(f"cairn: {sentence}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="cairn", description="A self-hosted home for peer support.", epilog=EPILOG)
    acts = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, act: Callable, words: str) -> argparse.ArgumentParser:
        made = acts.add_parser(name, help=words, description=words, epilog=EPILOG)
        made.set_defaults(act=act)
        return made

    served = command("serve", serve, "Bring the database up to date and serve the space.")
    served.add_argument("--demo", action="store_true", help="fill an empty space with invented people first, and print their sign-ins")
    served.add_argument("--no-migrate", action="store_true", help="leave the database as it is")
    command("migrate", migrate, "Bring the database up to date.")
    command("check", check, "Look whether the settings and the database fit this version.")
    command("setup-link", setup_link, "Print a fresh one-time link that opens set-up.")
    command("version", version, "Print the version of Cairn and of what it runs on.")
    command("settings", settings, "Print every option, its value, and where the value comes from.")
    command("tick", tick, "Do once what is due now, as the clock of a serving process does every second.")
    bounced = command("bounce", bounce, "Read a returned letter from standard input, as a mail server hands it on.")
    bounced.add_argument("address", nargs="?", default="", help="whom it came back to, where the mail server says so")
    command("shell", shell, "Open a Python prompt inside Cairn.")
    _more_commands(command)
    return top


def _more_commands(command: Callable) -> None:
    """What comes with its own modules: backup, restore, doctor; documents; simulate, simulate-toolkit."""
    from cairn.config.documents import commands as documents
    from cairn.config.keeping import commands
    from cairn.hearing.simulating import commands as simulating
    from cairn.toolkit.simulating import commands as ordering

    commands.add(command, _ready)
    documents.add(command, _ready)
    simulating.add(command)
    ordering.add(command)


def serve(args) -> None:
    _ready()
    from django.conf import settings as chosen

    from cairn.config import server

    sign_ins: list[str] = []
    with server.only_one(chosen.DATA), server.listening(chosen.HOST, chosen.PORT) as socket:
        if not args.no_migrate:
            _migrate()
        if args.demo:
            sign_ins = _fill_demo()
        words = [f"Cairn is open at {_first_address()}", *sign_ins]
        server.serve(socket, when_ready=lambda: _say(*words))


def _first_address() -> str:
    from django.conf import settings as chosen

    from cairn.members.verbs import new_setup_link

    path = new_setup_link()
    if path is None:
        return chosen.ADDRESS
    return f"{chosen.ADDRESS}{path}\nOpen it in a browser: it leads, once, to setting up this space."


def _fill_demo() -> list[str]:
    from cairn.demo.fill import fill

    _progress("Filling the demo with invented people. This happens once and takes a moment.")
    return ["", "Sign in as", *(f"  {line}" for line in fill()), ""]


def migrate(args) -> None:
    _ready()
    print("The database is up to date." if not _migrate() else "The database has been brought up to date.")


def _migrate() -> bool:
    """Apply what is missing, one process at a time. Says whether anything was."""
    from django.core.management import call_command
    from django.db import connection

    from cairn.config.migrating import migrating_alone, unapplied

    if not unapplied(connection):
        return False
    with migrating_alone(connection):
        waiting = unapplied(connection)
        if waiting:
            _progress(f"Preparing the database ({len(waiting)} steps).")
        call_command("migrate", verbosity=0, interactive=False)
    return bool(waiting)


def check(args) -> int:
    _ready()
    from django.core.management import call_command
    from django.db import connection

    from cairn.config.migrating import unapplied

    call_command("check", verbosity=0)
    waiting = unapplied(connection)
    for step in waiting:
        print(f"Not yet applied: {step}")
    if waiting:
        print("Run `python -m cairn migrate`.")
        return 1
    from cairn.base import post

    print("Settings and database are in order.")
    print(post.in_words())
    return 0


def setup_link(args) -> int:
    _ready()
    from django.conf import settings as chosen

    from cairn.members.verbs import new_setup_link

    _migrate()
    path = new_setup_link()
    if path is None:
        print(f"This space is already set up: {chosen.ADDRESS}", file=sys.stderr)
        return 1
    print(f"{chosen.ADDRESS}{path}")
    return 0


def version(args) -> None:
    import platform

    import django

    print(f"Cairn {cairn.__version__}, Python {platform.python_version()}, Django {django.get_version()}")


def settings(args) -> None:
    _ready()
    from cairn.config.options import OPTIONS

    widths = [max(len(getattr(option, part)) for option in OPTIONS.values()) for part in ("name", "source")]
    for option in OPTIONS.values():
        print(f"{option.name:<{widths[0]}}  {option.source:<{widths[1]}}  {option.shown}")


def tick(args) -> None:
    _ready()
    from cairn.base import clock

    called = clock.tick(all_now=True)
    print("Looked for: " + (", ".join(called) or "nothing"))


def bounce(args) -> int:
    """A letter that came back is counted for the member whose letter it was. What is no such report is let go
    without a word: an error here would be answered with one more letter."""
    _ready()
    from cairn.notices.outgoing.returned import MOST, what_came_back
    from cairn.notices.verbs import came_back

    found = what_came_back(sys.stdin.buffer.read(MOST), args.address)
    if found:
        came_back(found[0], for_good=found[1])
    return 0


def shell(args) -> None:
    _ready()
    from django.core.management import call_command

    call_command("shell", verbosity=0)


def _ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    import django

    django.setup()
    from cairn.config.keeping import key_file

    if words := key_file.take_up():
        _progress(words)


def _kind_sentence(error: Exception) -> str | None:
    """What an operator can do something about, in one sentence; None for our own faults."""
    if type(error).__name__ in {"BadOption", "AlreadyServed", "PortTaken", "KeyIsChanging", "WrongKey"}:
        return str(error)
    if isinstance(error, PermissionError):
        return f"{error.filename} may not be read or written by this user."
    if type(error).__module__ == "django.db.utils" and type(error).__name__ == "OperationalError":
        return f"the database cannot be reached: {error}"
    return None


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)

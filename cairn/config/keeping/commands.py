"""The operator's commands for keeping a space safe."""

import sys
from pathlib import Path


def add(command, ready) -> None:
    """Put backup, restore, doctor and reindex on the command line; `ready` sets Django up."""
    made = command("backup", lambda args: _backup(ready, args), "Write a backup of this moment: two files, words and keys. Serving goes on.")
    made.add_argument("--to", type=Path, help="the folder to write to (backups/ in the data folder by default)")
    put_back = command("restore", lambda args: _restore(ready, args), "Fill an empty database from the two files of a backup.")
    put_back.add_argument("words", type=Path, help="the file that ends in .words.gz")
    put_back.add_argument("--keys", type=Path, help="the file that ends in .keys.gz (beside the first by default)")
    seen = command("doctor", lambda args: _doctor(ready, args), "Look at what can go wrong and say how to mend it.")
    command("reindex", lambda args: _reindex(ready, args), "Build the index of words anew. Serving goes on.")
    seen.add_argument("--all", action="store_true", help="open every sealed text, not a sample")


def _backup(ready, args) -> None:
    ready()
    from django.conf import settings

    from cairn.config.keeping.backup import backup

    words, keys = backup(args.to or settings.DATA / "backups", progress=_progress)
    print(f"{words}\n{keys}")
    print("Keep the two apart, and the space's key apart from both: all three are needed to read them.", file=sys.stderr)


def _restore(ready, args) -> int:
    ready()
    from cairn.config.keeping.format import BrokenBackup
    from cairn.config.keeping.restore import NotEmpty, keys_beside, restore

    try:
        rows = restore(args.words, args.keys or keys_beside(args.words), progress=_progress)
    except (BrokenBackup, NotEmpty, FileNotFoundError) as error:
        print(f"cairn: {error}", file=sys.stderr)
        return 1
    print(f"{rows} rows are back.")
    return _doctor(ready, args)


def _reindex(ready, _args) -> None:
    ready()
    from cairn.shares.search.keeping import reindex

    kept = reindex(progress=lambda done, of: _progress(f"{done} of {of} shares"))
    _progress("")
    print(f"{kept} shares can be found.")


def _doctor(ready, args) -> int:
    ready()
    from cairn.config.keeping.doctor import BAD, look

    worst = 0
    for finding in look(read_everything=getattr(args, "all", True)):
        print(f"{finding.how:>4}  {finding.words}", flush=True)
        worst |= finding.how == BAD
    return int(worst)


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{words} ", end="", file=sys.stderr, flush=True)

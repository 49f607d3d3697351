"""The operator's commands for keeping a space safe."""

import sys
from pathlib import Path


def add(command, ready) -> None:
    """Put backup, restore, rotate-keys, doctor, reindex and verify-log on the command line; `ready` sets Django up."""
    made = command("backup", lambda args: _backup(ready, args), "Write a backup of this moment: a words file, and the one keys file anew. Serving goes on.")
    made.add_argument("--to", type=Path, help="the folder to write to (backups/ in the data folder by default)")
    put_back = command("restore", lambda args: _restore(ready, args), "Fill an empty database from a words file and the newest keys file.")
    put_back.add_argument("words", type=Path, help="the file that ends in .words.gz")
    put_back.add_argument("--keys", type=Path, help="the newest keys file (cairn.keys.gz beside the first by default)")
    turned = command("rotate-keys", lambda args: _rotate(ready, args), "Change the space's key. Nothing may serve meanwhile; everybody signs in again afterwards.")
    turned.add_argument("--to", type=Path, help="the folder of the backups, whose keys file is made anew (backups/ in the data folder by default)")
    seen = command("doctor", lambda args: _doctor(ready, args), "Look at what can go wrong and say how to mend it.")
    command("reindex", lambda args: _reindex(ready, args), "Build the index of words anew. Serving goes on.")
    seen.add_argument("--all", action="store_true", help="open every sealed text, not a sample")
    proven = command("verify-log", lambda args: _verify_log(ready, args), "Look whether the log of what was decided is whole.")
    proven.add_argument("--from", dest="last", nargs=2, metavar=("NUMBER", "DIGEST"), help="what this command printed the last time: lines cut off at the end show")


def _backup(ready, args) -> None:
    ready()
    from django.conf import settings

    from cairn.config.keeping.backup import backup

    words, keys = backup(args.to or settings.DATA / "backups", progress=_progress)
    print(f"{words}\n{keys}")
    print("Keep the two apart, and the space's key apart from both: all three are needed to read them.", file=sys.stderr)
    print("Wherever you copy the keys file, let it take the place of the one before: an older one could open the words of somebody erased since.", file=sys.stderr)


def _restore(ready, args) -> int:
    ready()
    from cairn.config.keeping.format import BrokenBackup
    from cairn.config.keeping.restore import NotEmpty, OlderKeys, keys_beside, restore

    try:
        rows = restore(args.words, args.keys or keys_beside(args.words), progress=_progress)
    except (BrokenBackup, NotEmpty, OlderKeys, FileNotFoundError) as error:
        print(f"cairn: {error}", file=sys.stderr)
        return 1
    print(f"{rows} rows are back.")
    return _doctor(ready, args)


def _rotate(ready, args) -> int:
    ready()
    from django.conf import settings

    from cairn.base.crypto import Unreadable
    from cairn.config.keeping import key_file
    from cairn.config.keeping.rotate import rotate

    try:
        keys = rotate(args.to or settings.DATA / "backups")
    except Unreadable:
        print("cairn: a data key does not open with the space's key. Run `cairn doctor`.", file=sys.stderr)
        return 1
    print(f"The space has a new key: {key_file.coming() if key_file.is_given() else key_file.current()}\nThe new keys file: {keys}")
    print("Keep a copy of both, each apart from the other and from the words files. Throw older copies of either away: they open nothing that is here now.", file=sys.stderr)
    if key_file.is_given():
        print("CAIRN_SPACE_KEY still holds the old key: put the new one there before you start, then delete that file.", file=sys.stderr)
    return 0


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


def _verify_log(ready, args) -> int:
    ready()
    from cairn.safety.verbs.log import verify

    last = (int(args.last[0]), args.last[1]) if args.last and args.last[0].isdecimal() else None
    if args.last and not last:
        print(f"cairn: {args.last[0]} is not the number of a line.", file=sys.stderr)
        return 1
    lines, digest, wrong = verify(last=last)
    print(f"{lines} lines stand. Write this down apart from the server, for the next time:\n--from {lines} {digest}")
    if wrong:
        print(f"cairn: {wrong}", file=sys.stderr)
    return int(bool(wrong))


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{words} ", end="", file=sys.stderr, flush=True)

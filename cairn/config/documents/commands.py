"""`cairn documents`: the operator's documents, and what Cairn is made of."""

import sys
from pathlib import Path


def add(command, ready) -> None:
    made = command("documents", lambda args: _documents(ready, args), "Write the operator's documents (threat model, data protection, hazards, illegal content, incidents) with what this space knows of itself.")
    made.add_argument("--to", type=Path, required=True, help="the folder to write to; what you filled in there stays")
    command("parts", lambda args: _parts(), "Print what Cairn is made of, as a CycloneDX list.")


def _documents(ready, args) -> None:
    ready()
    from cairn.config.documents.writing import write

    for path in write(args.to):
        print(path)
    print("Blanks begin with “To fill in”. Read all of it before you rely on it: it is a draft, and no legal advice.", file=sys.stderr)


def _parts() -> None:
    from cairn.config.documents.parts import as_json

    print(as_json(), end="")

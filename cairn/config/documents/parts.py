"""What Cairn is made of: a CycloneDX list (1.6, JSON) from the lock file, with the hashes it installs by."""

import json
import re
import uuid
from pathlib import Path

import cairn

LOCK = Path(__file__).resolve().parents[3] / "requirements.lock"
NAMED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]+))?", re.IGNORECASE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def parts(lock: str) -> list[dict]:
    """Each package of a lock: name, version, the condition it is installed under ("" for always), hashes."""
    found = []
    for line in lock.splitlines():
        if named := NAMED.match(line):
            found.append({"name": named[1], "version": named[2], "when": (named[3] or "").strip(), "hashes": []})
        for digest in HASH.findall(line):
            found[-1]["hashes"].append(digest)
    return found


def as_json(lock: str | None = None) -> str:
    """The same list gives the same text."""
    lock = LOCK.read_text() if lock is None else lock
    serial = uuid.uuid5(uuid.NAMESPACE_URL, f"cairn {cairn.__version__}\n{lock}")
    listed = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "cairn", "name": "cairn", "version": cairn.__version__}},
        "components": [_component(part) for part in parts(lock)],
    }
    return json.dumps(listed, indent=1) + "\n"


def _component(part: dict) -> dict:
    address = f"pkg:pypi/{part['name']}@{part['version']}"
    when = [{"name": "cairn:when", "value": part["when"]}] if part["when"] else []
    files = [{"type": "distribution", "url": address, "hashes": [{"alg": "SHA-256", "content": digest}]} for digest in part["hashes"]]
    return {"type": "library", "bom-ref": f"{address}{'#' + part['when'] if when else ''}", "name": part["name"], "version": part["version"], "purl": address, "properties": when, "externalReferences": files}

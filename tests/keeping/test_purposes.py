"""Each purpose for which the space's key is asked is known to outlive a change of that key, or to end with it."""

import re
from pathlib import Path

from cairn.base import crypto

ROOT = Path(__file__).resolve().parent.parent.parent / "cairn"
ASKED = re.compile(r"""(?:\bkey_for|crypto\.digest|\bdigest)\(\s*["']([^"']+)["']""")


def purposes(source: str) -> set[str]:
    return set(ASKED.findall(source))


def test_every_purpose_is_decided():
    found = set().union(*(purposes(path.read_text()) for path in ROOT.rglob("*.py")))
    assert found - crypto.LASTING - crypto.PASSING == set()
    assert not crypto.LASTING & crypto.PASSING


def test_a_planted_purpose_is_seen():
    assert purposes('crypto.digest("newly made", x)') == {"newly made"}

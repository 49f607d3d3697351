"""The floors of the house: who may import whom, for modules and for templates.

Each check has a control beside it: a planted fault that it must catch.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CAIRN = ROOT / "cairn"
OPEN_TO_OTHER_ROOMS = {"models", "queries", "verbs", "rules", "happenings"}
# The two lowest rooms keep registers that rooms above write themselves into.
REGISTERS = {"cairn.live.streams", "cairn.notices.words", "cairn.notices.outside"}
# Set-up asks the first coordinator what sign-up asks everybody: with the same forms and the same ways in.
SIGN_UP = {f"cairn.members.{module}" for module in ("arrival", "forms", "middleware", "names", "passkeys")}
# config/ and demo/ stand above all rooms and may use any module; base/ is common ground.
ABOVE = {"config", "demo"}
ROOMS = {path.parent.name for path in CAIRN.glob("*/__init__.py")} - ABOVE - {"migrations"}


def lint(folder: Path) -> subprocess.CompletedProcess:
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)


def copy_of_the_house(folder: Path) -> Path:
    import shutil

    for part in ("cairn", "pyproject.toml"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("static", "templates", "__pycache__", "words"))
        else:
            shutil.copy(source, folder / part)
    return folder


def test_the_floors_stand():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-6000:]


@pytest.mark.parametrize(
    "where, planted",
    [
        ("base/text.py", "from cairn.members import models"),
        ("members/rules.py", "import cairn.circles.models"),
        ("circles/models.py", "from cairn.circles import verbs"),
        ("shares/queries/__init__.py", "def late():\n    from cairn.home import queries"),
    ],
)
def test_a_planted_import_upward_is_caught(tmp_path, where, planted):
    house = copy_of_the_house(tmp_path)
    (house / "cairn" / where.split("/")[0] / "__init__.py").touch()
    with open(house / "cairn" / where, "a") as file:
        file.write(f"\n{planted}\n")
    target = re.search(r"cairn[.\w]*", planted)[0].split(".")[1]
    for module in ("models", "verbs", "queries"):
        path = house / "cairn" / target / f"{module}.py"
        if not path.exists() and not path.with_suffix("").exists():
            path.touch()
    assert lint(house).returncode == 1


# -- across rooms only what is meant for others


def imports_across(path: Path, source: str) -> list[str]:
    """Imports of other rooms' inner modules, as "room/file.py: cairn.other.pages"."""
    room = path.relative_to(CAIRN).parts[0]
    if room in ABOVE or room not in ROOMS:
        return []
    found = (name for node in ast.walk(ast.parse(source)) for name in imported(node, path))
    extra = SIGN_UP if path == CAIRN / "home" / "setup.py" else set()
    return [f"{path.relative_to(CAIRN)}: {name}" for name in found if not allowed(name, room) and ".".join(name.split(".")[:3]) not in extra]


def imported(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    module = node.module or ""
    if node.level:
        parts = ["cairn", *path.relative_to(CAIRN).parent.parts]
        parts = parts[: len(parts) - node.level + 1]
        module = ".".join([*parts, module] if module else parts)
    # `from cairn.circles import verbs` names a module in its second half.
    return [f"{module}.{alias.name}" for alias in node.names] if module.count(".") < 2 else [module]


def allowed(name: str, room: str) -> bool:
    parts = name.split(".")
    if parts[0] != "cairn" or len(parts) < 2 or parts[1] not in ROOMS - {room, "base"}:
        return True
    return ".".join(parts[:3]) in REGISTERS or (len(parts) > 2 and parts[2] in OPEN_TO_OTHER_ROOMS)


def modules() -> list[Path]:
    return [path for path in CAIRN.rglob("*.py") if "migrations" not in path.parts]


def test_across_rooms_only_models_queries_verbs_rules_and_happenings():
    wrong = [fault for path in modules() for fault in imports_across(path, path.read_text())]
    assert wrong == []


@pytest.mark.parametrize(
    "planted",
    [
        "from cairn.members import pages",
        "import cairn.members.pages",
        "from cairn.members.forms import NameForm",
        "from ..members import pages",
        "def late():\n    from cairn.members.pages import sign_in",
        "from cairn.live.hub import hub",
    ],
)
def test_a_planted_import_of_another_rooms_inside_is_caught(planted):
    assert imports_across(CAIRN / "shares" / "pages.py", planted)


def test_what_is_open_to_others_is_not_taken_for_a_fault():
    good = "from cairn.members.models import Member\nfrom cairn.members import queries\nfrom cairn.base import clock\nfrom cairn.shares import pages"
    assert imports_across(CAIRN / "shares" / "pages.py", good) == []


# -- templates

_TAKEN = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_UNSURE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+(?!["'])([^\s%]+)""")

TEMPLATES = CAIRN / "templates"


def templates_across(path: Path, source: str) -> list[str]:
    """Templates taken from neither base/ nor the template's own room."""
    room = path.relative_to(TEMPLATES).parts[0]
    return [f"{path.relative_to(TEMPLATES)}: {name}" for name in _TAKEN.findall(source) if name.split("/")[0] not in {"base", room}]


def templates() -> list[Path]:
    return [path for path in TEMPLATES.rglob("*") if path.is_file()]


def test_templates_take_only_from_base_and_their_own_room():
    assert [fault for path in templates() for fault in templates_across(path, path.read_text())] == []


def test_only_base_includes_a_template_whose_name_it_is_told():
    unsure = {str(path.relative_to(TEMPLATES)) for path in templates() if _UNSURE.search(path.read_text())}
    assert {name for name in unsure if not name.startswith("base/")} == set()


@pytest.mark.parametrize("planted", ['{% include "members/_name.html" %}', "{%- from 'home/_x.html' import y %}", '{% extends "circles/page.html" %}'])
def test_a_planted_template_of_another_room_is_caught(planted):
    assert templates_across(TEMPLATES / "shares" / "page.html", planted)

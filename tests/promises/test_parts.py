"""What Cairn is made of is pinned, hashed and listed, and nothing else is used (promise 22).

Whether a fault of a part has become known is asked by an operator: docs/operating/documents.md says how."""

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from cairn.config.documents.parts import as_json, parts

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-pdf.lock")
PLACES = ("http://", "https://", "git+", "file:", "--index-url", "--extra-index-url", "--find-links", "--trusted-host", "-e ")


def faults_of(lock: str) -> list[str]:
    """Lines of a lock that would install something that is not pinned by version and hash, or from elsewhere."""
    entries = re.split(r"\n(?=\S)", lock.strip())
    loose = [entry.split("\n")[0] for entry in entries if not re.match(r"[A-Za-z0-9._-]+==\S+", entry) or "--hash=sha256:" not in entry]
    return loose + [line for line in lock.splitlines() if any(place in line for place in PLACES)]


@pytest.mark.parametrize("name", LOCKS)
def test_everything_is_pinned_and_hashed_and_from_nowhere_else(name):
    assert faults_of((ROOT / name).read_text()) == []


def test_a_loose_line_is_seen():
    """The control."""
    good = "a==1 \\\n    --hash=sha256:00\n"
    assert faults_of(good) == []
    assert faults_of(good + "b>=2\n") == ["b>=2"] and faults_of(good + "c==3\n") == ["c==3"]
    assert faults_of("--index-url https://elsewhere.example\n" + good)


def test_the_tests_stand_on_the_same_parts():
    """What is tested is what is served."""
    served, tested = ({(part["name"], part["version"], part["when"]) for part in parts((ROOT / name).read_text())} for name in LOCKS[:2])
    assert len(served) > 20 and {name for name, *_ in served} <= {name for name, *_ in tested}
    assert {(name, version) for name, version, _ in served} <= {(name, version) for name, version, _ in tested}


def test_what_was_asked_for_is_in_the_lock():
    asked = {re.split(r"[\[<>=;~ ]", line)[0].lower() for line in (ROOT / "requirements.in").read_text().splitlines() if line and line[0] not in "#-"}
    assert asked <= {part["name"].lower() for part in parts((ROOT / "requirements.lock").read_text())}


def test_the_list_of_parts_is_whole_and_the_same_each_time():
    lock = (ROOT / "requirements.lock").read_text()
    listed = json.loads(as_json())
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6") and as_json() == as_json(lock)
    named = {(one["name"], one["version"]) for one in listed["components"]}
    assert named == {(part["name"], part["version"]) for part in parts(lock)} and len(listed["components"]) == len(re.findall(r"(?m)^[a-z0-9].*==", lock))
    assert all(one["purl"].startswith("pkg:pypi/") and one["externalReferences"][0]["hashes"][0]["alg"] == "SHA-256" for one in listed["components"])
    references = [one["bom-ref"] for one in listed["components"]]
    assert len(references) == len(set(references))


def test_a_changed_lock_is_another_list():
    assert json.loads(as_json("a==1 \\\n    --hash=sha256:" + "0" * 64))["components"][0]["version"] == "1"
    assert json.loads(as_json())["serialNumber"] != json.loads(as_json("a==1"))["serialNumber"]


OPTIONAL = {"wordllama", "weasyprint"}  # said in docs/operating, for operators who add them: found by meaning; the small book as a PDF


def imported_by(sources) -> set[str]:
    """The top modules that some code imports."""
    found = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.split(".")[0])
    return found


def without_a_part(modules: set[str]) -> set[str]:
    """Those that are neither ours, nor Python's, nor of a part in the lock."""
    by_module = packages_distributions()
    known = {part["name"].lower().replace("_", "-") for part in parts((ROOT / "requirements.lock").read_text())}
    foreign = modules - set(sys.stdlib_module_names) - {"cairn"} - OPTIONAL
    return {module for module in foreign if not {name.lower().replace("_", "-") for name in by_module.get(module, [])} & known}


def test_nothing_is_imported_that_the_lock_does_not_name():
    assert without_a_part(imported_by(path.read_text() for path in (ROOT / "cairn").rglob("*.py"))) == set()


def test_a_part_of_the_tests_would_be_noticed():
    """The control."""
    assert without_a_part(imported_by(["import pytest\nfrom hypothesis import given\nimport numpy"])) == {"pytest", "hypothesis"}


def security_faults(*more: str) -> str:
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "S", "--output-format", "concise", *more], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout


def test_no_security_rule_is_broken():
    assert security_faults("cairn") == ""


@pytest.mark.parametrize(("fault", "rule"), [("import pickle\npickle.loads(b'')", "S301"), ("import subprocess\nsubprocess.run('ls ' + x, shell=True)", "S602"), ("key = 'x'\nassert key", "S101"), ("import hashlib\nhashlib.md5(b'')", "S324"), ("eval(x)", "S307")])
def test_a_planted_fault_is_seen(tmp_path, fault, rule):
    """The control."""
    path = tmp_path / "planted.py"
    path.write_text(fault)
    assert rule in security_faults("--config", str(ROOT / "pyproject.toml"), str(path))

"""docs/operating/promises.md and security.md name tests: each of them is there, and each promise has its control."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPERATING = ROOT / "docs" / "operating"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PROMISES = 22


@cache
def names_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.exists():
        return frozenset()
    return frozenset(node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"))


def missing(text: str) -> list[str]:
    """Tests that a text names and that are not there."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if name not in names_in(path)]


def rows_of(text: str) -> dict[int, list[str]]:
    """The cells of each numbered row."""
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if re.match(r"\|\s*\d+\s*\|", line)]
    return {int(cells[0]): [cell.strip() for cell in cells[1:]] for cells in lines}


def without_proof(rows: dict[int, list[str]]) -> list[str]:
    """Which promises lack a test or a control, or take one for the other."""
    wrong = [f"no row {number}" for number in range(1, PROMISES + 1) if number not in rows]
    for number, (_promise, proofs, controls) in rows.items():
        wrong += [f"{number}: no test"] * (not NAMED.search(proofs)) + [f"{number}: no control"] * (not NAMED.search(controls))
        wrong += [f"{number}: {name} is its own control" for _path, name in set(NAMED.findall(proofs)) & set(NAMED.findall(controls))]
    return wrong


def promises() -> str:
    return (OPERATING / "promises.md").read_text()


@pytest.mark.parametrize("name", ["promises.md", "security.md"])
def test_every_test_that_is_named_is_there(name):
    text = (OPERATING / name).read_text()
    assert len(NAMED.findall(text)) > 40
    assert missing(text) == []


def test_every_promise_has_a_test_and_a_control():
    assert without_proof(rows_of(promises())) == []


def test_a_row_without_a_control_and_a_test_that_is_gone_are_noticed():
    """The control of the table."""
    text = promises()
    control = NAMED.search(rows_of(text)[13][2])[0]
    assert without_proof(rows_of(text.replace(control, ""))) == ["13: no control"]
    assert without_proof(rows_of(re.sub(r"(?m)^\| 9 .*\n", "", text))) == ["no row 9"]
    assert missing(text.replace("test_a_form_without_its_key_would_be_doubled", "test_long_gone")) == ["tests/live/test_crash.py::test_long_gone"]
    assert missing("`tests/nowhere.py::test_x`") == ["tests/nowhere.py::test_x"]


# ---- the map of ASVS


CHAPTERS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}
REQUIREMENT = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{1,2}\b")
STATES = ("met", "partly", "not met", "operator", "does not apply")


def map_rows() -> list[list[str]]:
    text = (OPERATING / "security.md").read_text()
    lines = [line for line in text.splitlines() if line.startswith("|") and REQUIREMENT.search(line.split("|")[1])]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_chapter_is_looked_at_and_every_row_says_how_it_stands():
    rows = map_rows()
    assert {int(number.split(".")[0]) for row in rows for number in REQUIREMENT.findall(row[0])} == CHAPTERS
    assert [row for row in rows if row[1] not in STATES] == []


def test_what_is_met_names_a_test_and_what_is_not_says_why():
    for numbers, state, how, tests in map_rows():
        assert len(how) > 12, numbers
        assert state not in ("met", "partly") or NAMED.search(tests) or tests.startswith("by reading:"), numbers


def test_no_requirement_stands_in_two_rows():
    numbers = [number for row in map_rows() for number in REQUIREMENT.findall(row[0])]
    assert sorted({number for number in numbers if numbers.count(number) > 1}) == []
    assert len(numbers) > 150

"""Pages stay light, free of inline style and script, and readable from either side."""

import re
from pathlib import Path

import pytest

from cairn.base.static import collection

CAIRN = Path(__file__).parents[2] / "cairn"
TEMPLATES = sorted((CAIRN / "templates").rglob("*.html"))
SHEETS = sorted((CAIRN / "static").rglob("*.css"))

INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)|javascript:", re.I)
SIDED = re.compile(r"(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?:^|[;{]\s*)(?:left|right|top|bottom|width|height)\s*:|text-align:\s*(?:left|right)", re.M)
ICON = re.compile(r"""(?:icon\(|icon_name=)["']([a-z]+)["']""")


def names_of(template: Path) -> str:
    return template.relative_to(CAIRN).as_posix()


TO_KEEP = {"templates/growth/book_file.html"}  # a file to keep, that opens without a network: never a page of ours


@pytest.mark.parametrize("template", [one for one in TEMPLATES if names_of(one) not in TO_KEEP], ids=names_of)
def test_nothing_is_inline(template):
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("planted", ['<p style="color:red">', '<a onclick="x()">', "<script>x()</script>"])
def test_something_inline_is_caught(planted):
    assert INLINE.search(planted)


@pytest.mark.parametrize("sheet", SHEETS, ids=names_of)
def test_sides_are_logical(sheet):
    assert SIDED.findall(sheet.read_text()) == []


@pytest.mark.parametrize("planted", ["a { margin-left: 1px; }", "a { left: 0; }", "a { color: red; width: 2px }"])
def test_a_physical_side_is_caught(planted):
    assert SIDED.search(planted)


@pytest.mark.parametrize("sheet", SHEETS, ids=names_of)
def test_every_rule_stands_in_a_layer(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    outermost = re.findall(r"^[^\s}][^{;]*[{;]", text, re.M)
    assert {rule.split()[0] for rule in outermost if rule.startswith("@")} <= {"@layer", "@media", "@font-face"}
    assert text.lstrip().startswith("@layer")


def test_all_style_together_stays_small():
    """What every page fetches; a room keeps what only its own pages need in a sheet of its own."""
    assert len(collection().files["cairn.css"].zipped) < 10_000


def test_a_rooms_own_sheet_stays_smaller_and_is_in_no_other():
    own = {path for path in collection().files if path.endswith("/pages.css")}
    assert own
    for path in own:
        assert len(collection().files[path].zipped or collection().files[path].body) < 2_000
    assert b".both-ways" not in collection().files["cairn.css"].body and b".both-ways" in collection().files["toolkit/pages.css"].body


def test_scripts_lose_only_what_is_written_for_us():
    """What takes remarks and indentation away looks at lines: no text of ours goes over several, nor begins one with //."""
    for path in (CAIRN / "static").rglob("*.js"):
        lines = path.read_text().splitlines()
        assert all(line.count("`") % 2 == 0 for line in lines), path
        served = collection().files[path.relative_to(CAIRN / "static").as_posix()].body.decode().splitlines()
        assert [line for line in served if line] == [line.strip() for line in lines if line.strip() and not line.strip().startswith("//")], path


def test_every_icon_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (CAIRN / "static/base/icons.svg").read_text()))
    used = {name for template in TEMPLATES for name in ICON.findall(template.read_text())}
    assert "ear" in drawn and used
    assert used <= drawn

"""Helplines: where each number comes from, never another country's, and a word when they grow old."""

from datetime import timedelta

import pytest

from cairn.base import clock
from cairn.config.keeping.doctor import look
from cairn.members import queries as members
from cairn.members.models import Space
from cairn.notices.models import Notice
from cairn.safety import queries
from cairn.safety.queries import SUGGESTIONS
from tests import cast

FILES = sorted(SUGGESTIONS.glob("*.toml"))


def test_there_are_lines_for_at_least_twenty_countries():
    assert len(FILES) >= 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_line_says_where_its_number_comes_from_and_when_it_was_written_down(path):
    found = queries.suggested(path.stem)
    assert found.country == path.stem and found.written_on
    assert any(line["kind"] == "emergency" for line in found.lines) and len(found.lines) >= 2
    assert all(line["source"].strip() for line in found.lines)


@pytest.fixture
def old_lines(db):
    """Looked up seven months ago."""
    cast.space()
    Space.objects.update(country="GB", helplines_checked_at=clock.now() - timedelta(days=214))
    members.forget_space()
    return cast.member("Cora", coordinator=True)


def test_after_six_months_whoever_leads_is_told_on_the_desk_and_by_the_doctor(old_lines):
    wren = cast.member("Wren")
    clock.tick(all_now=True)
    clock.tick(all_now=True)
    assert Notice.system.filter(kind="helplines_old").count() == 1
    browser = cast.signed_in(old_lines)
    for path in ("/notices", "/desk"):
        assert "looked up more than six months ago" in browser.get(path).content.decode(), path
    assert any("six months" in finding.words for finding in look())
    assert not Notice.system.filter(member=wren).exists()


def test_lines_that_were_looked_up_lately_are_left_in_peace(old_lines):
    """The control: the same page, a day after they were looked up."""
    Space.objects.update(helplines_checked_at=clock.now() - timedelta(days=1))
    members.forget_space()
    clock.tick(all_now=True)
    assert not Notice.system.filter(kind="helplines_old").exists()
    assert "six months ago" not in cast.signed_in(old_lines).get("/desk").content.decode()
    assert not any("six months" in finding.words for finding in look())

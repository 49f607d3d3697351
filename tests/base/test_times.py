"""Hours of the clock are written in one way, wherever a member reads them."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cairn.base import times
from tests.cast import member, signed_in


@pytest.mark.parametrize("hour, minute, said", [(21, 0, "9pm"), (8, 30, "8:30am"), (12, 0, "12pm"), (0, 0, "midnight"), (24, 0, "midnight"), (0, 30, "12:30am")])
def test_an_hour_of_the_clock_is_said_as_a_meeting_says_it(hour, minute, said):
    assert times.oclock(hour, minute) == said
    if said != "midnight":
        assert times.Here().hour(datetime(2026, 3, 2, hour, minute, tzinfo=UTC)) == said


def test_other_languages_write_it_as_they_do():
    with override("de"):
        assert times.oclock(21) == "21:00"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/you", "/you/quiet", "/you/listening", "/leave-quickly"])
def test_no_page_of_a_member_writes_it_in_another(path):
    page = signed_in(member("Wren", quiet_from=21, quiet_to=8)).get(path).text
    assert not re.search(r"\b\d{1,2}:00\b", page)
    assert path not in ("/you", "/you/quiet") or "9pm" in page and "8am" in page

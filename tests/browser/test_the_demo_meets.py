"""What a visitor of the demo finds of its circles' meetings."""

import pytest

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

LOOKED = """
from cairn.base import clock
from cairn.circles.models import Circle
from cairn.demo.story import read
from cairn.meetings.models import Meeting, Series, Spoken, StandIn, Welcome
over = Meeting.system.exclude(ended_at=None).exclude(series=None).order_by("starts_at")
answer = {
    "circles": len({circle.name for circle in Circle.system.all()} & {circle["name"] for circle in read("space")["circle"]}),
    "series": sorted(Series.system.values_list("often", flat=True)),
    "over": [[Spoken.system.filter(meeting=one).count(), one.words_until > clock.now(), one.room.unheld, (one.ended_at - one.starts_at).total_seconds()] for one in over],
    "open": [[one.kind, one.room.phase, one.room.round, bool(one.room.with_piece)] for one in Meeting.system.open().order_by("starts_at").filter(template__in=["three_rounds", "check_in"]) if one.room.phase == "round"],
    "stand_ins": StandIn.objects.filter(accepted_at__isnull=False).count(), "lines": [bool(one.line) for one in Welcome.system.all()],
}
"""


@pytest.fixture(scope="module")
def found(village):
    return village.space.run(LOOKED)


def test_each_circle_meets_again_and_again(found):
    assert found["circles"] == len(found["series"]) == 5
    assert set(found["series"]) == {"weekly", "fortnightly"}


def test_each_has_met_and_its_words_are_still_there(found):
    assert len(found["over"]) == 5
    for words, still_there, unheld, seconds in found["over"]:
        assert words >= 3 and still_there and not unheld
        assert 600 < seconds < 5400, "it was over when it was over, and not when somebody looked"


def test_a_room_is_open_now_and_a_slow_one_goes_on(found):
    assert found["open"] == [["slow", "round", 1, True], ["live", "round", 2, True]]


def test_somebody_stands_in_and_somebody_new_is_welcomed(found):
    assert found["stand_ins"] == 1 and found["lines"] == [True]

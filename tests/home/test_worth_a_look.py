"""Worth a look: on the desk of whoever holds the circle, of threads they may read and did not speak in."""

import pytest

from cairn.members import verbs as members
from cairn.safety import verbs
from tests.cast import circle_of, member, response_by, share_by, signed_in

pytestmark = pytest.mark.django_db
HARD, CALM = "You are pathetic and everybody here knows it.", "It sounds like a long week."


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Dell", "Ash", "Rook")}


@pytest.fixture
def tuesday(people):
    return circle_of(*people.values())


def quarrel(people, circle, text=HARD, opened_by="Dell"):
    share = share_by(people[opened_by], circle=circle)
    for n in range(6):
        response_by(people[("Ash", "Rook")[n % 2]], share, text)
    return share


def desk_of(somebody) -> str:
    return signed_in(somebody).get("/desk").content.decode()


def test_a_quarrel_comes_to_whoever_holds_the_circle_and_only_there(people, tuesday):
    share = quarrel(people, tuesday)
    page = desk_of(people["Marl"])
    assert "Worth a look" in page and f"/shares/{share.pk}" in page.split("Worth a look")[1]
    circle_of(people["Dell"], name="Long week")
    assert "Worth a look" not in desk_of(people["Dell"])


def test_a_quick_and_calm_thread_is_none(people, tuesday):
    quarrel(people, tuesday, CALM)
    assert "Worth a look" not in desk_of(people["Marl"])


def test_one_hard_line_alone_is_none_and_with_a_report_it_is(people, tuesday):
    share = share_by(people["Dell"], circle=tuesday)
    answer = response_by(people["Ash"], share, HARD)
    assert "Worth a look" not in desk_of(people["Marl"])
    verbs.report("response", answer.pk, reason="hurtful", by=people["Dell"])
    page = desk_of(people["Marl"]).split("Worth a look")[1].split("</section>")[0]
    assert f"/shares/{share.pk}" in page
    assert "report" not in page.lower() and HARD not in page  # which of the three it was is not said, nor the words


def test_nobody_looks_after_a_thread_they_spoke_in(people, tuesday):
    share = quarrel(people, tuesday)
    response_by(people["Marl"], share, CALM)
    assert "Worth a look" not in desk_of(people["Marl"])


def test_whom_they_are_not_shown_they_are_not_shown_here(people, tuesday):
    quarrel(people, tuesday)
    members.block(people["Rook"], by=people["Marl"])
    assert "Worth a look" not in desk_of(people["Marl"])


def test_after_three_days_it_is_gone_by_itself_and_nothing_was_kept(people, tuesday, clock):
    quarrel(people, tuesday)
    clock.move(days=3, minutes=1)
    assert "Worth a look" not in desk_of(people["Marl"])


def test_the_coordinator_sees_what_is_told_to_everyone(people):
    share = quarrel(people, None)
    assert f"/shares/{share.pk}" in desk_of(member("Rowan", coordinator=True)).split("Worth a look")[1]

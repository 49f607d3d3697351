"""Nobody here goes by a name that looks like somebody else's, or like nothing: in a place of trust that is to be taken for them."""

import pytest

from cairn.circles.models import Seat
from cairn.members import names
from tests import cast
from tests.members.doors import hand_in, newcomer, words_of

pytestmark = pytest.mark.django_db
AS_ROWAN = ["Rowan", "ROWAN", "Rоwan", "Rοwan", "R0wan", "Rоwаn", "Ro\u200bwan", "Row\u115fan", "Ｒowan"]


@pytest.mark.parametrize("name", AS_ROWAN)
def test_a_name_that_looks_like_another_is_taken(name):
    cast.member("Rowan", coordinator=True)
    assert "goes by this name already" in words_of(hand_in(cast.signed_in(newcomer()), "/you/name", name=name))


@pytest.mark.parametrize("name", AS_ROWAN)
def test_nor_does_a_seat_bear_it_where_somebody_is_called_so(name):
    rowan, tarn = cast.member("Rowan"), newcomer()
    seat = Seat.system.get(circle=cast.circle_of(rowan, tarn), member=tarn)
    page = hand_in(cast.signed_in(tarn), f"/seats/{seat.pk}/face", name=name)
    assert "goes by this name already" in words_of(page)


def test_lvy_is_not_ivy_nor_fem_fern():
    assert names.looks_like("lvy") == names.looks_like("Ivy") and names.looks_like("Fem") == names.looks_like("Fern")


@pytest.mark.parametrize("name", ["Rowena", "Roan", "Rowan B", "Ровена", "Zoë", "Дима", "Νίκη", "Արամ", "小林", "محمد"])
def test_names_of_every_script_are_free_the_control(name):
    cast.member("Rowan")
    assert hand_in(cast.signed_in(newcomer()), "/you/name", name=name)["Location"] == "/you"


@pytest.mark.parametrize("name", ["\u3164", "\u3164\u3164", "\uffa0", "\u115f\u1160"])
def test_a_name_of_which_nothing_is_seen_is_none(name):
    assert "at least one letter" in names.trouble_with(name)


def test_a_sign_in_name_is_still_found_as_it_was_kept():
    """It is kept as a digest, and nobody sees it: what it looks like is left aside."""
    assert names.same("R0wan-1") != names.same("Rowan-l")

"""Telling a share."""

import pytest

from cairn.base.rules import Refused
from cairn.shares.models import Share
from cairn.shares.queries import share_page
from tests.cast import circle_of, member, response_by, share_by

pytestmark = pytest.mark.django_db


def test_a_share_told_to_a_circle_is_read_from_its_seats_and_nowhere_else():
    marl, dell, stranger = member("Marl"), member("Dell"), member("Rook")
    share = share_by(dell, circle=circle_of(marl, dell))
    assert share_page(marl, share.pk).face.name == "Dell"
    assert not Share.objects.seen_by(stranger).exists()
    response_by(marl, share)
    page = share_page(dell, share.pk)
    assert page.heading == "One person answered"
    assert page.answers[0].name == "Marl"

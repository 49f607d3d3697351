"""Blocking: silent, both ways, taken back at You; and never a way to learn who wrote."""

import re

import pytest

from cairn.base.rules import Refused
from cairn.members import verbs
from cairn.members.models import Block, Member
from cairn.members.rules import are_apart, member_from_token, token_for
from tests import cast
from tests.members.doors import hand_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren():
    return cast.member("Wren")


@pytest.fixture
def rook():
    return cast.member("Rook")


def test_a_member_blocks_somebody_and_takes_it_back(wren, rook):
    browser = cast.signed_in(wren)
    page = browser.get(f"/block/{token_for(rook.pk)}?back=/shares")
    assert "Block Rook?" in words_of(page) and "They are not told" in words_of(page)
    assert hand_in(browser, f"/block/{token_for(rook.pk)}", sure="1")["Location"] == "/you/blocked"
    assert are_apart(wren, rook) and rook.pk in Member.objects.get(pk=wren.pk).blocked_ids
    assert wren.pk in Member.objects.get(pk=rook.pk).blocked_ids
    browser.post(re.search(r'action="(/unblock/[^"]+)"', words_of(browser.get("/you/blocked")))[1])
    assert not are_apart(wren, rook)


def test_taking_back_ones_own_block_leaves_the_others(wren, rook):
    verbs.block(rook, by=wren)
    verbs.block(wren, by=rook)
    verbs.unblock(rook, by=wren)
    assert are_apart(wren, rook)


def test_the_blocked_person_sees_no_trace(wren, rook):
    before = words_of(cast.signed_in(rook).get("/you/blocked"))
    verbs.block(rook, by=wren)
    after = words_of(cast.signed_in(rook).get("/you/blocked"))
    assert "You have not blocked anybody" in before and "You have not blocked anybody" in after


def test_a_token_never_looks_the_same_twice_and_cannot_be_made_up(wren):
    one, other = token_for(wren.pk), token_for(wren.pk)
    assert one != other and member_from_token(one) == member_from_token(other) == wren
    for made_up in ("", "abc", "é", "=" * 40, one[:-4] + "AAAA", "A" * 5000):
        assert member_from_token(made_up) is None
    assert cast.signed_in(wren).get("/block/abc").status_code == 404


def test_nobody_blocks_themselves(wren):
    with pytest.raises(Refused):
        verbs.block(wren, by=wren)


def test_a_way_back_that_leads_elsewhere_is_not_taken(wren, rook):
    page = words_of(cast.signed_in(wren).get(f"/block/{token_for(rook.pk)}?back=https://evil.example"))
    assert "evil.example" not in page


def test_pressing_twice_blocks_once(wren, rook):
    browser = cast.signed_in(wren)
    for _press in range(2):
        browser.post(f"/block/{token_for(rook.pk)}", {"sure": "1", "once": "same"})
    assert Block.objects.count() == 1

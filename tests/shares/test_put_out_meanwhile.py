"""What was on its way while somebody was put out: it is not done any more, or it is taken back with the rest."""

import pytest

from cairn.base.rules import Refused
from cairn.members.models import Member
from cairn.members.verbs import end_membership, erase_me
from cairn.shares import verbs
from cairn.shares.models import Share
from tests import cast
from tests.at_once import second_meets_first


@pytest.mark.django_db
@pytest.mark.parametrize("how", [end_membership, lambda member: erase_me(by=member)], ids=["put out", "erased"])
def test_who_left_meanwhile_tells_nothing(how):
    dell = cast.member("Dell")
    as_the_page_knew_them = Member.objects.get(pk=dell.pk)
    how(dell)
    with pytest.raises(Refused):
        cast.share_by(as_the_page_knew_them, "Too late.", audience="everyone")
    assert not Share.system.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.on("postgres")
def test_what_they_were_just_telling_is_taken_back_with_the_rest(monkeypatch):
    dell = cast.member("Dell")
    raised = second_meets_first(
        monkeypatch, verbs, "_screen", lambda: cast.share_by(dell, "Just now.", audience="everyone"), lambda: end_membership(dell)
    )
    assert raised == [None, None]
    assert [share.withdrawn_at is not None for share in Share.system.all()] == [True]

"""Somebody leaves the space: whoever waits for them to listen is heard by somebody else."""

from cairn.hearing.verbs import put_down
from cairn.members.models import Member


def put_down_who_left(left) -> None:
    put_down(Member.objects.get(pk=left.member_id))

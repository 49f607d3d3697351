"""Which topics a member wants to see folded."""

from cairn.base.composed import composed
from cairn.members.models import Boundary


def folded_topics(member) -> set[int]:
    return {boundary.topic_id for boundary in _boundaries(member)}


@composed(lambda member: [member.pk])
def _boundaries(member):
    return Boundary.objects.filter(member=member)


def is_folded_for(member, note_topics) -> bool:
    return bool(note_topics) and not folded_topics(member).isdisjoint(note_topics)

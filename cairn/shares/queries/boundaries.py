"""Which topics a member wants to see folded."""

from cairn.members.models import Boundary


def folded_topics(member) -> set[int]:
    return set(Boundary.objects.filter(member=member).values_list("topic", flat=True))


def is_folded_for(member, note_topics) -> bool:
    return bool(note_topics) and not folded_topics(member).isdisjoint(note_topics)

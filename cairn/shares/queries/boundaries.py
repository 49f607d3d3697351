"""Which topics a member wants to see folded."""


def is_folded_for(member, note_topics) -> bool:
    return bool(note_topics) and not member.folded_ids.isdisjoint(note_topics)

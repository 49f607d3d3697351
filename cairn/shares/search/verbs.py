"""What a member decides about the index."""

from cairn.base import clock
from cairn.base.acts import act
from cairn.shares.search import keeping, meanings


@act
def let_compare(yes: bool, *, by) -> None:
    """Let one's own stories be compared by what they mean, or not any more: then every trace of it goes at once."""
    by.likeness_since = (by.likeness_since or clock.now()) if yes else None
    by.save(update_fields=["likeness_since"])
    if yes:
        keeping.look_soon()
    else:
        meanings.forget([by.pk])

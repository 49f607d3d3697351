"""Who may do what with a share. Reading comes first: every other rule is asked about a share that was read."""

from datetime import timedelta

from cairn.base import clock
from cairn.circles.models import Seat
from cairn.members import queries as members
from cairn.members.rules import are_apart, is_paused, restricts
from cairn.shares.models import CIRCLE, EVERYONE, HEARD, IDEA, IDEAS, ME, NOTHING, QUESTION, READERS, SIMILAR, STONE, Share

UNDO_FOR = timedelta(minutes=10)


def may_read(member, share) -> bool:
    """The query decides, so that a page, a list and a stream can never disagree."""
    return Share.objects.seen_by(member).filter(pk=share.pk).exists()


def sits_in(member, circle_id: int) -> bool:
    return Seat.system.held().filter(circle=circle_id, member=member).exists()


def has_agreed_to(member, circle) -> bool:
    return members.has_consented(member, members.agreement_of(circle))


def may_tell_to(member, audience: str, circle=None, reader: int | None = None) -> bool:
    """To oneself or to everyone here; to a circle from a seat in it, having agreed to how it is now; to a buddy, by
    their id (`reader`). Somebody paused tells themselves alone."""
    if audience != ME and is_paused(member):
        return False
    if audience == READERS:
        return circle is None and reader in [pair.person.id for pair in members.buddies_of(member)]
    if audience != CIRCLE:
        return audience in (ME, EVERYONE) and circle is None and member.is_here
    return circle is not None and circle.closed_at is None and sits_in(member, circle.pk) and has_agreed_to(member, circle)


def stands(share) -> bool:
    """Told, and not taken back."""
    return share.told_at is not None and share.withdrawn_at is None


def may_edit(member, share) -> bool:
    return stands(share) and share.is_by(member)


def may_open(member, share) -> bool:
    """To everybody here, what was told to fewer and nobody has answered."""
    return stands(share) and share.held_at is None and share.is_by(member) and share.heard_at is None and share.audience in (CIRCLE, READERS, EVERYONE)


def may_withdraw(member, share) -> bool:
    return share.is_by(member)


def may_bring_back(member, share) -> bool:
    return share.is_by(member) and share.withdrawn_at is not None and not is_past_undo(share)


def may_respond(member, share, *, sits: bool | None = None) -> bool:
    """Whoever reads it; the writer too, unless they no longer sit in the circle that listens.
    A page that knows already whether the member `sits` there says so."""
    if not stands(share) or share.held_at or share.audience == ME:
        return False
    if share.audience != CIRCLE or not share.is_by(member):
        return True
    return sits_in(member, share.circle_id) if sits is None else sits


def reaches_writer(member, share) -> bool:
    """Whether the writer will see what this member answers. Somebody who blocked the writer may still read
    what they told as "someone"; but a share is heard only by an answer that arrives."""
    return not are_apart(member.pk, share.writer_id)


def is_kept_back(member, share) -> bool:
    """Whether what this member answers stays between the two, because the writer restricts them. Never under words
    told as "someone": whose answers do not come through, and under what, would tell who wrote it."""
    return share.shown_as == STONE and restricts(share.writer_id, member)


def may_let_be_seen(member, response) -> bool:
    return response.share.is_by(member) and response.kept_back_at is not None and stands(response.share)


def kinds_offered(share) -> tuple[str, ...]:
    """Ideas only where they were asked for; to "I only wanted to say it", only what was heard."""
    if share.need == NOTHING:
        return (HEARD,)
    return (HEARD, SIMILAR, IDEA, QUESTION) if share.need == IDEAS else (HEARD, SIMILAR, QUESTION)


def may_signal(member, share) -> bool:
    """Not to oneself: for a share told as "someone", that would also name its writer."""
    return stands(share) and not share.is_by(member)


def may_edit_response(member, response) -> bool:
    return response.withdrawn_at is None and stands(response.share) and response.writer_id == member.pk


def may_withdraw_response(member, response) -> bool:
    return response.writer_id == member.pk


def may_bring_back_response(member, response) -> bool:
    return response.writer_id == member.pk and response.withdrawn_at is not None and not is_past_undo(response)


def may_feel_heard(member, response) -> bool:
    """The writer's own mark, on what somebody else answered."""
    return response.share.is_by(member) and not response.from_author and response.withdrawn_at is None and stands(response.share)


def is_past_undo(withdrawn) -> bool:
    return withdrawn.withdrawn_at <= clock.now() - UNDO_FOR

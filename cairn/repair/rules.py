"""Who may do what in repair, who reads what, and how long things take."""

from datetime import timedelta

from django.db.models import Q

from cairn.base import clock, crypto
from cairn.circles import rules as circles
from cairn.members import rules as members
from cairn.repair.models import Concern, Conversation

ANSWER_WITHIN = timedelta(days=7)  # the other, or somebody asked to stand beside; asked once
BREATH = timedelta(days=1)
REMIND_AFTER, LAPSE_AFTER = timedelta(days=3), timedelta(days=10)  # of a step in which nothing was written
WEEK = timedelta(days=7)
NOT_AGAIN_FOR = timedelta(days=90)  # nobody is asked and asked
LINE_STAYS = timedelta(days=30)
SOFT_TIME, RESTS_AFTER = timedelta(days=3), timedelta(days=14)  # of a round of a conversation

PARTS = ("happened", "affected", "need")  # the three prompts of the second step
HEAR, HELPS, BACK, AGAIN = "hear", "helps", "back", "again"
MENDED, STOPPED, DECLINED, LAPSED = "mended", "stopped", "declined", "lapsed"

# Answers to "what is it?" with which nobody is led on to the other person.
UNSAFE = ("danger", "harm", "pressing")


# ---- between two


def the_two(concern) -> tuple[int, int]:
    return concern.by_id, concern.other_id


def is_one_of_two(member, concern) -> bool:
    return member.pk in the_two(concern)


def other_id(concern, member_id: int) -> int:
    return concern.other_id if member_id == concern.by_id else concern.by_id


def is_quiet(concern) -> bool:
    """Said no to, or never asked because of a block: whoever asked is told nothing else than when nobody
    answers, and not before its time is over."""
    return concern.ended_at is None and concern.ended_as != ""


def asked_id(concern) -> int:
    """Whose yes is waited for: a facilitator's proposal asks one first, and the other once that one would."""
    return concern.by_id if concern.asked_at is None else concern.other_id


def asked_by_ids(concern) -> set[int]:
    """Who waits for an answer."""
    if concern.asked_at is None:
        return {concern.facilitator_id}
    return {concern.by_id, concern.facilitator_id} - {None}


def may_answer(member, concern) -> bool:
    return concern.agreed_at is None and concern.ended_at is None and not is_quiet(concern) and member.pk == asked_id(concern)


def may_see(member, concern) -> bool:
    """Beyond Concern.seen_by: nobody comes to know of a block here, nor that something was never asked."""
    apart = bool(member.blocked_ids & (set(the_two(concern)) - {member.pk}))
    if not is_one_of_two(member, concern):
        return concern.ended_at is None and (concern.agreed_at is None or not apart)
    if concern.agreed_at is None:
        return member.pk == concern.by_id and concern.asked_at is not None or (may_answer(member, concern) and not apart)
    return not apart or names_nobody(concern)


def names_nobody(concern) -> bool:
    """Before the other has said yes, and once it was put down, its page and its lines name neither of the two."""
    return concern.agreed_at is None or (concern.ended_at is not None and concern.ended_as != MENDED)


def may_propose(member, circle) -> bool:
    return circle.closed_at is None and circles.holds(member, circle)


def of_the_two(one, other) -> Q:
    """Concerns between these two, whoever began."""
    return Q(by=one, other=other) | Q(by=other, other=one)


def asked_lately(by, other):
    """What `by` began with `other` not long ago, and what did not come to a good end."""
    lately = Concern.system.filter(by=by, other=other, began_at__gt=clock.now() - NOT_AGAIN_FOR)
    return lately.exclude(ended_at=None).exclude(ended_as=MENDED)


def are_apart(one, other) -> bool:
    """Whether either blocked the other."""
    return members.are_apart(one, other)


def is_walking(concern) -> bool:
    """Both said yes, and it has not ended."""
    return concern.agreed_at is not None and concern.ended_at is None


def is_open(concern, step: str) -> bool:
    return is_walking(concern) and concern.step == step and concern.opened_at is not None


def may_write_line(member, concern) -> bool:
    return is_one_of_two(member, concern) and line_is_possible(concern)


def line_is_possible(concern) -> bool:
    lately = concern.ended_at is not None and concern.ended_at > clock.now() - LINE_STAYS
    return concern.ended_as == MENDED and concern.circle_id is not None and lately


def reads(viewer_id: int, step, concern, joined_at=None) -> bool:
    """Who reads what somebody wrote: its writer; the other of the two from when it was shown; the facilitator what
    was kept since they came; a supporter what their own person wrote, and what their person was shown and the
    other has kept since the supporter came. When it was put down, everybody has only their own again."""
    if viewer_id == step.member_id:
        return True
    if concern.ended_at is not None and concern.ended_as != MENDED:
        return False
    if viewer_id in the_two(concern):
        return step.shown_at is not None
    if concern.ended_at is not None or joined_at is None:
        return False
    since = step.at >= joined_at
    if viewer_id == concern.facilitator_id:
        return since
    person = supported_by(concern, viewer_id)
    return person is not None and (step.member_id == person or (step.shown_at is not None and since))


def supported_by(concern, viewer_id: int) -> int | None:
    """Whose supporter they are."""
    if viewer_id == concern.supporter_of_by_id:
        return concern.by_id
    return concern.other_id if viewer_id == concern.supporter_of_other_id else None


def seen(words: str | None) -> str:
    """Stands in a form for the very words that somebody says yes to."""
    return crypto.digest("repair seen", words or "")[:24]


# ---- a whole circle


ROUNDS = (Conversation.HAPPENED, Conversation.NEEDS, Conversation.AGREE)


def may_call(member, circle) -> bool:
    """Who holds the circle calls one, whoever sits in it may ask for one."""
    return circle.closed_at is None and circles.sits(member, circle)


def holds(member, circle) -> bool:
    return circles.holds(member, circle)


def sits(member, circle) -> bool:
    return circles.sits(member, circle)


def may_speak(conversation, round: str) -> bool:
    """In its round, and later too where somebody was not there in time, until a text is put forward."""
    if conversation.ended_at or conversation.round not in ROUNDS or round not in ROUNDS:
        return False
    return ROUNDS.index(round) <= ROUNDS.index(conversation.round)

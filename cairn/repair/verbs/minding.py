"""What the clock does in repair: opens steps, reminds once, lets lapse, and forgets. Each row is safe to try again."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from cairn.base import clock
from cairn.base.happenings import tell
from cairn.circles import queries as circles
from cairn.repair import rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Concern, Conversation, Step
from cairn.repair.verbs import conversations
from cairn.repair.verbs.beginning import still
from cairn.repair.verbs.conversations import _tell, agree_if_all_said_yes, rest, unheard
from cairn.repair.verbs.ending import end, put_down_by_leaving
from cairn.repair.verbs.walking import all_around, back_kind, open_step

log = logging.getLogger("cairn.repair")

AT_A_TICK = 200


@clock.due("repair.concerns", every=timedelta(seconds=20))
def mind_concerns() -> None:
    due = Concern.system.open().filter(due_at__lte=clock.now()).order_by("due_at")
    gone = Concern.system.open().filter(Q(by__left_at__isnull=False) | Q(other__left_at__isnull=False))
    for concern in [*due[:AT_A_TICK], *gone[:AT_A_TICK]]:
        _alone(mind, concern)


@clock.due("repair.conversations", every=timedelta(seconds=20))
def mind_conversations() -> None:
    still_open = Conversation.system.filter(ended_at=None)
    due = still_open.filter(due_at__lte=clock.now())
    consenting = still_open.filter(round=Conversation.CONSENT)  # somebody may have left whose yes was missing
    closed = still_open.exclude(circle__closed_at=None)
    for conversation in [*due[:AT_A_TICK], *consenting[:AT_A_TICK], *closed[:AT_A_TICK]]:
        _alone(mind_conversation, conversation)


def _alone(do, row) -> None:
    """One row's trouble never keeps the others waiting: it stays due, and is tried again."""
    try:
        with transaction.atomic():
            do(row)
    except Exception as error:
        log.error("%s failed: %s", do.__name__, type(error).__name__)


# ---- between two


def mind(concern) -> None:
    concern = still(concern)
    if concern.ended_at is not None:
        return
    gone = [one.pk for one in (concern.by, concern.other) if one.left_at is not None]
    if gone and not rules.is_quiet(concern):
        put_down_by_leaving(concern, gone[0])
    elif concern.due_at is None or concern.due_at > clock.now():
        return
    elif concern.agreed_at is None:
        _nobody_answered(concern)
    elif concern.opened_at is None:
        _open(concern)
    elif concern.reminded_at is None:
        _remind(concern)
    else:
        end(concern, rules.LAPSED, "lapsed", all_around(concern))


def _nobody_answered(concern) -> None:
    """Whether they said no or nothing. Whoever was asked second never hears that there was something."""
    asked = {*rules.asked_by_ids(concern)}
    end(concern, concern.ended_as or rules.LAPSED, "not_the_time", sorted(asked))


def _open(concern) -> None:
    """After the breath, or after the week."""
    if concern.step == Concern.BREATHE:
        open_step(concern, Concern.HAPPENED)
    else:
        open_step(concern, Concern.BACK, "back")


def _remind(concern) -> None:
    """Once, those whose part is still to come; and never who has done theirs."""
    now = clock.now()
    Concern.system.filter(pk=concern.pk).update(reminded_at=now, due_at=now + rules.LAPSE_AFTER - rules.REMIND_AFTER)
    waiting = whose_part_is_to_come(concern)
    if waiting:
        tell(ConcernMoved(concern.pk, "waiting", tuple(sorted(waiting))))


def whose_part_is_to_come(concern) -> set[int]:
    kind = {Concern.HAPPENED: rules.PARTS[0], Concern.BACK: back_kind(concern)}.get(concern.step, concern.step)
    steps = {step.member_id: step for step in Step.objects.filter(concern=concern, kind=kind)}
    done = set()
    for pk in rules.the_two(concern):
        mine, theirs = steps.get(pk), steps.get(rules.other_id(concern, pk))
        wrote = mine is not None and mine.may_be_shown
        answered = concern.step not in (Concern.HEAR, Concern.HELPS) or theirs is None or theirs.shown_at is None or theirs.yes is not None
        if wrote and answered:
            done.add(pk)
    return set(rules.the_two(concern)) - done


@clock.due("repair.forget", every=timedelta(hours=1))
def forget_old() -> None:
    """What ended is kept for as long as nobody is asked again, and then deleted with all its words."""
    before = clock.now() - rules.NOT_AGAIN_FOR
    for concern in Concern.system.filter(ended_at__lt=before)[:AT_A_TICK]:
        _alone(_forget, concern)
    Conversation.system.filter(ended_at__lt=before).delete()


def _forget(concern) -> None:
    from cairn.repair.verbs.ending import forget_line

    forget_line(Concern.system.filter(pk=concern.pk))
    concern.delete()


# ---- a whole circle


def mind_conversation(conversation) -> None:
    conversation = conversations.still(conversation)
    if conversation.ended_at is not None:
        return
    if conversation.circle.closed_at is not None:
        rest(conversation)
    elif conversation.round == Conversation.CONSENT and not unheard(conversation):
        agree_if_all_said_yes(conversation)
    elif conversation.due_at is None or conversation.due_at > clock.now():
        return
    elif conversation.reminded_at is None:
        _remind_seats(conversation)
    else:
        _comes_to_rest(conversation)


def _remind_seats(conversation) -> None:
    """Once a round: whoever was not heard yet, and those who hold the circle, whose yes may move it on."""
    now = clock.now()
    Conversation.system.filter(pk=conversation.pk).update(reminded_at=now, due_at=now + rules.RESTS_AFTER)
    holders = circles.holder_ids(conversation.circle_id)
    if conversation.round == Conversation.ASKED:
        _tell(conversation, "asked", holders)
        return
    missing = unheard(conversation)
    _tell(conversation, "waiting", missing)
    _tell(conversation, "soft_time", [pk for pk in holders if pk not in missing])


def _comes_to_rest(conversation) -> None:
    rest(conversation)
    asked = conversation.round == Conversation.ASKED
    _tell(conversation, "not_now" if asked else "rests", [conversation.by_id] if asked else circles.seated_ids(conversation.circle_id))

"""What is done about an alert: somebody says "I am there", writes to the member, says what was done, closes it.
Each holds the alert's row, so that two who press at once are one after the other."""

from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.members.models import Member
from cairn.notices.verbs import give, give_each
from cairn.safety import rules, step_words, who_decides
from cairn.safety.models import Alert, AlertStep
from cairn.safety.nouns import mark_of
from cairn.safety.queries.cover import responders_for
from cairn.safety.verbs.escalating import NEXT_RESPONDER, STILL_OPEN, call_next, moved
from cairn.safety.verbs.heeding import heed
from cairn.safety.verbs.log import note, write_look, write_look_once

LOOKED_LATELY = timedelta(minutes=30)
# What a person does about an alert: its own steps end with it, and could be taken out; that it was done, and by whom, stays.
IN_THE_LOG = {"acknowledged", "asked_second", "wrote", "did", "handed", "closed"}


@act
def acknowledge(alert, *, by) -> None:
    """I am there: nobody else is called. The first one stays, however many press. Whoever is no responder any more by
    now, or has left, is not there: what their going calls again, they would hold for a day."""
    by = Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    alert = _held(alert, by)
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by, alert.due_at = clock.now(), by, clock.now() + STILL_OPEN
        alert.save(update_fields=["acknowledged_at", "acknowledged_by", "due_at"])
        _step(alert, "acknowledged", by)
        _let_writer_know(alert)


@act
def ask_for_second(alert, *, reason: str, by) -> None:
    """The one who is there says in writing why the name is needed, and asks all other responders whether somebody
    agrees. Nothing opens by it."""
    alert = _held(alert, by)
    if alert.named or alert.seconded_at:
        return
    require(alert.acknowledged_by_id == by.pk, _("First say that you are there."))
    _require_one_of_two(alert, reason, by)
    _step(alert, "asked_second", by, reason)
    give_each([one.id for one in responders_for(alert).responders if one.id != by.pk], "alert", alert.pk)


@act
def second(alert, *, reason: str, by) -> None:
    """Another responder agrees with the one who asked, with a reason of their own in writing: now the name of whoever
    told it as "someone" opens to these two and to nobody else. It is logged, and the writer sees it."""
    alert = _held(alert, by)
    if alert.named or alert.seconded_at:
        return
    asked = rules.asked_now(alert)
    require(asked is not None and rules.may_answer(asked.by, alert), _("First whoever is there has to say in writing why the name is needed, and ask for somebody to agree."))
    require(asked.by_id != by.pk, _("It takes two people. Somebody besides you has to say why the name is needed."))
    _require_one_of_two(alert, reason, by)
    alert.seconded_at, alert.seconded_by = clock.now(), by
    alert.save(update_fields=["seconded_at", "seconded_by"])
    _step(alert, "seconded", by, reason)
    _write_down_who_learned(alert, asked, reason)
    _let_writer_know(alert)


def _require_one_of_two(alert, reason: str, by) -> None:
    require(who_decides.may_be_of_two(by, alert), _("You brought this yourself. For what takes two, both are others."))
    require(bool(reason.strip()), _("Please write why the name is needed."))


def _write_down_who_learned(alert, asked, reason: str) -> None:
    """The line in the log is what tells, from now on, who may read the name."""
    two = (asked.by_id, alert.seconded_by_id)
    note("open_author", by=two[0], second=two[1], noun=alert.noun, noun_id=alert.noun_id, reason="\n\n".join([step_words.of(asked), reason]))
    for pk in two:
        write_look(alert.noun, alert.noun_id, mark=alert.mark, by=pk)


@act
def write_to_author(alert, words: str, *, by) -> None:
    """A few words to whoever it is about, who can answer. Nobody has to know the name for that."""
    alert = _held(alert, by)
    require(alert.acknowledged_at is not None, _("First say that you are there."))
    _step(alert, "wrote", by, words)
    _let_writer_know(alert)


@act
def say_done(alert, words: str, *, by) -> None:
    """What was done, for the other responders and the log."""
    _step(_held(alert, by), "did", by, words)


@act
def hand_over(alert, *, by) -> None:
    """They have to go: whoever is next is called. Nobody is chosen by name, as who cannot be chosen would show who
    wrote it, or a block."""
    alert = _held(alert, by)
    require(alert.acknowledged_by_id == by.pk, _("Whoever is there can hand it over."))
    alert.acknowledged_at, alert.acknowledged_by, alert.step = None, None, NEXT_RESPONDER
    alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
    _step(alert, "handed", by)
    call_next(alert)


@act
def close_alert(alert, *, words: str = "", by) -> None:
    """Done with, for now. What was done may be said with it."""
    alert = _held(alert, by)
    if words:
        _step(alert, "did", by, words)
    _close(alert, by)
    _step(alert, "closed", by)


def _close(alert, by) -> None:
    alert.closed_at, alert.closed_by, alert.due_at = clock.now(), by, None
    alert.save(update_fields=["closed_at", "closed_by", "due_at", "unfounded_at"])


# ---- what the writer does


@act
def say_unfounded(alert, *, by) -> None:
    """This was not about me being in danger: one tap, no reason. It closes, and whoever was called is told so."""
    alert = _own(alert, by)
    if alert.closed_at is None:
        alert.unfounded_at = clock.now()
        _close(alert, None)
        _step(alert, "unfounded", None)
        called = set(alert.steps.filter(what="told").values_list("to", flat=True))
        give_each((called | {alert.acknowledged_by_id, alert.seconded_by_id}) - {None}, "alert_unfounded", alert.pk)


@act
def answer_responder(alert, words: str, *, by) -> None:
    """The writer writes to whoever is there; while nobody is, to those who were called. It is read for danger."""
    alert = _own(alert, by)
    require(alert.closed_at is None, _("This is closed. You can ask for somebody again at any time."))
    _step(alert, "answered", None, words)
    heed(alert, words, by=by)


# ---- looking


def look_at(alert, noun: str, *, by) -> None:
    """Somebody reads an alert ("alert") or its log ("alert_log"): a row, once in a while for each."""
    write_look_once(noun, alert.pk, mark=alert.mark, by=by.pk, within=LOOKED_LATELY)


# ---- shared by the verbs above


def _held(alert, by) -> Alert:
    """The alert as it stands now, if `by` may answer it and it is open."""
    alert = Alert.objects.select_for_update().filter(pk=alert.pk).first()
    if alert is None or not rules.may_answer(by, alert):
        raise Http404
    require(alert.closed_at is None, _("This alert is closed already."))
    return alert


def _own(alert, by) -> Alert:
    alert = Alert.objects.select_for_update().filter(pk=alert.pk, mark=mark_of(by.pk)).first()
    if alert is None or not rules.is_shown_to_its_writer(alert):
        raise Http404
    return alert


def _step(alert, what: str, by, words: str = "") -> None:
    step = AlertStep(alert=alert, what=what, by=by)
    step_words.put(step, words)
    step.save(force_insert=True)
    if by and what in IN_THE_LOG:
        note(f"alert_{what}", by=by.pk, noun="alert", noun_id=alert.pk)
    moved()


def _let_writer_know(alert) -> None:
    writer = int(alert.writer or 0)
    if writer and rules.is_shown_to_its_writer(alert):
        give(writer, "cared", alert.pk)

"""What decisions are called: to those who decide, to the one they are about, and in the log."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from cairn.base.times import written
from cairn.safety.models import Decision as D

# act: (what it is called where it is offered, what it does)
OFFERED = {
    D.TALK: (later("Write to whoever wrote it"), later("They receive your words and who they are from: somebody who looks after this space. Nothing else happens.")),
    D.FOLD: (later("Fold it behind a note"), later("It stays, behind a note that everybody can open.")),
    D.HOLD: (later("Hold it"), later("Only its writer sees it from now on, with your reason.")),
    D.PAUSE: (later("Pause the member"), later("For some days they can read, write for themselves, get help and appeal, but not write to others.")),
    D.END_SEAT: (later("End their seat in this circle"), later("They no longer read or write there. Their other circles stay.")),
    D.END_MEMBERSHIP: (later("End their membership"), later("Takes two people, each with a reason of their own.")),
    D.OPEN_AUTHOR: (later("Open who wrote this"), later("It was told as “someone”. Takes two people, each with a reason of their own, and its writer is told.")),
}

_SAID = {
    D.TALK: later("A message to the writer"), D.FOLD: later("Folded behind a note"), D.HOLD: later("Held"),
    D.PAUSE: later("The member was paused"), D.END_SEAT: later("The seat was ended"), D.END_MEMBERSHIP: later("The membership was ended"),
    D.OPEN_AUTHOR: later("Who wrote it was opened"), D.NEWCOMER: later("A newcomer’s words, held while the space is quiet"),
}

_SAID_TO_THEM = {
    D.TALK: later("Somebody who looks after this space wrote to you"), D.FOLD: later("Something you wrote stands behind a note"),
    D.HOLD: later("Something you wrote is held: only you see it"), D.PAUSE: later("You are paused"),
    D.END_SEAT: later("Your seat in a circle was ended"), D.END_MEMBERSHIP: later("Your membership was ended"),
    D.OPEN_AUTHOR: later("Two people opened who told something as “someone”: you"),
    D.NEWCOMER: later("Something you wrote waits until somebody has read it, because this space is quiet just now"),
}

# What an answer to an appeal does: (it stands, it is lifted). A message and an opened name cannot be taken back.
_AFTER_LOOKING_AGAIN = {
    D.TALK: (later("It stands. It was right to write this to them."), later("It does not stand. It should not have been written, and they read so.")),
    D.FOLD: (later("It stands. It stays behind a note."), later("It is lifted. The note goes, and the words stand as before.")),
    D.HOLD: (later("It stands. It stays held: only they see it."), later("It is lifted. It is no longer held, and stands where it stood.")),
    D.PAUSE: (later("It stands. They stay paused."), later("It is lifted. They are no longer paused.")),
    D.END_SEAT: (later("It stands. Their seat stays ended."), later("It is lifted. Their seat is given back to them.")),
    D.END_MEMBERSHIP: (later("It stands. Their membership stays ended."), later("It is lifted. Their membership is given back to them.")),
    D.OPEN_AUTHOR: (later("It stands. It was right to open who wrote it."), later("It does not stand. It was not right to open it, and they read so; it cannot be taken back.")),
    D.NEWCOMER: (later("It stands. It stays held: only they see it."), later("It is lifted. It is no longer held, and stands where it stood.")),
}

_LOGGED = {
    "close_report": later("A report was closed"), "hand_over": later("A report was handed over"), "appeal": later("Somebody appealed"),
    "begin_quiet": later("The space was made quiet"), "end_quiet": later("The space was opened again"),
    "strategy_let_be_seen": later("A card of the toolkit was let be seen"), "strategy_answered": later("Whoever wrote a card of the toolkit was written to"),
    "name_coordinator": later("A coordinator was named"), "name_responder": later("A responder was named"),
    "end_responder": later("A responder’s part was ended"), "circle_agreed": later("A circle agreed on something, and it came into its agreement"),
    "alert_acknowledged": later("Somebody said that they are there for an alert"), "alert_asked_second": later("Asked for a second, to open a name"),
    "alert_wrote": later("Somebody wrote to whoever an alert is about"), "alert_did": later("It was said what was done about an alert"),
    "alert_handed": later("An alert was handed on"), "alert_closed": later("An alert was closed"),
    "appeal_stands": later("An appeal was answered: it stands"), "appeal_lifts": later("An appeal was answered: it is lifted"),
}


def _day(moment) -> str:
    return written(timezone.localtime(moment).date(), "j F Y")


def said(act: str, *, done: bool = True) -> str:
    """What was decided; or, before there is a second, what it would be."""
    return str(_SAID.get(act, act) if done else OFFERED[act][0])


def said_to_them(decision: D) -> str:
    return str(_SAID_TO_THEM.get(decision.act, decision.act))


def state(decision: D) -> str:
    if decision.ended_at:
        return _("Lifted") if decision.done_at else _("Not wanted any more")
    if decision.done_at is None:
        return _("Waits for a second person")
    return _("Until %(day)s") % {"day": _day(decision.until)} if decision.until else _("It stands")


def state_to_them(decision: D) -> str:
    if decision.act in (D.TALK, D.OPEN_AUTHOR):
        return ""
    if decision.ended_at:
        return _("It is over, or was lifted.")
    return _("Until %(day)s.") % {"day": _day(decision.until)} if decision.until else _("It stands for now.")


def after_looking_again(act: str) -> list[tuple[str, str]]:
    """The two answers to an appeal, as choices that say what each of them does."""
    stands, lifted = _AFTER_LOOKING_AGAIN[act]
    return [("yes", str(stands)), ("no", str(lifted))]


def logged(act: str) -> str:
    """An act of the log in words; those of other parts are said plainly."""
    for before, words in (("propose_", later("Waiting for a second: %(act)s")), ("let_go_", later("A proposal was let go: %(act)s")), ("lift_", later("Lifted: %(act)s"))):
        if act.startswith(before):
            return str(words) % {"act": said(act.removeprefix(before))}
    return str(_LOGGED.get(act) or _SAID.get(act) or act.replace("_", " ").capitalize())


NAMING = ("name_coordinator", "name_responder", "end_responder")  # their lines say who it is about


def looked_at(noun: str) -> str:
    said = {
        "report": _("A report was opened"), "alert": _("An alert was opened"), "alert_log": _("The log of an alert was opened"),
        "held": _("A newcomer’s words, held while the space is quiet, were opened"),
    }
    return said.get(noun, _("Something private was opened"))


def outcome(acts: set[str]) -> str:
    """For whoever brought it, in general words: what is between others stays there."""
    if acts & {D.HOLD, D.FOLD}:
        return _("They decided that these words are not to stand as they stood.")
    if acts:
        return _("They have done something about it. What exactly stays between them and the one it is about.")
    return _("They decided to leave it as it is for now. If it goes on, please bring it again: it helps to see that it does.")

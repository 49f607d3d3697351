"""The few words a room has for what is so and what was done."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.meetings.piece import CLOSING, FLOOR, GATHERING, OFFERED, OPENING, PASSED, QUIET, ROUND, SPEAKING, SPOKE

# A kind line for each reason why an act did not fit any more; nothing was changed.
_REFUSED = {
    "stale": gettext_lazy("The circle had already moved on when that arrived. This is how it is now."),
    "closed": gettext_lazy("This meeting is over."),
    "not holding": gettext_lazy("That is for whoever holds the meeting just now."),
    "not offered": gettext_lazy("The piece is not with you just now. It comes to everybody."),
    "not speaking": gettext_lazy("The piece had already gone on."),
    "nobody speaks": gettext_lazy("Nobody has the piece just now."),
    "nobody waits": gettext_lazy("Everybody has had the piece in this round."),
    "nobody else waits": gettext_lazy("Nobody else is waiting for the piece. Take your time, or pass."),
    "nothing to pass": gettext_lazy("There is nothing to pass just now."),
    "nothing to take back": gettext_lazy("That round is over, so the pass stands. The next round is yours again."),
    "nothing to put off": gettext_lazy("Your turn is not waiting just now."),
    "nothing follows": gettext_lazy("That was the last round. You could begin closing."),
    "nothing to close": gettext_lazy("There is nothing to close just now."),
    "not here": gettext_lazy("They are not in the room just now."),
    "cannot be offered": gettext_lazy("They cannot be offered the piece just now."),
    "cannot be moved": gettext_lazy("Their turn is not waiting, so it cannot be moved."),
    "cannot hold": gettext_lazy("They cannot hold this meeting."),
    "is held": gettext_lazy("Somebody is holding the meeting."),
    "no round": gettext_lazy("That fits only while the piece goes round."),
    "no silence": gettext_lazy("The silence is over."),
    "floor is closed": gettext_lazy("The floor is not open just now."),
    "paused": gettext_lazy("The meeting is paused just now."),
    "not paused": gettext_lazy("The meeting is going on already."),
    "nobody aside": gettext_lazy("Nobody has stepped aside just now."),
    "not over": gettext_lazy("It is not over yet."),
}


def refusal(why: str) -> str:
    return str(_REFUSED[why])


def phase_words(room) -> str:
    """Where the meeting is: "Round 2 of 3"."""
    if room.phase == ROUND:
        return _("Round %(n)s of %(of)s") % {"n": room.round, "of": room.rounds}
    return {
        GATHERING: _("Gathering"), OPENING: _("Opening"), FLOOR: _("Open floor"), CLOSING: _("Closing"), QUIET: _("Quiet room"),
    }.get(room.phase, _("Closed"))


def seat_words(seat, *, me: bool, holds: bool, is_next: bool, goes_round: bool) -> str:
    """What stands under a stone: "you, next", "holding", "spoke"."""
    parts = [_("you")] if me else []
    if not seat.here:
        parts.append(_("stepped out"))
    elif seat.turn == SPEAKING:
        parts.append(_("speaking"))
    elif seat.turn == OFFERED:
        parts.append(_("has the piece"))
    elif goes_round and is_next:
        parts.append(_("next"))
    elif holds:
        pass
    elif goes_round and seat.turn == SPOKE:
        parts.append(_("spoke"))
    elif goes_round and seat.turn == PASSED:
        parts.append(_("passed"))
    elif seat.listens:
        parts.append(_("listening"))
    if holds:
        parts.append(_("holding"))
    return ", ".join(parts)


def time_left(seconds: int) -> str:
    """Soft time in words, never digits that count: "about 2 min"."""
    if seconds <= 20:
        return _("time to draw in")
    if seconds < 75:
        return _("about a minute")
    if seconds < 5400:
        return _("about %(n)s min") % {"n": round(seconds / 60)}
    if seconds < 12 * 3600:
        return _("some hours")
    days = round(seconds / 86400)
    return _("about a day") if days < 2 else {2: _("about two days"), 3: _("about three days")}.get(days, _("several days"))


def voice_words(seat) -> str:
    """For whoever holds the meeting: "two turns, passed once"."""
    turns = {0: _("no turn yet"), 1: _("one turn"), 2: _("two turns"), 3: _("three turns")}.get(seat.turns, _("more than three turns"))
    return turns + ("" if not seat.passes else ", " + (_("passed once") if seat.passes == 1 else _("passed more than once")))

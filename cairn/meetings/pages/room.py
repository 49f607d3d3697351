"""The room: looking in, coming in, the piece, what is said. Each form works without a script, which only
asks for the parts that move instead of the whole page."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.slots import slot
from cairn.base.text import shown
from cairn.meetings import queries, verbs
from cairn.meetings.forms.room import NoteForm, SayForm
from cairn.meetings.piece import CLOSED
from cairn.meetings.rules import is_time

READ, SEND = ("GET", "HEAD"), ("POST",)
# What members may do by pressing one button; what needs a person or a direction brings it along.
PRESSED = {
    "step_out", "listen", "go_on", "begin_closing", "end", "accept", "pass_turn", "take_back", "in_a_moment", "later", "finish",
    "longer", "offer", "pass_on", "move", "hold_silence", "end_silence", "open_floor", "close_floor", "pause", "resume",
    "step_aside", "come_back", "hand_over", "hold",
}


@member_page(methods=READ)
def room(request, pk):
    """The room for who is in it; for others its threshold."""
    meeting = queries.meeting_for(request.member, pk)
    if meeting.ended_at or meeting.cancelled_at:
        return redirect("meeting", pk)
    return _room_page(request, meeting)


def _room_page(request, meeting, form=None):
    verbs.seen_by_holder(meeting, request.member)
    one = queries.room_page(request.member, meeting)
    if not (one.me and one.me.here):
        return page(request, "meetings/threshold.html", one=one, form=form, nav_now="circles", open=one.room is not None or is_time(meeting))
    return page(request, "meetings/room.html", **_inside(request, one, form))


def _inside(request, one, form=None, line="") -> dict:
    return {
        "one": one, "form": form or SayForm(), "note_form": NoteForm(), "line": line, "nav_now": "circles",
        "refreshes": request.GET.get("refresh") == "15",
        "new_here": queries.new_names(request.member, one.meeting) if one.i_hold else [],
    }


@member_page(methods=READ)
def room_moving(request, pk):
    """The parts that move, as this viewer sees them."""
    return _moving(request, pk)


def _moving(request, pk, line=""):
    meeting = queries.meeting_for(request.member, pk)
    verbs.seen_by_holder(meeting, request.member)
    one = queries.room_page(request.member, meeting)
    found(one.me)
    return page(request, "meetings/room_moving.html", **_inside(request, one, line=line))


@member_page(methods=SEND, twice="room")
def room_enter(request, pk):
    meeting = queries.meeting_for(request.member, pk)
    return _done(request, pk, lambda: verbs.enter(meeting, listens="listens" in request.POST, by=request.member))


@member_page(methods=SEND, twice="room")
def room_act(request, pk):
    """One press: which act, about whom, at which turn its form was opened."""
    meeting, sent = queries.meeting_for(request.member, pk), request.POST
    what = sent.get("act", "")
    found(what in PRESSED or None)
    numbers = {"about": queries.whom(meeting, _number(sent.get("about"))), "value": _number(sent.get("value"))}
    seen = _number(sent.get("seen")) if sent.get("seen") else None
    return _done(request, pk, lambda: verbs.take(meeting, what, by=request.member, seen=seen, **numbers))


def _number(sent) -> int:
    """What was sent, where it is a number that a row could have (ids have up to nineteen digits); else 0."""
    text = (sent or "").removeprefix("-")
    number = int(sent) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if abs(number) < 2**63 else 0


@member_page(methods=SEND, twice="room")
def room_say(request, pk):
    meeting = queries.meeting_for(request.member, pk)
    form = SayForm(request.POST)
    if not form.is_valid():
        return _kept(request, meeting, form)
    goes_on = request.POST.get("then") == "finish"
    try:
        spoken = verbs.say(meeting, form.cleaned_data["text"], and_finish=goes_on, by=request.member)
    except verbs.NotNow as not_now:
        return _kept(request, meeting, form, not_now.sentence)
    line = _read_first() if spoken.held_at else slot("spoken.after", request, spoken)
    if _asks_for_parts(request) and not goes_on:
        return page(request, "meetings/room_said.html", pk=spoken.pk, turn=spoken.turn, words=shown(spoken.text), line=line)
    return _answered(request, pk, line)


def _read_first() -> str:
    return _("A person reads this before the others see it, because the space is quiet just now. It is not about you.")


def _kept(request, meeting, form, sentence=""):
    """It was not taken, and what was typed stays in the box."""
    if sentence:
        form.add_error(None, sentence)
    if _asks_for_parts(request):
        one = queries.room_page(request.member, meeting)
        found(one.me)
        return page(request, "meetings/room_moving.html", status=422, **_inside(request, one, form, line=sentence or form.errors["text"][0]))
    return _room_page(request, queries.meeting_for(request.member, meeting.pk), form)


@member_page(methods=SEND, twice="room")
def room_signal(request, pk):
    meeting = queries.meeting_for(request.member, pk)
    turn, kind = _number(request.POST.get("turn")), request.POST.get("signal", "")
    return _done(request, pk, lambda: verbs.signal(meeting, kind, turn=turn, by=request.member))


@member_page(methods=SEND, twice="room")
def room_note(request, pk):
    meeting = queries.meeting_for(request.member, pk)
    form = NoteForm(request.POST)
    to = found(queries.person_in_room(request.member, meeting, _number(request.POST.get("to"))))
    if not form.is_valid():
        return _done(request, pk, lambda: None, line=form.errors["text"][0])
    return _done(request, pk, lambda: verbs.write_note(meeting, form.cleaned_data["text"], to=to, by=request.member))


@member_page(methods=SEND, twice="room")
def room_keep(request, pk):
    """Keep one's own words of this meeting, or let them go with the rest."""
    meeting = queries.meeting_for(request.member, pk)
    keep = request.POST.get("keep") == "yes"
    verbs.keep_mine(meeting, keep=keep, by=request.member)
    say(request, _("Your words of this meeting stay with you, and with nobody else.") if keep else _("Your words will go when the others do."))
    return redirect("meeting" if meeting.ended_at else "room", pk)


# ---- answering


def _done(request, pk, do, line=""):
    """Do it, and show the room as it is then; what does not fit any more gets a kind line and changes nothing."""
    try:
        do()
    except verbs.NotNow as not_now:
        line = not_now.sentence
    return _answered(request, pk, line)


def _answered(request, pk, line=""):
    if _asks_for_parts(request):
        meeting = queries.meeting_for(request.member, pk)
        if meeting.room and meeting.room.phase == CLOSED:
            return redirect("meeting", pk)
        return _moving(request, pk, line)
    if line:
        say(request, line)
    response = redirect("room", pk)
    if request.POST.get("refresh") == "15":
        response["Location"] = url("room", pk) + "?" + urlencode({"refresh": 15})
    return response


def _asks_for_parts(request) -> bool:
    return request.headers.get("X-Fragment") == "room"

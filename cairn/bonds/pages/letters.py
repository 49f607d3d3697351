"""Doors and letters: the list, a knock, and what is written through an open door."""

from django.utils.translation import gettext as _

from cairn.base import clock, rates
from cairn.base.ids import id_in
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say, told_beside
from cairn.base.slots import slot
from cairn.base.times import hour_of
from cairn.bonds.forms.letters import KnockForm, LetterForm
from cairn.bonds.queries import letters as queries
from cairn.bonds.rules import letters as rules
from cairn.bonds.verbs import letters as verbs
from cairn.bonds.words.letters import starters

READ = ("GET", "HEAD")


# ---- doors


@member_page(methods=READ)
def letters(request):
    """Who knocks at mine, which are open, where I knocked, and which are closed."""
    rows = queries.doors_of(request.member)
    by_state = {state: [row for row in rows if row.state == state] for state in (rules.ASKED, rules.OPEN, rules.KNOCKED, rules.CLOSED)}
    buddies, waits = queries.buddies_to_write_to(request.member, rows), rules.writes_from(request.member, request.space.letters_after_days)
    return page(request, "bonds/letters.html", **by_state, buddies=buddies, waits=waits, nav_now="you")


@member_page(methods=READ)
def knock_where(request):
    """Everybody whom one knows: at whose door?"""
    waits = rules.writes_from(request.member, request.space.letters_after_days)
    return page(request, "bonds/knock_where.html", peers=queries.places_to_knock(request.member), waits=waits, nav_now="you")


@member_page
def knock(request, noun: str, pk: int):
    """At the door of somebody, as they are known where this began."""
    at = queries.at_door(request.member, noun, pk)
    now = queries.between(request.member, at)
    if now.state == rules.OPEN:
        return redirect("door", now.door.pk, at="latest")
    form = KnockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _knocked(request, at, form.cleaned_data["words"], looked=request.POST.get("looked"))
    return _knock_page(request, at, now, form)


def _knock_page(request, at, now, form, note=""):
    waits = rules.writes_from(request.member, request.space.letters_after_days)
    left = queries.knocks_left(request.member) > 0
    return page(request, "bonds/knock.html", at=at, now=now, form=form, note=note, waits=waits, left=left, nav_now="you")


def _knocked(request, at, words: str, *, looked):
    note = "" if looked else _look(request, words)
    if note:
        return _knock_page(request, at, queries.between(request.member, at), KnockForm(request.POST), note)
    rates.take(rates.LETTERS, request.member.pk)
    door = verbs.knock(at, words=words, by=request.member)
    if door.opened_at:
        say(request, _("The door is open. You can write to each other."))
        return redirect("door", door.pk)
    say(request, _("You knocked. Whether and when they open is theirs alone."), undo=url("knock_take_back", door.pk), undo_label=_("Take it back"))
    return redirect("letters")


def _look(request, words: str):
    """What the privacy guard has to say, once; it never holds anything back."""
    return slot("words.look", request, ((request.member.languages or [request.member.language])[0], words, ""))


@member_page(methods=("POST",))
def letters_to_buddy(request, pk: int):
    """A buddy's door stands open by itself."""
    door = verbs.open_to_buddy(queries.at_door(request.member, "buddy", pk), by=request.member)
    return redirect("door", door.pk)


@member_page(methods=("POST",))
def door_open(request, pk: int):
    door = verbs.open_door(queries.door_for(request.member, pk), by=request.member)
    say(request, _("The door is open. You can write to each other, and either of you can close it at any time."))
    return redirect("door", door.pk)


@member_page(methods=("POST",))
def knock_decline(request, pk: int):
    verbs.decline_knock(queries.door_for(request.member, pk), by=request.member)
    say(request, _("Done. They are not told, now or later."), undo=url("knock_let_stand", pk))
    return redirect("letters")


@member_page(methods=("POST",))
def knock_let_stand(request, pk: int):
    verbs.let_knock_stand(queries.own_door(request.member, pk), by=request.member)
    say(request, _("The knock is there again."))
    return redirect("letters")


@member_page(methods=("POST",))
def knock_take_back(request, pk: int):
    verbs.take_back_knock(queries.door_for(request.member, pk), by=request.member)
    say(request, _("The knock is taken back, with its line."))
    return redirect("letters")


@member_page(methods=("POST",))
def door_close(request, pk: int):
    verbs.close_door(queries.door_for(request.member, pk), by=request.member)
    say(request, _("The door is closed. Nothing can be written here now; what was written stays to be read."), undo=url("door_reopen", pk), undo_label=_("Open it again"))
    return redirect("door", pk)


@member_page(methods=("POST",))
def door_reopen(request, pk: int):
    verbs.reopen_door(queries.door_for(request.member, pk), by=request.member)
    say(request, _("The door is open again."))
    return redirect("door", pk)


# ---- letters


@member_page
def door(request, pk: int):
    """What was written through one door, the oldest first, and the box below it."""
    thread = _thread(request, pk)
    if request.method == "POST":
        return _written(request, thread)
    return _shown(request, thread, LetterForm(links=thread.may_hold_links, initial={"words": thread.began}))


def _thread(request, pk: int):
    return queries.thread(request.member, pk, id_in(request.GET.get("before", "")))


def _shown(request, thread, form, note=""):
    return page(request, "bonds/door.html", thread=thread, form=form, note=note, starters=starters(), nav_now="you")


def _written(request, thread):
    form = LetterForm(request.POST, links=thread.may_hold_links)
    if not thread.is_open:
        return _closed_meanwhile(request, thread, form)
    if request.POST.get("step") == "keep" and form.typed().strip():
        verbs.keep_letter(thread.door, form.typed(), by=request.member)
        say(request, _("Draft kept."))
        return redirect("door", thread.pk, at="write")
    if not form.is_valid():
        return _shown(request, thread, form)
    words = form.cleaned_data["words"]
    if not request.POST.get("looked") and (note := _look(request, words)):
        return _shown(request, thread, form, note)
    rates.take(rates.LETTERS, request.member.pk)
    letter = verbs.write_letter(thread.door, words, by=request.member)
    say(request, _("Your letter is there."), undo=url("letter_take_back", letter.pk), undo_label=_("Take it back"))
    return redirect("door", thread.pk, at="latest")


def _closed_meanwhile(request, thread, form):
    """The door was closed while they wrote: nothing is sent, and nothing is lost."""
    if form.typed().strip():
        verbs.keep_letter(thread.door, form.typed(), by=request.member)
    say(request, _("Nothing was sent, as the door is closed. What you wrote is kept, for you alone."))
    return redirect("door", thread.pk, at="write")


@member_page(methods=READ)
def door_moving(request, pk: int):
    """The letters as this one of the two reads them, for a page that is open."""
    return page(request, "bonds/door_moving.html", thread=_thread(request, pk))


@member_page(methods=("POST",))
def letter_keep(request, pk: int):
    """Called by the page while somebody writes; answers "Draft kept 14:02"."""
    form, thread_door = LetterForm(request.POST, links=True), queries.door_for(request.member, pk)
    if not form.typed().strip():
        return told_beside(request, "", url("door", pk))
    verbs.keep_letter(thread_door, form.typed(), by=request.member)
    return told_beside(request, _("Draft kept %(hour)s") % {"hour": hour_of(clock.now())}, url("door", pk))


@member_page(methods=("POST",))
def letter_take_back(request, pk: int):
    letter = verbs.take_back_letter(queries.letter_for(request.member, pk), by=request.member)
    say(request, _("You took your letter back. Nothing stands in its place."), undo=url("letter_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("door", letter.door_id, at="latest")


@member_page(methods=("POST",))
def letter_bring_back(request, pk: int):
    letter = verbs.bring_back_letter(queries.letter_for(request.member, pk), by=request.member)
    say(request, _("Your letter is back."))
    return redirect("door", letter.door_id, at=f"l{pk}")


@member_page(methods=("POST",))
def letters_let_go(request, pk: int):
    """All that one wrote there."""
    verbs.let_go_of_letters(queries.door_for(request.member, pk), by=request.member)
    say(request, _("Everything you wrote here is taken back. In ten minutes it is erased for good."), undo=url("letters_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("door", pk)


@member_page(methods=("POST",))
def letters_bring_back(request, pk: int):
    verbs.bring_back_letters(queries.door_for(request.member, pk), by=request.member)
    say(request, _("Your letters are back."))
    return redirect("door", pk)

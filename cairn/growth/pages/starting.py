"""Letters to somebody starting out: write, tell or keep, change, take back; read one, and turn it aside."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile
from cairn.base.slots import slot
from cairn.growth.forms.starting import KEPT, TOLD, StartingForm
from cairn.growth.queries import starting as queries
from cairn.growth.rules import starting as rules
from cairn.growth.verbs import starting as verbs


@member_page(methods=("GET", "HEAD"))
def starting_letters(request):
    return page(request, "growth/starting_letters.html", nav_now="you", letters=queries.own_letters(request.member))


@member_page
def starting_write(request):
    form = StartingForm(request.POST if request.method == "POST" else None, topics=queries.topics_to_write_of(request.member))
    if request.method != "POST" or not form.is_valid() or (note := _looked_at(request, form, "")):
        return _form_page(request, form, None, note if request.method == "POST" and form.is_valid() else "")
    rates.take(rules.TELLING, request.member.pk)
    letter = verbs.write_starting(**form.written(), by=request.member)
    say(request, _said(letter))
    return redirect("starting_letter", letter.pk)


@member_page
def starting_change(request, pk: int):
    letter = queries.own_starting(request.member, pk)
    topics = queries.topics_to_write_of(request.member)
    topics += [letter.topic] if letter.topic and letter.topic not in topics else []
    form = StartingForm(request.POST if request.method == "POST" else None, topics=topics, initial=_as_it_stands(letter))
    if request.method != "POST" or not form.is_valid() or (note := _looked_at(request, form, letter.words or "")):
        return _form_page(request, form, letter, note if request.method == "POST" and form.is_valid() else "")
    try:
        letter = verbs.change_starting(letter, **form.written(), seen=form.cleaned_data["seen"], by=request.member)
    except ChangedMeanwhile as changed:
        return _form_page(request, form.on_top_of(changed.now), changed.now, "", changed_meanwhile=True)
    say(request, _said(letter))
    return redirect("starting_letter", pk)


def _as_it_stands(letter) -> dict:
    return {"topic": str(letter.topic_id or ""), "letter": letter.words, "shown_as": letter.shown_as, "for_whom": TOLD if letter.told_at else KEPT, "seen": letter.version()}


def _form_page(request, form, letter, note, changed_meanwhile=False):
    return page(request, "growth/starting_write.html", nav_now="you", form=form, letter=letter, note=note, changed_meanwhile=changed_meanwhile)


def _looked_at(request, form, before: str):
    """The privacy guard's word, once, before it is told."""
    given = form.cleaned_data
    if request.POST.get("looked") or given["for_whom"] != TOLD:
        return ""
    return slot("words.look", request, ((request.member.languages or [request.member.language])[0], given["letter"], before))


def _said(letter) -> str:
    if letter.told_at and letter.held_at:
        return _("It is kept, and a person reads it before others see it.")
    return _("It is told. People who begin here, and know this too, may be shown it.") if letter.told_at else _("It is kept, for you alone.")


@member_page(methods=("GET", "HEAD"))
def starting_letter(request, pk: int):
    one = queries.starting_page(request.member, pk)
    return page(request, "growth/starting_letter.html", nav_now="you" if one.mine else "today", one=one)


@member_page(methods=("POST",))
def starting_withdraw(request, pk: int):
    verbs.withdraw_starting(queries.own_starting(request.member, pk), by=request.member)
    say(request, _("You took it back. For ten minutes you can bring it back."), undo=url("starting_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("starting_letters")


@member_page(methods=("POST",))
def starting_bring_back(request, pk: int):
    verbs.bring_starting_back(queries.own_starting(request.member, pk), by=request.member)
    say(request, _("It is back."))
    return redirect("starting_letter", pk)


@member_page(methods=("POST",))
def starting_aside(request, pk: int):
    letter = queries.starting_for(request.member, pk)
    verbs.turn_starting_aside(letter, by=request.member)
    say(request, _("You will not be shown it again."), undo=url("starting_show_again", pk))
    return redirect("today")


@member_page(methods=("POST",))
def starting_show_again(request, pk: int):
    verbs.show_starting_again(queries.starting_for(request.member, pk), by=request.member)
    say(request, _("It is there again."))
    return redirect("today")

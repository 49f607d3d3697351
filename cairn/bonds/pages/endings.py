"""Closing a circle together: beginning it, the last round, and the page that stays."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.base.slots import slot
from cairn.bonds.forms.endings import BeginClosingForm, LastWordForm
from cairn.bonds.queries import endings as queries
from cairn.bonds.rules import endings as rules
from cairn.bonds.verbs import endings as verbs
from cairn.circles.queries import circle_for


@member_page
def circle_ending(request, pk: int):
    """For whoever holds the circle. Where a last round is open, it is shown."""
    circle = circle_for(request.member, pk)
    found(rules.may_begin(request.member, circle) or None)
    form = BeginClosingForm(request.POST if request.method == "POST" else None)
    standing = queries.closing_of(request.member, circle)
    if standing is not None:
        require(not _says_another(request, form, standing), _("The last round is open already. What you wrote is below: it can be your word on the page that stays."))
        return redirect("closing", standing.pk)
    if request.method == "POST" and form.is_valid():
        made = verbs.begin_closing(circle, form.cleaned_data["words"], days=form.cleaned_data["days"], by=request.member)
        say(request, _("The last round is open, and everybody in the circle is told."))
        return redirect("closing", made.pk)
    return page(request, "bonds/circle_ending.html", form=form, circle=circle, nav_now="circles")


def _says_another(request, form, standing) -> bool:
    """Whoever holds the circle with them was quicker; the same form sent twice says the same."""
    if request.method != "POST" or not form.is_valid() or not form.cleaned_data["words"]:
        return False
    return (standing.by_id, standing.words) != (request.member.pk, form.cleaned_data["words"])


@member_page
def closing(request, pk: int):
    """The page that stays; a POST leaves a word on it, or passes."""
    one = queries.keepsake(request.member, pk)
    if request.method == "POST":
        found(one.may_say or None)
        return _said(request, one)
    return _shown(request, one, LastWordForm(initial={"words": one.mine, "seen": one.version}))


def _said(request, one):
    form, passes = LastWordForm(request.POST), request.POST.get("pass") == "yes"
    if not form.is_valid() and not passes:
        return _shown(request, one, form)
    words = "" if passes else form.cleaned_data["words"]
    note = "" if request.POST.get("looked") or not words else _look(request, words)
    if note:
        return _shown(request, one, form, note)
    try:
        last = verbs.say_last(one.closing, words, seen=form.cleaned_data.get("seen", ""), by=request.member)
    except ChangedMeanwhile as changed:
        return _shown(request, one, form.on_top_of(changed.now), meanwhile=changed.now)
    say(request, _taken(last) if words else _("You have passed. That is as good as a word."))
    return redirect("closing", one.closing.pk)


def _taken(last) -> str:
    if last.held_at:
        return _("It is kept, and a person reads it before others see it, because the space is quiet just now.")
    return _("It is on the page. You can change it until the circle closes.")


def _look(request, words: str):
    """What the privacy guard has to say, once; it never holds anything back."""
    return slot("words.look", request, ((request.member.languages or [request.member.language])[0], words, ""))


def _shown(request, one, form, note="", meanwhile=None):
    return page(request, "bonds/closing.html", one=one, form=form, note=note, meanwhile=meanwhile, now=clock.now(), nav_now="circles")


@member_page(methods=("POST",))
def closing_stop(request, pk: int):
    one = queries.closing_for(request.member, pk)
    found(rules.may_stop(request.member, one) or None)
    verbs.stop_closing(one, by=request.member)
    say(request, _("The circle goes on. Everybody in it is told."))
    return redirect("circle", one.circle_id)

"""The path: read it, keep what is offered or leave it aside, lay stones of one's own, choose what it shows."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.growth.forms.path import ChoicesForm, FirstForm, StoneForm
from cairn.growth.queries import firsts, listening
from cairn.growth.queries import path as queries
from cairn.growth.verbs import path as verbs

READ = ("GET", "HEAD")


@member_page(methods=READ)
def path(request):
    """Since your first meeting."""
    return page(request, "growth/path.html", nav_now="you", path=queries.path_page(request.member))


@member_page
def path_first(request, key: str):
    """Keep one that is offered: at once, or with a word of one's own."""
    first = firsts.offered_to(request.member).get(key)
    typed = request.POST.get("own_words", "").strip() and key in firsts.WORDS
    require(first is not None or not typed, _("This was kept or left aside somewhere else meanwhile. What you wrote is below: it can be a word on that stone, or on one of your own."))
    found(first)
    form = FirstForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.keep_first(key, words=form.cleaned_data["own_words"], by=request.member)
        say(request, _("It lies on your path now."), undo=url("path_offer_again", key))
        return redirect("path", at="path")
    return page(request, "growth/path_first.html", nav_now="you", first=first, form=form)


@member_page(methods=("POST",))
def path_aside(request, key: str):
    verbs.set_aside(key, by=request.member)
    say(request, _("Left aside. It is not offered again."), undo=url("path_offer_again", key))
    return redirect("path")


@member_page(methods=("POST",))
def path_offer_again(request, key: str):
    verbs.offer_again(key, by=request.member)
    say(request, _("It is offered again."))
    return redirect("path")


@member_page
def stone_lay(request):
    today = timezone.localtime(clock.now()).date()
    form = StoneForm(request.POST) if request.method == "POST" else StoneForm(initial={"on": today})
    if request.method == "POST" and form.is_valid():
        stone = verbs.lay(on=form.cleaned_data["on"], words=form.cleaned_data["own_words"], by=request.member)
        say(request, _("It lies on your path."), undo=url("stone_remove", stone.pk), undo_label=_("Take it away"))
        return redirect("path", at=f"s{stone.pk}")
    return page(request, "growth/path_stone.html", nav_now="you", form=form, stone=None, was="", changed_meanwhile=False)


@member_page
def stone_change(request, pk: int):
    stone = queries.stone_for(request.member, pk)
    form = _form_of(stone, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            verbs.change(stone, words=said["own_words"], on=said.get("on"), seen=said["seen"], by=request.member)
        except ChangedMeanwhile as changed:
            return _change_page(request, changed.now, form.on_top_of(changed.now), changed_meanwhile=True)
        say(request, _("Your words are changed."))
        return redirect("path", at=f"s{pk}")
    return _change_page(request, stone, form)


def _change_page(request, stone, form, changed_meanwhile=False):
    return page(request, "growth/path_stone.html", nav_now="you", form=form, stone=stone, was=queries.said_of(stone), changed_meanwhile=changed_meanwhile)


def _form_of(stone, data):
    """A first keeps its day; one's own stone may lie on another."""
    kept = {"on": timezone.localtime(stone.on).date(), "own_words": stone.kept.get("words", ""), "seen": stone.version()}
    return (FirstForm if queries.said_of(stone) else StoneForm)(data, initial=kept)


@member_page(methods=("POST",))
def stone_remove(request, pk: int):
    verbs.remove(queries.stone_for(request.member, pk), by=request.member)
    say(request, _("It is taken off your path."), undo=url("stone_bring_back", pk))
    return redirect("path")


@member_page(methods=("POST",))
def stone_bring_back(request, pk: int):
    verbs.bring_back(queries.stone_for(request.member, pk), by=request.member)
    say(request, _("It lies on your path again."))
    return redirect("path", at=f"s{pk}")


@member_page
def growth_choices(request):
    now = queries.choices_of(request.member)
    form = ChoicesForm(request.POST) if request.method == "POST" else ChoicesForm(initial={"on_this_day": now.on_this_day, "listening": now.listening})
    if request.method == "POST" and form.is_valid():
        verbs.choose(**form.cleaned_data, by=request.member)
        say(request, _("Kept as you chose."))
        return redirect("path")
    return page(request, "growth/path_choices.html", nav_now="you", form=form)


@member_page(methods=READ)
def listening_look(request):
    """Worked out now, and kept nowhere; only for somebody who chose to look."""
    found(queries.choices_of(request.member).listening or None)
    return page(request, "growth/path_listening.html", nav_now="you", look=listening.listening_look(request.member))

"""Writing, reading, changing, letting go, looking for words."""

from datetime import timedelta

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock, next_page
from cairn.base.ids import id_in, new_id
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.times import hour_of
from cairn.journal import opened, prompts, queries, verbs
from cairn.journal.forms import EntryForm, SearchForm
from cairn.journal.pages import while_open
from cairn.safety.verbs import screen

AS_IT_IS = "as-it-is"


@member_page(methods=("GET", "HEAD"))
def journal(request):
    if not queries.has_vault(request.member):
        return redirect("journal_begin")
    return _journal(request)


@while_open
def _journal(request, key):
    """Dates and titles, the latest first; further back a page at a time."""
    before = queries.at_of(request.member, id_in(request.GET.get("after", "")))
    entries = queries.entries_of(request.member, key, before=before, most=queries.A_PAGE + 1)
    return page(
        request, "journal/journal.html", entries=entries[: queries.A_PAGE], further=len(entries) > queries.A_PAGE, is_further=before is not None,
        offered=prompts.of_the_day(timezone.localdate()), form=SearchForm(), nav_now="you",
    )


@member_page(words="apart")
@while_open
def journal_write(request, key):
    if request.method != "POST":
        return _write_page(request, EntryForm(initial={"entry": new_id(), "prompt": _asked_prompt(request)}))
    form = EntryForm(request.POST)
    return _keep(request, key, form, form.number)


def _asked_prompt(request) -> str:
    name = request.GET.get("prompt", "")
    return name if prompts.words_of(name) else ""


@member_page(words="apart")
@while_open
def entry_edit(request, key, pk: int):
    """It begins from what was typed and not kept, where there is such. Words for one that went meanwhile make it anew."""
    entry = queries.entry_of(request.member, key, pk)
    if request.method == "POST":
        return _keep(request, key, EntryForm(request.POST), pk, entry)
    found(entry if entry and entry.words is not None else None)
    title, words = entry.draft or (entry.title, entry.words)
    form = EntryForm(initial={"entry": pk, "seen": entry.version(), "prompt": entry.prompt, "title": title, "words": words})
    return _write_page(request, form, entry)


def _write_page(request, form, entry=None, *, meanwhile=None):
    return page(
        request, "journal/write.html", form=form, entry=entry, meanwhile=meanwhile, prompt=prompts.words_of(form["prompt"].value()), nav_now="you",
    )


def changed_meanwhile(request, form, now):
    """What was typed, in the page alone, beside how it stands; of what was let go only what was typed is left."""
    return _write_page(request, form.on_top_of(now) if now else form, now, meanwhile=now)


def _keep(request, key, form, number: int | None, entry=None):
    if not form.is_valid():
        return _write_page(request, form, entry)
    try:
        kept = verbs.keep(number, **form.given(), key=key, by=request.member)
    except verbs.ChangedMeanwhile as changed:
        return changed_meanwhile(request, form, changed.now)
    say(request, _("It is kept. Nobody but you can read it."))
    return redirect("entry", kept.pk)


@member_page(methods=("POST",), words=False)
def journal_keep(request):
    """Called by the page while somebody writes; answers "Draft kept 14:02", or why it is not."""
    key = opened.key_in(request)
    if key is None:
        return JsonResponse({"said": _("Your journal has locked itself. What you write is in this page alone until you press Keep, and open it again.")})
    form = EntryForm(request.POST)
    if not form.is_worth_keeping():
        return JsonResponse({"said": ""})
    try:
        entry = verbs.keep_draft(form.number, **form.typed(), key=key, by=request.member)
    except verbs.ChangedMeanwhile:
        return JsonResponse({"said": _("This was changed or let go somewhere else meanwhile. What you write is in this page alone until you press Keep.")})
    return JsonResponse({"said": _("Draft kept %(hour)s") % {"hour": hour_of(clock.now())}, "fields": {"entry": str(entry.pk)}})


@member_page(methods=("GET", "HEAD"))
@while_open
def entry(request, key, pk: int):
    one = found(queries.entry_of(request.member, key, pk))
    if not one.kept:
        return redirect("entry_edit", pk)
    _look_after(request, one)
    shown = page(request, "journal/entry.html", entry=one, nav_now="you")
    next_page.begin()  # what was found in it is on this page, and goes into no session
    return shown


def _look_after(request, one) -> None:
    """Words of the last day that may mean danger bring their writer's card, worked out for this page alone: nobody is
    told, and nothing is written down. Whoever presses Return sees the entry as it is."""
    if one.words is None or AS_IT_IS in request.GET or clock.now() - (one.edited_at or one.at) > timedelta(days=1):
        return
    screen("journal", one.pk, f"{one.title}\n{one.words}", by=request.member, told=False, href=f"{request.path}?{AS_IT_IS}")


@member_page(methods=("POST",))
@while_open
def entry_delete(request, key, pk: int):
    verbs.delete(pk, by=request.member)
    say(request, _("It is gone. For ten minutes you can bring it back."), undo=url("entry_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("journal")


@member_page(methods=("POST",))
def entry_bring_back(request, pk: int):
    """Also when it was locked meanwhile: nothing has to be read for it."""
    found(queries.is_own(request.member, pk) or None)
    verbs.bring_back(pk, by=request.member)
    say(request, _("It is back."))
    return redirect("journal")


@member_page
@while_open
def journal_search(request, key):
    """What is looked for is handed in, not put into the address: addresses stay in a browser's history."""
    form = SearchForm(request.POST or None)
    results = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["q"]
        results = [queries.around(one, asked) for one in queries.found_in(request.member, key, asked)[: queries.MOST_FOUND]]
    return page(request, "journal/search.html", form=form, results=results, nav_now="you")

"""Doing things together: the list, one of them, proposing and changing, going and saying whether one came."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile
from cairn.base.slots import slot
from cairn.bonds import activity_file
from cairn.bonds.forms.activities import ActivityForm
from cairn.bonds.queries import activities as queries
from cairn.bonds.rules import activities as rules
from cairn.bonds.verbs import activities as verbs

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page(methods=READ)
def activities(request):
    """What is to come, and where one was lately."""
    coming, been = queries.activities_to_come(request.member), queries.activities_been_at(request.member)
    return page(request, "bonds/activities.html", coming=coming, been=been, nav_now="circles")


@member_page
def activity_propose(request):
    """With a circle in the address it is for that circle, unless another is chosen."""
    form = ActivityForm(_sent(request), circles=queries.circles_to_do_with(request.member), initial=_beginning(request))
    if request.method == "POST" and form.is_valid():
        if note := _look(request, form):
            return _form_page(request, form, note=note)
        made = verbs.propose(**form.said(), circle=form.circle(), by=request.member)
        proposed = _read_first() if made.held_at else _("It is proposed. Whoever sees it can say that they come.")
        say(request, proposed, undo=url("activity_cancel", made.pk), undo_label=_("Call it off"))
        return redirect("activity", made.pk)
    return _form_page(request, form)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _beginning(request) -> dict:
    """Nobody is chosen for them, but the circle whose page they came from: who sees it is never wider by itself."""
    circle = request.GET.get("circle", "")
    return ActivityForm.beginning(request.member.zone) | {"audience": f"circle-{circle}" if circle.isdecimal() else None}


def _look(request, form):
    """What the privacy guard has to say of the words that everybody sees, once; it never holds anything back."""
    if request.POST.get("looked"):
        return ""
    words = f"{form.cleaned_data['title']}\n\n{form.cleaned_data['words']}"
    return slot("words.look", request, ((request.member.languages or [request.member.language])[0], words, ""))


def _form_page(request, form, one=None, note="", changed_meanwhile=False):
    return page(request, "bonds/activity_form.html", form=form, one=one, note=note, changed_meanwhile=changed_meanwhile, nav_now="circles")


@member_page(methods=READ)
def activity(request, pk: int):
    return page(request, "bonds/activity.html", one=queries.activity_page(request.member, pk), nav_now="circles")


def _read_first() -> str:
    return _("It is kept, and a person reads it before others see it, because the space is quiet just now.")


@member_page
def activity_change(request, pk: int):
    one = queries.activity_for(request.member, pk)
    found(rules.may_change(request.member, one) or None)
    form = ActivityForm(_sent(request), changing=True, initial=ActivityForm.as_it_is(one))
    if request.method == "POST" and form.is_valid():
        if note := _look(request, form):
            return _form_page(request, form, one, note)
        try:
            changed = verbs.change(one, **form.said(), seen=form.cleaned_data["seen"], by=request.member)
        except ChangedMeanwhile as meanwhile:
            return _form_page(request, form.on_top_of(meanwhile.now), meanwhile.now, changed_meanwhile=True)
        say(request, _read_first() if changed.held_at else _("It is changed. If the time or the place is another, those who go are told."))
        return redirect("activity", pk)
    return _form_page(request, form, one)


@member_page(methods=SEND)
def activity_cancel(request, pk: int):
    one = queries.activity_for(request.member, pk)
    found(rules.may_change(request.member, one) or None)
    verbs.cancel(one, by=request.member)
    say(request, _("It is called off, and those who wanted to come are told."), undo=url("activity_again", pk))
    return redirect("activities")


@member_page(methods=SEND)
def activity_again(request, pk: int):
    one = queries.activity_for(request.member, pk)
    found(one.by_id == request.member.pk or None)
    verbs.uncancel(one, by=request.member)
    say(request, _("It takes place after all."))
    return redirect("activity", pk)


@member_page(methods=SEND)
def activity_go(request, pk: int):
    verbs.go(queries.activity_for(request.member, pk), by=request.member)
    has_seat = queries.activity_page(request.member, pk).has_seat
    words = _("You have a seat. You can change your mind at any time.") if has_seat else _("All seats are taken. You wait for one, and hear when it is yours.")
    say(request, words, undo=url("activity_not_go", pk))
    return redirect("activity", pk)


@member_page(methods=SEND)
def activity_not_go(request, pk: int):
    verbs.not_go(queries.activity_for(request.member, pk), by=request.member)
    say(request, _("Done. Nobody is told why, and you can come back to it."))
    return redirect("activity", pk)


@member_page(methods=SEND)
def activity_came(request, pk: int):
    said = {"yes": True, "no": False}.get(request.POST.get("came", ""))
    verbs.say_came(queries.activity_for(request.member, pk), said, by=request.member)
    say(request, _("Kept, for you alone."))
    return redirect("activity", pk)


@member_page(methods=READ)
def activity_ics(request, pk: int):
    """It says only the hour."""
    answer = HttpResponse(activity_file.written(queries.activity_for(request.member, pk), request.member), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cairn.ics"'
    return answer

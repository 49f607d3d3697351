"""Offering to be asked, resting from it, saying "not this time"; and opening a share that nobody answered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, member_page, page, redirect, say
from cairn.base.rules import require
from cairn.hearing import queries, rules, verbs, words
from cairn.hearing.forms import ListeningForm, WidenForm
from cairn.members.queries import hours
from cairn.shares.queries import share_for


@member_page
def listening(request):
    """The settings of a listener; handing them in is the offer to be asked."""
    listener = queries.listener_of(request.member)
    form = ListeningForm(request.POST or None, initial=_as_chosen(request.member, listener))
    if request.method == "POST" and form.is_valid():
        verbs.offer_to_listen(by=request.member, **form.offered())
        say(request, _("Thank you. When somebody waits to be heard, we may ask you."))
        return redirect("listening")
    resting = listener.resting_until if listener and queries.is_resting(listener) else None
    return page(request, "hearing/listening.html", form=form, listener=listener, resting=resting, nav_now="you")


def _as_chosen(member, listener) -> dict:
    if listener is None:
        return {"weekly_limit": 3}
    rather_not = [str(pk) for pk in queries.topics_rather_not(member)]
    return {"weekly_limit": listener.weekly_limit, "hours": hours.blocks_in(listener.hours), "rather_not": rather_not}


@member_page(methods=("POST",))
def stop_listening(request):
    verbs.stop_listening(by=request.member)
    say(request, _("You will not be asked any more. Thank you for the times you listened."))
    return redirect("listening")


@member_page(methods=("POST",))
def rest(request):
    verbs.rest(by=request.member)
    say(request, _("Rest well. Nobody will ask you for a week."), undo=reverse("listen_again"), undo_label=_("Undo"))
    return redirect("today" if request.POST.get("from") == "today" else "listening")


@member_page(methods=("POST",))
def listen_again(request):
    verbs.listen_again(by=request.member)
    say(request, _("Welcome back. You may be asked again."))
    return redirect("listening")


@member_page(methods=("POST",))
def decline(request, pk):
    """One tap, no reason."""
    another = verbs.decline(queries.ask_for(request.member, pk), by=request.member)
    say(request, words.declined(another), undo=reverse("take_up", args=[pk]), undo_label=_("Undo"))
    return redirect("today")


@member_page(methods=("POST",))
def take_up(request, pk):
    """The undo of declining."""
    ask = queries.ask_for(request.member, pk)
    again = verbs.take_up(ask, by=request.member)
    say(request, _("It is asked of you again.") if again else _("It does not wait for you any more. You can answer it all the same."))
    return redirect("share", ask.share_id)


@member_page
def widen(request, pk):
    """Nobody in the circle has answered: its author may let everyone here read and hear it."""
    share = share_for(request.member, pk)
    require(rules.may_widen(request.member, share), _("This can be opened to everyone here only while it waits, and only by whoever told it."))
    form = WidenForm(request.POST or None, initial={"shown_as": share.shown_as})
    if request.method == "POST" and form.is_valid():
        verbs.widen(share, shown_as=form.cleaned_data["shown_as"], by=request.member)
        say(request, _("Everyone here can read it now, and others are asked to listen."))
        return redirect("share", pk)
    return page(request, "hearing/widen.html", form=form, share=share, nav_now="shares")


@coordinator_page
def promise(request):
    """Where this space keeps its promise, and where listeners are missing; numbers only, and none exact."""
    return page(request, "hearing/promise.html", promise=queries.promise(), nav_now="you")

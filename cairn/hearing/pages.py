"""Offering to be asked, resting from it, and saying "not this time"."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, redirect, say
from cairn.hearing import queries, verbs
from cairn.hearing.forms import ListeningForm


@member_page
def listening(request):
    """The settings of a listener; handing them in is the offer to be asked."""
    listener = queries.listener_of(request.member)
    form = ListeningForm(request.POST or None, initial={"weekly_limit": listener.weekly_limit if listener else 3})
    if request.method == "POST" and form.is_valid():
        verbs.offer_to_listen(weekly_limit=form.cleaned_data["weekly_limit"], by=request.member)
        say(request, _("Thank you. When somebody waits to be heard, we may ask you."))
        return redirect("listening")
    resting = listener.resting_until if listener and queries.is_resting(listener) else None
    return page(request, "hearing/listening.html", form=form, listener=listener, resting=resting, nav_now="you")


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
    verbs.decline(queries.ask_for(request.member, pk), by=request.member)
    say(request, _("That is fine. Somebody else is asked."))
    return redirect("today")

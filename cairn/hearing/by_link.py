"""Saying "not this time" by a link out of a letter, without signing in. The pages say nothing of what was asked."""

from django.urls import reverse

from cairn.base.pages import page, public, redirect, while_left
from cairn.hearing import verbs, words
from cairn.hearing.reaching import ask_of_link
from cairn.notices.verbs import arrived


@while_left
@public
def not_this_time(request, token: str):
    """Opening the link does nothing, since mail programs open links by themselves; one press does."""
    ask = ask_of_link(token)
    if ask is None:
        return page(request, "hearing/not_this_time.html", good=False, done=False, status=404)
    if request.method == "POST":
        another = verbs.decline(ask, by=ask.listener)
        arrived(ask.listener_id)
        return redirect(f"{reverse('declined')}{'?another=1' if another else ''}")
    return page(request, "hearing/not_this_time.html", good=True, done=False)


@while_left
@public(methods=("GET", "HEAD"))
def declined(request):
    return page(request, "hearing/not_this_time.html", good=True, done=words.declined("another" in request.GET))

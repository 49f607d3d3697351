"""Collections of a circle."""

from django.utils.translation import gettext as _

from cairn.base.ids import id_in
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.circles import queries as circles
from cairn.toolkit import queries, rules, verbs
from cairn.toolkit.forms import CollectionForm


@member_page
def gather(request, pk: int):
    """Begin one, in a circle in which one sits."""
    circle = circles.circle_for(request.member, pk)
    found(circle if rules.sits_in(request.member, pk) else None)
    form = CollectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        collection = verbs.gather(circle, **form.cleaned_data, by=request.member)
        say(request, _("It is begun. Any card can be put into it from its own page."), undo=url("close_collection", collection.pk), undo_label=_("Undo"))
        return redirect("collection", collection.pk)
    return page(request, "toolkit/gather.html", nav_now="circles", circle=circle, form=form)


@member_page(methods=("GET", "HEAD"))
def collection(request, pk: int):
    return page(request, "toolkit/collection.html", nav_now="circles", one=queries.collection_page(request.member, pk))


@member_page(methods=("POST",))
def put_in(request, pk: int):
    """A card (`pk`) into the collection that the form names."""
    strategy = queries.strategy_for(request.member, pk)
    collection = queries.collection_for(request.member, found(id_in(request.POST.get("collection", ""))))
    verbs.put_in(collection, strategy, by=request.member)
    say(request, _("It is in “%(title)s” now.") % {"title": collection.title}, undo=url("take_out", collection.pk, pk), undo_label=_("Undo"))
    return redirect("strategy", pk)


@member_page(methods=("POST",))
def take_out(request, pk: int, strategy: int):
    one = queries.strategy_for(request.member, strategy)
    verbs.take_out(queries.collection_for(request.member, pk), one, by=request.member)
    say(request, _("It is taken out of the collection. The card itself stays."))
    return redirect("collection", pk)


@member_page(methods=("POST",))
def close_collection(request, pk: int):
    collection = queries.collection_for(request.member, pk)
    verbs.close_collection(collection, by=request.member)
    say(request, _("The collection is closed. The cards in it stay in the toolkit."), undo=url("open_collection_again", pk), undo_label=_("Undo"))
    return redirect("circle", collection.circle_id)


@member_page(methods=("POST",))
def open_collection_again(request, pk: int):
    verbs.open_collection_again(queries.collection_for(request.member, pk), by=request.member)
    say(request, _("It is open again."))
    return redirect("collection", pk)

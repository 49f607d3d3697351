"""For the coordinator: situations that this space adds, and closes."""

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.pages import coordinator_page, page, redirect, say
from cairn.toolkit import verbs
from cairn.toolkit.forms import SituationForm
from cairn.toolkit.models import Situation
from cairn.toolkit.situations import Situations


@coordinator_page
def situations(request):
    form = SituationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        added = verbs.add_situation(form.cleaned_data["name"], by=request.member)
        say(request, _("It is there now."), undo=url("close_situation", added.pk), undo_label=_("Undo"))
        return redirect("situations")
    own, here = list(Situation.objects.order_by("place", "pk")), Situations.here()
    theirs = [one for one in here.by_key.values() if not one.key.startswith("own-")]
    return page(request, "toolkit/situations.html", nav_now="you", form=form, own=own, everywhere=theirs)


@coordinator_page(methods=("POST",))
def close_situation(request, pk: int):
    verbs.close_situation(pk, by=request.member)
    say(request, _("It is closed. What was offered for it stays."), undo=url("open_situation_again", pk), undo_label=_("Undo"))
    return redirect("situations")


@coordinator_page(methods=("POST",))
def open_situation_again(request, pk: int):
    verbs.open_situation_again(pk, by=request.member)
    say(request, _("It is open again."))
    return redirect("situations")

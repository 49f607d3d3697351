"""Finding shares; and the setting about being compared. What is searched for is written down nowhere."""

from django.utils.translation import gettext as _

from cairn.base.ids import id_in
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.text import clean
from cairn.members import queries as members
from cairn.safety import queries as safety
from cairn.shares import queries, words
from cairn.shares.search.asking import search as found_for
from cairn.shares.search.crisis import may_mean_danger
from cairn.shares.search.forms import LikenessForm
from cairn.shares.search.verbs import let_compare
from cairn.shares.search.words import MOST_TYPED

READ = ("GET", "HEAD")


@member_page(methods=READ)
def search(request):
    """?q= the words, ?need= ?topic= ?circle= narrow it. All of it stands in the address, and nowhere else."""
    typed, chosen = clean(request.GET.get("q", "")[:MOST_TYPED]), _chosen(request.member, request.GET)
    danger = may_mean_danger(typed)
    return page(
        request, "shares/search.html", nav_now="shares", q=typed, results=found_for(request.member, typed, **chosen), **chosen, needs=words.NEEDS,
        topics=members.topics(), circles=queries.circles_sat_in(request.member), danger=danger, lines=safety.helplines() if danger else (),
    )


def _chosen(member, asked) -> dict:
    """The filters in an address; what is not known there is not asked."""
    need, topic, circle = asked.get("need", ""), id_in(asked.get("topic", "")), id_in(asked.get("circle", ""))
    return {
        "need": need if need in dict(words.NEEDS) else "",
        "topic": next((one for one in members.topics() if one.pk == topic), None),
        "circle": next((one for one in queries.circles_sat_in(member) if one.pk == circle), None) if circle else None,
    }


@member_page
def likeness(request):
    """Whether one's own stories may be compared by what they mean."""
    form = LikenessForm(request.POST if request.method == "POST" else None, initial={"yes": request.member.likeness_since is not None})
    if request.method == "POST" and form.is_valid():
        let_compare(form.cleaned_data["yes"], by=request.member)
        say(request, _("Kept."))
        return redirect("you")
    return page(request, "shares/likeness.html", form=form)

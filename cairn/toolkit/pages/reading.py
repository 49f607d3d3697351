"""All situations, one of them, one card; and a member's own toolkit."""

from cairn.base.ids import id_in
from cairn.base.pages import member_page, page
from cairn.base.text import clean
from cairn.toolkit import queries, rules

READ = ("GET", "HEAD")
MOST_TYPED = 200


@member_page(methods=READ)
def toolkit(request):
    """?q= finds cards by their words; it stands in the address, and nowhere else."""
    typed = clean(request.GET.get("q", "")[:MOST_TYPED])
    if typed:
        return page(request, "toolkit/found.html", nav_now="toolkit", q=typed, cards=queries.found_for(request.member, typed))
    to_say = queries.to_say(request.member)
    return page(request, "toolkit/toolkit.html", nav_now="toolkit", rows=queries.toolkit_page(request.member, to_say), to_say=to_say)


@member_page(methods=READ)
def situation(request, key: str):
    """?like=1: only what people with experiences like one's own tried; ?from= where the page begins."""
    start = min(id_in(request.GET.get("from", "")) or 0, queries.LOOKED_AT)
    one = queries.situation_page(request.member, key, like=request.GET.get("like") == "1", start=start)
    return page(request, "toolkit/situation.html", nav_now="toolkit", one=one, start=start)


@member_page(methods=READ)
def strategy(request, pk: int):
    one = queries.strategy_page(request.member, pk)
    card = one.card.strategy
    return page(
        request, "toolkit/strategy.html", nav_now="toolkit", one=one, may_try=rules.may_try(request.member, card), at_responder=one.waits,
        collections=queries.gatherable_in(request.member, card),
    )


@member_page(methods=READ)
def my_toolkit(request):
    """What helped, to be read again and printed; and what they offered."""
    return page(request, "toolkit/yours.html", nav_now="toolkit", one=queries.own_toolkit(request.member))

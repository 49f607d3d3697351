"""Blocking, and taking it back."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, local_address, member_page, page, redirect, say
from cairn.members import queries, verbs
from cairn.members.days import day_of
from cairn.members.rules import member_from_token


@member_page
def block(request, token: str):
    """What blocking does, and one press."""
    other = found(member_from_token(token))
    back = local_address(request.POST.get("back") or request.GET.get("back", ""), "/")
    if request.method == "POST" and "sure" in request.POST:
        verbs.block(other, by=request.member)
        say(request, _("Done. You will not see each other here. Only you know."))
        return redirect("blocked")
    return page(request, "members/block.html", token=token, name=other.name or _("this person"), stone=other.stone, back=back)


@member_page
def blocked(request):
    return page(request, "members/blocked.html", people=queries.blocked_by(request.member), day=day_of)


@member_page(methods=("POST",))
def unblock(request, token: str):
    verbs.unblock(found(member_from_token(token)), by=request.member)
    say(request, _("That block is taken back."))
    return redirect("blocked")

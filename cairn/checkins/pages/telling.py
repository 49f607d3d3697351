"""One's own check-in, and the separate choice to let somebody read it."""

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.slots import slot
from cairn.checkins import queries, verbs
from cairn.circles.queries import hearers_named


@member_page(methods=("GET", "HEAD"))
def checkin_one(request, pk: int):
    entry = queries.entry_of(request.member, pk)
    return _shown(request, entry)


def _shown(request, entry, *, note="", to=None):
    return page(request, "checkins/one.html", entry=entry, hearers=queries.to_whom(request.member, entry), note=note, to=to, nav_now="you")


@member_page(methods=("POST",))
def checkin_tell(request, pk: int):
    """To one circle or one buddy. What could lead to somebody is pointed out once, before."""
    entry = queries.entry_of(request.member, pk)
    hearer = found(next(iter(hearers_named(request.member, [request.POST.get("to", "")])), None))
    note = "" if request.POST.get("looked") else _looked_at(request, entry)
    if note:
        return _shown(request, entry, note=note, to=hearer)
    told = verbs.tell(queries.own_checkin(request.member, pk), hearer, by=request.member)
    said = _("Told. %(who)s can read this one for a few days.") % {"who": hearer.words}
    say(request, said, undo=url("checkin_take_back", told.pk), undo_label=_("Take it back"))
    return redirect("checkin_one", pk)


def _looked_at(request, entry):
    said = "\n".join(filter(None, [entry.felt.own, entry.felt.line]))
    return slot("words.look", request, (request.member.language, said, ""))


@member_page(methods=("POST",))
def checkin_take_back(request, pk: int):
    told = queries.own_telling(request.member, pk)
    verbs.take_back(told, by=request.member)
    say(request, _("You took it back. It stays with you."))
    return redirect("checkin_one", told.checkin_id)

"""What the crisis path puts on the pages of other rooms: the card after writing, true hours, one's plan, duty."""


from cairn.base import next_page
from cairn.base.slots import piece
from cairn.safety import queries

CARE = "care"  # in the sealed session: what the next page shows


def card_on_next_page(request, _noun=None):
    """At the top of the next page that is shown, and while that page is loaded again; on another one it is gone."""
    care = request.session.get(CARE) if request and getattr(request, "member", None) else None
    if not care:
        return ""
    if care.get("at", request.path) != request.path:
        del request.session[CARE]
        return ""
    if "at" not in care:
        request.session[CARE] = {**care, "at": request.path}
    return _card(request, care, request.path)


def card_now(request, _noun=None):
    """For a page that stays open while its member writes, as a room does: the card of what was written just now."""
    care = next_page.left(CARE)
    return _card(request, care, care.get("back") or "/") if care else ""


def _card(request, care: dict, back: str):
    helps = care["kind"] == "helper"
    return piece("safety/_care.html", {
        "care": care, "back": back, "lines": [] if helps else queries.helplines(),
        "now": queries.cover(besides=request.member.pk), "plan": not helps and queries.has_plan(request.member), "called": bool(care.get("alert")) and queries.somebody_was_called(care["alert"]), "led": queries.somebody_leads(request.member.pk),
    }, request)


def true_hours(_request, _noun=None):
    """Beside the coordinator's own words about cover."""
    return piece("safety/_cover.html", {"words": queries.cover().in_words})


def plan_row(request, _member):
    return piece("safety/_plan_row.html", {}, request)


def duty_rows(request, _member):
    """On You, for responders and the coordinator."""
    if not (request.member.is_responder or request.member.is_coordinator):
        return ""
    return piece("safety/_duty_rows.html", {"coordinates": request.member.is_coordinator}, request)


def first_on_desk(request, _noun=None):
    """Before whatever else waits there."""
    member = request.member
    waits = queries.alerts_of(member) or (member.is_coordinator and queries.facts_of_alerts(member))
    return piece("safety/_desk_first.html", {}, request) if waits else ""


def on_desk(request, _noun=None):
    old = request.member.is_coordinator and queries.lines_are_old()
    return piece("safety/_desk.html", {"country": request.space.country}, request) if old else ""

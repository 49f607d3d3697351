"""What safety puts on the pages of other rooms: a quiet "More" under what somebody wrote."""

from django.template import engines
from markupsafe import Markup


def under_share(request, share) -> Markup | str:
    """For everybody but its writer."""
    if request is None or share is None or share.is_by(request.member) or share.withdrawn_at:
        return ""
    return _more("share", share.pk, named=share.shown_as != "someone")


def under_response(request, answer) -> Markup | str:
    return "" if answer.mine or answer.words is None else _more("response", answer.id, named=bool(answer.stone))


def _more(noun: str, pk: int, *, named: bool) -> Markup:
    """Nothing here depends on who looks, so that a page drawn once serves everybody. Whoever is not named
    cannot be blocked here: who then goes away would tell who wrote it."""
    template = engines["jinja2"].env.get_template("safety/_more.html")
    return Markup(template.render(noun=noun, pk=pk, named=named))


def reports_row(request, _noun) -> Markup | str:
    """On the coordinator's You page and desk: the way to the reports."""
    if not request.member.is_coordinator:
        return ""
    return Markup(engines["jinja2"].env.get_template("safety/_reports_row.html").render())

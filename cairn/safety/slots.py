"""What safety puts on the pages of other rooms: a quiet "More" under what somebody wrote."""

from functools import lru_cache

from django.template import engines
from django.utils.translation import get_language
from markupsafe import Markup

from cairn.base.slots import piece, slot


PLACE = "1234567890987654321"  # stands where the noun's number goes


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
    return _drawn(noun, named, get_language()).replace(PLACE, str(pk))


@lru_cache(maxsize=64)
def _drawn(noun: str, named: bool, _language: str) -> Markup:
    """Once for all of a kind: a page has twenty of them."""
    template = engines["jinja2"].env.get_template("safety/_more.html")
    more = slot("written.more", None, (noun, int(PLACE), named))
    return Markup(template.render(noun=noun, pk=int(PLACE), named=named, more=more))  # noqa: S704  escaped when drawn


def under_turn(request, turn) -> Markup | str:
    """Under what somebody else said with the piece."""
    if request is None or turn is None or not turn.words or turn.face.hidden or turn.face.member == request.member.pk:
        return ""
    return _more("spoken", turn.words[0][0], named=True)


def under_words(request, what) -> Markup | str:
    """Under what somebody else wrote, with their name beside it: (noun, number)."""
    noun, pk = what
    return _more(noun, pk, named=True)


def under_circle(request, circle) -> Markup | str:
    """On a circle's page: its own words, and the people one sees there."""
    return piece("safety/_under_circle.html", {"circle": circle}, request)


def reports_row(request, _noun) -> Markup | str:
    """On the You page of those who look after the space: the way to what they look after."""
    if not (request.member.is_coordinator or request.member.is_responder):
        return ""
    return piece("safety/_reports_row.html", {}, request)


def decisions_row(request, _noun) -> Markup | str:
    return piece("safety/_decisions_row.html", {}, request)

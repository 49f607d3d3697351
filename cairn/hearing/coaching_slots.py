"""What the listening coach says on the pages of lower rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.hearing.coach import Note, one_question, speaks


def note_about(member, share, *, text: str, kind: str) -> Note | None:
    """What the coach would ask `member` about these words; None where it is off, or has nothing to ask."""
    if not member.coach or share.is_by(member):
        return None
    return one_question(text, language=share.language, need=share.need, kind=kind)


def beside_the_box(request, share) -> Markup:
    """Under the box of an answer: the place where a note can appear, and the way to learn."""
    return piece("hearing/_coach.html", {"share": share, "on": request.member.coach, "speaks": speaks(share.language)})


def before_it_is_sent(request, answer) -> Markup | str:
    """On the page between Send and sending, where no script could ask: the same note."""
    share, given, looked = answer
    if looked & {"coach", "1"}:
        return ""
    note = note_about(request.member, share, text=given["text"], kind=given["kind"])
    return piece("hearing/_coach_note.html", {"note": note}) if note else ""


def coach_row(_request, member) -> Markup:
    """On the You page: whether the coach may ask."""
    now = _("May ask you something while you write") if member.coach else _("Off")
    return piece("hearing/_row.html", {"what": _("The listening coach"), "now": now, "href": reverse("you_coach")})

"""What letters put on the pages of other rooms."""

from markupsafe import Markup

from cairn.base.composed import composed
from cairn.base.slots import may_be_there, piece
from cairn.bonds.models import Door
from cairn.bonds.rules import letters as rules


def you_row(request, _noun) -> Markup:
    """On the You page; it says the same to everybody, so it asks nothing."""
    return piece("bonds/_letters_row.html", {})


def on_today(request, _noun) -> Markup | str:
    """Beside Today, where somebody knocks or a door is open. One query."""
    if not may_be_there(request.member, "door"):
        return ""
    states = {rules.state_of(door, request.member.pk) for door in _not_closed(request.member)}
    knocks = rules.ASKED in states
    return piece("bonds/_letters_today.html", {"knocks": knocks}) if knocks or rules.OPEN in states else ""


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _not_closed(member):
    doors = Door.objects.seen_by(member).filter(closed_at=None)
    return doors.only("one", "other", "asked_by", "asked_at", "opened_at", "closed_at", "closed_by")


def in_more(_request, what) -> Markup | str:
    """In the quiet "More" under what somebody wrote, drawn once for everybody: never under what is told as "someone"."""
    noun, pk, named = what
    return piece("bonds/_knock_in_more.html", {"noun": noun, "pk": pk}) if named and noun in ("share", "response") else ""


def circle_ways(request, circle) -> Markup | str:
    """On a circle's page: to one of its people alone."""
    return piece("bonds/_knock_in_circle.html", {"circle": circle}) if circle.closed_at is None else ""

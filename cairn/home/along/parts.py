"""What there is to take along in each room. A later room adds its own part with base.along.taken_along."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cairn.base import keyring, stones, times
from cairn.base.along import Piece, taken_along
from cairn.base.languages import names_of
from cairn.circles.models import Seat, SeatRequest
from cairn.home.along import meetings, safety, shares
from cairn.members import queries as members
from cairn.members.rules import said_by


def connect() -> None:
    """Every part, in the order in which they stand."""
    taken_along("you", _("You"), you, place=10)
    taken_along("shares", _("What you told"), shares.told, place=20)
    taken_along("answers", _("What you answered"), shares.answered, place=21)
    taken_along("drafts", _("What you had begun"), shares.begun, place=22)
    taken_along("circles", _("Your circles"), circles, place=30)
    taken_along("meetings", _("What you said in meetings"), meetings.said, place=31)
    taken_along("holding", _("What you prepared, and how it was to hold it"), meetings.held, place=32)
    taken_along("repair", _("What you worked out"), safety.worked_out, place=40)
    taken_along("plan", _("Your own plan"), safety.plan, place=60)
    taken_along("reports", _("What you brought to a responder"), safety.reports, place=61)
    taken_along("decisions", _("What was decided about your words"), safety.decisions, place=62)
    taken_along("settings", _("Settings"), settings, place=90)


def you(member) -> Iterator:
    yield _("Name"), member.name or ""
    yield _("Stone"), stones.describe(member.stone)
    yield _("Here since"), _day(member.joined_at)
    yield _("Sign-in name"), member.sign_in_name or ""
    yield _("Mail"), member.mail or ""
    yield _("Experiences"), ", ".join(members.topic_names(members.experiences_of(member)))
    yield _("Interests"), ", ".join(str(words) for kind, words in members.INTERESTS.items() if kind in members.interests_of(member))
    yield _("Languages"), ", ".join(names_of(member.languages))


def settings(member) -> Iterator:
    yield _("Time zone"), member.zone
    yield _("Usually here"), ", ".join(members.hours.in_words(member.hours)) or _now("At any time")
    yield _("Topics folded"), ", ".join(members.topic_names(members.boundaries_of(member)))
    yield _("Quiet hours"), "" if member.quiet_from == member.quiet_to else times.from_to(member.quiet_from, member.quiet_to)
    yield _("Colours"), {"light": _now("Light"), "dark": _now("Dark")}.get(member.theme, _now("As the device has them"))
    yield _("Plain type"), _now("Yes") if member.plain_type else _now("No")
    yield _("Larger text"), _now("Yes") if member.text_size else _now("No")
    yield _("Movement"), {"less": _now("None")}.get(member.motion, _now("As the device has it"))
    yield _("Contrast"), {"more": _now("Stronger")}.get(member.contrast, _now("As the device has it"))
    yield _("Others’ signals read out"), _now("Yes") if member.hears_signals else _now("No")
    yield _("Coach"), _now("On") if member.coach else _now("Off")
    yield _("Where Leave leads"), member.leave_to or _now("The usual page")
    yield _("What Leave says"), said_by(member) or _now("Hidden")


def circles(member) -> Iterator:
    """Where they sat, under which name, and what they wrote on coming and going."""
    keyring.bring([keyring.SPACE])
    for seat in Seat.system.filter(member=member).select_related("circle").order_by("taken_at"):
        yield seat.circle.name or "", _how_long(seat)
        if seat.goodbye:
            yield Piece(seat.goodbye, _now("Your goodbye to %(circle)s") % {"circle": seat.circle.name}, seat.left_at)
    for asked in SeatRequest.system.filter(member=member).select_related("circle").order_by("at"):
        yield Piece(asked.note, _now("When you asked for a seat in %(circle)s") % {"circle": asked.circle.name}, asked.at)


def _how_long(seat) -> str:
    since, until = _day(seat.taken_at), _day(seat.left_at) if seat.left_at else ""
    words = _now("%(since)s to %(until)s") % {"since": since, "until": until} if until else _now("Since %(since)s") % {"since": since}
    return f"{words} ({seat.own_name})" if seat.own_name else words


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "j F Y")

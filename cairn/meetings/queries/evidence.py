"""What somebody said with the piece, for whoever reports it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import found
from cairn.circles.models import Seat
from cairn.meetings.models import Spoken
from cairn.safety.models import AsItStands


def spoken_as_it_stands(member, pk: int) -> AsItStands:
    """The whole turn that this paragraph belongs to, as `member` sees it."""
    one = found(Spoken.objects.seen_by(member).select_related("meeting__circle", "member").filter(pk=pk).first())
    turn = Spoken.objects.seen_by(member).filter(meeting=one.meeting_id, turn=one.turn, member=one.member_id).order_by("at", "pk")
    circle = one.meeting.circle
    seat = Seat.system.select_related("member").filter(circle=circle, member=one.member_id).order_by("-taken_at").first()
    words = "\n\n".join(said.text for said in turn if said.text)
    where = _("A meeting of %(circle)s") % {"circle": circle.name}
    return AsItStands(
        found(words or None), (seat.name if seat else one.member.name) or "", where, one.at.isoformat(),
        reverse("room", args=[one.meeting_id]), one.member_id, circle.pk,
    )

"""A told check-in as it stands now, for somebody who reports it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.checkins.queries.offered import in_words
from cairn.checkins.queries.told import told_for
from cairn.safety.models import AsItStands


def checkin_as_it_stands(member, pk: int) -> AsItStands:
    """`pk` is of the telling, as a reader has it."""
    told = told_for(member, pk)
    href = reverse("circle", args=[told.circle_id]) if told.circle_id else reverse("today")
    return AsItStands(
        words=in_words(told.felt, member.language), by=told.person.name, where=_("How it is, told to %(where)s") % {"where": told.where} if told.circle_id else _("How it is, told to one person"),
        at=told.at.isoformat(), href=f"{href}#how-it-is", writer_id=told.person.id, circle_id=told.circle_id or 0,
    )

"""What a member proposed to do together, and where they went."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base import keyring
from cairn.base.along import Piece
from cairn.base.times import day
from cairn.bonds.models import Activity, Going

TITLE = gettext_lazy("Doing things together")


def activities(member) -> Iterator:
    for one in Activity.system.filter(by=member).order_by("starts_at"):
        words = "\n\n".join(filter(None, (one.title, one.words, one.where)))
        yield Piece(words, _("You proposed"), one.starts_at)
    went = Going.objects.filter(member=member, came=True, activity__in=Activity.objects.seen_by(member)).exclude(activity__by=member)
    went = list(went.select_related("activity").order_by("activity__starts_at"))
    keyring.bring(one.activity.by_id for one in went)
    for one in went:
        yield one.activity.title or "", _("You went, %(day)s") % {"day": day(one.activity.starts_at)}

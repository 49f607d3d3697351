"""What somebody takes along of buddies: what they wished, and since when they had one, whom nobody names."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base.text import listed
from cairn.base.times import written
from cairn.bonds.queries.buddies import wish_of
from cairn.bonds.stages import STAGES
from cairn.members.models import Buddy

TITLE = gettext_lazy("Buddies")


def wished(member) -> Iterator:
    wish = wish_of(member)
    if wish is not None:
        kept = wish.kept
        yield _("You wished for a buddy"), _("since %(day)s") % {"day": _day(wish.since)}
        yield _("Where in life you are"), listed([str(alone) for kind, (alone, _within) in STAGES.items() if kind in kept.get("stage", ())])
        yield _("Shared experience may bring somebody"), _("Yes") if kept.get("experience") else _("No")
        yield _("You would rather not meet"), _("Somebody") if kept.get("rather_not") else _("Nobody")
        yield _("Reminded once a week"), _("Yes") if wish.nudge else _("No")
    for pair in Buddy.objects.filter(Q(one=member) | Q(other=member)).order_by("since"):
        until = _("%(since)s to %(until)s") % {"since": _day(pair.since), "until": _day(pair.ended_at)} if pair.ended_at else ""
        yield _("You had a buddy") if pair.ended_at else _("You have a buddy"), until or _("since %(day)s") % {"day": _day(pair.since)}


def _day(moment) -> str:
    return written(timezone.localtime(moment).date(), "j F Y")

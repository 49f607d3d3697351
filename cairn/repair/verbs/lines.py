"""A line for the circle: that something was mended, in no other words than both said yes to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.models import DataKey
from cairn.base.rules import require
from cairn.repair import rules
from cairn.repair.happenings import ConcernMoved
from cairn.repair.models import Concern
from cairn.repair.verbs.beginning import still
from cairn.repair.verbs.ending import forget_line
from cairn.safety.verbs import require_no_waiting, screen


@act
def write_line(concern, line: str, *, by) -> Concern:
    """Write it, or change it: then it waits for the other's yes, and is told to nobody before."""
    concern = still(concern)
    require(rules.may_write_line(by, concern), _("This can be written for a month after something was mended."))
    require(bool(line), _("Nothing is written here yet."))
    require_no_waiting(by)
    if concern.line == line:
        return concern
    if not DataKey.objects.filter(owner=concern.pk).exists():
        keyring.make(concern.pk)
    concern.line, concern.line_by, concern.line_agreed_at = line, by, None
    concern.save(update_fields=["line", "line_by", "line_agreed_at"])
    screen("line", concern.pk, line, by=by, told=False, href=reverse("repair_line", args=[concern.pk]))
    tell(ConcernMoved(concern.pk, "line", (rules.other_id(concern, by.pk),)))
    return concern


@act
def agree_line(concern, *, seen: str, by) -> Concern:
    """Yes to exactly these words. From now the circle reads them, for a month."""
    concern = still(concern)
    require(rules.may_write_line(by, concern) and concern.line is not None, _("There is nothing to say yes to."))
    require(concern.line_by_id != by.pk, _("These are your words. They wait for the other."))
    require(rules.seen(concern.line) == seen, _("They have written it anew in the meantime. Please read it once more."))
    if concern.line_agreed_at is None:
        Concern.system.filter(pk=concern.pk).update(line_agreed_at=clock.now())
        tell(ConcernMoved(concern.pk, "line_told", (concern.line_by_id,)))
    return still(concern)


@act
def take_back_line(concern, *, by) -> None:
    """Either may, at any time, without a reason."""
    require(rules.is_one_of_two(by, concern), _("The two people decide this."))
    forget_line(Concern.system.filter(pk=still(concern).pk))

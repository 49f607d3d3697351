"""Setting the space up, and its agreements."""

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.base import clock, crypto
from cairn.base.acts import act
from cairn.base.ids import new_token
from cairn.base.rules import require
from cairn.members.models import Agreement, Consent, Member, SetupLink, Space, Topic
from cairn.members.models.space import APPROVAL, INVITE, OPEN
from cairn.members.queries import forget_space


@act
def new_setup_link() -> str | None:
    """The path of a fresh one-time link to set-up; older ones stop working. None once it is done."""
    if Space.objects.exists():
        return None
    code = new_token()
    SetupLink.objects.all().delete()
    SetupLink.objects.create(digest=crypto.digest("set-up", code))
    return f"/set-up/{code}"


@act
def set_up_space(
    *, link_code, name, what_it_is, what_it_is_not, agreement_text, topics: list[str], country, cover, door, adults_only,
    language, zone, coordinator: Member,
) -> Space:
    """Make the one space. The link is used up; the coordinator (see come_in_as_coordinator) consents
    to the agreement, which has one sentence a line."""
    require(not Space.objects.exists(), _("This space has been set up already."))
    used, _rows = SetupLink.objects.filter(digest=crypto.digest("set-up", link_code)).delete()
    require(used == 1, _("This link has been used or replaced. Ask for a new one where Cairn runs."))
    require(door in (OPEN, INVITE, APPROVAL), _("Choose how people come in."))
    space = Space.objects.create(
        name=name, what_it_is=what_it_is, what_it_is_not=what_it_is_not, adults_only=adults_only, cover=cover,
        country=country, language=language, zone=zone, door=door,
    )
    Topic.objects.bulk_create([Topic(name=topic, place=place) for place, topic in enumerate(topics)])
    agreement = Agreement.objects.create(circle=None, version=1, text=agreement_text)
    Consent.objects.create(member=coordinator, agreement=agreement)
    Member.objects.filter(pk=coordinator.pk).update(language=language, coordinator_since=coordinator.coordinator_since or clock.now())
    forget_space()
    return space


@act
def new_agreement(text: str, *, circle=None, by: Member) -> Agreement:
    """The next version. Those who consented to an older one are asked again when they next need to be.
    Who may change a circle's agreement is for circles to say."""
    require(circle is not None or by.is_coordinator, _("The coordinator keeps the space's agreement."))
    latest = Agreement.objects.filter(circle=circle).aggregate(latest=Max("version"))["latest"] or 0
    return Agreement.objects.create(circle=circle, version=latest + 1, text=text)

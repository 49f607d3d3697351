"""What the coordinator does for the whole space."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.members import queries as members
from cairn.members import verbs as member_verbs
from cairn.members.models import Member, Space, Topic
from cairn.safety import verbs as safety

SAID = ("name", "what_it_is", "what_it_is_not", "adults_only", "cover", "language", "zone", "door", "reports_kept_days", "letters_after_days")


@act
def set_up(link_code: str, *, space: dict, lines: list[dict], name: str, stone: str, **way) -> Member:
    """The space and its first coordinator, both or neither. The password is derived inside, which
    happens once in a space's life, when nobody else is here to wait."""
    coordinator = member_verbs.come_in_as_coordinator(
        link_code=link_code, name=name, stone=stone, languages=[space["language"]], zone=space["zone"], **way
    )
    member_verbs.set_up_space(link_code=link_code, coordinator=coordinator, **space)
    if lines:
        safety.set_helplines(space["country"], lines, by=coordinator)
    return coordinator


@act
def change_space(*, by, **said) -> None:
    """Change what the space says of itself; `said` are columns of Space."""
    require(by.is_coordinator, _("Only the coordinator changes the space."))
    space = Space.objects.select_for_update().get()
    for column in said.keys() & set(SAID):
        setattr(space, column, said[column])
    space.save(update_fields=list(said.keys() & set(SAID)))
    members.forget_space()


@act
def change_topics(names: list[str], *, by) -> None:
    """Exactly these are open, in this order. A topic that goes is closed, not erased: what was
    noted with it keeps its name, and it opens again when it is named again."""
    require(by.is_coordinator, _("Only the coordinator changes the topics."))
    known = {topic.name: topic for topic in Topic.objects.all()}
    Topic.objects.exclude(pk__in=[known[name].pk for name in names if name in known]).filter(closed_at=None).update(closed_at=clock.now())
    for place, name in enumerate(names):
        topic = known.get(name) or Topic(name=name)
        topic.place, topic.closed_at = place, None
        topic.save()
    members.forget_space()


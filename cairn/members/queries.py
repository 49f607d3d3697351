"""Questions about the space and its members."""

import time
from dataclasses import dataclass

from cairn.base import keyring
from cairn.members.models import Agreement, Consent, Member, Space, Topic

_FRESH = 5.0  # seconds that one process may show an older space
_kept: dict[str, tuple[float, object]] = {}


def _for_a_moment(name: str, fetch):
    made, value = _kept.get(name, (0.0, None))
    if value is None or time.monotonic() - made > _FRESH:
        value = fetch()
        _kept[name] = (time.monotonic(), value)
    return value


def forget_space() -> None:
    """The space was changed: read it anew."""
    _kept.clear()


def the_space() -> Space | None:
    """The one space, or None before set-up."""
    return _for_a_moment("space", lambda: Space.objects.first())


def topics() -> list[Topic]:
    """Open topics in their order."""
    return _for_a_moment("topics", lambda: list(Topic.objects.filter(closed_at=None)))


def topic_names(ids) -> list[str]:
    """Names of the topics with these ids, in the topics' own order."""
    wanted = set(ids)
    return [topic.name for topic in topics() if topic.pk in wanted]


def agreement_of(circle=None) -> Agreement | None:
    """The agreement in force: the space's own, or a circle's."""
    return Agreement.objects.filter(circle=circle).order_by("-version").first()


def has_consented(member, agreement) -> bool:
    return agreement is None or Consent.objects.filter(member=member, agreement=agreement).exists()


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody is shown in one place."""

    id: int
    name: str
    stone: str


def people(ids) -> dict[int, Person]:
    """Members by id as the whole space knows them; erased ones are absent. Two queries."""
    members = list(Member.objects.filter(pk__in=set(ids)).only("name", "stone"))
    keyring.bring(member.pk for member in members)
    return {m.pk: Person(m.pk, m.name or "", m.stone) for m in members}

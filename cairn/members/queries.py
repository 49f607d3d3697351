"""Questions about the space and its members."""

import time
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from cairn.base import clock, crypto, keyring
from cairn.base.composed import composed
from cairn.members import hours, names, passkeys, passwords, throttle  # noqa: F401  for whoever asks about hours, and for what else a secret opens
from cairn.members.interests import INTERESTS  # noqa: F401  the same
from cairn.members.models import (
    Agreement,
    Apart,
    Block,
    Boundary,
    Buddy,
    Consent,
    Experience,
    Interest,
    Invitation,
    Member,
    Passkey,
    RecoveryCode,
    SignedIn,
    Space,
    Topic,
)
from cairn.members.rules import token_for

_FRESH = 5.0  # seconds that one process may show an older space
_kept: dict[str, tuple[float, object]] = {}


def for_a_moment(name: str, fetch):
    """What `fetch()` gave in the last five seconds; forgotten with forget_space()."""
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
    return for_a_moment("space", lambda: Space.objects.first())


def topics() -> list[Topic]:
    """Open topics in their order."""
    return for_a_moment("topics", lambda: list(Topic.objects.filter(closed_at=None)))


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
    ids = list(set(ids))
    members = with_names(ids) if ids else []
    keyring.bring(member.pk for member in members)
    return {m.pk: Person(m.pk, m.name or "", m.stone) for m in members}


@composed(lambda ids: [ids])
def with_names(ids: list[int]):
    """Rows of these members with their names and stones alone, still sealed."""
    return Member.objects.filter(pk__in=ids).only("name", "stone")


@dataclass(frozen=True, slots=True)
class Pair:
    """A member and one buddy of theirs; `pk` is of the pair."""

    pk: int
    person: Person
    since: datetime


def buddies_of(member) -> list[Pair]:
    """Whom somebody is a buddy of, the longest first; nobody whose words they are not shown. Three queries, one where
    there is none."""
    pairs = _pairs_of(member)
    ids = {pair.pk: pair.other_id if pair.one_id == member.pk else pair.one_id for pair in pairs}
    known = people(ids.values()) if ids else {}
    return [
        Pair(pair.pk, known[ids[pair.pk]], pair.since)
        for pair in pairs if ids[pair.pk] in known and ids[pair.pk] not in member.unheard_ids
    ]


@composed(lambda member: [member.pk])
def _pairs_of(member):
    return Buddy.objects.filter(Q(one=member) | Q(other=member), ended_at=None).order_by("since", "pk")


def digest_of_sign_in_name(sign_in_name: str) -> str:
    """A member's `handle`: the private name itself is never looked up."""
    return crypto.digest("sign-in-name", names.same(sign_in_name))


def digest_of_mail(mail: str) -> str:
    return crypto.digest("mail", mail.strip().casefold())


def plain_code(code: str) -> str:
    """A recovery code as people type it: with or without gaps, 0 for O, 1 for I, 8 for B."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return plain.translate(str.maketrans("018", "OIB"))


def digest_of_code(code: str) -> str:
    return crypto.digest("recovery-code", plain_code(code))


def member_of_handle(digest: str) -> Member | None:
    return Member.objects.filter(handle=digest).first()


def member_of_mail(mail: str) -> Member | None:
    """Whoever proved this address first; nobody twice."""
    proven = Member.objects.may_come_in().filter(mail_digest=digest_of_mail(mail), mail_proven_at__isnull=False)
    return proven.order_by("mail_proven_at").first()


def sign_in_name_is_free(sign_in_name: str) -> bool:
    return not Member.objects.filter(handle=digest_of_sign_in_name(sign_in_name)).exists()


def name_is_taken(name: str, besides: Member | None = None) -> bool:
    """Whether somebody here goes by this name, or one that looks like it. Names are sealed, so they are opened and
    compared: no digest of them is kept anywhere. Two queries."""
    others = list(Member.objects.filter(left_at=None).exclude(pk=besides.pk if besides else None).only("id", "name"))
    keyring.bring(other.pk for other in others)
    wanted = names.looks_like(name)
    return any(other.name and names.looks_like(other.name) == wanted for other in others)


def invitation_of(code: str) -> Invitation | None:
    """The invitation with this code, while it may still be used."""
    unused = Invitation.objects.filter(taken_at=None, ends_at__gt=clock.now())
    return unused.filter(digest=crypto.digest("invitation", code)).first()


def invitation_taken_by(member, code: str) -> Invitation | None:
    """The invitation this member came in with."""
    return Invitation.objects.filter(digest=crypto.digest("invitation", code), taken_by=member).first()


def open_invitations(member) -> list[Invitation]:
    """Those this member made that nobody has used yet, newest first."""
    return list(Invitation.objects.filter(by=member, taken_at=None, ends_at__gt=clock.now()).order_by("-made_at"))


def waiting_at_the_door() -> list[Member]:
    """Who has signed up and has not been let in, who came first first. Two queries."""
    waiting = list(Member.objects.filter(welcomed_at=None, left_at=None).order_by("joined_at"))
    keyring.bring(member.pk for member in waiting)
    return waiting


def coordinators() -> list[Member]:
    return list(Member.objects.here().filter(coordinator_since__isnull=False).order_by("coordinator_since"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place a member is signed in. `id` tells it apart without being its key."""

    id: str
    device: str
    since: datetime
    last_day: date | None
    here: bool


def id_of_place(kept_key: str) -> str:
    return crypto.digest("place", kept_key)[:20]


def places_of(member, session_key: str) -> list[Place]:
    here = SignedIn.kept(session_key)
    rows = SignedIn.objects.filter(member=member, expire_date__gt=clock.now()).order_by("-began_at")
    return [Place(id_of_place(r.session_key), r.device, r.began_at, r.seen_on, r.session_key == here) for r in rows]


def passkeys_of(member) -> list[Passkey]:
    return list(Passkey.objects.filter(member=member).order_by("made_at"))


def passkey_of(credential: str) -> Passkey | None:
    return Passkey.objects.select_related("member").filter(credential=credential, member__in=Member.objects.may_come_in()).first()


def has_code(member, code: str) -> bool:
    """Whether this is a recovery code of theirs that was not used; looking does not use it."""
    return RecoveryCode.objects.filter(member=member, digest=digest_of_code(code), used_at=None).exists()


def codes_left(member) -> int:
    return RecoveryCode.objects.filter(member=member, used_at=None).count()


@dataclass(frozen=True, slots=True)
class Blocked:
    token: str
    name: str
    stone: str
    at: datetime


def blocked_by(member) -> list[Blocked]:
    """Whom this member has blocked. Two queries."""
    blocks = list(Block.objects.filter(blocker=member).select_related("blocked").order_by("-at"))
    keyring.bring(block.blocked_id for block in blocks)
    return [_blocked(block) for block in blocks]


def _blocked(block: Block) -> Blocked:
    return Blocked(token_for(block.blocked_id), block.name, _stone_of(block.blocked, block.name), block.at)


def _stone_of(other, name: str) -> str:
    """Theirs in the whole space, unless they were met under another name."""
    return other.stone if name == other.name else ""


@dataclass(frozen=True, slots=True)
class Distance:
    """A mute, a break or a restriction, as whoever wanted it sees it."""

    token: str
    name: str
    stone: str
    kind: str
    since: datetime
    until: datetime | None


def distances_of(member, other=None) -> list[Distance]:
    """What this member wants short of a block, of everybody or of one; nobody else's. Two queries."""
    rows = Apart.objects.filter(Q(until=None) | Q(until__gt=clock.now()), member=member).select_related("other").order_by("-since")
    rows = list(rows.filter(other=other) if other else rows)
    keyring.bring(row.other_id for row in rows)
    return [Distance(token_for(r.other_id), r.name, _stone_of(r.other, r.name), r.kind, r.since, r.until) for r in rows]


def keeps_distance(member) -> bool:
    return bool(member.around.apart | member.around.restricts)


def experiences_of(member) -> list[int]:
    return [one.topic_id for one in _experiences(member)]


@composed(lambda member: [member.pk])
def _experiences(member):
    return Experience.objects.filter(member=member)


def boundaries_of(member) -> list[int]:
    return list(Boundary.objects.filter(member=member).values_list("topic_id", flat=True))


def interests_of(member) -> list[str]:
    return [one.kind for one in _interests(member)]


@composed(lambda member: [member.pk])
def _interests(member):
    return Interest.objects.filter(member=member)

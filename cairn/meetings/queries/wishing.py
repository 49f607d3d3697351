"""Who would like a circle, and which circles that could make."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock, crypto, keyring
from cairn.base.languages import names_of
from cairn.base.rules import require
from cairn.base.text import listed
from cairn.base.times import Here, written
from cairn.circles.models import SeatRequest
from cairn.meetings.forming import LANGUAGE, NOBODY, TOPIC, Proposal, Waits, Wisher, form
from cairn.meetings.models import Wish
from cairn.members.models import Block, Member
from cairn.members.queries import Person, topics


@dataclass(frozen=True, slots=True)
class Proposed:
    """A circle that could be, as the coordinator sees it. Its people are named, their hours are not."""

    key: str
    topic: str
    topic_id: int | None
    language: str
    language_code: str
    when: str
    people: list[Person]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StillWaits:
    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class WishesPage:
    proposals: list[Proposed]
    waiting: list[StillWaits]


def wish_of(member) -> Wish | None:
    return Wish.objects.seen_by(member).select_related("topic").first()


def somebody_wishes() -> bool:
    return _open_wishes().exists()


def _open_wishes():
    """But for those whom a circle keeps a seat for already."""
    kept = SeatRequest.system.keeping_a_seat().values("member")
    return Wish.system.filter(member__in=Member.objects.here()).exclude(member__in=kept)


def wishes_page(member) -> WishesPage:
    """For the coordinator. People blocked with them are proposed like everybody, and shown to them nowhere."""
    require(member.is_coordinator, _("Only the coordinator sees who would like a circle."))
    wishes = list(_open_wishes().select_related("member").order_by("at"))
    ids = {wish.member_id for wish in wishes}
    blocks = Block.objects.filter(blocker__in=ids, blocked__in=ids).values_list("blocker", "blocked")
    formed = form([_wisher(wish) for wish in wishes], blocks)
    people = _people(wishes, member)
    return WishesPage(
        proposals=[_proposed(proposal, people) for proposal in formed.circles],
        waiting=[StillWaits(people[waits.member], _why(waits)) for waits in formed.waiting if waits.member in people],
    )


def _wisher(wish) -> Wisher:
    return Wisher(wish.member_id, wish.topic_id, frozenset(wish.member.languages), frozenset(wish.slots), wish.at.timestamp())


def _people(wishes, viewer) -> dict[int, Person]:
    keyring.bring(wish.member_id for wish in wishes)
    return {
        wish.member_id: Person(wish.member_id, wish.member.name or _("Somebody"), wish.member.stone)
        for wish in wishes if wish.member_id not in viewer.blocked_ids
    }


def _proposed(proposal: Proposal, people) -> Proposed:
    topic = next((topic.name for topic in topics() if topic.pk == proposal.topic), _("No one topic"))
    return Proposed(
        key=crypto.digest("proposal", repr(proposal))[:24], topic=topic, topic_id=proposal.topic,
        language=names_of([proposal.language])[0], language_code=proposal.language, when=slot_in_words(proposal.slot),
        people=[people[pk] for pk in proposal.members if pk in people], members=proposal.members,
    )


def slot_in_words(slot: int) -> str:
    """ "Tuesday, 7:00pm", in the reader's zone as its clocks stand now."""
    now = clock.now()
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    there = timezone.localtime(monday + timedelta(hours=slot))
    return _("%(day)s, %(hour)s") % {"day": written(there.date(), "l"), "hour": Here().hour(there)}


def _why(waits: Waits) -> str:
    """Why somebody waits. None of these tells that there is a block: see forming.py."""
    if waits.why == TOPIC:
        return _("Too few for this topic yet.")
    if waits.why == LANGUAGE:
        return _("Too few who speak %(languages)s yet.") % {"languages": listed(names_of(waits.languages))}
    return _("Nobody else is free then.") if waits.why == NOBODY else _("Too few are free at their hours yet.")


def proposal_for(member, key: str) -> Proposed | None:
    """The proposal, while it still stands."""
    return next((one for one in wishes_page(member).proposals if one.key == key), None)


def wishers_among(member, ids) -> list[Member]:
    """Those of `ids` who still wish for a circle, who waits longest first. For the coordinator."""
    require(member.is_coordinator, _("Only the coordinator sees who would like a circle."))
    wishers = [wish.member for wish in _open_wishes().filter(member__in=ids).select_related("member").order_by("at")]
    keyring.bring(wisher.pk for wisher in wishers)
    return wishers

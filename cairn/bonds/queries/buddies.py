"""Buddies as pages show them: the wish, one proposal at a time, the pair."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.base.pages import found
from cairn.base.rules import version_of
from cairn.base.sealed import Sealed
from cairn.bonds import reasons
from cairn.bonds.models import BuddyWish, Proposal
from cairn.bonds.rules import buddies as rules
from cairn.members.models import Buddy
from cairn.members.queries import Person, interests_of
from cairn.safety.models import AsItStands


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal, as one of the two sees it: the same for both, but for whose name it is."""

    pk: int
    person: Person
    lines: list[str]  # why, one sentence each

    @property
    def reason(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Together:
    """A member and one buddy of theirs."""

    pk: int
    person: Person
    since: datetime
    said: str  # the first sentence of the reason
    reason: str


@dataclass(frozen=True, slots=True)
class BuddiesPage:
    wish: BuddyWish | None
    pairs: list[Together]
    cards: list[Card]
    yeses: list[Card]  # to which one said yes
    at_rest: bool  # a pair of theirs is not shown any more, or not just now

    @property
    def card(self) -> Card | None:
        return self.cards[0] if self.cards else None

    @property
    def is_looking(self) -> bool:
        return rules.is_looking(self.wish)


def buddies_page(member) -> BuddiesPage:
    """Four queries, and one for the keys, whether one is proposed or three."""
    pairs = _pairs(member)
    proposals = _lying_before(member, clock.now())
    keyring.bring({keyring.SPACE, member.pk, *(rules.other_id(row, member.pk) for row in proposals)})
    answered = {row.pk: getattr(row, rules.side_of(member.pk, row)) for row in proposals}
    return BuddiesPage(
        wish=wish_of(member), pairs=[_together(pair, member) for pair in _shown(pairs, member)],
        cards=[_card(row, member) for row in proposals if answered[row.pk] is None],
        yeses=[_card(row, member) for row in proposals if answered[row.pk]], at_rest=_is_at_rest(pairs, member),
    )


def wish_of(member) -> BuddyWish | None:
    return next(iter(_wish(member)), None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a wish says, with what its member enjoys, which may be said elsewhere too; without one, what would be said."""

    wish: BuddyWish | None
    interests: list[str]

    @property
    def kept(self) -> dict:
        return self.wish.kept if self.wish else {}

    @property
    def nudge(self) -> bool:
        return bool(self.wish and self.wish.nudge)

    def version(self) -> str:
        return version_of(self.wish is not None, self.kept, self.nudge, sorted(self.interests))


def said_by(member, wish: BuddyWish | None) -> Said:
    return Said(wish, interests_of(member))


@composed(lambda member: [member.pk])
def _wish(member):
    return BuddyWish.objects.seen_by(member)


@composed(lambda member, at: [member.pk, list(member.unheard_ids), at])
def _lying_before(member, at):
    """What they have not said no to. Nothing here depends on what the other answered."""
    rows = Proposal.objects.seen_by(member).filter(due_at__gt=at, due_at__lt=rules.PAIRED).exclude(rules.are_pair())
    own_no = Q(one=member, one_yes=False) | Q(other=member, other_yes=False)
    return rows.exclude(own_no).select_related("one", "other").order_by("at", "pk")


def proposal_for(member, pk: int) -> Proposal:
    """Lying between the member and another, or 404."""
    rows = Proposal.objects.seen_by(member).filter(due_at__gt=clock.now(), due_at__lt=rules.PAIRED)
    return found(rows.exclude(rules.are_pair()).filter(pk=pk).first())


def _card(row, member) -> Card:
    other = row.other if row.one_id == member.pk else row.one
    return Card(row.pk, Person(other.pk, other.name or "", other.stone), reasons.lines(row.reason))


# ---- pairs


def pairs_of(member) -> list[Together]:
    """Whom they are a buddy of and are shown. One query: keys and reasons come along."""
    return [_together(pair, member) for pair in _shown(_pairs(member), member)]


@composed(lambda member, lately: [member.pk, lately])
def _pairs_since(member, lately: datetime):
    other = Case(When(one=member.pk, then=F("other_id")), default=F("one_id"))
    between = Proposal.system.filter(one=OuterRef("one"), other=OuterRef("other")).order_by("-at")
    standing = Q(ended_at=None) | Q(ended_at__gt=lately)
    return (
        Buddy.objects.filter(Q(one=member.pk) | Q(other=member.pk)).filter(standing).select_related("one", "other")
        .annotate(of_other=other).annotate(key=DataKey.along("of_other"), came_of=Subquery(between.values("pk")[:1]), came=Subquery(between.values("reason")[:1]))
        .order_by("since", "pk")
    )


def _pairs(member) -> list[Buddy]:
    return _pairs_since(member, clock.now() - rules.REST_IS_SAID_FOR)


def _shown(pairs, member) -> list[Buddy]:
    """Nobody whose words they are not shown, and nobody who is erased."""
    return [pair for pair in pairs if _is_shown(pair, member)]


def _is_shown(pair, member) -> bool:
    return pair.ended_at is None and pair.key is not None and rules.other_id(pair, member.pk) not in member.unheard_ids


def _is_at_rest(pairs, member) -> bool:
    return any(not _is_shown(pair, member) for pair in pairs)


def _together(pair, member) -> Together:
    other = pair.other if pair.one_id == member.pk else pair.one
    keyring.take(other.pk, pair.key)
    came = Proposal(pk=pair.came_of, reason=Sealed(pair.came)).reason if pair.came else None
    return Together(pair.pk, Person(other.pk, other.name or "", other.stone), pair.since, reasons.first_of(came), reasons.in_words(came))


def pair_for(member, pk: int) -> Buddy:
    """One of their own, ended or not, or 404."""
    return found(Buddy.objects.filter(Q(one=member) | Q(other=member), pk=pk).select_related("one", "other").first())


def together_for(member, pk: int) -> Together | None:
    """The pair as it is shown; None while it is at rest, for whatever reason; 404 where it is somebody else's."""
    shown = next((pair for pair in pairs_of(member) if pair.pk == pk), None)
    if shown is None:
        pair_for(member, pk)
    return shown


def buddy_as_it_stands(member, pk: int) -> AsItStands:
    """A buddy as one knows them, for whoever reports or blocks them."""
    pair = found(together_for(member, pk))
    return AsItStands(pair.person.name, pair.person.name, _("between buddies"), pair.since.isoformat(), reverse("buddy", args=[pk]), pair.person.id)


def proposal_as_it_stands(member, pk: int) -> AsItStands:
    """Somebody who was proposed, for whoever blocks or reports them."""
    proposal_for(member, pk)
    card = found(next((card for card in buddies_page(member).cards if card.pk == pk), None))
    return AsItStands(card.person.name, card.person.name, _("proposed as a buddy"), clock.now().isoformat(), reverse("buddies"), card.person.id)

"""What a circle gathered. Each viewer sees those cards in it that they may see anyway."""

from collections import defaultdict
from dataclasses import dataclass

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.toolkit import rules
from cairn.toolkit.models import STONE, Collected, Collection, Strategy, looks
from cairn.toolkit.queries.cards import Shown, shown_of
from cairn.toolkit.queries.faces import Face, Faces
from cairn.toolkit.situations import Situations

# Whether the circle's page has to ask for any; mostly it has not.
THERE = {"collections": "EXISTS(SELECT 1 FROM cairn_collection WHERE circle_id = cairn_agreement.circle_id AND closed_at IS NULL)"}
TITLES = 3  # of its cards, in a list


@dataclass(frozen=True, slots=True)
class CollectionRow:
    collection: Collection
    titles: list[str]  # of the first cards that the viewer sees


@dataclass(frozen=True, slots=True)
class CollectionPage:
    collection: Collection
    by: Face
    cards: list[Shown]
    may_take_out: frozenset[int]
    may_close: bool
    mine: bool


def collections_in(member, circle) -> list[CollectionRow]:
    """The latest first. Three questions."""
    collections = _collections(member, circle)
    within, _put = _cards_in(member, [one.pk for one in collections])
    keyring.bring({keyring.SPACE, *(one.by_id for one in collections), *(card.member_id for cards in within.values() for card in cards[:TITLES])})
    return [CollectionRow(one, [card.title for card in within[one.pk][:TITLES] if card.title]) for one in collections if one.title]


def _cards_in(member, ids) -> tuple[dict[int, list[Strategy]], set[int]]:
    """The cards of each in the order in which they were put there, and which of them the viewer put there."""
    within, mine = defaultdict(list), set()
    if not ids:
        return within, mine
    for one in _collected(member, list(ids)):
        within[one.collection_id].append(one.strategy)
        mine |= {one.strategy_id} if one.by_id == member.pk else set()
    return within, mine


@composed(lambda member, circle: [member.pk, list(member.unheard_ids), circle.pk])
def _collections(member, circle):
    return Collection.objects.seen_by(member).filter(circle=circle).order_by("-made_at")


@composed(lambda member, ids: [*looks(member), ids])
def _collected(member, ids: list[int]):
    seen = Strategy.objects.seen_by(member).told().values("pk")
    return Collected.objects.filter(collection__in=ids, strategy__in=seen).select_related("strategy__circle").order_by("at")


def collection_for(member, pk: int) -> Collection:
    """Or 404. Whoever may close it still finds it when it is closed, to open it again."""
    one = Collection.objects.seen_by(member).select_related("circle").filter(pk=pk).first()
    if one is None:
        closed = Collection.system.select_related("circle").filter(pk=pk, circle__in=[circle.pk for circle in circles.my_circles(member)], closed_at__isnull=False).first()
        one = closed if closed and rules.may_close(member, closed) else None
    return found(one)


def collection_page(member, pk: int) -> CollectionPage:
    collection = collection_for(member, pk)
    within, put = _cards_in(member, [pk])
    faces = Faces([(collection.circle_id, collection.by_id), (collection.circle_id, member.pk), *((one.circle_id, one.member_id) for one in within[pk])])
    cards = shown_of(within[pk], member, Situations.here(), faces)
    closes = collection.by_id == member.pk or faces.holds(collection.circle_id, member.pk)  # as rules.may_close
    by = faces.of(collection.circle_id, collection.by_id, STONE)
    return CollectionPage(collection, by, cards, frozenset(card.pk for card in cards if closes or card.pk in put), closes, collection.by_id == member.pk)


def gatherable_in(member, strategy) -> list[Collection]:
    """Collections of the viewer's circles into which this card could go, and is not yet."""
    if not rules.stands(strategy):
        return []
    ones = _without(member, strategy.pk, strategy.circle_id)
    keyring.bring({keyring.SPACE, *(one.by_id for one in ones)})
    return [one for one in ones if one.title]


@composed(lambda member, strategy_id, circle_id: [member.pk, list(member.unheard_ids), strategy_id, circle_id])
def _without(member, strategy_id: int, circle_id: int | None):
    there = Collected.objects.filter(strategy=strategy_id).values("collection")
    open_ones = Collection.objects.seen_by(member).filter(circle__closed_at=None).exclude(pk__in=there).select_related("circle").order_by("-made_at")
    return open_ones.filter(circle=circle_id) if circle_id else open_ones

"""Who may open what of the toolkit."""

from cairn.toolkit import verbs
from cairn.toolkit.models import Situation

TELLS = {"situation": "bad-night", "title": "Ten minutes in the car", "words": "Sit there."}


def of(world):
    """(URL name, arguments, row for GET, row for POST)."""
    from tests.matrix import COORDINATOR_FIRST, MEMBER, READS, SITS, Row, seen

    people = world.people
    for name in ("toolkit", "my_toolkit", "offer_strategy"):
        yield name, [], MEMBER, MEMBER
    yield "situation", ["bad-night"], MEMBER, MEMBER
    yield "situation", ["nowhere"], Row(set()), Row(set())
    yield "situations", [], COORDINATOR_FIRST, COORDINATOR_FIRST
    own = Situation.objects.create(name="The walk to school")
    for name in ("close_situation", "open_situation_again"):
        yield name, [own.pk], None, COORDINATOR_FIRST
    cards = {"everyone": verbs.offer_strategy(**TELLS, by=people["author"]), "circle": verbs.offer_strategy(**TELLS, circle=world.circle, by=people["author"])}
    for audience, card in cards.items():
        yield from of_card(card, READS[audience], Row, seen)
    asked = verbs.offer_strategy(**TELLS | {"words": "Two of the 50 mg ones."}, by=people["author"])
    yield "strategy", [asked.pk], Row({"author"}), None
    for name in ("look_at_strategy", "let_be_seen_strategy", "answer_writer"):
        yield name, [asked.pk], Row({"responder"}, waiting="404"), Row({"responder"}, waiting="404")
        yield name, [cards["everyone"].pk], Row(set(), waiting="404"), Row(set(), waiting="404")
    tried = verbs.say_how_it_went(verbs.offer_strategy(**TELLS, by=people["author"]), outcome="helped", line="Mine.", by=people["seat"])
    yield "let_kept_go", [tried.pk], None, Row({"seat"})
    yield from of_collections(world, cards["circle"], Row, seen, SITS)


def of_card(card, reads, Row, seen):  # noqa: N803
    read, own, others = Row(reads), seen(reads, {"author"}), seen(reads, reads - {"author"})
    yield "strategy", [card.pk], read, None
    yield "change_strategy", [card.pk], own, own
    for name in ("withdraw_strategy", "bring_back_strategy"):
        yield name, [card.pk], None, own
    yield "try_it", [card.pk], None, others
    yield "say_how_it_went", [card.pk], others, others
    yield "tell_line", [card.pk], seen(reads, set()), seen(reads, set())  # nobody has said yet how it went
    for name in ("ask_later", "let_go", "take_line_back"):
        yield name, [card.pk], None, read
    yield "put_in", [card.pk], None, Row(set())  # it names no collection
    yield "report", ["strategy", card.pk], read, read
    not_own = Row(reads - {"author"})
    yield "block_writer", ["strategy", card.pk], not_own, not_own


def of_collections(world, card, Row, seen, sits):  # noqa: N803
    """Begun by the seat, so that the one who blocked somebody is not whose it is."""
    one = verbs.gather(world.circle, title="What got us through", by=world.people["seat"])
    verbs.put_in(one, card, by=world.people["seat"])
    yield "gather", [world.circle.pk], Row(sits), Row(sits)
    yield "gather", [world.hidden.pk], Row(sits), Row(sits)
    yield "collection", [one.pk], Row(sits), None
    reads = sits - {"blocked"}  # the card is by somebody who blocked them
    yield "take_out", [one.pk, card.pk], None, seen(reads, {"seat", "facilitator", "cofacilitator"})
    closes = seen(sits, {"seat", "facilitator", "cofacilitator"})
    for name in ("close_collection", "open_collection_again"):
        yield name, [one.pk], None, closes
    yield "report", ["collection", one.pk], Row(sits), Row(sits)

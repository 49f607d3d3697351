"""Who may open what of retelling and the small book."""

from cairn.base import clock
from cairn.growth import verbs
from cairn.growth.book.choosing import token_of
from cairn.growth.models import View
from cairn.growth.queries.book import Chosen
from cairn.growth.verbs.retelling import put
from tests.matrix import MEMBER, Row


def of(world):
    """(URL name, arguments, row for GET, row for POST). The author has told something again and asked the seat how
    they see it."""
    people = world.people
    own, asked = Row({"author"}), Row({"seat"})
    told = verbs.tell_retelling(verbs.retell(first="Then.", by=people["author"]), {"happened": "Now."}, by=people["author"])
    kept = {**told.kept, "asked": [{"id": 7, "view": 7, "circle": world.circle.pk, "at": told.at.isoformat()}]}
    put(told, kept)
    told.save(update_fields=["sealed"])
    view = View(pk=7, retelling=told, by=people["seat"], written_at=clock.now())
    view.words = "Seen."
    view.save(force_insert=True)
    for name in ("retellings", "retell", "book"):
        yield name, [], MEMBER, MEMBER
    share = world.shares["circle"]
    yield "retell_from", ["share", share.pk], own, own
    for name in ("retelling_write", "retelling_ask"):
        yield name, [told.pk], own, own
    yield "retelling", [told.pk], own, None
    for name in ("retelling_keep", "retell_again", "retelling_share", "retelling_let_go", "retelling_bring_back"):
        yield name, [told.pk], None, own
    for name in ("uninvite", "invite_again"):
        yield name, [told.pk, 7], None, own
    yield "view", [7], asked, asked
    for name in ("view_step_away", "view_come_back"):
        yield name, [7], None, asked
    yield "report", ["retelling", told.pk], asked, asked
    yield "report", ["view", 7], own, own
    token = token_of(people["author"], Chosen("A book"))
    yield "book_read", [token], own, None
    yield "book_file", [token, "html"], own, None

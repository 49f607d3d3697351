"""What people of the village do between meetings, where a walk alone would not lead."""

import re


def offer_what_helps(author, facilitator, other) -> None:
    """The facilitator offers a card and changes it, the other says how it went and puts a line under it. A card of the
    author's speaks of medicine: the facilitator, who responds, writes to them."""
    told = {"situation": "bad-night", "audience": "everyone", "shown_as": "stone", "step": "tell"}
    card = facilitator.write_at("/toolkit/offer", **told).path
    other.write_at(f"{card}/how-it-went", outcome="helped")
    other.write_at(f"{card}/line", shown_as="stone")
    facilitator.write_at(f"{card}/change", situation="bad-night")
    form = author.form("/toolkit/offer", fields=["title", "words"])
    asked = author.send(form, title="Half of it", words="Half of a 20 mg one.", **told).path
    facilitator.write_at(f"{asked}/look", part="/answer")
    author.get(asked)


def tell_it_again(author, facilitator) -> None:
    """The author tells something again, and asks whom they know how they see it; the facilitator says so."""
    begun = author.hand_in("/retellings/begin", source="").path
    told = author.write_at(begun, part="/write", step="tell").path
    asks = author.form(f"{told}/ask", fields=["who"])
    author.send(asks, who=[value for name, _kind, value, _chosen in asks.fields if name == "who"])
    view = re.search(r"/views/\d+", facilitator.get("/retellings").text)[0]
    facilitator.write_at(view)


def write_letters(author, facilitator) -> None:
    """The author knocks, the facilitator opens, and both write."""
    knock = re.search(r"/letters/knock/seat/\d+", author.get("/letters/knock").text)[0]
    author.write_at(knock)
    facilitator.get("/letters")
    door = facilitator.hand_in("/letters", part="/open").path
    for person in (facilitator, author):
        person.write_at(door)

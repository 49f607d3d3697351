"""Questions about circles. Everything a page shows of a circle comes through here."""

from cairn.circles.queries.along import asked_along
from cairn.circles.queries.cards import Asking, Card, CirclePage, Face, circle_page, circles_for, invited_page
from cairn.circles.queries.evidence import circle_as_it_stands, goodbye_as_it_stands, seat_as_it_stands
from cairn.circles.queries.facts import (
    circle_for, circle_sat_in, circles_held_by, coordinator_ids, could_hold, expected_ids, holder_ids, holds, ids_agreed_in, is_known_alike, my_circles, own_seat, people_in,
    request_for, resting_ids, seat_in, seat_of, seated_ids, seats_ever,
)
from cairn.circles.queries.hearers import Hearer, Peer, buddy_peers, hearers_named, hearers_of, others_in, peer_named, peers_of
from cairn.circles.queries.pictures import picture_for, picture_of

__all__ = [
    "Asking", "asked_along", "buddy_peers", "Card", "CirclePage", "Face", "circle_as_it_stands", "circle_for", "circle_sat_in", "goodbye_as_it_stands", "seat_as_it_stands", "circle_page", "circles_for", "circles_held_by",
    "coordinator_ids", "could_hold", "expected_ids", "Hearer", "hearers_named", "hearers_of", "holder_ids", "holds", "ids_agreed_in", "invited_page", "is_known_alike", "my_circles", "others_in", "own_seat", "Peer", "peer_named", "peers_of", "people_in", "picture_for", "picture_of", "request_for", "resting_ids",
    "seat_in", "seat_of", "seated_ids", "seats_ever",
]

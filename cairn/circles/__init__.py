"""Circles: small standing groups, the seats in them, and the ways to a seat.

Nouns: Circle, Seat, SeatRequest (agreements and invitations are members' nouns).
Verbs: open_circle, change_circle, close_circle, ask_for_seat, answer_seat, take_seat, leave_seat,
come_back, rest_from_circle, end_rest, name_facilitator, change_seat_face, invite_to_circle.
"""

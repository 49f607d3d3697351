"""Rows to read: members, circles, shares and responses, written straight to the tables."""

import random
import string
from datetime import timedelta

from cairn.base import clock, keyring
from cairn.circles.models import Circle, Seat
from cairn.members.models import Agreement, Consent, Experience, Member, Space, Topic
from cairn.shares.models import CIRCLE, EVERYONE, Authorship, Response, Share, Signal

WORDS = ["kettle", "bus", "morning", "quiet", "window", "sister", "Tuesday", "again", "lamp", "walking", "hill", "door"]


def village(*, members=200, circles=20, shares=2000, responses=10, seed=1):
    """Fill the database; gives (a member who sits in the first circle, that circle)."""
    dice = random.Random(seed)
    Space.objects.create(name="Bench", what_it_is="x", what_it_is_not="x", adults_only="x", cover="x", country="GB")
    topics = [Topic.objects.create(name=word.title(), place=place) for place, word in enumerate(WORDS)]
    agreement = Agreement.objects.create(version=1, text="We listen.")
    people = _people(members, topics, agreement, dice)
    rooms = _circles(circles, people, topics)
    _shares(shares, responses, people, rooms, dice)
    return people[0], rooms[0][0]


def _people(count, topics, agreement, dice) -> list[Member]:
    people = []
    for number in range(count):
        member = Member(
            name=f"{dice.choice(string.ascii_uppercase)}rook{number}", stone=f"{number % 10}-{number % 5}-{number % 97}",
            welcomed_at=clock.now(), languages=["en"],
        )
        keyring.make(member.pk)
        people.append(member)
    Member.objects.bulk_create(people)
    Experience.objects.bulk_create(Experience(member=m, topic=dice.choice(topics)) for m in people)
    Consent.objects.bulk_create(Consent(member=m, agreement=agreement) for m in people)
    return people


def _circles(count, people, topics):
    rooms = []
    for number in range(count):
        circle = Circle.system.create(name=f"Circle {number}", purpose="To sit together.", topic=topics[number % len(topics)])
        seated = [people[(number * 8 + place) % len(people)] for place in range(8)]
        agreement = Agreement.objects.create(circle=circle, version=1, text="We listen here.")
        Consent.objects.bulk_create(Consent(member=m, agreement=agreement) for m in seated)
        roles = ["facilitator", "cofacilitator"] + ["seat"] * 6
        Seat.system.bulk_create(Seat(circle=circle, member=m, role=r) for m, r in zip(seated, roles, strict=True))
        rooms.append((circle, seated))
    return rooms


def _text(dice, length=60) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(length // 2)) + "\n\n" + " ".join(dice.choice(WORDS) for _ in range(length // 2))


def _shares(count, responses, people, rooms, dice) -> None:
    for number in range(count):
        in_circle = number % 5 < 3
        circle, near = rooms[number % len(rooms)] if in_circle else (None, people)
        writer = near[number % len(near)]
        told = clock.now() - timedelta(minutes=7 * (count - number))
        share = Share(
            audience=CIRCLE if in_circle else EVERYONE, circle=circle, need="listening", told_at=told, made_at=told, heard_at=told,
        )
        share.authorship = Authorship(share=share).show(writer.pk, as_someone=number % 17 == 0)
        share.text = _text(dice)
        share.save(force_insert=True)
        share.authorship.save(force_insert=True)
        how_many = 20 if number < len(rooms) else responses
        Response.system.bulk_create(
            Response(share=share, member=near[(number + k + 1) % len(near)], text=_text(dice, 40), at=told + timedelta(minutes=k + 1))
            for k in range(how_many) if near[(number + k + 1) % len(near)] != writer
        )
        Signal.system.bulk_create(
            Signal(share=share, member=near[(number + k + 1) % len(near)], kind=kind) for k, kind in enumerate(["nod", "nod", "with"])
        )

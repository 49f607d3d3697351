"""What Rook, who is Otter in one circle, does with others in each room: the same in both circles, and once outside them.

Each part gives the addresses it makes, and the circle to which a page belongs.
"""

from datetime import timedelta

from django.urls import reverse

from cairn.base import clock, stones
from cairn.bonds.models import Closing, Proposal
from cairn.bonds.queries.letters import at_door
from cairn.bonds.verbs import activities
from cairn.bonds.verbs import letters as doors
from cairn.circles.queries import hearers_of, others_in, peer_named, peers_of
from cairn.growth import verbs as growth
from cairn.growth.models import GrowthChoice, View
from cairn.growth.verbs import recognition, starting, victories, witness
from cairn.members.models import Buddy
from cairn.members.queries import topics
from cairn.repair import verbs as repair
from cairn.repair.models import Concern
from cairn.toolkit import verbs as toolkit

CARD = {"situation": "bad-night", "words": "Sit there."}


def lived_in(village, circle) -> dict[str, object]:
    """As one of the circle's people."""
    made = [*_grown(village, circle), *_helped(village, circle), *_done_together(village, circle), *_worked_out(village, circle)]
    return {reverse(name, args=args): circle for name, args in made}


def lived_outside(village) -> dict[str, object]:
    """Under the name everybody knows."""
    made = [*_told_to_all(village), *_paired(village)]
    return {reverse(name, args=args): "here" for name, args in made}


def _peer(viewer, other, circle):
    """As the viewer knows them there."""
    seat = next(seat for seat in others_in(viewer, circle) if seat.member_id == other.pk)
    return peer_named(viewer, f"seat-{seat.pk}")


def _grown(village, circle):
    """Victories and lines about them, on the wall; a retelling that each shows the other; lines to each other."""
    rook, dell, ash = village.rook, village.dell, village.ash
    for by in (rook, ash, dell):
        hearers = [one for one in hearers_of(by) if one.circle_id == circle.pk]
        told = victories.lay_victory("I said no.", stones.code(1, 2, 3), hearers=hearers, by=by)
        yield "victory", [told.pk]
        for other in (rook, ash):
            if other != by:
                recognition.put_on_wall(recognition.recognise(told, "I see you.", circle=circle, by=other), by=by)
    yield "wall", [circle.pk]
    for by in (rook, ash):
        recognition.see_peer(_peer(by, dell, circle), "You came back.", by=by)
        written = witness.offer_witness(_peer(by, dell, circle), words="Your voice was steadier.", by=by)
        yield "witness", [written.pk]
        witness.invite_witness(_peer(dell, by, circle), by=dell)
        retold = growth.tell_retelling(growth.retell(first="Then.", by=by), {"happened": "Now."}, by=by)
        growth.ask_views(retold, [_peer(by, dell, circle)], by=by)
        yield "view", [View.objects.get(retelling=retold).pk]


def _helped(village, circle):
    """Cards, what they were good for, and a collection of them."""
    for by in (village.rook, village.ash):
        card = toolkit.offer_strategy(**CARD, title="Ten minutes in the car", circle=circle, by=by)
        gathered = toolkit.gather(circle, title="What got us through", by=by)
        toolkit.put_in(gathered, card, by=by)
        yield "strategy", [card.pk]
        yield "collection", [gathered.pk]
        for other in (village.rook, village.ash):
            if other != by:
                toolkit.try_it(card, by=other)
                toolkit.say_how_it_went(card, outcome="helped", by=other)
                toolkit.tell_line(card, words="On the stairs.", shown_as="stone", by=other)


def _done_together(village, circle):
    for by in (village.rook, village.ash):
        one = activities.propose(
            kind="online", title="A film", words="Something quiet.", where="A link.", starts_at=clock.now() + timedelta(days=3),
            minutes=90, zone="UTC", seats=6, circle=circle, by=by,
        )
        for other in (village.rook, village.ash, village.dell):
            if other != by:
                activities.go(one, by=other)
        yield "activity", [one.pk]


def _worked_out(village, circle):
    """Dell begins something with Rook in the one circle, with Otter in the other; the circle talks, and a facilitator
    closes it together with them."""
    rook, dell, ash, marl = village.rook, village.dell, village.ash, village.marl
    concern = repair.begin(rook, circle=circle, by=dell)
    now = clock.now()
    Concern.system.filter(pk=concern.pk).update(ended_as="", agreed_at=now, step=Concern.HAPPENED, opened_at=now, due_at=None)
    for by in (rook, dell):
        repair.write_happened(Concern.system.get(pk=concern.pk), {"happened": "The kettle.", "affected": "", "need": ""}, ready=True, by=by)
    yield "concern", [concern.pk]
    for other in (rook, ash):
        yield "circle_unsafe", [circle.pk, next(seat.pk for seat in others_in(dell, circle) if seat.member_id == other.pk)]
    repair.propose(rook, ash, circle, by=marl)
    talk = repair.call(circle, "The evenings.", by=marl)
    for by in (rook, ash, dell):
        repair.speak(talk, talk.round, "I was tired.", by=by)
    yield "conversation", [talk.pk]
    closing = Closing.system.create(circle=circle, by=marl, due_at=now + timedelta(days=7))
    yield "closing", [closing.pk]


def _told_to_all(village):
    """A letter to whoever starts out, a card, an activity, a view."""
    rook = village.rook
    GrowthChoice.objects.create(member=village.dell, listening=True)
    letter = starting.write_starting(topic=topics()[0], words="You will laugh again.", told=True, by=rook)
    yield "starting_letter", [letter.pk]
    yield "strategy", [toolkit.offer_strategy(**CARD, title="To the lock and back", by=rook).pk]
    for by in (rook, village.ash):
        one = activities.propose(
            kind="online", title="A walk", words="Slowly.", where="A link.", starts_at=clock.now() + timedelta(days=4), minutes=90,
            zone="UTC", seats=6, by=by,
        )
        activities.go(one, by=village.dell)
        yield "activity", [one.pk]


def _paired(village):
    """Dell and Rook are buddies, and Marl might be one of Rook's; Dell writes to Rook, and knocks at Otter's door."""
    rook, dell, marl = village.rook, village.dell, village.marl

    def two(one, other) -> dict:
        first, second = sorted((one, other), key=lambda member: member.pk)
        return {"one": first, "other": second}

    pair = Buddy.objects.create(**two(dell, rook), since=clock.now())
    yield "buddy", [pair.pk]
    proposal = Proposal(**two(marl, rook), due_at=clock.now() + timedelta(days=7))
    proposal.reason = '{"interests": ["tea"], "stage": [], "hours": 0, "languages": [], "lived": []}'
    proposal.save(force_insert=True)
    for viewer in (dell, marl):
        for peer in peers_of(viewer):
            if peer.member_id == rook.pk and peer.circle_id:
                door = doors.knock(at_door(viewer, *_noun_and_number(peer.value)), words="May I write?", by=viewer)
                if door.closed_at is None:  # the other name's was heard by nobody
                    doors.write_letter(doors.open_door(door, by=rook), "You may.", by=rook)
                    yield "door", [door.pk]


def _noun_and_number(value: str) -> tuple[str, int]:
    noun, number = value.split("-")
    return noun, int(number)

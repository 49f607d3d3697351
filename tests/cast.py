"""The cast of every story: who is in the space, in which seat, with what to say.

    marl = member("Marl")                                   somebody who is here
    tuesday = circle_of(marl, member("Dell"), name="Tuesday circle")       the first one facilitates
    share = share_by(marl, "Three weeks now.", circle=tuesday)
    page = signed_in(marl).get(f"/shares/{share.pk}")

Rows of other rooms are made plainly, so that a story can begin anywhere; shares and responses are
told with the real verbs.
"""

import itertools

from django.conf import settings
from django.test import Client

from cairn.base import clock, keyring
from cairn.circles.models import COFACILITATOR, FACILITATOR, SEAT, Circle, Seat
from cairn.members import queries
from cairn.members.models import Agreement, Block, Boundary, Consent, Member, Space, Topic
from cairn.members.sessions import SessionStore

_seeds = itertools.count(1)


def space(**more) -> Space:
    """The one space; made with its agreement when it is not there yet."""
    words = dict(
        name="Harbour", what_it_is="People who listen to each other.", what_it_is_not="Not for emergencies.",
        adults_only="For people of 18 and over.", cover="Somebody is on duty from 9 to 17.",
    )
    made = Space.objects.first() or Space.objects.create(**words | more)
    if not Agreement.objects.filter(circle=None).exists():
        Agreement.objects.create(version=1, text="We listen first.\nWhat is told here stays here.")
    queries.forget_space()
    return made


def topic(name="grief") -> Topic:
    space()
    made = Topic.objects.create(name=name, place=Topic.objects.count())
    queries.forget_space()
    return made


def member(name="Wren", *, coordinator=False, waiting=False, **more) -> Member:
    """Somebody who came in, was welcomed and consented. `more` are columns of Member."""
    space()
    now = clock.now()
    made = Member(
        name=name, stone=f"{next(_seeds) % 10}-0-83", welcomed_at=None if waiting else now,
        coordinator_since=now if coordinator else None, **{"languages": ["en"]} | more,
    )
    keyring.make(made.pk)  # as coming in does, before the first word is sealed
    made.set_unusable_password()
    made.save(force_insert=True)
    consent(made)
    return made


def consent(member, circle=None) -> None:
    """Say yes to the agreement in force, where there is one."""
    agreement = queries.agreement_of(circle)
    if agreement:
        Consent.objects.get_or_create(member=member, agreement=agreement)


def circle_of(facilitator, *others, name="Tuesday circle", cofacilitator=None, **more) -> Circle:
    """A circle that `facilitator` holds, with seats for the others."""
    made = Circle.system.create(name=name, purpose="For anybody who is missing somebody.", **more)
    Agreement.objects.create(circle=made, version=1, text="We take turns.")
    seat(made, facilitator, FACILITATOR)
    if cofacilitator:
        seat(made, cofacilitator, COFACILITATOR)
    for other in others:
        seat(made, other)
    return made


def seat(circle, member, role=SEAT, **more) -> Seat:
    consent(member, circle)
    return Seat.system.create(circle=circle, member=member, role=role, **more)


def picture_of(circle, words="A lamp in a window.", pixels=b"RIFF....WEBP"):
    """A picture on the circle's page."""
    from base64 import b64encode

    from cairn.circles.models import Picture

    sealed = b64encode(pixels).decode()
    return Picture.objects.create(circle=circle, code=f"hung-{circle.pk}"[-24:], sealed=sealed, width=640, height=360, words=words)


def leave(circle, member) -> None:
    Seat.system.held().filter(circle=circle, member=member).update(left_at=clock.now())


def block(one, other) -> None:
    """`one` blocks `other`: from now on neither sees the other."""
    Block.objects.create(blocker=one, blocked=other)
    for somebody in (one, other):
        somebody.__dict__.pop("around", None)


def folds(member, topic) -> None:
    Boundary.objects.create(member=member, topic=topic)
    member.__dict__.pop("around", None)


def erased(member) -> None:
    """Their key is gone, and every word with it."""
    keyring.destroy(member.pk)
    Member.objects.filter(pk=member.pk).update(left_at=clock.now())


def share_by(member, text="Three weeks now, and nobody asks.", *, circle=None, audience="", **more):
    """A told share: to the circle when one is given, else to everyone here."""
    from cairn.shares.verbs import tell

    return tell(
        by=member, text=text, circle=circle, audience=audience or ("circle" if circle else "everyone"),
        **{"need": "listening", "shown_as": "stone"} | more,
    )


def response_by(member, share, text="It sounds like the door is where it stops.", kind="heard"):
    from cairn.shares.verbs import respond

    return respond(share, kind=kind, text=text, by=member)


def meeting_of(circle, by, *, questions=("What did this week ask of you?", "What would you like to keep?"), opens=True, **more):
    """A meeting of the circle that begins now, with an opening, these rounds and a closing. `opens`: its room is open."""
    from cairn.meetings.models import Meeting, Round
    from cairn.meetings.verbs import open_room

    made = Meeting(circle=circle, by=by, **{"starts_at": clock.now(), "zone": "UTC"} | more)
    made.prompt = questions[0] if questions else "How are you here?"
    made.save(force_insert=True)
    asked = [("opening", "One word for how you come in"), *(("words", question) for question in questions), ("closing", "One word to take with you")]
    for place, (kind, question) in enumerate(asked):
        one = Round(meeting=made, place=place, kind=kind, by=by)
        one.question = question
        one.save(force_insert=True)
    return open_room(made) if opens else made


def meeting_held(circle, by, **more):
    """A meeting that `by` held and that is over."""
    from cairn.meetings.verbs import enter, take

    made = enter(meeting_of(circle, by, **more), by=by)
    for what in ("go_on", "begin_closing", "end"):
        made = take(made, what, by=by)
    return made


def signed_in(member, *, long_ago=False, **more) -> Client:
    """A browser in which `member` has signed in: just now, or so long ago that they are asked again who they are."""
    session = SessionStore()
    session["member"] = member.pk
    if not long_ago:
        session["shown_at"] = clock.now().timestamp()
    session.create()
    client = Client(**more)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def stranger() -> Client:
    """A browser in which nobody is signed in."""
    space()
    return Client()

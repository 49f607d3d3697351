"""Eight real browsers hold a whole meeting, from gathering to closing: one without JavaScript, one 320 px wide,
one that comes late, one whose line drops, a facilitator who goes and a co-facilitator who takes over."""

import pytest

from tests.serving import LiveCairn

NAMES = ("Marl", "Juno", "Wren", "Dell", "Ash", "Ode", "Tarn", "Rook")

GATHER = """
from django.conf import settings
from cairn.members.sessions import SessionStore
from tests.cast import circle_of, meeting_of, member

people = [member(name) for name in names]
circle = circle_of(people[0], *people[2:], cofacilitator=people[1])
meeting = meeting_of(circle, people[0], questions=("What did this week ask of you?",))

def key(member):
    session = SessionStore()
    session["member"] = member.pk
    session.create()
    return session.session_key

answer = {"cookie": settings.SESSION_COOKIE_NAME, "keys": [key(person) for person in people], "meeting": meeting.pk}
"""

LOG = """
from cairn.meetings import piece
from cairn.meetings.models import Meeting, RoomEvent, Spoken

meeting = Meeting.system.get(pk=pk)
events = [row.as_event() for row in RoomEvent.objects.filter(meeting=pk)]
start = piece.Room(holder=meeting.by_id, rounds=1, guide=meeting.guide_seconds)
answer = {
    "same": piece.play(start, events) == meeting.room, "phase": meeting.room.phase,
    "said": [spoken.text for spoken in Spoken.system.filter(meeting=pk).order_by("at")],
}
"""


class Seat:
    """Somebody in the room, at their own browser."""

    def __init__(self, name, page, path):
        self.name, self.page, self.path = name, page, path
        self.scripts = name != "Tarn"

    def looks(self):
        if not self.scripts:
            self.page.goto(self.path)
        return self

    def comes_in(self, listens=False):
        self.page.goto(self.path)
        self.page.get_by_role("button", name="Come in and only listen" if listens else "Come in", exact=True).click()
        self.page.locator("#ring").wait_for()

    def press(self, words):
        self.looks().page.locator("#bar").get_by_role("button", name=words, exact=True).click()

    def sees(self, words):
        self.looks().page.get_by_text(words).first.wait_for()

    def has_piece(self) -> bool:
        return self.looks().page.locator("#bar").get_by_role("button", name="Speak", exact=True).count() > 0

    def speaks(self, words):
        self.press("Speak")
        box = self.page.get_by_label("A paragraph at a time")
        box.fill(words)
        self.page.get_by_role("button", name="Send, and pass the piece on").click()
        box.wait_for(state="hidden")

    def ring(self) -> list[str]:
        return self.looks().page.locator("#ring .seats b").all_inner_texts()


@pytest.fixture
def gathered(live_cairn, new_page):
    """Makes (people by name, each at a browser of their own; the meeting's id), at these addresses in turn."""

    def gather(*addresses):
        found = live_cairn.run(GATHER, names=NAMES)
        people = {}
        for name, key, at in zip(NAMES, found["keys"], addresses * len(NAMES), strict=False):
            page = new_page(at=at, width=320 if name == "Ode" else 390, scripts=name != "Tarn")
            page.context.add_cookies([{"name": found["cookie"], "value": key, "url": at}])
            people[name] = Seat(name, page, f"/meetings/{found['meeting']}/room")
        return people, found["meeting"]

    return gather


def whoever_has_it(people):
    """Whose bar offers the piece: looked for until it has come."""
    for _try in range(400):
        for person in people:
            if person.has_piece():
                return person
        people[0].page.wait_for_timeout(150)
    raise AssertionError("The piece came to nobody.")


def everybody_speaks(people, but=()):
    """The round, until nobody has the piece: those in `but` pass."""
    said = []
    for _turn in people:
        person = whoever_has_it(people)
        if person.name in but:
            person.press("Pass")
            person.page.locator("#bar").get_by_role("button", name="Take it back").wait_for()
        else:
            person.speaks(f"{person.name} was here.")
            said.append(f"{person.name} was here.")
    return said


def test_a_whole_meeting_of_eight(live_cairn, gathered, axe):
    hold_it(live_cairn, *gathered(live_cairn.address), axe)


@pytest.mark.on("postgres")
def test_the_same_on_two_server_processes(live_cairn, gathered, axe):
    other = LiveCairn(live_cairn.data, live_cairn.database_url).start()
    try:
        hold_it(live_cairn, *gathered(live_cairn.address, other.address), axe)
    finally:
        other.stop()


def hold_it(space, people, pk, axe):
    marl, juno, wren, dell, ash, ode, tarn, rook = people.values()
    there = [marl, juno, wren, dell, ash, ode, tarn]
    for person in there:
        person.comes_in()
    marl.press("Begin")
    said = everybody_speaks(there, but=("Dell",))
    for person in (wren, ode, tarn):
        person.sees("Everybody has had the piece")
    axe(wren.page)
    axe(ode.page)

    # somebody comes late, and joins the end of the order
    marl.press("Begin round 1")
    wren.sees("Round 1 of 1")
    rook.comes_in()
    wren.page.locator("#ring .seats b", has_text="Rook").wait_for()
    assert wren.ring()[-1] == "Rook"

    # a line drops: the others go on, and the one who comes back has missed nothing
    first = whoever_has_it([*there, rook])
    lost = next(person for person in (wren, dell, ash) if person is not first)
    lost.page.context.set_offline(True)
    first.speaks("Said while a line was down.")
    lost.page.context.set_offline(False)
    lost.sees("Said while a line was down.")
    assert lost.page.locator("#ring .seats b", has_text=lost.name).count() == 1

    # the facilitator is gone; the co-facilitator is asked, and holds it from now on
    marl.page.goto("/circles")
    space.tick(minutes=11)
    juno.page.reload()
    juno.press("I’ll hold it")
    juno.sees("you are holding it")
    juno.page.locator("#bar-more summary").click()
    juno.page.locator("#bar").get_by_role("button", name="Begin closing", exact=True).click()
    for person in (juno, wren, dell, ash, ode, rook):  # nobody presses on a page from before; Tarn's is loaded anew each time
        person.sees("One word to take with you")
    if juno.page.locator("#now", has_text="The piece is with Marl").count():  # who is away is asked again at the end
        juno.page.locator("#bar-keys button").first.click()
        juno.page.locator("#now", has_text="The piece is with Marl").wait_for(state="hidden")
    last = whoever_has_it([juno, wren, dell, ash, ode, tarn, rook])
    last.speaks("Ten.")
    juno.page.locator("#ring .seat.spoke", has_text=last.name).wait_for(state="attached")
    axe(juno.page)
    juno.page.locator("#bar").get_by_role("button", name="End the meeting").first.click()
    for person in (wren, ode, tarn, rook):
        person.sees("The quiet room")
    found = space.run(LOG, pk=pk)
    assert found["same"] and found["phase"] == "quiet"
    assert found["said"] == [*said, "Said while a line was down.", "Ten."]

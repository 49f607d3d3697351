"""While a space is quiet, no word of somebody new reaches others unread: every form that they meet is handed in, with
every choice in it, and wherever the words come to lie, the row is held, or is read by nobody else.

A new form by which words reach others, and which forgets to ask, leaves them in a row that is not held: it fails here.
"""

import pytest

from cairn.base import clock
from cairn.base.sealed import SealedText
from cairn.growth.models import View
from cairn.meetings import verbs as meetings
from cairn.members import queries, throttle
from cairn.members.models import Space
from tests import cast
from tests.promises.world import World, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]  # which form asks is no database's doing
TOKEN = "zqheronqz"
MOST_CHOICES = 4  # of one field: of hours, days and zones one is like another
NEW = ("author", "facilitator", "member")

# Where words of somebody new may lie unheld, and why.
ONES_OWN = {"Draft", "Entry", "Plan", "SteppingStone", "LookedBack", "Trial", "BuddyWish"}
TO_WHO_LOOKS_AFTER = {"Report", "Alert", "AlertStep", "Appeal", "Decision", "LogLine", "Debrief"}
BY_WHO_WAS_NAMED = {"Meeting", "Round", "Series", "Picture"}  # a coordinator named whoever holds the circle
NAMES = {"Member", "Passkey"}  # a name is short, is seen at once by whoever welcomes, and can be reported
# What is its writer's own until they let others read it.
IS_TOLD = {
    "CheckIn": lambda row: row.told.exists(), "Victory": lambda row: row.told.exists(), "StartingLetter": lambda row: row.told_at is not None,
    "Retelling": lambda row: View.objects.filter(retelling=row, closed_at=None).exists(), "Share": lambda row: row.audience != "me",
}
MAY_LIE = ONES_OWN | TO_WHO_LOOKS_AFTER | BY_WHO_WAS_NAMED | NAMES


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    """With a room in which the author has the piece."""
    with django_db_blocker.unblock(), put_back():
        world = World()
        cast.circle_of(cast.member("Ash"), name="Long week")  # one to ask for a seat in
        marl, author = world.people["facilitator"], world.people["author"]
        room = cast.meeting_of(world.circle, marl)
        for somebody in (marl, author):
            room = meetings.enter(room, by=somebody)
        for what, about in (("go_on", None), ("go_on", None), ("offer", author.pk)):
            room = meetings.take(room, what, by=marl, **({"about": about} if about else {}))
        meetings.take(room, "accept", by=author)
        yield world
        clock.stand_still()


def typed_forms(world) -> list:
    found = {}
    for role in NEW:
        for met in world.forms(role):
            if met.form.typed:
                found.setdefault((met.route, tuple(sorted(met.form.names)), role == "facilitator"), met)
    return list(found.values())


def ways_to_send(form) -> list[dict]:
    """As it stands, with every box ticked, and with each choice and each button in turn."""
    words = dict.fromkeys(form.typed, [f"{TOKEN} sat by the window"])
    ways = [form.data() | words, form.all_ticked() | words]
    for name in {name for name, kind, *_ in form.fields if kind in {"radio", "option"}}:
        others = [value for one, _kind, value, chosen in form.fields if one == name and not chosen]
        ways += [form.all_ticked() | words | {name: [value]} for value in others[:MOST_CHOICES]]
    return ways + [form.data() | words | {name: [value]} for name, value in form.buttons]


class Sealing:
    """Notes every row that is sealed with the words in it."""

    def __init__(self, monkeypatch):
        self.rows, sealed = [], SealedText.sealed

        def noting(field, instance, text):
            if TOKEN in text:
                self.rows.append(instance)
            return sealed(field, instance, text)

        monkeypatch.setattr(SealedText, "sealed", noting)

    def where_words_lie(self) -> set[tuple[str, bool]]:
        """Every kind of row in which the words are now, and whether others read it unread by a responder."""
        rows = [type(row)._base_manager.filter(pk=row.pk).first() for row in self.rows]
        return {(type(row).__name__, _is_open(row)) for row in rows if row is not None}


def _is_open(row) -> bool:
    if getattr(row, "held_at", None) is not None:
        return False
    name = type(row).__name__
    return IS_TOLD[name](row) if name in IS_TOLD else name not in MAY_LIE


def walked(world) -> dict[str, set]:
    """What each form leaves, by the form."""
    left = {}
    with pytest.MonkeyPatch.context() as monkeypatch:
        sealing = Sealing(monkeypatch)
        for met in typed_forms(world):
            browser = world.client(met.role)
            for way in ways_to_send(met.form):
                sealing.rows.clear()
                with put_back():
                    throttle.forget()
                    browser.post(met.form.action, way)
                    left.setdefault(str(met), set()).update(sealing.where_words_lie())
    return left


@pytest.fixture(scope="module")
def any_day(one_world):
    with put_back():
        return walked(one_world)


@pytest.fixture(scope="module")
def while_quiet(one_world):
    with put_back():
        Space.objects.update(quiet_since=clock.now())
        queries.forget_space()
        return walked(one_world)


def unread(left: dict[str, set]) -> dict[str, set]:
    """Kinds of rows that others read unread by a responder, by the form that left them."""
    open_ones = {form: {name for name, is_open in rows if is_open} for form, rows in left.items()}
    return {form: names for form, names in open_ones.items() if names}


def test_no_form_brings_words_of_somebody_new_to_others(while_quiet):
    assert unread(while_quiet) == {}


def test_on_any_other_day_the_same_forms_do(any_day):
    """The control: the walk hands in forms of every room, and the words come to lie where others read them."""
    reached = set().union(*unread(any_day).values())
    assert reached >= {
        "Activity", "Collection", "Conversation", "Letter", "Recognition", "Response", "Retelling", "RoomNote", "Seat", "SeatRequest", "Spoken", "Step", "Strategy",
        "Victory", "View", "Voice", "Welcome", "Witness",
    }


def test_much_of_it_is_held_to_be_read(while_quiet):
    held = {name for rows in while_quiet.values() for name, is_open in rows if not is_open}
    assert held >= {"Activity", "Recognition", "Response", "Retelling", "Spoken", "Strategy", "Victory", "Witness"}

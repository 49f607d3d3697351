"""A member who goes by another name in one circle: nothing that others are given says that the two are one.

Rook is Rook here, and Otter in Long week. Dell and Marl see both. Every page either of them is given is taken apart
into its small pieces; no value beside the one name may stand beside the other, and no page of the one circle names
what belongs to the other.
"""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse

from cairn.base import clock
from cairn.checkins import verbs as checkins
from cairn.checkins.models import Felt
from cairn.circles import models as circles
from cairn.circles.queries import hearers_of
from cairn.meetings import verbs as meetings
from cairn.members.rules import token_for
from cairn.shares import verbs as sharing
from tests import cast
from tests.forms import links_of
from tests.promises.canaries import route_of
from tests.promises.lived import lived_in, lived_outside
from tests.promises.world import addresses, put_back
from tests.cast import circle_of, member, response_by, share_by, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]  # what stands on a page is no database's doing
HERE, ELSEWHERE = "Rook", "Otter"
STONE_ELSEWHERE = "7-3-41"
PIECES = re.compile(r"<(?=(?:li|article|section|form|p|option|label|tr|dd|h[1-4])\b)")
VALUES = re.compile(r"[A-Za-z0-9_-]{8,}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*|stones/[\d-]+")
NEVER_TWICE = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"')

GOES_AWAY = {"sign_out", "sign_out_everywhere", "leave", "leave_quickly", "left", "gone", "gone_now"}  # the walk would be over

# Whoever runs the space chooses people by their number, under the name everybody knows. Nowhere else does the number stand.
CHOSEN_BY_NUMBER = {"circle_open", "supervisors", "responders"}

# Addresses that take a GET and that the walk does not come to. A new one needs a reason; one that is walked goes.
NOT_WALKED = set("""
    activity_change change_strategy checkin_change checkin_kept checkin_one draft_drop edit_response entry entry_edit journal_along
    look_over retell_from retelling
    retelling_ask retelling_write starting_change stone_change tell_line widen withdraw_response witness_take_back
""".split())  # what is one's own, as one finds it after having written something
NOT_WALKED |= set("""
    activity_ics along_file book_file book_read cairn_drawing circle_picture_file codes_text feed live-ticket meeting_ics worker
""".split())  # no page: a file, a drawing, a calendar, a ticket
NOT_WALKED |= set("""
    come_in gone gone_now invited leave leave_quickly left letters_off mail_proof recover_link set_up set_up_step
""".split())  # at the door, before anybody is known or after they have gone
NOT_WALKED |= set("""
    alert alert_log alert_moving appeal_answer debrief debriefs decide decided decision not_now noticed report_open look_at_strategy
""".split())  # what responders, supervisors and coordinators read; a report names whom it is about as they are known where it was
NOT_WALKED |= set("""
    beside brought consent first_meeting how_was_it meeting_cancel meeting_change not_this_time put_forward recognise repair_line series stand_in
    stand_in_ask welcome_newcomer
""".split())  # steps of something that is not at that step here
NOT_WALKED |= {"bring_back", "bring_back_response", "draft_keep", "feel_heard", "respond", "response_keep", "share_moving", "signal", "door_moving"}  # parts and ends of forms


def plain_addresses() -> list[str]:
    """Every address of the sitemap that takes a GET and nothing to fill in."""
    pages = {pattern.name: pattern.callback for pattern in get_resolver().url_patterns}
    return [reverse(name) for name, (_way, parameters) in sorted(addresses().items()) if not parameters and "GET" in pages[name].methods and name not in GOES_AWAY]


class Village:
    """Two circles, the same people in both, and everything that puts a name on a page."""

    def __init__(self):
        self.kept: dict[int, dict] = {}
        self.walked: set[str] = set()  # names of the addresses that answered somebody, or led them on
        self.rowan = member("Rowan", coordinator=True)
        self.marl, self.dell, self.ash = member("Marl"), member("Dell"), member("Ash")
        self.rook = member(HERE)
        cast.topic()
        self.tuesday = circle_of(self.marl, self.dell, self.ash, self.rook, name="Tuesday circle", cofacilitator=member("Juno"))
        self.long_week = circle_of(self.marl, self.dell, self.ash, name="Long week")
        self.seat = cast.seat(self.long_week, self.rook, own_name=ELSEWHERE, own_stone=STONE_ELSEWHERE)
        self.shares = {where: self._told_in(where) for where in (self.tuesday, self.long_week, None)}
        for circle in (self.tuesday, self.long_week):
            self._checked_in(circle)
        self.meetings = {circle: self._met_in(circle) for circle in (self.tuesday, self.long_week)}
        self.where: dict[str, object] = {}
        for circle in (self.tuesday, self.long_week):
            clock.move(timedelta(minutes=3))
            self.where |= lived_in(self, circle)
        clock.move(timedelta(minutes=3))
        self.where |= lived_outside(self)

    def _told_in(self, circle) -> list:
        told = [share_by(self.rook, "Three weeks now.", circle=circle), share_by(self.ash, "It goes on.", circle=circle)]
        share_by(self.rook, "Nobody asks.", circle=circle, shown_as="someone")
        own = share_by(self.dell, "The evenings are long.", circle=circle)
        for share in (told[1], own):
            for somebody in (self.rook, self.ash):
                if somebody.pk != share.writer_id:
                    response_by(somebody, share)
                    sharing.signal(share, "nod", by=somebody)
        return [*told, own]

    def _checked_in(self, circle) -> None:
        """Two moments, one told in each: the same one told in both is for its writer to join."""
        told = checkins.keep(Felt("weighed", ("flat",)), by=self.rook)
        checkins.tell(told, next(one for one in hearers_of(self.rook) if one.circle_id == circle.pk), by=self.rook)

    def _met_in(self, circle):
        clock.move(timedelta(minutes=3))  # nobody speaks in two rooms in the same second
        made = cast.meeting_of(circle, self.marl)
        for somebody in (self.marl, self.rook, self.dell, self.ash):
            made = meetings.enter(made, by=somebody)
        for _phase in ("opening", "round"):
            made = meetings.take(made, "go_on", by=self.marl)
        made = meetings.take(made, "offer", about=self.rook.pk, by=self.marl)
        made = meetings.take(made, "accept", by=self.rook)
        meetings.say(made, "I come in tired.", by=self.rook)
        return made

    def addresses(self) -> dict[str, object]:
        """Every page that may name somebody, and the circle it belongs to (None: all of them)."""
        found = dict.fromkeys(("/", "/shares", "/shares?show=waiting", "/circles", "/notices", "/meetings", "/desk", "/search?q=weeks", "/listening", "/calendar", "/today/moving", "/letters", "/letters/knock"))
        for circle in (self.tuesday, self.long_week):
            found |= {f"/circles/{circle.pk}{part}": circle for part in ("", "/facilitators", "/agreement")}
            meeting = self.meetings[circle]
            found |= {f"/meetings/{meeting.pk}{part}": circle for part in ("", "/room", "/room/moving", "/stand-in")}
            found |= {f"/shares?circle={circle.pk}": circle}
        for circle, shares in self.shares.items():
            for share in shares:
                found |= {f"/shares/{share.pk}": circle or "here"}
                found |= {f"/report/share/{share.pk}{part}": circle or "here" for part in ("", "/block", "/distance")}
                found |= {reverse(name, args=["share", share.pk]): circle or "here" for name in ("begin_unsafe", "reported")}
        return found | self.where

    def given_to(self, viewer) -> dict[str, tuple[object, str]]:
        """Kept for the tests that follow, unless they plant a fault."""
        if viewer.pk not in self.kept:
            self.kept[viewer.pk] = self._given_to(viewer)
        return self.kept[viewer.pk]

    def _given_to(self, viewer) -> dict[str, tuple[object, str]]:
        """What they come to from these by following every link, until there is no new one."""
        browser, given, known = signed_in(viewer), {}, self.addresses()
        coming = [*known, *plain_addresses()]
        for address in coming:
            page = browser.get(address, follow=True)
            if page.status_code == 200 and "text/html" in page.headers["Content-Type"]:
                self.walked.add(route_of(address.split("?")[0]))
                led_to = page.redirect_chain[-1][0] if page.redirect_chain else address
                given[led_to] = known.get(address) or known.get(led_to), NEVER_TWICE.sub("", page.content.decode())
                coming += sorted(one for one in links_of(page) - set(coming) if route_of(one) not in GOES_AWAY)
        return given


def pieces_with(pages: dict, name: str, but: str) -> set[str]:
    """Values in the small pieces of these pages that show the one name and not the other."""
    pieces = [piece for _where, page in pages.values() for piece in PIECES.split(page.partition("<main")[2] or page) if name in piece and but not in piece]
    return {value for piece in pieces for value in VALUES.findall(piece) if len(re.findall(r"\d", value)) >= 4}


def both_beside(pages: dict) -> set[str]:
    """What stands beside either name, but for what stands beside everybody's."""
    everybodys = pieces_with(pages, "Ash", HERE)
    return (pieces_with(pages, HERE, ELSEWHERE) & pieces_with(pages, ELSEWHERE, HERE)) - everybodys


@pytest.fixture(scope="module")
def village(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield Village()
        clock.stand_still()


def test_no_value_beside_the_one_name_stands_beside_the_other(village):
    for viewer in (village.dell, village.marl):
        pages = village.given_to(viewer)
        beside = pieces_with(pages, HERE, ELSEWHERE), pieces_with(pages, ELSEWHERE, HERE)
        assert min(map(len, beside)) > 10  # there is something that could be the same
        assert both_beside(pages) == set(), viewer.name


def test_no_page_of_the_one_circle_shows_what_belongs_to_the_other(village):
    for viewer in (village.dell, village.marl):
        shown = set()
        for address, (where, page) in village.given_to(viewer).items():
            named = HERE in page or f"stones/{village.rook.stone}" in page, ELSEWHERE in page or f"stones/{STONE_ELSEWHERE}" in page
            shown.add((where, named))
            if where == village.long_week:
                assert not named[0], address
            elif where is not None:
                assert not named[1], address
        assert (village.long_week, (False, True)) in shown and (village.tuesday, (True, False)) in shown


def test_the_number_of_the_member_is_on_nobody_elses_page(village):
    for viewer in (village.dell, village.marl, village.rowan):
        for address, (_where, page) in village.given_to(viewer).items():
            numbered = str(village.rook.pk) in page or f"{village.rook.pk:x}" in page
            if numbered and viewer == village.rowan and route_of(address) in CHOSEN_BY_NUMBER:
                assert ELSEWHERE not in page, address
            else:
                assert not numbered, address


def test_every_page_is_walked_or_named_with_a_reason(village):
    pages = {pattern.name: pattern.callback for pattern in get_resolver().url_patterns}
    for viewer in (village.dell, village.marl, village.rowan):
        village.given_to(viewer)
    left = {name for name in addresses() if "GET" in pages[name].methods} - village.walked
    missed, walked = left - NOT_WALKED, NOT_WALKED - left
    assert not missed and not walked, (missed, walked)


def test_tokens_are_never_the_same_and_of_one_length_whatever_the_name():
    tokens = [token_for(7, name) for name in ("", "", "Otter", "Somebody with a long name here")]
    assert len(set(tokens)) == 4 and len({len(token) for token in tokens}) == 1


def test_what_is_exported_names_them_as_they_are_known_where_they_wrote(village):
    from cairn.live.models import Event

    events = "".join(str(event.data) for event in Event.objects.exclude(stream__startswith="member:"))
    assert HERE not in events and ELSEWHERE not in events


def test_a_number_that_is_the_same_everywhere_is_seen(village, monkeypatch):
    """The control: with members' own numbers in the forms of rooms, both gates catch it."""
    assert circles.in_circle(1, village.rook.pk) != circles.in_circle(2, village.rook.pk)
    from cairn.meetings.queries import room_people

    monkeypatch.setattr(room_people, "in_circle", lambda _circle, pk: pk)
    pages = village._given_to(village.marl)
    assert str(village.rook.pk) in both_beside(pages)


def test_a_name_in_the_wrong_circle_is_seen(village, monkeypatch):
    """The control: a page that forgets the seat's own name."""
    monkeypatch.setattr(circles.Seat, "name", property(lambda seat: seat.member.name))
    pages = village._given_to(village.dell)
    assert any(HERE in page for where, page in pages.values() if where == village.long_week)


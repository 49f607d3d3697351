"""The table of who may open what, written by hand from what the product promises.

None of it is computed by the product's own rules. tests/test_matrix.py asks every address as everybody.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from importlib import import_module

from django.test import Client

from cairn.base import clock, keyring
from cairn.base.crypto import digest
from cairn.circles.models import SeatRequest
from cairn.meetings.models import Care, Debrief, LookedBack, Series, StandIn, Welcome
from cairn.meetings.verbs import enter
from cairn.journal.models import Entry
from cairn.members import rules as member_rules
from cairn.members.models import Invitation
from cairn.safety.models import Alert
from cairn.safety.nouns import Evidence, mark_of
from cairn.repair.models import Beside, Concern, Conversation
from cairn.safety import verbs as safety
from cairn.shares.models import Authorship, Draft, Reader, Response, Share
from tests import cast

# What an answer means to the one who asked.
YES, SIGN_IN, WAIT, NO, NOT_ALLOWED = "yes", "sign in", "wait", "404", "403"
NOT_ALLOWED_OR_NO = "403 or 404"
METHOD = "405"  # said before anything is looked up, to everybody alike

ROLES = (
    "nobody", "waiting", "member", "author", "seat", "reader", "blocked", "facilitator", "cofacilitator", "coordinator",
    "responder",
)
AUDIENCES = ("me", "readers", "circle", "everyone")

# Who may read a share of the author's, told to each audience. "blocked" holds a seat in the same
# circle and is named as a reader, so that only the block can be what hides it.
READS = {
    "me": {"author"},
    "readers": {"author", "reader"},
    "circle": {"author", "seat", "facilitator", "cofacilitator"},
    "everyone": {"author", "member", "seat", "reader", "facilitator", "cofacilitator", "coordinator", "responder"},
}
SITS = {"author", "seat", "blocked", "facilitator", "cofacilitator"}
HOLDS = {"facilitator", "cofacilitator"}


@dataclass(frozen=True)
class Row:
    """`who` may, of those signed in; everybody else among them gets `others`."""

    who: set | str
    others: str = NO
    nobody: str = SIGN_IN
    waiting: str = WAIT

    def expected(self, role: str) -> str:
        if role == "nobody":
            return self.nobody
        if role == "waiting":
            return self.waiting
        return YES if self.who == "all" or role in self.who else self.others


PUBLIC = Row("all", nobody=YES, waiting=YES)
NEWCOMER = Row("all", waiting=YES)
MEMBER = Row("all")
COORDINATOR = Row({"coordinator"})
COORDINATOR_FIRST = Row({"coordinator"}, waiting=NO)
LOOKS_AFTER = Row({"responder", "coordinator"}, waiting=NO)

PLAIN = [
    (Row("all", nobody=YES), "today"),
    (PUBLIC, """help_now leave leave_quickly left who_sees agreement reading not_yet sign_in sign_in_passkey sign_in_passkey_options
        sign_up sign_up_name sign_up_stone sign_up_agreement sign_up_ask sign_up_way_back sign_up_passkey
        sign_up_passkey_options recover recover_by_mail recover_mail_sent new_way_in new_way_in_passkey
        new_way_in_passkey_options"""),
    (NEWCOMER, "waiting kept sign_up_languages codes mail"),
    (Row(set(), SIGN_IN, SIGN_IN, SIGN_IN), "sign_out sign_out_everywhere"),  # that is where they lead
    (Row(set(), waiting=NO), "codes_text"),  # there are none to write down until new ones were made
    (Row(set(), waiting=NO), "live-ticket"),  # without a stream to listen to; streams have their own test
    (MEMBER, """first_step circles shares tell drafts notices notices_moving today_moving listening stop_listening rest listen_again
        you you_name you_stone you_experiences you_interests you_languages you_zone you_hours you_boundaries you_quiet
        you_leaving blocked distances ways_in passkey_add passkey_options password places"""),
    (MEMBER, "search likeness"),
    (MEMBER, "welcoming stop_welcoming"),
    # Each leads to its own member's journal; tests/journal/test_strangers.py holds that it opens nobody else's.
    (MEMBER, """journal journal_begin journal_begin_passkey journal_passkey_options journal_open journal_open_passkey journal_lock
        journal_start_over journal_write journal_keep journal_search journal_keys journal_key_password journal_key_passphrase
        journal_key_passkey journal_codes"""),
    (MEMBER, "you_coach how_to_listen"),
    (NEWCOMER, "along along_let_go"),
    (MEMBER, "going going_now"),
    (Row(set(), waiting=NO), "along_file"),  # there is none before it was asked for
    (PUBLIC, "gone gone_now"),
    (MEMBER, "reaching wake_here"),
    (PUBLIC, "worker declined"),
    (MEMBER, "meetings calendar feed_make feed_names feed_revoke"),
    (COORDINATOR_FIRST, "circle_open promise space space_agreement space_topics space_country log at_the_door invitations coordinators"),
    (Row(HOLDS | {"coordinator"}), "desk"),
    (LOOKS_AFTER, "reports quiet quiet_begin quiet_end"),
    (NEWCOMER, "decisions"),
    (PUBLIC, "who_can_do_what"),
]


class World:
    """One circle and its people, a share of the author's to each audience, and a row of every noun."""

    def __init__(self):
        people = {
            role: cast.member(
                role.title(), coordinator=role == "coordinator", waiting=role == "waiting", responder_since=clock.now() if role == "responder" else None
            )
            for role in ROLES[1:]
        }
        self.people = people
        self.circle = cast.circle_of(
            people["facilitator"], people["author"], people["seat"], people["blocked"], cofacilitator=people["cofacilitator"]
        )
        self.hidden = cast.circle_of(people["facilitator"], people["author"], people["seat"], people["blocked"], name="Hidden", hidden=True, cofacilitator=people["cofacilitator"])
        cast.block(people["author"], people["blocked"])
        self.shares = {audience: self._share(audience) for audience in AUDIENCES}
        self.responses = {a: Response.system.create(share=s, member=None if a in {"me", "readers"} else people["seat"], text="Heard.") for a, s in self.shares.items()}

        self.meeting = cast.meeting_of(self.circle, people["facilitator"])
        for role in sorted(SITS):
            enter(self.meeting, by=people[role])

        self.table = list(of_everything(self))

    def _share(self, audience: str) -> Share:
        share = Share(audience=audience, circle=self.circle if audience == "circle" else None, told_at=clock.now())
        share.authorship = Authorship(share=share).show(self.people["author"].pk, as_someone=False)
        share.text = "Told."
        share.save(force_insert=True)
        share.authorship.save(force_insert=True)
        for role in ("reader", "blocked"):
            Reader.objects.create(share=share, member=self.people[role])
        return share

    def client(self, role: str) -> Client:
        return Client() if role == "nobody" else cast.signed_in(self.people[role])

    def seat(self, role: str, circle=None):
        return cast.Seat.system.get(circle=circle or self.circle, member=self.people[role])


def of_shares(world):
    """(URL name, arguments, row for GET, row for POST) of what belongs to a share or its answers."""
    for audience, share in world.shares.items():
        reads = READS[audience]
        read, own, not_own = Row(reads), seen(reads, {"author"}), Row(reads - {"author"})
        for name in ("share", "share_moving"):
            yield name, [share.pk], read, read
        for name in ("edit", "withdraw", "bring_back"):
            yield name, [share.pk], own, own
        opens = seen(reads, {"author"} if audience in ("circle", "readers") else set())
        yield "widen", [share.pk], opens, opens
        yield "respond", [share.pk], read, seen(reads, set()) if audience == "me" else read
        yield "response_keep", [share.pk], Row(set()), read
        yield "coach", [share.pk], Row(set()), read
        yield "signal", [share.pk], read, seen(reads, set())  # it names no signal
        yield "report", ["share", share.pk], read, read
        yield "reported", ["share", share.pk], read, read
        yield "block_writer", ["share", share.pk], not_own, not_own
        yield "distance_writer", ["share", share.pk], not_own, not_own
        yield from of_answers(world.responses[audience], reads)


def of_answers(response, reads):
    by_seat = response.member_id is not None
    written = seen(reads, {"seat"} if by_seat else {"author"})
    for name in ("edit_response", "withdraw_response", "bring_back_response"):
        yield name, [response.pk], written, written
    felt = seen(reads, {"author"} if by_seat else set())
    yield "feel_heard", [response.pk], felt, felt
    lets = seen(reads, {"author"})
    yield "let_be_seen", [response.pk], None, lets


def seen(read, may) -> "SeenRow":
    return SeenRow(frozenset(read), frozenset(may))


@dataclass(frozen=True)
class SeenRow:
    """Whoever reads it but may not do it gets 403; whoever does not read it gets 404."""

    read: frozenset
    may: frozenset

    def expected(self, role: str) -> str:
        if role in {"nobody", "waiting"}:
            return SIGN_IN if role == "nobody" else WAIT
        return YES if role in self.may else NOT_ALLOWED if role in self.read else NO


# A verb that has nothing to do for this row (nothing withdrawn, no kind chosen) answers 403 or leads
# back, and tells nobody anything: both are counted as "seen".
EMPTY_HANDED = {"edit", "withdraw", "bring_back", "respond", "signal", "edit_response", "withdraw_response", "bring_back_response", "feel_heard", "room_signal", "alert_hand_over"}


def of_circles(world):
    for circle in (world.circle, world.hidden):
        sees = Row("all" if not circle.hidden else SITS | {"coordinator"})
        keeps = COORDINATOR_FIRST
        yield "circle", [circle.pk], sees, sees
        yield "seat_ask", [circle.pk], sees, sees
        yield "consent", [circle.pk], Row(SITS), Row(SITS)
        yield "facilitators", [circle.pk], Row({"coordinator", "facilitator"}), Row({"coordinator", "facilitator"})
        sees_it = set(ROLES[2:]) if not circle.hidden else SITS | {"coordinator"}
        for name in ("circle_invite", "circle_picture_down"):
            yield name, [circle.pk], sees, seen(sees_it, HOLDS | {"coordinator"})
        for name in ("circle_change", "circle_agreement", "circle_close"):
            yield name, [circle.pk], keeps, keeps
        picture = cast.picture_of(circle)
        hangs = Row(HOLDS | {"coordinator"})  # who could take it down
        yield "circle_picture", [circle.pk], hangs, hangs
        yield "circle_picture_file", [circle.pk, picture.code], sees, None
        seat = world.seat("seat", circle)
        for name in ("seat_leave", "seat_return", "seat_rest", "seat_back", "seat_face"):
            yield name, [seat.pk], Row({"seat"}), Row({"seat"})
    asked = SeatRequest.system.create(circle=world.circle, member=world.people["member"])
    yield "seat_take_back", [asked.pk], None, Row({"member"}, others=NOT_ALLOWED_OR_NO)
    yield "seat_answer", [asked.pk], None, Row(HOLDS, others=NOT_ALLOWED_OR_NO)


def of_meetings(world):
    """One to come, which the reader is asked to hold, and one whose room is open, with everybody in it."""
    people, sits, holds = world.people, Row(SITS), Row(HOLDS)
    coming = cast.meeting_of(world.circle, people["facilitator"], opens=False, starts_at=clock.now() + timedelta(days=3))
    for name in ("meeting", "meeting_ics", "come"):
        yield name, [coming.pk], sits, sits
    for name in ("meeting_change", "meeting_cancel", "stand_in_ask"):
        yield name, [coming.pk], holds, holds
    for circle in (world.circle, world.hidden):
        yield "meeting_plan", [circle.pk], holds, holds
    series = Series.system.create(
        circle=world.circle, by=people["facilitator"], zone="UTC", first_on=clock.now().date(), at=time(19), prompt="How are you?", questions="{}"
    )
    for name in ("series", "skip", "series_end"):
        yield name, [series.pk], holds, holds
    asked = StandIn.objects.create(meeting=coming, member=people["reader"], asked_by=people["facilitator"])
    for name in ("stand_in", "stand_in_answer"):
        yield name, [asked.pk], Row({"reader"}), Row({"reader"})
    for name in ("room", "room_moving", "room_enter", "room_say", "room_signal", "room_keep"):
        yield name, [world.meeting.pk], sits, sits
    for name in ("room_act", "room_note"):  # it names no act, and nobody to write to
        yield name, [world.meeting.pk], None, Row(set())


def of_first_meetings(world):
    """The author comes for the first time, and the seat was asked to welcome them."""
    people = world.people
    meeting = cast.meeting_of(world.circle, people["facilitator"], opens=False, starts_at=clock.now() + timedelta(days=2))
    welcome = Welcome.system.create(meeting=meeting, newcomer=people["author"], welcomer=people["seat"])
    looked = LookedBack.system.create(meeting=meeting, member=people["author"])
    for name in ("first_meeting", "only_listen"):
        yield name, [meeting.pk], Row(SITS), Row(SITS)
    for name in ("welcome_newcomer", "decline_welcome"):
        yield name, [welcome.pk], Row({"seat"}), Row({"seat"})
    yield "how_was_it", [looked.pk], Row({"author"}), Row({"author"})


def of_caring(world):
    """The facilitator held a meeting that is over and looked back; the reader is there for them."""
    people, meeting = world.people, cast.meeting_held(world.circle, world.people["facilitator"])
    care = Row(HOLDS)
    Care.objects.create(member=people["facilitator"], supervisor=people["reader"], supervised_since=clock.now())
    debrief = Debrief(meeting=meeting, by=people["facilitator"])
    debrief.put("Long.", "")
    debrief.save(force_insert=True)
    yield "care", [], care, care
    for name in ("only_member", "hold_again"):
        yield name, [], None, care
    yield "supervisors", [], COORDINATOR_FIRST, COORDINATOR_FIRST
    yield "debrief", [meeting.pk], Row({"facilitator"}), Row({"facilitator"})
    yield "debrief_take_back", [debrief.pk], None, Row({"facilitator"})
    yield "debriefs", [], Row({"reader"}), None
    for name in ("wish", "wish_take_back"):
        yield name, [], MEMBER, MEMBER
    for name in ("wishes", "wishes_open", "wishes_invite"):
        yield name, [], COORDINATOR_FIRST, COORDINATOR_FIRST


def of_crisis(world):
    """The author's alert: responders read it, whoever leads the space sees the log, and only the author their own page."""
    people, share = world.people, world.shares["everyone"]
    alert = Alert(noun="share", noun_id=share.pk, tier=1, mark=mark_of(people["author"].pk))
    keyring.make(alert.pk)
    alert.writer, alert.evidence = str(people["author"].pk), Evidence("Told.", "", "", alert.mark).as_text()
    alert.save(force_insert=True)
    look = Row({"responder", "coordinator"}, waiting=NO)
    answers, acts = Row({"responder"}, waiting=NO), Row({"responder"}, others=NOT_ALLOWED_OR_NO, waiting=NO)
    for name in ("alerts", "alerts_moving", "duty"):
        yield name, [], look, look
    yield "alert_log", [alert.pk], look, look
    for name in ("alert", "alert_moving", "alert_acknowledge", "alert_ask_second", "alert_second", "alert_write", "alert_done", "alert_hand_over"):
        yield name, [alert.pk], answers, answers
    for name in ("noticed", "noticed_answer", "noticed_unfounded"):
        yield name, [alert.pk], Row({"author"}), Row({"author"})
    for name in ("duty_drop", "duty_stand_in"):
        yield name, [1], None, Row(set(), waiting=NO)
    yield "duty_back", [], None, acts
    for name in ("duty_rest", "duty_load"):  # nothing chosen is asked again
        yield name, [], None, look
    yield "responders", [], COORDINATOR_FIRST, COORDINATOR_FIRST
    yield "responder_end", [1], None, Row(set(), waiting=NO)
    for name in ("care_return", "ask_for_somebody", "how_to_respond", "plan", "help_plan", "plan_write", "plan_tear_up"):
        yield name, [], MEMBER, MEMBER


def of_journal(world):
    """An entry of the author's. Nobody here has a journal open, so whatever shows words leads to where one opens one's own."""
    entry = Entry.system.create(member=world.people["author"], sealed=b"")
    for name in ("entry", "entry_edit", "entry_delete"):
        yield name, [entry.pk], MEMBER, MEMBER
    yield "entry_bring_back", [entry.pk], None, Row({"author"})
    yield "journal_key_let_go", ["own"], None, MEMBER
    yield "journal_along", ["html"], MEMBER, None


def of_repair(world):
    """The seat and the author work something out; the co-facilitator is asked to stand beside. The circle talks."""
    two, people = {"seat", "author"}, world.people
    yield "working_it_out", [], MEMBER, MEMBER
    for audience, share in world.shares.items():
        others = Row(READS[audience] - {"author"})
        for name in ("begin", "begin_unsafe"):
            yield name, ["share", share.pk], others, others
    for circle in (world.circle, world.hidden):
        for name in ("begin_in_circle", "conversation_call"):
            yield name, [circle.pk], Row(SITS), Row(SITS)
        yield "propose", [circle.pk], Row(HOLDS), Row(HOLDS)
        yield "circle_unsafe", [circle.pk, world.seat("seat", circle).pk], Row(SITS - {"seat"}), Row(SITS - {"seat"})
    now = clock.now()
    concern = Concern.system.create(by=people["seat"], other=people["author"], circle=world.circle, asked_at=now, agreed_at=now, step="happened", opened_at=now)
    for name in ("concern", "repair_line", "bring_supporter", "bring_facilitator"):
        yield name, [concern.pk], Row(two), Row(two)
    for name in ("concern_answer", "concern_say", "concern_back", "line_agree"):
        yield name, [concern.pk], None, seen(two, set())
    for name in ("line_take_back", "keep_again", "concern_stop"):
        yield name, [concern.pk], None, Row(two)
    beside = Beside.objects.create(concern=concern, member=people["cofacilitator"], of=people["seat"], by=people["seat"])
    yield "beside", [beside.pk], Row({"cofacilitator"}), Row({"cofacilitator"})
    yield "step_back", [beside.pk], None, Row({"cofacilitator", "seat"})
    yield "beside_answer", [beside.pk], None, Row({"cofacilitator"})
    yield from of_conversations(world)


def of_conversations(world):
    talking = Conversation(circle=world.hidden, by=world.people["facilitator"], round="agree")
    talking.about = "The evenings."
    talking.save(force_insert=True)
    yield "conversation", [talking.pk], Row(SITS), Row(SITS)
    yield "put_forward", [talking.pk], Row(HOLDS), Row(HOLDS)
    for name in ("conversation_answer", "conversation_rest"):
        yield name, [talking.pk], None, seen(SITS, HOLDS)
    for name in ("conversation_move_on", "conversation_consent"):
        yield name, [talking.pk], None, seen(SITS, set())


def of_reports(world):
    """The seat brought what the author told everyone; the responder wrote to the author about it, who appealed."""
    people, told = world.people, world.shares["everyone"]
    report = safety.report("share", told.pk, reason="unsure", by=people["seat"])
    decision = safety.decide(report, "talk", rule="unsure", reason="Could you say it otherwise?", by=people["responder"])
    safety.appeal(decision, words="I could not.", by=people["author"])
    looks = Row({"responder", "coordinator"}, waiting=NO)  # the coordinator while somebody asks for a second look
    yield "report_open", [report.pk], looks, None
    yield "decide", [report.pk, "hold"], looks, looks
    for name in ("report_take", "report_hand_over", "report_close"):
        yield name, [report.pk], None, looks
    yield "brought", [report.pk], Row({"seat"}), None
    yield "decided", [decision.pk], LOOKS_AFTER, None
    for name in ("decided_second", "decided_lift"):  # without a reason the page comes back
        yield name, [decision.pk], None, LOOKS_AFTER
    yield "decided_let_go", [decision.pk], None, Row(set(), others=NOT_ALLOWED_OR_NO, waiting=NO)
    yield "appeal_answer", [decision.pk], COORDINATOR_FIRST, COORDINATOR_FIRST
    own = Row({"author"}, waiting=NO)
    yield "decision", [decision.pk], own, own
    in_circle = Row(SITS | {"coordinator"})
    yield "report", ["member", world.seat("facilitator").pk], MEMBER, MEMBER
    for pk in (world.seat("seat").pk, world.seat("seat", world.hidden).pk):
        yield "report", ["member", pk], in_circle, in_circle
    for circle in (world.circle, world.hidden):
        sees = in_circle if circle.hidden else MEMBER
        yield "report", ["circle", circle.pk], sees, sees


def of_the_rest(world):
    people = world.people
    for name, args in (("space_change", ["what"]), ("space_helplines", ["GB"])):
        yield name, args, COORDINATOR_FIRST, COORDINATOR_FIRST
    token = member_rules.token_for(people["waiting"].pk)
    yield "let_in", [token], None, COORDINATOR_FIRST
    yield "not_now", [token], COORDINATOR_FIRST, COORDINATOR_FIRST
    made = Invitation.objects.create(digest=digest("x", "y"), by=people["coordinator"], ends_at=clock.now())
    yield "invitation_end", [made.pk], None, COORDINATOR_FIRST
    yield "report_close", [1], None, Row(set(), waiting=NO)
    yield "block", [member_rules.token_for(people["seat"].pk)], Row("all"), Row("all")
    yield "distance", [member_rules.token_for(people["seat"].pk)], Row(set(ROLES) - {"seat"}), Row(set(ROLES) - {"seat"})
    yield "distance_end", [member_rules.token_for(people["seat"].pk)], None, Row("all")
    yield "unblock", [member_rules.token_for(people["seat"].pk)], None, Row("all")
    draft = Draft.system.create(member=people["author"], kind="share", about=7, fields="{}")
    yield "look_over", [draft.about], MEMBER, MEMBER  # somebody else's number is as good as no draft
    yield "draft_drop", ["share", draft.about], MEMBER, MEMBER
    for name in ("decline", "take_up"):
        yield name, [1], None, Row(set())
    yield "passkey_remove", [1], Row(set()), Row(set())
    yield "place_end", ["x"], None, MEMBER
    yield "wake_no_more", [1], None, Row(set())
    for name in LINKS:
        yield name, ["unknown", "place"] if name == "set_up_step" else ["unknown"], LINK, LINK
    yield "draft_keep", [], Row(set()), Row(set())  # nothing typed is nothing to keep
    yield "password_remove", [], MEMBER, Row(set(), others=NOT_ALLOWED)  # nobody here has one


# Each part of the newer rooms has its rows in a file of its own.
PARTS = ("checkins", "toolkit", "victories", "path", "retelling", "buddies", "letters", "activities", "endings")

LINKS = ("letters_off", "not_this_time", "feed", "come_in", "invited", "mail_proof", "recover_link", "set_up", "set_up_step", "set_up_passkey_options")
LINK = Row("all", nobody="link", waiting="link")  # a link nobody made: a kind page, which may answer 404


def of_everything(world):
    for row, names in PLAIN:
        for name in names.split():
            yield name, [], row, row
    yield from of_shares(world)
    yield from of_circles(world)
    yield from of_meetings(world)
    yield from of_first_meetings(world)
    yield from of_caring(world)
    yield from of_crisis(world)
    yield "practice", [1], MEMBER, MEMBER
    yield from of_journal(world)
    yield from of_repair(world)
    yield from of_reports(world)
    yield from of_the_rest(world)
    for part in PARTS:
        yield from import_module(f"tests.matrix_of.{part}").of(world)

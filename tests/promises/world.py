"""A small space full of everything, in this process: every role, every noun, and all the forms they meet."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cached_property, lru_cache

from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from cairn.base import clock, crypto, keyring
from cairn.checkins import verbs as checkins
from cairn.checkins.models import Felt
from cairn.circles.queries import hearers_of, peers_of
from cairn.growth import verbs as growth
from cairn.growth.models import View
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules.letters import in_order
from cairn.bonds.verbs.letters import write_letter
from cairn.circles.verbs import ask_for_seat, invite_to_circle
from cairn.hearing.verbs import offer_to_listen
from cairn.journal import verbs as journals
from cairn.meetings import shapes
from cairn.meetings.models import LookedBack, Welcome
from cairn.meetings.verbs import ask_stand_in, make_feed, make_wish, plan, plan_series, write_debrief
from cairn.members import queries
from cairn.members import verbs as members
from cairn.members.models import SetupLink
from cairn.members.rules import token_for
from cairn.repair.models import Beside, Concern
from cairn.repair.verbs import call
from cairn.safety.verbs import report
from cairn.shares.verbs import keep_draft
from cairn.toolkit.models import Situation
from cairn.toolkit.verbs import gather, offer_strategy, put_in
from tests import cast
from tests.forms import Form, forms_of, links_of
from tests.journal.people import open_in
from tests.promises.canaries import route_of

PASSWORD = "four quiet words here"


@dataclass
class Met:
    """A form that somebody met on a page."""

    role: str
    page: str
    form: Form

    @property
    def route(self) -> str:
        return route_of(self.form.action)

    def __str__(self):
        return f"{self.role} at {self.page}: {self.route}"


@dataclass
class World:
    people: dict = field(default_factory=dict)
    met: dict = field(default_factory=dict)

    def __post_init__(self):
        cast.space()
        cast.topic("grief")
        self.people = {
            "coordinator": cast.member("Cole", coordinator=True), "facilitator": cast.member("Marl"),
            "author": members.come_in(name="Dell", stone="5-0-83", languages=["en"], zone="UTC", sign_in_name="dell-private-7", password=PASSWORD),
            "member": cast.member("Juno"), "waiting": cast.member("Wren", waiting=True),
        }
        cole, marl, author, juno = (self.people[role] for role in ("coordinator", "facilitator", "author", "member"))
        self.circle = cast.circle_of(marl, author)
        self.hidden = cast.circle_of(marl, author, name="Hidden circle", hidden=True)
        self.share = cast.share_by(author, circle=self.circle)
        self.open_share = cast.share_by(author, "To everyone.")
        self.as_someone = cast.share_by(marl, "Nobody knows who.", circle=self.circle, shown_as="someone")
        self.response = cast.response_by(marl, self.share)
        self.own_response = cast.response_by(author, self.as_someone)
        self.asked = ask_for_seat(self.circle, note="May I?", by=juno)
        self.draft = 41
        keep_draft(kind="share", about=self.draft, fields={"text": "Begun.", "audience": "me", "need": "listening", "shown_as": "stone", "draft": self.draft}, by=author)
        self.report = report("share", self.open_share.pk, reason="unsure", words="Look.", by=juno)
        offer_to_listen(weekly_limit=3, by=author)
        self.invitation, self.code = members.invite(by=cole)
        self.circle_invitation, self.circle_code = invite_to_circle(self.circle, by=marl)
        self.held = cast.meeting_held(self.circle, marl)
        self._plan(marl, author)
        self.debrief = write_debrief(self.held, how="Long.", needs="", by=marl)
        make_wish(topic=None, slots=[19], by=juno)
        self.vault = journals.begin(password=PASSWORD, by=author)
        self.entry = journals.keep(7, title="Monday", words="The kettle was on.", prompt="", seen="", key=self.vault, by=author)
        self._repair(marl, author)
        self._letters(marl, author)
        self._retell(marl, author)
        self._check_in(author)
        self._toolkit(author)
        members.block(cole, by=juno)

    def _toolkit(self, author) -> None:
        """A card of the author's, one that waits for a responder, and a collection of their circle."""
        told = {"situation": "bad-night", "title": "To the lock and back", "words": "Before deciding anything."}
        self.card = offer_strategy(**told, by=author)
        self.asked_card = offer_strategy(**told | {"words": "Two of the 50 mg ones."}, by=author)
        self.gathered = gather(self.circle, title="What got us through", by=author)
        put_in(self.gathered, self.card, by=author)
        self.situation = Situation.objects.create(name="The walk to school")

    def _repair(self, marl, author) -> None:
        """Both have said that they would, and the second step is open; their circle talks."""
        now = clock.now()
        self.concern = Concern.system.create(by=author, other=marl, circle=self.circle, asked_at=now, agreed_at=now, step="happened", opened_at=now)
        self.beside = Beside.objects.create(concern=self.concern, member=self.people["member"], of=author, by=author)
        self.talk = call(self.circle, "The evenings.", by=marl)

    def _letters(self, marl, author) -> None:
        """Marl wrote to the author behind an open door, and Juno knocked at the author's."""
        self.door, self.letter = letters_between(author, marl, self.circle, "Between two.")
        self.knocked, _none = letters_between(author, self.people["member"], None)

    def _check_in(self, author) -> None:
        """The author kept how it is, and told it the circle; the space offers a word of its own."""
        self.checkin = checkins.keep(Felt("weighed", ("lonely",), "Grey.", "It rained."), by=author)
        self.told_checkin = checkins.tell(self.checkin, hearers_of(author)[0], by=author)
        self.feeling_word = checkins.add_word(area="lit", language="en", word="Warm", by=self.people["coordinator"])

    def _retell(self, marl, author) -> None:
        """Each has told something again and asked the other how they see it."""
        for by, other in ((marl, author), (author, marl)):
            self.retold = growth.tell_retelling(growth.retell(first="Then.", by=by), {"happened": "Now."}, by=by)
            growth.ask_views(self.retold, [peer for peer in peers_of(by) if peer.member_id == other.pk][:1], by=by)
        self.view = View.objects.get(by=author)

    def _plan(self, marl, author) -> None:
        """A meeting of its own for which a stand-in is asked, meetings that come again, and a private calendar."""
        prepared, now = shapes.shape("victories").prepared(), clock.now()
        self.meeting = plan(self.circle, prepared, starts_at=now + timedelta(days=2), zone="UTC", by=marl)
        self.series = plan_series(self.circle, prepared, often="weekly", first_on=now.date() + timedelta(days=3), at=time(19), zone="UTC", by=marl)
        self.stand_in = ask_stand_in(self.meeting, author, by=marl)
        make_feed(by=author)
        self.welcome = Welcome.system.create(meeting=self.meeting, newcomer=author, welcomer=marl)
        self.looked_back = LookedBack.system.create(meeting=self.meeting, member=author)

    def client(self, role: str, **more) -> Client:
        """A browser of theirs; what goes wrong is an answer, as in life."""
        made = Client(**more) if role == "nobody" else cast.signed_in(self.people[role], **more)
        if role == "author":
            open_in(made, self.people[role], self.vault)
        made.raise_request_exception = False
        return made

    def roles(self) -> list[str]:
        return ["nobody", *self.people]

    def seat(self, role: str):
        return cast.Seat.system.get(circle=self.circle, member=self.people[role])

    @cached_property
    def values(self) -> dict[str, dict]:
        """Good values for each parameter of an address, by the beginning of its name or by the parameter's."""
        token = token_for(self.people["author"].pk)
        by_start = {
            "checkin_take_back": self.told_checkin.pk, "checkin_": self.checkin.pk, "feeling_word_": self.feeling_word.pk,
            "retell_from": self.share.pk, "retell_again": self.retold.pk, "retelling": self.retold.pk, "uninvite": self.retold.pk, "invite_again": self.retold.pk, "view": self.view.pk,
            "begin_in_circle": self.circle.pk, "propose": self.circle.pk, "conversation_call": self.circle.pk, "conversation": self.talk.pk, "put_forward": self.talk.pk,
            "beside": self.beside.pk, "step_back": self.beside.pk,
            **dict.fromkeys(["concern", "repair_line", "line_", "bring_", "keep_again"], self.concern.pk),
            "letters_to_buddy": 1, "letters_": self.door.pk, "letter_keep": self.door.pk, "letter_": self.letter.pk, "knock_decline": self.knocked.pk, "knock_": self.knocked.pk, "door_open": self.knocked.pk, "door": self.door.pk,
            **dict.fromkeys(["strategy", "change_strategy", "withdraw_strategy", "bring_back_strategy", "try_it", "say_how_it_went", "ask_later", "let_go", "tell_line", "take_line_back", "put_in"], self.card.pk),
            **dict.fromkeys(["look_at_strategy", "let_be_seen_strategy", "answer_writer"], self.asked_card.pk),
            **dict.fromkeys(["collection", "take_out", "close_collection", "open_collection_again"], self.gathered.pk),
            **dict.fromkeys(["close_situation", "open_situation_again"], self.situation.pk), "gather": self.circle.pk,
            "entry": self.entry.pk, "first_meeting": self.meeting.pk, "only_listen": self.meeting.pk, "welcome_newcomer": self.welcome.pk,
            "decline_welcome": self.welcome.pk, "how_was_it": self.looked_back.pk,
            "meeting_plan": self.circle.pk, "meeting": self.meeting.pk, "come": self.meeting.pk, "stand_in_ask": self.meeting.pk, "room": self.meeting.pk,
            "series": self.series.pk, "skip": self.series.pk, "stand_in": self.stand_in.pk,
            "circle": self.circle.pk, "seat_ask": self.circle.pk, "consent": self.circle.pk, "facilitators": self.circle.pk,
            "seat_answer": self.asked.pk, "seat_take_back": self.asked.pk, "seat_": self.seat("author").pk, "invitation_end": self.invitation.pk,
            "debrief_take_back": self.debrief.pk, "debrief": self.held.pk, "passkey": 1, "report_close": self.report.pk, "decline": 1,
            "edit_response": self.response.pk, "withdraw_response": self.response.pk, "bring_back_response": self.response.pk, "feel_heard": self.response.pk,
        }
        words = {
            "code": self.code, "step": "what", "country": "GB", "part": "what", "noun": "share", "kind": "share", "place": "0" * 20, "token": token, "ref": "own",
            "key": "bad-night", "strategy": self.card.pk, "seat": self.seat("facilitator").pk, "asked": 7,
        }
        return {"pk": by_start, "words": words}

    def address(self, name: str, **instead) -> str:
        """A good address of this page, with some of its parameters replaced (percent-encoded as given)."""
        pattern, parameters = addresses()[name]
        good = self.values
        for parameter in parameters:
            if parameter in instead:
                value = instead[parameter]
            elif parameter == "pk":
                value = next((pk for start, pk in good["pk"].items() if name.startswith(start)), self.share.pk)
            else:
                value = {"number": self.draft, "about": self.draft}.get(parameter) or good["words"].get(parameter, "x")
            pattern = pattern.replace(f"%({parameter})s", str(value))
        return "/" + pattern

    def forms(self, role: str) -> list[Met]:
        """Every form that `role` meets on a walk along all links, each kind once."""
        if role not in self.met:
            self.met[role] = self._forms_met_by(role)
        return self.met[role]

    def all_forms(self) -> list[Met]:
        """Of everybody, each kind once, as met by whoever comes to it first."""
        found = {}
        for role in ("author", "coordinator", "facilitator", "member", "waiting", "nobody"):
            for met in self.forms(role):
                found.setdefault((met.route, tuple(sorted(met.form.names))), met)
        return list(found.values())

    def typed_forms(self) -> list[Met]:
        """Those that take words."""
        return [met for met in self.all_forms() if met.form.typed or met.form.secret]

    def _forms_met_by(self, role: str) -> list[Met]:
        client, queue, been, met = self.client(role), self._starts(), set(), {}
        while queue:
            path = queue.pop(0)
            if path in been or path == "/leave":
                continue
            been.add(path)
            got = client.get(path)
            if got.status_code != 200 or not got.get("Content-Type", "").startswith("text/html"):
                continue
            queue += sorted(links_of(got) - been)
            for form in forms_of(got, path):
                if form.method == "post":
                    met.setdefault((route_of(form.action), tuple(sorted(form.names))), Met(role, path, form))
        return list(met.values())

    def _starts(self) -> list[str]:
        """Today, and what one comes to by a link from elsewhere."""
        return [
            "/", "/sign-up", "/recover", f"/come-in/{self.code}", f"/invited/{self.circle_code}", "/you", "/arriving/languages", "/you/codes", "/you/mail", "/journal/begin",
            f"/welcomes/{self.welcome.pk}", f"/meetings/{self.meeting.pk}/first", f"/how-was-it/{self.looked_back.pk}",
        ]


def letters_between(one, other, circle, words: str = "") -> tuple[Door, Letter | None]:
    """A door at which `other` knocked; with words of theirs it is open."""
    first, second = in_order(one.pk, other.pk)
    door = Door.system.create(one_id=first, other_id=second, asked_by=other, circle=circle, opened_at=clock.now() if words else None)
    return door, write_letter(door, words, by=other) if words else None


def addresses() -> dict[str, tuple[str, list[str]]]:
    """Every URL of the sitemap: its pattern and the names of its parameters."""
    return _addresses_of(get_resolver())


@lru_cache
def _addresses_of(resolver) -> dict:
    return {name: resolver.reverse_dict.getlist(name)[0][0][0] for name in resolver.reverse_dict if isinstance(name, str)}


class put_back:
    """What happens inside is undone: each hostile act meets the same world."""

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, kind, error, trace):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        keyring.forget_all()
        queries.forget_space()


def before_set_up() -> str:
    """A link that opens set-up, in a database without a space."""
    queries.forget_space()
    SetupLink.objects.create(digest=crypto.digest("set-up", "code"))
    return "/set-up/code"

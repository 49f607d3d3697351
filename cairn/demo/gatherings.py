"""The demo's meetings: planned, come to and lived turn by turn, through the verbs that everybody uses."""

from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

from cairn.base import clock
from cairn.circles import verbs as circles
from cairn.circles.models import SeatRequest
from cairn.demo.story import Deed, read, typeset
from cairn.meetings import schedule, shapes, verbs
from cairn.meetings.models import LIVE, SLOW, LookedBack, Meeting, Welcome
from cairn.meetings.wish_times import slots_of
from cairn.members.queries import agreement_of
from cairn.notices.models import Notice

ZONE = "Europe/London"
A_WEEK, A_DAY = 7 * 1440, 86_400  # minutes; seconds
BEFORE = timedelta(minutes=20)


class Gatherings:
    """What the circles of a village do together. Its meetings by their place in words/meetings.toml."""

    def __init__(self, village):
        self.village, self.words = village, read("meetings")
        self.holders = {circle["slug"]: circle["facilitator"] for circle in village.space["circle"]}
        self.met: dict[int, Meeting] = {}

    def deeds(self, now):
        for number, words in enumerate(self.words["meeting"]):
            if not words.get("now"):
                yield from self.of_meeting(number, words, now)
        for words in self.words["next"]:
            yield Deed(timedelta(days=2.1), partial(self.say_who_comes, words))
        for words in self.words["welcome"]:
            yield from self.of_newcomer(words)
        for words in self.words["wish"]:
            yield Deed(timedelta(days=3), partial(self.wish, words))

    # ---- a meeting that was
    def of_meeting(self, number: int, words: dict, now):
        """A live one is one deed, so that the clock finds nobody missing in between; a slow one is a deed a turn."""
        starts_at = _moment(words, now)
        if words.get("kind") != SLOW:
            yield Deed(now - starts_at + BEFORE, partial(self.meet, number, words, starts_at))
            return
        yield Deed(now - starts_at + BEFORE, partial(self.begin, number, words, starts_at))
        for n, turn in enumerate(words["turn"], start=1):  # after it began, also where the day here is still young
            yield Deed(min(timedelta(days=turn["days_ago"]), now - starts_at - timedelta(hours=n)), partial(self.one_turn, number, words, turn))

    def meet(self, number: int, words: dict, starts_at) -> None:
        self.begin(number, words, starts_at)
        self.go_round(number, words)
        self.act(number, "end", words)
        if "debrief" in words:
            self.debrief(number, words)
        _wait(seconds=700)
        for _look in ("gives out the last signals", "finds the quiet room over"):
            verbs.minding.mind_rooms()

    def begin(self, number: int, words: dict, starts_at) -> None:
        """Planned, come to, and opened."""
        self.met[number] = meeting = self.plan(words, starts_at)
        if words.get("now"):
            for name in words["comes"]:
                verbs.come(meeting, yes=True, by=self.village.people[name])
        _wait(until=starts_at - timedelta(minutes=8))
        for name in [self.holders[words["circle"]], *words["comes"]]:
            verbs.enter(meeting, by=self.village.people[name])
            _wait(seconds=25)
        _wait(until=starts_at + timedelta(seconds=40))
        self.act(number, "go_on", words)

    def plan(self, words: dict, starts_at) -> Meeting:
        circle, holder = self.village.circles[words["circle"]], self.holder(words)
        prepared = shapes.shape(words["template"]).prepared()
        if "often" not in words:
            slow = words.get("kind") == SLOW
            length = {"kind": SLOW, "minutes": A_WEEK, "guide_seconds": A_DAY} if slow else {"kind": LIVE}
            return verbs.plan(circle, prepared, starts_at=starts_at, zone=ZONE, by=holder, **length)
        there = starts_at.astimezone(ZoneInfo(ZONE))
        series = verbs.plan_series(circle, prepared, often=words["often"], first_on=there.date(), at=there.time(), zone=ZONE, by=holder)
        return Meeting.system.get(series=series, on=there.date())

    def go_round(self, number: int, words: dict) -> None:
        for _place, turns in groupby(words["turn"], key=lambda turn: turn["in"]):
            for turn in turns:
                self.one_turn(number, words, turn)

    def one_turn(self, number: int, words: dict, turn: dict) -> None:
        """Whoever holds the meeting brings the piece to them, if it is elsewhere; they pass, or speak."""
        self.go_on_to(turn["in"], number, words)
        meeting, member = self.again(number), self.village.people[turn["by"]]
        held = meeting.room.with_piece
        if held is None or held.member != member.pk:
            self.act(number, "offer", words, about=member.pk)
        _wait(seconds=9)
        verbs.take(meeting, "pass_turn" if turn.get("pass") else "accept", by=member)
        for paragraph in turn.get("say", ()):
            _wait(seconds=20 + len(paragraph) // 6)
            verbs.say(meeting, typeset(paragraph), by=member)
        self.answer_quietly(number, turn)
        if "say" in turn and not turn.get("still_speaks"):
            verbs.take(meeting, "finish", by=member)

    def go_on_to(self, place: str, number: int, words: dict) -> None:
        while (room := self.again(number).room).phase != place and str(room.round) != place:
            self.act(number, "begin_closing" if place == "closing" else "go_on", words)

    def answer_quietly(self, number: int, turn: dict) -> None:
        meeting = self.again(number)
        for kind in ("nod", "heart", "with"):
            for name in turn.get(kind, ()):
                verbs.signal(meeting, kind, turn=meeting.room.turn, by=self.village.people[name])

    def act(self, number: int, what: str, words: dict, **more) -> None:
        verbs.take(self.met[number], what, by=self.holder(words), **more)

    def holder(self, words: dict):
        return self.village.people[self.holders[words["circle"]]]

    def again(self, number: int) -> Meeting:
        return Meeting.system.select_related("circle").get(pk=self.met[number].pk)

    def debrief(self, number: int, words: dict) -> None:
        rowan = self.village.people["Rowan"]
        verbs.name_supervisor(self.holder(words), rowan, by=rowan)
        how, needs = map(typeset, words["debrief"])
        verbs.write_debrief(self.again(number), how=how, needs=needs, by=self.holder(words))

    # ---- a meeting that is
    def meet_now(self) -> None:
        """A room that is open, with somebody speaking: a visitor can walk straight in. Nobody sits at these people's
        browsers, so whoever holds it counts as there for a day; else the clock would close the room kindly."""
        number, words = next((n, words) for n, words in enumerate(self.words["meeting"]) if words.get("now"))
        now = clock.now()
        began = datetime.fromtimestamp(now.timestamp() // 900 * 900, now.tzinfo) - timedelta(minutes=15)
        clock.move(began - BEFORE - now)
        self.begin(number, words, began)
        *before, last = words["turn"]
        self.go_round(number, {**words, "turn": before})
        for name in words["leaves"]:
            verbs.take(self.met[number], "step_out", by=self.village.people[name])
        clock.stand_still()
        clock.move(timedelta(seconds=-75))
        self.one_turn(number, words, last)
        clock.stand_still()
        Meeting.system.filter(pk=self.met[number].pk).update(holder_seen_at=clock.now() + timedelta(days=1))

    # ---- around meetings
    def say_who_comes(self, words: dict) -> None:
        circle, people = self.village.circles[words["circle"]], self.village.people
        meeting = Meeting.system.coming().filter(circle=circle, starts_at__gt=clock.now() + timedelta(days=2.2)).first()
        for yes in ("yes", "no"):
            for name in words[yes]:
                verbs.come(meeting, yes=yes == "yes", by=people[name])
        if "stands_in" in words:
            stand_in = people[words["stands_in"]]
            asked = verbs.ask_stand_in(meeting, stand_in, by=self.holder(words))
            verbs.accept_stand_in(asked, by=stand_in)

    def of_newcomer(self, words: dict):
        """A seat; the clock asks who welcomes them; and a line of theirs."""
        seated = timedelta(days=words["seated_days_ago"])
        yield Deed(seated + timedelta(days=3), lambda: verbs.offer_to_welcome(by=self.village.people[words["by"]]))
        yield Deed(seated, partial(self.seat, words))
        yield Deed(seated - timedelta(hours=7), partial(self.write_welcome, words))

    def seat(self, words: dict) -> None:
        circle, newcomer = self.village.circles[words["circle"]], self.village.people[words["newcomer"]]
        request = SeatRequest.system.get(circle=circle, member=newcomer)
        circles.answer_seat(request, welcome=True, by=self.holder(words))
        circles.take_seat(circle, by=newcomer, agreement=agreement_of(circle))

    def write_welcome(self, words: dict) -> None:
        welcomer, newcomer = self.village.people[words["by"]], self.village.people[words["newcomer"]]
        welcome = Welcome.objects.seen_by(welcomer).get(welcomer=welcomer, newcomer=newcomer)
        verbs.write_welcome(welcome, typeset(words["line"]), by=welcomer)

    def wish(self, words: dict) -> None:
        member = self.village.people[words["by"]]
        slots = slots_of(words["times"], member.zone, clock.now())
        verbs.make_wish(topic=self.village.topics[words["topic"]], slots=slots, by=member)

    def look_back(self) -> None:
        """How their first meeting was: all have said so, but for whoever came to the circle last."""
        people = self.village.people
        names = {member.pk: name for name, member in people.items()}
        for looked in LookedBack.system.filter(answer="").exclude(member=people["Dell"]):
            verbs.look_back(looked, answer="good", by=people[names[looked.member_id]])
            Notice.system.filter(kind="how_was_it", about=looked.pk).update(read_at=clock.now())


def _moment(words: dict, now):
    """When the first of these meetings began."""
    day = now.astimezone(ZoneInfo(ZONE)).date() - timedelta(days=words["days_ago"])
    return schedule.moment(day, time.fromisoformat(words["at"]), ZONE)


def _wait(seconds: float = 0, until=None) -> None:
    clock.move(until - clock.now() if until else timedelta(seconds=seconds))

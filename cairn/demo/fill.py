"""fill(): lets the invented people come in, sit down, tell, listen, over three months."""

import sys
from collections import Counter
from datetime import timedelta
from functools import partial

from cairn.base import clock, stones
from cairn.circles import verbs as circles
from cairn.circles.models import Seat, SeatRequest
from cairn.demo import growing
from cairn.demo.caring import Caring
from cairn.demo.gatherings import Gatherings
from cairn.demo.story import Deed, hours_mask, read, shares, typeset
from cairn.hearing import verbs as hearing
from cairn.hearing.models import Ask
from cairn.members import verbs as members
from cairn.members.models import Boundary, Experience, Interest, Member
from cairn.members.queries import agreement_of, topics
from cairn.notices.models import Notice
from cairn.safety.queries import suggested
from cairn.safety.verbs import set_helplines
from cairn.shares import verbs as telling

PASSWORD = "a quiet stone by the river"
LOOKS_AROUND = timedelta(hours=6)
ASKED_LATELY = 3  # at most, in the last day
SIGN_INS = {
    "Wren": "a member",
    "Marl": "a facilitator",
    "Rowan": "the coordinator",
    "Juno": "a responder",
    "Drift": "a newcomer",
}


def fill() -> list[str]:
    """Fill an empty space; gives one line a role with its sign-in. Does nothing where somebody lives already."""
    if not Member.objects.exists():
        Village().live()
    return [f"{role}: {sign_in_name(name)}, password: {PASSWORD}" for name, role in SIGN_INS.items()]


class Village:
    """The people by name, circles by slug, shares by key, as they come to be."""

    def __init__(self):
        self.space = read("space")
        self.people, self.circles, self.told, self.topics = {}, {}, {}, {}
        self.looked_at = None

    def live(self) -> None:
        began, gatherings = clock.now(), Gatherings(self)
        deeds = sorted([*self.arrivals(), *self.openings(), *self.tellings(), *gatherings.deeds(began), *Caring(self).deeds(), *growing.deeds(self)])
        try:
            for number, deed in enumerate(deeds):
                _set_clock(began - deed.ago)
                self.look_around()
                deed.do()
                _progress(number, len(deeds))
        finally:
            clock.stand_still()
        gatherings.meet_now()
        clock.tick(all_now=True)
        gatherings.look_back()
        self.leave_room_for_who_tells_now()
        Notice.system.filter(at__lt=clock.now() - timedelta(days=2)).update(read_at=clock.now())

    def leave_room_for_who_tells_now(self) -> None:
        """The story answers as it is written, not as it is asked, so by its end everybody was asked as often as a day
        allows. Somebody who looks round tells something themselves, and should find listeners who have room."""
        now, lately = clock.now(), Counter()
        for ask in Ask.system.filter(at__gt=now - timedelta(days=1)).order_by("-share__told_at"):
            lately[ask.listener_id] += 1
            if lately[ask.listener_id] > ASKED_LATELY:
                Ask.system.filter(pk=ask.pk).update(at=ask.at - timedelta(days=2), closed_at=now)

    def look_around(self) -> None:
        """The clock finds what came due in the last hours. Looking after every deed would find the same, a little
        sooner, and take two thirds of the time that all deeds take."""
        if self.looked_at is None or clock.now() - self.looked_at >= LOOKS_AROUND:
            clock.tick(all_now=True, alone=True)
            self.looked_at = clock.now()

    # ---- people
    def arrivals(self):
        for person in read("people")["member"]:
            yield Deed(_days(person["joined_days_ago"]), lambda person=person: self.arrive(person))

    def arrive(self, person: dict) -> None:
        first = not self.people
        if first:
            self.link = members.new_setup_link().rsplit("/", 1)[1]
        come_in = partial(members.come_in_as_coordinator, link_code=self.link) if first else members.come_in
        face = stones.code(person["tone"], person["mark"], _seed(person["name"]))
        member = come_in(
            name=person["name"], stone=face, languages=person["languages"], zone=person["zone"],
            sign_in_name=sign_in_name(person["name"]), password=PASSWORD if person["name"] in SIGN_INS else None,
        )
        self.people[person["name"]] = member
        if first:
            self.set_up(member)
        self.settle(member, person)
        self.sit(member, person["name"])

    def set_up(self, coordinator) -> None:
        words = self.space
        members.set_up_space(
            link_code=self.link, name=words["name"], what_it_is=words["is"], what_it_is_not=words["is_not"],
            agreement_text=typeset("\n".join(words["agreement"])), topics=[topic["name"] for topic in words["topic"]],
            country=words["country"], cover=words["cover"], door="open", adults_only=words["adults_only"],
            language="en", zone="Europe/London", coordinator=coordinator,
        )
        by_name = {topic.name: topic for topic in topics()}
        self.topics = {topic["slug"]: by_name[topic["name"]] for topic in words["topic"]}
        _confirm_helplines(words["country"], coordinator)

    def settle(self, member, person: dict) -> None:
        member.hours = hours_mask(person["hours"])
        member.quiet_from, member.quiet_to = person.get("quiet", (member.quiet_from, member.quiet_to))
        member.save(update_fields=["hours", "quiet_from", "quiet_to"])
        Experience.objects.bulk_create(Experience(member=member, topic=self.topics[slug]) for slug in person["experiences"])
        Interest.objects.bulk_create(Interest(member=member, kind=kind) for kind in person["interests"])
        Boundary.objects.bulk_create(Boundary(member=member, topic=self.topics[slug]) for slug in person["folds"])
        if person["listens"]:
            hearing.offer_to_listen(weekly_limit=person["listens"], by=member)

    # ---- circles
    def openings(self):
        for words in self.space["circle"]:
            yield Deed(_days(91.5), lambda words=words: self.open(words))

    def open(self, words: dict) -> None:
        circle = circles.open_circle(
            name=words["name"], purpose=typeset(words["purpose"]), topic=self.topics[words["topic"]],
            language=words["language"], seats_offered=words["seats"], hidden=words["hidden"],
            agreement_text=typeset("\n".join(words["agreement"])), facilitator=self.people[words["facilitator"]],
            by=self.people["Rowan"],
        )
        members.consent(agreement_of(circle), by=self.people[words["facilitator"]])
        self.circles[words["slug"]] = circle
        for name in [words["cofacilitator"], *words["seats_held"]]:
            if name in self.people:
                self.take_seat(self.people[name], words)

    def sit(self, member, name: str) -> None:
        """Somebody who comes in later takes their seat, or asks for one, the same day."""
        for words in self.space["circle"]:
            if words["slug"] in self.circles and name in [words["cofacilitator"], *words["seats_held"]]:
                self.take_seat(member, words)
            for wish in words.get("asks", []):
                if words["slug"] in self.circles and wish["by"] == name:
                    circles.ask_for_seat(self.circles[words["slug"]], note=typeset(wish["note"]), by=member)

    def take_seat(self, member, words: dict) -> None:
        circle, holder = self.circles[words["slug"]], self.people[words["facilitator"]]
        if Seat.system.held().filter(circle=circle, member=member).exists():
            return
        request = circles.ask_for_seat(circle, note="", by=member)
        circles.answer_seat(SeatRequest.system.get(pk=request.pk), welcome=True, by=holder)
        circles.take_seat(circle, by=member, agreement=agreement_of(circle))
        if member == self.people.get(words["cofacilitator"]):
            circles.name_facilitator(circle, member, "cofacilitator", by=self.people["Rowan"])

    # ---- words
    def tellings(self):
        joined = {person["name"]: person["joined_days_ago"] for person in read("people")["member"]}
        for words in shares():
            told = _days(words["days_ago"])
            yield Deed(told, lambda words=words: self.tell(words))
            for answer in words.get("response", []):
                after = told - timedelta(hours=answer["after_hours"])
                yield Deed(after, lambda words=words, answer=answer: self.respond(words, answer))
            for kind, names in words.get("signals", {}).items():
                for number, name in enumerate(names):
                    here = _days(joined[name]) - timedelta(hours=1)  # whoever came later read it later
                    after = max(min(told - timedelta(minutes=20 + 35 * number), here), timedelta(seconds=30))
                    yield Deed(after, lambda words=words, kind=kind, name=name: self.signal(words, kind, name))

    def tell(self, words: dict) -> None:
        writer = self.people[words["by"]]
        self.told[words["key"]] = telling.tell(
            by=writer, text=typeset(words["text"]), need=words["need"], audience=words["to"],
            circle=self.circles[words["circle"]] if words["to"] == "circle" else None, shown_as=words["shown_as"],
            note_topics=[self.topics[slug].pk for slug in words["notes"]], prompt=words.get("prompt", ""),
            encouraged_by=self.told.get(words.get("encouraged_by", "")), thank=True,
        )

    def respond(self, words: dict, answer: dict):
        share = self.told[words["key"]]
        response = telling.respond(share, kind=answer["kind"], text=typeset(answer["text"]), by=self.people[answer["by"]])
        if answer.get("felt_heard"):
            telling.feel_heard(response, by=self.people[words["by"]])
        return response

    def signal(self, words: dict, kind: str, name: str) -> None:
        telling.signal(self.told[words["key"]], kind, by=self.people[name])


def sign_in_name(name: str) -> str:
    return f"{name.lower()} at home"


def _confirm_helplines(country: str, coordinator) -> None:
    lines = [{name: text for name, text in line.items() if name != "source"} for line in suggested(country).lines]
    set_helplines(country, lines, by=coordinator)


def _seed(name: str) -> int:
    return sum(ord(letter) * place for place, letter in enumerate(name, 3)) % 97


def _days(days: float) -> timedelta:
    return timedelta(days=days)


def _set_clock(moment) -> None:
    clock.stand_still()
    clock.move(moment - clock.now())


def _progress(number: int, all_of_them: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{100 * (number + 1) // all_of_them} %", end="\n" if number + 1 == all_of_them else "", file=sys.stderr, flush=True)

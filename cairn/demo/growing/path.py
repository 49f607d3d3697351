"""Wren's path over three months, what others noticed, and letters to somebody starting out."""

from datetime import timedelta
from functools import partial

from cairn.base import clock
from cairn.circles.queries import peers_of
from cairn.demo.story import Deed, read, typeset
from cairn.growth.models import Witness
from cairn.growth.verbs import path, starting, witness
from cairn.members.models import Member


def deeds(village):
    return Walked(village).deeds()


class Walked:
    def __init__(self, village):
        self.village, self.words = village, read("path")

    def deeds(self):
        for kind, act in (("choice", self.choose), ("first", self.keep), ("aside", self.set_aside), ("stone", self.lay), ("letter", self.write_letter)):
            for words in self.words[kind]:
                yield _deed(words["days_ago"], partial(act, words))
        for words in self.words["witness"]:
            yield from self.noticed(words)

    def choose(self, words: dict) -> None:
        path.choose(on_this_day=words["on_this_day"], listening=words["listening"], by=self.person(words["by"]))

    def keep(self, words: dict) -> None:
        path.keep_first(words["key"], words=typeset(words["words"]), by=self.person(words["by"]))

    def set_aside(self, words: dict) -> None:
        path.set_aside(words["key"], by=self.person(words["by"]))

    def lay(self, words: dict) -> None:
        on = (clock.now() - timedelta(days=words["days_before"])).date()
        path.lay(on=on, words=typeset(words["words"]), by=self.person(words["by"]))

    def write_letter(self, words: dict) -> None:
        topic = self.village.topics[words["topic"]]
        starting.write_starting(topic=topic, words=typeset(words["words"].strip()), shown_as=words["shown_as"], told=True, by=self.person(words["by"]))

    # ---- what others noticed, invited or not, accepted or waiting
    def noticed(self, words: dict):
        if "asked_days_ago" in words:
            yield _deed(words["asked_days_ago"], partial(self.invite, words))
        yield _deed(words["days_ago"], partial(self.write, words))
        if "accepted_days_ago" in words:
            yield _deed(words["accepted_days_ago"], partial(self.accept, words))

    def invite(self, words: dict) -> None:
        to = self.person(words["to"])
        witness.invite_witness(self.peer(to, words["by"]), by=to)

    def write(self, words: dict) -> None:
        by, said = self.person(words["by"]), typeset(words["words"])
        asked = Witness.system.filter(by=by, to=self.person(words["to"]), written_at=None).first()
        if asked:
            witness.write_invited(asked, words=said, by=by)
        else:
            witness.offer_witness(self.peer(by, words["to"]), words=said, by=by)

    def accept(self, words: dict) -> None:
        line = Witness.system.get(by=self.person(words["by"]), to=self.person(words["to"]))
        witness.accept_witness(line, by=self.person(words["to"]))

    def peer(self, member, name: str):
        return next(peer for peer in peers_of(member) if peer.member_id == self.village.people[name].pk)

    def person(self, name: str) -> Member:
        """As they stand now."""
        return Member.objects.get(pk=self.village.people[name].pk)


def _deed(days_ago: float, do) -> Deed:
    return Deed(timedelta(days=days_ago), do)

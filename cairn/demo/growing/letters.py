"""Letters between Wren and Juno over seven weeks, and knocks that are not answered yet."""

from datetime import timedelta
from functools import partial

from cairn.bonds.models import Door
from cairn.bonds.queries import letters as queries
from cairn.bonds.rules.letters import in_order
from cairn.bonds.verbs import letters
from cairn.circles.models import Seat
from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member


def deeds(village):
    return Correspondence(village).deeds()


class Correspondence:
    def __init__(self, village):
        self.village, self.words = village, read("letters")

    def deeds(self):
        for words in self.words["knock"]:
            yield _deed(words["days_ago"], partial(self.knock, words))
            if "opened_days_ago" in words:
                yield _deed(words["opened_days_ago"], partial(self.open, words))
        for words in self.words["letter"]:
            yield _deed(words["days_ago"], partial(self.write, words))

    def knock(self, words: dict) -> None:
        by, circle = self.person(words["by"]), self.village.circles[words["circle"]]
        seat = Seat.system.held().get(circle=circle, member=self.person(words["at"]))
        letters.knock(queries.at_door(by, "seat", seat.pk), words=typeset(words["words"]), by=by)

    def open(self, words: dict) -> None:
        letters.open_door(self.door(words["by"], words["at"]), by=self.person(words["at"]))

    def write(self, words: dict) -> None:
        letters.write_letter(self.door(words["by"], words["to"]), typeset(words["words"]), by=self.person(words["by"]))

    def door(self, one: str, other: str) -> Door:
        first, second = in_order(self.person(one).pk, self.person(other).pk)
        return Door.system.get(one=first, other=second, closed_at=None)

    def person(self, name: str) -> Member:
        """As they stand now."""
        return Member.objects.get(pk=self.village.people[name].pk)


def _deed(days_ago: float, do) -> Deed:
    return Deed(timedelta(days=days_ago), do)

"""What was told again, and how whoever was asked sees it."""

from datetime import timedelta
from functools import partial

from cairn.circles.queries import peers_of
from cairn.demo.story import Deed, read, typeset
from cairn.growth.models import Retelling, View
from cairn.growth.rules.retelling import WORDS
from cairn.growth.verbs import ask_views, retell, tell_retelling, write_view
from cairn.members.models import Member


def deeds(village):
    for words in read("retelling")["retelling"]:
        told = _ToldAgain(village, words)
        yield Deed(timedelta(days=words["days_ago"]), told.tell)
        for view in words.get("view", ()):
            yield Deed(timedelta(days=view["days_ago"]), partial(told.see, view))


class _ToldAgain:
    def __init__(self, village, words: dict):
        self.village, self.words = village, words

    def tell(self) -> None:
        by, share = self.person(self.words["by"]), self.village.told[self.words["share"]]
        begun = retell(first=share.text, first_at=share.told_at, by=by)
        told = tell_retelling(begun, {name: typeset(self.words[name].strip()) for name in WORDS}, by=by)
        self.pk = told.pk
        if asked := self.words.get("asked"):
            ask_views(told, [peer for peer in peers_of(by) if peer.name in asked][: len(asked)], by=by)

    def see(self, words: dict) -> None:
        by = self.person(words["by"])
        view = View.objects.get(retelling=Retelling.system.get(pk=self.pk), by=by)
        write_view(view, typeset(words["words"].strip()), by=by)

    def person(self, name: str) -> Member:
        """As they stand now."""
        return Member.objects.get(pk=self.village.people[name].pk)

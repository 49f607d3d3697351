"""The toolkit of the invented community: cards, how they went for people, and what was gathered."""

from datetime import timedelta
from functools import partial

from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member
from cairn.toolkit import verbs
from cairn.toolkit.models import OUTCOMES, Collection, Strategy


def deeds(village):
    return Toolkit(village).deeds()


class Toolkit:
    """Cards by key, as they come to be."""

    def __init__(self, village):
        self.village, self.words, self.cards = village, read("toolkit"), {}
        self.joined = {person["name"]: person["joined_days_ago"] for person in read("people")["member"]}

    def deeds(self):
        for words in self.words["card"]:
            yield _deed(words["days_ago"], partial(self.offer, words))
            yield from self.trials(words)
        for words in self.words["trying"]:
            yield _deed(words["days_ago"], partial(self.try_it, words["card"], words["by"]))
        for words in self.words["collection"]:
            yield _deed(words["days_ago"], partial(self.gather, words))

    def offer(self, words: dict) -> None:
        circle = None if words["to"] == "everyone" else self.village.circles[words["to"]]
        card = verbs.offer_strategy(
            situation=words["situation"], title=typeset(words["title"]), words=typeset(words["words"]), circle=circle,
            shown_as=words.get("shown_as", "stone"), by=self.person(words["by"]),
        )
        self.cards[words["key"]] = card.pk

    def trials(self, words: dict):
        """One after the other, whoever came later later; nobody sooner than a day after the card was there."""
        said = [(name, outcome) for outcome in OUTCOMES for name in words[outcome]]
        said = said[::2] + said[1::2]  # not all who were helped first
        for number, (name, outcome) in enumerate(said):
            days = min(words["days_ago"] * (1 - (number + 1) / (len(said) + 2)), self.joined[name] - 1)
            line = next((line for line in words.get("line", []) if line["by"] == name), None)
            yield _deed(days, partial(self.say, words["key"], name, outcome, line))

    def say(self, key: str, name: str, outcome: str, line: dict | None) -> None:
        said = typeset(line["words"]) if line else ""
        verbs.say_how_it_went(self.card(key), outcome=outcome, line=said, by=self.person(name))
        if line:
            verbs.tell_line(self.card(key), words=said, shown_as=line["shown_as"], by=self.person(name))

    def try_it(self, key: str, name: str) -> None:
        verbs.try_it(self.card(key), by=self.person(name))

    def gather(self, words: dict) -> None:
        by, circle = self.person(words["by"]), self.village.circles[words["circle"]]
        pk = verbs.gather(circle, title=typeset(words["title"]), by=by).pk
        for key in words["cards"]:
            verbs.put_in(Collection.system.get(pk=pk), self.card(key), by=by)

    def card(self, key: str) -> Strategy:
        return Strategy.system.get(pk=self.cards[key])

    def person(self, name: str) -> Member:
        """As they stand now."""
        return Member.objects.get(pk=self.village.people[name].pk)


def _deed(days_ago: float, do) -> Deed:
    return Deed(timedelta(days=days_ago), do)

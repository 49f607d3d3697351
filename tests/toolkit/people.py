"""Cards and trials for stories of the toolkit."""

from cairn.toolkit import verbs
from cairn.toolkit.models import Strategy, Trial, trial_mark
from tests.cast import member, signed_in

WORDS = "Set a timer. Sit there without pretending you are about to move."
TITLE = "Ten minutes in the car, on purpose"
DOSE = "Two of the 50 mg ones and then straight to bed."


def card_by(somebody, title=TITLE, words=WORDS, *, situation="empty-house", **more) -> Strategy:
    return verbs.offer_strategy(situation=situation, title=title, words=words, by=somebody, **more)


def tried_by(n: int, card, outcome="helped", start=0) -> list:
    """`n` people for whom it went like this."""
    people = [member(f"T{start + number}") for number in range(n)]
    for one in people:
        verbs.say_how_it_went(card, outcome=outcome, by=one)
    return people


def fresh(card) -> Strategy:
    return Strategy.system.get(pk=card.pk)


def trial(card, somebody) -> Trial | None:
    return Trial.system.filter(mark=trial_mark(card.pk, somebody.pk)).first()


def page_of(somebody, card) -> str:
    return page(somebody, f"/toolkit/{card.pk}")


def page(somebody, address: str) -> str:
    return signed_in(somebody).get(address, follow=True).content.decode()

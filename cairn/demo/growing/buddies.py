"""Wishes for a buddy, two pairs that came of them, and what Wren and Juno told each other."""

from datetime import timedelta
from functools import partial

from cairn.bonds.models import Proposal
from cairn.bonds.verbs import buddies as verbs
from cairn.bonds.verbs.matching import propose_due
from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member
from cairn.shares import verbs as telling


def deeds(village):
    words = read("buddies")
    for one in words["wish"]:
        yield _deed(one["days_ago"], partial(_wish, village, one))
    for one in words["yes"]:
        yield _deed(one["days_ago"], partial(_say_yes, village, one))
    for one in words["told"]:
        yield _deed(one["days_ago"], partial(_tell, village, one))
        if "answer" in one:
            yield _deed(one["days_ago"] - one["answered_after_hours"] / 24, partial(_answer, village, one))


def _wish(village, words: dict) -> None:
    verbs.wish(stage=words["stage"], by=_person(village, words["by"]))


def _say_yes(village, words: dict) -> None:
    """The round came at its hour, though the story looks at the clock only now and then."""
    propose_due()
    by, to = _person(village, words["by"]), _person(village, words["to"])
    verbs.answer(Proposal.system.open().get(one__in=[by, to], other__in=[by, to]), yes=True, by=by)


def _tell(village, words: dict) -> None:
    by, to = _person(village, words["by"]), _person(village, words["to"])
    village.told[words["key"]] = telling.tell(by=by, text=typeset(words["text"]), need=words["need"], audience="readers", reader=to.pk)


def _answer(village, words: dict) -> None:
    share = village.told[words["key"]]
    response = telling.respond(share, kind="heard", text=typeset(words["answer"]), by=_person(village, words["answer_by"]))
    telling.feel_heard(response, by=_person(village, words["by"]))


def _person(village, name: str) -> Member:
    return Member.objects.get(pk=village.people[name].pk)


def _deed(days_ago: float, do) -> Deed:
    return Deed(timedelta(days=days_ago), do)

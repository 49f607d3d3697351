"""What people do together outside their circles, and a circle that closes with a last round."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from cairn.base import clock
from cairn.bonds.models import Closing
from cairn.bonds.verbs import activities, endings
from cairn.circles.queries import holder_ids
from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member

ZONE = "Europe/London"


def deeds(village):
    words = read("together")
    for one in words["activity"]:
        yield from _activity(village, one)
    yield Deed(timedelta(days=words["closing"]["days_ago"]), partial(_begin, village, words["closing"]))
    for last in words["last"]:
        yield Deed(timedelta(days=last["days_ago"]), partial(_say_last, village, last))


def _activity(village, words: dict):
    made = {}
    yield Deed(timedelta(days=words["days_ago"]), partial(_propose, village, words, made))
    for n, name in enumerate(words["goes"]):
        yield Deed(timedelta(days=words["days_ago"] - 0.3 * (n + 1)), partial(_go, village, name, made))
    for name in words["came"]:
        yield Deed(timedelta(days=words["days_ago"] - words["in_days"] - 1), partial(_came, village, name, made))


def _propose(village, words: dict, made: dict) -> None:
    on = (clock.now() + timedelta(days=words["in_days"])).astimezone(ZoneInfo(ZONE))
    made["it"] = activities.propose(
        kind=words["kind"], title=typeset(words["title"]), words=typeset(words["words"]), where=words["where"], minutes=words["minutes"],
        starts_at=on.replace(hour=words["at"], minute=0, second=0, microsecond=0), zone=ZONE, seats=words["seats"],
        circle=village.circles.get(words["circle"]), by=_person(village, words["by"]),
    )


def _go(village, name: str, made: dict) -> None:
    activities.go(made["it"], by=_person(village, name))


def _came(village, name: str, made: dict) -> None:
    activities.say_came(made["it"], True, by=_person(village, name))


def _begin(village, words: dict) -> None:
    circle = village.circles[words["circle"]]
    holder = Member.objects.get(pk=holder_ids(circle.pk)[0])
    endings.begin_closing(circle, typeset(words["words"]), days=words["days"], by=holder)


def _say_last(village, words: dict) -> None:
    closing = Closing.system.get(circle=village.circles[read("together")["closing"]["circle"]])
    endings.say_last(closing, typeset(words["words"]), by=_person(village, words["by"]))


def _person(village, name: str) -> Member:
    return Member.objects.get(pk=village.people[name].pk)

"""How it was for a few of the people, kept when they felt like it, and told now and then."""

from datetime import timedelta
from functools import partial

from cairn.checkins import verbs
from cairn.checkins.models import Felt
from cairn.circles.queries import hearers_of
from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member


def deeds(village):
    words = read("checkins")
    yield Deed(timedelta(days=90), partial(_offer, village, words["feeling_word"]))
    for one in words["of"]:
        for kept in one["kept"]:
            yield Deed(timedelta(days=kept["days_ago"]), partial(_keep, village, one["by"], kept))


def _offer(village, words: list[dict]) -> None:
    for word in words:
        verbs.add_word(**word, language="en", by=village.people["Rowan"])


def _keep(village, name: str, kept: dict) -> None:
    by = Member.objects.get(pk=village.people[name].pk)
    felt = Felt(kept["area"], tuple(kept["words"]), typeset(kept.get("own", "")), typeset(kept.get("line", "")))
    checkin = verbs.keep(felt, by=by)
    if "told" in kept:
        circle = village.circles[kept["told"]]
        verbs.tell(checkin, next(one for one in hearers_of(by) if one.circle_id == circle.pk), by=by)

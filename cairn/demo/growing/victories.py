"""Small steps that people of the invented community kept, told, and wrote a line about."""

from datetime import timedelta
from functools import partial
from zlib import crc32

from cairn.base import stones
from cairn.circles.queries import hearers_of, peers_of
from cairn.demo.story import Deed, read, typeset
from cairn.growth.verbs import recognition as lines
from cairn.growth.verbs import victories as verbs
from cairn.members.models import Member


def deeds(village):
    for words in read("victories")["victory"]:
        yield _deed(words["days_ago"], 0, partial(_lay, village, words))
        for line in words.get("line", []):
            yield _deed(words["days_ago"], line["after_hours"], partial(_recognise, village, words, line))
    for line in read("victories")["line"]:
        yield _deed(line["days_ago"], 0, partial(_see, village, line))


def _lay(village, words: dict) -> None:
    by = _person(village, words["by"])
    told = [hearer for hearer in hearers_of(by) if hearer.circle_id in {village.circles[slug].pk for slug in words.get("told", [])}]
    stone = stones.code(words["tone"], words["mark"], crc32(words["words"].encode()) % stones.SEEDS)
    words["laid"] = verbs.lay_victory(typeset(words["words"]), stone, hearers=told, by=by)


def _recognise(village, words: dict, line: dict) -> None:
    circle = village.circles[words["told"][0]]
    written = lines.recognise(words["laid"], typeset(line["words"]), circle=circle, by=_person(village, line["by"]))
    _received(written, line, _person(village, words["by"]))


def _see(village, line: dict) -> None:
    by, to = _person(village, line["by"]), _person(village, line["to"])
    circle = village.circles[line["circle"]]
    peer = next(peer for peer in peers_of(by) if peer.member_id == to.pk and peer.circle_id == circle.pk)
    _received(lines.see_peer(peer, typeset(line["words"]), by=by), line, to)


def _received(written, line: dict, to) -> None:
    """What whoever received it did with it."""
    if line.get("kept"):
        lines.keep_recognition(written, kept=True, by=to)
    if line.get("wall"):
        lines.put_on_wall(written, by=to)


def _person(village, name: str) -> Member:
    return Member.objects.get(pk=village.people[name].pk)


def _deed(days_ago: float, hours_later: float, do) -> Deed:
    return Deed(timedelta(days=days_ago) - timedelta(hours=hours_later), do)

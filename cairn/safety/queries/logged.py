"""The log, as the coordinator reads it: what was done, when and by whom; never the words."""

from dataclasses import dataclass
from datetime import datetime

from cairn.members.models import Member
from cairn.safety import deciding_words
from cairn.safety.models import LogLine, Look

A_PAGE = 100
LOOK = "look"  # the act of a line that holds what was opened


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    said: str
    by: str
    second: str
    whom: str = ""  # who was named to something, or whose part ended


@dataclass(frozen=True)
class Opened:
    """Somebody read what was brought."""

    at: datetime
    by: str
    what: str
    line: int  # its number in the log; 0 for what was opened before lines held it


def log_lines(before: int = 0) -> list[Line]:
    """The latest first; `before` is the number where the page before stopped."""
    lines = LogLine.objects.exclude(act=LOOK).order_by("-number")
    lines = list((lines.filter(number__lt=before) if before else lines)[:A_PAGE])
    names = _names({pk for line in lines for pk in (line.by, line.second, _about(line))})
    return [
        Line(one.number, one.at, deciding_words.logged(one.act), names.get(one.by, ""), names.get(one.second, ""), names.get(_about(one), ""))
        for one in lines
    ]


def _about(line: LogLine) -> int:
    """The member it names; of everything else the log says what was done, not to whom."""
    return line.noun_id if line.act in deciding_words.NAMING else 0


def who_opened() -> list[Opened]:
    looks = list(Look.objects.order_by("-at")[:A_PAGE])
    names, numbers = _names({one.by for one in looks}), _lines_of(looks)
    return [
        Opened(one.at, names.get(one.by, ""), deciding_words.looked_at(one.noun), numbers.get((one.at, one.by, one.noun, one.noun_id), 0))
        for one in looks
    ]


def _lines_of(looks: list[Look]) -> dict[tuple, int]:
    lines = LogLine.objects.filter(act=LOOK, at__in=[one.at for one in looks])
    return {tuple(row): number for number, *row in lines.values_list("number", "at", "by", "noun", "noun_id")}


def _names(ids: set[int]) -> dict[int, str]:
    return {member.pk: member.name or "" for member in Member.objects.filter(pk__in=ids)}

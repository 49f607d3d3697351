"""A look back: a month of entries, and the thirteen weeks that end with it as four small drawings and a table.

No averages, no totals: a mark where something was kept, and nothing where nothing was.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.composed import composed
from cairn.base.times import written
from cairn.checkins import words
from cairn.checkins.models import AREAS, CheckIn, Felt
from cairn.checkins.queries.own import Entry, opened, tellings_of

WEEKS = 13
AFTER_ALL = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which an area was chosen: its week from the left, its weekday from Monday."""

    week: int
    day: int


@dataclass(frozen=True, slots=True)
class Drawing:
    area: str
    name: str
    marks: list[Mark]

    @property
    def drawn(self) -> Markup:
        """An ellipse for each; a quarter of a year has a hundred."""
        drawn = "".join(f'<ellipse cx="{mark.week * 12 + 6}" cy="{mark.day * 13 + 6.5}" rx="5" ry="4.4"/>' for mark in self.marks)
        return Markup(drawn)  # noqa: S704  numbers of ours


@dataclass(frozen=True, slots=True)
class Week:
    """A row of the table: per area the days, in words."""

    begins: str  # its Monday, in words
    days: list[str]


@dataclass(frozen=True, slots=True)
class Back:
    month: date  # its first day
    since: date
    until: date
    entries: list[Entry]  # of the month, the latest first
    drawings: list[Drawing]
    table: list[Week]
    months_at: list[int]  # weeks with which a month begins, for a thin line
    earlier: date | None  # months in which there is something
    later: date | None

    @property
    def title(self) -> str:
        return written(self.month, "F Y")

    @property
    def earlier_words(self) -> str:
        return written(self.earlier, "F Y")

    @property
    def later_words(self) -> str:
        return written(self.later, "F Y")


def back_of(member, month: date | None = None) -> Back | None:
    """`month` by its first day, else the latest in which something was kept; None where nothing is. Four queries."""
    latest = None if month else _month_of(_last_before(member, AFTER_ALL))
    month = month or latest
    if month is None:
        return None
    after = (month + timedelta(days=32)).replace(day=1)
    until = min(after - timedelta(days=1), max(timezone.localdate(), month))
    since = until - timedelta(days=until.weekday() + 7 * (WEEKS - 1))
    zone = timezone.get_current_timezone()
    kept = [(row.at.astimezone(zone).date(), row, row.felt) for row in _kept_between(member, _begins(since), _begins(after))]
    felt = [(day, felt.area) for day, _row, felt in kept if felt]
    return Back(
        month, since, until, _entries([(row, felt) for day, row, felt in kept if day >= month and felt], member), _drawings(felt, since), _table(felt),
        _months_at(since), _month_of(_last_before(member, _begins(month))), None if latest else _month_of(_first_since(member, _begins(after))),
    )


@composed(lambda member, since, before: [member.pk, since, before])
def _kept_between(member, since: datetime, before: datetime):
    return CheckIn.objects.by(member).filter(at__gte=since, at__lt=before).order_by("-at", "-pk")


@composed(lambda member, before: [member.pk, before])
def _last_before(member, before: datetime):
    return CheckIn.objects.by(member).filter(at__lt=before).order_by("-at")[:1]


@composed(lambda member, since: [member.pk, since])
def _first_since(member, since: datetime):
    return CheckIn.objects.by(member).filter(at__gte=since).order_by("at")[:1]


def _month_of(rows) -> date | None:
    """The first day of the month of the one row, if there is one."""
    return _day(rows[0].at).replace(day=1) if rows else None


def _entries(kept: list[tuple[CheckIn, Felt]], member) -> list[Entry]:
    told = tellings_of([row for row, _felt in kept])
    return [opened(row, felt, member, told.get(row.pk, ())) for row, felt in kept]


def _drawings(felt: list[tuple[date, str]], since: date) -> list[Drawing]:
    return [Drawing(area, words.area_name(area), _marks({day for day, one in felt if one == area}, since)) for area in AREAS]


def _marks(days: set[date], since: date) -> list[Mark]:
    return [Mark(*divmod((day - since).days, 7)) for day in sorted(days)]


def _table(felt: list[tuple[date, str]]) -> list[Week]:
    """Weeks in which something was kept, the latest first."""
    weeks: dict[date, dict[str, set[date]]] = {}
    for day, area in felt:
        weeks.setdefault(day - timedelta(days=day.weekday()), {}).setdefault(area, set()).add(day)
    none = _("–")
    return [Week(written(begins, "j M"), [_days(weeks[begins].get(area, ())) or none for area in AREAS]) for begins in sorted(weeks, reverse=True)]


def _days(days) -> str:
    return ", ".join(written(day, "D") for day in sorted(days))


def _months_at(since: date) -> list[int]:
    mondays = [since + timedelta(weeks=n) for n in range(WEEKS)]
    return [n for n in range(1, WEEKS) if mondays[n].month != mondays[n - 1].month]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone()).astimezone(UTC)

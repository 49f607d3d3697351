"""The path: stepping stones in one's own voice, what others noticed beneath them, and what is offered to be kept."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractDay
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock, keyring, stones
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.text import first_words
from cairn.circles.models import Seat
from cairn.growth.models import GrowthChoice, Recognition, SteppingStone, Victory, VictoryTold, Witness
from cairn.growth.queries import firsts
from cairn.growth.queries.firsts import First
from cairn.growth.queries.own_words import words_taken_along
from cairn.growth.rules import this_day
from cairn.meetings.models import Spoken
from cairn.members import queries as members
from cairn.shares.models import Share, writer_mark

MOST = 200  # stones on one page, the latest
MOST_ON_THIS_DAY = 2


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody else wrote about one, as they are known where it was written."""

    pk: int
    name: str
    stone: str
    words: str
    on: datetime
    is_witness: bool  # else a recognition


@dataclass(slots=True)
class Step:
    """One stone of the path: what it was in our words, and in theirs."""

    on: datetime
    stone: str
    said: str = ""
    words: str = ""
    stone_pk: int = 0  # a stepping stone, which can be changed
    share_pk: int = 0  # leads to one's own share, while it stands
    lines: list[Line] = field(default_factory=list)

    @property
    def day_iso(self) -> str:
        return _day(self.on).isoformat()

    @property
    def day_words(self) -> str:
        return firsts.day_words(self.on)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One's own words of this day in an earlier month or year."""

    words: str
    on: datetime
    share_pk: int

    @property
    def day_words(self) -> str:
        return firsts.day_words(self.on)


@dataclass(frozen=True, slots=True)
class Path:
    since_meeting: bool  # and no stone lies before it: then it is since their first day
    began: datetime
    steps: list[Step]
    offered: list[First]
    waiting: list[Line]  # written, and not read yet
    this_day: list[Earlier]
    listening: bool  # they want the look at how they listen


def path_page(member) -> Path:
    """At most ten questions, however much stands on it."""
    known, easy = firsts.found_by(member), _easy_topics(member)
    own, victories, said = _own_stones(member), _own_victories(member, easy), _said_to_keep(member) if "said" in known.wants else []
    kept_lines, witness_lines = _kept_lines(member) if "line" in known.firsts else [], _witness_lines(member)
    faces = _faces([*kept_lines, *witness_lines], member)
    shares = _own_shares(member, own, "on_this_day" in known.wants)
    steps = [*_laid(own, shares), *_victories(victories, kept_lines, faces), *_said(said)]
    of_steps = {one.pk for one in victories if one.words}
    loose = [row for row in kept_lines if row.victory_id not in of_steps]
    steps = _with_lines(steps, [_line(row, faces) for row in (*loose, *(row for row in witness_lines if row.accepted_at))])
    began = known.met or member.welcomed_at or member.joined_at
    return Path(
        since_meeting=known.met is not None and not (steps and _day(steps[0].on) < _day(known.met)),
        began=began,
        steps=steps[-MOST:],
        offered=firsts.not_answered(known, member, {stone.mark for stone in own})[: firsts.AT_A_TIME],
        waiting=[_line(row, faces) for row in witness_lines if not row.accepted_at],
        this_day=_on_this_day(_that_may_come_again(member, shares, own, victories, set(easy))) if "on_this_day" in known.wants else [],
        listening="listening" in known.wants,
    )


# ---- what is asked


@composed(lambda member: [member.pk])
def _own_stones(member):
    """Kept and left aside."""
    return SteppingStone.objects.seen_by(member).filter(gone_at=None).order_by("on")[: 2 * MOST]


@composed(lambda member, easy: [member.pk, easy])
def _own_victories(member, easy: list[int]):
    """With whether it was told to a circle of any other topic than these."""
    apart = VictoryTold.objects.filter(victory=OuterRef("pk"), circle__topic__isnull=False).exclude(circle__topic__in=easy)
    return Victory.objects.by(member).annotate(told_apart=Exists(apart))[:MOST]


@composed(lambda member: [member.pk])
def _said_to_keep(member):
    return words_taken_along(member).order_by("at")[:MOST]


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _kept_lines(member):
    """Written to the member and kept, about a victory of theirs or about them; of people who are here and whose words
    they are shown."""
    kept = Recognition.system.filter(to=member, kept_at__isnull=False, gone_at=None, held_at=None, by__left_at=None)
    kept = kept.exclude(by__in=member.unheard_ids) if member.unheard_ids else kept
    return kept.select_related("by").only("victory", "circle", "words", "at", "by__name", "by__stone").order_by("at")[:MOST]


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _witness_lines(member):
    """Written about the member and not let go, read or not."""
    rows = Witness.objects.seen_by(member).filter(to=member, written_at__isnull=False).select_related("by")
    return rows.only("circle", "words", "on", "written_at", "accepted_at", "by__name", "by__stone").order_by("written_at")[:MOST]


@composed(lambda circles, people: [circles, people])
def _seats(circles: list[int], people: list[int]):
    shown = Seat.system.select_related("member").only("circle_id", "own_name", "own_stone", "member__name", "member__stone")
    return shown.filter(circle__in=circles, member__in=people).order_by("taken_at")


# ---- what others wrote


def _faces(rows, member) -> dict[tuple[int | None, int], tuple[str, str]]:
    """Name and stone of those who wrote, in the circle where they did; two questions with their keys."""
    keyring.bring({member.pk, *(row.by_id for row in rows)})
    circles = {row.circle_id for row in rows if row.circle_id}
    seats = _seats(list(circles), list({row.by_id for row in rows})) if circles else []
    there = {(seat.circle_id, seat.member_id): (seat.name, seat.stone) for seat in seats}
    return {(row.circle_id, row.by_id): there.get((row.circle_id, row.by_id), (row.by.name, row.by.stone)) for row in rows}


def _line(row, faces) -> Line:
    name, stone = faces[row.circle_id, row.by_id]
    is_witness = isinstance(row, Witness)
    on = (row.on or row.written_at) if is_witness else row.at
    return Line(row.pk, name or _("Somebody who has left"), stone if name else "", row.words or "", on, is_witness)


# ---- stones


def _laid(own: list[SteppingStone], shares: list[Share]) -> list[Step]:
    standing = {share.pk for share in shares}
    steps = []
    for stone in own:
        kept = stone.kept if stone.accepted_at else {}
        if not kept:
            continue  # left aside, or the words no longer exist
        said = str(firsts.WORDS.get(kept["key"], ""))
        steps.append(Step(stone.on, drawing(stone.pk), said, kept["words"], stone.pk, kept["ref"] if kept["ref"] in standing else 0))
    return steps


def drawing(pk: int) -> str:
    """The code of the stone that is drawn for a row: always the same one."""
    return stones.code(pk % 10, pk // 10 % 5, pk // 50 % stones.SEEDS)


def _victories(victories, kept_lines, faces) -> list[Step]:
    of = {}
    for row in kept_lines:
        of.setdefault(row.victory_id, []).append(_line(row, faces))
    return [
        Step(one.at, one.stone if stones.CODE.fullmatch(one.stone) else drawing(one.pk), words=one.words, lines=of.get(one.pk, []))
        for one in victories if one.words
    ]


def _said(said: list[Spoken]) -> list[Step]:
    return [Step(one.at, drawing(one.pk), _("The word you took with you from a meeting."), one.text) for one in said if one.text]


def _with_lines(steps: list[Step], lines: list[Line]) -> list[Step]:
    """In the order in which it was. A line stands beneath the latest stone before it; before all stones by itself."""
    steps = sorted(steps, key=lambda step: step.on)
    days, alone = [_day(step.on) for step in steps], []
    for line in sorted(lines, key=lambda line: line.on):
        before = bisect_right(days, _day(line.on))
        (steps[before - 1].lines if before else alone).append(line)
    first = [Step(line.on, drawing(line.pk), lines=[line]) for line in alone]
    return [*first, *steps]


def _day(moment: datetime):
    return timezone.localtime(moment).date()


# ---- on this day


def _own_shares(member, own: list[SteppingStone], this_day_too: bool) -> list[Share]:
    """Those that stones lead to, and those that may be of this day in earlier months and years, in one question."""
    refs = {ref for stone in own if stone.accepted_at and (ref := stone.kept.get("ref"))}
    days = _days_in_utc(_day(clock.now()).day) if this_day_too else []
    return _shares_of(member, sorted(refs), days, clock.now() - timedelta(days=27)) if refs or days else []


@composed(lambda member, refs, days, before: [member.pk, writer_mark(member.pk), refs, days, before])
def _shares_of(member, refs: list[int], days: list[int], before: datetime):
    told = Share.system.by(member).told().filter(held_at=None).alias(day=ExtractDay("told_at", tzinfo=UTC))
    wanted = told.filter(Q(pk__in=refs) | Q(day__in=days, told_at__lt=before))
    return wanted.select_related("authorship", "circle").order_by("told_at")[: 2 * MOST]


def _days_in_utc(day: int) -> list[int]:
    """Days of the month that it may be in UTC while it is `day` somewhere."""
    before = [day - 1] if day > 1 else [28, 29, 30, 31]
    return [*before, day, *([day + 1] if day < 31 else []), *([1] if day >= 28 else [])]


def _on_this_day(ours: list[Earlier]) -> list[Earlier]:
    """Nothing that may speak of grief, nor of what they fold; the longest ago first."""
    today = _day(clock.now())
    then = [one for one in ours if (day := _day(one.on)).day == today.day and day < today and not this_day.mentions_grief(one.words)]
    return [replace(one, words=first_words(one.words)) for one in sorted(then, key=lambda one: one.on)[:MOST_ON_THIS_DAY]]


def _that_may_come_again(member, shares, own, victories, easy: set[int]) -> list[Earlier]:
    """A share says its language. A victory and a stone do not: they come again only where each language of their
    writer has words for grief. A first may have been in any circle, so it comes with the share that it leads to."""
    open_shares = {share.pk for share in shares if _may_come_again(share, easy)}
    ours = [Earlier(share.text, share.told_at, share.pk) for share in shares if share.text and share.pk in open_shares]
    if not all(this_day.knows(language) for language in [*member.languages, member.language]):
        return ours
    kept = [(stone.kept, stone.on) for stone in own if stone.accepted_at]
    ours += [Earlier(said["words"], on, 0) for said, on in kept if said.get("words") and (not said["key"] or said["ref"] in open_shares)]
    return ours + [Earlier(one.words, one.at, 0) for one in victories if one.words and not one.held_at and not one.told_apart]


def _easy_topics(member) -> list[int]:
    """Those that stand, are not about grief, and that they do not fold: one that is closed may have been anything, and
    so may one that is named in a language without words for grief."""
    if not this_day.knows(members.the_space().language):
        return []
    return [topic.pk for topic in members.topics() if topic.pk not in member.folded_ids and not this_day.mentions_grief(topic.name)]


def _may_come_again(share, easy: set[int]) -> bool:
    topics = [*share.note_topics, *([share.circle.topic_id] if share.circle_id and share.circle.topic_id else [])]
    return this_day.knows(share.language) and easy.issuperset(topics) and not this_day.mentions_grief(share.note_words)


# ---- one stone, and choices


def stone_for(member, pk) -> SteppingStone:
    """One's own, or 404."""
    return found(SteppingStone.objects.seen_by(member).filter(pk=pk, accepted_at__isnull=False).first())


def said_of(stone) -> str:
    """What was first, in our words; "" of one's own stone."""
    return str(firsts.WORDS.get(stone.kept.get("key", ""), ""))


def choices_of(member) -> GrowthChoice:
    return GrowthChoice.objects.filter(member=member).first() or GrowthChoice(member=member)


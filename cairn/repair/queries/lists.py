"""What somebody has to do with: their own, and where they stand or were asked to stand beside others."""

from dataclasses import dataclass

from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.members.queries import Person
from cairn.repair import rules, words
from cairn.repair.models import Beside, Concern
from cairn.repair.queries.concerns import ASKED, side_of, state_of


@dataclass(frozen=True, slots=True)
class Row:
    concern: Concern
    state: str
    side: str
    names: list[str]

    @property
    def step_title(self) -> str:
        return words.title_of(self.concern.step)

    @property
    def end_words(self) -> str:
        return words.end_of(self.concern.ended_as)


@dataclass(frozen=True, slots=True)
class BesidePage:
    beside: Beside
    two: list[Person]
    asker: Person | None
    as_facilitator: bool


def concerns_of(member) -> list[Row]:
    """What the viewer has to do with, the newest first; ended ones for as long as they are kept."""
    rows = Concern.objects.seen_by(member).select_related("by", "other", "circle").order_by("-began_at")
    return [_row(concern, member) for concern in rows if rules.may_see(member, concern)]


def _row(concern, member) -> Row:
    state = state_of(concern, member)
    ids = [] if rules.names_nobody(concern) and state != ASKED else [pk for pk in rules.the_two(concern) if pk != member.pk]
    people = circles.people_in(concern.circle_id, ids) if ids else {}
    return Row(concern, state, side_of(concern, member), [people[pk].name for pk in ids if pk in people])


def beside_for(member, pk) -> Beside:
    """One's own, or the one who stands beside oneself; or 404."""
    beside = found(Beside.objects.select_related("concern", "concern__by", "concern__other", "concern__circle").filter(pk=pk).first())
    return found(beside if member.pk in (beside.member_id, beside.of_id) else None)


def beside_page(member, pk) -> BesidePage:
    beside = beside_for(member, pk)
    concern = beside.concern
    apart = member.blocked_ids & set(rules.the_two(concern))
    found(beside if beside.member_id == member.pk and beside.yes is None and rules.is_walking(concern) and not apart else None)
    people = circles.people_in(concern.circle_id, rules.the_two(concern))
    two = [people[pk] for pk in rules.the_two(concern) if pk in people]
    return BesidePage(beside, two, people.get(beside.by_id), beside.of_id is None)


def besides_asking(member) -> list[BesidePage]:
    """Where the viewer was asked to stand beside somebody, and has not answered."""
    asked = Beside.objects.filter(member=member, yes=None, concern__ended_at=None).exclude(
        concern__by__in=member.blocked_ids).exclude(concern__other__in=member.blocked_ids)
    return [beside_page(member, pk) for pk in asked.values_list("pk", flat=True)]

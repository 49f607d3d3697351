"""One concern, as one of the two sees it, or somebody who stands beside them."""

from dataclasses import dataclass, field

from cairn.base import clock, keyring
from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.members.models import Member
from cairn.members.queries import Person
from cairn.repair import rules, words
from cairn.repair.models import Beside, Concern, Step

WAITING, ASKED, WALKING, ENDED = "waiting", "asked", "walking", "ended"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, as the viewer reads it. `words` None: they are gone with their writer."""

    pk: int
    kind: str
    words: str | None
    yes: bool | None
    ready: bool
    shown: bool
    seen: str  # stands for exactly these words

    @property
    def prompt(self) -> str:
        return words.prompt_of(self.kind)


class Wrote(dict[str, Written]):
    """What one person wrote, by kind; None for what is not there, or not for the viewer."""

    def __missing__(self, _kind: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who stands beside, or was asked to: then without a name."""

    pk: int
    person: Person | None
    of_id: int | None
    mine: bool  # the viewer brought them for themselves
    is_me: bool


@dataclass(frozen=True, slots=True)
class StepSeen:
    code: str
    title: str
    state: str  # done, now, later


@dataclass(kw_only=True)
class ConcernPage:
    concern: Concern
    state: str
    side: str  # "two", "facilitator", "supporter"
    me: Person | None = None
    other: Person | None = None  # of the two; None where nobody is named
    person: Person | None = None  # whose supporter the viewer is
    two: list[Person] = field(default_factory=list)
    facilitator: Person | None = None
    wrote: dict[int, Wrote] = field(default_factory=dict)  # by writer and kind, what the viewer reads
    companions: list[Companion] = field(default_factory=list)
    unread_by: list[str] = field(default_factory=list)  # who came since the viewer wrote
    may_bring_facilitator: bool = False
    may_bring_supporter: bool = False
    back_kind: str = rules.BACK
    their_seat: int | None = None  # of the other in the circle: where they can be reported from

    @property
    def pk(self) -> int:
        return self.concern.pk

    @property
    def steps(self) -> list[StepSeen]:
        at = words.STEPS.index(self.concern.step)
        return [StepSeen(code, words.title_of(code), "done" if n < at else "now" if n == at else "later") for n, code in enumerate(words.STEPS)]

    @property
    def mine(self) -> Wrote:
        return self.of(self.me)

    @property
    def theirs(self) -> Wrote:
        return self.of(self.other)

    def of(self, person: Person | None) -> Wrote:
        return self.wrote.get(person.id, Wrote()) if person else Wrote()

    @property
    def i_am_ready(self) -> bool:
        return any(self.mine[part].ready for part in rules.PARTS if part in self.mine)

    @property
    def is_open(self) -> bool:
        return self.concern.opened_at is not None

    @property
    def my_parts(self) -> list[Written]:
        return parts_of(self.mine)

    @property
    def their_parts(self) -> list[Written]:
        return parts_of(self.theirs)

    def parts(self, person: Person) -> list[Written]:
        return parts_of(self.of(person))

    @property
    def who_reads(self) -> str:
        """Beside the box of the second step: everybody who will read it, and when."""
        supporter = next((one.person.name for one in self.companions if one.person and one.mine), "")
        theirs = next((one.person.name for one in self.companions if one.person and one.of_id and not one.mine), "")
        return words.who_reads(self.other.name if self.other else "", self.facilitator.name if self.facilitator else "", supporter, theirs)

    @property
    def first_of_theirs(self) -> int | None:
        return next((written.pk for written in self.their_parts if written.words), None)

    @property
    def line_seen(self) -> str:
        return rules.seen(self.concern.line)

    @property
    def end_words(self) -> str:
        return words.end_of(self.concern.ended_as)

    @property
    def line_is_mine(self) -> bool:
        return bool(self.me) and self.concern.line_by_id == self.me.id

    @property
    def may_write_line(self) -> bool:
        return self.side == "two" and rules.line_is_possible(self.concern)


def parts_of(wrote: dict[str, Written]) -> list[Written]:
    return [wrote[part] for part in rules.PARTS if part in wrote]


def concern_for(member, pk) -> Concern:
    """Or 404: what is unseen, and what is missing, look alike."""
    rows = Concern.objects.seen_by(member).select_related("by", "other", "circle")
    concern = found(rows.filter(pk=pk).first())
    return found(concern if rules.may_see(member, concern) else None)


def concern_page(member, pk) -> ConcernPage:
    return _page_of(concern_for(member, pk), member)


def _page_of(concern, member) -> ConcernPage:
    page = ConcernPage(concern=concern, state=state_of(concern, member), side=side_of(concern, member))
    besides = list(Beside.objects.filter(concern=concern).order_by("asked_at"))
    people = circles.people_in(concern.circle_id, {*rules.the_two(concern), member.pk, *(one.member_id for one in besides)})
    _name(page, people, member)
    if page.state in (WALKING, ENDED):
        page.wrote = _what_is_read(concern, member, besides)
    if page.state == WALKING:
        page.back_kind = _back_kind(concern)
        _company(page, besides, people, member)
    return page


def state_of(concern, member) -> str:
    if concern.ended_at is not None:
        return ENDED
    if concern.agreed_at is None:
        return ASKED if rules.may_answer(member, concern) else WAITING
    return WALKING


def side_of(concern, member) -> str:
    if rules.is_one_of_two(member, concern):
        return "two"
    return "facilitator" if member.pk == concern.facilitator_id else "supporter"


def _name(page, people, member) -> None:
    """Nobody, before the other has said yes (but for the one who is asked) and after it was put down."""
    concern = page.concern
    if page.side == "two":
        page.me = people.get(member.pk)
    if rules.names_nobody(concern) and page.state != ASKED:
        return
    if page.side == "two":
        page.other = people.get(rules.other_id(concern, member.pk))
        page.their_seat = _seat_of_the_other(concern, member)
    page.two = [people[pk] for pk in rules.the_two(concern) if pk in people]
    page.person = people.get(rules.supported_by(concern, member.pk))
    if concern.facilitator_id in people and concern.facilitator_id not in member.blocked_ids:
        page.facilitator = people[concern.facilitator_id]


def _seat_of_the_other(concern, member) -> int | None:
    seat = circles.seat_in(concern.circle_id, rules.other_id(concern, member.pk)) if concern.circle_id else None
    return seat.pk if seat else None


def _what_is_read(concern, member, besides) -> dict[int, Wrote]:
    joined = next((one.answered_at for one in besides if one.member_id == member.pk and one.yes), None)
    steps = [step for step in Step.objects.filter(concern=concern) if rules.reads(member.pk, step, concern, joined)]
    keyring.bring(step.member_id for step in steps)
    read: dict[int, Wrote] = {}
    for step in steps:
        if step.kind in rules.PARTS and step.__dict__["words"] is None:
            continue  # a prompt that was left empty; words that are gone with their writer are still told of
        read.setdefault(step.member_id, Wrote())[step.kind] = _written(step)
    return read


def _written(step) -> Written:
    return Written(step.pk, step.kind, step.words, step.yes, step.may_be_shown, step.shown_at is not None, rules.seen(step.words))


def _back_kind(concern) -> str:
    return rules.AGAIN if Step.objects.filter(concern=concern, kind=rules.BACK).count() == 2 else rules.BACK


def _company(page, besides, people, member) -> None:
    """Who came, by name; who was asked, without: that they do not answer can have a reason that is nobody's."""
    concern, now = page.concern, clock.now()
    for one in besides:
        pending = one.yes is None and one.asked_at > now - rules.ANSWER_WITHIN
        mine = one.of_id == member.pk
        if one.yes and one.member_id in people and one.member_id not in member.blocked_ids:
            page.companions.append(Companion(one.pk, people[one.member_id], one.of_id, mine, one.member_id == member.pk))
        elif pending and one.by_id == member.pk:
            page.companions.append(Companion(one.pk, None, one.of_id, mine, False))
    if page.side != "two" or concern.circle_id is None:
        return
    page.unread_by = _unread_by(page, besides, people, member)
    page.may_bring_facilitator = not any(one.of_id is None for one in page.companions) and bool(_holder(concern, member))
    page.may_bring_supporter = not any(one.mine for one in page.companions) and bool(bringable(member, concern))


def _unread_by(page, besides, people, member) -> list[str]:
    """Names of those who came after the viewer wrote what they would read otherwise."""
    concern, mine = page.concern, list(Step.objects.filter(concern=page.concern, member=member, words__isnull=False))
    names = []
    for one in besides:
        if one.yes and one.of_id != member.pk and one.member_id in people and one.member_id not in member.blocked_ids:
            would = [step for step in mine if one.of_id is None or step.shown_at is not None]
            if any(not rules.reads(one.member_id, step, concern, one.answered_at) for step in would):
                names.append(people[one.member_id].name)
    return names


def _holder(concern, member) -> int | None:
    """Whom "the facilitator" means here: who holds the circle, is not one of the two, and whom the viewer sees."""
    ids = circles.holder_ids(concern.circle_id)
    return next((pk for pk in ids if pk not in rules.the_two(concern) and pk not in member.blocked_ids), None)


def holder_to_bring(member, concern) -> Member | None:
    pk = _holder(concern, member)
    return Member.objects.filter(pk=pk).first() if pk else None


def bringable(member, concern) -> list:
    """Seats of those in the circle who could be asked to be the viewer's supporter."""
    if concern.circle_id is None:
        return []
    known = set(Beside.objects.filter(concern=concern).exclude(yes=None).values_list("member", flat=True))
    not_these = {*rules.the_two(concern), concern.facilitator_id, *known}
    return [seat for seat in circles.others_in(member, concern.circle) if seat.member_id not in not_these]


def bringable_member(member, concern, seat_id: int) -> Member | None:
    return next((seat.member for seat in bringable(member, concern) if seat.pk == seat_id), None)

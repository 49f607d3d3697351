"""Strategies as pages show them: a situation's, those that were searched for, and one with all that belongs to it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.slots import piece
from cairn.members import queries as members
from cairn.toolkit import counting, medical, rules, words
from cairn.toolkit.models import HELPED, LITTLE, SOMEONE, Strategy, Trial, Tried, looks, trial_mark
from cairn.toolkit.ordering import Card as Ordered
from cairn.toolkit.ordering import order
from cairn.toolkit.queries.faces import Face, Faces
from cairn.toolkit.situations import Named, Situations

A_PAGE = 12
LOOKED_AT = 300  # of one situation, the latest
SEARCHED = 400  # the latest
LINES_LOOKED_AT = 200  # under the cards of one page, the latest


@dataclass(frozen=True, slots=True)
class Shown:
    """One card as the viewer sees it. `words` None: they are gone with their writer."""

    strategy: Strategy
    face: Face
    line: str  # who, and for what
    evidence: words.Evidence
    mine: bool
    trial: str | None  # the viewer's own: None not tried, "" trying, else how it went
    said_by: "Line | None" = None  # one line from somebody who tried it, in the list of a situation

    @property
    def pk(self) -> int:
        return self.strategy.pk

    @property
    def drawn(self) -> Markup:
        return _drawn(self.evidence, get_language())

    @property
    def by(self) -> str:
        """Without the situation, on its own page."""
        return line_of(self.face, "", self.strategy.circle.name if self.strategy.circle else "")

    @property
    def trial_words(self) -> str:
        if self.trial is None:
            return ""
        return words.mine(self.trial) if self.trial else _("You are trying this.")


@lru_cache(maxsize=512)
def _drawn(evidence: words.Evidence, _language: str) -> Markup:
    """Once for all cards that went alike: a page has twelve of them."""
    return piece("toolkit/_evidence.html", {"seen": evidence})


def shown_of(strategies, member, situations: Situations, faces: Faces | None = None, tried: dict[str, Trial] | None = None) -> list[Shown]:
    """Two questions for their people, one for their keys, one for what the viewer tried of them, unless that is known."""
    strategies = list(strategies)
    faces = faces or Faces((one.circle_id, one.member_id) for one in strategies)
    tried = _tried_by(member, strategies) if tried is None else tried
    return [_shown(one, member, faces, situations, tried) for one in strategies]


def _tried_by(member, strategies) -> dict[str, Trial]:
    return trials_with(member, [trial_mark(one.pk, member.pk) for one in strategies])


def trials_with(member, marks: list[str]) -> dict[str, Trial]:
    """The member's own trials of the strategies that these are marks of."""
    return {trial.mark: trial for trial in _trials(member, marks)} if marks else {}


@composed(lambda member, marks: [member.pk, marks])
def _trials(member, marks: list[str]):
    return Trial.objects.seen_by(member).filter(mark__in=marks)


def _shown(one, member, faces: Faces, situations, tried) -> Shown:
    face = faces.of(one.circle_id, one.member_id, one.shown_as)
    trial = tried.get(trial_mark(one.pk, member.pk))
    line = line_of(face, situations.within(one.situation), one.circle.name if one.circle else "")
    return Shown(one, face, line, words.evidence(one.tally), rules.is_by(member, one), trial.kept.get("outcome", "") if trial else None)


def line_of(face: Face, within: str, circle: str) -> str:
    """ "Dell, for exam weeks. In Tuesday circle." """
    line = _("%(name)s, for %(situation)s") % {"name": face.name, "situation": within} if within else face.name
    return line + (". " + _("Told to %(circle)s.") % {"circle": circle} if circle else "")


def _seen(member):
    """What others were told and still stands, the latest first."""
    return Strategy.objects.seen_by(member).told().select_related("circle").order_by("-told_at")


# ---- all situations


@dataclass(frozen=True, slots=True)
class SituationRow:
    named: Named
    title: str  # of one of its cards, another each day; "" where there is none yet


def toolkit_page(member, also=()) -> list[SituationRow]:
    """Every open situation, those with cards first as the file has them, each with the title of one. Keys of the cards
    in `also` come along."""
    situations, by_key = Situations.here(), {}
    for one in _all_titles(member):
        by_key.setdefault(one.situation, []).append(one)
    day = timezone.localtime(clock.now()).toordinal()
    chosen = {key: ones[day % len(ones)] for key, ones in by_key.items()}
    keyring.bring({keyring.SPACE, *(one.member_id for one in (*chosen.values(), *also))})
    rows = [SituationRow(named, (chosen[named.key].title or "") if named.key in chosen else "") for named in situations.open]
    return sorted(rows, key=lambda row: not row.title)


@composed(looks)
def _all_titles(member):
    return _seen(member).only("id", "situation", "title", "member_id", "circle_id", "circle__id")[:SEARCHED]


def found_for(member, typed: str) -> list[Shown]:
    """Cards whose title or words hold each typed word, of the latest some hundreds that the viewer sees."""
    wanted = typed.casefold().split()
    if not wanted:
        return []
    seen = list(_seen(member)[:SEARCHED])
    keyring.bring({keyring.SPACE, *(one.member_id for one in seen)})
    holds = [one for one in seen if all(word in f"{one.title} {one.words}".casefold() for word in wanted)]
    return shown_of(holds[:A_PAGE], member, Situations.here())


# ---- one situation


@dataclass(frozen=True, slots=True)
class SituationPage:
    named: Named
    cards: list[Shown]
    like: bool  # only those tried by people with experiences like the viewer's
    may_like: bool  # the viewer has said what they have lived through
    next: int  # where the next page begins, 0 at the end


def situation_page(member, key: str, *, like: bool = False, start: int = 0) -> SituationPage:
    situations = Situations.here()
    named = found(situations.named(key))
    topics = members.experiences_of(member)
    ids, rows = _in_order(member, key, frozenset(topics), like)
    page = [rows[pk] for pk in ids[start : start + A_PAGE]]
    following = start + A_PAGE if len(ids) > start + A_PAGE else 0
    return SituationPage(named, _with_lines(page, member, situations), like, bool(topics), following)


def _with_lines(page: list[Strategy], member, situations) -> list[Shown]:
    """Each card with a line of somebody who tried it, where there is one: another each day, whether it helped or not."""
    under = {}
    for line in _lines_of(member, [one.pk for one in page]) if page else ():
        under.setdefault(line.strategy_id, []).append(line)
    day = timezone.localtime(clock.now()).toordinal()
    chosen = {pk: lines[day % len(lines)] for pk, lines in under.items()}
    faces = Faces([*((one.circle_id, one.member_id) for one in page), *((one.circle_id, chosen[one.pk].member_id) for one in page if one.pk in chosen)])
    cards = shown_of(page, member, situations, faces)
    return [replace(card, said_by=_line(chosen[card.pk], card.strategy, faces, member)) if card.pk in chosen else card for card in cards]


@composed(lambda member, ids: [*looks(member), ids])
def _lines_of(member, ids: list[int]):
    return Tried.objects.seen_by(member).filter(strategy__in=ids, held_at=None).order_by("-at")[:LINES_LOOKED_AT]


def _in_order(member, key: str, topics: frozenset[int], like: bool) -> tuple[list[int], dict[int, Strategy]]:
    """The same all day for one member, so that a page does not jump while it is read."""
    keyring.bring([keyring.SPACE])
    rows = {one.pk: one for one in _for_situation(member, key)}
    now = clock.now()
    if like:
        rows = {pk: one for pk, one in rows.items() if counting.is_of_people_like(one.tally, topics)}
    cards = [Ordered(pk, one.tally_before_today, (now - one.told_at).total_seconds() / 86_400) for pk, one in rows.items()]
    return order(cards, topics=topics, seed=_seed(member, now)), rows


@composed(lambda member, key: [*looks(member), key])
def _for_situation(member, key: str):
    return _seen(member).filter(situation=key)[:LOOKED_AT]


def _seed(member, now: datetime) -> int:
    return (member.pk ^ (timezone.localtime(now).toordinal() * 0x9E3779B97F4A7C15)) % 2**63


# ---- one card


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody put under a card."""

    pk: int
    words: str | None
    who: str
    stone: str
    mine: bool
    named: bool
    outcome: str
    held: bool


@dataclass(frozen=True, slots=True)
class StrategyPage:
    card: Shown
    trial: Trial | None
    lines: list[Line]
    waits: bool  # for a responder: its writer reads this page
    answer: str | None  # what a responder wrote to its writer
    answered_by: str

    @property
    def only_language(self) -> bool:
        """It waits for a responder, as there are no words for medicine in its language."""
        return self.waits and speaks_of_nothing_known(self.card.strategy)

    @property
    def helped(self) -> list[Line]:
        return [line for line in self.lines if line.outcome in (HELPED, LITTLE)]

    @property
    def got_in_the_way(self) -> list[Line]:
        return [line for line in self.lines if line.outcome not in (HELPED, LITTLE)]

    @property
    def my_line(self) -> Line | None:
        return next((line for line in self.lines if line.mine), None)


def speaks_of_nothing_known(one: Strategy) -> bool:
    return not medical.found_in(f"{one.title}\n{one.words}", one.language) - {medical.LANGUAGE}


def strategy_for(member, pk: int) -> Strategy:
    """Or 404: what is unseen, and what is missing, look alike."""
    return found(next(iter(_strategy(member, pk)), None))


@composed(lambda member, pk: [*looks(member), pk])
def _strategy(member, pk: int):
    return Strategy.objects.seen_by(member).select_related("circle").filter(pk=pk)


@composed(lambda member, pk: [*looks(member), pk])
def _lines_under(member, pk: int):
    return Tried.objects.seen_by(member).filter(strategy=pk).order_by("-at")


def strategy_page(member, pk: int) -> StrategyPage:
    one = strategy_for(member, pk)
    lines = _lines_under(member, one.pk)
    faces = Faces([(one.circle_id, one.member_id), *((one.circle_id, line.member_id) for line in lines)])
    trials = _tried_by(member, [one])
    card = _shown(one, member, faces, Situations.here(), trials)
    return StrategyPage(card, next(iter(trials.values()), None), [_line(line, one, faces, member) for line in lines], *_at_a_responder(one, member))


def _line(line: Tried, one: Strategy, faces: Faces, member) -> Line:
    face = faces.of(one.circle_id, line.member_id, line.shown_as)
    return Line(
        line.pk, line.words, words.for_whom(face.name, line.outcome), face.stone, line.member_id == member.pk, line.shown_as != SOMEONE, line.outcome, line.held_at is not None,
    )


def _at_a_responder(one: Strategy, member) -> tuple[bool, str | None, str]:
    """For whoever wrote it alone."""
    if one.member_id != member.pk:
        return False, None, ""
    by = members.people([one.looked_by_id]).get(one.looked_by_id) if one.answer and one.looked_by_id else None
    return rules.is_at_a_responder(one), one.answer, by.name if by else ""


def preview(member, strategy: Strategy) -> Shown:
    """As others would see it, before it is told."""
    faces = Faces([(strategy.circle_id, member.pk)])
    return _shown(strategy, member, faces, Situations.here(), {})

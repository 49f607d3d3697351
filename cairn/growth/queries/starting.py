"""Letters to somebody starting out: one's own, and the one that somebody new is shown."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.slots import may_be_there
from cairn.base import clock, keyring
from cairn.base.models import DataKey
from cairn.base.pages import found
from cairn.base.composed import composed
from cairn.growth.models import StartingLetter, SteppingStone
from cairn.growth.models.path import stone_mark
from cairn.growth.models.retelling import SOMEONE
from cairn.growth.rules import starting as rules
from cairn.members import queries as members
from cairn.members.models import Experience, Topic
from cairn.safety.models import AsItStands
from cairn.toolkit.models import looks

LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Starting:
    """A letter as the viewer sees it. No name and no stone where its writer asked to be "someone"."""

    letter: StartingLetter
    words: str
    name: str
    stone: str
    about: str  # the topic's name
    mine: bool

    @property
    def pk(self) -> int:
        return self.letter.pk

    @property
    def named(self) -> bool:
        return self.letter.shown_as != SOMEONE


def starting_for(member, pk) -> StartingLetter:
    """One's own or a told one, or 404."""
    letter = StartingLetter.objects.seen_by(member).select_related("member").filter(pk=pk, withdrawn_at=None).first()
    return found(letter)


def own_starting(member, pk) -> StartingLetter:
    """One's own, also right after it was taken back; or 404."""
    return found(StartingLetter.objects.seen_by(member).filter(pk=pk, member=member).first())


def starting_page(member, pk) -> Starting:
    letter = starting_for(member, pk)
    return found(_shown([letter], member)[0] if letter.words else None)


def own_letters(member) -> list[Starting]:
    letters = StartingLetter.objects.seen_by(member).select_related("member").filter(member=member, withdrawn_at=None).order_by("made_at")
    return _shown(list(letters), member)


def _shown(letters, member) -> list[Starting]:
    keyring.bring(letter.member_id for letter in letters)
    names = {topic.pk: topic.name for topic in members.topics()}
    return [_as_seen(letter, names, member) for letter in letters if letter.words]


def _as_seen(letter, names: dict, member) -> Starting:
    someone = letter.shown_as == SOMEONE
    name, stone = (_("Someone here"), "") if someone else (letter.member.name or _("Somebody who has left"), letter.member.stone)
    return Starting(letter, letter.words, name, stone, names.get(letter.topic_id, ""), letter.member_id == member.pk)


# ---- for somebody new


def letter_for_newcomer(member) -> Starting | None:
    """One told letter about something they know too and do not fold, in a language of theirs; none for a day after they
    turned one aside. Today knows beforehand whether there is any (home/queries/known.py); then it asks two questions."""
    if not rules.is_starting_out(member) or not may_be_there(member, "letter"):
        return None
    letters = _letters_for(member)
    if not letters:
        return None
    aside = _turned_aside(member, letters)
    if aside is None:
        return None
    for letter in letters:
        keyring.take(letter.member_id, letter.key)
    fresh = [letter for letter in letters if letter.pk not in aside and letter.topic_id not in member.folded_ids and _speaks(member, letter)]
    return next(iter(_shown(fresh[:1], member)), None)


@composed(looks)
def _letters_for(member):
    """The latest told first; the keys of their writers come along."""
    known = Experience.objects.filter(member=member).values("topic")
    told = StartingLetter.objects.seen_by(member).told().filter(topic__in=known).exclude(member=member)
    return told.select_related("member").annotate(key=DataKey.along("member")).order_by("-told_at")[:LOOKED_AT]


def _turned_aside(member, letters) -> set[int] | None:
    """Which of these they have turned aside; None where it was today, and they are left in peace."""
    marks = {stone_mark(member.pk, f"letter:{letter.pk}"): letter.pk for letter in letters}
    rows = dict(SteppingStone.system.filter(mark__in=marks, member=member).values_list("mark", "declined_at"))
    if any(at > clock.now() - rules.A_DAY for at in rows.values()):
        return None
    return {marks[mark] for mark in rows}


def _speaks(member, letter) -> bool:
    spoken = {tag.partition("-")[0] for tag in (*member.languages, member.language)}
    return letter.language.partition("-")[0] in spoken


def topics_to_write_of(member) -> list[Topic]:
    """What they have said they lived through; where they said nothing, all of them."""
    known = set(members.experiences_of(member))
    return [topic for topic in members.topics() if topic.pk in known] or members.topics()


def starting_as_it_stands(member, pk: int) -> AsItStands:
    """For somebody who reports it; or 404."""
    one = starting_page(member, pk)
    where, href = _("in a letter to somebody starting out"), reverse("starting_letter", args=[pk])
    at = one.letter.told_at or one.letter.made_at
    return AsItStands(one.words, one.name, where, at.isoformat(), href, one.letter.member_id, named=one.named)

"""Writing letters, and taking them back."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.pages import found
from cairn.base.rules import require
from cairn.bonds.happenings.letters import LetterTakenBack, LetterWritten
from cairn.bonds.models import Door, Letter
from cairn.bonds.queries.letters.threads import DRAFT
from cairn.bonds.rules import letters as rules
from cairn.bonds.verbs.letters.doors import require_may_reach_out, still
from cairn.live.verbs import record
from cairn.safety.verbs import screen
from cairn.shares.models import Draft
from cairn.shares.verbs import drop_draft, keep_draft


@act
def write_letter(door: Door, words: str, *, by) -> Letter:
    """To the other of the two, and to nobody else. What sounds like danger brings its writer a card; nobody is called
    but on their own tap."""
    door = still(by, door.pk)
    require(rules.state_of(door, by.pk) == rules.OPEN, _("This door is closed just now, so nothing can be written here."))
    require_may_reach_out(by)
    require(bool(words), _("Nothing is written here yet."))
    require(door.links_at is not None or not rules.has_link(words), _("Letters hold no links at first."))
    letter = Letter(door=door, by=by)
    letter.words = words
    letter.save(force_insert=True)
    drop_draft(kind=DRAFT, about=door.pk, by=by)
    _let_links_in(door)
    record(rules.stream_of(door.pk), "letter", letter=letter.pk)
    tell(LetterWritten(door.pk, letter.pk))
    screen("letter", letter.pk, words, by=by, told=False, where=_("in a letter"), href=reverse("door", args=[door.pk]) + f"#l{letter.pk}")
    return letter


def _let_links_in(door: Door) -> None:
    """Once both have written for a while."""
    if door.links_at is not None:
        return
    of_one, of_other = Q(by=door.one_id), Q(by=door.other_id)
    counted = Letter.system.filter(door=door, gone_at=None).aggregate(one=Count("pk", filter=of_one), other=Count("pk", filter=of_other))
    if rules.have_written_for_a_while(door, (counted["one"], counted["other"])):
        Door.system.filter(pk=door.pk).update(links_at=clock.now())


@act
def take_back_letter(letter: Letter, *, by) -> Letter:
    """It is gone for the other at once, and nothing stands in its place. For ten minutes it can be brought back."""
    letter = _still(letter, by)
    require(rules.may_take_back(by, letter), _("Only the person who wrote this can take it back."))
    if letter.gone_at is None:
        _set_gone(letter.door_id, [letter.pk], clock.now())
    return letter


@act
def bring_back_letter(letter: Letter, *, by) -> Letter:
    letter = _still(letter, by)
    if letter.gone_at is None and letter.by_id == by.pk:
        return letter
    require(rules.may_bring_back(by, letter), _("The ten minutes are over, and the words are gone for good."))
    _set_gone(letter.door_id, [letter.pk], None)
    return letter


def _still(letter: Letter, by) -> Letter:
    """Whoever wrote it takes it back also where the other is out of sight for a while."""
    mine = Letter.system.filter(pk=letter.pk, by=by)
    seen = Letter.objects.seen_by(by).filter(pk=letter.pk)
    return found(next(iter([*mine.select_for_update(), *seen[:1]]), None))


@act
def let_go_of_letters(door: Door, *, by) -> None:
    """Everything that `by` wrote there, for both, and what they had begun. What the other wrote is theirs."""
    door = still(by, door.pk)
    require(rules.state_of(door, by.pk) in (rules.OPEN, rules.CLOSED), _("This is not open any more."))
    drop_draft(kind=DRAFT, about=door.pk, by=by)
    mine = Letter.system.filter(door=door, by=by, gone_at=None)
    _set_gone(door.pk, list(mine.values_list("pk", flat=True)), clock.now())


@act
def bring_back_letters(door: Door, *, by) -> None:
    """All that `by` took back there and that is not erased yet."""
    door = still(by, door.pk)
    lately = Letter.system.filter(door=door, by=by, gone_at__gt=clock.now() - rules.UNDO_FOR)
    require(lately.exists(), _("The ten minutes are over, and the words are gone for good."))
    _set_gone(door.pk, list(lately.values_list("pk", flat=True)), None)


def _set_gone(door_id: int, letters: list[int], at) -> None:
    Letter.system.filter(pk__in=letters).update(gone_at=at)
    record(rules.stream_of(door_id), "moved")
    for pk in letters:
        tell(LetterTakenBack(door_id, pk, at is not None))


@act
def keep_letter(door: Door, words: str, *, by) -> Draft:
    """What somebody has begun to write there: theirs alone, until it is sent."""
    return keep_draft(kind=DRAFT, about=door.pk, fields={"words": words}, by=by)

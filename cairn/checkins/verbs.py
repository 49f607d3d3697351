"""What members do with their check-ins. Each verb reads the row again as its actor, under a lock."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell as let_know
from cairn.base.pages import found
from cairn.base.rules import require, require_unchanged
from cairn.checkins import queries, rules
from cairn.checkins.happenings import ToldABuddy
from cairn.checkins.models import AREAS, CheckIn, CheckInTold, Felt, FeelingWord
from cairn.members.queries import forget_space
from cairn.safety.verbs import hold_newcomer, is_read_first, screen

# ---- one's own


@act
def keep(felt: Felt, *, by) -> CheckIn:
    """How it is now, for oneself alone."""
    require(felt.area in AREAS, _("Choose one of the four."))
    checkin = CheckIn(member=by).feel(felt)
    checkin.save(force_insert=True)
    _look_after(checkin, felt, by)
    return checkin


@act
def change(checkin, felt: Felt, *, seen: str = "", by) -> CheckIn:
    """Say it otherwise, while nobody else can read it. When it was does not change. Raises ChangedMeanwhile."""
    checkin = _own(checkin, by)
    require(rules.may_change(by, checkin, is_told=checkin.told.exists()), _("Take it back from whom you told it first. Then you can change it."))
    require_unchanged(checkin, seen)
    checkin.feel(felt).save(update_fields=["sealed"])
    _look_after(checkin, felt, by)
    return checkin


@act
def let_go(checkin, *, by) -> CheckIn:
    """For ten minutes it can be brought back, then the row is gone, and with it to whom it was told."""
    checkin = _own(checkin, by)
    if rules.stands(checkin):
        checkin.gone_at = clock.now()
        checkin.save(update_fields=["gone_at"])
    return checkin


@act
def bring_back(checkin, *, by) -> CheckIn:
    checkin = _own(checkin, by)
    if rules.stands(checkin):
        return checkin
    require(rules.may_bring_back(by, checkin), _("The ten minutes are over, and the words are gone for good."))
    checkin.gone_at = None
    checkin.save(update_fields=["gone_at"])
    return checkin


# ---- telling it


@act
def tell(checkin, hearer, *, by) -> CheckInTold:
    """Let one circle or one buddy (a Hearer) read this one. Told before, it is told already."""
    checkin = _own(checkin, by)
    require(rules.may_tell(by, checkin), _("This cannot be told just now. It stays with you."))
    require(rules.may_tell_to(by, hearer), _("To tell this circle, you need a seat in it and to have agreed to its agreement as it is now."))
    told, new = CheckInTold.objects.get_or_create(checkin=checkin, **hearer.where)
    if new:
        _read_first(checkin, told, by)
        if told.reader_id:
            let_know(ToldABuddy(told.pk, told.reader_id))
        screen("checkin", told.pk, queries.in_words(checkin.felt, by.language), by=by, told=True, **_where(told))
    return told


@act
def take_back(told: CheckInTold, *, by) -> None:
    """From one circle or buddy. It stays with its writer."""
    CheckInTold.objects.filter(pk=told.pk, checkin__member=by).delete()


def _read_first(checkin, told, by) -> None:
    """While the space is quiet, what newcomers tell others is held until somebody has read it."""
    if checkin.held_at is None and is_read_first(by):
        checkin.held_at = clock.now()
        checkin.save(update_fields=["held_at"])
        hold_newcomer("checkin", told.pk, by=by)


def _where(told) -> dict:
    if told.circle_id:
        return {"where": _("how it is, told to a circle"), "href": reverse("circle", args=[told.circle_id]) + "#how-it-is"}
    return {"where": _("how it is, told to one person"), "href": reverse("today") + "#how-it-is"}


# ---- words of the space


@act
def add_word(*, area: str, language: str, word: str, opens_help: bool = False, by) -> FeelingWord:
    """Offered from now on to everybody whose pages are in that language."""
    require(rules.may_add_words(by), _("Whoever looks after the space adds words."))
    require(area in AREAS and bool(word), _("Choose an area, and write a word."))
    made = FeelingWord.objects.create(area=area, language=language, word=word, opens_help=opens_help)
    forget_space()
    return made


@act
def close_word(word: FeelingWord, *, again: bool = False, by) -> None:
    """Offered no more, or `again`. Where somebody chose it, it stays their word."""
    require(rules.may_add_words(by), _("Whoever looks after the space adds words."))
    FeelingWord.objects.filter(pk=word.pk).update(closed_at=None if again else clock.now())
    forget_space()


# ---- the clock's


@clock.due("checkins.clear_gone", every=timedelta(seconds=30))
def clear_gone() -> None:
    """What was let go more than ten minutes ago is erased for good."""
    CheckIn.system.filter(gone_at__lte=clock.now() - rules.UNDO_FOR).delete()


# ---- shared by the verbs above


def _own(checkin, by) -> CheckIn:
    """As it stands now, held until the act is done; somebody else's looks like a missing one."""
    return found(CheckIn.system.select_for_update().filter(pk=checkin.pk, member=by).first())


def _look_after(checkin, felt: Felt, by) -> None:
    """Own words that may mean danger bring the card, to the writer alone: nobody is told."""
    said = "\n".join(filter(None, [felt.own, felt.line]))
    screen("checkin", checkin.pk, said, by=by, told=False, href=reverse("checkin_kept", args=[checkin.pk]))

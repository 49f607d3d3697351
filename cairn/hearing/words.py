"""What hearing says, in words: how it goes for the author, and why a listener was asked."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from cairn.base import clock
from cairn.base.times import hour_of
from cairn.members.queries import INTERESTS, topic_names

NUMBERS = (later("One"), later("Two"), later("Three"), later("Four"), later("Five"), later("Six"), later("Seven"), later("Eight"), later("Nine"))
HOW_MANY = (later("one"), later("two"), later("three"), later("four"), later("five"), later("six"), later("seven"))
WHICH = (later("first"), later("second"), later("third"), later("fourth"), later("fifth"), later("sixth"), later("seventh"))


def how_it_goes(wave, people_asked: int) -> str:
    """For the author of a share that waits. True as it stands, and never who declined."""
    if people_asked:
        said = _people_asked(people_asked)
        return f"{said} {_('We keep looking.')}" if people_asked < 3 and not wave.brought_at else _with_desk(said, wave)
    if wave is None or wave.number == 0:
        return _("We are finding somebody to listen.")
    if wave.asleep_until:
        return _with_desk(_("Nobody is awake for this right now. We ask again %(when)s.") % {"when": _at(wave.asleep_until)}, wave)
    return _with_desk(_("Nobody could be asked yet. It stands among what waits to be heard, and we ask again %(when)s.") % {"when": _at(wave.due_at)}, wave)


def _people_asked(n: int) -> str:
    number = NUMBERS[n - 1] if n <= len(NUMBERS) else _("Many")
    return ngettext("%(number)s person has been asked.", "%(number)s people have been asked.", n) % {"number": number}


def _with_desk(said: str, wave) -> str:
    """Once it was brought to somebody's desk, the author knows that a person knows."""
    if not wave or not wave.brought_at or wave.share.audience == "readers":
        return said
    if wave.share.audience == "circle":
        return f"{said} {_('Whoever holds the circle has been told that you are waiting.')}"
    return f"{said} {_('The people who run this space have been told that you are waiting.')}"


def _at(moment) -> str:
    """"at 8 a.m.", "tomorrow at 8 a.m.", in the reader's zone."""
    days = (timezone.localtime(moment).date() - timezone.localtime(clock.now()).date()).days
    if days == 0:
        return _("at %(hour)s") % {"hour": hour_of(moment)}
    return _("tomorrow at %(hour)s") % {"hour": hour_of(moment)}


def why_asked(share, topic_id: int | None, interest: str | None, *, has_hours: bool, which: int, weekly_limit: int) -> str:
    """"You both know grief, you speak its language, and these are hours you listen in. ..." """
    return f"{_what_fits(share, topic_id, interest)} {_when(has_hours)} {_which_of(which, weekly_limit)}".strip()


def _what_fits(share, topic_id: int | None, interest: str | None) -> str:
    name = "".join(topic_names([topic_id])) if topic_id else ""
    if name and topic_id in share.note_topics:
        return _("It mentions %(topic)s, which you know, and you speak the language it is written in.") % {"topic": name}
    if name:
        return _("You both know %(topic)s, and you speak the language it is written in.") % {"topic": name}
    if interest in INTERESTS:
        return _("You speak the language it is written in, and you both like this: %(interest)s.") % {"interest": INTERESTS[interest]}
    return _("You speak the language it is written in.")


def _when(has_hours: bool) -> str:
    return _("It is one of the hours you listen in.") if has_hours else _("It is outside your quiet hours.")


def _which_of(which: int, weekly_limit: int) -> str:
    if weekly_limit == 1:
        return _("It would be the only one this week.")
    if not 1 <= which <= weekly_limit <= len(WHICH):
        return ""
    return _("It would be the %(which)s of your %(limit)s this week.") % {"which": WHICH[which - 1], "limit": HOW_MANY[weekly_limit - 1]}

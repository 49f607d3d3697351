"""What hearing says, in words: how it goes for the author, and why a listener was asked."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from cairn.base import clock
from cairn.base.languages import names_of
from cairn.base.times import from_to, hour_of
from cairn.hearing.engine.listeners import ALL_HOURS
from cairn.hearing.expecting import ENOUGH, FEW_LISTENERS, MANY_LISTENERS, mostly_within
from cairn.members.queries import INTERESTS, topic_names

FIVE, FEW = 5, 8  # people: fewer than five are too few to say anything of, fewer than eight are not counted
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


def why_asked(share, topic_id: int | None, interest: str | None, *, when: str, which: int, weekly_limit: int) -> str:
    """"You both know grief, you speak its language, and these are hours you listen in. ..." `which` of the week it would
    be; 0 does not say so. `when` is of when_asked()."""
    return " ".join(filter(None, [_what_fits(share, topic_id, interest), when, _which_of(which, weekly_limit)]))


def _what_fits(share, topic_id: int | None, interest: str | None) -> str:
    name = "".join(topic_names([topic_id])) if topic_id else ""
    if name and topic_id in share.note_topics:
        return _("It mentions %(topic)s, which you know, and you speak the language it is written in.") % {"topic": name}
    if name:
        return _("You both know %(topic)s, and you speak the language it is written in.") % {"topic": name}
    if interest in INTERESTS:
        return _("You speak the language it is written in, and you both like this: %(interest)s.") % {"interest": INTERESTS[interest]}
    return _("You speak the language it is written in.")


def when_asked(hours: int, quiet: int, *, now: int, then: int) -> str:
    """`hours` and `quiet` are bits, `now` and `then` local hours: of the clock, and of when they were asked. Said of now
    where it is so, else of then, and of neither where their hours are others since."""
    def lies_within(hour: int) -> bool:
        return bool((hours or ALL_HOURS) & ~quiet & (1 << hour))

    if lies_within(now):
        return _("It is one of the hours you listen in.") if hours else _("It is outside your quiet hours.")
    if lies_within(then):
        return _("When you were asked, it was one of the hours you listen in.") if hours else _("When you were asked, it was outside your quiet hours.")
    return ""


def _which_of(which: int, weekly_limit: int) -> str:
    if not 1 <= which <= weekly_limit <= len(WHICH):
        return ""
    if weekly_limit == 1:
        return _("It would be the only one this week.")
    return _("It would be the %(which)s of your %(limit)s this week.") % {"which": WHICH[which - 1], "limit": HOW_MANY[weekly_limit - 1]}


def declined(another: bool) -> str:
    """`another`: somebody else was asked in the same breath."""
    return _("That is fine. Somebody else is asked.") if another else _("That is fine. It is not asked of you any more.")


def more_ask(n: int) -> str:
    """Over a short list of asks, beside those that stand in full."""
    number = NUMBERS[n - 1] if n <= len(NUMBERS) else _("Some")
    return ngettext("%(number)s more person could use a listener", "%(number)s more people could use a listener", n) % {"number": number}


def waited_words(wave) -> str:
    """On the desk: how long a share has waited since it was told, or since its answers were taken back."""
    days = (clock.now() - wave.began_at).days
    if days < 1:
        return _("Has waited for hours. Nobody has answered yet.")
    if days < 14:
        return ngettext("Has waited for a day. Nobody has answered yet.", "Has waited for %(days)s days. Nobody has answered yet.", days) % {"days": days}
    return _("Has waited for %(weeks)s weeks. Nobody has answered yet.") % {"weeks": days // 7}


# -- what to expect


def expect_of_few() -> str:
    """A share to one circle can only ever reach its seats."""
    return _("Only the people there can answer, so it can take a day or more. If nobody does, you can let others here hear it too; that stays your choice.")


def expect_of_everyone(within: str | None, until_morning: bool, language: str, listeners: int) -> str:
    """From this space's own history in this language, or honest about having none."""
    if within is None:
        return f"{_too_few(language, listeners)} {_('If it waits for four hours, a person is told.')}"
    if within == "longer":
        return _("Some shares here wait longer than a day. We keep looking, and a person is told when yours has waited for four hours.")
    said = {
        "hour": _("Most shares here are answered within the hour"),
        "hours": _("Most shares here are answered within a few hours"),
        "day": _("Most shares here are answered within a day"),
    }[within]
    return f"{said}; {_('at night it can take until morning.')}" if until_morning else f"{said}."


def language_name(tag: str) -> str:
    return names_of([tag.split("-")[0]])[0]


def _too_few(language: str, listeners: int) -> str:
    if listeners < FEW_LISTENERS:
        return _("Too few people listen in %(language)s here yet to say how long it takes.") % {"language": language_name(language)}
    if listeners < MANY_LISTENERS:
        return _("There is too little to go by yet. Mostly somebody answers within a day; some wait longer.")
    return _("There is too little to go by yet. With so many who listen here, somebody usually answers within a day.")


# -- for the coordinator, never so exact that it shows one person


def about(n: float) -> str:
    """"none", "fewer than eight", "about 15": a number of people or shares, as it may be shown."""
    if n <= 0:
        return _("none")
    return _("fewer than eight") if n < FEW else _("about %(n)s") % {"n": rounded(n)}


def as_shown(n: int) -> int:
    """What about() says as a number, for whatever is reckoned from it: else the difference would tell of few."""
    return 0 if n <= 0 else FEW // 2 if n < FEW else rounded(n)


def rounded(n: float) -> int:
    """To the nearest five, never down to none."""
    return 0 if n <= 0 else max(5, 5 * round(n / 5))


def part_of_day(part: int) -> str:
    """One of six, four hours each."""
    return from_to(part * 4, part * 4 + 4)


def thin_hours(language: str, listeners: int, parts: list[int]) -> str:
    """At which hours few of a language could be asked; of fewer than five it would tell who listens when."""
    if listeners == 0:
        return _("%(language)s: nobody listens in it.") % {"language": language}
    if listeners < FIVE:
        return _("%(language)s: too few listen in it to say at which hours.") % {"language": language}
    nobody = [_("nobody could be asked from %(hours)s") % {"hours": span} for span in _spans([n == 0 for n in parts])]
    few = [_("fewer than eight could be asked from %(hours)s") % {"hours": span} for span in _spans([0 < n < FEW for n in parts])]
    return f"{language}: {'; '.join(nobody + few) or _('eight or more could be asked at every hour')}."


def _spans(which: list[bool]) -> list[str]:
    """"8pm to 8am": parts of a day side by side in one, over midnight too."""
    if all(which):
        return [from_to(0, 24)]
    n, hours = len(which), 24 // len(which)
    firsts = [part for part in range(n) if which[part] and not which[part - 1]]
    lasts = [next(part + more for more in range(n) if not which[(part + more) % n]) for part in firsts]
    return [from_to(first * hours, last * hours) for first, last in zip(firsts, lasts, strict=True)]


def how_they_were_heard(waited: list[float]) -> str:
    """`waited` in minutes. In hundreds only where there are forty or more."""
    if len(waited) < ENOUGH:
        return _("too few to say")
    if len(waited) < MANY_LISTENERS:
        return {
            "hour": _("most within the hour"), "hours": _("most within a few hours"), "day": _("most within a day"),
            "longer": _("some waited longer than a day"),
        }[mostly_within(waited)]
    hour, day = (_of_hundred(sum(one <= minutes for one in waited) / len(waited)) for minutes in (60, 1440))
    return _("%(hour)s of a hundred within the hour, %(day)s within a day") % {"hour": hour, "day": day}


def _of_hundred(part: float) -> int:
    """Never all, nor none, where it is not so."""
    return round(100 * part) if part in (0, 1) else min(99, max(1, round(100 * part)))


def stretched(s: float) -> str:
    """How much of what listeners can carry is carried this week."""
    if s == 0:
        return _("Your listeners have room this week.")
    if s < 1:
        return _("Your listeners carry much this week. Less is asked of each, so shares may wait longer.")
    return _("Your listeners carry about as much as they can this week. One listener is looked for instead of two, and shares will wait longer.")

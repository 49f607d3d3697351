"""The one gentle question, with its reason; and what may be said plainly."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from cairn.hearing.coach.cues import (
    ADVICE, ASKS_EXPERIENCE, ASKS_LEAVE, HEARS, MINIMISING, OPEN_QUESTION, QUESTION, RELATES, VALIDATES,
)
from cairn.hearing.coach.reading import before, cues

A_STORY = 15  # words: "same here" takes nothing from anybody
IDEAS, STORIES, SIMILAR, IDEA = "ideas", "stories", "similar", "idea"  # needs, and kinds of a response


@dataclass(frozen=True, slots=True)
class Note:
    """`asks` is the question, `why` its reason. `first`: words to ask with before going on; "" where that makes no sense.
    `before`: what was written before what the note is about; asking first leaves that in the box, and the rest aside."""

    cue: str
    asks: str
    why: str
    first: str = ""
    before: str = ""


# What rules see only half of the time is asked, never said.
_NOTES = {
    MINIMISING: (
        gettext_lazy("Could part of this land as if it were small?"),
        gettext_lazy("A bright side, or somebody who has it worse, can sound as if the feeling should not be there."),
        "",
    ),
    ADVICE: (
        gettext_lazy("Is there an idea in this?"),
        gettext_lazy("Ideas were not asked for here. Many people would like to be heard before they are helped."),
        gettext_lazy("Would you like an idea, or would you rather be listened to?"),
    ),
    RELATES: (
        gettext_lazy("Is this more your story than theirs?"),
        gettext_lazy("Your own story can be good company. It is easier to take in once they know that theirs was heard."),
        gettext_lazy("May I tell you something similar?"),
    ),
}
_PLAINLY = (
    (ASKS_EXPERIENCE, gettext_lazy("It asks what this is like for them.")),
    (OPEN_QUESTION, gettext_lazy("It holds an open question, one that they can answer in their own way.")),
    (QUESTION, gettext_lazy("It holds a question.")),
    (VALIDATES, gettext_lazy("It says that what they feel makes sense, or that this is hard.")),
)


def one_question(text: str, *, language: str = "en", need: str, kind: str = "", hushed: bool = False) -> Note | None:
    """The first of what may be asked about this response. `need` is what the share asked for, `kind` what the
    response says it is; `hushed`: its writer kept their words once, and is not asked again."""
    if hushed:
        return None
    found = cues(text, language)
    if MINIMISING in found:
        return _note(MINIMISING)
    if ASKS_LEAVE in found:
        return None
    if ADVICE in found and need != IDEAS and kind != IDEA:
        return _note(ADVICE, before(text, ADVICE, language))
    if RELATES in found and found.isdisjoint(HEARS) and len(text.split()) >= A_STORY and need != STORIES and kind != SIMILAR:
        return _note(RELATES, before(text, RELATES, language))
    return None


def _note(cue: str, before: str = "") -> Note:
    asks, why, first = _NOTES[cue]
    return Note(cue, str(asks), str(why), str(first), before)


def noticed(text: str, language: str = "en") -> list[str]:
    """What may be stated plainly; the narrower of two that say the same."""
    found = cues(text, language)
    if {OPEN_QUESTION, ASKS_EXPERIENCE} & found:
        found -= {QUESTION}
    return [str(words) for cue, words in _PLAINLY if cue in found]

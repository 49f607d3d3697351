"""The listening coach: it looks at a response while it is written, and may ask one gentle question.

    cues(text, language)                           what a response holds: QUESTION, VALIDATES, ADVICE ...
    one_question(text, need=..., ...)              the one Note that may be asked, or None
    noticed(text, language)                        what may be said plainly, in sentences
    speaks(language)                               whether there are rules for it
    make_ready()                                   makes the rules before the first response needs them

Pure Python over words: it never blocks, scores, stores or sends. Rules are data, one module a language,
in languages/; where there is none, the coach is off. docs/decisions/0010-coach.md says why, and how well it reads.
"""

from cairn.hearing.coach.asking import Note, noticed, one_question
from cairn.hearing.coach.cues import (
    ADVICE, ALL, ASKS_EXPERIENCE, MINIMISING, OPEN_QUESTION, QUESTION, REFLECTION, RELATES, VALIDATES,
)
from cairn.hearing.coach.reading import cues, make_ready, speaks

__all__ = [
    "ADVICE", "ALL", "ASKS_EXPERIENCE", "MINIMISING", "OPEN_QUESTION", "QUESTION", "REFLECTION", "RELATES", "VALIDATES",
    "Note", "cues", "make_ready", "noticed", "one_question", "speaks",
]

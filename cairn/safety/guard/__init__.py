"""The privacy guard: what in somebody's words could let them, or somebody else, be found.

    look(text, language, country)    the Spots, in the order of the words
    speaks(language)                 whether it knows that language's names, places and dates; numbers, mail
                                     addresses, links and handles it knows in every language

Pure Python over words, before they are posted: it underlines and suggests vaguer ones, the author decides, and
nothing is blocked, sent or kept. docs/decisions/0014-words.md says what it finds, and what it does not.
"""

from cairn.safety.guard.looking import look, speaks
from cairn.safety.guard.spots import ADDRESS, ALL, BORN, HANDLE, MAIL, NAME, PHONE, PROFILE, SCHOOL, WORK, Spot

__all__ = ["ADDRESS", "ALL", "BORN", "HANDLE", "MAIL", "NAME", "PHONE", "PROFILE", "SCHOOL", "WORK", "Spot", "look", "speaks"]

"""Questions about check-ins: one's own, and what others told."""

from cairn.checkins.queries.evidence import checkin_as_it_stands
from cairn.checkins.queries.own import Entry, Telling, entry_of, own_checkin, own_telling, tellings_of, to_whom
from cairn.checkins.queries.looking_back import Back, back_of
from cairn.checkins.queries.offered import Group, groups_for, groups_of_the_file, in_words, opens_help, own_word, words_added, words_said
from cairn.checkins.queries.told import THERE, Told, told_for, told_lately

__all__ = [
    "THERE", "Back", "Entry", "Group", "Telling", "Told", "back_of", "checkin_as_it_stands", "entry_of", "groups_for", "groups_of_the_file", "in_words", "opens_help",
    "own_checkin", "own_telling", "own_word", "tellings_of", "to_whom", "told_for", "told_lately", "words_added", "words_said",
]

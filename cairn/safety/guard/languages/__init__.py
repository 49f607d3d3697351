"""Names, places and dates by language. A new one is a module beside english.py and a line here."""

from cairn.safety.guard.languages import english

LANGUAGES = {"en": english.spots}

"""Rules by language. A new one is a module beside english.py and a line here, reviewed by native speakers."""

from cairn.safety.signals.languages import english

LANGUAGES = {"en": english.ENGLISH}

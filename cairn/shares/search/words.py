"""What counts as a word: folded, without accents, lightly stemmed, the same on both databases.

It is done here and not by the databases, so that what is found does not depend on which one a space runs on,
and so that nothing anybody types can be taken for a database's own query language.
"""

import re
import sys
import unicodedata
from functools import cache, lru_cache

LONGEST = 40  # letters kept of one word
MOST_TYPED = 400  # characters read of what is typed into the search box
MOST_ASKED = 8  # words of a search that are looked for

# Marks that only decorate a letter: accents, and the vowel points of Hebrew and Arabic. Those of Indic
# scripts are letters of their own and stay.
_DECORATION = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_PLAIN = re.compile("[a-z0-9]+")
# Written without gaps: cut into pairs, so that a word inside a sentence can be found.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")

# Words that say little wherever they stand. Of languages without a list, every word counts.
_LITTLE = {
    "en": """a about after again all also always am an and any are aren as at be because been before being but by can cannot could couldn
        d did didn do does doesn doing don down even ever every for from get gets getting go goes going got had hadn has hasn have haven
        having he her here hers herself him himself his how i if in into is isn it its itself just ll like lot m me might more most much
        my myself never no nor not now of off on once one only or other our out over own re really s said same say she should shouldn so
        some somebody someone something still such t than that the their them themselves then there these they thing things think this
        those though through to too until up us ve very was wasn way we well were weren what when where which while who whom why will with
        without won would wouldn yet you your yours yourself""",
    "de": "aber als am an auch auf aus bei bin das dass dem den der des die du ein eine einen er es fur hat ich im in ist ja mein meine mich mir mit "
        "nicht noch nur oder schon sich sie sind so und uns vom von war was wenn wie wir zu zum zur",
    "fr": "a ai au aux avec ce ces c d dans de des du elle en est et il ils j je l la le les leur ma mais me mes moi mon n ne nous on ou par pas pour qu que "
        "qui s sa se ses son sur ta te tu un une vous y",
    "es": "a al algo como con cuando de del el ella en era es esta este ha he la las le lo los mas me mi mis muy no nos o para pero por que se si sin su "
        "sus te tu un una uno y ya yo",
}
LITTLE = {language: frozenset(words.split()) for language, words in _LITTLE.items()}
TOPIC = "\ue000"  # begins the mark of a topic: of no alphabet, so it cannot be typed as a word


def topic_mark(topic_id: int) -> str:
    return f"{TOPIC}{topic_id}"


def words_of(text: str, language: str = "en") -> list[str]:
    """Every telling word of a text, as often as it stands there."""
    little = LITTLE.get(language[:2], frozenset())
    return [stem(word, language) for word in plain_words(text) if word not in little]


def plain_words(text: str) -> list[str]:
    """Words as they stand, folded and without accents."""
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(text.lower())]
    flat = _DECORATION.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return [word[:LONGEST] for found in _WORDS().findall(flat) for word in _spaced(found)]


def asked_words(text: str, languages=("en",)) -> list[tuple[str, ...]]:
    """What is looked for: for each word, the forms it may have in any of these languages. Words that say
    little are left out, unless there are no others."""
    typed = plain_words(text[:MOST_TYPED])
    little = frozenset().union(*(LITTLE.get(language[:2], ()) for language in languages))
    telling = [word for word in typed if word not in little] or typed
    forms = dict.fromkeys(tuple(sorted({word, *(stem(word, language) for language in languages)})) for word in telling)
    return list(forms)[:MOST_ASKED]


@lru_cache(50_000)
def stem(word: str, language: str = "en") -> str:
    """One form for "sleep", "sleeps" and "sleeping", in English; elsewhere the word as it stands."""
    if not language.startswith("en") or len(word) < 4 or not word.isascii():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            return _undoubled(word[: -len(ending)] + instead, ending)
    return word


_ENDINGS = (
    ("iest", "y"), ("ier", "y"), ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ness", ""), ("ingly", ""), ("edly", ""), ("ing", ""), ("ed", ""),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("ches", "ch"), ("shes", "sh"), ("s", ""), ("ly", ""), ("e", ""),
)


def _undoubled(word: str, ending: str) -> str:
    """ "stopped" as "stop", "crying" as "cry"; a last e goes as it does from the word itself: "losing", "lose"."""
    if ending in {"ing", "ed", "ingly", "edly"} and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _spaced(word: str) -> list[str]:
    if word.isascii():
        return [word]
    return [piece for part in _UNSPACED.split(word) if part for piece in (_pairs(part) if _UNSPACED.match(part) else [part])]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


@cache
def _WORDS() -> re.Pattern:
    """Letters and digits of any script, with the marks that belong to them."""
    marks = "".join(chr(n) for n in range(min(sys.maxunicode, 0x12000)) if unicodedata.category(chr(n)).startswith("M"))
    return re.compile(f"(?:[^\\W_]|[{re.escape(marks)}])+")

"""What may be a chosen name, which others see, and a sign-in name, which nobody sees."""

import re
import secrets
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 30
SHORTEST_SIGN_IN, LONGEST_SIGN_IN = 6, 60

_NOT_DIGIT = re.compile(r"[\s().+/-]")
_LINK = re.compile(r"(?i)https?:|www\.|\.(com|org|net|de|uk)\b")
_WORDS = re.compile(r"[^\W\d_]{2,}")

# A sign-in name is suggested from two of these and a number: easy to keep, tells nothing.
_FIRST = ["amber", "autumn", "brave", "bright", "calm", "clear", "cosy", "dusky", "early", "easy", "fern", "gentle", "golden", "hazel", "kind", "late", "light", "little", "misty", "mossy", "open", "patient", "quiet", "river", "silver", "slow", "soft", "still", "sunny", "warm"]
_SECOND = ["acorn", "bay", "beech", "birch", "brook", "cloud", "cove", "dune", "field", "fjord", "garden", "harbour", "heath", "hill", "island", "lake", "lantern", "meadow", "moor", "morning", "orchard", "path", "pebble", "pine", "rain", "ridge", "shore", "stone", "valley", "willow"]


def same(name: str) -> str:
    """The form in which two names are compared: "Wren" and "ｗｒｅｎ " are one name."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


# Letters of other scripts, and digits, that look like one of ours. By no means all (Unicode TR 39 has thousands), but
# those with which the names of people here are written over.
_ALIKE = {
    "a": "аαɑ", "b": "вь", "c": "сϲ", "d": "ԁ", "e": "еә", "g": "ɡց", "h": "нһհ", "i": "іїιıɩ", "j": "јϳ", "k": "кκ", "l": "ӏ1|ǀ", "m": "м",
    "n": "пո", "o": "оοօ0", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ", "u": "սυ", "v": "ν", "w": "ԝω", "x": "хχ", "y": "уγ",
}
_SEEN_AS = {ord(other): ours for ours, others in _ALIKE.items() for other in others}
_UNSEEN = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u034f", "\u2800"}  # letters and marks that draw nothing


def looks_like(name: str) -> str:
    """The form in which two names look alike to whoever reads them: "Rowan" written with a Cyrillic letter, "lvy" and
    "Ivy". Only for names that others see; what is kept as a digest goes by same()."""
    plain = "".join(character for character in same(name) if not _is_unseen(character))
    return plain.translate(_SEEN_AS).replace("i", "l").replace("rn", "m")


def _is_unseen(character: str) -> bool:
    return character in _UNSEEN or unicodedata.category(character) == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F


def trouble_with(name: str) -> str:
    """Why this cannot be a chosen name, kindly; "" when it can."""
    if "@" in name:
        return _("That looks like an email address. Choose a name that does not identify you.")
    if looks_like_phone(name):
        return _("That looks like a phone number. Choose a name that does not identify you.")
    if _LINK.search(name):
        return _("That looks like a web address. Choose a name without one.")
    if len(name) > LONGEST:
        return _("Please keep it to %(limit)d characters, so that it fits beside your words.") % {"limit": LONGEST}
    if not any(unicodedata.category(character)[0] in "LN" and not _is_unseen(character) for character in name):
        return _("Please use at least one letter, so that people can say your name.")
    return ""


def looks_like_phone(text: str) -> bool:
    bare = _NOT_DIGIT.sub("", text)
    return len(bare) >= 7 and sum(character.isdigit() for character in bare) >= len(bare) - 1


def is_in_mail(name: str, mail: str) -> bool:
    """Whether a name of two words or more can be read out of a mail address: then it is likely real."""
    words = _WORDS.findall(same(name))
    local = same(mail).partition("@")[0]
    return len(words) >= 2 and all(word in local for word in words)


def trouble_with_sign_in_name(sign_in_name: str, name: str) -> str:
    """Why this cannot be a sign-in name. A taken one is refused with the sentence of a weak one,
    so that the answer does not say who has an account."""
    if "@" in sign_in_name or looks_like_phone(sign_in_name):
        return _("Please do not use an email address or a phone number. This name should not lead to you.")
    if len(sign_in_name) > LONGEST_SIGN_IN:
        return _("Please keep it to %(limit)d characters.") % {"limit": LONGEST_SIGN_IN}
    if len(same(sign_in_name)) < SHORTEST_SIGN_IN or same(sign_in_name) == same(name):
        return not_this_one()
    return ""


def not_this_one() -> str:
    return _("This one is too easy to guess, or cannot be used. Make it at least six characters, different from your chosen name, or take the one we suggest.")


def suggested() -> str:
    """A private sign-in name nobody would connect with anybody."""
    return f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(9000) + 1000}"

"""Phone numbers, as they are dialled in a country or from abroad. Lines that help are never among them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberType

from cairn.safety.guard.spots import PHONE, Spot

_HELPLINES = Path(__file__).parent.parent / "helplines"
_NOBODYS = {
    PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL,
}
# Lines that are free to call belong to nobody alone; most helplines are among them.
_FREE = re.compile(r"^(?:0800|0808|1800|00800|800)")
_RUN = re.compile(r"(?<![\w@#/.,-])(?:\+|\(\+?)?\d[\d ().\-/]{5,22}\d(?![\w@/]|[.,-]\d)")
_NOT_DIALLED = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d\s*-\s*(?:19|20)?\d\d|\d{1,4}\.\d{1,2}(?: \d{1,4}\.\d{1,2})+"
)
_COUNTED = re.compile(r"\b(?:order|case|ref|reference|account|invoice|ticket|booking|flight|policy|tracking|item|isbn|serial)\b[^.!?]{0,18}$", re.I)
_CUE = re.compile(
    r"\b(?:call|ring|phone|text|dial|reach|number|mobile|cell|landline|whatsapp|signal|tel|telephone|line)\b[^.!?\n]{0,25}$", re.I
)
_FEWEST, _MOST = 7, 15  # digits


def phones(words: str, country: str) -> Iterator[Spot]:
    for found in _RUN.finditer(words):
        digits, before = re.sub(r"\D", "", found[0]), words[: found.start()][-40:]
        if not _FEWEST <= len(digits) <= _MOST or _NOT_DIALLED.fullmatch(found[0].strip()) or _COUNTED.search(before):
            continue
        if digits not in lines() and _is_dialled(found[0], digits, country, before):
            yield Spot(found.start(), found.end(), PHONE)


@cache
def lines() -> frozenset[str]:
    """The digits of every line that comes with Cairn."""
    every = (tomllib.loads(path.read_text())["line"] for path in _HELPLINES.glob("*.toml"))
    return frozenset(re.sub(r"\D", "", line["number"]) for some in every for line in some)


def _is_dialled(run: str, digits: str, country: str, before: str) -> bool:
    if _FREE.match(digits):
        return False
    abroad = f"+{digits}" if "+" in run else f"+{digits[2:]}" if digits.startswith("00") else None
    if abroad or country:
        return _could_be(abroad or run, country, surely=not abroad)
    return digits.startswith("0") and len(digits) >= 9 and bool(_CUE.search(before))


def _could_be(number: str, country: str, *, surely: bool) -> bool:
    """`surely`: dialled without a country's code, it has to be a valid number there, or begin as one does."""
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_possible_number(parsed) or phonenumbers.number_type(parsed) in _NOBODYS:
        return False
    return not surely or phonenumbers.is_valid_number(parsed) or _begins_as_dialled(number, country)


def _begins_as_dialled(number: str, country: str) -> bool:
    """With the trunk prefix, as "0" in most of Europe; a country without one has no such sign."""
    about = PhoneMetadata.metadata_for_region(country, None)
    prefix = about.national_prefix if about else None
    return bool(prefix) and prefix != "1" and re.sub(r"\D", "", number).startswith(prefix)

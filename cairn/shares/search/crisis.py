"""Whether what is searched for may mean danger, so that help stands first. A small plain list for now: the
safety room's own reading of words takes its place behind this one function."""

import re

from cairn.shares.search.words import MOST_TYPED

_PHRASES = (
    r"suicid\w*", r"kill (?:my|him|her|them|your)sel(?:f|ves)", r"killing myself", r"end (?:my|this) life", r"ending (?:my life|it all)", r"end it all",
    r"(?:want|wish) (?:to|i was|i were|i could) (?:die|dead|be dead)", r"not (?:want|wanting) to (?:live|be here|wake up)", r"better off (?:dead|without me)",
    r"self[ -]?harm\w*", r"(?:hurt|hurting|cut|cutting|harm|harming) myself", r"overdos\w*", r"no (?:reason|point) (?:to|in) liv\w*", r"can ?t go on",
    r"jump off", r"hang(?:ing)? myself", r"take my (?:own )?life",
)
_SAID = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b")


def may_mean_danger(text: str) -> bool:
    """English alone, so far; about what somebody looks for, not about what they are."""
    flat = re.sub(r"[’']", "", text[:MOST_TYPED].casefold())
    return _SAID.search(" ".join(re.sub(r"[^\w\s-]", " ", flat).split()).replace("dont", "not")) is not None

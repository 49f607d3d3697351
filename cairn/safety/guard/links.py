"""Mail addresses, pages of one's own, and names on other platforms: alike in every language."""

import re
from collections.abc import Iterator

from cairn.safety.guard.spots import HANDLE, MAIL, PROFILE, Spot

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
# Spelt out: "owl at example dot com", "pippa (at) example.org".
_SPELT = re.compile(
    r"(?<![\w.])(?!(?:look|looked|looking|be|was|is|am|are|me|it|here|them|him|her|us|you|and|not|or|stop|start|end) )"
    r"[\w.+-]{2,64}(?: ?[(\[]at[)\]] ?[\w-]+(?: ?[(\[]dot[)\]] ?|\.)[a-z]{2,}| at [\w-]+ dot [a-z]{2,}(?: dot [a-z]{2})?)\b",
    re.I,
)
_MAY_BE_SPELT = re.compile(r" dot |[(\[]at[)\]]", re.I)
_PROFILE = re.compile(
    r"(?<![\w.@/])(?:https?://)?(?:(?:www|m|mobile|old|[a-z]{2})\.)?(?:"
    r"(?:facebook|fb)\.com/(?!events/|groups/?$|help)|instagram\.com/|tiktok\.com/@|linkedin\.com/(?:in|pub)/|(?:x|twitter)\.com/(?!home\b|search\b|explore\b)|t\.me/|telegram\.me/|wa\.me/|"
    r"discord(?:\.gg|app\.com/users|\.com/(?:users|invite))/|snapchat\.com/add/|reddit\.com/u(?:ser)?/|youtube\.com/(?:@|c/|channel/|user/)|threads\.(?:net|com)/@|bsky\.app/profile/|"
    r"pinterest\.(?:com|co\.uk)/|twitch\.tv/|linktr\.ee/|strava\.com/athletes/|steamcommunity\.com/(?:id|profiles)/|onlyfans\.com/|vk\.com/|last\.fm/user/|goodreads\.com/user/|[\w-]{1,40}\.tumblr\.com\b|(?:mastodon|mstdn)\.\w+/@"
    r")[^\s<>()\"']*[\w/]",
    re.I,
)
_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|discord|telegram|tik ?tok|twitter|reddit|steam|xbox|psn|kik|signal|facebook|fb|whatsapp|threads|bluesky|mastodon|twitch|tumblr|youtube|messenger|skype|gamertag)"
)
_ELSEWHERE = re.compile(rf"\b(?:{_PLATFORM}|user ?name|handle)\b", re.I)
_AS = r"(?P<handle>@?[\w][\w.#-]{2,34})"
_AT = re.compile(r"(?<![\w@/.])@(?!(?:home|work|all|everyone|everybody|here|school|night|channel|gmail)\b)(?=[\w.]*[^\W\d_])[^\W\d][\w.]{2,29}(?<!\.)")
_PLAIN = re.compile(r"(?<![\w/])/?u/[\w-]{3,20}\b|(?<![\w#])[\w.]{2,32}#\d{4}\b")
_NAMED = tuple(re.compile(pattern, re.I) for pattern in (
    rf"\b{_PLATFORM}(?: (?:name|handle|user ?name|user|account|id|tag))?(?: is|'s|:| =| -|,)\s*(?:it's |i'm |i am )?{_AS}",
    rf"\bon {_PLATFORM},? (?:i'm|i am|it's|as|under|my name is|look for|search for) {_AS}",
    rf"\bme on {_PLATFORM}[,:]?\s*(?:-\s*)?(?:it's |i'm |as |under |by |at )?{_AS}",
    rf"\bme,? {_AS} on {_PLATFORM}\b",
    rf"\b(?:i'm|i am|i post as|i go by|i'm called|find me as|add|as|known as) {_AS} on {_PLATFORM}\b",
    rf"\b(?:user ?name|handle|gamertag)(?: there| on \w+)?(?: is|'s|:) {_AS}",
))


def links(words: str) -> Iterator[Spot]:
    if "@" in words:
        yield from _all(_MAIL, words, MAIL)
        yield from _all(_AT, words, HANDLE)
    if _MAY_BE_SPELT.search(words):
        yield from _all(_SPELT, words, MAIL)
    if "/" in words or "tumblr" in words:
        yield from _all(_PROFILE, words, PROFILE)
    yield from _all(_PLAIN, words, HANDLE)
    for pattern in _NAMED if _ELSEWHERE.search(words) else ():
        yield from (_handle(found) for found in pattern.finditer(words) if _looks_made_up(found["handle"]))


def _all(pattern: re.Pattern, words: str, kind: str) -> Iterator[Spot]:
    return (Spot(found.start(), found.end(), kind) for found in pattern.finditer(words))


def _handle(found: re.Match) -> Spot:
    start = found.start("handle")
    return Spot(start, start + len(found["handle"].rstrip(".-#")), HANDLE)


def _looks_made_up(name: str) -> bool:
    """With a digit, a mark or a capital inside: "my insta is full" names nobody."""
    bare = name.strip("@.-#")
    return any(mark in bare for mark in "_.#") or any(letter.isdigit() for letter in bare) or any(letter.isupper() for letter in bare[1:]) and not bare.isupper()

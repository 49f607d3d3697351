"""Second-person hostility in English: contempt, dismissal, blame and threat, said to "you".

Sentence by sentence. A sentence that tells what somebody else said, that stands in quotation marks, or that says the
opposite ("you are not pathetic", "you did not deserve that") is left aside.
"""

import re

_YOU_ARE = r"\byou(?:'re| are|r)\s+(?:all\s+|just\s+|such\s+|so\s+|really\s+|nothing but\s+|being\s+)*(?:an?\s+|the\s+)?"
_SMALL = (
    "pathetic|disgusting|worthless|useless|stupid|an idiot|idiot|idiots|a joke|joke|ridiculous|selfish|toxic|insane|crazy|fake|fraud|"
    "liar|liars|faking|lying|burden|coward|weak|sick in the head|full of yourself|nothing|nobody|monster|"
    "terrible (?:mother|father|parent|friend|person|partner)|bad (?:mother|father|parent|person)|"
    "reason (?:people|everybody|everyone|she|he|they) (?:leave|leaves|left)|doing this for attention|looking for attention|the problem|problem"
)
_AGAINST = [re.compile(pattern) for pattern in (
    rf"{_YOU_ARE}(?:{_SMALL})\b",
    r"\bare you (?:stupid|crazy|insane|deaf|serious or)\b",
    r"^(?:(?:just|oh|please|so|honestly|seriously|well)[, ]+)*(?:shut up|shut it|get over (?:yourself|it)|grow up|get lost|go away|stop (?:whining|moaning|complaining|crying|lying)|leave us alone|just leave)\b",
    r"\bkeep your mouth shut\b|\bshut your mouth\b|\bshut up\b.*\byou\b|\byou\b.*\bshut up\b",
    r"\bwaste of (?:everybody's|everyone's|our|my) time\b|^oh,? poor you\b|\bcry me a river\b|\bdo us all a favou?r\b|\bpeople like you\b",
    r"\byou sound like an? (?:spoiled|whining|little)\b|\byou lied to (?:all of )?us\b|\byou wanted this\b|\byou have only yourself to blame\b",
    r"\bmind your own business\b|\bnobody (?:here )?(?:asked|wants|likes|needs|believes) you\b|\bnobody cares (?:about|what) you",
    r"\bno ?(?:one|body) cares about your\b|\byou people\b|\byour (?:kind|sort|lot) (?:ruin|always|are|is|never|make)",
    r"\bwhat(?:'s| is) wrong with you\b|\bwho do you think you are\b|\bdon't you dare\b|\bhow dare you\b",
    r"\b(?:i )?(?:can't|cannot|can not) stand you\b|\bi (?:hate|despise) you\b|\byou (?:make me sick|disgust me|repulse me)\b",
    r"\byou (?:should|ought to) be ashamed\b|\bshame on you\b",
    r"\byou (?:don't|do not) belong (?:here|in)\b|\bbetter off without you\b|\bno wonder (?:she|he|they|everybody|everyone|nobody) (?:left|leaves|hates?|likes?|wants?) you\b",
    r"\byou (?:brought|bring) (?:this|it|that) on yourself\b|\byou deserve (?:everything|what|all|it|this)\b(?! (?:good|better))",
    r"\byour own (?:damn |stupid )?fault\b|\byou have no idea what you're talking about\b|\byou only (?:wait|want|care|think)\b.*\byourself\b",
    r"\b(?:don't|stop) play(?:ing)? the victim\b|\byou call that\b|\bi hope you (?:feel (?:as bad|it|worse)|suffer|rot|fail)\b",
    r"\bi(?:'ll| will) find (?:out where you live|you[.!]*$)|\byou(?:'ll| will) (?:regret|be sorry (?:for|that you)|pay (?:for|me back))\b|\bwatch your back\b|\bi know where you (?:live|work)\b",
)]

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?]*")
_QUOTED = re.compile(r"[\"“„][^\"”“]*[\"”“]|(?<!\w)['‘][^'’\n]{3,}['’](?!\w)")
_TOLD = re.compile(r"\b(?:said|says|saying|told|tells|called|calls|calling|shouted|shouts|yelled|screamed|asked|wrote|texted|used to say|kept saying|like)\b.{0,60}$")
_TOLD_AFTER = re.compile(r"^[^.!?]{0,4},? (?:i|he|she|they|we) (?:said|say|told|shouted|wrote|thought)\b")
_DENIED = re.compile(r"\b(?:not|never|isn't|aren't|wasn't|didn't|don't think|doesn't|won't|nor)\b[^,]{0,40}$")


def speaks_against(text: str) -> bool:
    plain = _QUOTED.sub(" ", text.lower().replace("’", "'").replace("‘", "'"))
    return any(_against(sentence.strip()) for sentence in _SENTENCE.findall(plain))


def _against(sentence: str) -> bool:
    return any(not _is_set_aside(sentence, found) for pattern in _AGAINST for found in pattern.finditer(sentence))


def _is_set_aside(sentence: str, found: re.Match) -> bool:
    """Told of somebody else, or denied just before; a "not" inside keeps the pattern from matching at all."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    return bool(_TOLD.search(before) or _DENIED.search(before) or _TOLD_AFTER.search(after))

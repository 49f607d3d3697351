"""Names, addresses, workplaces, schools and dates of birth, as English gives them away: with a cue before them.

A general finder of names would underline a quarter of what people write. So a capital letter alone is never enough.
"""

import re
from collections.abc import Iterator

from cairn.safety.guard.spots import ADDRESS, BORN, NAME, SCHOOL, WORK, Spot

# ---- names: two or more capitalised words behind a cue

_ONE = r"(?:[A-Z]'[A-Z]|Mc|Mac)?[A-Z][a-zà-öø-ÿ]+(?:['-][A-Z]?[a-zà-öø-ÿ]+)*"
_FULL = rf"(?P<name>{_ONE}(?: [A-Z]\.?)?(?: (?:de|van|von|der|den|la|al|bin|Mc|O')? ?{_ONE}){{1,2}})"
_TITLE = r"(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Reverend|Father|Sister|Nurse|Judge|PC|Sgt|Officer)\.?"
_SOMEBODY = (
    r"(?:ex|ex-husband|ex-wife|husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|daughter|son|child|stepson|stepdaughter|mum|mom|mother|dad|father|brother|sister|cousin|nephew|niece|uncle|aunt|gran|grandson|granddaughter|"
    r"friend|best friend|mate|neighbou?r|boss|manager|supervisor|colleague|coworker|co-worker|teacher|tutor|therapist|counsellor|counselor|psychiatrist|psychologist|doctor|gp|nurse|midwife|consultant|(?:social|support|key|case|care) ?worker|sponsor|landlord|landlady|lawyer|solicitor|coach|pastor|vicar|abuser|attacker|stalker)"
)
_OWN_NAMES = tuple(re.compile(pattern) for pattern in (
    rf"\b(?i:my (?:(?:full|real|legal|birth|given|own|actual|married|maiden) )?name(?:'s| is| was|:)) {_FULL}",
    rf"\b(?i:i'm called|i am called|signed,?|call me|this is) {_FULL}",
    rf"\b(?:I'm|I am) (?P<name>{_ONE} {_ONE})(?=[,.!\n]|$| and (?:i|I|this|it|my)\b)",
))
_OTHER_NAMES = tuple(re.compile(pattern) for pattern in (
    rf"\b(?i:(?:his|her|their|whose) (?:(?:full|real|legal|birth) )?name(?:'s| is| was)) {_FULL}",
    rf"\b{_TITLE} {_FULL}", rf"\b(?i:(?:was|is|man|woman|person|girl|boy|somebody|someone) (?:called|named)) {_FULL}",
    rf"\b(?i:(?:my|our|his|her|their|the|an?) (?:\w+ )?{_SOMEBODY},?(?: is| was| called| named| is called| was called)?) {_FULL}",
))
_NO_NAME = re.compile(
    r"\b(?:And|The|Of|Not|So|Very|But|Or|In|On|At|For|To|With|Is|My|I|Who|Just|Too|Sad|Tired|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|"
    r"Christmas|Easter|Eve|British|English|Scottish|Irish|Welsh|American|Indian|African|Asian|European|Native|Catholic|Muslim|Jewish|Street|Road|Hospital|School|University|Year|New|Good|God|Day)\b"
)

# ---- addresses

_STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Terrace|Crescent|Cres|Court|Ct|Grove|Place|Pl|Way|Row|Gardens|Gdns|Square|Sq|Hill|Park|Mews|Walk|Boulevard|Blvd|Parade|Rise|View|Green|Highway|Hwy|Circle|Cir|Quay|Wharf|Yard|Parkway|Pkwy|Trail|Alley)"
)
_CAPS = r"(?:[A-Z][\w']*\.? ){1,4}"
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
_REST = rf"(?:,? (?:Apt|Apartment|Unit|Flat|Suite)\.? \w{{1,4}})?(?:, [A-Z][\w']+(?: [A-Z][\w']+)?)?(?:,? {_POSTCODE})?"
_ADDRESSES = tuple(re.compile(pattern) for pattern in (
    rf"\b(?P<spot>(?:(?:Flat|Apt|Apartment|Unit) \w{{1,4}},? )?\d{{1,5}}[A-Za-z]?,? {_CAPS}{_STREET}\b{_REST})",
    rf"\b(?i:liv(?:e|es|ed|ing)|moved|mov(?:e|ing)|stay(?:s|ed|ing)?|ones|house|flat|grew up|based|address) (?:\w+ )?(?:on|in|at|to|is) (?P<spot>(?!High |Main |The )(?:[A-Z][\w']* ){{1,3}}{_STREET})\b",
    r"\b(?i:liv(?:e|es|ed|ing)|we're|i'm|stay(?:s|ed|ing)?|house is|home is) at (?P<spot>(?i:number|no\.?) \d{1,4}[a-z]?)\b",
    rf"\b(?P<spot>{_POSTCODE})\b", r"\b(?P<spot>[A-Z]\d[A-Z] \d[A-Z]\d)\b", r"\b(?P<spot>P\.? ?O\.? Box \d+(?:, [A-Z][\w']+)?(?:,? [A-Z]{2} \d{5})?)\b", r"\b(?P<spot>[A-Z][a-z]+, [A-Z]{2} \d{5}(?:-\d{4})?)\b",
    r"\b(?i:postcode|post code|zip(?: code)?|postal code)(?: is|'s|:) (?P<spot>[A-Z\d][A-Z\d -]{3,8}[A-Z\d])\b",
))

# ---- schools and workplaces

_LEARNING = r"(?:School|Academy|Primary|Elementary|College|University|Uni|High|Grammar|Nursery|Kindergarten|Infants|Juniors|Institute|Sixth Form|Comprehensive|Preschool|Polytechnic)"
_SCHOOLS = tuple(re.compile(pattern) for pattern in (
    rf"\b(?i:at|to|for|of|from|attends?|attended|attending|joins?|joined|starts?|started|starting|in|left|leaving) (?P<spot>(?:[Tt]he )?(?!Sunday|Primary|Elementary|High School|The Open|School)(?:St\.? )?(?:[A-Z][\w']+ ){{1,4}}{_LEARNING}\b(?: (?:School|College|Academy))?)",
    r"\b(?i:at|to|from|of|for|in|attend(?:s|ed|ing)?) (?P<spot>(?:[Tt]he )?(?:University|College|Institute|School) of [A-Z][\w']+(?: (?:and |of )?[A-Z][\w']+){0,3})",
))
_NO_WORK = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|Ramadan|I\b|I'\w+|God\b|A&E\b|A\b|NHS\b|ER\b|ICU\b|The\b|Mum\b|Dad\b|Mr\b|Mrs\b|Ms\b|Miss\b|Dr\b|TV\b|IT\b|HR\b|London\b"
_ORG = rf"(?P<spot>(?:[Tt]he )?(?!{_NO_WORK})(?:St\.? )?[A-Z][\w'-]*(?: (?:& |and |of |the |for )?(?!I\b)[A-Z][\w'-]+){{0,5}})"
_ORG_OF_TWO = rf"(?P<spot>(?!{_NO_WORK})[A-Z][\w'-]*(?: (?:& |and |of )?(?!I\b)[A-Z][\w'-]+){{1,5}})"
_WORKS = tuple(re.compile(pattern) for pattern in (
    rf"\b(?i:work|works|worked|working|job|jobs|shifts?|employed|temping|interned|interning|volunteer|volunteering|apprentice|drive|driving|drove|clean|cleaning|cleaned|cook|cooking|cooked|tills|reception|nights|the bar|teach|teaching) (?i:as an? (?:\w+ ){{1,3}})?(?:at|for) {_ORG}",
    rf"\b(?i:i'm|i am|i was|i've been|been|he's|she's|he is|she is|was|is) (?i:an?|the) (?:\w+ ){{1,3}}(?:at|for) {_ORG}", rf"\b(?i:been|was|am|i'm) with {_ORG_OF_TWO} (?:for|since)\b",
    rf"\b(?i:my|our|his|her|the) (?i:boss|manager|colleagues?|team|job|desk|shift|office|work|supervisor|contract|interview|employer) (?:at|with) {_ORG}", rf"\b(?i:manages?|managed|managing|runs?) the {_ORG}",
    rf"\b(?i:let go|the sack|the push|fired|sacked|laid off|made redundant|suspended|dismissed|retired|resigned) (?:from|by) {_ORG}",
))
_IS_SCHOOL = re.compile(rf"\b{_LEARNING}\b|\bUniversity of\b")

# ---- dates of birth

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?P<spot>(?:(?:the )?{_DAY}(?: of)? {_MONTH}\b(?:,? (?:19|20)\d\d)?|{_MONTH} {_DAY}\b(?:,? (?:19|20)\d\d)?|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d))"
_BIRTHS = tuple(re.compile(pattern, re.I) for pattern in (
    rf"\bborn(?: on)?(?: \w+day)?[:,]? {_DATE}", rf"(?<!\w)(?:dob|d\.o\.b\.?|date of birth|birth ?date)(?: is| was|'s)?:? {_DATE}",
    rf"\bbirthday(?: is| was|'s|:)?(?: on)? {_DATE}", rf"\b(?:turn|turns|turned|turning) \w+(?:-\w+)? on {_DATE}", rf"(?<!\w){_DATE} is (?:my|his|her|their) birthday",
))
_DIGIT = re.compile(r"\d")


def spots(words: str) -> Iterator[Spot]:
    yield from _named(_OWN_NAMES, words, own=True)
    yield from _named(_OTHER_NAMES, words, own=False)
    for patterns, kind in ((_ADDRESSES, ADDRESS), (_SCHOOLS, SCHOOL), (_BIRTHS if _DIGIT.search(words) else (), BORN)):
        yield from (Spot(*found.span("spot"), kind) for pattern in patterns for found in pattern.finditer(words))
    yield from (_work(found) for pattern in _WORKS for found in pattern.finditer(words))


def _named(patterns: tuple[re.Pattern, ...], words: str, *, own: bool) -> Iterator[Spot]:
    found = (match for pattern in patterns for match in pattern.finditer(words))
    return (Spot(*match.span("name"), NAME, own) for match in found if not _NO_NAME.search(match["name"]))


def _work(found: re.Match) -> Spot:
    return Spot(*found.span("spot"), SCHOOL if _IS_SCHOOL.search(found["spot"]) else WORK)

"""How English says it, as people write when they are well and when they are not.

Everything is a pattern for one sentence in lower case: what somebody says of themselves (english_own_*.py), of or to
others (english_others.py), what is set aside (english_aside.py), how it is typed (english_typed.py), and where the
writer is left out (english_unsaid.py). The set in tests/safety/signals_set.toml was
written first; how well they read is in docs/decisions/0014-words.md.
"""

from cairn.safety.signals.found import HOPELESS, NOW, WISH
from cairn.safety.signals.languages import english_aside as aside
from cairn.safety.signals.languages import english_others as others
from cairn.safety.signals.languages.english_own_hopeless import HOPELESS_OWN
from cairn.safety.signals.languages.english_own_now import NOW_OWN
from cairn.safety.signals.languages.english_own_wish import WISH_OWN
from cairn.safety.signals.languages.english_typed import FILLERS, SPELLINGS
from cairn.safety.signals.languages.english_unsaid import FIRST, WHO, WITHIN
from cairn.safety.signals.languages.english_words import DIE, JUMPING
from cairn.safety.signals.rules import Rules

# Anywhere in the words, these make a wish a matter of now ...
PRESSES = (
    r"\b(?:do|doing|end|ending) it (?:tonight|today|now|right now|tomorrow|this (?:weekend|week|evening))\b",
    r"\bi've (?:\w+ )?(?:decided|made up my mind|made my decision|got it all planned|chosen|picked the day)$",
    r"\b(?:wrote|written|writing|leaving) (?:\w+ ){0,2}(?:notes?|goodbyes?|letters? to (?:everybody|the kids|my))\b(?! (?:down|for (?:the )?(?:class|lecture|meeting)))",
    r"\b(?:said|saying|say) (?:my )?goodbyes?\b(?! to (?:the|mum|dad|him|her))",
    r"^goodbye(?:,)? (?:everybody|all|world|to you all)",
    r"\bi've (?:got |bought |found )?(?:the|a|some|enough|my) (?:\w+ )?(?:rope|noose|gun|pills|razor blades?|blades)\b(?! (?:from|for (?:my|the) (?:back|blood|heart|bp)))",
    r"\bi(?:'ve)? (?:\w+ )?(?:picked|chosen|set) (?:a|the|my) (?:day|date)\b",
    r"\bnothing (?:can|will) stop me\b",
    r"\bi (?:\w+ )?(?:know how|have a plan|'ve a plan)\b",
    r"\bi've (?:got )?a plan\b",
    r"\bi've (?:got )?enough (?:pills|tablets|meds)\b",
    r"\bworked out how\b",
    r"\b(?:it's|it is|that's|is) (?:all )?(?:decided|settled|happening (?:tonight|today|tomorrow|this|on))\b",
)
# ... and these are one where both stand.
# What is said in leaving for ever, what is said in any leaving, and that one is about to go.
FOR_EVER = (
    r"\bforgive me\b", r"\bsorry for everything\b", r"^goodbye\b(?! (?:to|from|party|card|tea|summer))", r"\b(?:nobody|don't|please don't|no need to) (?:should )?(?:feel (?:bad|guilty|responsible)|blame)\b",
    r"\b(?:not|wasn't|isn't|none of it (?:is|was)) (?:his|her|their|anybody's|your) fault\b(?! that\b)", r"\btell (?:my|mum|mam|dad|the) .*\b(?:i love|i loved|i'm sorry)\b", r"\bdon't (?:ring|call|send|try to stop)\b.*\b(?:police|ambulance|anybody|round|me)\b",
)
LEAVE = (r"\b(?:been|were) (?:\w+ )?(?:good|kind|decent|lovely|nice) to me\b", r"\bit's been an honour\b", r"\bthank you (?:all )?for (?:being|everything|listening|your company|having me)\b", r"\blove (?:you|yous|ye|to you) all\b", r"\b(?:take care|look after) (?:of )?(?:each other|yourselves)\b")
SURELY_GOING = (
    r"\bchecking out (?:tonight|today|tomorrow|now)\b", r"\b(?:it|this|everything|all this) ends (?:tonight|today|tomorrow|here|now)\b", r"\b(?:it|this)(?:'ll| will) (?:all )?be over (?:by (?:morning|tomorrow|tonight)|before (?:morning|they|you|anybody|tomorrow)|soon|tonight|in an hour)\b",
    r"\bi'm not coming back\b(?! (?:to|for|from)\b)", r"\bmade my peace\b", r"\bi'm doing it (?:tonight|today|tomorrow|now)\b", r"\bafter tonight\b",
)
GOING = (
    *SURELY_GOING, r"\bno going back\b", r"\bi(?:'m| am) ready to go\b(?! (?:home|out|to))", r"\bi won't be (?:here|around) (?:tomorrow|in the morning|by (?:morning|tomorrow)|when you)\b",
)
TOGETHER = (
    (NOW, GOING, FOR_EVER),
    (NOW, SURELY_GOING, LEAVE),
    (NOW, (r"\b(?:gun|shotgun|rifle|rope|noose|pills|tablets|poison|helium|blade|razor|insulin|morphine)\b",), (*FOR_EVER, *SURELY_GOING)),
    (NOW, (r"\bi'm doing it (?:tonight|today|tomorrow|on \w+day|\w+day|properly)\b", r"\bgot the stuff\b"), (r"\beverything i need\b", r"\bi can't wait\b", r"\b(?:a&e|hospital|discharged|ambulance)\b", r"\bgone to do it\b", r"^goodbye\b")),
    (NOW, (r"\bgoodbye,? (?:everybody|all|friends)\b", r"\bit's been an honour\b"), (r"\bnot (?:scared|afraid) anymore\b", r"\b(?:nobody|don't) (?:should )?feel (?:bad|guilty)\b", r"\bdon't blame\b", r"\bat peace\b", r"\bchecking out\b")),
    (NOW, (r"\b(?:gun|shotgun|rifle|rope|noose|pills|tablets)\b",), (r"\bto know (?:that )?it wasn't (?:his|her|their|anybody's) fault\b",)),
    (NOW, (r"\b(?:pills|tablets|meds|morphine|insulin|paracetamol|rope|noose|gun|razor|blades?)\b",), (r"\b(?:won't|shan't) be long\b(?! (?:now )?till)", r"\bforgive me\b", r"\bsorry for everything\b", r"^goodbye\b", r"\btell (?:my|mum|mam|dad|the) .*\b(?:i love|i'm sorry|wasn't (?:his|her|their) fault)\b")),
    (NOW, (r"\b(?:letters?|notes?) (?:(?:for|to) (?:\w+ ){1,3})?(?:is|are|'s) (?:\w+ )?(?:in|on|under|written|done|finished)\b", r"\bi've (?:\w+ )?(?:chosen|picked|decided on) \w+day\b"), (r"\bi'm going tonight$", r"\bi(?:'ll| will) be gone\b", r"^goodbye\b", r"\bi won't be here\b", r"\bwhen i'm gone\b")),
    (NOW, (r"\bdon't (?:look|search|come looking|try to find) for me\b",), (r"^(?:i'm )?sorry\b", r"\bit's done\b", r"\bgoodbye\b", r"\bi love\b")),
    (WISH, (r"\bi (?:\w+ )?(?:want|long|need|hope|wish) to join (?:him|her|them|my \w+)(?:$|[,;]| again| soon)",), (r"\b(?:died|passed|funeral|grave|heaven|widow\w*|years wed|since (?:he|she) went|without (?:him|her))\b",)),
    (WISH, (r"\bwoke up again\b", r"\bi woke up$"), (r"\b(?:disappointed|gutted)\b",)),
    (NOW, (r"\b(?:bridge|overpass|viaduct|roof|rooftop|terrace|ledge|platform|tracks|cliffs?|harbour wall|railings?|parapet|multi-?storey|quarry|beachy head)\b",), (JUMPING, r"\bone step\b", r"\blegs (?:are |hanging |dangling )?over the (?:side|edge)\b")),
    (NOW, (r"\b(?:pills|tablets|meds|morphine|paracetamol|packets?|bottle)\b",), (r"\bi'(?:m (?:going|about) to|ll) (?:\w+ )?(?:take|swallow|down) (?:them|the lot)(?: all)?(?:$| (?:with|once|when|now|tonight|and))(?! .*\b(?:food|breakfast|tea|dinner|meals?|better|doctor|prescribed|water)\b)",)),
    (NOW, (r"\b(?:it's|everything(?:'s| is)|all|it is) (?:\w+ )?(?:planned|in place|arranged|decided|sorted)\b", r"\bi've (?:\w+ )?decided\b"), (r"\btonight\b.*\bafter\b", r"\bi won't be (?:here|around|alive)\b", r"\b(?:the|my) note\b")),
    (NOW, (r"\btonight's the night\b",), (r"\bi've had enough\b", r"\bcan't (?:go on|do this|take)\b", r"\bsorry\b", r"\bgoodbye\b")),
    (NOW, (r"\bi'm going to (?:be with|join|see) (?:my \w+|him|her|them)(?: again)?(?: tonight| soon| now|$)",), (r"\bgoodbye\b", r"\bsince (?:he|she|they) (?:died|passed|went)\b")),
    (NOW, (r"^(?:\w+ )?not coming (?:back|home)$",), (r"\b(?:driving|walking|heading|going) to the (?:sea|cliffs?|bridge|river|coast|woods|lake|tracks)\b",)),
    (WISH, (r"^(?:please )?kill me(?: please)?$",), (r"\bi mean it\b", r"\bnot joking\b", r"\bplease\b")),
    (HOPELESS, (r"\b(?:deserve|have|find|meet|get) (?:a |somebody )?(?:better|nicer|proper|new) (?:\w+ )?(?:mum|dad|mother|father|wife|husband|parents?|daughter|son|than me)\b", r"\bget over it$"), (r"\b(?:better off|happier|without me|drag them down|when i'm gone|if i (?:was|were) gone|no use|burden)\b",)),
    (NOW, (r"\b(?:pills|tablets|rope|noose|gun|razor|blade|knife)\b",), (r"\bi(?:'ll| won't| don't think i'll)? (?:\w+ ){0,3}(?:be (?:around|here|alive|gone)|wake up) (?:in the morning|tomorrow|by morning|much longer)",)),
    (NOW, (r"\bgoodbye,? (?:everybody|all|my|friends|world)\b", r"\bthis is goodbye\b", r"\b(?:say|saying) (?:good)?bye to (?:everybody|all of you|you all)\b"), (r"\bi won't be (?:here|around|alive)\b", r"\blook after (?:my|the) (?:dog|cat|kids|children|mum|dad|sister|brother)\b", r"\bsorry for everything\b", r"\bforgive me\b")),
    (NOW, (r"\bwritten (?:the|my) (?:notes?|letters?|goodbyes?)\b",), (r"\bi've decided\b", r"\bit'll be\b", r"\b(?:tonight|this weekend|tomorrow)\b")),
    (NOW, (r"\b(?:pills|tablets|meds|paracetamol)\b",), (r"\benough (?:of them )?to do it\b",)),
    (NOW, (r"\bi know how i'd do it\b",), (r"\b(?:when|where)\b",)),
    (NOW, (r"\b(?:do|doing|end|ending|finish) (?:it|this|things) (?:tonight|today|now|right now|tomorrow)\b",), (r"\b(?:made up my mind|no going back|nobody can stop me|forgive me|sorry for everything|goodbye (?:everybody|all)|can't (?:do|take|live|go on)|had enough of)\b", r"\bi want (?:it )?to (?:be over|die|stop)\b")),
    (NOW, (r"\b(?:written|wrote|finished|left) (?:the|my|some|all the|all my)? ?(?:notes?|letters?)\b",), (r"\bi won't be (?:here|around|alive)\b", r"\b(?:leaving|left|find) it (?:on|for|in|by)\b", r"\b(?:when i'm gone|after i'm gone|for after)\b")),
    (NOW, (r"\battempt on my (?:own )?life\b", r"\btried to (?:kill myself|end (?:it|my life)|die\b)", r"\bi(?:'ve)? (?:\w+ )?(?:took|taken) an overdose\b"), (r"\b(?:i'll|going to|expect i'll|plan to|want to|mean to) (?:\w+ )?(?:try|do it) again\b",)),
    (WISH, (rf"\b(?:want|wish|wanted)\w* (?:to )?{DIE}",), (r"^(?:because )?that's me\b",)),
    (WISH, (r"\bself-harm\b.*\bi (?:\w+ )?(?:relapsed|slipped)\b",), (r"\bi\b",)),
    (WISH, (r"\bbetter off without me\b", r"\bnobody would miss me\b"), (r"\bsorry for everything\b", r"\bgoodbye\b")),
)

ENGLISH = Rules(
    own={NOW: NOW_OWN, WISH: WISH_OWN, HOPELESS: HOPELESS_OWN},
    others=others.OTHERS,
    aside=aside.ASIDE, long_ago=aside.LONG_AGO, but_now=aside.BUT_NOW,
    said_over=aside.SAID_OVER,
    not_real=others.NOT_REAL, of_others=others.OF_OTHERS, of_me=others.OF_ME, me=others.ME, governed=others.GOVERNED,
    presses=PRESSES, together=TOGETHER,
    asks=others.ASKS, urges=others.URGES, not_urged=others.NOT_URGED,
    spellings=SPELLINGS, fillers=FILLERS, unsaid=WHO, unsaid_first=FIRST, unsaid_within=WITHIN,
)

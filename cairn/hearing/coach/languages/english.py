"""How English says it, as people write here: British and American, quick and careful.

Everything is a pattern for one sentence in lower case. The set in tests/hearing/coach_set.toml was written
first; these were tuned on one half of it.
"""

from cairn.hearing.coach import cues
from cairn.hearing.coach.rules import Rules

SPELLINGS = {
    "u": "you", "ur": "your", "r": "are", "youre": "you're", "im": "i'm", "ive": "i've", "id": "i'd", "dont": "don't", "cant": "can't",
    "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "shouldnt": "shouldn't", "wouldnt": "wouldn't",
    "couldnt": "couldn't", "thats": "that's", "whats": "what's", "hows": "how's", "theres": "there's", "hes": "he's", "shes": "she's",
    "youll": "you'll", "youve": "you've", "youd": "you'd", "itll": "it'll", "arent": "aren't", "havent": "haven't", "realy": "really",
    "shoud": "should", "shuld": "should", "recieve": "receive", "definately": "definitely", "abt": "about", "bc": "because", "cos": "because",
    "alot": "a lot", "tho": "though", "ok": "okay", "gonna": "going to", "gotta": "got to", "wanna": "want to", "pls": "please", "plz": "please",
    "tryed": "tried", "thier": "their", "wierd": "weird", "awfull": "awful", "exausting": "exhausting", "understandible": "understandable",
    "atleast": "at least", "hav": "have", "sry": "sorry", "advise": "advise",
}

_SO = r"(?:so |really |very |truly |incredibly |such |just |all |completely |totally |perfectly |quite |pretty |absolutely |utterly |entirely |too )*"
_HARD = (
    r"(?:a lot|so much|too much|hard|tough|awful|terrible|horrible|horrendous|horrific|painful|rough|difficult|exhausting|draining|lonely|isolating|"
    r"frightening|scary|terrifying|heartbreaking|heart-breaking|unfair|cruel|rotten|devastating|overwhelming|heavy|rubbish|crap|shit|brutal|unbearable|"
    r"infuriating|frustrating|upsetting|hurtful|sad|unsettling|stressful|disappointing|maddening|grim|bleak|not on\b|not (?:okay|fair|right)\b|"
    r"(?:a )?(?:hard|lonely|horrible|awful|terrible|difficult|tough|painful|heavy|cruel) (?:place|thing|time|spot|position|week|day|year|load))"
)
_FELT = r"(?:angry|furious|hurt|sad|scared|frightened|terrified|lost|exhausted|devastated|upset|heartbroken|gutted|anxious|tired|worn out|fed up|relieved|lonely|overwhelmed)"
_FAMILY = (
    r"(?:mum|mom|mother|dad|father|parents|brother|sister|son|daughter|kids?|children|husband|wife|partner|ex|boyfriend|girlfriend|gran|grandma|nan|"
    r"grandad|friend|best friend|boss|neighbou?r|aunt|uncle|cousin|baby|dog|cat)"
)

# Where a part of a sentence begins.
_BEGINS = ("^", ", ", "; ", ": ", r"\band ", r"\bbut ", r"\bso ", r"\bwell ", r"\bbecause ", r"\bthough ")

# ---- advice

# How somebody begins who tells another what to do. Base forms that also begin other sentences are left out.
_DO = (
    r"(?:try|talk to|talk with|speak (?:to|with)|call|ring|phone|text|ask|go (?:and |to |for |see |out|back|outside|easy)|get (?:yourself|some|a |an |out|help|outside|away|in touch)|"
    r"make (?:sure|time|an appointment|a list|a plan|yourself)|stop|don't (?!worry|apologi[sz]e|be sorry|feel (?:you|that|like|bad)|know|think|have|want|see|get why|get it|believe|blame you)|"
    r"do not|never (?:mind|let|go|sign|give)|ignore|block|change|leave (?:him|her|them|the|it|that|your)|keep (?!going|you)(?:a|an|every|your|the|busy|track|away|talking|writing|it)|take (?:a|an|one|some|it|your|time (?:for|to|off)|him|her|them|up)|"
    r"let yourself|let (?:him|her|them|it|the)|give (?:yourself|it|him|her|them)|be (?:kind|gentle|careful|patient|honest|strong|brave|firm|proud)|write (?:it|down|a|to|her|him|them)|set (?:a|an|some|clear|boundaries)|"
    r"join|look into|look after|look for|find (?:a|an|some|someone|somebody|out|yourself|something)|put (?:yourself|your|it|the)|focus on|consider|reach out|start (?!of)|eat|drink|breathe|cut|"
    r"report|see (?:a|an|your|the|if|someone|somebody|about)|read (?:the|a|up|some)|listen to (?:your|some|a|music)|remember to|trust|forget|tell (?!me|us)|stay (?:away|off|with|in|busy|out)|"
    r"avoid|download|use|check|google|book|switch|turn|move|walk|sleep on|surround|treat yourself|allow yourself|forgive|practi[sc]e|hold off|wait (?!until yours)(?:a|for|and|till|until)|cheer up|chin up|stick (?:to|with|at))"
)
_SOFTLY = r"(?:please |just |maybe |perhaps |so |and |then |also |but |oh |honestly,? |seriously,? |or |first,? |next,? |always |why not )*"
_BETTER = r"(?:should|shouldn't|need to|have to|have got to|'ve got to|must|ought to|had better|'d better|'d be better off|might want to|may want to|might (?:try|like to|find)|could (?:also |always |maybe |perhaps |just |even |simply )?(?:try|ask|talk|say|tell|call|write|go|get|see|start|make|look|speak|join|take|put|leave|set|do|send|use|check|contact|move|find|have a))"
ADVICE = (
    rf"^{_SOFTLY}{_DO}\b",
    rf", {_SOFTLY}(?:{_DO})\b(?! (?:you|i|we|they|he|she|it)\b)",
    r"\b(?:and|or|then|maybe|perhaps|please) (?:just |then |maybe )?(?:try|ring|call|talk to|speak to|ask (?:your|the|him|her|them|for)|see (?:a|your|somebody|someone)|don't|make sure|get yourself|tell (?:him|her|them|your))\b",
    rf"\byou(?:'ve)? (?:really |definitely |probably |just |also |maybe |all )*{_BETTER}\b", r"\byou'd better\b", r"\byou(?:'ve| have) got to\b",
    r"\bhave you (?:ever |also )?(?:tried|thought (?:about|of)|considered|looked (?:into|at)|asked|talked to|spoken to|seen (?:a|your)|been to)\b",
    r"\bwhy (?:don't you|not)\b", r"\b(?:what|how) about (?:\w+ing|a|an|the|some|your)\b", r"\bwhat if you\b",
    r"\bif i (?:were|was) (?:you|in your)\b", r"\bin your (?:place|shoes|position) i'd\b", r"\bmy (?:advice|suggestion|tip|recommendation) (?:is|would|to)\b",
    r"\bi(?:'d| would)? (?:also |really |highly |strongly |definitely |would )*(?:recommend|suggest|advise)\b", r"\bi think (?:that )?you (?:should|need|could|might|ought)\b",
    r"\b(?:might|may|could|would|'d) (?:be |well be )(?:worth|good to|helpful to|an idea|a good idea|best to|better to|better if|easier (?:to|if|than))\b", r"\bit(?:'s| is) (?:well |really |always )?(?:worth|best to|important to|a good idea)\b",
    r"\bi'd (?:honestly |probably |definitely |just |personally )?(?:get|be careful|talk|ask|speak|call|see|write|tell|start|try|look into|go (?:to|and|for|back)|leave|keep|avoid|report)\b",
    r"\b(?:could|can|would) you (?:maybe |perhaps |not |just |possibly )*(?:ask|try|talk|speak|call|go|get|take|tell|see|leave|join|move|find|use|write|consider)\b",
    r"\bis there (?:a|an|any) (?:support|local|group|club|therap\w*|counsel\w*|helpline|charity)\b", r"\bis the way to go\b", r"\b(?:works|worked) wonders\b", r"\bdo(?:es)? wonders\b",
    r"\bi (?:found|find) (?:that )?(?:it helps|\w+ing\b.*\b(?:helped|helps|made|makes))", r"\bwould it help (?:to|if)\b", r"\bone (?:idea|thing you)\b",
    r"\bmaybe (?:a|an|some|it's time|it is time)\b",
)
NO_ADVICE = (
    r"\byou (?:should|must) (?:be|feel) (?:so |very |really |rightly )*(?:proud|pleased)", r"\byou (?:shouldn't|should not|don't|do not|never|didn't|should never) (?:have|need) (?:to|had)\b",
    r"\bdo you (?:have|need) to\b", r"\byou (?:must|should|might|could) (?:have|be|feel)\b(?! (?:a look|a word))", r"\b(?:take|takes) (?:care|all the time|as (?:long|much time))\b", r"\blet (?:me|us) know\b$",
    r"^let (?:me|us) know\b", r"^(?:please )?(?:let me|tell me|tell us)\b", r"\b(?:told|tell|tells|telling|said|say|says) (?:me|to me)\b", r"^i (?:don't|won't|can't|do not|will not|am not|'m not|wouldn't)\b(?!.*[;,] .*\byou (?:should|need|must))",
    r"\byou had to\b", r"\byou (?:always|still|also)? ?have to\b.*\b(?:every|each|again|alone|by yourself)\b", r"\bwhy don't you (?:trust|want|like|love|feel)\b", r"\bwhat you (?:need|have) to\b",
    r"^(?:use|walk|book|move|turn|sleep|change|trust|check) (?:is|was|are|does|did)\b",
)

# ---- making smaller

MINIMISING = (
    *(rf"{before}at (?:the very )?least (?:you|he|she|it|they|there|that|this|we|your|his|her|now|nobody|no one|not)\b" for before in _BEGINS),
    r"\bcould(?:'ve| have)? (?:always )?(?:be|been) (?:a lot |so much |much |far )?worse\b",
    r"\bthings could be worse\b", r"\b(?:so much |much |far |even |a lot )?worse off\b", r"\b(?:other people|others|some people|lots of people|many people|people out there)\b.*\b(?:worse|harder|no one|nobody|nothing|far less)\b",
    r"\b(?:everything|it all|things) happens? for a reason\b", r"\b(?:look|looking) (?:on|at) the (?:bright|positive|plus) side\b", r"\bon the (?:bright|plus) side\b", r"\bsilver lining", r"\btime (?:heals|is a (?:great )?healer|will heal)",
    r"\b(?:it|this|things|that)(?:'ll| will) (?:all )?(?:get better|pass|blow over|work out|be (?:fine|okay|all right|alright|over))\b", r"\bthis too shall pass\b", r"\byou(?:'ll| will) (?:all )?(?:be|feel) (?:just |absolutely |totally )?(?:fine|okay|all right|alright|better|over it)\b",
    r"\b(?:chin|cheer|buck) up\b", r"\bplenty (?:more |of )+(?:fish|men|women|people|jobs)\b", r"\bnot the end of the world\b", r"\bdon't worry\b(?! about (?:replying|answering|spelling|writing))", r"\bit(?:'s| is) (?:just|only) (?:a|an|your|the|money|stuff|work)\b",
    r"\bit was (?:just|only) (?:a|an|your|the)\b", r"\bthat(?:'s| is) nothing\b", r"\b(?:not|isn't|wasn't) (?:really |actually )?(?:that|so|as|all that) (?:bad|big a deal|serious)\b", r"\bno big deal\b", r"\bgod (?:never|doesn't|won't|only) give",
    r"\byou(?:'ll| will) (?:soon )?(?:find|meet|get|have) (?:someone|somebody|another|a new|a better)\b", r"\byou(?:'re| are) (?:still )?(?:so )?young\b", r"\byou can (?:always )?(?:have|get|try for) another\b", r"\btomorrow(?:'s| is) another day\b", r"\bcount your blessings\b",
    r"\bbe (?:grateful|thankful|glad)\b", r"\b(?:stay|think|be|keep) positive\b", r"\bdoesn't kill you\b", r"\b(?:get|got) over it\b", r"\b(?:aren't|isn't|not) worth (?:your|the|it|getting)\b", r"\bgot through worse\b", r"\b(?:over)?reacting\b(?<!not overreacting)",
    r"\b(?:all|most) (?:couples|families|teenagers|people|mothers|marriages)\b.*\b(?:go|goes|get|have) through\b", r"\bjust wait (?:until|till)\b", r"\bwait (?:until|till) (?:you|yours)\b", r"\bblessing in disguise\b", r"\bin a better place\b", r"\bmeant to be\b", r"\bgood (?:will|can|may) come\b",
    r"\bit(?:'s| is) all in your (?:head|mind)\b", r"\bfirst world problem", r"\bdon't (?:be (?:so )?(?:sad|silly|dramatic|sensitive|upset)|cry)\b", r"\beverybody (?:feels|has|goes)\b", r"\beveryone (?:feels|has|goes)\b",
)
NOT_SMALLER = (
    r"\b(?:can't|won't|don't|not|never|couldn't|wouldn't|hate|hated|stop|stopped) (?:\w+ )?(?:say|saying|tell|telling|promise|promising|pretend|believe|think|know|hear|hearing)\b", r"\b(?:people|they|he|she|everyone|everybody|someone|somebody|friends|doctors) (?:\w+ )?(?:say|said|says|tell|tells|told|kept)\b",
    r"\b(?:not|isn't|wasn't|never) (?:just|only) a\b", r"\b(?:me|us) (?:that )?(?:it|this|time|everything|things|at least)\b", r"\byou (?:said|say|told|wrote)\b",
)

# ---- questions

_WH = r"(?:what|how|when|where|who|which|why|what's|how's|who's|where's)"
_AUX = r"(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|might|'s|'re)"
QUESTION = (
    r"\?", rf"^(?:and |so |but |oh |then )?{_WH} {_AUX}(?: \w+){{0,3}} (?:you|your|it|he|she|they|that|this)\b", r"^(?:and |so |but )?(?:do|did|are|were|have|has|is|was|can|could|would|does) (?:you|your|he|she|they|there|it)\b",
    r"\btell (?:me|us) more\b", r"\btell (?:me|us) (?:about|what|how|who)\b", r"\bi'd (?:love|like) to (?:hear|know|understand)\b", r"\bi(?:'m| am)? (?:just |also )?(?:wonder|wondering|curious) (?:what|how|whether|if|about|who|when|where)\b", r"\b(?:can|may|could) i ask\b",
    r"\blet (?:me|us) know (?:how|what|if|whether|when)\b", r"\bwould you (?:like|want|mind|be willing) to (?:say|tell|share|talk)\b",
)
NO_QUESTION = (
    r"^(?:you know(?: what i mean)?|right|okay|really|eh|huh|no|yes|seriously)\?+$", r"^(?:what|how) (?:can|could|do|should|would) i (?:even )?(?:say|tell)\b", r"^who (?:wouldn't|would|hasn't|knows|cares)\b(?! that| else)", r"^(?:where|how|what) do i\b", r"^isn't (?:it|that)",
    r"^i (?:always |often |still )?(?:wondered|wonder) what i\b",
)
OPEN = (
    *(rf"{before}(?:{_WH}) (?!time|day|date|about|old|long|many|much|often|far|the doctor)" for before in _BEGINS), r"^(?:so )?(?:what|how)(?:'s|'re)? ", r"\b(?:tell (?:me|us)|hear) (?:more|about|what|how)\b", r"\bi'd (?:love|like) to (?:hear|know|understand)\b",
    r"\b(?:wonder|wondering|curious) (?:what|how|about)\b", r"\blet (?:me|us) know how\b", r"\bsay (?:a (?:bit|little) )?more\b",
)
NOT_OPEN = (
    r"\b(?:how|what) (?:long|many|much|often|old|far|time|day|date)\b", r"^(?:and |so |but )?(?:when|where|who|which)(?:'s)? (?!do you feel|was that|is that|were you|are you)", r"\bwhy (?:don't|not)\b", r"\bwhat the (?:doctor|gp|hospital)\b", r"\bwhy on earth\b", r"\bif anything\b(?!.*\?)",
    r"^so what you", r"\bwhat about\b", r"\bhow about\b",
)
ASKS = (
    r"\b(?:feel|feels|feeling|felt|like for you|was it like|is it like|for you|mean to you|miss|wish|hope|afraid|scared|hardest|worst|happened|get through|cope|coping|manage|managing|help|helps|things|look like)\b", r"\b(?:what|how|where|who)\b.*\b(?:you|your|she|he|they|it)\b",
    r"^(?:and |so |but |or )?(?:is|was|does|did|has|do|are|were|have) (?:it|you|she|he|they|that|this)\b", r"\bis it\b", r"\bdid you\b", r"\btell (?:me|us) more\b", r"\bi'd (?:love|like) to (?:hear|know)\b", r"\blet (?:me|us) know how\b", r"\byou(?:'re| are) (?:really )?missing\b",
)
NOT_ASKING = (
    r"\bhow (?:long|many|much|often|old|far)\b", r"\bwould help\b", r"\bdo you have (?:someone|somebody|anyone|anybody|a|any)\b", r"\bare you (?:safe|okay)\b", r"\bdo they know\b", r"\bwould you (?:like|rather|prefer)\b", r"\bdo you want (?:ideas|advice|suggestions|to talk|me)\b",
    r"\bsay to a friend\b", r"\bthe (?:hospital|doctor|gp)\b.*\b(?:say|said)\b", r"\bwhy (?:on earth|would you|don't|did you)\b", r"\bwhen did you last\b", r"^(?:has|does|is) (?:he|she)\b", r"\bcould it be\b", r"\bwho else\b",
)

# ---- listening

VALIDATES = (
    rf"\b(?:that|this|it|which|both|they|\w+ing)(?:'s| is| are| sounds?| seems?| looks?| feels?| must (?:be|have been|feel|have felt)| can be| would be) (?:like )?{_SO}(?:an? )?{_HARD}", rf"^(?:\w+,? )?(?:sounds|must be|must have been|must feel) (?:like )?{_SO}(?:an? )?{_HARD}",
    r"\bsorry (?:that|to (?:hear|read)|you|this|these|for (?:your|what|all|the loss)|about|they|he|she|it|your|things)\b", r"^(?:i'm|i am) (?:so |very |really |truly |deeply )*sorry[.!…]*$", r"\bmak(?:es?|ing) (?:\w+ )?(?:a lot of |so much )?sense\b", r"\b(?:no|small|little) wonder\b", r"\bof course you\b",
    r"\bunderstandabl[ey]\b", r"\b(?:anyone|anybody|any (?:mother|father|parent|person|one)|who)(?: \w+)? (?:would|wouldn't|in your)\b", r"\b(?:nobody|no one|no child|no parent) (?:should|deserves)\b", r"\byou (?:should not|shouldn't|should never|don't|do not) (?:have|need|owe)\b", r"\byou (?:didn't|don't|did not|do not|never) deserve", r"\byou deserved? (?:so much )?(?:better|more|kindness)\b",
    r"\b(?:not|none of (?:it|this|that) (?:was|is)|wasn't|isn't|never) your (?:fault|doing)\b", r"\bdid(?:n't| nothing| not do anything)? wrong\b", r"\byou(?:'re| are) (?:allowed|right\b|not (?:weak|alone|crazy|mad|stupid|silly|selfish|being|the only|overreacting|a (?:bad|failure|burden)|too))", r"\bevery right\b",
    r"\byour \w+ (?:is|are|sounds?|seems?|feels?|makes?) (?:\w+ )?(?:valid|fair|normal|real|understandable|justified|natural|sense)\b", r"\b(?:normal|natural|human|okay|fine|all right|alright) (?:to|that you|thing|if you|for you|not)\b", r"\bboth (?:are|of those|can be)\b", r"\b(?:isn't|not|wasn't|aren't) (?:at all )?(?:silly|weak|stupid|selfish|nothing|a small thing|too sensitive)\b",
    r"\bi(?:'d| would) (?:\w+ )?(?:be|feel|have been|have felt|have walked|have cried|have screamed|have shouted|struggle|find that)\b", r"\bwould (?:\w+ )?(?:get to|get|wear|break|hurt|floor|exhaust|upset|shake|scare|hit|be too much for) (?:anyone|anybody|any|me|to me|most)", r"\bi hate that\b", r"\bi?'?m? ?can't (?:even )?(?:imagine|begin)\b", r"\bcannot imagine\b",
    r"\bwhat an? (?:\w+ )?(?:rotten|awful|hard|horrible|rough|long|terrible|dreadful|day|week|year|lot|thing to)\b", rf"\bhow (?:\w+ )?{_HARD}", r"\bthat (?:really )?hurts\b", r"\bhurts (?:just )?to read\b", r"\bon your behalf\b", r"\bi believe you\b", r"\byou(?:'ve)? (?:did|done) (?:the best|what you could|all you could|your best|nothing wrong)\b",
    r"\bit(?:'s| is) enough\b", r"\bbeyond words\b", r"\bgrief does\b", r"\bexactly (?:that|this)\b", r"\bno right way\b", rf"\byou must (?:be|feel|have (?:been|felt)) {_SO}{_FELT}\b", r"\b(?:is|it's|are) (?:just )?(?:so |really |such )*(?:hard|tough|lonely|awful) (?:when|to|that|for)\b", r"\bthat matters\b",
)
NOT_VALIDATING = (r"\bnot (?:so |that |really |very )+(?:hard|bad|difficult)\b", r"\bfor me too\b", r"\bsorry,? i (?:don't|didn't|can't)\b", r"\b(?:people|he|she|they) (?:said|told|say)\b", r"\bgood to me\b")
REFLECTION = (
    r"\b(?:it|that|this) (?:sounds|seems|feels|looks) (?:to me )?(?:like|as if|as though|that|you)\b", r"^(?:and |so )?(?:sounds|seems|looks) (?:like|as if|as though)\b", r"^so (?:you|it|what|he|she|they|that|there)(?:'re|'s|'ve)?\b", r"\byou(?:'re| are) (?:saying|torn|caught|trying|holding|left)\b", r"\byou (?:sound|felt|feel|kept|said|wrote|stayed|describe|described|seem|waited|wanted|loved|lost|carried)\b",
    r"\bwhat i (?:hear|heard|am hearing|'m hearing)\b", r"\bi can (?:hear|see|feel|tell) (?:how|that|what|in)\b", r"\bif i (?:understand|understood|hear|heard|read)\b", r"\bfrom what you\b", r"\bi (?:suppose|guess|imagine) (?:it|that|you)\b", r"^you(?:'ve| have) (?:lost|been|had|got|gone|tried|carried|given|done)\b", r"^you were\b", r"^(?:he|she|they) \w+ (?:you|to)\b", r"\bpart of you\b",
)
NOT_REFLECTING = (r"\bsounds (?:good|great|fun|lovely)\b", r"\bso (?:you|it) (?:should|could|might|must)\b", r"^so i\b", r"\byou (?:said|feel) you(?:'d| would) like\b")
RELATES = (
    r"\bi(?:'ve| have)? (?:also |just |once |too )*(?:went|gone|been|lived) through\b", r"^same(?: here)?\b", r"\bme too\b", r"\bfor me\b", r"\bwhen (?:i|my|we) (?:was|were|had|got|lost|went|first|left|came|used|\w+ed|died)\b", rf"\bwhen my {_FAMILY}\b", rf"\bmy (?:own )?{_FAMILY} (?:\w+ )?(?:is|was|has|had|did|does|died|left|went|goes|kept|told|got|\w+ed)\b",
    r"\bi (?:also |still |just )*(?:used to|lost|felt|had the|had a|went to|went through|stopped|froze|grew up|remember|struggled|ended up|learnt|learned|recogni[sz]e)\b", r"\bi(?:'ve| have) (?:also |just |only )*(?:been (?!thinking)|had|lived|lost|felt|learnt|learned|never (?:met|told|known)|done)\b", r"\bas someone who\b", r"\bi know (?:how|that feeling|what (?:it's|it is|that)|exactly|the feeling|a version)\b",
    r"\bmine (?:is|was|did|too|went)\b", r"\bi was \w+", r"\bi(?:'m| am) (?:\w+ )?(?:too|as well|also)\b", r"\bi'm \w+ (?:too|as well)\b", r"\bworked for me\b", r"\bhelped me\b", r"\bi (?:don't|didn't|do not) know (?:anyone|anybody) else\b", r"\b(?:changed|saved) my life\b", r"\blifeline for me\b", r"\bbeen there\b", r"\bi can relate\b", r"\bwe (?:had|lost|went|were)\b", r"\bin my (?:own )?(?:case|life|family|experience)\b",
    r"\bi (?:get|got) (?:a|the|that|so)\b", r"\bi found that\b", r"\breminded me of\b",
)
NOT_RELATING = (r"\bi was (?:going to|about to|so (?:sorry|moved)|moved|touched|sorry)\b", r"\bi used to think you\b", r"\bi (?:never )?(?:went through|been through) (?:it|this|that)?,? so i (?:can't|won't)\b", r"\bif i had\b", r"\bi got no\b", r"\bi've got no\b")

ASKS_LEAVE = (
    r"\bwould you (?:like|want|welcome|be open to|rather)\b.*\b(?:idea|ideas|advice|suggestions?|thoughts|listened|listen|hear|similar|something)\b", r"\b(?:may|can|could|shall|should) i (?:tell|share|offer|suggest|say|give)\b", r"\b(?:do|would) you want (?:ideas|advice|suggestions|me to)\b",
    r"\b(?:would|are) (?:an idea|ideas|advice|suggestions) (?:be )?(?:welcome|okay|any use|any good)\b", r"\bis it (?:okay|all right|alright) if i\b", r"\b(?:only )?if (?:you'd like|you want) (?:one|ideas|advice)\b",
)

ENGLISH = Rules(
    signs={
        cues.QUESTION: QUESTION, cues.OPEN_QUESTION: OPEN, cues.ASKS_EXPERIENCE: ASKS, cues.VALIDATES: VALIDATES,
        cues.REFLECTION: REFLECTION, cues.RELATES: RELATES, cues.ADVICE: ADVICE, cues.MINIMISING: MINIMISING, cues.ASKS_LEAVE: ASKS_LEAVE,
    },
    unless={
        cues.QUESTION: NO_QUESTION, cues.OPEN_QUESTION: NOT_OPEN, cues.ASKS_EXPERIENCE: NOT_ASKING, cues.VALIDATES: NOT_VALIDATING,
        cues.REFLECTION: NOT_REFLECTING, cues.RELATES: NOT_RELATING, cues.ADVICE: NO_ADVICE, cues.MINIMISING: NOT_SMALLER,
    },
    inside={cues.OPEN_QUESTION: (cues.QUESTION,), cues.ASKS_EXPERIENCE: (cues.QUESTION,)},
    apart={cues.OPEN_QUESTION: (cues.ADVICE,), cues.ASKS_EXPERIENCE: (cues.ADVICE,)},
    spellings=SPELLINGS,
)

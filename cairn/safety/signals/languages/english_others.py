"""English words to or about somebody else who may be in danger, and words that ask for, give or urge a method."""

from cairn.safety.signals.found import HOPELESS, NOW, WISH

_PERSON = (
    r"(?:he|she|they|somebody|anybody|a friend|my (?:[\w']+ )?(?:son|daughter|child|kid|husband|wife|partner|boyfriend|girlfriend|ex|mum|mother|dad|father|brother|sister|friend|flatmate|housemate|roommate|cousin|nephew|niece|neighbour|neighbor|colleague|uncle|aunt|nan|gran|stepson|stepdaughter|grandson|granddaughter|mate|buddy)|"
    r"(?:his|her|their) (?:[\w']+ )?(?:son|daughter|brother|sister|mum|dad|mother|father|wife|husband|partner|friend)|the (?:boy|girl|man|woman|lad|kid)|dad|mum)"
)
_THEM = r"(?:himself|herself|themselves|themself)"
_YOU_SAY = r"(?:you|you're|you've|you'd|you'll)"

TO_YOU_NOW = (
    r"\b(?:do|have|did) you (?:[\w']+ )?(?:have|got|took|taken|take|still have|swallowed|keep) (?:[\w']+ ){0,3}(?:pills|tablets|meds|knife|rope|gun|blade|overdose|anything (?:that could hurt|to hurt)|a plan)\b",
    r"\b(?:put|throw|lock|give|flush|move) (?:[\w']+ ){0,3}(?:the |those |your )?(?:pills|tablets|knife|blades?|rope|gun)\b.*\b(?:away|down|another room|somebody|out of)\b",
    rf"\b{_YOU_SAY} (?:[\w']+ ){{0,3}}going to (?:do something|kill yourself|end (?:it|your)|hurt yourself|harm yourself|do it|die)\b",
    r"\byou (?:[\w']+ )?(?:have|had|got) (?:a|the) plan\b.*\b(?:die|end|kill|life|suicide)\b",
    r"\b(?:kill|hurt|harm) yourself (?:tonight|today|right now|now)\b",
    r"\byou(?:'ve)? (?:[\w']+ )?(?:taken|took|swallowed) (?:[\w']+ ){0,3}(?:pills|tablets|overdose|meds)\b",
    r"\byou (?:[\w']+ )?(?:tried to (?:kill|end|die)|attempted) (?:[\w']+ ){0,3}(?:last night|yesterday|today|this week|on \w+day)\b",
    r"\b(?:give|hand) (?:the|your|those) (?:pills|tablets|meds|knife|blades?) to\b",
)
TO_YOU = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|burn|burning|hang|hanging|shoot|drown) yourself\b(?! (?:on|some slack|off|at work))",
    r"\b(?:end|ending|take|taking) your (?:own )?life\b",
    rf"\b{_YOU_SAY} (?:[\w']+ ){{0,4}}(?:suicidal|suicide)\b",
    r"\b(?:thinking|think|thoughts?|considering) (?:[\w']+ )?(?:about|of) suicide\b",
    r"\bsuicid(?:e|al)\b.*\byou\b",
    r"\byour (?:[\w']+ )?suicid(?:e|al)\b",
    rf"\b{_YOU_SAY} (?:[\w']+ ){{0,3}}(?:want|wanted|wanting|wish|wishing|hoping|hope|ready|deserve|thinking about|thinking of|feel like|feeling like|rather|going|talk about|talking about|thought about|mentioned) (?:[\w']+ )?(?:to )?(?:you (?:were|was|could|would) )?(?:[\w']+ )?(?:die|dying|dead|not be (?:here|alive)|not (?:exist|wake)|disappear forever|end (?:it|it all|your life|everything)|ending (?:it|your life))\b(?! (?:of|laughing|for|to))",
    r"\byou (?:[\w']+ )?(?:don't|no longer) (?:[\w']+ )?want to (?:live|be alive|be here|exist|wake up|go on)\b(?! (?:with|in))",
    r"\b(?:wanting|wishing) to (?:die|be dead|not be (?:here|alive)|disappear|end it all) (?:[\w']+ )?(?:is|can|must|sounds|does|makes|isn't|doesn't|takes)\b",
    r"\b(?:without you|if you (?:were|was) (?:gone|dead|not here)|if you died)\b.*\b(?:better|happier|miss|relief|world)\b",
    r"\b(?:better|happier|better off|relieved) (?:[\w']+ )?(?:without you|if you (?:were|was) (?:gone|dead))\b",
    r"\bwould(?:n't)? miss you\b.*\b(?:gone|died|dead|life)\b",
    r"\bdon't (?:[\w']+ )?(?:want you to )?die\b(?! (?:of|laughing))",
    r"\byour self-harm\b",
    rf"\b{_YOU_SAY} (?:[\w']+ ){{0,3}}self-harm(?:ing|ed)?\b",
    r"\bdon't (?:[\w']+ )?(?:do it|do anything (?:silly|stupid|to yourself)|end it|end your)\b.*\b(?:please|life|here|alive|you)\b",
    r"\b(?:stay|keep) alive\b.*\b(?:you|for|please|tonight)\b",
    r"\bplease (?:[\w']+ )?stay alive\b",
    r"\byou attempted\b",
    r"\bdon't (?:[\w']+ )?(?:kill|hurt|harm) yourself\b",
    r"\bmiss you if you (?:died|were gone|weren't here)\b",
)
TO_YOU_HOPELESS = (
    rf"\b{_YOU_SAY} (?:[\w']+ ){{0,3}}can't (?:go on|carry on|keep going|do this anymore|take (?:it|this) anymore)\b",
    r"\b(?:you|you're|you've) (?:[\w']+ ){0,4}(?:no way out|hopeless|hopelessness|no hope|lost (?:all )?hope|no point|no future|no reason to)\b",
    r"\byou(?:'re| feel like| are) (?:[\w']+ ){0,2}(?:a|such a) (?:[\w']+ )?burden\b",
    r"\bthere's always (?:hope|a way out)\b.*\byou\b",
)

OF_THEM_NOW = (
    rf"\b{_PERSON}(?:'s|'re)? (?:[\w']+ ){{0,3}}(?:going|planning|about|threatening|threatened) to (?:kill {_THEM}|end (?:his|her|their|it)|die (?:tonight|by suicide)|hurt {_THEM}|harm {_THEM}|jump)",
    rf"\b(?:tried|trying|attempted) to (?:kill {_THEM}|end (?:his|her|their) (?:own )?life|take (?:his|her|their) (?:own )?life)\b",
    r"\b(?:taken|took) (?:an|another) overdose\b(?<!i took an overdose)(?<!i've taken an overdose)",
    r"\b(?:he|she|they|who)(?:'s|'ve)? (?:[\w']+ )?(?:attempted suicide|overdosed)\b",
    r"\bmy (?:[\w']+ )?(?:son|daughter|friend|sister|brother|mum|dad|husband|wife|partner|flatmate) (?:[\w']+ )?(?:attempted suicide|overdosed)\b",
    r"\b(?:his|her|their) (?:[\w']+ )?suicide (?:attempt|note|plan)\b",
    r"\b(?:threatening|threatens|threatened|threat of|threats of) (?:[\w']+ )?suicide\b",
    r"\b(?:he|she|they)(?:'s|'ve| has| have| just|)? (?:\w+ )?(?:taken|took|swallowed) (?:all |some |a lot of |too many |a load of |a handful of )*(?:pills|tablets|meds)\b(?! (?:for|with|every))",
    rf"\b(?:he|she|they)(?:'ll|'d| will| would| might| could) (?:kill|hurt|harm|hang) {_THEM}\b",
)
OF_THEM = (
    rf"\b(?:want|wants|wanted|wanting|wishes|wished|going|rather|ready|tried|trying|talks about|thinking about|about|of) (?:[\w']+ )?(?:to )?(?:kill|killing|harm|harming|hurt|hurting|cut|cutting|hang|hanging) {_THEM}\b",
    rf"\b(?:killing|harming|hurting|cutting|burning) {_THEM}\b(?! (?:on|off|at))",
    rf"\b{_PERSON} (?:[\w']+ ){{0,4}}(?:wants|wanted|want|wishes|wish|wished) (?:[\w']+ )?(?:to (?:die|be dead|not be here|end (?:it all|his|her|their)|not exist|kill)|(?:he|she|they) (?:was|were) dead)\b(?! (?:of|laughing))",
    rf"\b{_PERSON}(?:'s|'re| is| are| was| has been|'s been| feels| felt| gets| might be| may be| seems)? (?:[\w']+ ){{0,3}}suicidal\b",
    rf"\b{_PERSON} (?:[\w']+ ){{0,3}}(?:doesn't|don't|didn't|no longer wants?|never) ?(?:[\w']+ )?(?:want|wanted)? ?to (?:live|be alive|be here anymore|exist|wake up)\b(?! (?:with|in|at|early))",
    r"\bbetter off without (?:him|her|them)$(?<!i'm better off without him)(?<!i'm better off without her)(?<!you're better off without him)(?<!you're better off without her)",
    r"\b(?:says|said|saying|keeps saying|told me|thinks|thought|feels) (?:[\w']+ ){0,3}(?:everybody|we|i|they|the family) (?:would be|'d be|'re|are) (?:[\w']+ )?better off without (?:him|her|them)\b",
    r"\b(?:ending|end|taking) (?:his|her|their) (?:own )?life\b",
    rf"\b{_PERSON}(?:'s|'re| is| are| has| has been|'s been|'ve been)? (?:[\w']+ ){{0,3}}(?:self-harming|self-harms|self-harm|cutting (?:again|$))",
    r"\b(?:his|her|their) self-harm\b",
    rf"\b{_PERSON} (?:[\w']+ ){{0,3}}(?:talks?|talking|talked|spoke|speaks|thinks|thinking) (?:[\w']+ )?(?:about|of) (?:suicide|dying$|wanting to die|ending it)",
    rf"\b{_PERSON}(?:'d| would| says| said| told)?\b.*\b(?:he|she|they)(?:'d| would) rather (?:\w+ )?(?:be dead|not be (?:alive|here)|die$)",
    r"\bcuts (?:all )?(?:on|over|up) (?:his|her|their) (?:arms?|legs?|wrists?|thighs?)\b",
)
OF_THEM_HOPELESS = (
    rf"\b{_PERSON} (?:[\w']+ ){{0,2}}(?:says|said|keeps saying|feels|thinks|told me|tells me) (?:[\w']+ ){{0,4}}(?:no point (?:in|to|anymore)|no hope|can't go on|hopeless|no reason to (?:live|go on)|(?:he's|she's|they're) a burden|can't (?:do|take) (?:this|it) anymore)",
)

OTHERS = {NOW: TO_YOU_NOW + OF_THEM_NOW, WISH: TO_YOU + OF_THEM, HOPELESS: TO_YOU_HOPELESS + OF_THEM_HOPELESS}

# A sentence that speaks of somebody else, and of the writer not at all: what it holds is not the writer's.
OF_OTHERS = (
    r"^(?:and |but |so )?(?:not )?(?:wanting|wishing|feeling|having|losing|thinking|being|hoping|suicidal|thoughts?|urges?|self-harm|cutting)\b.*\b(?:(?:is|are|was) (?:\w+ ){0,2}(?:what|common|normal|something|a (?:\w+ )?(?:signal|sign|symptom|effect|place|way|feeling)|more|nothing|the illness|part|understandable|human|lonely|frightening)|(?:can|may|might|could) (?:\w+ )?(?:be|come|feel|pass|happen|go|lift|change)|(?:doesn't|don't|does not) (?:make|mean)|makes? sense)\b",
    r"^(?:and |but |so )?(?:it |that )?(?:sounds?|must (?:be|feel)|seems)(?: to me)? (?:\w+ )?(?:like|as if|that|un\w+|hopeless)",
    r"\bwhat you(?:'ve| have)? (?:\w+ )?(?:write|wrote|said|say|written|describe|posted)\b",
    r"\b(?:and|but) you (?:did|are|have|wrote|reached|came)\b",
    r"\bi (?:\w+ )?(?:believe|hear) (?:you|how|that you)\b",
    rf"\b(?:worried|scared|afraid|think|thought|fear|frightened|sure|suspect|know) (?:that )?{_PERSON}\b",
    r"\byou(?:'re|'ve|'d)? (?:[\w']+ )?(?:feel|feeling|felt|say|said|think|told|wrote|mean|want|believe|see|sound|were|have|had|might|must)\b",
    r"\b(?:are|do|did|were|have|can|could|would) you\b",
    r"\bif you\b",
    r"\byou(?:'ve| have) been\b",
    r"\b(?:you're|you are) not\b",
    r"\b(?:thinking|that|believing|thinks?|believes?) you(?:'d|'re| are| would)\b",
    r"\b(?:helps?|helped|with|beside|for|near|see|hear|love|miss|hold|holding) you\b",
    r"^(?:do|does|did) (?:many|most|other|lots of|some|any) (?:people|others|men|women|folks?|carers|mums|dads|students)\b",
    r"\b(?:sorry|glad|relieved|proud|worried|sad) (?:that )?(?:it's|it has|things have|you|to (?:hear|read)|this has)\b",
    r"\b(?:isn't|not|never|nothing) (?:\w+ )?(?:weak|weakness|selfish|shameful|a sin|wrong|mad|crazy|silly|stupid|attention)\b.*\bto (?:feel|say|think|want)",
    rf"\b{_PERSON}(?:'s)? (?:[\w']+ ){{0,2}}(?:says|said|saying|feels|felt|thinks|thought|told|tells|believes|wrote|is|was|has|had|wants)\b",
)
OF_ME = (
    r"\bi(?:'m|'ve|'d|'ll)?\b(?!')(?! (?:think|thought|hear|heard|know|see|guess|wonder|worry|believe|get|understand|remember (?:you|him|her)|hope (?:you|he|she|they)|don't know (?:what|how) to (?:say|do|help|reply|answer|respond)|(?:so |very |really )?(?:sorry|glad|relieved|proud|worried about|here (?:for|with|if))|don't want to (?:scroll|ignore|leave|skip|let)|want you|found|read\b|lost (?:my|a)))",
    r"\b(?:you|they|anybody) (?:\w+ )?(?:read|see|get|find)s? this\b",
    r"\bmy (?:own |\w+ )?(?:lap|knees?|hands?|wrists?|throat|neck|mouth|chest|arms?|thighs?)\b",
    r"\b(?<!sounds to )(?<!seems to )(?<!told )(?<!tells )(?<!telling )(?<!asked )(?<!texted )(?:me|myself|mine|my life)\b",
)
ME = r"\b(?:i|i'm|i've|i'd|i'll|me|my|myself|mine|anybody else|somebody else|who else)\b"
GOVERNED = (
    r"\b(?:you|he|she|they|who|people|somebody)(?:'\w+)? (?:(?:been|be|being|are|were|is|was|have|had|has|having|feel|feels|feeling|felt|might|may|keep|keeps|ever|still|so|that|not|to|want|wants|wanted|about|of|with|like|think|thinks|thinking|started|start|of|at|two|three|few|weeks|days|said|say|says|twice) )*"
)
# Nobody is in danger here: books and films, those who died.
NOT_REAL = (
    r"\b(?:book|novel|film|movie|series|character|song|lyrics|poem|opera|episode|documentary|podcast|play|game) (?:[\w']+ ){0,4}(?:is|was|about|where|who|in which|called|of)\b",
    r"\b(?:killed|hanged|shot|drowned) (?:himself|herself|themself|themselves)\b",
    r"\btook (?:his|her|their) own life\b",
    r"\b(?:leaflet|poster|course|training|advert|website) (?:[\w']+ )?(?:says|said|about)\b",
)

ASKS = (
    r"\bhow (?:many|much) (?:[\w']+ ){0,4}(?:does it take|would it take|do you need|would you need|do i need|would i need|is enough|would be enough|it takes|should i take|would i have to take|have to take|i'd need|i would need|will it take) (?:[\w']+ )?(?:to |before you )(?:[\w']+ )?(?:die|kill|overdose|end|be fatal|od)",
    r"\b(?:painless|quick|quickest|easy|easiest|surest|sure|best|fastest|least painful|reliable|certain|good|effective|peaceful)(?:est)? (?:[\w']+ )?(?:way|ways|method|methods) (?:to (?:die|kill (?:yourself|myself)|end (?:it|it all|my life|your life)|commit suicide|hang|overdose|go)\b(?! (?:to|about|home|on))|of (?:dying|killing|ending (?:it|my|your)|suicide))",
    r"\b(?:lethal|fatal|deadly) (?:dose|amount|dosage|combination)\b(?!.*\b(?:dog|cat|chocolate)\b)",
    r"\bhow (?:to|do i|do you|can i|could i|would i|do people) (?:[\w']+ )?(?:kill (?:yourself|myself)|commit suicide|end (?:my|your) (?:own )?life|hang myself|tie a noose|overdose)\b",
    r"\bhow (?:to|do i|do you|can i|could i) die (?:painlessly|quickly|without pain|peacefully|fast|in my sleep)\b",
    r"\bwhere (?:can|could|do|to|would) (?:i |you |people )?(?:[\w']+ )?(?:get|buy|find|order) (?:[\w']+ ){0,5}(?:to (?:kill myself|end my life|die|end it)|for suicide)\b",
    r"\bsuicide (?:methods?|pact|partner|kit|manual|forum)\b",
    r"\bmethods? (?:of|for) (?:suicide|dying|killing (?:yourself|myself))\b",
    r"\bneither of us dies? alone\b",
    r"\bdie together\b(?!.*\b(?:film|romeo|play)\b)",
)
URGES = (
    r"\b(?:go|just|and|then|should|so|why don't you|to|well|please) (?:[\w']+ )?(?:kill yourself|hang yourself|end yourself|off yourself|cut yourself)\b(?<!don't just kill yourself)",
    r"^(?:kill|hang|end|off) yourself\b",
    r"\byou (?:should|ought to|need to|must|might as well|may as well|could just|deserve to) (?:[\w']+ )?(?:kill yourself|end it\b(?! with)|die\b|end your life|do it and die|be dead|hang yourself)",
    r"\bdo it then\b.*\b(?:kill|die|end|miss)\b",
    r"\b(?:everybody|the world|we|they|your (?:[\w']+ )?(?:family|kids|children|mum|parents)|this place)(?:'d| would| will|'ll) (?:[\w']+ )?(?:be )?(?:a )?(?:better|happier|better off|better place) (?:off )?without you\b",
    r"\bnobody (?:here |would |will |'d )*(?:miss|care if) you\b.*\b(?:die|died|kill|gone|do it)\b",
    r"\b(?:die|kill yourself)\b.*\bnobody (?:here )?(?:would|will|'d) (?:even )?miss you\b",
    r"\bi'?(?:ll|can|could| can| could| will)? (?:[\w']+ )?(?:tell|show|send|teach|help) you (?:[\w']+ )?(?:how to|ways to|a way to|the best way to|with) (?:do it|die|kill|end|go through|suicide|hang|overdose)\b",
    r"\b(?:i hope you|just|go and|go) die\b(?! (?:of|laughing|for|in my))",
    r"\bnobody's (?:going to )?stop(?:ping)? you\b.*\b(?:do it|die|end)\b",
    r"\byou won't feel (?:a thing|anything|any pain)\b.*\b(?:pills|tablets|die|jump|rope|sleep)\b",
)
# Beside one of these it is not urged but denied, feared or told of.
NOT_URGED = (
    r"\b(?:don't|never|not true|isn't true|nobody would be|nobody'd be|told (?:me|him|her|you|them)|said|says|promise|afraid|worried|thinks?|believe|wrong|are you|do you|did you|when you|if you (?!really|want))\b",
)

"""What the patterns of the writer's own danger are put together from: ways to die, means, times."""

S = r"(?:so |still |only |now |all |again |almost |ever )*"  # what people put between, besides
JUMP = (
    r"(?:(?:throw|fling|hurl) myself|(?:jump|step|walk|run|drive)(?: out)? in front of|jump (?:under|off|from|into the (?:river|sea|canal))|(?:walk|run|drive|crash|swerve|steer)(?: my car| the car)? into (?:\w+ ){0,2}(?:traffic|wall|tree|lorry|truck|train|sea|river|bridge|barrier|canal)\b|"
    r"drive(?: my car| the car)? off (?:\w+ )?(?:bridge|cliff|road))"
)
DIE = (
    r"(?:die\b|be dead\b|not (?:be here|exist|be alive|wake up|be)\b|end (?:it all|my (?:own )?life|myself|everything|this life|it(?: (?:right )?now| soon| so badly| tonight| already)?$)|put an end to (?:my (?:own )?(?:life|existence)|myself|it all|everything)|"
    r"kill (?:myself|me)\b|(?:hang|drown|shoot|gas|poison|strangle|suffocate|smother) myself|stop (?:existing|living|breathing|being alive)|take my (?:own )?life|finish (?:it all|myself|my life|this life)|leave (?:this|the) (?:world|earth|life|planet)|never wake up|sleep forever|"
    r"overdose\b|commit suicide|do away with myself|top myself|off myself|do myself in|"
    rf"{JUMP}|slit my|cut my (?:wrists?|throat)|open my (?:wrists?|veins)|drink (?:bleach|poison|antifreeze|pesticide)|(?:put|blow|shoot) (?:a bullet|my brains|my head)|jump to my death|go to sleep and (?:never|not))"
)
DYING = (
    r"(?:killing myself|suicide\b|ending (?:it\b(?! with)|my (?:own )?life|things\b(?! with)|everything|myself)|putting an end to (?:my (?:own )?life|myself|it all|everything)|dying\b(?! (?:of|from|in|for|alone))|being dead|not (?:being (?:here|alive)|existing|waking up)|"
    r"taking my (?:own )?life|(?:hang|drown|shoot|gass|poison)ing myself|jumping(?: off| in front| from| out of (?:the|a) window| every time|$)|going over(?: the (?:edge|side)|$)|throwing myself|doing myself in|(?:off|topp|hurl|finish)ing myself|walking into (?:the (?:sea|river|road|water)|traffic)|leaving this (?:world|life|earth)|taking (?:all|every|the whole|too many|them all|a load of|my own)\b(?! (?:the (?:kids|dogs?|photos|notes)|day|on))|crashing (?:the|my) car|driving (?:into|off)|stepping (?:off|in front|out)|walking in front of|overdosing|taking an overdose|"
    r"how (?:i'd|i could|i might|i would|to) (?:die|do it|kill|end)|my (?:own )?(?:death|funeral)|suicid)"
)
W = r"(?:(?!(?:my|he|she|they|you|your|his|her|their|somebody|people|that|was) )\w+ )"  # a word between, that names nobody else
TOOK = r"(?:took|taken|swallowed|downed|necked|eaten|popped|had|drunk)"
LOTS = r"(?:(?:a |an )?(?:whole |entire |big |massive |huge )?(?:load|loads|lot|lots|bunch|handful|handfuls|bottle|box|packet|pack|strip|pile|ton|fistful) of|(?:\d{2,}|twenty|thirty|forty|fifty|sixty|dozens of|fifteen|twelve)(?: odd)?|(?:\d+|two|three|four|five|six|a couple of|several|both) (?:\w+ )?(?:packets?|packs?|boxes|strips?|bottles?|sheets?|handfuls?) of|most of|all of|all|every|far too many|too many|so many|everything in|the rest of|enough)"
HARM = r"(?:(?:hurt|cut|harm|burn|injure|starve|scratch|punish) myself\b|self-harm\b)"
HARMING = r"(?:(?:hurting|cutting|harming|burning|injuring|scratching) myself\b|self-harm\b|self-harming\b)"
TIME = r"(?:tonight|today|tomorrow|right now|this (?:weekend|evening|morning|afternoon|week)|before morning|in the morning|soon|now|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|then|the weekend|morning))"
RECENT = r"(?:last night|yesterday|today|tonight|this (?:morning|week|weekend|afternoon|evening)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|the other (?:day|night)|(?:a few|two|three) (?:days|nights|hours) ago|an hour ago|earlier|just now|last (?:week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|again)"
MEANS = r"(?:pills|tablets|meds|medication|rope|noose|gun|razor|razors|razor blades?|blades?|overdose)"
AT_HAND = r"(?:here\b|ready\b|in front of me|in my (?:hand|hands|lap|pocket)|next to me|beside me|with me (?:now|right now|tonight)|on the (?:bed|table|floor)(?: (?:in front|beside|next))|lined up|counted out|laid out)"

GONE = r"(?:i(?: (?:was|were|am|'m|died|had (?:died|gone|been killed)|left this|disappeared|vanished|stopped existing|had never been|just died|killed)|'d (?:never been|died))(?: (?:dead|gone|not (?:here|around|alive)|never (?:born|here)|no longer (?:here|around|alive)|myself|world|born))?|i (?:wasn't|weren't|didn't) (?:here|around|alive|born|exist|wake))"
PILLS = r"(?:pills?|tablets?|meds|medication|medicine|medicine cabinet|cabinet|paracetamol|ibuprofen|codeine|antidepressants?|sleepers|sleeping (?:pills|tablets)|painkillers?|tramadol|diazepam|zopiclone|co-?(?:codamol|dydramol)|morphine|aspirin|opioids|oxy\w*|lithium|insulin|potassium|capsules|pregabalin|panadol|tylenol|benzos|xanax)"
DRUGS = rf"(?:{PILLS}|\w+(?:raline|xetine|apine|xine|pram|epam|olam|tamol|idol|profen|codone|ptyline))"
SELF_END = rf"(?:{DIE}|{DYING})"

# Things that kill, and how they lie ready.
POISON = r"(?:(?:rat |slug )?poison|bleach|antifreeze|weed ?killer|pesticides?|insecticide|phenyl|paraquat|drain cleaner|acid|cyanide)"
WEAPON = r"(?:gun|pistol|shotgun|rifle|revolver|weapon|noose|rope|blade|razor(?: blade)?|knife)"
MY_BODY = r"my (?:\w+ )?(?:lap|knees?|hands?|thighs?|chest|mouth|head|neck|throat|wrists?|temple)"
DAILY = r"(?!.*\b(?:week|box|routine|thirteen|as usual|every morning|prescri\w+|chemist|pharmacist|doctor|nurse|breakfast|food|onions?|cook\w*|chopp\w*|kitchen knife|shav\w*|onto|props?|costume|game|holster|toy|water pistol)\b)"
# Where people go to die, and what they say there.
HEIGHT = r"(?:bridge|overpass|viaduct|roof|rooftop|terrace|ledge|window ?sill|balcony|platform|tracks|railway(?: line)?|train line|cliffs?|cliff edge|edge|multi-?storey|car park|harbour wall|quarry|pier|railings?|parapet|top floor|embankment|motorway|river|sea|lake|canal|reservoir|weir|woods)"
JUMPING = r"(?:\bi (?:\w+ )?(?:want|need) to (?:jump|let go|go over|step off|fall|drop)\b(?! (?:back|into|on|at))|\bi(?:'m| am|'ll| think i'm| think i'll)? (?:\w+ )?(?:going to |about to |ready to |will |(?<=i'll ))(?:jump|step off|step out|let go|go over|drive in|go in|lie down on|walk in|drop)\b|\bi'm (?:going|gone) (?:over|in)(?:$|[,;])|\bnot (?:planning|intending) (?:on |to )(?:driv|com|go|walk)(?:e|ing)? (?:home|back)|\bnot (?:coming|driving|going) (?:home|back)(?:$|[,;]| from| again|\b.*\bgoing over))"
LEAVING = rf"(?:{JUMPING}|\b(?:to|and|i'll) (?:finish|end) it\b|\bone (?:more )?step\b|\bnot (?:scared|afraid) of the (?:drop|fall)\b|\bworking up (?:to it|the (?:nerve|courage))\b|\btell (?:my|the) (?:kids|girls|boys|mum|mam|dad|wife|husband|family|children|son|daughter)\b.*\blove|\blegs (?:are |hanging |dangling )?over the (?:side|edge)\b|\b(?:waiting for|lie down) (?:the |a |on |in front ).*\btrain\b)"
# What staying alive is called, and how others are named who would be better off.
GO_ON = r"(?:live|living|go on|going on|carry on|carrying on|keep going|keeping going|stay alive|staying alive|stay for|hold on|stick around|sticking around|be alive|be here|being here|wake up|waking up|exist|keep trying)"
THEY = r"(?:they|he|she|you|we|everybody|(?:my|the|me) (?:\w+ )?(?:kids?|children|family|wife|husband|mum|mam|dad|parents|partner|boys?|girls?|son|daughter|mates|friends)|kids|people|family|mum|dad|the world|life)"
# That something is not there.
NO = r"(?:no|without|zero|not any|isn't (?:any|a)|(?:can't|don't|couldn't|doesn't|haven't|no longer|stopped|never|hard to|unable to) (?:\w+ )?(?:see(?:ing)?|have|got|feel|find|imagine|picture|envisage|believe in|think of)(?: that)?(?: there's| there being| myself having| i have)?(?: (?:any|a|the|much|my|one|an))?|(?:lost|losing|lose) (?:all|any|every|my|the|the last|any and all)|(?:given|giving|gave|give) up (?:all )?(?:on )?(?:any|all|my|the)?)"
ENDS = r"(?:$|[,;]| (?:left|anymore|for (?:me|myself|my|the future|us)|at all|in (?:me|my|anything|life|this|living)|now|and|because|inside|ahead|again|with this|without|like this|here|to (?:life|live|me|any of)))"

"""What the patterns of the writer's own danger are put together from: ways to die, means, times."""

S = r"(?:so |still |only |now |all |again |almost |ever )*"  # what people put between, besides
JUMP = (
    r"(?:(?:throw|fling|hurl) myself|(?:jump|step|walk|run|drive)(?: out)? in front of|jump (?:under|off|from|into the (?:river|sea|canal))|(?:walk|run|drive|crash|swerve|steer)(?: my car| the car)? into (?:\w+ ){0,2}(?:traffic|wall|tree|lorry|truck|train|sea|river|bridge|barrier|canal)\b|"
    r"drive(?: my car| the car)? off (?:\w+ )?(?:bridge|cliff|road))"
)
DIE = (
    r"(?:die\b|be dead\b|not (?:be here|exist|be alive|wake up|be)\b|end (?:it all|my (?:own )?life|myself|everything|this life|it(?: (?:right )?now| soon| so badly| tonight| already)?$)|put an end to (?:my (?:own )?(?:life|existence)|myself|it all|everything)|"
    r"kill (?:myself|me)\b|hang myself|drown myself|shoot myself|stop (?:existing|living|breathing|being alive)|take my (?:own )?life|finish (?:it all|myself|my life|this life)|leave (?:this|the) (?:world|earth|life|planet)|never wake up|sleep forever|"
    r"overdose\b|commit suicide|do away with myself|top myself|off myself|do myself in|"
    rf"{JUMP}|slit my|cut my (?:wrists?|throat)|open my (?:wrists?|veins)|drink (?:bleach|poison|antifreeze|pesticide)|(?:put|blow|shoot) (?:a bullet|my brains|my head)|jump to my death|go to sleep and (?:never|not))"
)
DYING = (
    r"(?:killing myself|suicide\b|ending (?:it\b(?! with)|my (?:own )?life|things\b(?! with)|everything|myself)|putting an end to (?:my (?:own )?life|myself|it all|everything)|dying\b(?! (?:of|from|in|for|alone))|being dead|not (?:being (?:here|alive)|existing|waking up)|"
    r"taking my (?:own )?life|hanging myself|drowning myself|shooting myself|jumping(?: off| in front| from| out of (?:the|a) window|$)|throwing myself|doing myself in|(?:off|topp|hurl|finish)ing myself|walking into (?:the (?:sea|river|road|water)|traffic)|leaving this (?:world|life|earth)|taking (?:all|every|the whole|too many|them all|a load of|my own)\b(?! (?:the (?:kids|dogs?|photos|notes)|day|on))|crashing (?:the|my) car|driving (?:into|off)|stepping (?:off|in front|out)|walking in front of|overdosing|taking an overdose|"
    r"how (?:i'd|i could|i might|i would|to) (?:die|do it|kill|end)|my (?:own )?(?:death|funeral)|suicid)"
)
W = r"(?:(?!(?:my|he|she|they|you|your|his|her|their|somebody|people|that|was) )\w+ )"  # a word between, that names nobody else
TOOK = r"(?:took|taken|swallowed|downed|necked|eaten|popped|had|drunk)"
LOTS = r"(?:(?:a |an )?(?:whole |entire |big |massive |huge )?(?:load|loads|lot|lots|bunch|handful|handfuls|bottle|box|packet|pack|strip|pile|ton|fistful) of|(?:\d{2,}|twenty|thirty|forty|fifty|sixty|dozens of|fifteen|twelve)(?: odd)?|most of|all of|all|every|far too many|too many|so many|everything in|the rest of|enough)"
HARM = r"(?:(?:hurt|cut|harm|burn|injure|starve|scratch|punish) myself\b|self-harm\b)"
HARMING = r"(?:(?:hurting|cutting|harming|burning|injuring|scratching) myself\b|self-harm\b|self-harming\b)"
TIME = r"(?:tonight|today|tomorrow|right now|this (?:weekend|evening|morning|afternoon|week)|before morning|in the morning|soon|now|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|then|the weekend|morning))"
RECENT = r"(?:last night|yesterday|today|tonight|this (?:morning|week|weekend|afternoon|evening)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|the other (?:day|night)|(?:a few|two|three) (?:days|nights|hours) ago|an hour ago|earlier|just now|last (?:week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|again)"
MEANS = r"(?:pills|tablets|meds|medication|rope|noose|gun|razor|razors|razor blades?|blades?|overdose)"
AT_HAND = r"(?:here\b|ready\b|in front of me|in my (?:hand|hands|lap|pocket)|next to me|beside me|with me (?:now|right now|tonight)|on the (?:bed|table|floor)(?: (?:in front|beside|next))|lined up|counted out|laid out)"

GONE = r"(?:i(?: (?:was|were|am|'m|died|left this|disappeared|vanished|stopped existing|had never been|just died|killed)|'d (?:never been|died))(?: (?:dead|gone|not (?:here|around|alive)|never (?:born|here)|no longer (?:here|around|alive)|myself|world|born))?|i (?:wasn't|weren't|didn't) (?:here|around|alive|born|exist|wake))"
DRUGS = r"(?:pills?|tablets?|meds|medication|medicine|medicine cabinet|cabinet|paracetamol|ibuprofen|codeine|antidepressants?|sleepers|sleeping (?:pills|tablets)|painkillers?|tramadol|diazepam|insulin|panadol|tylenol|benzos|xanax|\w+(?:raline|xetine|apine|xine|pram|epam|olam|tamol|idol|profen|codone|ptyline))"
SELF_END = rf"(?:{DIE}|{DYING})"

"""Where English leaves its writer out ("dont want to live", "im tired and cant go on"): before which words, and who."""

# What may stand before it at a sentence's start, and where it may be left out within one that began with "i".
FIRST = r"(?:(?:and|but|so|or|yeah|ok|mate|because|maybe|now|still|sorry|i don't know|today|tonight|some days|every night|every day),? )*"
WITHIN = r" (?:(?<=, )|and |but |because )"
WHO = {
    "i": (
        r"(?:can't|couldn't|won't|wish|hope|pray|hate|want(?:ed)?|felt|feel (?!free)|keep|kept|nearly|almost|came close|tried to|took|swallowed|cut|slit|slashed|downed|necked|popped|drank|emptied|hanged|ran out|jumped|stepped|walked out|drove|was trying|attempted|gave up on|drag|wrote|bought|self-harmed|relapsed|overdosed|deserve|need(?:ed)? to|"
        r"(?:don't|didn't|no longer) (?:want|know|see|think|feel|care|deserve|have|believe|belong|matter|trust|wish|get|like)|should (?:die|kill|be dead|end|never)|fantasi[sz]e|googled|searched|looked up|never want|only stay|"
        r"have (?:a|no|nothing|the|enough|my|saved|written|decided)|could (?:die|end|kill)|might as well|wouldn't (?:mind|care))\b"
    ),
    "i'm": (
        r"(?:thinking (?:about|of)|planning|going to|about to|ready to|tired of|so tired|too tired|sick of|fed up|done with|done fighting|hanging on|holding on|clinging on|barely|a burden|no use|driving|walking|sat|stood|sitting|standing|holding|saving up|stockpiling|giving up|not safe|not sure|not going to|not wanting(?!.*\b(?:is|are|can|does)\b)|ending|"
        r"better off dead|scared i|at the end of my|hoping|wishing|praying|considering|wondering|looking up|googling|only alive|killing myself)\b"
    ),
    "i've": (
        r"(?:been|taken|written|decided|picked (?:a|the|my)|made up my mind|made my|lost (?:all|the will|hope|my)|given up|saved up|had enough|got (?:a|the|my|no|nothing|pills|tablets)|found a way|started|"
        r"nothing (?:left )?to (?:live|give)|no (?:reason|future|fight|hope|strength)|worked out how)\b"
    ),
}

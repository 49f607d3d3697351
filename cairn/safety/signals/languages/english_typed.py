"""How English is typed, in a hurry or to hide it from machines: as it is meant."""

SPELLINGS = {
    "u": "you", "ur": "your", "r": "are", "im": "i'm", "ive": "i've", "dont": "don't", "cant": "can't", "cannot": "can't",
    "can not": "can't", "do not": "don't", "did not": "didn't", "does not": "doesn't", "is not": "isn't", "will not": "won't", "would not": "wouldn't",
    "have not": "haven't", "had not": "hadn't", "was not": "wasn't", "were not": "weren't", "could not": "couldn't", "i am": "i'm", "i have": "i've",
    "i will": "i'll", "i would": "i'd", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "wouldnt": "wouldn't",
    "couldnt": "couldn't", "havent": "haven't", "hadnt": "hadn't", "thats": "that's", "theres": "there's", "there is": "there's", "whats": "what's",
    "what is": "what's", "shes": "she's", "hes": "he's", "youre": "you're", "you are": "you're", "it is": "it's", "he is": "he's", "she is": "she's",
    "they are": "they're", "gonna": "going to", "wanna": "want to", "gotta": "got to", "any more": "anymore", "any longer": "anymore", "no one": "nobody",
    "noone": "nobody", "no-one": "nobody", "everyone": "everybody", "everyone's": "everybody's", "someone": "somebody", "anyone": "anybody", "mom": "mum", "makes no odds": "makes no difference", "nowt": "nothing", "deadweight": "dead weight", "2": "to", "2 packets": "two packets", "2 packs": "two packs", "2 boxes": "two boxes", "2 strips": "two strips", "2 bottles": "two bottles", "2 days": "two days", "2 nights": "two nights", "2 weeks": "two weeks", "2 hours": "two hours", "tonite": "tonight",
    "2nite": "tonight", "nite": "night", "last nite": "last night", "tmrw": "tomorrow", "tmr": "tomorrow", "rn": "right now", "self harm": "self-harm", "selfharm": "self-harm", "self harming": "self-harming",
    "self harmed": "self-harmed", "selfharming": "self-harming", "selfharmed": "self-harmed", "self injury": "self-harm", "suicide's": "suicide",
    "suicidial": "suicidal", "sucidal": "suicidal", "suidical": "suicidal", "sucide": "suicide", "suicde": "suicide", "suiside": "suicide", "suacide": "suicide",
    # Coded on purpose, as where words are taken down.
    "kms": "kill myself", "kys": "go kill yourself", "killmyself": "kill myself", "k1ll": "kill", "kll": "kill",
    "unalive": "die", "unaliving": "killing", "unalived": "killed", "un-alive": "die", "sewerslide": "suicide", "sewer slide": "suicide", "su1cide": "suicide",
    "sui": "suicide", "d1e": "die", "dei": "die", "wnat": "want", "ded": "dead", "ctb": "kill myself",
    "hoplessness": "hopelessness", "hopless": "hopeless", "hopeles": "hopeless", "piont": "point",
    "tyred": "tired", "burdon": "burden", "unalive myself": "kill myself", "unalive yourself": "kill yourself", "be unalive": "be dead", "be unalived": "be dead",
    "kermit": "commit suicide", "kermit sewerslide": "commit suicide", "suiciding": "dying by suicide", "suicided": "attempted suicide", "do suicide": "commit suicide", "did suicide": "attempted suicide",
    "sh again": "self-harm again", "sh urges": "self-harm urges", "to sh again": "to self-harm again", "sh'd": "self-harmed", "sh last night": "self-harmed last night", "od'ing": "overdosing", "oding": "overdosing",
    "to od": "to overdose", "od'd": "overdosed", "odd on": "overdosed on", "oded": "overdosed", "arvo": "afternoon", "over dose": "overdose", "over dosed": "overdosed", "ovedose": "overdose",
    # Apostrophes left out, where the word without one is another word.
    "its": "it's", "id rather": "i'd rather", "id like": "i'd like", "id love": "i'd love", "id give": "i'd give", "id not": "i'd not", "id never": "i'd never", "id prefer": "i'd prefer", "id gladly": "i'd gladly", "id happily": "i'd happily", "id choose": "i'd choose", "id feel": "i'd feel", "id take": "i'd take", "id go": "i'd go", "ill take": "i'll take", "ill jump": "i'll jump", "bout": "about", "thinking bout": "thinking about", "id be": "i'd be", "id sooner": "i'd sooner", "id have": "i'd have", "id do": "i'd do", "id kill": "i'd kill", "id end": "i'd end", "ill be": "i'll be", "ill do": "i'll do",
    "ill end": "i'll end", "ill kill": "i'll kill", "ill never": "i'll never", "ill have": "i'll have", "theyd": "they'd", "theyll": "they'll", "theyre": "they're", "theyve": "they've", "youd": "you'd", "youll": "you'll",
    "youve": "you've", "itd": "it'd", "itll": "it'll", "they have": "they've", "arent": "aren't", "are not": "aren't", "werent": "weren't", "shouldnt": "shouldn't",
    "should not": "shouldn't", "nobodys": "nobody's", "nothings": "nothing's", "lifes": "life's", "everythings": "everything's", "tonights": "tonight's", "todays": "today's", "i shall": "i'll", "aint": "isn't", "ain't": "isn't",
    # In a hurry, or at the end of strength.
    "idk": "i don't know", "dunno": "don't know", "gunna": "going to", "gona": "going to", "wana": "want to", "tryna": "trying to", "imma": "i'm going to", "ima": "i'm going to", "i m": "i'm", "iam": "i'm", "cuz": "because", "coz": "because",
    "cos": "because", "bc": "because", "becuase": "because", "nd": "and", "n": "and", "&": "and", "pls": "please", "w": "with", "w/o": "without", "wo": "without", "abt": "about", "b4": "before", "2day": "today", "2moro": "tomorrow",
    "tomoz": "tomorrow", "tmw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow", "tonigt": "tonight", "tongiht": "tonight", "2night": "tonight", "no1": "nobody", "every1": "everybody",
    "any1": "anybody", "some1": "somebody", "nothin": "nothing", "nuthin": "nothing", "livin": "living", "dyin": "dying", "doin": "doing", "endin": "ending", "thinkin": "thinking", "goin": "going", "tryin": "trying", "feelin": "feeling",
    "wishin": "wishing", "cuttin": "cutting", "myslef": "myself", "mysef": "myself", "my self": "myself", "meself": "myself", "anymor": "anymore", "for ever": "forever", "carked it": "died", "cark it": "die", "snuffed it": "died", "kicked the bucket": "died", "croaked": "died", "pop my clogs": "die", "popped my clogs": "died", "pegged it": "died", "live no more": "live anymore", "here no more": "here anymore", "this no more": "this anymore", "it no more": "it anymore", "on no more": "on anymore", "tierd": "tired", "kil": "kill", "killin": "killing", "alredy": "already",
    "woudl": "would", "woud": "would", "hapy": "happy", "beleive": "believe", "belive": "believe", "jsut": "just", "realy": "really", "rly": "really", "fuckin": "fucking", "cudnt": "couldn't", "wudnt": "wouldn't", "shudnt": "shouldn't",
    "should of": "should have", "would of": "would have", "could of": "could have", "plan to suicide": "plan to commit suicide", "want to suicide": "want to commit suicide", "going to suicide": "going to commit suicide",
    "swallowd": "swallowed", "completly": "completely", "til": "till", "for die": "to die",
    "dinnae": "don't", "cannae": "can't", "wisnae": "wasn't", "isnae": "isn't", "tae": "to", "any mair": "anymore", "nae mair": "no more", "ah dinnae": "i don't", "ah cannae": "i can't", "ah'm": "i'm", "masel": "myself", "masell": "myself",
    "today itself": "today", "tonight itself": "tonight",
}

# Words that change nothing here: taken out first, so that no rule has to expect them.
FILLERS = (
    "really", "just", "honestly", "often", "sometimes", "always", "actually", "literally", "truly", "constantly", "also", "kind of", "sort of", "kinda", "sorta",
    "fucking", "bloody", "badly", "even", "basically", "definitely", "seriously", "completely", "totally", "utterly", "very", "quite", "absolutely", "simply",
    "genuinely", "desperately", "frankly", "tbh", "lol", "like,", "ngl", "fr", "istg", "lmao", "smh", "fml", "to be honest", "not gonna lie", "not going to lie", "if i'm honest", "if i'm being honest", "to tell the truth", "i guess", "i suppose", "i swear", "yaar", "mate", "guys",
    "you know", "oh god", "ffs", "straight up", "lowkey", "highkey", "low key", "tbf", "deadass",
)

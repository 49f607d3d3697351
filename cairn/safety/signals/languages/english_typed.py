"""How English is typed, in a hurry or to hide it from machines: as it is meant."""

SPELLINGS = {
    "u": "you", "ur": "your", "r": "are", "im": "i'm", "ive": "i've", "dont": "don't", "cant": "can't", "cannot": "can't",
    "can not": "can't", "do not": "don't", "did not": "didn't", "does not": "doesn't", "is not": "isn't", "will not": "won't", "would not": "wouldn't",
    "have not": "haven't", "had not": "hadn't", "was not": "wasn't", "were not": "weren't", "could not": "couldn't", "i am": "i'm", "i have": "i've",
    "i will": "i'll", "i would": "i'd", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "wouldnt": "wouldn't",
    "couldnt": "couldn't", "havent": "haven't", "hadnt": "hadn't", "thats": "that's", "theres": "there's", "there is": "there's", "whats": "what's",
    "what is": "what's", "shes": "she's", "hes": "he's", "youre": "you're", "you are": "you're", "it is": "it's", "he is": "he's", "she is": "she's",
    "they are": "they're", "gonna": "going to", "wanna": "want to", "gotta": "got to", "any more": "anymore", "any longer": "anymore", "no one": "nobody",
    "noone": "nobody", "no-one": "nobody", "everyone": "everybody", "everyone's": "everybody's", "someone": "somebody", "anyone": "anybody", "mom": "mum", "2": "to", "tonite": "tonight",
    "2nite": "tonight", "tmrw": "tomorrow", "tmr": "tomorrow", "rn": "right now", "self harm": "self-harm", "selfharm": "self-harm", "self harming": "self-harming",
    "self harmed": "self-harmed", "selfharming": "self-harming", "selfharmed": "self-harmed", "self injury": "self-harm", "suicide's": "suicide",
    "suicidial": "suicidal", "sucidal": "suicidal", "suidical": "suicidal", "sucide": "suicide", "suicde": "suicide", "suiside": "suicide", "suacide": "suicide",
    # Coded on purpose, as where words are taken down.
    "kms": "kill myself", "kys": "go kill yourself", "kill my self": "kill myself", "killmyself": "kill myself", "k1ll": "kill", "kll": "kill",
    "unalive": "kill", "unaliving": "killing", "unalived": "killed", "un-alive": "kill", "sewerslide": "suicide", "sewer slide": "suicide", "su1cide": "suicide",
    "sui": "suicide", "d1e": "die", "dei": "die", "wnat": "want", "ded": "dead", "ctb": "kill myself", "keep my self": "keep myself", "hurt my self": "hurt myself",
    "cut my self": "cut myself", "harm my self": "harm myself", "hoplessness": "hopelessness", "hopless": "hopeless", "hopeles": "hopeless", "piont": "point",
    "tyred": "tired", "burdon": "burden",
}

# Words that change nothing here: taken out first, so that no rule has to expect them.
FILLERS = (
    "really", "just", "honestly", "often", "sometimes", "always", "actually", "literally", "truly", "constantly", "also", "kind of", "sort of", "kinda", "sorta",
    "fucking", "bloody", "badly", "even", "basically", "definitely", "seriously", "completely", "totally", "utterly", "very", "quite", "absolutely", "simply",
    "genuinely", "desperately", "frankly", "tbh", "lol", "like,",
)

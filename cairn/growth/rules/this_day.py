"""What is never shown again unasked: words that may speak of grief.

Conservative on purpose. A day that comes again should not bring back somebody's worst one, so a word too many is left
out rather than a word too few. In a language that is not here nothing is shown at all.
"""

import re

_WORDS = {
    "en": (
        r"grie[fv]\w*", r"mourn\w*", r"bereav\w*", r"die[ds]?", r"dying", r"dead\w*", r"deaths?", r"funerals?", r"buri(?:ed|al)\w*", r"bury\w*", r"cremat\w*", r"ashes",
        r"widow\w*", r"orphan\w*", r"stillb\w*", r"miscarr\w*", r"loss(?:es)?", r"los[te]\w*", r"losing", r"pass(?:ed|ing) (?:away|on)", r"memorial\w*", r"grave\w*", r"cemeter\w*",
        r"coffin\w*", r"hospice\w*", r"anniversar\w*", r"miss(?:es|ed|ing)?", r"without (?:him|her|them|you|my)", r"gone", r"heaven", r"used to (?:be|have)", r"suicid\w*", r"kill\w*",
        r"the (?:empty|other) (?:chair|side of the bed)", r"his (?:coat|chair|mug|slippers|voice)", r"her (?:coat|chair|mug|slippers|voice)",
    ),
    "cy": (r"galar\w*", r"alar\w*", r"marw\w*", r"bu farw", r"farw\w*", r"colled\w*", r"golled\w*", r"coll\w*", r"angladd\w*", r"bedd\w*", r"hiraeth\w*", r"gweddw\w*", r"profedigaeth\w*"),
    "de": (r"trauer\w*", r"tod\w*", r"tot\w*", r"gestorben\w*", r"st[eiu]rb\w*", r"starb\w*", r"verl(?:ust|or|ier)\w*", r"beerdig\w*", r"begr[aä]b\w*", r"witwe\w*", r"grab\w*", r"fehl(?:t|st|geburt)\w*", r"vermiss\w*", r"verstorben\w*"),
    "fr": (r"deuils?", r"mort\w*", r"mour\w*", r"d[ée]c[èée]\w*", r"pert\w*", r"perd\w*", r"enterr\w*", r"obs[èe]ques", r"veuv\w*", r"tombe\w*", r"manqu\w*", r"disparu\w*"),
    "es": (r"duelo\w*", r"luto", r"muer\w*", r"mur\w*", r"mor\w*", r"p[ée]rd\w*", r"pierd\w*", r"funeral\w*", r"entierr\w*", r"viud\w*", r"tumba\w*", r"fallec\w*", r"extra[ñn]\w*", r"echo de menos"),
    "it": (r"lutt\w*", r"mort\w*", r"mor[iì]\w*", r"perdit\w*", r"pers\w*", r"perd\w*", r"funeral\w*", r"vedov\w*", r"tomb\w*", r"scompars\w*", r"manc\w*"),
    "pt": (r"luto\w*", r"mort\w*", r"morr\w*", r"perd\w*", r"funeral\w*", r"enterr\w*", r"vi[úu]v\w*", r"t[úu]mul\w*", r"falec\w*", r"saudade\w*"),
    "nl": (r"rouw\w*", r"dood\w*", r"dode\w*", r"overl\w*", r"st[ie]rv\w*", r"gestorven", r"verli\w*", r"verlo\w*", r"begraf\w*", r"begrav\w*", r"weduw\w*", r"graf\w*", r"mis(?:sen|t)?"),
    "pl": (r"[żz]a[łl]ob\w*", r"[śs]mier\w*", r"umar\w*", r"umier\w*", r"zmar\w*", r"strat\w*", r"straci\w*", r"pogrzeb\w*", r"wdow\w*", r"gr[óo]b\w*", r"t[ęe]skni\w*"),
    "uk": (r"гор[еюя]\w*", r"смерт\w*", r"помер\w*", r"помир\w*", r"втрат\w*", r"похорон\w*", r"вдов\w*", r"могил\w*", r"загин\w*", r"суму\w*"),
    "ru": (r"гор[еюя]\w*", r"смерт\w*", r"умер\w*", r"умир\w*", r"потер\w*", r"похорон\w*", r"вдов\w*", r"могил\w*", r"погиб\w*", r"скуча\w*"),
    "ar": (r"\w*حداد\w*", r"\w*حزن\w*", r"\w*موت\w*", r"\w*مات\w*", r"\w*وفا\w*", r"\w*توفي\w*", r"\w*فقد\w*", r"\w*جناز\w*", r"\w*قبر\w*", r"\w*أرمل\w*", r"\w*رحيل\w*"),
}
_ANY = re.compile(rf"\b(?:{'|'.join(pattern for patterns in _WORDS.values() for pattern in patterns)})\b", re.IGNORECASE)


def knows(language: str) -> bool:
    """Whether there are words for grief in this language ("en-GB" is read as "en")."""
    return (language or "").lower().replace("_", "-").partition("-")[0] in _WORDS


def mentions_grief(*texts: str | None) -> bool:
    """In any language that is known here: people write in more than one. Names of topics are asked in the same way."""
    return any(_ANY.search(text.replace("’", "'")) for text in texts if text)

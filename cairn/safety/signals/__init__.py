"""Crisis signals: whether words speak of danger to a life, read by rules on this processor alone.

    read(text, language)    Found(tier, about_other, method), or None
    speaks(language)        whether there are rules for it; where there are none, `read` always gives None
    make_ready()            makes the rules before the first message needs them

Pure Python over words: it never blocks, delays, scores or stores. It misses at least one signal in eight, so Help
now stays on every page whatever it says. Rules are data, one module a language, in languages/.
docs/decisions/0014-words.md says what they find, and what they miss.
"""

from cairn.safety.signals.found import HOPELESS, NOW, WISH, Found
from cairn.safety.signals.reading import make_ready, read, speaks

__all__ = ["HOPELESS", "NOW", "WISH", "Found", "make_ready", "read", "speaks"]

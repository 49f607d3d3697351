"""The tone watch: threads that may be worth a facilitator's look, and nothing more.

    worth_a_look(thread)    whether at least two of three come together: it was reported, it goes quickly back and
                            forth between few, somebody speaks against the one they speak to

Pure Python, asked when a desk is opened: nothing is kept, counted against anybody or done by itself, and the desk does
not say which of the three it was. There is no list of swear words: people swear from pain. What is looked for is the
second person: contempt, dismissal, blame and threat said to "you" (english.py). In a language without rules the other
two have to come together. docs/decisions/0017-apart.md says what this finds and what it misses.
"""

from cairn.safety.tone.thread import Said, Thread, is_quick, speaks_against, worth_a_look

__all__ = ["Said", "Thread", "is_quick", "speaks_against", "worth_a_look"]

"""How it is right now: two taps and an optional line, sealed, for the member alone.

Nouns: CheckIn, CheckInTold (to whom one was told, by a choice of its own), FeelingWord (a space's own words).
Verbs: keep, change, tell, take_back, let_go, bring_back, add_word, close_word.
"""

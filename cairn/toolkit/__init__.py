"""What helps, from people who tried it: strategy cards for a situation, private trials, honest evidence.

Nouns: Strategy, Situation (a space's own), Trial (private), Tried (a told line about how it went), Collection.
Verbs: offer_strategy, change_strategy, withdraw_strategy, try_it, say_how_it_went, let_go, gather.
"""

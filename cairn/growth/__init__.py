"""How far one has come, told by oneself and by peers: victories and recognition, the path, retelling.

Nouns: Victory, VictoryTold, Recognition; SteppingStone, Witness, GrowthChoice; Retelling, View; StartingLetter.
Parts: `verbs/`, `queries/` and `pages/` hold one module for each: victories, path, retelling, letters, book.
"""

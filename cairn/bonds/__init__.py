"""Between people, outside the circle: buddies, letters, activities, and good endings.

Nouns: BuddyWish, Proposal (Buddy itself is a fact of members); Door, Letter; Activity, Going; Closing, LastWord.
Parts: `verbs/`, `queries/` and `pages/` hold one module for each: buddies, letters, activities, endings;
`matching.py` proposes.
"""

"""What a response may hold. tests/hearing/coach_set.toml says what each of them means."""

QUESTION, OPEN_QUESTION, ASKS_EXPERIENCE = "question", "open_question", "asks_experience"
VALIDATES, REFLECTION, RELATES = "validates", "reflection", "relates"
ADVICE, MINIMISING = "advice", "minimising"

# In the order they are looked for: an idea inside a question makes it no question about what was lived through.
ALL = (QUESTION, ADVICE, MINIMISING, OPEN_QUESTION, ASKS_EXPERIENCE, VALIDATES, REFLECTION, RELATES)
ASKS_LEAVE = "asks_leave"  # asks whether an idea or a story is welcome: then there is nothing left to ask its writer
LOOKED_FOR = (*ALL, ASKS_LEAVE)
HEARS = frozenset({VALIDATES, REFLECTION, QUESTION})  # the ways of listening that rules can see

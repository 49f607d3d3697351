"""Search: finding what was told, and who told something like it.

The index holds the words of standing shares, opened, sorted and without order, apart from the database
(a file of its own on SQLite, an UNLOGGED table on PostgreSQL). It is never in a backup, and made anew whenever it
is missing. It finds; who may read is always decided by Share.objects.seen_by().

    words.py     what counts as a word, the same on both databases
    index.py     words in, candidates out: the only place that knows how the index is stored
    ranking.py   which of them comes first: pure functions
    keeping.py   what follows telling, changing, withdrawing, erasing; the clock's reconciling; reindex
    meanings.py  optional vectors, for those who want theirs compared
    asking.py    what pages ask: search(), stories_like(), text_likeness()
"""

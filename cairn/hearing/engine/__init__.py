"""The engine of hearing: whom to ask, in which order, how many, and when.

Pure functions over numpy arrays. Nothing here reads the database, the clock or chance, so the very same
code runs in the product, in `cairn simulate` and in the benchmarks. The policy and its constants come
from shared measurements of a simulated community: see docs/decisions/0012-hearing.md.

    listeners.py   who has offered to listen, as columns
    fit.py         how near somebody's life is to what is told
    policy.py      gates, odds, order, how many: the formulas
    pool.py        who may be asked now in one language, columns side by side
    view.py        who may be asked at this moment, kept at hand; decide()
    waves.py       when the next wave is due, and what is due besides
    learning.py    what a listener can carry and when they are there, from asks and answers alone
"""

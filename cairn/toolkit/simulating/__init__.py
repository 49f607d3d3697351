"""A simulated community, in which the product's own `order` and others say which strategies are seen first.

    community.py   who lives there, and what each strategy does for whom, which only the simulation knows
    ways.py        Cairn's way, what others do, and Cairn's way with a part taken out
    running.py     day by day: looked, tried, told how it went
    figures.py     what came of it, over several communities
    plots.py       their picture
    commands.py    `cairn simulate-toolkit`

No database and no Django. What people are like is assumed (docs/decisions/0023-ordering-strategies.md), so it shows
directions and is no forecast.
"""

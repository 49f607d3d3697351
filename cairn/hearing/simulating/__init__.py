"""A simulated community, in which the product's own routing code looks for listeners.

    community.py   who lives there, as they are and as they say they are
    telling.py     what is told there, and when somebody looks in
    world.py       minute by minute: told, asked, answered, tired, gone
    policies.py    Cairn's way, what others do, and Cairn's way with a part taken out
    figures.py     what came of it
    promise.py     what a space of this size can promise, in words
    plots.py       its charts
    commands.py    `cairn simulate`

No database and no Django. The people follow the community that docs/decisions/0012-hearing.md describes:
what it says about tiredness and leaving is assumed, so it shows directions and is no forecast.
"""

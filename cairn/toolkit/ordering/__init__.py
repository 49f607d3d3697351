"""In which order strategies are shown: what helped people most first, above all people like the one who looks;
one place in five for what few have tried; last what made it harder for too many.

Pure functions over numpy arrays. Nothing here reads the database, the clock or the world's chance, so the very
same code runs in the product and in `cairn simulate-toolkit`. Formulas, their sources and what they were measured
against: docs/decisions/0023-ordering-strategies.md.

    evidence.py   what is believed of each card, for one viewer: benefit, how sure, harm
    chance.py     the chance of one viewer on one day, the same for a card whatever else is in the list
    order.py      who stands where
"""

from cairn.toolkit.ordering.order import PRODUCT, Card, Rules, order

__all__ = ["PRODUCT", "Card", "Rules", "order"]

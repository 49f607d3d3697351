"""An invented community, told through the real verbs over three invented months.

words/*.toml holds its people and what they say; fill() lets them live it, in order.
"""

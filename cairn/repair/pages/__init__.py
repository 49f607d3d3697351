"""Pages of repair: beginning, walking the steps, standing beside, and a circle's conversation."""

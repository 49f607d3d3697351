"""Pages of circles: reading them, seats in them, and keeping them."""

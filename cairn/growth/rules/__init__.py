"""Who may do what in growth; each part has its module."""

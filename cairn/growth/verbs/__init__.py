"""What members do with how far they have come; each part has its module."""

"""What a person may hand in."""

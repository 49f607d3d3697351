"""What people may hand in."""

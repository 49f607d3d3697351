"""What meetings tell people, in words."""

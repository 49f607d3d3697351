"""Questions about growth, always with the one who looks."""

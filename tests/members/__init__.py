"""Coming in, signing in, coming back, and what one changes about oneself."""

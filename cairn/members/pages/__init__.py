"""Pages of this room: coming in, signing in, coming back, the door, You, and what one changes there."""

"""The pages of safety."""

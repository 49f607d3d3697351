"""Keeping a space safe: backup, restore and doctor, the same on both databases."""

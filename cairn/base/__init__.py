"""The ground every room stands on: time, text, sealing, acts, happenings. No domain word here."""

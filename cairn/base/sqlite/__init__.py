"""Django's SQLite with one writer at a time: see base.py."""

"""Pages of check-ins: keeping one, telling it, looking back; the words that a space adds."""

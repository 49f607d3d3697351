"""Journal: what a member writes for themselves alone, in a vault that only their own secret opens.

Nouns: VaultLock, Entry.
"""

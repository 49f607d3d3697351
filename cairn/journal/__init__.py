"""Journal: what a member writes for themselves alone, in a vault that only their own secret opens.

Nouns: VaultLock (the vault's key, wrapped under a key made of one secret), Entry.
Verbs: begin, make codes, let a password or a passkey open it, let a lock go, start over; keep a draft, keep, delete,
bring back. Opening and locking belong to a browser and its session, not to the vault: opened.py.

vault.py     keys made of secrets, and what they open: bytes in, bytes out
opened.py    an opened vault, in two halves: one in the session, one in a cookie
prompts.py   ways to begin
"""

"""Who is here, and how one comes in.

Nouns: Space, Topic, Member (with Experience, Interest, Boundary), Agreement, Consent, Invitation, the
ways in (Passkey, RecoveryCode, SignedIn), and the bare facts between two: Block, Buddy.
Verbs: come_in, let_in, not_now, invite, consent, new_agreement, set_up_space, block, unblock, and what a
member changes about themselves. The private names, passwords and passkeys are known to this room alone.
"""

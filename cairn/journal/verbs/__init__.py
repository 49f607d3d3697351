"""What a member does with their journal. Each takes the vault's key where words are written or locks are made."""

from cairn.journal.verbs.keys import (
    begin, erase, forget_passkey, keep_removed_password, let_go, let_passkey_open, let_passphrase_open, let_password_open,
    make_codes, needs, password_changed, start_over,
)
from cairn.journal.verbs.writing import ChangedMeanwhile, bring_back, delete, forget_gone, keep, keep_draft

__all__ = [
    "ChangedMeanwhile", "begin", "bring_back", "delete", "erase", "forget_gone", "forget_passkey", "keep", "keep_draft",
    "keep_removed_password", "let_go", "let_passkey_open", "let_passphrase_open", "let_password_open", "make_codes",
    "needs", "password_changed", "start_over",
]

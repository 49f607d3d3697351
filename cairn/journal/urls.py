"""Addresses of this room. What is looked for stands in none of them."""

from django.urls import path

from cairn.journal.pages import keys, opening, writing

urlpatterns = [
    path("journal", writing.journal, name="journal"),
    path("journal/begin", opening.journal_begin, name="journal_begin"),
    path("journal/begin/passkey", opening.journal_begin_passkey, name="journal_begin_passkey"),
    path("journal/passkey-options", opening.journal_passkey_options, name="journal_passkey_options"),
    path("journal/open", opening.journal_open, name="journal_open"),
    path("journal/open/passkey", opening.journal_open_passkey, name="journal_open_passkey"),
    path("journal/lock", opening.journal_lock, name="journal_lock"),
    path("journal/start-over", opening.journal_start_over, name="journal_start_over"),
    path("journal/write", writing.journal_write, name="journal_write"),
    path("journal/keep", writing.journal_keep, name="journal_keep"),
    path("journal/search", writing.journal_search, name="journal_search"),
    path("journal/keys", keys.journal_keys, name="journal_keys"),
    path("journal/keys/password", keys.journal_key_password, name="journal_key_password"),
    path("journal/keys/passphrase", keys.journal_key_passphrase, name="journal_key_passphrase"),
    path("journal/keys/passkey", keys.journal_key_passkey, name="journal_key_passkey"),
    path("journal/keys/<str:ref>/let-go", keys.journal_key_let_go, name="journal_key_let_go"),
    path("journal/codes", keys.journal_codes, name="journal_codes"),
    path("journal/along/<str:kind>", keys.journal_along, name="journal_along"),
    path("journal/<int:pk>", writing.entry, name="entry"),
    path("journal/<int:pk>/edit", writing.entry_edit, name="entry_edit"),
    path("journal/<int:pk>/delete", writing.entry_delete, name="entry_delete"),
    path("journal/<int:pk>/bring-back", writing.entry_bring_back, name="entry_bring_back"),
]

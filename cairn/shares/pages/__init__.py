"""The pages of shares: fetch, form, verb, answer."""

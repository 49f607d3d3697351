"""Shares: what members tell each other, and how they answer.

Nouns: Share, Response, Signal, and Draft. Verbs: tell, edit, withdraw and bring back; respond, signal,
feel heard; keep a draft. A share tells what would help, who may see it, and how its writer is shown;
who wrote it is a row of its own, sealed where they are shown as "someone".

This is the room to imitate: docs/tour.md walks through it.
"""

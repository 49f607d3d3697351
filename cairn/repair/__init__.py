"""Repair: working out what is hurt but not unsafe, between two people or in a whole circle.

Nouns: Concern, Step, Conversation, Voice.
"""

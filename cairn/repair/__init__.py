"""Repair: working out what is hurt but not unsafe, between two people or in a whole circle.

Nouns: Concern, Step, Beside; Conversation, Voice.
Verbs: begin, propose, answer, write_happened, write_heard, write_helps, answer_step, answer_back, stop; bring,
answer_beside, step_back; write_line, agree_line; call, speak, move_on, put_forward, consent, let_rest.
"""

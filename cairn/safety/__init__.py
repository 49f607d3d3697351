"""Safety: a human within reach, a way to say that something is wrong, and those who decide what follows.

Nouns: Helpline, Duty, Alert, Plan; Report, Decision, Appeal; LogLine, Look. Verbs: screen, acknowledge and the others of
an alert (verbs/answering.py); report, decide, second, lift, appeal, answer_appeal; note, into the log.

Registers that higher rooms fill: which nouns can be reported (nouns.py), and what a decision does to them (effects.py).
Who looks, decides and looks again is in who_decides.py.
"""

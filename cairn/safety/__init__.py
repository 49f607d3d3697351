"""Safety: a human within reach, and a way to say that something is wrong.

Nouns: Helpline, Report. Verbs: set_helplines, report, close_report. Which nouns can be reported is
a register (nouns.py) that higher rooms fill.
"""

"""What is done to work something out."""

from cairn.repair.verbs.beginning import answer, begin, propose
from cairn.repair.verbs.beside import answer_beside, bring, keep_again, step_back
from cairn.repair.verbs.conversations import answer_asked, call, consent, let_rest, move_on, put_forward, speak
from cairn.repair.verbs.ending import forget_line, forget_what_one_wrote, put_down_between, stop
from cairn.repair.verbs.lines import agree_line, take_back_line, write_line
from cairn.repair.verbs.minding import mind_concerns, mind_conversations
from cairn.repair.verbs.walking import answer_back, answer_step, write_happened, write_heard, write_helps

__all__ = [
    "agree_line", "answer", "answer_asked", "answer_back", "answer_beside", "answer_step", "begin", "bring", "call", "consent",
    "forget_line", "forget_what_one_wrote", "keep_again", "let_rest", "mind_concerns", "mind_conversations", "move_on", "propose", "put_down_between",
    "put_forward", "speak", "step_back", "stop", "take_back_line", "write_happened", "write_heard", "write_helps", "write_line",
]

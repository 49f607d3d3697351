"""Prepared meetings: somebody who holds a circle chooses one, and changes what they like."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

OPENING, WORDS, VICTORIES, CLOSING = "opening", "words", "victories", "closing"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a meeting begins with: its prompt, words to open and close with, and its rounds as
    (kind, question), from the opening to the closing."""

    template: str
    prompt: str
    opening: str
    closing: str
    rounds: tuple[tuple[str, str], ...]

    def as_text(self) -> str:
        """For a series, which keeps this sealed in one piece; the prompt stands beside it."""
        return json.dumps({"opening": self.opening, "closing": self.closing, "rounds": self.rounds})

    @classmethod
    def from_text(cls, template: str, prompt: str, text: str) -> "Prepared":
        kept = json.loads(text)
        return cls(template, prompt, kept["opening"], kept["closing"], tuple((kind, question) for kind, question in kept["rounds"]))


@dataclass(frozen=True, slots=True)
class Shape:
    """A prepared meeting, with texts that are translated when they are read."""

    code: str
    title: str
    about: str
    prompt: str
    opening: str
    first: str  # the opening round's question
    questions: tuple[str, ...]
    last: str  # the closing round's question
    closing: str
    kind: str = WORDS

    def prepared(self) -> Prepared:
        middle = [(self.kind if n == 0 else WORDS, str(question)) for n, question in enumerate(self.questions)]
        rounds = ((OPENING, str(self.first)), *middle, (CLOSING, str(self.last)))
        return Prepared(self.code, str(self.prompt), str(self.opening), str(self.closing), rounds)


_ONE_WORD_IN = _("One word for how you come in")
_ONE_WORD_OUT = _("One word to take with you")

SHAPES = {shape.code: shape for shape in (
    Shape(
        "three_rounds", _("Three rounds"), _("A question, a second look, and what you would like to keep."),
        prompt=_("What did this week ask of you?"),
        opening=_("Welcome. The piece comes to everybody. You can speak, pass, or ask for a moment. Nobody answers what somebody else said unless they ask for it."),
        first=_ONE_WORD_IN,
        questions=(_("What did this week ask of you?"), _("What helped, even a little?"), _("What would you like to keep from today?")),
        last=_ONE_WORD_OUT,
        closing=_("Thank you for what you said and for what you heard. What was said here stays here."),
    ),
    Shape(
        "check_in", _("Check-in and check-out"), _("Short. How everybody comes, and how everybody goes."),
        prompt=_("How are you here today?"),
        opening=_("Welcome. One round to arrive and one to leave. A word is plenty, and so is passing."),
        first=_ONE_WORD_IN,
        questions=(_("How are you here today?"),),
        last=_("One word for how you go"),
        closing=_("That was everybody. Thank you for coming as you are."),
    ),
    Shape(
        "welcome", _("A welcome for somebody new"), _("Opens with names said slowly, and asks nobody for their story."),
        prompt=_("What would help you feel at ease here?"),
        opening=_("Somebody is here for the first time. We say our names slowly, one after the other, and leave a breath after each. Nobody has to tell why they came. Listening the whole time is a good way to be here."),
        first=_("Your name here, said slowly"),
        questions=(
            _("What was it like to walk in, the first time?"),
            _("What would help you feel at ease here?"),
        ),
        last=_ONE_WORD_OUT,
        closing=_("We are glad you came, whether you spoke or listened. The next meeting is there for you, and so is not coming."),
    ),
    Shape(
        "victories", _("Small victories"), _("Steps that were small for others and not for you."),
        prompt=_("What is one small thing that went well?"),
        opening=_("Today is for small things that went well. A phone call made, a walk to the corner, a day got through. Nothing is too small, and nobody compares."),
        first=_ONE_WORD_IN,
        questions=(_("What is one small thing that went well?"), _("What did it take, and who or what helped?")),
        last=_("One thing somebody said that you are glad of"),
        closing=_("You can keep what you said here, to look back at on another day."),
        kind=VICTORIES,
    ),
    Shape(
        "setbacks", _("Setbacks, and what they taught"), _("For what did not work. No silver linings needed."),
        prompt=_("What did not go as you hoped?"),
        opening=_("Today is for what did not go well. We do not mend it, and we do not look for the good in it for somebody else. If it taught you something, you can say so. If it taught you nothing yet, that is an answer too."),
        first=_ONE_WORD_IN,
        questions=(_("What did not go as you hoped?"), _("What do you know now that you did not know before?"), _("What would you say to somebody who is where you were?")),
        last=_("One kind word to yourself"),
        closing=_("Thank you for trusting us with that. Be gentle with yourself tonight."),
    ),
    Shape(
        "hard_week", _("A hard week"), _("Few questions and much room, for when it has been a lot."),
        prompt=_("What has been heavy?"),
        opening=_("It has been a hard week. There is no hurry today. After each turn we are quiet for a breath. You can pass every time and still be part of it. Help now is at the top of every page."),
        first=_ONE_WORD_IN,
        questions=(_("What has been heavy?"), _("What do you need for the next few days, and from whom?")),
        last=_("One small thing you will do for yourself tonight"),
        closing=_("You do not have to carry it alone. If it gets too much, Help now leads to somebody, at any hour."),
    ),
)}
USUAL = "three_rounds"


def shape(code: str) -> Shape:
    """The shape of that name; one that is not there is the usual one."""
    return SHAPES.get(code) or SHAPES[USUAL]

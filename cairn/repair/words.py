"""What repair is called on its pages: steps, rounds, and how something stands."""

from django.utils.translation import gettext as _

from cairn.repair.models import Concern, Conversation

STEPS = (Concern.BREATHE, Concern.HAPPENED, Concern.HEAR, Concern.HELPS, Concern.BACK)


def title_of(step: str) -> str:
    return {
        Concern.BREATHE: _("A breath apart"),
        Concern.HAPPENED: _("What happened, for me"),
        Concern.HEAR: _("How it was for the other"),
        Concern.HELPS: _("What would help"),
        Concern.BACK: _("Looking back after a week"),
    }[step]


def prompt_of(part: str) -> str:
    """The three prompts of the second step, after restorative questions."""
    return {"happened": _("What happened?"), "affected": _("How were you affected?"), "need": _("What do you need?")}[part]


def who_reads(other: str, facilitator: str, supporter: str, theirs: str) -> str:
    """Who reads what is written at the second step: besides the other, those who stand beside."""
    said = [_("%(name)s reads this only once you have both said that it may be read.") % {"name": other}]
    if theirs:
        said.append(_("%(name)s, who stands beside them, reads it then too.") % {"name": theirs})
    if facilitator:
        said.append(_("%(name)s, who is there for both of you, reads it as soon as you keep it.") % {"name": facilitator})
    if supporter:
        said.append(_("%(name)s, beside you, reads it with you.") % {"name": supporter})
    if len(said) == 1:
        said.append(_("Until then, nobody does."))
    return " ".join(said)


def end_of(ended_as: str) -> str:
    """How it ended, in words that do not say by whom."""
    return {"mended": _("Mended"), "lapsed": _("It came to rest by itself"), "stopped": _("It was put down")}.get(ended_as, _("It was put down"))


def round_of(round: str) -> str:
    return {
        Conversation.ASKED: _("Asked for"),
        Conversation.HAPPENED: _("What happened"),
        Conversation.NEEDS: _("What each of us needs"),
        Conversation.AGREE: _("What we agree"),
        Conversation.CONSENT: _("Saying yes to it"),
    }[round]


def question_of(round: str) -> str:
    """What a round puts to everybody."""
    return {
        Conversation.HAPPENED: _("What happened, as you saw it?"),
        Conversation.NEEDS: _("What do you need, to be well here?"),
        Conversation.AGREE: _("What could we agree on from now on?"),
    }[round]

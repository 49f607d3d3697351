"""In a circle's called conversation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.verbs import give_each
from cairn.notices.words import words_for
from cairn.repair.models import Conversation

# ---- inside the act: who hears ----


def conversation_moved(happening) -> None:
    give_each(happening.to, f"conversation_{happening.what}", happening.conversation_id)


# ---- when the list is read: in which words ----

_OPEN = {
    "conversation_asked": lambda name: _("Somebody would like a conversation of %(circle)s. You can call it.") % {"circle": name},
    "conversation_called": lambda name: _("There is a conversation of all of %(circle)s. You can speak or pass.") % {"circle": name},
    "conversation_round": lambda name: _("The next round is open in the conversation of %(circle)s.") % {"circle": name},
    "conversation_moved_on": lambda name: _("The conversation of %(circle)s went on to its next round. You can still speak in the last one.") % {"circle": name},
    "conversation_waiting": lambda name: _("The conversation of %(circle)s would like to hear you. You can speak or pass.") % {"circle": name},
    "conversation_soft_time": lambda name: _("Not everybody was heard yet in the conversation of %(circle)s. You decide whether it waits.") % {"circle": name},
    "conversation_to_put_forward": lambda name: _("All were heard in the conversation of %(circle)s. You can put a text forward.") % {"circle": name},
    "conversation_put_forward": lambda name: _("A new agreement of %(circle)s waits for your yes, or your “not yet”.") % {"circle": name},
    "conversation_not_yet": lambda name: _("The agreement of %(circle)s needs a little more. The round “what we agree” is open again.") % {"circle": name},
}
_OVER = {
    "conversation_agreed": lambda name: _("Every seat said yes: %(circle)s has a new agreement.") % {"circle": name},
    "conversation_rests": lambda name: _("The conversation of %(circle)s is let rest.") % {"circle": name},
    "conversation_not_now": lambda name: _("The conversation you asked for in %(circle)s cannot be now.") % {"circle": name},
}


def of_conversation(notices, viewer) -> dict:
    """Left out where its moment has passed, and where it was asked for by somebody the viewer is blocked with."""
    rows = Conversation.objects.seen_by(viewer).select_related("circle").in_bulk([notice.about for notice in notices])
    return {n.pk: _said(n.kind, rows[n.about]) for n in notices if n.about in rows and _fits(n.kind, rows[n.about], viewer)}


def _fits(kind: str, conversation, viewer) -> bool:
    if kind == "conversation_asked":
        return conversation.round == Conversation.ASKED and conversation.ended_at is None and conversation.by_id not in viewer.blocked_ids
    return (conversation.ended_at is None) == (kind in _OPEN)


def _said(kind: str, conversation) -> tuple[str, str]:
    words = {**_OPEN, **_OVER}[kind](conversation.circle.name)
    return words, reverse("conversation", args=[conversation.pk])


def connect() -> None:
    for kind in (*_OPEN, *_OVER):
        words_for(kind, of_conversation)

"""Shares with what was answered to them, one's answers to others, and drafts."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from cairn.base import keyring
from cairn.base.along import SOMEONE, YOU, Piece
from cairn.members import queries as members
from cairn.shares.models import EVERYONE, HEARD, HEART, IDEA, ME, NOD, QUESTION, READERS, SIMILAR, WITH, Draft, Response, Share, Signal
from cairn.shares.models import SOMEONE as AS_SOMEONE

KINDS = {
    HEARD: _later("What somebody heard"), SIMILAR: _later("Something similar"), IDEA: _later("An idea"), QUESTION: _later("A question"),
}
OWN_KINDS = {
    HEARD: _later("What you heard"), SIMILAR: _later("Something similar"), IDEA: _later("An idea"), QUESTION: _later("A question"),
}
SIGNALS = {NOD: _later("Somebody nodded."), HEART: _later("Somebody sent a heart."), WITH: _later("Somebody is with you.")}


def told(member) -> Iterator[Piece]:
    """Oldest first, each with its answers and with the quiet signals in words."""
    mine = list(Share.system.by(member).select_related("authorship", "circle").order_by("told_at", "pk"))
    answers, signals = _answers_to(mine, member), _signals_to(mine, member)
    names = {topic.pk: topic.name for topic in members.topics()}
    for share in mine:
        yield Piece(share.text, _line(share, names), share.told_at, under=(*answers[share.pk], *signals[share.pk]))


def _line(share, names: dict[int, str]) -> str:
    if share.audience == ME:
        where = _("For you alone")
    elif share.audience == EVERYONE:
        where = _("To everyone here")
    elif share.audience == READERS:
        where = _("To one person")
    else:
        where = _("To %(circle)s") % {"circle": share.circle.name}
    notes = [*(names[pk] for pk in share.note_topics if pk in names), *([share.note_words] if share.note_words else [])]
    shown = [_("shown as “someone”")] if share.shown_as == AS_SOMEONE else []
    back = [_("taken back")] if share.withdrawn_at else []
    return ". ".join([", ".join([where, *shown, *back]), *([_("Mentions %(topics)s") % {"topics": ", ".join(notes)}] if notes else [])])


def _answers_to(mine, member) -> dict[int, list[Piece]]:
    """What they are shown there; and what they said there themselves."""
    found: dict[int, list[Piece]] = defaultdict(list)
    shown = list(Response.objects.to(member).standing().select_related("share__authorship").order_by("at"))
    keyring.bring({member.pk, *(answer.member_id for answer in shown if answer.member_id)})
    for answer in shown:
        own = answer.from_author
        line = _("You") if own else str(KINDS.get(answer.kind, ""))
        felt = _("you felt heard") if answer.felt_heard_at else ""
        found[answer.share_id].append(Piece(answer.text, ", ".join(filter(None, [line, felt])), answer.at, by=YOU if own else SOMEONE))
    return found


def _signals_to(mine, member) -> dict[int, list[Piece]]:
    """Each kind once, in words: never how many."""
    found: dict[int, list[Piece]] = defaultdict(list)
    kinds = set(Signal.objects.to(member).values_list("share_id", "kind"))
    for share_id, kind in sorted(kinds):
        found[share_id].append(Piece(str(SIGNALS.get(kind, "")), by=SOMEONE))
    return found


def answered(member) -> Iterator[Piece]:
    """Their own words alone: what they answered to is somebody else's."""
    for answer in Response.system.filter(member=member, withdrawn_at=None).order_by("at"):
        yield Piece(answer.text, str(OWN_KINDS.get(answer.kind, "")), answer.at)


def begun(member) -> Iterator[Piece]:
    for draft in Draft.objects.seen_by(member).filter(kind__in=[Draft.SHARE, Draft.RESPONSE]).order_by("kept_at"):
        line = _("A share, begun") if draft.kind == Draft.SHARE else _("An answer, begun")
        yield Piece(draft.typed.get("text", ""), line, draft.kept_at)

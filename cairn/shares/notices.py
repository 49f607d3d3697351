"""Who should hear that their share was answered, that somebody felt heard, that a story moved somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.text import listed
from cairn.notices.verbs import give
from cairn.notices.words import words_for
from cairn.shares.models import SOMEONE, Response, Share, veiled
from cairn.shares.queries import Faces

ANSWERED, FELT, MOVED = "share_answered", "felt_heard", "moved_to_tell"


def connect() -> None:
    """Called by config/wiring/."""
    words_for(ANSWERED, answered_words)
    words_for(FELT, felt_words)
    words_for(MOVED, moved_words)


# ---- inside the act: who hears


def answered(happening) -> None:
    """The writer, of answers by others."""
    if not Response.system.get(pk=happening.response_id).from_author:
        _give_to_writer(happening.share_id, ANSWERED)


def felt_heard(happening) -> None:
    response = Response.system.get(pk=happening.response_id)
    give(response.member_id, FELT, response.share_id)


def moved_to_tell(happening) -> None:
    _give_to_writer(happening.share_id, MOVED)


def _give_to_writer(share_id: int, kind: str) -> None:
    share = Share.system.select_related("authorship").get(pk=share_id)
    give(share.writer_id, kind, _about(share, share.writer_id))


def _about(share, writer_id: int) -> int:
    """What the notice of a writer points to. Beside a member's id, the plain id of a share told as
    "someone" would say whose it is to anybody with the table of notices."""
    return veiled(share.pk, writer_id) if share.shown_as == SOMEONE else share.pk


# ---- when the list is read: in which words


def answered_words(notices, viewer) -> dict:
    """"Juno and Ash answered your share.": the latest three by name, as they are shown there."""
    own = _own_shares(notices, viewer)
    answers = Response.objects.seen_by(viewer).standing().filter(share__in=own.values(), member__isnull=False)
    answers = list(answers.order_by("-at").values_list("share", "member"))
    circles = {share.pk: share.circle_id for share in own.values()}
    faces = Faces({(circles[share], member) for share, member in answers})
    said = {}
    for notice in notices:
        share = own.get(notice.about)
        names = [faces.of(share.circle_id, m).name for m in _once(m for s, m in answers if s == share.pk)] if share else []
        if names:
            said[notice.id] = _answered(names), reverse("share", args=[share.pk])
    return said


def _answered(names: list[str]) -> str:
    if len(names) > 3:
        return _("%(names)s and others answered your share.") % {"names": ", ".join(names[:3])}
    return _("%(names)s answered your share.") % {"names": listed(names)}


def felt_words(notices, viewer) -> dict:
    """Told to the one whose words they were; gone again when the mark was taken back."""
    mine = Response.objects.seen_by(viewer).standing().filter(
        share__in=[notice.about for notice in notices], member=viewer, felt_heard_at__isnull=False, share__withdrawn_at=None
    )
    responses = {response.share_id: response for response in mine.select_related("share__authorship").order_by("felt_heard_at")}
    faces = Faces({(r.share.circle_id, r.share.writer_id) for r in responses.values()})
    return {
        notice.id: (
            _("%(name)s felt heard by your words.") % {"name": faces.of_writer(responses[notice.about].share).name},
            reverse("share", args=[notice.about]) + f"#r{responses[notice.about].pk}",
        )
        for notice in notices if notice.about in responses
    }


def moved_words(notices, viewer) -> dict:
    """Without a name: whose story it is can be read where it may be read."""
    own = _own_shares(notices, viewer)
    theirs = Share.objects.seen_by(viewer).told().filter(encouraged_by__in=own.values()).order_by("told_at")
    newest = dict(theirs.values_list("encouraged_by", "pk"))
    return {
        notice.id: (
            _("Your story moved somebody to tell theirs."),
            reverse("share", args=[newest.get(own[notice.about].pk, own[notice.about].pk)]),
        )
        for notice in notices if notice.about in own
    }


def _own_shares(notices, viewer) -> dict[int, Share]:
    """The viewer's standing shares by what a notice says it is about."""
    wanted = {notice.about for notice in notices}
    mine = Share.objects.seen_by(viewer).by(viewer).told()
    own = mine.in_bulk(wanted)
    for share in mine.filter(shown_as=SOMEONE):
        if (about := _about(share, viewer.pk)) in wanted:
            own[about] = share
    return own


def _once(ids) -> list[int]:
    return list(dict.fromkeys(ids))

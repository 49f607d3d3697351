"""What a responder's decision does to shares and answers; safety lies below and reaches them through config/wiring/.

Held: its writer alone sees it. Folded: it stands behind a note, for everybody. `at` is since when, None lifts it.
"""

from cairn.base.happenings import tell
from cairn.live.verbs import record
from cairn.shares.happenings import ResponseChanged, ShareHeld
from cairn.shares.models import Response, Share, stream_of
from cairn.shares.rules import reaches_writer


def hold_share(pk: int, at) -> None:
    """With it go its answers: who does not see a share sees none of them."""
    _set(Share, pk, held_at=at)
    record(stream_of(pk), "withdrawn" if at else "edited")
    tell(ShareHeld(pk))


def fold_share(pk: int, at) -> None:
    _set(Share, pk, folded_at=at)
    record(stream_of(pk), "edited")


def hold_response(pk: int, at) -> None:
    """When no other answer is left, the share waits to be heard again; when it is let go, it has been heard."""
    _hold_share_of(pk)
    _set(Response, pk, held_at=at)
    response = Response.system.select_related("share__authorship", "member").filter(pk=pk).first()
    if response is None:
        return
    others, share = Response.system.before_others().filter(share=response.share, member__isnull=False), Share.system.filter(pk=response.share_id)
    if at and not others.exists():
        share.update(heard_at=None)
    elif response.member and not at and reaches_writer(response.member, response.share):
        share.filter(heard_at=None).update(heard_at=response.at)
    _moved(response)


def _hold_share_of(pk: int) -> None:
    """The share before its answer, as the verbs take them: of two answers that go at the same moment the later sees
    that none is left."""
    share_id = Response.system.filter(pk=pk).values_list("share", flat=True).first()
    Share.system.select_for_update().filter(pk=share_id).first()


def fold_response(pk: int, at) -> None:
    _set(Response, pk, folded_at=at)
    if response := Response.system.filter(pk=pk).first():
        _moved(response)


def _set(noun, pk: int, **columns) -> None:
    """Words that are gone meanwhile are past holding."""
    noun.system.filter(pk=pk).update(**columns)


def _moved(response) -> None:
    record(stream_of(response.share_id), "edited", response=response.pk)
    tell(ResponseChanged(response.share_id, response.pk))

"""What a member has begun to write."""

from django.db.models.expressions import RawSQL

from cairn.base.sealed import Sealed
from cairn.shares.models import Draft, Share


def draft_of(member, about: int) -> Draft | None:
    """A begun share, by its own number."""
    return Draft.objects.seen_by(member).filter(kind=Draft.SHARE, about=about).first()


def drafts_of(member) -> list[tuple[Draft, Share | None]]:
    """All that is begun of shares and answers, latest first, with the share that a response answers. Drafts about
    shares that are no longer to be seen stay, so that the words are not lost."""
    drafts = list(Draft.objects.seen_by(member).filter(kind__in=[Draft.SHARE, Draft.RESPONSE]).order_by("-kept_at"))
    shares = Share.objects.seen_by(member).in_bulk([draft.about for draft in drafts if draft.kind == Draft.RESPONSE])
    return [(draft, shares.get(draft.about)) for draft in drafts]


def with_begun_response(shares, member, pk: int):
    """Bring the viewer's own begun response along in the query of share `pk`: one query less on every page."""
    mine = "FROM cairn_draft WHERE member_id = %s AND kind = %s AND about = %s", [member.pk, Draft.RESPONSE, pk]
    return shares.annotate(begun_id=_one("id", *mine), begun=_one("fields", *mine))


def _one(column: str, source: str, params: list) -> RawSQL:
    return RawSQL(f"SELECT {column} {source}", params)


def begun_response(share, member) -> dict:
    """What the viewer has typed under this share and not sent."""
    if not share.begun_id:
        return {}
    return Draft(pk=share.begun_id, member=member, fields=Sealed(share.begun)).typed

"""A share or an answer as it stands now, for somebody who reports it."""

from dataclasses import dataclass

from django.urls import reverse

from cairn.shares.queries.faces import Faces
from cairn.shares.queries.one import response_for, share_for
from cairn.shares.words import audience_words


@dataclass(frozen=True, slots=True)
class AsItStands:
    """`writer_id` is for a mark alone: a share told as "someone" is not opened by reporting it."""

    words: str
    by: str
    where: str
    at: str
    href: str
    writer_id: int


def share_as_it_stands(member, pk: int) -> AsItStands:
    share = share_for(member, pk)
    return _as_it_stands(share, share, Faces({(share.circle_id, share.writer_id)}).of_writer(share), share.told_at)


def response_as_it_stands(member, pk: int) -> AsItStands:
    response = response_for(member, pk)
    share, faces = response.share, Faces({(response.share.circle_id, response.writer_id)})
    face = faces.of_writer(share) if response.from_author else faces.of(share.circle_id, response.writer_id)
    return _as_it_stands(response, share, face, response.at)


def _as_it_stands(noun, share, face, at) -> AsItStands:
    return AsItStands(
        words=noun.text or "", by=face.name, where=audience_words(share), at=at.isoformat(),
        href=reverse("share", args=[share.pk]), writer_id=noun.writer_id,
    )

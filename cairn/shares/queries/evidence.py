"""A share or an answer as it stands now, for somebody who reports it."""

from django.urls import reverse

from cairn.base.pages import found
from cairn.base.text import first_words
from cairn.safety.models import AsItStands
from cairn.shares.models import SOMEONE
from cairn.shares.queries.faces import Faces
from cairn.shares.queries.one import response_for, share_for
from cairn.shares.words import audience_words


def share_as_it_stands(member, pk: int) -> AsItStands:
    share = share_for(member, pk)
    face = Faces({(share.circle_id, share.writer_id)}).of_writer(share)
    return _as_it_stands(share, share, face, share.told_at, named=share.shown_as != SOMEONE)


def response_as_it_stands(member, pk: int) -> AsItStands:
    """An answer by the writer of a share told as "someone" is by "someone" as well."""
    response = response_for(member, pk)
    share, faces = response.share, Faces({(response.share.circle_id, pk) for pk in (response.writer_id, response.share.writer_id)})
    face = faces.of_writer(share) if response.from_author else faces.of(share.circle_id, response.writer_id)
    named = not response.from_author or share.shown_as != SOMEONE
    above = first_words(share.text or "", 400), faces.of_writer(share).name
    return _as_it_stands(response, share, face, response.at, named=named, anchor=f"#r{pk}", above=above)


def _as_it_stands(noun, share, face, at, *, named: bool, anchor="", above=("", "")) -> AsItStands:
    return AsItStands(
        words=found(noun.text), by=face.name, where=audience_words(share), at=at.isoformat() if at else "",
        href=reverse("share", args=[share.pk]) + anchor, writer_id=noun.writer_id, named=named,
        circle_id=share.circle_id or 0, above=above[0], above_by=above[1],
    )

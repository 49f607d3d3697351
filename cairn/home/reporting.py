"""Which nouns can be reported, told to safety from above: it lies below the rooms they live in."""

from django.http import Http404
from django.urls import reverse

from cairn.circles.queries import people_in
from cairn.safety.nouns import Evidence, Written, mark_of, reportable
from cairn.shares import queries as shares
from cairn.shares.models import SOMEONE


def connect() -> None:
    """Called by config/wiring.py."""
    reportable("share", _share)
    reportable("response", _response)


def _share(member, pk: int) -> Written:
    share = shares.share_for(member, pk)
    named = share.shown_as != SOMEONE
    return _written(share, share.writer_id, share.text, share.told_at, named)


def _response(member, pk: int) -> Written:
    """An answer by the writer of a share told as "someone" is by "someone" as well."""
    response = shares.response_for(member, pk)
    named = not response.from_author or response.share.shown_as != SOMEONE
    return _written(response.share, response.writer_id, response.text, response.at, named, anchor=f"#r{pk}")


def _written(share, writer_id: int, words: str | None, moment, named: bool, anchor="") -> Written:
    if words is None:
        raise Http404
    person = people_in(share.circle_id, [writer_id]).get(writer_id) if named else None
    by = person.name if person else shares.someone_in(share).name
    evidence = Evidence(
        words=words, by=by, where=shares.audience_words(share), mark=mark_of(writer_id),
        at=moment.isoformat() if moment else "", href=f"{reverse('share', args=[share.pk])}{anchor}",
    )
    return Written(evidence, writer_id, named)

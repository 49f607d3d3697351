"""A member's private calendar address: made, renewed, ended."""

import secrets

from cairn.base import clock
from cairn.base.acts import act
from cairn.meetings.models import Feed
from cairn.meetings.queries import digest_of


@act
def make_feed(*, by) -> str:
    """The secret of a new address, given once. An address made before ends with it."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(member=by, defaults={"digest": digest_of(token), "made_at": clock.now()})
    return token


@act
def revoke_feed(*, by) -> None:
    Feed.objects.filter(member=by).delete()


@act
def show_names(shows: bool, *, by) -> None:
    """Whether their calendar says which circle meets."""
    Feed.objects.filter(member=by).update(shows_names=shows)

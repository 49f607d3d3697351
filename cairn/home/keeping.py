"""The acts of taking one's words along: made at once, sealed with their key, let go after a week."""

from datetime import timedelta

from cairn.base import clock, crypto, keyring
from cairn.base.acts import act
from cairn.home.along.writing import zip_of
from cairn.home.models import Along

KEPT_FOR = timedelta(days=7)


def gather_words(*, space, by) -> None:
    """Everything they wrote, as it stands now; an earlier file is replaced. Drawn before the transaction begins."""
    _keep(crypto.seal(keyring.key_of(by.pk), zip_of(by, space), _bound(by.pk)), by=by)


@act
def _keep(sealed: bytes, *, by) -> None:
    now = clock.now()
    Along.system.update_or_create(member=by, defaults={"sealed": sealed, "made_at": now, "until": now + KEPT_FOR})


@act
def let_go_of_words(*, by) -> None:
    Along.system.filter(member=by).delete()


def words_file(member) -> bytes | None:
    """The zip, for its member alone, while it is kept."""
    kept = Along.objects.seen_by(member).filter(until__gt=clock.now()).first()
    return crypto.unseal(keyring.key_of(member.pk), bytes(kept.sealed), _bound(member.pk)) if kept else None


def words_until(member):
    """Until when it is kept, or None."""
    return Along.objects.seen_by(member).filter(until__gt=clock.now()).values_list("until", flat=True).first()


@clock.due("home.along", every=timedelta(minutes=10))
def let_go_of_old_files() -> None:
    Along.system.filter(until__lte=clock.now()).delete()


def _bound(pk: int) -> bytes:
    return f"cairn_along.sealed:{pk}".encode()

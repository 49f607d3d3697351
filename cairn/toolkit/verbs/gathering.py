"""Collections: what got a circle through something, gathered by anybody who sits in it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.pages import found
from cairn.base.rules import require
from cairn.safety.models import Decision
from cairn.safety.verbs import require_no_waiting, screen
from cairn.toolkit import rules
from cairn.toolkit.models import Collected, Collection


@act
def gather(circle, *, title: str, by) -> Collection:
    """Begin a collection in a circle."""
    require(rules.may_gather_in(by, circle), _("People who sit in this circle gather here."))
    require_no_waiting(by)
    collection = Collection(circle=circle, by=by)
    collection.title = title
    collection.save(force_insert=True)
    screen("collection", collection.pk, title, by=by, told=True, where=_("in %(circle)s") % {"circle": circle.name}, href=reverse("collection", args=[collection.pk]))
    return collection


def _still(collection, by) -> Collection:
    return found(Collection.objects.seen_by(by).select_related("circle").filter(pk=collection.pk).first())


@act
def put_in(collection, strategy, *, by) -> None:
    collection = _still(collection, by)
    require(rules.may_put_in(by, strategy, collection), _("A card that is told to another circle stays there."))
    Collected.objects.bulk_create([Collected(collection=collection, strategy=strategy, by=by)], ignore_conflicts=True)


@act
def take_out(collection, strategy, *, by) -> None:
    collection = _still(collection, by)
    collected = Collected.objects.filter(collection=collection, strategy=strategy.pk).first()
    if collected is not None:
        collected.collection = collection
        require(rules.may_take_out(by, collected), _("Whoever put it there can take it out again, and whoever began this collection."))
        collected.delete()


@act
def close_collection(collection, *, by) -> None:
    """It is not shown any more; the cards themselves stay."""
    _require_may_close(collection, by)
    Collection.system.filter(pk=collection.pk, closed_at=None).update(closed_at=clock.now())


def _require_may_close(collection, by) -> None:
    require(rules.sits_in(by, collection.circle_id) and rules.may_close(by, collection), _("Whoever began this collection can close it, and those who hold the circle."))


@act
def open_collection_again(collection, *, by) -> None:
    """For ten minutes. What a responder closed is not opened by anybody else."""
    _require_may_close(collection, by)
    now = Collection.system.filter(pk=collection.pk).first()
    if now is None or now.closed_at is None:
        return
    held = Decision.objects.filter(act=Decision.HOLD, noun="collection", noun_id=now.pk, done_at__isnull=False, ended_at=None)
    require(now.closed_at > clock.now() - rules.UNDO_FOR and not held.exists(), _("The ten minutes are over. You can begin a new one."))
    Collection.system.filter(pk=now.pk).update(closed_at=None)

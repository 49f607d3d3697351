"""A card, a line under one, a collection's title, as they stand, for somebody who reports them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.safety.models import AsItStands
from cairn.toolkit.models import SOMEONE, Tried
from cairn.toolkit.queries.cards import strategy_for
from cairn.toolkit.queries.collections import collection_for
from cairn.toolkit.queries.faces import Faces


def strategy_as_it_stands(member, pk: int) -> AsItStands:
    one = strategy_for(member, pk)
    face = Faces([(one.circle_id, one.member_id)]).of(one.circle_id, one.member_id, one.shown_as)
    said = f"{found(one.title)}\n\n{found(one.words)}"
    at = (one.told_at or one.made_at).isoformat()
    return AsItStands(said, face.name, _where(one), at, reverse("strategy", args=[pk]), one.member_id, one.circle_id or 0, one.shown_as != SOMEONE)


def _where(one) -> str:
    return _("in the toolkit, to %(circle)s") % {"circle": one.circle.name} if one.circle else _("in the toolkit, to everyone here")


def tried_as_it_stands(member, pk: int) -> AsItStands:
    line = found(Tried.objects.seen_by(member).filter(pk=pk).first())
    one = strategy_for(member, line.strategy_id)
    face = Faces([(one.circle_id, line.member_id)]).of(one.circle_id, line.member_id, line.shown_as)
    href = reverse("strategy", args=[one.pk]) + f"#t{pk}"
    return AsItStands(found(line.words), face.name, _where(one), line.at.isoformat(), href, line.member_id, one.circle_id or 0, line.shown_as != SOMEONE, one.title or "")


def collection_as_it_stands(member, pk: int) -> AsItStands:
    one = collection_for(member, pk)
    person = circles.people_in(one.circle_id, [one.by_id]).get(one.by_id)
    where = _("in %(circle)s") % {"circle": one.circle.name}
    return AsItStands(found(one.title), person.name if person else "", where, one.made_at.isoformat(), reverse("collection", args=[pk]), one.by_id, one.circle_id)

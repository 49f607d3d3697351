"""Who should hear of proposals and pairs. Of a no, of an end and of a block nobody is told anything."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.bonds.queries.buddies import buddies_page, pairs_of
from cairn.notices.verbs import give, give_all, give_each
from cairn.notices.words import words_for
from cairn.shares.models import READERS, Reader, Share

PROPOSED, MET, NUDGE, TOLD = "buddy_proposed", "buddy_met", "buddy_nudge", "buddy_told"


def connect() -> None:
    """Called by config/wiring/."""
    words_for(PROPOSED, proposed_words)
    words_for(MET, pair_words)
    words_for(NUDGE, pair_words)
    words_for(TOLD, told_words)


# ---- inside the act: who hears


def proposed(happening) -> None:
    give_all(happening.to, PROPOSED)


def met(happening) -> None:
    give_each([happening.one_id, happening.other_id], MET, happening.pair_id)


def share_told(happening) -> None:
    """Whom it was told to, as nobody else is asked."""
    for share_id, member_id in Reader.objects.filter(share=happening.share_id, share__audience=READERS).values_list("share", "member"):
        give(member_id, TOLD, share_id)


# ---- when the list is read: in which words


def proposed_words(notices, viewer) -> dict:
    """As long as it lies before them and they have not answered."""
    lying = {card.pk for card in buddies_page(viewer).cards} if notices else set()
    words = _("There is somebody who might be a buddy for you.")
    return {notice.pk: (words, reverse("buddies")) for notice in notices if notice.about in lying}


def pair_words(notices, viewer) -> dict:
    shown = {pair.pk: pair for pair in pairs_of(viewer)} if notices else {}
    return {n.pk: (_said(n.kind, shown[n.about].person.name), reverse("buddy", args=[n.about])) for n in notices if n.about in shown}


def _said(kind: str, name: str) -> str:
    if kind == MET:
        return _("You and %(name)s both said yes: you are buddies now.") % {"name": name}
    return _("A week has gone by. You could say hello to %(name)s.") % {"name": name}


def told_words(notices, viewer) -> dict:
    """Where they may still read it, by their buddy's name."""
    shares = Share.objects.seen_by(viewer).filter(pk__in=[notice.about for notice in notices], audience=READERS).select_related("authorship").in_bulk()
    names = {pair.person.id: pair.person.name for pair in pairs_of(viewer)}
    told = {pk: names[share.writer_id] for pk, share in shares.items() if share.writer_id in names}
    return {n.pk: (_("%(name)s told you something.") % {"name": told[n.about]}, reverse("share", args=[n.about])) for n in notices if n.about in told}

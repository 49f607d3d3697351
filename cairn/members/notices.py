"""What a member hears about the door."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.members.happenings import CameIn, LetIn
from cairn.members.queries import coordinators, waiting_at_the_door
from cairn.notices.verbs import give
from cairn.notices.words import words_for


def connect() -> None:
    words_for("let_in", _let_in)
    words_for("at_the_door", _at_the_door)


def tell_let_in(happening: LetIn) -> None:
    give(happening.member_id, "let_in", about=happening.member_id)


def tell_coordinators(happening: CameIn) -> None:
    """Whoever waits is one line, however many wait: `about` is the coordinator."""
    if happening.waiting:
        for coordinator in coordinators():
            give(coordinator.pk, "at_the_door", about=coordinator.pk)


def _let_in(notices, viewer) -> dict[int, tuple[str, str]]:
    return {notice.id: (_("You have been let in. Welcome."), reverse("first_step")) for notice in notices}


def _at_the_door(notices, viewer) -> dict[int, tuple[str, str]]:
    """Left out once nobody waits any more."""
    if not viewer.is_coordinator or not waiting_at_the_door():
        return {}
    return {notice.id: (_("Somebody is at the door."), reverse("at_the_door")) for notice in notices}

"""What this room itself tells people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.queries import rhythm_of
from cairn.notices.words import words_for


def connect() -> None:
    words_for("mail_off", _mail_off)


def _mail_off(notices, viewer) -> dict[int, tuple[str, str]]:
    """Left out once letters are on again."""
    if rhythm_of(viewer).mail_off_at is None:
        return {}
    said = _("Letters to your mail address came back, so we send none for now. Nothing is lost.")
    return {notice.pk: (said, reverse("reaching")) for notice in notices}

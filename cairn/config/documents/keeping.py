"""How long what is kept, from the places that let go of it: a line is here only where the code has such a time."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Max

from cairn.circles.models import KEPT_FOR as SEAT_KEPT_FOR
from cairn.circles.models import Circle
from cairn.home.keeping import KEPT_FOR as ALONG_KEPT_FOR
from cairn.members.links import LASTS
from cairn.members.verbs.doors import INVITATION_LASTS
from cairn.members.verbs.leaving import TO_CHANGE_ONES_MIND


@dataclass(frozen=True)
class Kept:
    what: str
    how_long: str


def kept_for(space) -> list[Kept]:
    """In the order a member meets it."""
    longest = Circle.system.filter(closed_at=None).aggregate(most=Max("room_days"))["most"]
    reports = f"{space.reports_kept_days} days after they are closed" if space else "not set up yet"
    return [
        Kept("Shares, responses, victories and what else members write", "until they take it back, or leave"),
        Kept("Words taken back", "10 minutes, in which it can be undone; then erased"),
        Kept("What was said in a meeting", f"the circle's choice, at most {longest} days here now" if longest else "the circle's choice, 1 to 30 days"),
        Kept("Journal entries", "until their writer lets them go, or leaves"),
        Kept("Reports and alerts with their evidence", reports),
        Kept("The log of decisions, and of who opened what", "as long as the space is there; it holds ids and digests, and reasons under the space's key"),
        Kept("After somebody leaves", f"{_in_words(TO_CHANGE_ONES_MIND)} to change their mind; then their key is destroyed, and with it every word of theirs, in old backups too"),
        Kept("Words files of backups in the data folder", f"{settings.BACKUPS_KEPT_DAYS} days; the keys file is always the newest alone"),
        Kept("The file in which somebody takes their words along", _in_words(ALONG_KEPT_FOR)),
        Kept("A place where somebody is signed in", f"{settings.SESSION_COOKIE_AGE // 86400} days without a visit; browser and system by name, no address"),
        Kept("What moved on open pages (ids alone)", "14 days"),
        Kept("Keys of forms, so that nothing is done twice", "2 days"),
        Kept("Digests that count tries from one place", "until the end of the day, when their key is deleted"),
        Kept("Invitations", _in_words(INVITATION_LASTS)),
        Kept("A seat kept for somebody welcomed", _in_words(SEAT_KEPT_FOR)),
        Kept("Links in mail", " and ".join(sorted({_in_words(time) for time in LASTS.values()}))),
        Kept("Network addresses", "never kept"),
        Kept("Access logs", "there are none"),
    ]


def _in_words(time: timedelta) -> str:
    return f"{time.days} days" if time.days else f"{time.seconds // 60} minutes"

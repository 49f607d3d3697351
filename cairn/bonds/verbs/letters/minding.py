"""What the clock does with letters: erases what was taken back, and lets knocks and empty doors go."""

from datetime import timedelta

from cairn.base import clock
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules import letters as rules


@clock.due("bonds.letters_taken_back", every=timedelta(seconds=30))
def erase_taken_back() -> None:
    """What was taken back more than ten minutes ago is erased for good."""
    Letter.system.filter(gone_at__lte=clock.now() - rules.UNDO_FOR).delete()


@clock.due("bonds.doors", every=timedelta(hours=1))
def let_doors_go() -> None:
    """Knocks whose time is over, answered or not, and closed doors behind which nothing is left."""
    before = clock.now() - rules.KNOCK_STANDS
    Door.system.filter(opened_at=None, asked_at__lte=before).delete()
    Door.system.filter(opened_at__isnull=False, closed_at__lte=before, letters=None).delete()

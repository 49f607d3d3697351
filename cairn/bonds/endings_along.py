"""What a member left on the pages of circles that closed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base import keyring
from cairn.base.along import Piece
from cairn.bonds.models import Closing, LastWord

TITLE = gettext_lazy("When circles closed")


def last_words(member) -> Iterator[Piece]:
    keyring.bring([keyring.SPACE])
    for closing in Closing.system.filter(by=member).select_related("circle").order_by("began_at"):
        yield Piece(closing.words, _("How you opened the last round of %(circle)s") % {"circle": closing.circle.name}, closing.began_at)
    for last in LastWord.objects.filter(member=member).select_related("closing__circle").order_by("at"):
        yield Piece(last.words, _("Your last word in %(circle)s") % {"circle": last.closing.circle.name}, last.at)

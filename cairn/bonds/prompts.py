"""Ways for two buddies to begin. One is supplied, the same for both."""

from django.utils.translation import gettext_lazy as _

FIRST = (
    _("What is the best hour of your day, and what do you do in it?"),
    _("What is on your windowsill, or would be if you had one?"),
    _("What did you last make with your hands?"),
    _("Which small thing went right this week?"),
    _("What do you listen to when it is quiet?"),
    _("What would you show somebody who came to see where you live?"),
    _("What have you been meaning to begin?"),
    _("Which smell takes you somewhere at once?"),
)


def first_for(pair_id: int) -> str:
    return str(FIRST[pair_id % len(FIRST)])

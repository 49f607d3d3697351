"""The log of what was decided, for the coordinator."""

from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, page, redirect, say
from cairn.safety import queries
from cairn.safety.verbs.log import verify

MOST_DIGITS = 18


@coordinator_page
def log(request):
    """Who did what, when; and whether every line still follows from the one before."""
    if request.method == "POST":
        lines, digest, wrong = verify()
        say(request, wrong or _("Every line stands as it was written. The last is number %(number)s and begins with %(digest)s.") % {"number": lines, "digest": digest[:12]})
        return redirect("log")
    before = request.GET.get("before", "")
    lines = queries.log_lines(int(before) if before.isdecimal() and len(before) <= MOST_DIGITS else 0)
    return page(request, "safety/log.html", lines=lines, opened=queries.who_opened(), earlier=lines[-1].number if len(lines) == queries.A_PAGE else 0)

"""A look back, for oneself alone."""

from datetime import date

from cairn.base.pages import member_page, page
from cairn.checkins import queries


@member_page(methods=("GET", "HEAD"))
def checkins(request):
    """A month at a time; ?month=2026-11 goes to another."""
    back = queries.back_of(request.member, _month(request.GET.get("month", "")))
    return page(request, "checkins/checkins.html", back=back, nav_now="you")


def _month(said: str) -> date | None:
    """The first day of a month as an address names it; None for anything else."""
    try:
        month = date.fromisoformat(f"{said}-01") if len(said) == 7 else None
    except ValueError:
        return None
    return month if month and 2000 <= month.year <= 2200 else None

"""Who looks at reports."""

from django.utils.translation import gettext_lazy as _

from cairn.safety.nouns import mark_of

REASONS = {
    "hurtful": _("It is hurtful, or puts somebody down"),
    "names": _("It gives away who somebody is"),
    "danger": _("I am worried that somebody is in danger"),
    "harm": _("It tells how to harm oneself or others"),
    "pressing": _("It presses somebody, sells, or preaches"),
    "agreement": _("It breaks our agreement in another way"),
    "unsure": _("I am not sure, but something is wrong"),
}


AN_ORDINARY_PAGE = "https://www.bbc.co.uk/weather"


def leads_to(member) -> str:
    """Where Leave leads: to the page this member chose, else to one that anybody may be looking at."""
    return (member.leave_to if member else "") or AN_ORDINARY_PAGE


def may_look(member, evidence) -> bool:
    """The coordinator, unless the words are their own: nobody decides about themselves."""
    return member.is_coordinator and evidence.mark != mark_of(member.pk)

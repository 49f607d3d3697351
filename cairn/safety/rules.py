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


def may_look(member, evidence) -> bool:
    """The coordinator, unless the words are their own: nobody decides about themselves."""
    return member.is_coordinator and evidence.mark != mark_of(member.pk)

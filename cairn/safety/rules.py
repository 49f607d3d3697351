"""What is wrong, where leaving leads, and who answers an alert. Who looks at reports is in who_decides.py."""

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


def may_answer(member, alert) -> bool:
    """A responder, unless the words are their own or of somebody they are blocked with."""
    if not (member.is_responder and member.is_here) or alert.mark == mark_of(member.pk):
        return False
    return alert.mark not in {mark_of(pk) for pk in hidden_writers(member, alert.named or alert.seconded_at is not None)}


def hidden_writers(member, named: bool) -> frozenset[int]:
    """Whose alerts this responder does not see. Where the writer is not named: only those who blocked the
    responder, else one could block person after person and see whose words go away."""
    return member.blocked_ids if named else member.blocked_by_ids

"""What is wrong, and who answers an alert. Who looks at reports is in who_decides.py."""

from django.utils.translation import gettext_lazy as _

from cairn.safety.models import AlertStep, LogLine
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


DANGER = "danger"  # the reason that calls somebody at once
WORRY = "worry"  # the noun of an alert that somebody else's report brought; its number is the report's


def may_answer(member, alert) -> bool:
    """A responder, unless the words are their own or of somebody they are blocked with."""
    if not (member.is_responder and member.is_here) or alert.mark == mark_of(member.pk):
        return False
    return alert.mark not in {mark_of(pk) for pk in hidden_writers(member, knows_the_writer(member, alert))}


def knows_the_writer(member, alert) -> bool:
    """It was told under their name; or, of "someone", this is one of the two to whom it was opened."""
    return alert.named or member.pk in who_learned([alert]).get(alert.pk, ())


def who_learned(alerts) -> dict[int, tuple[int, int]]:
    """{alert: (who asked, who agreed)}, ids of the two to whom the name behind "someone" was opened. From the log,
    which nothing that comes later can change: a hand-over, or another who is there."""
    opened = [one for one in alerts if not one.named and one.seconded_at]
    if not opened:
        return {}
    lines = LogLine.objects.filter(act="open_author", noun_id__in=[one.noun_id for one in opened]).only("at", "by", "second", "noun", "noun_id")
    lines = list(lines.order_by("number"))
    return {one.pk: next(((line.by, line.second) for line in lines if _opened(line, one)), ()) for one in opened}


def asked_now(alert) -> AlertStep | None:
    """The question, with its reason in writing, of the one who is there: whether somebody agrees that the name is
    needed. It ends when they hand it over, and once somebody has agreed."""
    if alert.named or alert.seconded_at or alert.acknowledged_by_id is None:
        return None
    asked = alert.steps.filter(what="asked_second", by=alert.acknowledged_by_id, at__gte=alert.acknowledged_at, words__isnull=False)
    return asked.select_related("by").order_by("-at").first()


def _opened(line: LogLine, alert) -> bool:
    """The first line since it was agreed to, by whoever agreed."""
    return (line.noun, line.noun_id, line.second) == (alert.noun, alert.noun_id, alert.seconded_by_id) and line.at >= alert.seconded_at


def is_shown_to_its_writer(alert) -> bool:
    """That somebody is worried about them, and brought it, they do not learn: such an alert is theirs to see once a
    responder has written to them, or two have learned their name."""
    return alert.noun != WORRY or alert.steps.filter(what__in=("wrote", "seconded")).exists()


def hidden_writers(member, named: bool) -> frozenset[int]:
    """Whose alerts this responder does not see. Where the writer is not named: only those who blocked the
    responder, else one could block person after person and see whose words go away."""
    return member.blocked_ids if named else member.blocked_by_ids

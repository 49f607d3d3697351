"""Alerts, as responders, as the coordinator, and as their own writer sees them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.times import hour_of
from cairn.members import queries as members
from cairn.safety import rules, step_words, who_decides
from cairn.safety.models import Alert, AlertStep, Look
from cairn.safety.nouns import NOBODY_IN_PARTICULAR, Evidence, mark_of

MOST_CLOSED = 20


@dataclass(frozen=True)
class AlertCard:
    """One alert as a responder reads it. Who wrote it is "" for whoever does not know it (`known`)."""

    alert: Alert
    tier: str
    where: str
    name: str
    stone: str
    state: str
    known: bool = False
    evidence: Evidence = field(default_factory=lambda: Evidence("", "", "", ""))

    @property
    def is_somebodys(self) -> bool:
        """There is somebody to write to: the words of a circle are nobody's in particular."""
        return self.alert.mark != mark_of(NOBODY_IN_PARTICULAR)


def alerts_of(member) -> list[AlertCard]:
    """Open ones that this responder may answer: who waits for somebody first, the most pressing on top."""
    alerts = sorted(_seen_by(member).filter(closed_at=None), key=lambda one: (one.acknowledged_at is not None, one.tier, one.at))
    return _cards(alerts, member)


def closed_alerts_of(member) -> list[AlertCard]:
    return _cards(list(_seen_by(member).filter(closed_at__isnull=False).order_by("-closed_at")[:MOST_CLOSED]), member)


def facts_of_alerts(member) -> list[AlertCard]:
    """For the coordinator: that there is something, how pressing, and how far it has come. Who is a responder too
    reads it itself, or was called for it as nobody else leads."""
    alerts = Alert.objects.filter(closed_at=None).exclude(mark=mark_of(member.pk)).select_related("acknowledged_by").order_by("tier", "at")
    if member.is_responder:
        alerts = alerts.filter(steps__to=member).exclude(pk__in=_seen_by(member).values("pk")).distinct()
    return [AlertCard(one, tier_words(one), "", "", "", _state(one)) for one in alerts]


def alert_for(member, pk) -> Alert | None:
    return next((one for one in _seen_by(member).filter(pk=pk)), None)


def alert_fact(member, pk) -> Alert | None:
    """For the log: whoever may answer it, and the coordinator, unless it is about themselves."""
    if member.is_coordinator:
        return Alert.objects.filter(pk=pk).exclude(mark=mark_of(member.pk)).first()
    return alert_for(member, pk)


def somebody_was_called(pk) -> bool:
    """For its writer: a space of one has nobody to call, and must not say that it did."""
    return AlertStep.objects.filter(alert=pk, what="told").exists()


def own_alert(member, pk) -> Alert | None:
    alert = Alert.objects.filter(pk=pk, mark=mark_of(member.pk)).first()
    return alert if alert and rules.is_shown_to_its_writer(alert) else None


def open_call_of(member) -> Alert | None:
    """The writer's own that is open, the latest."""
    mine = Alert.objects.filter(mark=mark_of(member.pk), closed_at=None).order_by("-at")
    return next((alert for alert in mine if rules.is_shown_to_its_writer(alert)), None)


def card_of(alert: Alert, member) -> AlertCard:
    return _cards([alert], member)[0]


def _seen_by(member):
    if not member.is_responder:
        return Alert.objects.none()
    named, unnamed = rules.hidden_writers(member, True), rules.hidden_writers(member, False)
    known = Q(named=True) | Q(pk__in=_opened_to(member) if named != unnamed else [])
    hidden = (known & Q(mark__in=[mark_of(pk) for pk in named])) | Q(mark__in=[mark_of(pk) for pk in unnamed])
    return Alert.objects.exclude(mark=mark_of(member.pk)).exclude(hidden).select_related("acknowledged_by", "seconded_by", "closed_by")


def _opened_to(member) -> list[int]:
    learned = rules.who_learned(Alert.objects.filter(named=False, seconded_at__isnull=False))
    return [pk for pk, two in learned.items() if member.pk in two]


def _cards(alerts: list[Alert], member) -> list[AlertCard]:
    keyring.bring([alert.pk for alert in alerts])
    learned = rules.who_learned(alerts)
    known = {alert.pk for alert in alerts if alert.named or member.pk in learned.get(alert.pk, ())}
    people = members.people(int(alert.writer or 0) for alert in alerts if alert.pk in known)
    keyring.bring(pk for alert in alerts for pk in (alert.acknowledged_by_id, alert.closed_by_id, alert.seconded_by_id) if pk)
    return [_card(alert, people, alert.pk in known) for alert in alerts]


def _card(alert: Alert, people: dict, known: bool) -> AlertCard:
    evidence = Evidence.from_text(alert.evidence)
    who = people.get(int(alert.writer or 0)) if known else None
    name, stone = (who.name, who.stone) if who else ("", "")
    if alert.named and evidence.by:  # as whoever brought it knows them: a name they have elsewhere is not linked
        name, stone = evidence.by, ""
    return AlertCard(alert, tier_words(alert), evidence.where, name, stone, _state(alert), known, evidence)


@dataclass(frozen=True)
class Worry:
    """What somebody who is worried added, never who. `report` is where the words were brought."""

    report: int
    words: str


def worries_of(alert: Alert, member) -> list[Worry]:
    """For a responder who may read the reports."""
    brought = who_decides.brought_about(alert).filter(reason=rules.DANGER).order_by("at")
    return [Worry(one.pk, one.words or "") for one in brought if who_decides.may_look(member, one)]


@dataclass(frozen=True)
class Asking:
    """Whoever is there asks whether somebody agrees that the name is needed."""

    name: str
    reason: str
    mine: bool


def asking_for(alert: Alert, member) -> Asking | None:
    asked = rules.asked_now(alert)
    if asked is None:
        return None
    return Asking(_name(asked.by_id, members.people([asked.by_id])), step_words.of(asked), asked.by_id == member.pk)


def tier_words(alert: Alert) -> str:
    if alert.noun == "call":
        return _("Somebody asked for a person here")
    if alert.noun == rules.WORRY:
        return _("Somebody is worried that somebody is in danger")
    return {1: _("A plan, or means at hand"), 2: _("A wish to die, or to hurt themselves")}.get(alert.tier, _("Hopelessness"))


def _state(alert: Alert) -> str:
    if alert.unfounded_at and alert.noun == "call":
        return _("They do not need anybody any more.")
    if alert.unfounded_at:
        return _("They said that it was not about them being in danger.")
    if alert.closed_at:
        return _("Closed.") if alert.closed_by is None else _("Closed by %(name)s.") % {"name": alert.closed_by.name or _("somebody who has left")}
    if alert.acknowledged_at is None:
        return _("Nobody is there yet.")
    return _("%(name)s is there.") % {"name": (alert.acknowledged_by and alert.acknowledged_by.name) or _("Somebody who has left")}


# ---- the log


@dataclass(frozen=True)
class Line:
    """One line of who was told, saw, and did what. `words` are kept from whoever may not read them."""

    at: datetime
    said: str
    words: str = ""
    from_author: bool = False


def log_of(alert: Alert, *, with_words: bool) -> list[Line]:
    """Oldest first. Who was called is said by their part, not by name: who was passed over, because they wrote
    it or are blocked with whoever did, must not show."""
    steps = list(alert.steps.order_by("at", "id"))
    looks = list(Look.objects.filter(noun__in=["alert", "alert_log"], noun_id=alert.pk))
    people = members.people({look.by for look in looks} | {step.by_id for step in steps if step.by_id})
    lines = [line for step in _told_once(steps) if (line := _line(step, people, with_words))]
    lines += [Line(look.at, _looked(look, people)) for look in looks]
    return sorted(lines, key=lambda line: line.at)


def _told_once(steps: list[AlertStep]) -> list[AlertStep]:
    """Of several who were told in the same breath, one line."""
    seen, kept = set(), []
    for step in steps:
        breath = step.at.replace(microsecond=0) if step.what == "told" else step.pk
        if breath not in seen:
            kept.append(step)
        seen.add(breath)
    return kept


def _line(step: AlertStep, people: dict, with_words: bool) -> Line:
    name = _name(step.by_id, people)
    said = {
        "told": _("Somebody was called."),
        "nobody": _("Nobody was on duty."),
        "worried": _("Somebody brought it who is worried about them."),
        "changed": _("The words were changed. What stands here now is how they are."),
        "acknowledged": _("%(name)s said that they are there."),
        "seconded": _("%(name)s agreed that the name is needed and said why. It opened to the two of them."),
        "asked_second": _("%(name)s said why the name is needed, and asked whether somebody agrees."),
        "wrote": _("%(name)s wrote to them."),
        "answered": _("They answered."),
        "did": _("%(name)s said what was done."),
        "handed": _("%(name)s had to go, and somebody else is called."),
        "unfounded": _("They said that it was not about them being in danger."),
        "closed": _("%(name)s closed it."),
        "erased": _("Whoever wrote it was erased at their own wish or after they left, and it was closed."),
    }.get(step.what, "")
    return Line(step.at, said % {"name": name}, step_words.of(step) if with_words else "", step.what == "answered")


def _looked(look: Look, people: dict) -> str:
    said = _("%(name)s read it.") if look.noun == "alert" else _("%(name)s read this log.")
    return said % {"name": _name(look.by, people)}


def _name(pk: int | None, people: dict) -> str:
    return people[pk].name if pk in people and people[pk].name else _("Somebody who has left")


# ---- what the writer sees


@dataclass(frozen=True)
class Said:
    """A few words between whoever is there and the writer."""

    name: str
    stone: str
    words: str
    at: datetime
    mine: bool


def conversation(alert: Alert) -> list[Said]:
    steps = list(alert.steps.filter(what__in=["wrote", "answered"]).order_by("at", "id"))
    people = members.people({step.by_id for step in steps if step.by_id})
    return [Said(_name(step.by_id, people), people[step.by_id].stone if step.by_id in people else "", step_words.of(step), step.at, step.what == "answered") for step in steps]


def what_was_done_with(alert: Alert) -> list[str]:
    """For its writer: whether somebody is there, and whether their name was opened, to whom and why."""
    two = rules.who_learned([alert]).get(alert.pk, ())
    people = members.people(pk for pk in (alert.acknowledged_by_id, *two) if pk)
    lines = []
    if alert.acknowledged_at:
        there = _("%(name)s is there for you, since %(hour)s.") if alert.noun == rules.WORRY else _("%(name)s has read it and is there, since %(hour)s.")
        lines.append(there % {"name": _name(alert.acknowledged_by_id, people), "hour": hour_of(alert.acknowledged_at)})
    if not alert.named and alert.seconded_at is None and alert.closed_at is None:
        lines.append(_("Nobody has been told that it was you. It would take two of them, and a reason in writing that you could read here."))
    if two:
        lines.append(_("%(one)s and %(other)s have learned that it was you. Nobody else has.") % {"one": _name(two[0], people), "other": _name(two[1], people)})
        lines += [_("%(name)s wrote why: %(reason)s") % {"name": _name(step.by_id, people), "reason": words} for step in _why(alert, two) if (words := step_words.of(step))]
    return lines


def _why(alert: Alert, two: tuple[int, int]) -> list[AlertStep]:
    """The reason of the one who asked last, and of the one who agreed."""
    asked = alert.steps.filter(what="asked_second", by=two[0], at__lte=alert.seconded_at).order_by("-at")
    return [*asked[:1], *alert.steps.filter(what="seconded")[:1]]


"""What somebody who holds a circle may hand in: when a meeting is, and what it begins with."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.base import clock
from cairn.base.forms import KindForm, Line, Words
from cairn.base.languages import zone_names, zones
from cairn.meetings import schedule, shapes
from cairn.meetings.models import LIVE, SLOW
from cairn.meetings.schedule import FORTNIGHTLY, MONTHLY, RULE, WEEKLY
from cairn.meetings.shapes import CLOSING, OPENING, WORDS, Prepared

ONCE = "once"
MOST_ROUNDS = 6
FURTHEST = timedelta(days=2 * 366)
SOFT_DAY = 86_400
A_DAY = 1440  # minutes

HOW_LONG = [(30, _("Half an hour")), (45, _("Three quarters of an hour")), (60, _("An hour")), (75, _("An hour and a quarter")), (90, _("An hour and a half")), (120, _("Two hours"))]
HOW_MANY_DAYS = [(2, _("Two days")), (3, _("Three days")), (4, _("Four days")), (5, _("Five days")), (7, _("A week"))]
A_TURN = [(60, _("About a minute")), (120, _("About two minutes")), (180, _("About three minutes")), (300, _("About five minutes")), (480, _("About eight minutes"))]
PLACES = [("", _("Everybody who sits in the circle")), *((n, words) for n, words in ((3, _("Three people")), (4, _("Four people")), (5, _("Five people")), (6, _("Six people")), (7, _("Seven people")), (8, _("Eight people"))))]


class PreparedForm(KindForm):
    """What a meeting begins with, and when it is."""

    prompt = Line(label=_("What it is about"), max_length=160, help_text=_("One question or a few words. Everybody in the circle sees it beforehand."))
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"required": _("Please choose a day."), "invalid": _("Please write the day as in 2027-03-30.")})
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages={"required": _("Please choose when it begins."), "invalid": _("Please write the hour as in 19:00.")})
    zone = forms.ChoiceField(label=_("By the clock of"), help_text=_("The hour stays the same there in summer and in winter. Everybody sees it by their own clock too."))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=HOW_LONG, required=False, empty_value=60)
    days = forms.TypedChoiceField(label=_("How many days"), coerce=int, choices=HOW_MANY_DAYS, required=False, empty_value=3)
    guide = forms.TypedChoiceField(label=_("How long a turn softly takes"), coerce=int, choices=A_TURN, required=False, empty_value=180, help_text=_("Nothing is cut off. Whoever speaks sees when it is time to draw in."))
    places = forms.TypedChoiceField(label=_("Who may come"), coerce=int, choices=PLACES, required=False, empty_value=None, help_text=_("Where not everybody may, whoever says yes first has a place, and the others wait for one."))
    opening = Words(label=_("Words to open with"), max_length=1200, rows=4, required=False)
    first = Line(label=_("Opening round"), max_length=200)
    questions = Words(label=_("Rounds"), max_length=1500, rows=5, help_text=_("One question a line, six at most. The piece goes round once for each."))
    last = Line(label=_("Closing round"), max_length=200)
    closing = Words(label=_("Words to close with"), max_length=1200, rows=3, required=False)
    shape = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args, slow=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.slow = slow
        self.fields["zone"].choices = zones()
        self.fields.pop("minutes" if slow else "days")
        if slow:
            self.fields.pop("guide")

    def clean_zone(self):
        if self.cleaned_data["zone"] not in zone_names():
            raise forms.ValidationError(gettext("Please choose a place from the list."))
        return self.cleaned_data["zone"]

    def clean_on(self):
        return _not_too_far(self.cleaned_data["on"])

    def clean_questions(self):
        lines = _lines(self.cleaned_data["questions"])
        if len(lines) > MOST_ROUNDS:
            raise forms.ValidationError(gettext("More than six rounds are too many for one meeting. Which could wait for the next?"))
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(gettext("One of these is long for a question. Could you say it in a line or two?"))
        return lines

    def clean(self):
        said = super().clean()
        if {"on", "at", "zone"} <= said.keys():
            said["starts_at"] = schedule.moment(said["on"], said["at"], said["zone"])
            if not self.may_be_past and said["starts_at"] <= clock.now():
                self.add_error("on", gettext("That time is past already. Could you choose one that is still to come?"))
        return said

    may_be_past = False

    def prepared(self) -> Prepared:
        said, shape = self.cleaned_data, shapes.shape(self.cleaned_data["shape"])
        middle = [(shape.kind if n == 0 else WORDS, question) for n, question in enumerate(said["questions"])]
        rounds = ((OPENING, said["first"]), *middle, (CLOSING, said["last"]))
        return Prepared(shape.code, said["prompt"], said["opening"], said["closing"], rounds)

    def length(self) -> dict:
        said = self.cleaned_data
        return {
            "minutes": said["days"] * A_DAY if self.slow else said["minutes"],
            "guide_seconds": SOFT_DAY if self.slow else said["guide"],
        }


class PlanForm(PreparedForm):
    """A new meeting, or meetings that come again."""

    often = forms.ChoiceField(label=_("Does it come again?"), choices=[
        (ONCE, _("Once")), (WEEKLY, _("Every week")), (FORTNIGHTLY, _("Every other week")),
        (MONTHLY, _("Every month, on the same weekday of the month")), (RULE, _("By a rule of its own")),
    ], widget=forms.RadioSelect, initial=ONCE, error_messages={"required": _("Please choose whether it comes again.")})
    rule = Line(label=_("The rule"), max_length=200, required=False, help_text=_("As calendar programs write it (RRULE), for example FREQ=MONTHLY;BYDAY=1TU,3TU. Only for a rule of its own."))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text=_("Left empty it goes on until somebody ends it."), error_messages={"invalid": _("Please write the day as in 2027-03-30.")})

    def clean_until(self):
        return _not_too_far(self.cleaned_data["until"], timedelta(days=20 * 366))

    def clean(self):
        self.may_be_past = self.cleaned_data.get("often") not in (ONCE, None)  # the next one is what has to be to come
        said = super().clean()
        if said.get("often") == RULE:
            self._clean_rule(said)
        if said.get("until") and said.get("on") and said["until"] < said["on"]:
            self.add_error("until", gettext("That is before the first day."))
        return said

    def _clean_rule(self, said) -> None:
        try:
            said["rule"] = schedule.checked_rule(said.get("rule", ""))
        except schedule.NotARule:
            self.add_error("rule", gettext("This rule could not be read. Weeks, months, weekdays and how often can be in it, as in FREQ=WEEKLY;INTERVAL=3;BYDAY=TU."))

    @property
    def comes_again(self) -> bool:
        return self.cleaned_data["often"] != ONCE

    def once(self) -> dict:
        said = self.cleaned_data
        return self.length() | {"starts_at": said["starts_at"], "zone": said["zone"], "places": said["places"], "kind": SLOW if self.slow else LIVE}

    def again(self) -> dict:
        said = self.cleaned_data
        when = {"often": said["often"], "rule": said["rule"] if said["often"] == RULE else "", "first_on": said["on"], "until": said["until"]}
        return self.length() | when | {"at": said["at"], "zone": said["zone"], "kind": SLOW if self.slow else LIVE}

    @staticmethod
    def beginning(code: str, zone: str) -> dict:
        """What the form opens with: a prepared meeting a week from today, at seven."""
        prepared = shapes.shape(code).prepared()
        in_a_week = clock.now().astimezone(schedule.ZoneInfo(zone)).date() + timedelta(weeks=1)
        return _said(prepared) | {"on": in_a_week, "at": "19:00", "zone": zone, "minutes": 60, "days": 3, "guide": 180, "often": ONCE}


class ChangeForm(PreparedForm):
    """One meeting, looked over again."""

    @staticmethod
    def as_it_is(meeting) -> dict:
        there = meeting.starts_at.astimezone(schedule.ZoneInfo(meeting.zone))
        rounds = tuple((one.kind, one.question or "") for one in meeting.rounds.all())
        prepared = Prepared(meeting.template, meeting.prompt or "", meeting.opening or "", meeting.closing or "", rounds)
        return _said(prepared) | {
            "on": there.date(), "at": f"{there:%H:%M}", "zone": meeting.zone, "minutes": meeting.minutes, "days": meeting.minutes // A_DAY,
            "guide": meeting.guide_seconds, "places": meeting.places,
        }


class SkipForm(KindForm):
    on = forms.DateField(label=_("A day on which it does not take place"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"required": _("Please choose a day."), "invalid": _("Please write the day as in 2027-03-30.")})

    def clean_on(self):
        return _not_too_far(self.cleaned_data["on"])


class StandInForm(KindForm):
    member = forms.TypedChoiceField(label=_("Whom would you like to ask?"), coerce=int, widget=forms.RadioSelect, error_messages={"required": _("Please choose somebody."), "invalid_choice": _("Please choose somebody from the list.")})

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(face.number, face.name) for face in people]


def _said(prepared: Prepared) -> dict:
    asked = [question for kind, question in prepared.rounds if kind not in (OPENING, CLOSING)]
    ends = dict(prepared.rounds)
    return {
        "prompt": prepared.prompt, "opening": prepared.opening, "closing": prepared.closing, "shape": prepared.template,
        "first": ends.get(OPENING, ""), "questions": "\n".join(asked), "last": ends.get(CLOSING, ""),
    }


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _not_too_far(day: date | None, furthest: timedelta = FURTHEST) -> date | None:
    """A day a calendar has, and not so far off that it is a slip of the pen."""
    today = clock.now().date()
    if day is not None and not today - FURTHEST < day < today + furthest:
        raise forms.ValidationError(gettext("That is very far away. Is the year right?"))
    return day

"""What a person may hand in about something to do together."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.base import clock
from cairn.base.forms import Changing, Line, Words
from cairn.base.languages import zone_names, zones
from cairn.bonds.models import Activity
from cairn.bonds.rules import activities as rules

EVERYONE = "everyone"
HOW_LONG = [(30, _("Half an hour")), (60, _("An hour")), (90, _("An hour and a half")), (120, _("Two hours")), (180, _("Three hours")), (240, _("Four hours"))]
SEATS = [
    (2, _("Two people, you among them")), (3, _("Three")), (4, _("Four")), (5, _("Five")), (6, _("Six")), (8, _("Eight")), (10, _("Ten")), (12, _("Twelve")),
]
_CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")}


class ActivityForm(Changing):
    title = Line(label=_("What would you like to do together?"), max_length=100)
    words = Words(label=_("A little more about it"), max_length=1500, rows=4, help_text=_("What it is like, what to bring, that somebody may come late or leave early."))
    kind = forms.ChoiceField(label=_("Where?"), choices=[(Activity.ONLINE, _("Online")), (Activity.PLACE, _("At a public place"))], initial=Activity.ONLINE, widget=forms.RadioSelect, error_messages=_CHOOSE)
    where = Line(label=_("How do people find it?"), max_length=300, help_text=_("A link, or a place where other people are about: a park gate, a café, a library. Never a home. Only those who go see this."))
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"required": _("Please choose a day."), "invalid": _("Please write the day as in 2027-03-30.")})
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages={"required": _("Please choose when it begins."), "invalid": _("Please write the hour as in 19:00.")})
    zone = forms.ChoiceField(label=_("By the clock of"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=HOW_LONG, initial=60, error_messages=_CHOOSE)
    seats = forms.TypedChoiceField(label=_("How many can come?"), coerce=int, choices=SEATS, initial=6, error_messages=_CHOOSE)
    audience = forms.ChoiceField(label=_("Who can see it, and come?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    public = forms.BooleanField(label=_("It is a public place, or online, and nobody has to show their home or say their real name"), error_messages={"required": _("Please look whether this is so: it keeps everybody safe.")})

    def __init__(self, *args, circles=(), changing=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()
        self.circles = {f"circle-{circle.pk}": circle for circle in circles}
        self.fields["audience"].choices = [*((value, circle.name) for value, circle in self.circles.items()), (EVERYONE, _("Everyone here"))]
        if changing:
            self.fields.pop("audience")

    def _with(self, data):
        return type(self)(data, changing=True)

    def clean_zone(self):
        if self.cleaned_data["zone"] not in zone_names():
            raise forms.ValidationError(gettext("Please choose a place from the list."))
        return self.cleaned_data["zone"]

    def clean_on(self):
        if not clock.now().date() - timedelta(days=2) < self.cleaned_data["on"] < (clock.now() + rules.FURTHEST).date():
            raise forms.ValidationError(gettext("Please choose a day within the next half year."))
        return self.cleaned_data["on"]

    def clean(self):
        said = super().clean()
        if {"on", "at", "zone"} <= said.keys():
            said["starts_at"] = datetime.combine(said["on"], said["at"], ZoneInfo(said["zone"]))
            if said["starts_at"] <= clock.now():
                self.add_error("on", gettext("That time is past already. Could you choose one that is still to come?"))
        return said

    def said(self) -> dict:
        """As the verbs take it."""
        names = ("kind", "title", "words", "where", "starts_at", "minutes", "zone", "seats")
        return {name: self.cleaned_data[name] for name in names}

    def circle(self):
        return self.circles.get(self.cleaned_data["audience"])

    @staticmethod
    def as_it_is(activity) -> dict:
        there = activity.starts_at.astimezone(ZoneInfo(activity.zone))
        return {
            "title": activity.title, "words": activity.words, "kind": activity.kind, "where": activity.where, "on": there.date(), "at": f"{there:%H:%M}",
            "zone": activity.zone, "minutes": int((activity.ends_at - activity.starts_at).total_seconds() // 60), "seats": activity.seats, "public": True,
            "seen": activity.version(),
        }

    @staticmethod
    def beginning(zone: str) -> dict:
        """A week from today, in the afternoon."""
        return {"on": (clock.now().astimezone(ZoneInfo(zone)) + timedelta(weeks=1)).date(), "at": "15:00", "zone": zone}

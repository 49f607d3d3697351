"""What a responder may say about their hours."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base import clock, times
from cairn.base.forms import KindForm
from cairn.safety.queries.duty import weekday_name

HALF_HOURS = range(0, 1440, 30)


class HoursForm(KindForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=(),
        error_messages={"required": _("Choose at least one day.")},
    )
    begins = forms.TypedChoiceField(label=_("From"), coerce=int, initial=18 * 60)
    ends = forms.TypedChoiceField(label=_("To"), coerce=int, initial=22 * 60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].choices = [(day, weekday_name(day)) for day in range(7)]
        for name in ("begins", "ends"):
            self.fields[name].choices = [(minute, times.oclock(minute // 60, minute % 60)) for minute in HALF_HOURS]


class RestForm(KindForm):
    """Resting, in days."""

    days = forms.TypedChoiceField(
        label=_("Rest from duty"), coerce=int, widget=forms.RadioSelect, initial=7,
        choices=[(1, _("For a day")), (7, _("For a week")), (14, _("For two weeks")), (30, _("For a month"))],
    )

    def until(self):
        return clock.now() + timedelta(days=self.cleaned_data["days"])


class LoadForm(KindForm):
    most = forms.IntegerField(
        label=_("How many a week can you carry?"), min_value=1, max_value=50,
        help_text=_("Alerts and reports together. Beyond that others are called first."),
        error_messages={"min_value": _("Choose a number between 1 and 50."), "max_value": _("Choose a number between 1 and 50.")},
    )


class ResponderForm(KindForm):
    member = forms.TypedChoiceField(label=_("Who?"), coerce=int, choices=(), error_messages={"required": _("Choose somebody.")})

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", _("Choose somebody")), *((one.pk, one.name) for one in people)]

"""What a person may hand in as a circle closes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing, KindForm, Words

DAYS = [(3, _("Three days")), (7, _("A week")), (14, _("Two weeks")), (21, _("Three weeks"))]


class BeginClosingForm(KindForm):
    words = Words(label=_("How would you open the last round?"), max_length=1500, rows=4, required=False)
    days = forms.TypedChoiceField(
        label=_("How long is there time?"), coerce=int, choices=DAYS, initial=7, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")},
    )


class LastWordForm(Changing):
    words = Words(label=_("Your word for the page that stays"), max_length=1500, rows=4, required=False)

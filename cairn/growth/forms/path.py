"""What a person may hand in for their path."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.base import clock
from cairn.base.forms import Changing, KindForm, Words


class FirstForm(Changing):
    """A first that is kept: a word of one's own, or none."""

    own_words = Words(label=_("A word of your own"), max_length=600, rows=3, required=False)


class StoneForm(Changing):
    on = forms.DateField(
        label=_("When was it?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please say a day. Roughly is fine."), "invalid": _("Please write the day like 2026-03-12.")},
    )
    own_words = Words(label=_("In your words"), max_length=600, rows=3)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localtime(clock.now()).date():
            raise forms.ValidationError(_("A path is made of days that have been. Please choose one of them."))
        if on.year < 1900:
            raise forms.ValidationError(_("Please choose a later day."))
        return on


class ChoicesForm(KindForm):
    on_this_day = forms.BooleanField(
        label=_("Show me my own words of this day in earlier months and years"), required=False,
        help_text=_("On your path alone. Never what may speak of grief, and never what you took back."),
    )
    listening = forms.BooleanField(
        label=_("Let me look at how I listen"), required=False,
        help_text=_("Which ways of answering you have used, in words. Worked out when you ask for it, and kept nowhere."),
    )

"""What a person may hand in to the listening coach."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words


class CoachForm(KindForm):
    coach = forms.BooleanField(
        label=_("The coach may ask me something while I write"), required=False,
        help_text=_("One question at a time, after a pause. Only you see it, and nothing of it is kept."),
    )


class PracticeForm(KindForm):
    text = Words(label=_("What would you write?"), rows=5)

"""What a person may hand in when something is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words
from cairn.safety.rules import REASONS


class ReportForm(KindForm):
    reason = forms.ChoiceField(
        label=_("What is wrong?"), widget=forms.RadioSelect, choices=REASONS.items(),
        error_messages={"required": _("Please choose what comes nearest.")},
    )
    words = Words(label=_("Anything that helps to understand it"), max_length=1000, rows=3, required=False)

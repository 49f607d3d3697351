"""What a welcomer and a newcomer may hand in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words

HOW_IT_WAS = (
    ("good", _("Good to have been there")), ("hard", _("Hard, and I’m glad I went")), ("too_much", _("Too much")),
    ("not_for_me", _("Not for me")),
)


class WelcomeForm(KindForm):
    """The line before a first time."""

    line = Words(label=_("A line for them"), max_length=600, rows=3)


class HowWasItForm(KindForm):
    answer = forms.ChoiceField(
        choices=HOW_IT_WAS, widget=forms.RadioSelect, label=_("How was it?"),
        error_messages={"required": _("Choose one of the four, or leave it."), "invalid_choice": _("Choose one of the four, or leave it.")},
    )
    text = Words(label=_("A line for yourself"), max_length=1000, rows=2, required=False)

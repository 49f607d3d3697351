"""What a person may hand in about the index."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm


class LikenessForm(KindForm):
    yes = forms.BooleanField(
        label=_("Compare what I tell by what it means"), required=False,
        help_text=_("It happens on this space’s own machine, by numbers that nobody reads. What you told as “someone” is never compared. When you take this back, or take a share back, its numbers are erased."),
    )

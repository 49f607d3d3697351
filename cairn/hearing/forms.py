from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm

HOW_OFTEN = (
    (1, _("Once a week")), (2, _("Twice a week")), (3, _("Three times a week")), (4, _("Four times a week")),
    (5, _("Five times a week")), (6, _("Six times a week")), (7, _("Seven times a week")),
)


class ListeningForm(KindForm):
    """How often somebody may be asked to listen."""

    weekly_limit = forms.TypedChoiceField(
        choices=HOW_OFTEN, coerce=int, widget=forms.RadioSelect, label=_("How often may we ask you, at most?"),
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose between once and seven times a week.")},
    )

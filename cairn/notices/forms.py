"""What a person may choose about being reached."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm
from cairn.notices.outgoing.sealing import CURVE, from_base64


class LettersForm(KindForm):
    asks_by_mail = forms.BooleanField(
        required=False, label=_("When somebody could use a listener, write to me"),
        help_text=_("Only if you offered to listen, and never in your quiet hours."),
    )
    gathering = forms.ChoiceField(
        label=_("What is new for you, gathered in one letter"), required=False, widget=forms.RadioSelect,
        choices=[("", _("No letter")), ("daily", _("Once a day")), ("weekly", _("Once a week, on Sunday"))],
        help_text=_("It says how much there is, and nothing else. When there is nothing, it does not come."),
    )
    gathering_hour = forms.TypedChoiceField(
        label=_("At what hour?"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        help_text=_("In your own time. If it falls into your quiet hours, it comes when they end."),
    )


class PushForm(forms.Form):
    """What a browser says about itself; nobody types it."""

    endpoint = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_p256dh(self):
        """A point of P-256, or what would be sealed with it could not be opened."""
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64(self.cleaned_data["p256dh"]))
        except (ValueError, binascii.Error):
            raise forms.ValidationError("no key") from None
        return self.cleaned_data["p256dh"]

    def clean_auth(self):
        try:
            good = len(base64.urlsafe_b64decode(self.cleaned_data["auth"] + "==")) == 16
        except (ValueError, binascii.Error):
            good = False
        if not good:
            raise forms.ValidationError("no secret")
        return self.cleaned_data["auth"]

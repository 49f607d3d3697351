"""What somebody who leaves may choose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm

ERASE, STAND = "erase", "stand"


class GoingForm(KindForm):
    answers = forms.ChoiceField(
        label=_("What you answered to others"), initial=ERASE, widget=forms.RadioSelect,
        choices=[(ERASE, _("Erase it")), (STAND, _("Leave it standing, by “somebody who has left”"))],
        error_messages={"required": _("Choose what happens to your answers."), "invalid_choice": _("Choose what happens to your answers.")},
    )

    @property
    def answers_stand(self) -> bool:
        return self.cleaned_data["answers"] == STAND


class GoingNowForm(GoingForm):
    sure = forms.BooleanField(
        label=_("I know that nobody can bring anything back afterwards, not even the people who run this space."),
        error_messages={"required": _("Tick this box, so that nobody is erased by a slip of the hand.")},
    )


class GoingNowBySecretForm(GoingNowForm):
    """With a password or a recovery code: never cut, trimmed or shown again."""

    password = forms.CharField(
        label=_("Your password"), strip=False, error_messages={"required": _("Please show that it is you: whoever shares your device could press this as well.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "spellcheck": "false", "autocapitalize": "none"}),
    )


class AnotherCoordinatorForm(KindForm):
    """Somebody who is here: by choice, not by typing a name."""

    person = forms.TypedChoiceField(label=_("Who runs the space with you"), coerce=int, error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody from the list.")})

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(person.id, person.name) for person in people]

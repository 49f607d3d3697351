from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm
from cairn.members.queries import hours, topics
from cairn.shares.models import SOMEONE, STONE

HOW_OFTEN = (
    (1, _("One a week")), (2, _("Two a week")), (3, _("Three a week")), (4, _("Four a week")),
    (5, _("Five a week")), (6, _("Six a week")), (7, _("Seven a week")),
)


class ListeningForm(KindForm):
    """What a listener offers, and where it ends."""

    weekly_limit = forms.TypedChoiceField(
        choices=HOW_OFTEN, coerce=int, widget=forms.RadioSelect, label=_("To how many shares would you listen, at most?"),
        error_messages={"required": _("Choose how many."), "invalid_choice": _("Choose between one and seven a week.")},
    )
    hours = forms.MultipleChoiceField(
        label=_("When may we ask you?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, words) for name, (words, _start) in hours.BLOCKS.items()], help_text=_("In your own time, and never in your quiet hours. Leave all empty for any time."),
    )
    rather_not = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, label=_("What would you rather not hear about?"),
        help_text=_("We do not ask you for shares that say they mention it. Nobody else sees this."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rather_not"].choices = [(topic.pk, topic.name) for topic in topics()]

    def offered(self) -> dict:
        """As verbs.offer_to_listen takes it."""
        chosen = self.cleaned_data
        return {"weekly_limit": chosen["weekly_limit"], "hours": hours.mask_of(chosen["hours"]), "rather_not": chosen["rather_not"]}


class WidenForm(KindForm):
    """How somebody is shown to everyone here, where they were shown to a circle until now."""

    shown_as = forms.ChoiceField(
        choices=[(STONE, _("With my name and stone here")), (SOMEONE, _("As someone here"))], widget=forms.RadioSelect, label=_("How are you shown?"),
    )

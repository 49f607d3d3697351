"""What a person says who would like a buddy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing
from cairn.bonds.stages import STAGES
from cairn.members.queries import INTERESTS

_GONE = {"invalid_choice": _("One of these is no longer here. Please look again.")}


class WishForm(Changing):
    interests = forms.MultipleChoiceField(
        label=_("What do you enjoy?"), choices=INTERESTS.items(), required=False, widget=forms.CheckboxSelectMultiple, error_messages=_GONE,
        help_text=_("What you both enjoy is mostly what brings two people together. It stands among what you said about yourself."),
    )
    stage = forms.MultipleChoiceField(
        label=_("Where in life are you?"), choices=[(kind, alone) for kind, (alone, _within) in STAGES.items()], required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=_GONE, help_text=_("As many as fit, or none."),
    )
    experience = forms.BooleanField(label=_("What we both lived through may bring us together, too"), required=False)
    rather_not = forms.MultipleChoiceField(
        label=_("Is there anybody you would rather not meet?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=_GONE,
        help_text=_("Nobody is told, and nobody can look it up."),
    )
    nudge = forms.BooleanField(label=_("Remind me once a week to say hello to my buddy"), required=False)

    def __init__(self, *args, peers, **kwargs):
        """`peers`: those they know, as they know them in each circle."""
        super().__init__(*args, **kwargs)
        self.peers = peers
        self.ids = {peer.value: peer.member_id for peer in peers}
        self.fields["rather_not"].choices = [(peer.value, f"{peer.name}, {peer.where}") for peer in peers]

    def _with(self, data):
        return type(self)(data, peers=self.peers)

    def said(self, before=None) -> dict:
        """As the verb takes it. `before`: whom they had chosen; those they do not meet just now stay chosen."""
        clean = self.cleaned_data
        unseen = {value: pk for value, pk in (before or {}).items() if value not in self.ids}
        return clean | {"rather_not": unseen | {value: self.ids[value] for value in clean["rather_not"]}}

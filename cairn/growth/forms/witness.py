"""What a person may hand in as a witness, or to ask for one."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words


class _ToPeer(KindForm):
    """`peers` are circles.queries.Peers; who is chosen is the value of one."""

    peer = forms.ChoiceField(label=_("Who"), error_messages={"required": _("Please choose somebody."), "invalid_choice": _("They are not among the people you know here any more.")})

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        together = groupby(peers, key=lambda peer: peer.where)
        self.fields["peer"].choices = [("", _("Choose")), *((where, [(peer.value, peer.name) for peer in of]) for where, of in together)]


class InviteForm(_ToPeer):
    pass


class WitnessForm(KindForm):
    line = Words(label=_("What you have noticed"), max_length=400, rows=3)


class OfferForm(_ToPeer, WitnessForm):
    field_order = ("peer", "line")

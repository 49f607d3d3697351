"""What a person may hand in for their cairn, and for a line to somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base import stones
from cairn.base.forms import Changing, KindForm, Words


class _Knows(KindForm):
    """Who knows of it. Nobody is named: it stays with its member."""

    knows = forms.MultipleChoiceField(
        label=_("Who knows of it?"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of them cannot be told any more. Please look again.")},
    )

    def __init__(self, hearers, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.hearers = hearers
        self.fields["knows"].choices = [(hearer.value, hearer.words) for hearer in hearers]

    def chosen(self) -> list:
        """As Hearers."""
        return [hearer for hearer in self.hearers if hearer.value in self.cleaned_data["knows"]]


class TellForm(_Knows, Changing):
    def _with(self, data):
        return type(self)(self.hearers, data)


class _VictoryWords(KindForm):
    words = Words(label=_("What was the small step?"), max_length=1200, rows=3)


class LayForm(_Knows, _VictoryWords):
    stone = forms.CharField(label=_("Its stone"), required=False, widget=forms.RadioSelect, max_length=24)

    field_order = ("words", "stone", "knows")

    def __init__(self, hearers, given, *args, **kwargs):
        """`given` are the codes to choose from; the first lies ready."""
        super().__init__(hearers, *args, **kwargs)
        self.given = given
        self.fields["stone"].initial = given[0]

    @property
    def picks(self) -> list[tuple[str, str]]:
        """Each with what it looks like, in words."""
        return [(code, stones.describe(code)) for code in self.given]

    def clean_stone(self) -> str:
        chosen = self.cleaned_data["stone"]
        return chosen if stones.CODE.fullmatch(chosen) else self.given[0]


class ChangeForm(_VictoryWords, Changing):
    pass


class LineForm(KindForm):
    words = Words(label=_("Your line"), max_length=400, rows=2)


class PeerForm(LineForm):
    """To somebody whom one knows from a circle, or to a buddy."""

    to = forms.ChoiceField(label=_("To whom?"), error_messages={"required": _("Please choose somebody."), "invalid_choice": _("They cannot be chosen any more. Please look again.")})

    field_order = ("to", "words")

    def __init__(self, peers, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.peers = {peer.value: peer for peer in peers}
        self.fields["to"].choices = [("", _("Choose somebody")), *_by_place(peers)]

    def peer(self):
        return self.peers[self.cleaned_data["to"]]


def _by_place(peers) -> list:
    """Under the name of each circle."""
    places: dict[str, list] = {}
    for peer in peers:
        places.setdefault(peer.where, []).append((peer.value, peer.name))
    return list(places.items())

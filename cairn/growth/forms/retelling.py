"""What a person may hand in to tell something again, to ask others, and to say how they see it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base import text, times
from cairn.base.forms import Changing, KindForm, Line, Words
from cairn.growth.retold.words import hint_of, prompt_of
from cairn.growth.rules.retelling import PARTS, WORDS, is_worth_keeping

MOST_KEPT = 20_000  # characters of one part, while it is being written


class RetellForm(KindForm):
    """From what it begins."""

    source = forms.ChoiceField(label=_("What would you like to tell again?"), widget=forms.RadioSelect, required=False)

    def __init__(self, sources, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["source"].choices = [*((one.value, one.begins) for one in sources), ("", _("Something that is not written here yet"))]

    def hints(self) -> dict[str, str]:
        """What each is, and when it was."""
        return {one.value: (_("Told on %(day)s") if one.is_share else _("A small step, %(day)s")) % {"day": times.day(one.at)} for one in self.sources}


class RetellingForm(Changing):
    """Four prompts, each of them optional."""

    title = Line(label=_("What you call it"), max_length=120, required=False)
    happened = Words(max_length=4000, rows=6, required=False)
    felt = Words(max_length=4000, rows=4, required=False)
    bottom = Words(max_length=4000, rows=4, required=False)
    possible = Words(max_length=4000, rows=4, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PARTS:
            self.fields[name].label, self.fields[name].help_text = prompt_of(name), hint_of(name)

    def clean(self):
        said = super().clean()
        if not self.errors and not is_worth_keeping(said):
            self.add_error("happened", _("Nothing is written here yet."))
        return said

    def typed(self) -> dict[str, str]:
        """As it was typed, right or wrong: what is kept while somebody writes."""
        return {name: text.clean(str(self.data.get(name, ""))[:MOST_KEPT]) for name in WORDS}


class AskForm(KindForm):
    who = forms.MultipleChoiceField(
        label=_("Whom would you like to ask?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose somebody."), "invalid_choice": _("Somebody is no longer in your circle. Please look again.")},
    )

    def __init__(self, peers, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.peers = peers
        self.fields["who"].choices = [(peer.value, peer.name) for peer in peers]

    @property
    def chosen(self) -> list:
        return [peer for peer in self.peers if peer.value in self.cleaned_data["who"]]


class ViewForm(Changing):
    view = Words(label=_("How you see it"), max_length=3000, rows=6)

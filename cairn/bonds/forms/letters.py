"""What a person may hand in at a door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Line, Words
from cairn.bonds.rules.letters import has_link

NO_LINKS = _("Letters hold no links at first, so that nobody is led elsewhere by somebody they hardly know. Take the link out, and send it again: everything else is kept. Once you have both written for a while, there is room for links.")


class KnockForm(KindForm):
    words = Line(label=_("A line, if you like"), max_length=200, required=False)

    def clean_words(self):
        return _without_links(self.cleaned_data["words"])


class LetterForm(KindForm):
    words = Words(label=_("Your letter"), max_length=6000, rows=5)

    def __init__(self, *args, links: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.links = links

    def clean_words(self):
        words = self.cleaned_data["words"]
        return words if self.links else _without_links(words)

    def typed(self) -> str:
        """As it was typed, whatever is wrong with it."""
        return self.data.get("words", "")[: self.fields["words"].max_length]


def _without_links(words: str) -> str:
    if has_link(words):
        raise forms.ValidationError(NO_LINKS)
    return words

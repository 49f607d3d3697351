"""What goes into the small book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Line, Words
from cairn.growth.queries.book import CHAPTERS, Chosen

KNOWN, SOMEONE = "known", "someone"


class BookForm(KindForm):
    title = Line(label=_("Its title"), max_length=80)
    dedication = Words(label=_("A dedication"), max_length=400, rows=2, required=False, help_text=_("For whom it is, or whom you thank. A name here is your own choice."))
    chapters = forms.MultipleChoiceField(
        label=_("What goes in"), choices=tuple(CHAPTERS.items()), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Please choose at least one part.")},
    )
    firsts = forms.BooleanField(label=_("First tellings too, beside what I tell now"), required=False)
    names = forms.ChoiceField(
        label=_("Lines that others wrote to you"), widget=forms.RadioSelect,
        choices=((KNOWN, _("With the name you know them by")), (SOMEONE, _("From “someone”"))),
    )

    def chosen(self) -> Chosen:
        said = self.cleaned_data
        return Chosen(said["title"], said["dedication"], tuple(said["chapters"]), said["firsts"], said["names"] == KNOWN)

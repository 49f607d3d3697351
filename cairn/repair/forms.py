"""What a person may hand in to work something out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words

WHAT = (
    ("hurt", _("Something hurt me, or was misunderstood")),
    ("pressing", _("I was pressed, harassed or followed about")),
    ("harm", _("Somebody was threatened, or told how to come to harm")),
    ("danger", _("I am worried that somebody is in danger")),
)


class BeginForm(KindForm):
    what = forms.ChoiceField(label=_("What comes nearest?"), widget=forms.RadioSelect, choices=WHAT, error_messages={"required": _("Please choose what comes nearest.")})


class BeginInCircleForm(BeginForm):
    seat = forms.TypedChoiceField(label=_("With whom?"), coerce=int, widget=forms.RadioSelect, error_messages={"required": _("Please choose somebody.")})
    field_order = ["seat", "what"]

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(seat.pk, seat.name) for seat in seats]


class ProposeForm(KindForm):
    one = forms.TypedChoiceField(label=_("Who would be asked first"), coerce=int, error_messages={"required": _("Please choose somebody.")})
    other = forms.TypedChoiceField(label=_("And with whom"), coerce=int, error_messages={"required": _("Please choose somebody.")})

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].choices = [("", _("Choose")), *((seat.pk, seat.name) for seat in seats)]

    def clean(self):
        said = super().clean()
        if said.get("one") and said.get("one") == said.get("other"):
            self.add_error("other", _("Choose two different people."))
        return said


class HappenedForm(KindForm):
    happened = Words(label=_("What happened?"), max_length=4000, rows=5, required=False)
    affected = Words(label=_("How were you affected?"), max_length=4000, rows=4, required=False)
    need = Words(label=_("What do you need?"), max_length=4000, rows=4, required=False)

    def clean(self):
        said = super().clean()
        if not any(said.get(name) for name in ("happened", "affected", "need")) and not self.errors:
            self.add_error("happened", _("Nothing is written here yet."))
        return said


class HeardForm(KindForm):
    understood = Words(label=_("One thing I understood"), max_length=2000, rows=4)


class HelpsForm(KindForm):
    would_help = Words(label=_("What would help"), max_length=2000, rows=4)


class LineForm(KindForm):
    line = Words(label=_("A line for the circle"), max_length=300, rows=3)


class BringForm(KindForm):
    who = forms.TypedChoiceField(label=_("Who"), coerce=int, widget=forms.RadioSelect, error_messages={"required": _("Please choose somebody.")})

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(seat.pk, seat.name) for seat in seats]


class CallForm(KindForm):
    about = Words(label=_("What it is about"), max_length=1000, rows=4)


class SpeakForm(KindForm):
    spoken = Words(label=_("Your words"), max_length=3000, rows=5, required=False)


class PutForwardForm(KindForm):
    proposed = Words(label=_("The agreement as it would be"), max_length=2000, rows=8, help_text=_("One sentence a line. Each seat says yes to exactly these words, or not yet."))

    def clean_proposed(self):
        lines = [line.strip() for line in self.cleaned_data["proposed"].splitlines()]
        return "\n".join(line for line in lines if line)


class ConsentForm(KindForm):
    missing = Words(label=_("What is missing for you"), max_length=1000, rows=3, required=False)

"""What a person may hand in about how it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing, KindForm, Line, Words
from cairn.base.languages import LANGUAGES
from cairn.checkins.models import AREAS, Felt
from cairn.checkins.words import area_name


class CheckInForm(Changing):
    """Two taps, one's own word, a line of why. Words of another area than the chosen one were tapped on the way there."""

    area = forms.ChoiceField(
        label=_("How is it, right now?"), choices=[(area, area) for area in AREAS], widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four, whichever is nearest."), "invalid_choice": _("Please choose one of these.")},
    )
    words = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _("One of the words is no longer here. Please look again.")})
    own = Line(label=_("Or your own word"), required=False, max_length=40)
    line = Words(label=_("A line of why"), required=False, max_length=1000, rows=3)

    def __init__(self, groups, *args, kept: Felt | None = None, **kwargs):
        """`kept` is what it says now: a word of it that is offered no more may stay."""
        super().__init__(*args, auto_id="checkin_%s", **kwargs)
        self.groups, self.kept = groups, kept
        keys = [word.key for group in groups for word in group.words] + list(kept.words if kept else ())
        self.fields["words"].choices = [(key, key) for key in keys]

    def _with(self, data):
        return type(self)(self.groups, data, kept=self.kept)

    def felt(self) -> Felt:
        clean = self.cleaned_data
        elsewhere = {word.key for group in self.groups if group.area != clean["area"] for word in group.words}
        return Felt(clean["area"], tuple(key for key in clean["words"] if key not in elsewhere), clean["own"], clean["line"])

    def typed(self) -> Felt:
        """What was handed in, right or wrong, to be shown again."""
        get = self.data.getlist if hasattr(self.data, "getlist") else self.data.get
        return Felt(str(self.data.get("area", "")), tuple(get("words") or ()), str(self.data.get("own", "")), str(self.data.get("line", "")))


class FeelingWordForm(KindForm):
    area = forms.ChoiceField(label=_("Area"), widget=forms.RadioSelect, error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")})
    word = Line(label=_("Word"), max_length=24)
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    opens_help = forms.BooleanField(label=_("Whoever chooses it is shown the way to help"), required=False, help_text=_("Beneath what they kept, for them alone. Nobody is told."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(area, area_name(area)) for area in AREAS]

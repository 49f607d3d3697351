"""What a person may hand in as a letter to somebody starting out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing, Words
from cairn.growth.models.retelling import SOMEONE, STONE

KEPT, TOLD = "kept", "told"


class StartingForm(Changing):
    topic = forms.ChoiceField(label=_("What is it about?"), error_messages={"required": _("Please choose one."), "invalid_choice": _("This is no longer among the experiences here.")})
    letter = Words(label=_("Your letter"), max_length=3000, rows=10)
    shown_as = forms.ChoiceField(
        label=_("How are you shown?"), widget=forms.RadioSelect, choices=((STONE, _("As my stone")), (SOMEONE, _("As “someone here”"))), initial=STONE,
        error_messages={"required": _("Please choose one.")},
    )
    for_whom = forms.ChoiceField(
        label=_("Who can read it?"), widget=forms.RadioSelect, initial=KEPT,
        choices=((KEPT, _("Only me, for now")), (TOLD, _("People who come here and know this too"))), error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {str(topic.pk): topic for topic in topics}
        self.fields["topic"].choices = [("", _("Choose")), *((pk, topic.name) for pk, topic in self.topics.items())]

    def _with(self, data):
        return type(self)(data, topics=self.topics.values())

    def written(self) -> dict:
        """As the verbs take it."""
        clean = self.cleaned_data
        return {"topic": self.topics[clean["topic"]], "words": clean["letter"], "shown_as": clean["shown_as"], "told": clean["for_whom"] == TOLD}

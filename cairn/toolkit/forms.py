"""What a person may hand in to the toolkit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing, KindForm, Line, Words
from cairn.toolkit import rules, words
from cairn.toolkit.models import SOMEONE, STONE
from cairn.toolkit.queries import Place

_SHOWN = ((STONE, _("As my stone")), (SOMEONE, _("As “someone here”, or “someone in this circle”")))


class Choice(forms.ChoiceField):
    """One of several, as rows to press."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")})
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)


class _CardForm(KindForm):
    """What can be changed after it was told, too."""

    situation = Choice(label=_("What is it for?"), widget=forms.Select)
    title = Line(label=_("What did you do, in a few words?"), max_length=rules.MOST_TITLE, help_text=_("As you would say it to a friend: “Ten minutes in the car, on purpose”."))
    words = Words(label=_("How does one do it?"), rows=6, max_length=rules.MOST_WORDS, help_text=_("From your own life, so that somebody could try it tonight. It need not work for everybody."))

    def __init__(self, situations, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.situations = situations
        self.fields["situation"].choices = [("", _("Choose")), *((one.key, one.name) for one in situations)]


class ChangeForm(_CardForm, Changing):
    def _with(self, data):
        return type(self)(self.situations, data)


class OfferForm(_CardForm):
    audience = Choice(label=_("Who can see it?"))
    shown_as = Choice(label=_("How are you shown?"), initial=STONE, choices=_SHOWN)

    def __init__(self, situations, places: list[Place], *args, **kwargs):
        super().__init__(situations, *args, **kwargs)
        self.places = {place.value: place for place in places}
        self.fields["audience"].choices = [(place.value, place.words) for place in places]

    def told(self) -> dict:
        """The cleaned form as the verb takes it."""
        clean = self.cleaned_data
        return {name: clean[name] for name in ("situation", "title", "words", "shown_as")} | {"circle": self.places[clean["audience"]].circle}


class HowForm(Changing):
    outcome = Choice(label=_("How did it go?"), choices=words.HOW)
    line = Words(label=_("In a line, if you like"), required=False, rows=3, max_length=rules.MOST_LINE, help_text=_("What made it work, or what got in the way."))


class LineForm(Changing):
    words = Words(label=_("Your line"), rows=3, max_length=rules.MOST_LINE, help_text=_("What made it work, or what got in the way. Both help whoever reads it next."))
    shown_as = Choice(label=_("How are you shown?"), initial=SOMEONE, choices=_SHOWN)


class CollectionForm(KindForm):
    title = Line(label=_("What is it about?"), max_length=rules.MOST_TITLE, help_text=_("For example: what got us through exam season."))


class AnswerForm(KindForm):
    words = Words(label=_("What would you like to say to whoever wrote it?"), rows=4, max_length=2000)


class SituationForm(KindForm):
    name = Line(label=_("Another situation"), max_length=60, help_text=_("Plain and everyday, as it would stand after “for”: a bad night, the walk to school."))

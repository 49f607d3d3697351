"""What a person may hand in when they tell, change or answer a share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import Changing, KindForm, Line, Words
from cairn.base.languages import names_of
from cairn.members import queries as members
from cairn.shares import words
from cairn.shares.models import HEARD, LISTENING, SOMEONE, STONE

LARGEST = 2**63 - 1
MOST_KEPT = 60_000  # characters of one draft


class Choice(forms.ChoiceField):
    """One of several, as rows or chips to press."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")})
        super().__init__(widget=forms.RadioSelect, **kwargs)


class Number(forms.IntegerField):
    """An id that travels with a form, unseen."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=LARGEST, widget=forms.HiddenInput, **kwargs)


class _WordsOfShare(KindForm):
    """What can be changed after telling, too."""

    text = Words(label=_("Your words"), rows=10)
    need = Choice(label=_("What would help?"), choices=words.NEEDS, initial=LISTENING)
    note_topics = forms.MultipleChoiceField(
        label=_("Does it mention something people may want to be warned of?"), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _("One of the topics is no longer here. Please look again.")},
    )
    note_words = Line(label=_("In your own words"), required=False, max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note_topics"].choices = [(str(topic.pk), topic.name) for topic in members.topics()]

    def clean_note_topics(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["note_topics"]]

    def typed(self) -> dict:
        """What was typed, right or wrong, field by field: what a draft keeps."""
        return {name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()}


class TellForm(_WordsOfShare):
    draft = Number()
    prompt = Choice(label=_("A way to begin"), choices=(("", _("No prompt")), *words.PROMPTS), required=False)
    language = Choice(label=_("Which language is it in?"), required=False)
    audience = Choice(label=_("Who can see it?"))
    shown_as = Choice(label=_("How are you shown?"), initial=STONE)
    moved_by = Number(required=False)
    thank = forms.BooleanField(label=_("Let them know that their story helped"), required=False)

    field_order = ("draft", "prompt", "text", "language", "need", "audience", "shown_as", "note_topics", "note_words", "moved_by", "thank")

    def __init__(self, audiences, *args, languages=(), **kwargs):
        super().__init__(*args, **kwargs)
        if len(languages) > 1:
            self.fields["language"].choices = [(tag, name) for tag, name in zip(languages, names_of(languages), strict=True)]
        else:
            del self.fields["language"]
        self.audiences = {audience.value: audience for audience in audiences}
        self.fields["audience"].choices = [(audience.value, audience.words) for audience in audiences]
        self.fields["shown_as"].choices = ((STONE, _("As my stone")), (SOMEONE, _("As “someone in this circle”, or “someone here”")))

    def told(self) -> dict:
        """The cleaned form as the verb takes it, but for the share that moved its writer."""
        clean, audience = self.cleaned_data, self.audiences[self.cleaned_data["audience"]]
        names = ("text", "need", "shown_as", "note_topics", "note_words", "prompt")
        return {name: clean[name] for name in names} | {"language": clean.get("language", ""), "audience": audience.kind, "circle": audience.circle, "reader": audience.buddy and audience.buddy.person.id}


class EditForm(_WordsOfShare, Changing):
    pass


class ResponseForm(KindForm):
    kind = Choice(label=_("What is it?"), initial=HEARD)
    text = Words(label=_("Your words"), rows=4)

    def __init__(self, kinds, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, said) for kind, said in words.KINDS if kind in kinds]

    def typed(self) -> dict:
        return {"kind": str(self.data.get("kind", HEARD)), "text": str(self.data.get("text", ""))}


class EditResponseForm(Changing):
    text = Words(label=_("Your words"), rows=6)


def is_worth_keeping(typed: dict) -> bool:
    """Something was written, and no more than a draft holds."""
    written = str(typed.get("text") or "").strip()
    return bool(written) and sum(len(str(value)) for value in typed.values()) <= MOST_KEPT

"""What the coordinator says about the space: asked at set-up, one group a page, and changed later."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.base.countries import COUNTRIES
from cairn.base.forms import KindForm, Line, Words
from cairn.base.languages import LANGUAGES, zones
from cairn.members.models.space import APPROVAL, INVITE, OPEN
from cairn.safety.models import CALL, EMERGENCY, TEXT

MOST_SENTENCES, MOST_TOPICS, MOST_LINES = 12, 40, 12


class PlaceForm(KindForm):
    """What it is called, and where it is."""

    name = Line(label=_("What is this space called?"), max_length=40, help_text=_("People see it on every page. “Harbour” or “Tuesday House” does more than the name of an organisation."))
    language = forms.ChoiceField(label=_("Which language do its people mostly use?"), choices=sorted(LANGUAGES.items(), key=lambda pair: pair[1].casefold()))
    zone = forms.ChoiceField(label=_("Where is it, in time?"), choices=zones, help_text=_("The city nearest to it. Members can choose their own."))


class WhatForm(KindForm):
    what_it_is = Words(label=_("What this is"), max_length=1200, rows=4)
    what_it_is_not = Words(label=_("What this is not"), max_length=1200, rows=4)


class AgreementForm(KindForm):
    agreement_text = Words(
        label=_("The agreement"), max_length=3000, rows=10,
        help_text=_("One sentence a line, twelve at the most. Six short ones are read; a page of rules is not."),
    )

    def clean_agreement_text(self):
        lines = _lines(self.cleaned_data["agreement_text"])
        if len(lines) > MOST_SENTENCES:
            raise forms.ValidationError(gettext("These are more than twelve sentences. Could some of them go together?"))
        return "\n".join(lines)


class TopicsForm(KindForm):
    topics = Words(
        label=_("Topics"), max_length=2000, rows=12,
        help_text=_("One a line. Members say which of these they have lived through, and content notes name them. You can change them later."),
    )

    def clean_topics(self):
        once: dict[str, str] = {}
        for line in _lines(self.cleaned_data["topics"]):
            once.setdefault(line.casefold(), line)
        lines = list(once.values())
        if len(lines) > MOST_TOPICS:
            raise forms.ValidationError(gettext("These are more than forty topics. Fewer, broader ones find more people."))
        if any(len(line) > 40 for line in lines):
            raise forms.ValidationError(gettext("A topic fits in 40 characters. Put each on a line of its own."))
        return "\n".join(lines)


class CountryForm(KindForm):
    country = forms.ChoiceField(
        label=_("In which country are most of its people?"), required=False,
        help_text=_("Help now shows this country’s lines to everybody, so it has to be right."),
        choices=[("", _("Several countries, or none of these")), *COUNTRIES.items()],
    )


KINDS = [(EMERGENCY, _("Emergency")), (CALL, _("A line to call")), (TEXT, _("A line to text"))]


class LineForm(KindForm):
    """One way to a human. Left empty, it is not there."""

    name = Line(label=_("Who answers"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial=CALL)
    number = Line(label=_("Number, as it is dialled in the country"), max_length=40, required=False)
    word = Line(label=_("Word to text, if there is one"), max_length=20, required=False)
    note = Line(label=_("What to know about it"), max_length=120, required=False, help_text=_("“Free, any time”"))

    def clean(self):
        said = super().clean()
        if bool(said.get("name")) != bool(said.get("number")) and not self.errors:
            missing = "number" if said.get("name") else "name"
            self.add_error(missing, gettext("A line needs a name and a number. To leave it out, empty both."))
        number = said.get("number", "")
        if number and not any(character.isdigit() for character in number):
            self.add_error("number", gettext("There is no digit in this number."))
        return said


class HelplinesForm(KindForm):
    """All lines on one page, and that somebody has looked them up."""

    confirmed = forms.BooleanField(
        label=_("I have looked up each of these numbers myself, at the organisation that answers it."),
        error_messages={"required": _("Please look up each number first. Somebody may need it on their worst day.")},
    )

    def __init__(self, data=None, *, lines=(), room=3, **kwargs):
        super().__init__(data, **kwargs)
        n = min(MOST_LINES, len(lines) + room)
        given = [*lines, *[{}] * n][:n]
        self.lines = [LineForm(data, prefix=f"line{k}", initial=line) for k, line in enumerate(given)]
        if not lines and data is None:
            self.lines[0].initial = {"kind": EMERGENCY}

    def is_valid(self):
        return all([super().is_valid(), *[line.is_valid() for line in self.lines]])

    def clean(self):
        for line in self.lines:
            for field, wrongs in line.errors.items():
                for wrong in wrongs:
                    self.line_errors.append((f"id_{line.prefix}-{field}", wrong))
        return super().clean()

    @property
    def line_errors(self) -> list:
        return self.__dict__.setdefault("_line_errors", [])

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.line_errors)

    def chosen(self) -> list[dict]:
        return [line.cleaned_data for line in self.lines if line.cleaned_data.get("number")]


class CoverForm(KindForm):
    cover = Words(
        label=_("When is a person here?"), max_length=400, rows=3,
        help_text=_("The true hours, in words. It stands on Help now, and people will rely on it."),
    )


class DoorForm(KindForm):
    door = forms.ChoiceField(
        label=_("How do people come in?"), widget=forms.RadioSelect,
        choices=[(OPEN, _("Anybody may come in")), (APPROVAL, _("Anybody may ask, and I let them in")), (INVITE, _("By invitation only"))],
    )
    adults_only = Line(label=_("Who it is for"), max_length=200, help_text=_("Said to everybody before they come in."))


class KeepingForm(KindForm):
    reports_kept_days = forms.TypedChoiceField(
        label=_("How long are reports and alerts kept after they are closed?"), coerce=int,
        choices=[(30, _("A month")), (90, _("Three months")), (180, _("Half a year")), (365, _("A year")), (730, _("Two years"))],
        help_text=_("Long enough to look again at what was decided, and no longer. Then the words are destroyed, in backups as well; the log of decisions stays."),
    )


class LettersForm(KindForm):
    letters_after_days = forms.TypedChoiceField(
        label=_("When may somebody new write letters?"), coerce=int, widget=forms.RadioSelect,
        choices=[(0, _("At once")), (3, _("After three days")), (7, _("After a week")), (14, _("After two weeks")), (30, _("After a month"))],
        help_text=_("Letters are between two people who both opened the door, and nobody else reads them. A while here first lets people be known before they write to one alone."),
    )


DOOR_HINTS = {
    OPEN: _("For a space whose address is only given to its own people."),
    APPROVAL: _("You see each new name, and welcome it."),
    INVITE: _("You make a link for each person."),
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

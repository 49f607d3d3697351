"""What those who hold circles may hand in about themselves, and what somebody may wish for."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words
from cairn.meetings.wish_times import TIMES
from cairn.members import queries as members

HOW_MANY = (
    (1, _("One")), (2, _("Two")), (3, _("Three")), (4, _("Four")), (5, _("Five")), (6, _("Six")), (7, _("Seven")),
)


class CareForm(KindForm):
    most_a_week = forms.TypedChoiceField(
        choices=HOW_MANY, coerce=int, label=_("How many meetings would you like to hold in a week, at most?"),
        help_text=_("When there are more, the desk says that a stand-in is missing, and suggests rest."),
        error_messages={"required": _("Choose how many."), "invalid_choice": _("Choose between one and seven.")},
    )


class DebriefForm(KindForm):
    """Two gentle prompts; one of them is enough."""

    how = Words(label=_("How was it to hold this one?"), max_length=2000, rows=4, required=False)
    needs = Words(label=_("Is there something you would like to put down here, or to be asked about?"), max_length=2000, rows=4, required=False)

    def clean(self):
        said = super().clean()
        if not self.errors and not (said.get("how") or said.get("needs")):
            self.add_error("how", _now("Nothing is written here yet."))
        return said


class SupervisorForm(KindForm):
    """Who is there for one facilitator."""

    facilitator = forms.TypedChoiceField(label=_("For"), coerce=int)
    supervisor = forms.TypedChoiceField(label=_("Who is there for them"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, facilitators, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = [(one.person.id, one.person.name) for one in facilitators]
        self.fields["supervisor"].choices = [("", _now("Nobody")), *((person.id, person.name) for person in people)]

    def clean(self):
        said = super().clean()
        if said.get("supervisor") and said.get("supervisor") == said.get("facilitator"):
            self.add_error("supervisor", _now("Somebody else has to be there for them."))
        return said


class WishForm(KindForm):
    topic = forms.TypedChoiceField(label=_("What would you like it to be about?"), coerce=int, empty_value=None, required=False)
    times = forms.MultipleChoiceField(
        label=_("When could you?"), choices=[(name, words) for name, (words, *_more) in TIMES.items()], widget=forms.CheckboxSelectMultiple,
        help_text=_("By your own clock. The more you tick, the sooner a circle comes together."),
        error_messages={"required": _("Choose at least one time when you could.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _now("No one topic; the people matter more")), *((topic.pk, topic.name) for topic in members.topics())]

    def topic_chosen(self):
        return next((topic for topic in members.topics() if topic.pk == self.cleaned_data["topic"]), None)

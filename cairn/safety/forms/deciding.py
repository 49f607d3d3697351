"""What a person may hand in when something is decided, seconded, lifted, appealed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words
from cairn.safety.deciding_words import after_looking_again
from cairn.safety.rules import REASONS
from cairn.safety.who_decides import PAUSE

DAYS = ((1, _("One day")), (3, _("Three days")), (7, _("A week")), (14, _("Two weeks")), (30, _("Thirty days")))


class DecideForm(KindForm):
    """`what` is the act; only a pause asks how long."""

    rule = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, choices=REASONS.items(),
        error_messages={"required": _("Please choose what comes nearest.")},
    )
    days = forms.TypedChoiceField(label=_("For how long?"), widget=forms.RadioSelect, choices=DAYS, coerce=int, initial=3)
    reason = Words(label=_("Your reason"), max_length=2000, rows=5)

    def __init__(self, what: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if what != PAUSE:
            del self.fields["days"]


class ReasonForm(KindForm):
    reason = Words(label=_("Your reason"), max_length=2000, rows=4)


class AppealForm(KindForm):
    words = Words(label=_("What should be looked at again, and why?"), max_length=4000, rows=6)


class AnswerForm(KindForm):
    """`what` is the act that was appealed: each answer says what it does."""

    stands = forms.TypedChoiceField(
        label=_("After looking again"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(), error_messages={"required": _("Please choose one.")},
    )
    answer = Words(label=_("Your answer to them"), max_length=2000, rows=5)

    def __init__(self, what: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stands"].choices = after_looking_again(what)

"""What a person may hand in to a room."""

from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words


class SayForm(KindForm):
    """A paragraph."""

    text = Words(label=_("Your words"), max_length=4000, rows=3)


class NoteForm(KindForm):
    text = Words(label=_("A line for them alone"), max_length=600, rows=2)

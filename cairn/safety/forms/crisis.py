"""What may be written about an alert, and a member's own plan."""

from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Words


class WriteForm(KindForm):
    words = Words(label=_("A few words to them"), max_length=2000, rows=3)


class AnswerForm(KindForm):
    words = Words(label=_("Your answer"), max_length=2000, rows=3)


class DoneForm(KindForm):
    words = Words(label=_("What was done"), max_length=2000, rows=2)


class SecondForm(KindForm):
    reason = Words(
        label=_("Why is the name needed?"), max_length=1000, rows=2,
        help_text=_("Whoever wrote it reads this reason, and your name beside it."),
        error_messages={"required": _("Please write why the name is needed.")},
    )


class CallForm(KindForm):
    words = Words(label=_("Anything you want to say first"), max_length=2000, rows=3, required=False)


class PlanForm(KindForm):
    """After Stanley and Brown's safety plan: six parts, in the order in which they help."""

    signs = Words(label=_("How I notice that it begins"), required=False, max_length=2000, rows=3, help_text=_("A thought, a feeling, an hour of the day, something I do or stop doing."))
    alone = Words(label=_("What I can do by myself"), required=False, max_length=2000, rows=3, help_text=_("Things that have carried me through before, however small."))
    places = Words(label=_("People and places that take my mind off it"), required=False, max_length=2000, rows=3, help_text=_("Nobody there has to know."))
    people = Words(label=_("Whom I can ask for help"), required=False, max_length=2000, rows=3, help_text=_("Names and numbers of people who would want to know."))
    helpers = Words(label=_("Professionals and lines"), required=False, max_length=2000, rows=3, help_text=_("Doctor, clinic, a line that answers at night."))
    safer = Words(label=_("How I make the place around me safer"), required=False, max_length=2000, rows=3, help_text=_("What I put out of reach, and who keeps it for me."))

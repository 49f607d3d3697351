"""What a person may hand in about circles and seats."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.base import images, stones
from cairn.base.forms import KindForm, Line, Words
from cairn.base.languages import LANGUAGES
from cairn.circles.models import COFACILITATOR, FACILITATOR, MOST_SEATS
from cairn.circles.rules import FEWEST_SEATS, USUAL_SEATS
from cairn.circles.words import seats_offered
from cairn.members import queries as members
from cairn.members import rules as member_rules


class AskForm(KindForm):
    note = Words(
        label=_("Anything you would like them to know"), max_length=600, rows=3, required=False,
    )


USUAL_ROOM_DAYS = 7
ROOM_DAYS = (
    (1, _("One day")), (3, _("Three days")), (USUAL_ROOM_DAYS, _("A week")), (14, _("Two weeks")), (30, _("A month")),
)


class CircleForm(KindForm):
    """What a circle is."""

    name = Line(label=_("Name of the circle"), max_length=40)
    purpose = Words(label=_("Whom it is for"), max_length=600, rows=3, help_text=_("Two or three sentences. Everybody who can see the circle reads them."))
    topic = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=sorted(LANGUAGES.items(), key=lambda pair: pair[1].casefold()))
    seats = forms.TypedChoiceField(
        label=_("Seats"), coerce=int, help_text=_("Five to eight is a good size. More than twelve stop being a circle."),
        error_messages={"invalid_choice": _("A circle has three to twelve seats.")},
    )
    room_days = forms.TypedChoiceField(
        label=_("How long words of a meeting are kept"), coerce=int, choices=ROOM_DAYS, initial=USUAL_ROOM_DAYS, required=False,
        empty_value=USUAL_ROOM_DAYS, help_text=_("Then what was said there is deleted, but for what its people keep of their own."),
    )
    hidden = forms.BooleanField(label=_("Hidden"), required=False, help_text=_("Only its people and the coordinator know that it is there. New people come by invitation."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("No one topic")), *((topic.pk, topic.name) for topic in members.topics())]
        self.fields["seats"].choices = [(n, seats_offered(n)) for n in range(FEWEST_SEATS, MOST_SEATS + 1)]

    def facts(self) -> dict:
        said = self.cleaned_data
        topic = next((topic for topic in members.topics() if topic.pk == said["topic"]), None)
        return {
            "name": said["name"], "purpose": said["purpose"], "topic": topic, "language": said["language"],
            "seats_offered": said["seats"], "hidden": said["hidden"], "room_days": said["room_days"],
        }


class AgreementForm(KindForm):
    agreement_text = Words(label=_("What its people agree to"), max_length=2000, rows=7, help_text=_("One sentence a line. Everybody says yes to it before they sit down."))

    def clean_agreement_text(self):
        lines = [line.strip() for line in self.cleaned_data["agreement_text"].splitlines()]
        return "\n".join(line for line in lines if line)


class OpenForm(CircleForm, AgreementForm):
    """A new circle, and who holds it."""

    facilitator = forms.TypedChoiceField(label=_("Facilitator"), coerce=int, help_text=_("Who holds it from the beginning. They are told, and sit in it at once."))
    field_order = ["name", "purpose", "topic", "language", "seats", "room_days", "hidden", "facilitator", "agreement_text"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = [(person.id, person.name) for person in people]

    @staticmethod
    def beginning(by, language: str, agreement: str) -> dict:
        return {"language": language, "seats": USUAL_SEATS, "facilitator": by.pk, "agreement_text": agreement}


class FacilitatorForm(KindForm):
    """One of those who sit in the circle, for one of the two roles."""

    member = forms.TypedChoiceField(label=_("Who"), coerce=int)
    role = forms.ChoiceField(label=_("As"), widget=forms.RadioSelect)

    def __init__(self, *args, people, may_name_facilitator: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(face.seat_id, face.name) for face in people]
        roles = [(COFACILITATOR, _("Co-facilitator"))]
        self.fields["role"].choices = [(FACILITATOR, _("Facilitator")), *roles] if may_name_facilitator else roles
        self.fields["role"].initial = self.fields["role"].choices[0][0]


class FaceForm(KindForm):
    """A name and a stone for one circle alone."""

    name = Line(label=_("Your name in this circle"), max_length=200, required=False, help_text=_("Leave it empty to be called as everywhere else."))
    stone = forms.ChoiceField(label=_("Your stone in this circle"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args, codes, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = {member_rules.same_name(name) for name in taken}
        self.fields["name"].widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})
        self.fields["name"].widget.attrs.pop("maxlength", None)
        self.fields["stone"].choices = [(code, stones.describe(code)) for code in codes]

    def clean_name(self):
        name = self.cleaned_data["name"]
        trouble = member_rules.trouble_with_name(name) if name else ""
        if not trouble and member_rules.same_name(name) in self.taken:
            trouble = gettext("Somebody in this circle goes by this name already.")
        if trouble:
            raise forms.ValidationError(trouble)
        return name


class GoodbyeForm(KindForm):
    goodbye = Words(label=_("A line for the circle"), max_length=300, rows=3, required=False, help_text=_("Not needed. It stays on the circle’s page for a month."))


class RestForm(KindForm):
    weeks = forms.TypedChoiceField(
        label=_("For how long?"), coerce=int, choices=[(2, _("Two weeks")), (4, _("Four weeks")), (8, _("Eight weeks"))], initial=2, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose for how long."), "invalid_choice": _("Please choose two, four or eight weeks.")},
    )


class PictureField(forms.FileField):
    """A file that becomes `images.Pixels`, or a kind line."""

    def __init__(self, **kwargs):
        super().__init__(max_length=None, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}), **kwargs)

    def clean(self, data, initial=None):
        if not data:
            return super().clean(data, initial)
        if data.size > settings.MAX_PICTURE:
            raise forms.ValidationError(gettext("This file is larger than %(n)d megabytes. Please make the picture smaller first, or choose another.") % {"n": settings.MAX_PICTURE // 1024**2})
        try:
            return images.pixels_of(data.read())
        except images.NotAPicture as sorry:
            raise forms.ValidationError(sorry.sentence) from None


class PictureForm(KindForm):
    """A picture for a circle's page. The file may be left out where there is one already, to change its words."""

    picture = PictureField(
        label=_("Picture"), error_messages={"required": _("Choose a picture first.")},
        help_text=_("PNG, JPEG or WebP. Only what can be seen is kept: place, time and device are taken out of the file. Please choose one without people, names or addresses."),
    )
    words = Words(
        label=_("What it shows, in words"), max_length=300, rows=3, help_text=_("For people who do not see it. One or two sentences."),
        error_messages={"required": _("Say in a few words what it shows.")},
    )

    def __init__(self, *args, hangs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not hangs

    def clean(self):
        said = super().clean()
        if said.get("picture") and "words" in self.errors:
            self.add_error("picture", gettext("The picture was fine. Please choose it once more: browsers forget a file when a page is shown again."))
        return said

"""What a person may hand in about themselves."""

from urllib.parse import urlsplit

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.base import stones, times
from cairn.base.forms import KindForm, Line
from cairn.members import hours, names, passwords, queries
from cairn.members.interests import INTERESTS
from cairn.members.rules import HIDDEN, SAYS
from cairn.base.languages import LANGUAGES, zone_names, zones


class NameForm(KindForm):
    name = Line(
        label=_("What should people call you here?"), max_length=200,
        help_text=_("Not your real name. You can change it later."),
        error_messages={"required": _("Please choose a name. It can be anything that feels like you.")},
    )

    def __init__(self, *args, besides=None, mail=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.besides, self.mail = besides, mail
        self.fields["name"].widget.attrs.update({"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"})
        self.fields["name"].widget.attrs.pop("maxlength", None)

    def clean_name(self):
        name = self.cleaned_data["name"]
        trouble = names.trouble_with(name)
        if not trouble and self.mail and names.is_in_mail(name, self.mail):
            trouble = gettext("This name can be read out of your mail address, so it may be your real one. Choose another.")
        if not trouble and queries.name_is_taken(name, self.besides):
            trouble = gettext("Somebody here goes by this name already. A small change makes it yours.")
        if trouble:
            raise forms.ValidationError(trouble)
        return name


class StoneForm(KindForm):
    stone = forms.ChoiceField(
        label=_("Pick a stone"), widget=forms.RadioSelect, help_text=_("It stands for you instead of a photo."),
        error_messages={"required": _("Please pick a stone. You can change it later."), "invalid_choice": _("Please pick one of these stones.")},
    )

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stone"].choices = [(code, stones.describe(code)) for code in codes]


def _password(**more) -> forms.CharField:
    """Never cut, never trimmed, never shown again: any characters make a good password."""
    attrs = {"autocomplete": "new-password", "spellcheck": "false", "autocapitalize": "none", **more.pop("attrs", {})}
    return forms.CharField(strip=False, widget=forms.PasswordInput(attrs=attrs), error_messages={"required": _("Please enter a password.")}, **more)


def _sign_in_name(autocomplete="username", **more) -> Line:
    field = Line(max_length=200, label=_("Sign-in name"), error_messages={"required": _("Please enter a sign-in name.")}, **more)
    field.widget.attrs.update({"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"})
    field.widget.attrs.pop("maxlength", None)
    return field


class WayBackForm(KindForm):
    """A private sign-in name and a password. `name` is the chosen name, `member` whose they already are."""

    sign_in_name = _sign_in_name(help_text=_("Private: nobody here ever sees it. We have suggested one; change it if you like, and write it down."))
    password = _password(label=_("Password"), help_text=_("At least 15 characters. A few words in a row are easy to keep in mind."))

    def __init__(self, *args, name="", member=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.name, self.member = name, member

    def clean_sign_in_name(self):
        wanted = self.cleaned_data["sign_in_name"]
        trouble = names.trouble_with_sign_in_name(wanted, self.name)
        if not trouble and not self._is_mine(wanted) and not queries.sign_in_name_is_free(wanted):
            trouble = names.not_this_one()
        if trouble:
            raise forms.ValidationError(trouble)
        return wanted

    def _is_mine(self, wanted: str) -> bool:
        return self.member is not None and self.member.handle == queries.digest_of_sign_in_name(wanted)

    def clean_password(self):
        password = self.cleaned_data["password"]
        trouble = passwords.trouble_with(password, self.cleaned_data.get("sign_in_name", ""), self.name)
        if trouble:
            raise forms.ValidationError(trouble)
        return password


class PasswordForm(WayBackForm):
    """Changing it, by somebody who has one: they show that they know it."""

    current = _password(label=_("Your password now"), attrs={"autocomplete": "current-password"})
    field_order = ["sign_in_name", "current", "password"]  # password managers look for the name first


class AgainForm(KindForm):
    """Showing once more that it is oneself: the password, or a recovery code."""

    secret = forms.CharField(
        label=_("Your password"), strip=False, error_messages={"required": _("Please show that it is you.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "spellcheck": "false", "autocapitalize": "none"}),
    )


class SignInForm(KindForm):
    sign_in_name = _sign_in_name("username webauthn")
    password = _password(label=_("Password"), attrs={"autocomplete": "current-password"})


class CodeForm(KindForm):
    recovery_code = Line(max_length=200, label=_("Recovery code"), help_text=_("One of the ten you kept. It works once."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recovery_code"].widget.attrs.update({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})


class MailForm(KindForm):
    mail = Line(max_length=254, label=_("Mail address"), error_messages={"required": _("Please enter a mail address, or skip this.")})

    def __init__(self, *args, name="", **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["mail"].widget.attrs.update({"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"})

    def clean_mail(self):
        mail = self.cleaned_data["mail"]
        try:
            validate_email(mail)
        except forms.ValidationError:
            raise forms.ValidationError(gettext("This does not look like a mail address. It should be like name@example.org.")) from None
        if names.is_in_mail(self.name, mail):
            raise forms.ValidationError(gettext("Your chosen name can be read out of this address, so it may be your real one. Change your name first, or use another address."))
        return mail


LIKELY = ("en", "es", "fr", "de", "pt", "it", "pl", "uk", "tr", "ar", "hi", "zh")


def likely_first(chosen: set[str]) -> list[tuple[str, str]]:
    """Every language: those chosen, the widely spoken, then the rest by name."""
    def place(pair):
        code, name = pair
        return (code not in chosen, code not in LIKELY, LIKELY.index(code) if code in LIKELY else 0, name.casefold())

    return sorted(LANGUAGES.items(), key=place)


class LanguagesForm(KindForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages you like to read and write"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one language.")},
    )

    def __init__(self, *args, first="en", **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.getlist("languages") if self.is_bound else self.initial.get("languages", [])
        self.fields["languages"].choices = likely_first({first, *chosen})



class ZoneForm(KindForm):
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Choose the city nearest to you in time. Only used to show you your own hours."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()

    def clean_zone(self):
        if self.cleaned_data["zone"] not in zone_names():
            raise forms.ValidationError(gettext("Please choose a place from the list."))
        return self.cleaned_data["zone"]


class LanguagesAndZoneForm(LanguagesForm, ZoneForm):
    pass


class TopicsForm(KindForm):
    """Some of the space's topics."""

    topics = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, label, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(topic.pk, topic.name) for topic in queries.topics()]
        self.fields["topics"].label, self.fields["topics"].help_text = label, help_text


class InterestsForm(KindForm):
    interests = forms.MultipleChoiceField(label=_("What do you enjoy?"), choices=INTERESTS.items(), required=False, widget=forms.CheckboxSelectMultiple)


class HoursForm(KindForm):
    hours = forms.MultipleChoiceField(
        label=_("When are you usually here?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, words) for name, (words, _start) in hours.BLOCKS.items()], help_text=_("In your own time. Leave all empty if it varies."),
    )


class QuietHoursForm(KindForm):
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), coerce=int)
    quiet_to = forms.TypedChoiceField(label=_("Until"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("quiet_from", "quiet_to"):
            self.fields[name].choices = [(hour, times.oclock(hour)) for hour in range(24)]


class ReadingForm(KindForm):
    theme = forms.ChoiceField(
        label=_("Colours"), required=False, widget=forms.RadioSelect,
        choices=[("", _("As my device has it")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    text_size = forms.ChoiceField(
        label=_("Text size"), required=False, widget=forms.RadioSelect, choices=[("", _("Usual")), ("large", _("Larger"))],
    )
    plain_type = forms.BooleanField(label=_("Plain type"), required=False, help_text=_("People’s words in the same type as everything else, without serifs."))
    motion = forms.ChoiceField(
        label=_("Movement"), required=False, widget=forms.RadioSelect, choices=[("", _("As my device has it")), ("less", _("None"))],
    )
    contrast = forms.ChoiceField(
        label=_("Contrast"), required=False, widget=forms.RadioSelect, choices=[("", _("As my device has it")), ("more", _("Stronger"))],
    )
    hears_signals = forms.BooleanField(
        label=_("Have others’ nods and hearts read out"), required=False, help_text=_("For a screen reader, as they come to the page that is open. They are quiet otherwise."),
    )


class LeavingForm(KindForm):
    leave_to = Line(
        max_length=200, required=False, label=_("Where should Leave take you?"),
        help_text=_("A web address, beginning with https://. Leave it empty for the usual page."),
    )
    leave_says = forms.ChoiceField(
        label=_("What should it say?"), required=False, widget=forms.RadioSelect,
        choices=[*SAYS.items(), (HIDDEN, _("Hide it"))],
        help_text=_("Hidden, only Shift three times leaves, and that needs JavaScript."),
    )
    leave_signs_out = forms.BooleanField(
        label=_("Sign me out as well"), required=False,
        help_text=_("Then nobody comes back without your way in. Without it everything is covered, and one press brings you back: whoever shares your device can press it too."),
    )

    def clean_leave_to(self):
        address = self.cleaned_data["leave_to"]
        try:
            parts = urlsplit(address)
            good = parts.scheme == "https" and bool(parts.hostname) and not parts.username
        except ValueError:
            good = False
        if address and not good:
            raise forms.ValidationError(gettext("Please give a whole address, such as https://www.example.org."))
        return address

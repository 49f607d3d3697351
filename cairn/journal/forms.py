"""What a person may hand in: words, and what opens them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.base.forms import KindForm, Line, Words
from cairn.base.ids import id_in, new_id
from cairn.journal.prompts import PROMPTS
from cairn.members.queries import passwords

LARGEST = 2**63 - 1
MOST_KEPT = 60_000  # characters of one draft


class EntryForm(KindForm):
    """`entry` is its number, `seen` its version when the form was opened."""

    entry = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    prompt = forms.ChoiceField(
        label=_("A way to begin"), choices=(("", _("None")), *PROMPTS), required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )
    title = Line(label=_("Title"), required=False, max_length=120)
    words = Words(label=_("Your words"), rows=12, max_length=20_000)

    @property
    def number(self) -> int:
        """Of its entry; a new one where what was handed in is none."""
        return id_in(self.data.get("entry", "")) or new_id()

    def typed(self) -> dict:
        """As typed, right or wrong: what a draft keeps."""
        return {name: str(self.data.get(name, "")) for name in ("title", "words", "prompt", "seen")}

    def given(self) -> dict:
        """The cleaned form as the verb takes it."""
        return {name: self.cleaned_data[name] for name in ("title", "words", "prompt", "seen")}

    def is_worth_keeping(self) -> bool:
        typed = self.typed()
        return bool((typed["title"] + typed["words"]).strip()) and sum(map(len, typed.values())) <= MOST_KEPT

    def on_top_of(self, page) -> "EntryForm":
        """The same typed words, now said in the knowledge of how the entry stands."""
        data = self.data.copy()
        data["seen"] = page.version()
        return EntryForm(data)


def _secret(label, autocomplete: str, **more) -> forms.CharField:
    """Never cut, trimmed or shown again."""
    attrs = {"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"}
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs=attrs), error_messages={"required": _("Please fill this in.")}, **more
    )


class SecretForm(KindForm):
    """A password that is there already: the one to sign in, the journal's own, or a recovery code."""

    password = _secret(_("Your password"), "current-password")


class PassphraseForm(KindForm):
    """A new passphrase of the journal's own."""

    password = _secret(_("A passphrase for your journal"), "new-password", help_text=_("At least 15 characters. A few words in a row are easy to keep in mind."))

    def __init__(self, *args, name: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_password(self):
        trouble = passwords.trouble_with(self.cleaned_data["password"], self.name)
        if trouble:
            raise forms.ValidationError(trouble)
        return self.cleaned_data["password"]


class WithCodes(forms.Form):
    codes = forms.BooleanField(label=_("Make ten new recovery codes that open it too"), required=False)


class BeginForm(SecretForm, WithCodes):
    pass


class BeginWithPassphraseForm(PassphraseForm, WithCodes):
    pass


class SearchForm(KindForm):
    q = Line(label=_("Words"), max_length=200, error_messages={"required": _("Which words are you looking for?")})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs.update({"autocomplete": "off", "enterkeyhint": "search"})


class StartOverForm(KindForm):
    sure = forms.BooleanField(label=_("Yes, let go of everything in my journal"), error_messages={"required": _("Tick this if you mean it.")})

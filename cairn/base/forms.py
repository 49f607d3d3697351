"""What a person may hand in: cleaned, explained by the field and at the top, never lost."""

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.translation import gettext_lazy as _

from cairn.base import text


class Renderer(BaseRenderer):
    """Forms are drawn by base/kit.html; nothing is drawn by Django itself."""

    def get_template(self, template_name):
        raise NotImplementedError(f"{template_name}: draw fields with base/kit.html")


class KindForm(forms.Form):
    """A form that takes hidden characters out, says so, and gives back what was typed."""

    hidden_said = _("This held hidden characters that can change how others read it. They are taken out below. Look it over, then send it again.")

    def __init__(self, data=None, *args, **kwargs):
        self._hidden: set[str] = set()
        super().__init__(self._without_hidden(data) if data is not None else None, *args, **kwargs)

    def _without_hidden(self, data):
        data = data.copy()
        for name in data:
            values = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
            for value in values:
                if isinstance(value, str) and text.has_hidden(value):
                    self._hidden.add(name)
            if name in self._hidden:
                cleaned = [text.clean(value) for value in values]
                data.setlist(name, cleaned) if hasattr(data, "setlist") else data.__setitem__(name, cleaned[0])
        return data

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            for name in self._hidden & self.fields.keys():
                self.add_error(name, self.hidden_said)


class Changing(KindForm):
    """A change to words that stand: `seen` is their version() when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def on_top_of(self, noun) -> "Changing":
        """The same typed words, now said in the knowledge of how `noun` stands."""
        data = self.data.copy()
        data["seen"] = noun.version()
        return self._with(data)

    def _with(self, data) -> "Changing":
        return type(self)(data)


class Words(forms.CharField):
    """A longer text: cleaned, with a kind limit in characters."""

    def __init__(self, *, max_length=8000, rows=6, **kwargs):
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("max_length", _("This is longer than %(limit_value)d characters. Could you make it a little shorter, or tell it in two parts?"))
        kwargs["error_messages"].setdefault("required", _("Nothing is written here yet."))
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        return text.clean(super().to_python(value))


class Line(forms.CharField):
    """A short text on one line."""

    def __init__(self, *, max_length=80, **kwargs):
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("max_length", _("Please keep this under %(limit_value)d characters."))
        kwargs["error_messages"].setdefault("required", _("Please fill this in."))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return " ".join(text.clean(super().to_python(value)).split())

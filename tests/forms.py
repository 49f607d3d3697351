"""The forms of a page, as a person finds them: what can be typed, what is chosen, where it goes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "textarea", "search", "email", "tel", "url"}


@dataclass
class Form:
    """One <form>. `fields` are (name, type, value, chosen) in page order."""

    action: str
    method: str
    fields: list = field(default_factory=list)
    buttons: list = field(default_factory=list)  # (name, value)

    @property
    def typed(self) -> list[str]:
        """Names of the fields one types words into."""
        return [name for name, kind, _value, _chosen in self.fields if kind in TYPED]

    @property
    def names(self) -> set[str]:
        """Of all fields and buttons."""
        return {name for name, *_ in self.fields} | {name for name, _value in self.buttons}

    @property
    def secret(self) -> list[str]:
        """Names of the fields for passwords."""
        return [name for name, kind, _value, _chosen in self.fields if kind == "password"]

    def data(self, **typed) -> dict:
        """What a browser would send: values as they stand, with `typed` over them."""
        sent: dict = {}
        for name, kind, value, chosen in self.fields:
            if kind in {"radio", "checkbox", "option"} and not chosen:
                continue
            sent.setdefault(name, []).append(value)
        for name, kind, value, _chosen in self.fields:
            if kind in {"radio", "option"} and name not in sent:
                sent[name] = [value]
        for name, value in typed.items():
            sent[name] = value if isinstance(value, list) else [value]
        return sent

    def all_ticked(self) -> dict:
        """As data(), with every box ticked."""
        sent = self.data()
        for name, kind, value, chosen in self.fields:
            if kind == "checkbox" and not chosen:
                sent.setdefault(name, []).append(value)
        return sent


class _Forms(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.form, self.area, self.select = path, [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.form = Form((attrs.get("action") or self.path).split("#")[0], attrs.get("method", "get").lower())
            self.forms.append(self.form)
        if self.form is None:
            return
        name = attrs.get("name")
        if tag == "input" and name and "disabled" not in attrs:
            kind = attrs.get("type", "text")
            self.form.fields.append((name, kind, attrs.get("value", "on" if kind == "checkbox" else ""), "checked" in attrs))
        elif tag == "button" and name:
            self.form.buttons.append((name, attrs.get("value", "")))
        elif tag == "textarea" and name:
            self.area = [name, ""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.form.fields.append((self.select, "option", attrs.get("value", ""), "selected" in attrs))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area:
            name, value = self.area
            self.form.fields.append((name, "textarea", value.removeprefix("\n"), True))
            self.area = None


def forms_of(response, path: str) -> list[Form]:
    """Every form of an answer."""
    reader = _Forms(path)
    reader.feed(response.content.decode())
    return reader.forms


def links_of(response) -> set[str]:
    """Every address of ours that the page links to."""
    import re

    return {link.split("#")[0] for link in re.findall(r'href="(/[^"]*)"', response.content.decode()) if not link.startswith(("/static/", "/stones/"))}

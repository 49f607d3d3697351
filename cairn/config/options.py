"""How one option is read: from the environment, else from the settings file, else its default."""

import os
import tomllib
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network


class BadOption(ValueError):
    """An option that cannot be understood. Its message names the option and what it may be."""


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    value: str
    source: str
    secret: bool

    @property
    def shown(self) -> str:
        return "(kept secret)" if self.secret and self.value else self.value


OPTIONS: dict[str, Option] = {}


def option(name: str, default: str = "", *, secret: bool = False) -> str:
    """The option's text. An empty variable counts as none."""
    value, source = default, "default"
    for place, values in (("environment", os.environ), ("settings file", _file())):
        if values.get(name):
            value, source = values[name], place
            break
    OPTIONS[name] = Option(name, value, source, secret)
    return value


def number(name: str, default: int) -> int:
    text = option(name, str(default))
    if not text.isdigit():
        raise BadOption(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def yes(name: str) -> bool:
    text = option(name, "no").lower()
    if text not in {"1", "yes", "true", "on", "0", "no", "false", "off"}:
        raise BadOption(f"{name} must be yes or no, not {text!r}.")
    return text in {"1", "yes", "true", "on"}


def one_of(name: str, *words: str) -> str:
    """One of these words; the first unless another is named."""
    text = option(name, words[0]).lower()
    if text not in words:
        raise BadOption(f"{name} must be one of {', '.join(words)}, not {text!r}.")
    return text


def hosts(name: str) -> list[str]:
    """Names divided by commas or spaces."""
    return option(name).replace(",", " ").split()


def networks(name: str, default: str) -> list[IPv4Network | IPv6Network]:
    """Addresses or networks, divided by commas or spaces."""
    try:
        return [ip_network(text, strict=False) for text in option(name, default).replace(",", " ").split()]
    except ValueError:
        raise BadOption(f"{name} must be addresses such as 10.0.0.5 or networks such as 10.0.0.0/24, divided by commas.") from None


_read: dict[str, dict[str, str]] = {}


def _file() -> dict[str, str]:
    path = os.environ.get("CAIRN_SETTINGS", "")
    if path not in _read:
        _read[path] = _values(path) if path else {}
    return _read[path]


def _values(path: str) -> dict[str, str]:
    """The file's options: TOML, with the names of the environment or without their CAIRN_."""
    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadOption(f"The settings file {path} cannot be read: {error}") from None
    return {_full_name(name): _text(value) for name, value in found.items()}


def _full_name(name: str) -> str:
    name = name.upper()
    return name if name.startswith("CAIRN_") or name == "DATABASE_URL" else f"CAIRN_{name}"


def _text(value) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)

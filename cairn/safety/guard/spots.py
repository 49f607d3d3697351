"""A place in the words, and what could stand there instead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

PHONE, MAIL, ADDRESS, HANDLE, PROFILE, NAME, WORK, SCHOOL, BORN = (
    "phone", "mail", "address", "handle", "profile", "name", "work", "school", "born",
)
# Where two overlap the earlier in this list stays.
ALL = (MAIL, PROFILE, PHONE, ADDRESS, BORN, NAME, SCHOOL, WORK, HANDLE)


@dataclass(frozen=True, slots=True)
class Spot:
    """`start` and `end` are places in the text as it was given, in characters."""

    start: int
    end: int
    kind: str
    own: bool = True  # a name: the writer's own

    @property
    def suggestion(self) -> str:
        """Vaguer words that could stand there."""
        if self.kind == NAME and not self.own:
            return _("someone I know")
        return _suggestions()[self.kind]


def _suggestions() -> dict[str, str]:
    return {
        PHONE: _("my number"), MAIL: _("my mail address"), ADDRESS: _("my town"), HANDLE: _("my name elsewhere"),
        PROFILE: _("a page of mine"), NAME: _("the name I use here"), WORK: _("my work"), SCHOOL: _("a school near here"),
        BORN: _("in spring, or in my forties"),
    }

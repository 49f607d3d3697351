"""What rooms above want to know of a circle for its page, asked along with the circle: one question for all."""

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

_along: dict[str, str] = {}


def asked_along(name: str, sql: str) -> None:
    """`sql` says yes or no of the circle `cairn_agreement.circle_id`; the page's circle then has it in `along`."""
    _along[name] = sql


def with_what_is_along(agreements):
    return agreements.annotate(**{f"along_{name}": RawSQL(sql, [], BooleanField()) for name, sql in _along.items()})


def along_of(agreement) -> set[str]:
    """The names of what was answered with yes."""
    return {name for name in _along if getattr(agreement, f"along_{name}")}

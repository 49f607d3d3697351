"""A day in words, for what needs no hour."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def day_of(when: date) -> str:
    """"22 November 2026", in the reader's zone."""
    return date_format(timezone.localtime(when) if isinstance(when, datetime) else when, "j F Y")

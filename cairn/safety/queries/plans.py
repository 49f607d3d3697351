"""A member's own plan, for them alone."""

from cairn.safety.models import Plan

PARTS = ("signs", "alone", "places", "people", "helpers", "safer")


def plan_of(member) -> Plan | None:
    return Plan.objects.seen_by(member).first() if member else None


def has_plan(member) -> bool:
    return member is not None and Plan.objects.seen_by(member).exists()

"""A member's own plan. Nobody else reads it, and nothing in it calls anybody."""

from cairn.base import clock
from cairn.base.acts import act
from cairn.safety.models import Plan


@act
def write_plan(*, by, **parts: str) -> Plan:
    """Its six parts as they are now; an empty one is left out."""
    plan = Plan.objects.seen_by(by).first() or Plan(member=by)
    for name, words in parts.items():
        setattr(plan, name, words or None)
    plan.changed_at = clock.now()
    plan.save()
    return plan


@act
def tear_up_plan(*, by) -> None:
    """Gone for good."""
    Plan.objects.seen_by(by).delete()

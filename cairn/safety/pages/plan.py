"""A member's own plan."""

from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, redirect, say
from cairn.safety import queries, verbs
from cairn.safety.forms.crisis import PlanForm

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page(methods=READ)
def plan(request):
    """To read, print and keep; nothing yet leads to writing it."""
    one = queries.plan_of(request.member)
    return page(request, "safety/plan.html", plan=one, parts=_parts(one), lines=queries.helplines(), nav_now="you")


@member_page(methods=READ)
def help_plan(request):
    """The same, bare, beneath Help now: what may be kept on a device for when there is no connection."""
    one = queries.plan_of(request.member)
    return page(request, "safety/help_plan.html", parts=_parts(one), plan=one, lines=queries.helplines(), frame_quiet=True)


def _parts(plan) -> list[tuple[str, str]]:
    return [(field.label, getattr(plan, name)) for name, field in PlanForm.base_fields.items() if plan and getattr(plan, name)]


@member_page
def plan_write(request):
    one = queries.plan_of(request.member)
    begun = {name: getattr(one, name) or "" for name in queries.PARTS} if one else {}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        verbs.write_plan(**form.cleaned_data, by=request.member)
        say(request, _("Your plan is kept. Nobody else reads it."))
        return redirect("plan")
    return page(request, "safety/plan_write.html", form=form, nav_now="you")


@member_page
def plan_tear_up(request):
    """Asked once."""
    if request.method == "POST":
        verbs.tear_up_plan(by=request.member)
        say(request, _("Your plan is gone for good."))
        return redirect("plan")
    return page(request, "safety/plan_tear_up.html", nav_now="you")

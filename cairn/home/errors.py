"""Pages for what went wrong: plain words, a way on, and nothing lost."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.members.rules import NEVER_KEPT


def not_found(request, exception=None):
    return _page(request, 404, _("This page is not here"), _("It may have been taken back by the person who wrote it, or the address may have changed."))


def not_allowed(request, exception=None):
    return _page(request, 403, _("This is not open to you"), _("If you think it should be, ask the person who runs this space."))


def bad_request(request, exception=None):
    return _page(request, 400, _("We could not read that"), _("Something in what was sent did not arrive whole. Go back, look it over, and send it again."))


def broken(request):
    return _page(request, 500, _("Something went wrong on our side"), _("It is not your doing. What was kept before is still here. Please try again in a moment."))


def form_expired(request, reason=""):
    """The form was too old to be trusted (CSRF); what was typed is given back in a fresh one."""
    return render(request, "home/kept.html", {"path": request.path, "fields": typed_fields(request)}, status=403)


def typed_fields(request) -> list[list[str]]:
    return [[name, value] for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]


def _page(request, status: int, title: str, sentence: str):
    return render(request, "home/problem.html", {"title": title, "sentence": sentence}, status=status)

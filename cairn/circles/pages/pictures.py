"""The picture on a circle's page: choosing it, and the file itself."""

import base64

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.circles import queries, verbs
from cairn.circles.forms import PictureForm


@member_page
def circle_picture(request, pk: int):
    one = queries.circle_page(request.member, pk)
    found(one.may_hang or one.may_take_down or None)
    form = PictureForm(*_handed_in(request), hangs=one.picture is not None, initial={"words": one.picture.words if one.picture else ""})
    if request.method == "POST" and form.is_valid():
        verbs.hang_picture(one.circle, form.cleaned_data["picture"], words=form.cleaned_data["words"], by=request.member)
        say(request, _("The picture is on the page."))
        return redirect("circle", pk)
    return page(request, "circles/circle_picture.html", one=one, form=form, nav_now="circles")


def _handed_in(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@member_page(methods=("POST",))
def circle_picture_down(request, pk: int):
    verbs.take_picture_down(queries.circle_for(request.member, pk), by=request.member)
    say(request, _("The picture is gone."))
    return redirect("circle", pk)


@member_page(methods=("GET", "HEAD"))
def circle_picture_file(request, pk: int, code: str):
    """The file, for whoever sees the circle. Never kept by the browser: the computer may be shared."""
    picture = queries.picture_for(request.member, pk, code)
    answer = HttpResponse(base64.b64decode(found(picture.sealed)), content_type="image/webp")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

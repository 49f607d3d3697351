"""Taking one's words along, also while one waits at the door or was asked to go; and leaving."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, member_page, newcomer_page, page, public, redirect, say
from cairn.base.rules import Refused
from cairn.home import keeping, queries
from cairn.home.going_forms import ERASE, STAND, AnotherCoordinatorForm, GoingForm, GoingNowBySecretForm, GoingNowForm
from cairn.members import rules as member_rules
from cairn.members import verbs as member_verbs


@newcomer_page
def along(request):
    """One button; the file is there at once, and for a week."""
    if request.method == "POST":
        keeping.gather_words(space=request.space, by=request.member)
        say(request, _("Your words are gathered."))
        return redirect("along")
    return page(request, "home/along.html", until=keeping.words_until(request.member), nav_now="you")


@newcomer_page(methods=("GET", "HEAD"))
def along_file(request):
    content = found(keeping.words_file(request.member))
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": 'attachment; filename="my-words.zip"'})


@newcomer_page(methods=("POST",))
def along_let_go(request):
    keeping.let_go_of_words(by=request.member)
    say(request, _("The file is deleted here. What you wrote stays as it is."))
    return redirect("along")


@member_page
def going(request):
    """What leaving is, and what happens to what one wrote."""
    form = GoingForm(request.POST if request.method == "POST" else None, initial={"answers": ERASE})
    if request.method == "POST" and form.is_valid():
        member_verbs.leave(answers_stand=form.answers_stand, by=request.member)
        return _gone(request, "gone")
    return _going(request, "home/going.html", form)


@member_page
def going_now(request):
    """The same without the two weeks, for who wants it at once. It asks again who they are: nobody can undo it, and
    whoever shares their device would find it as open as they left it."""
    typed = request.POST if request.method == "POST" else None
    has_password = request.member.handle is not None
    by_passkey = not has_password and bool(request.POST.get("credential"))
    chosen = {"answers": STAND if (typed or request.GET).get("answers") == STAND else ERASE}
    form = GoingNowBySecretForm(None if by_passkey else typed, initial=chosen)
    passkey_form = GoingNowForm(typed if by_passkey else None, initial=chosen, auto_id="passkey_%s")
    sent = passkey_form if by_passkey else form
    if sent.is_valid() and _is_them(request, sent):
        member_verbs.erase_me(answers_stand=sent.answers_stand, by=request.member)
        return _gone(request, "gone_now")
    return _going(request, "home/going_now.html", form, passkey_form=passkey_form, sent=sent, has_password=has_password)


def _is_them(request, form) -> bool:
    """Asked last, when all else is well. Adds to the form's errors where it is not."""
    try:
        if "password" in form.fields:
            member_verbs.show_secret(form.cleaned_data["password"], by=request.member)
        else:
            member_verbs.show_passkey(request.POST["credential"], request.session, by=request.member)
    except Refused as refused:
        form.add_error("password" if "password" in form.fields else None, refused.sentence)
        return False
    return True


def _going(request, template: str, form, **more):
    member = request.member
    return page(
        request, template, form=form, may_leave=member_rules.may_leave(member), until=keeping.words_until(member),
        holds=queries.holds_alone(member), nav_now="you", **more,
    )


def _gone(request, where: str):
    """Signed out: nothing of them is left in this browser."""
    request.session.flush()
    request.member = None
    return redirect(where)


@public(methods=("GET", "HEAD"))
def gone(request):
    """A goodbye that names nobody: it is the same for whoever opens it."""
    return page(request, "home/gone.html", erased=False)


@public(methods=("GET", "HEAD"))
def gone_now(request):
    return page(request, "home/gone.html", erased=True)


@coordinator_page
def coordinators(request):
    """Who runs the space; and naming one more, so that nobody has to stay because they are the only one."""
    form = AnotherCoordinatorForm(request.POST if request.method == "POST" else None, people=queries.who_could_coordinate(request.member))
    if request.method == "POST" and form.is_valid():
        person = found(queries.somebody_here(form.cleaned_data["person"]))
        member_verbs.name_coordinator(person, by=request.member)
        say(request, _("%(name)s runs the space with you now.") % {"name": person.name})
        return redirect("coordinators")
    return page(request, "home/coordinators.html", form=form, now=queries.who_coordinates(), nav_now="you")

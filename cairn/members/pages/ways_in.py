"""Ways in, and the places somebody is signed in."""

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cairn.base.times import hour_of
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.members import names, opening, passkeys, passwords, queries, throttle, verbs
from cairn.members.days import day_of
from cairn.base.devices import device_of
from cairn.members.arrival import has_shown_lately, renew
from cairn.members.forms import PasswordForm, WayBackForm
from cairn.members.pages.again import asks_again


@member_page
def ways_in(request):
    member = request.member
    return page(
        request, "members/ways_in.html", passkeys=queries.passkeys_of(member), has_password=member.handle is not None,
        sign_in_name=member.sign_in_name, codes_left=queries.codes_left(member), mail=member.mail,
        mail_proven=member.mail_proven_at is not None, day=day_of,
    )


@member_page
@asks_again
def passkey_add(request):
    if request.method != "POST":
        return page(request, "members/passkey_add.html", failed=False)
    try:
        passkey = passkeys.new_from(request.session, request.POST.get("credential", ""), label=device_of(request.headers.get("User-Agent", "")))
    except passkeys.NotBelieved:
        return page(request, "members/passkey_add.html", failed=True)
    verbs.add_passkey(passkey, by=request.member)
    say(request, _("The passkey is added."))
    return redirect("ways_in")


@member_page(methods=("POST",))
def passkey_options(request):
    if not has_shown_lately(request):
        return JsonResponse({}, status=401)  # the page itself asks again
    known = [passkey.credential for passkey in queries.passkeys_of(request.member)]
    return JsonResponse(passkeys.offer_new(request.session, space_name=request.space.name, name=request.member.name, known=known))


@member_page(methods=("POST",))
@asks_again
def passkey_remove(request, pk: int):
    mine = {passkey.pk: passkey for passkey in queries.passkeys_of(request.member)}
    verbs.remove_passkey(found(mine.get(pk)), by=request.member)
    say(request, _("The passkey is removed. Your device may still offer it; it opens nothing here."))
    return redirect("ways_in")


@member_page
@asks_again(unless=lambda request: request.member.handle is not None)
def password(request):
    """A first password, or another one: then the present one is asked for, since the device may be shared."""
    member, has_one = request.member, request.member.handle is not None
    form_class = PasswordForm if has_one else WayBackForm
    form = form_class(request.POST or None, initial={"sign_in_name": member.sign_in_name or names.suggested()}, name=member.name, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            if not has_one or _knows(member, form):
                return _set(request, form)
        except passwords.Busy:
            form.add_error(None, _("Many people are signing in at this moment. Please wait a little and press once more."))
    return page(request, "members/password.html", form=form, has_one=has_one)


def _knows(member, form) -> bool:
    if until := throttle.is_waiting(member.handle):
        form.add_error("current", _("There have been many tries. Please wait until %(time)s.") % {"time": hour_of(until)})
        return False
    if not passwords.matches(form.cleaned_data["current"], member.password):
        throttle.wrong(member.handle)
        form.add_error("current", _("This is not your password now."))
        return False
    throttle.right(member.handle)
    return True


def _set(request, form):
    given = form.cleaned_data
    verbs.set_password(given["password"], sign_in_name=given["sign_in_name"], by=request.member)
    opening.password_changed(request, request.member, old=given.get("current"), new=given["password"])
    renew(request)
    verbs.end_other_places(besides=request.session.session_key, by=request.member)
    say(request, _("Your password is set. Everywhere else you are signed out."))
    return redirect("ways_in")


@member_page(methods=("POST",))
@asks_again
def password_remove(request):
    verbs.remove_password(by=request.member)
    say(request, _("The password is removed. You come back by passkey."))
    return redirect("ways_in")


@member_page
def places(request):
    return page(request, "members/places.html", places=queries.places_of(request.member, request.session.session_key), day=day_of)


@member_page(methods=("POST",))
def place_end(request, place: str):
    verbs.end_place(place, by=request.member)
    say(request, _("That place is signed out."))
    return redirect("places")

"""Signing in and out. The answer and its cost are the same whether somebody is known here or not."""

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.pages import newcomer_page, page, public, redirect, say
from cairn.base.times import hour_of
from cairn.members import passkeys, passwords, queries, rules, throttle, verbs
from cairn.members.arrival import arrive, depart, go_on, kept_words
from cairn.members.forms import SignInForm
from cairn.members.pausing import may_still_answer


@public
def sign_in(request):
    if request.member and request.method != "POST":
        return go_on(request)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _try(request, form)
    return _sign_in_page(request, form)


def _try(request, form):
    digest, place = queries.digest_of_sign_in_name(form.cleaned_data["sign_in_name"]), rates.place_of(request)
    if until := throttle.is_waiting(digest, place):
        form.add_error(None, _("There have been many tries from here. Please wait until %(time)s, or use a recovery code.") % {"time": hour_of(until)})
        return _sign_in_page(request, form, status=429)
    member = queries.member_of_handle(digest)
    try:
        right = passwords.matches(form.cleaned_data["password"], member.password if member else None)
    except passwords.Busy:
        form.add_error(None, _("Many people are signing in at this moment. Please wait half a minute and try again."))
        return _sign_in_page(request, form, status=503)
    if not right:
        throttle.wrong(digest, place)
        form.add_error(None, _("This sign-in name and password do not go together. Have another look at both: capital letters count in the password."))
        return _sign_in_page(request, form)
    throttle.right(digest, place)
    return _arrived(request, member)


@public(methods=("POST",))
def sign_in_passkey(request):
    answer = request.POST.get("credential", "")
    passkey = queries.passkey_of(passkeys.credential_in(answer))
    try:
        if passkey is None:
            raise passkeys.NotBelieved
        verbs.use_passkey(passkey, passkeys.count_from(request.session, answer, passkey))
    except passkeys.NotBelieved:
        return _sign_in_page(request, SignInForm(), passkey_failed=True)
    return _arrived(request, passkey.member)


@public(methods=("POST",))
def sign_in_passkey_options(request):
    return JsonResponse(passkeys.offer_known(request.session))


def _arrived(request, member):
    if rules.may_stay(member):
        return _changed_their_mind(request, member)
    if member.left_at and not may_still_answer(member):
        return page(request, "members/not_now.html")
    arrive(request, member)
    return go_on(request)


def _changed_their_mind(request, member):
    """They had left, and sign in within their two weeks: that takes it back."""
    verbs.stay(by=member)
    member.refresh_from_db()
    arrive(request, member)
    say(request, _("You are back, and what you told is back with you. Your seats in circles were given free; you can ask for them again."))
    return redirect("today")


def _sign_in_page(request, form, *, passkey_failed=False, status=200):
    return page(
        request, "members/sign_in.html", form=form, passkey_failed=passkey_failed, kept=kept_words(request) is not None, status=status
    )


@public(methods=("POST",))
def sign_out(request):
    depart(request)
    request.member = None
    say(request, _("You are signed out."))
    return redirect("sign_in")


@newcomer_page(methods=("POST",))
def sign_out_everywhere(request):
    """Here as well: whoever presses this wants nothing left open."""
    verbs.end_other_places(by=request.member)
    request.session.flush()
    request.member = None
    say(request, _("You are signed out everywhere."))
    return redirect("sign_in")


@newcomer_page(methods=("GET", "HEAD", "POST"))
def kept(request):
    """The words of an expired session, to be sent again with one press."""
    words = kept_words(request)
    if words is None:
        return redirect("today")
    return page(request, "home/kept.html", path=words["path"], fields=words["fields"])

"""Coming back without the way in: by a recovery code or by mail, to a new passkey or password."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.base import clock, rates
from cairn.base.pages import page, public, redirect, say
from cairn.base.rules import Refused
from cairn.base.times import hour_of
from cairn.members import links, mail, names, opening, passkeys, passwords, queries, rules, verbs
from cairn.members.arrival import arrive, go_on, has_gone_on, renew
from cairn.base.devices import device_of
from cairn.members.forms import CodeForm, MailForm, WayBackForm
from cairn.members.models import Member

PROVED_FOR = 30 * 60  # seconds to make a new way in


@public
def recover(request):
    """By one of the ten codes."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = rates.place_of(request)
        if until := rates.waits(rates.CODES, place):
            form.add_error(None, _("There have been many tries from here. Please wait until %(time)s.") % {"time": hour_of(until)})
            return _recover_page(request, form, MailForm(), status=429)
        member = verbs.use_recovery_code(form.cleaned_data["recovery_code"])
        if member:
            return _proved(request, member)
        rates.count(rates.CODES, place)
        form.add_error("recovery_code", _("This code does not open anything. It may have been used, or new codes were made since."))
    return _recover_page(request, form, MailForm())


@public
def recover_by_mail(request):
    """A link to a proven address. The answer is the same whether anybody has that address here."""
    form = MailForm(request.POST or None)
    if request.method == "POST" and mail.can_send() and form.is_valid():
        rates.take(rates.MAILS_FROM_PLACE, rates.place_of(request))
        _send_if_known(form.cleaned_data["mail"])
        return redirect("recover_mail_sent")
    return _recover_page(request, CodeForm(), form)


@public
def recover_mail_sent(request):
    return page(request, "members/recover_mail_sent.html")


@public
def recover_link(request, token: str):
    """The link was opened; a press goes on, since mail programs open links by themselves."""
    member = links.member_of(links.COME_BACK, token)
    if member and request.method == "POST":
        return _proved(request, member)
    return page(request, "members/recover_link.html", good=member is not None, status=200 if member else 404)


@public
def new_way_in(request):
    """A new sign-in name and password, for somebody who has proved who they are."""
    member = _who_proved(request)
    if member is None:
        return redirect("today" if has_gone_on(request) else "recover")
    given = request.POST or None
    form = WayBackForm(given, initial={"sign_in_name": member.sign_in_name or names.suggested()}, name=member.name or "", member=member)
    if request.method != "POST" or not form.is_valid():
        return page(request, "members/new_way_in.html", form=form)
    try:
        verbs.set_password(form.cleaned_data["password"], sign_in_name=form.cleaned_data["sign_in_name"], by=member)
    except (Refused, passwords.Busy) as error:
        form.add_error(None, getattr(error, "sentence", _("Many people are signing in at this moment. Please wait a little and press once more.")))
        return page(request, "members/new_way_in.html", form=form, status=503)
    opening.password_changed(request, member, old=None, new=form.cleaned_data["password"])
    return _back_in(request, member)


@public(methods=("POST",))
def new_way_in_passkey(request):
    member = _who_proved(request)
    if member is None:
        return redirect("recover")
    try:
        passkey = passkeys.new_from(request.session, request.POST.get("credential", ""), label=device_of(request.headers.get("User-Agent", "")))
    except passkeys.NotBelieved:
        form = WayBackForm(initial={"sign_in_name": member.sign_in_name or names.suggested()}, name=member.name or "", member=member)
        return page(request, "members/new_way_in.html", form=form, passkey_failed=True)
    verbs.add_passkey(passkey, by=member)
    return _back_in(request, member)


@public(methods=("POST",))
def new_way_in_passkey_options(request):
    member = _who_proved(request)
    if member is None:
        return JsonResponse({}, status=409)
    known = [passkey.credential for passkey in queries.passkeys_of(member)]
    return JsonResponse(passkeys.offer_new(request.session, space_name=request.space.name, name=member.name or "", known=known))


def _send_if_known(address: str) -> None:
    """Three letters an hour, whoever asks for them: above that nothing is sent, and nothing different is said."""
    to, member = queries.digest_of_mail(address), queries.member_of_mail(address)
    often = rates.waits(rates.MAILS_TO, to)
    rates.count(rates.MAILS_TO, to)
    if member and not often:
        mail.send_way_back(address, reverse("recover_link", args=[links.token_for(links.COME_BACK, member)]))


def _proved(request, member):
    """Under a new session key: whoever knew the visitor's, from the same computer, makes no way in with it."""
    renew(request)
    request.session["proved"] = [member.pk, clock.now().timestamp()]
    return redirect("new_way_in")


def _who_proved(request) -> Member | None:
    pk, at = request.session.get("proved", [None, 0])
    if pk is None or clock.now().timestamp() - at > PROVED_FOR:
        return None
    return Member.objects.may_come_in().filter(pk=pk).first()


def _back_in(request, member):
    """Whoever else was signed in as them is so no longer."""
    verbs.end_other_places(by=member)
    if rules.may_stay(member):
        verbs.stay(by=member)
        member.refresh_from_db()
    arrive(request, member)
    left = queries.codes_left(member)
    say(request, ngettext("You are back. One recovery code is left.", "You are back. %(left)d recovery codes are left.", left) % {"left": left} if left else _("You are back. No recovery codes are left: you can make new ones at You."))
    return go_on(request)


def _recover_page(request, form, mail_form, *, status=200):
    return page(request, "members/recover.html", form=form if not mail_form.is_bound else mail_form, code_form=form, mail_form=mail_form, can_send=mail.can_send(), status=status)

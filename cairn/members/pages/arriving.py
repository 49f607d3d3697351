"""What follows coming in: the codes, mail, languages, and one small step."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.pages import found, newcomer_page, page, public, redirect, say
from cairn.members import links, mail, queries, verbs
from cairn.members.arrival import go_on
from cairn.members.forms import LanguagesAndZoneForm, MailForm
from cairn.members.pages.again import asks_again


def _after_codes() -> str:
    """Where no mail is sent there is no address to ask for."""
    return "mail" if mail.can_send() else "sign_up_languages"


@newcomer_page
@asks_again(unless=lambda request: request.method == "POST" and "kept" in request.POST)
def codes(request):
    """Ten recovery codes, shown until they have been kept, and then never again."""
    if request.method == "POST" and "kept" in request.POST:
        request.session.pop("codes", None)
        return redirect(_after_codes() if request.session.get("arriving") else "ways_in")
    if request.method == "POST":
        request.session["codes"] = verbs.new_recovery_codes(by=request.member)
        return redirect("codes")
    return page(
        request, "members/codes.html", codes=request.session.get("codes"), arriving=request.session.get("arriving", False),
        left=queries.codes_left(request.member), back=_back(request),
    )


@newcomer_page
@asks_again
def codes_text(request):
    """The same codes as a text file, while they are shown."""
    lines = found(request.session.get("codes"))
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="codes.txt"'
    return answer


@newcomer_page
@asks_again
def mail_page(request):
    """An address for coming back, if one wants."""
    form = MailForm(request.POST or None, initial={"mail": request.member.mail or ""}, name=request.member.name or "")
    if request.method == "POST" and "remove" in request.POST:
        verbs.forget_mail(by=request.member)
        say(request, _("The address is forgotten."))
        return redirect("mail")
    if request.method == "POST" and mail.can_send() and form.is_valid():
        return _prove(request, form.cleaned_data["mail"])
    return page(request, "members/mail.html", form=form, can_send=mail.can_send(), arriving=request.session.get("arriving", False), back=_back(request))


def _prove(request, address: str):
    from django.urls import reverse

    rates.take(rates.MAILS, request.member.pk)
    verbs.name_mail(address, by=request.member)
    mail.send_proof(address, reverse("mail_proof", args=[links.token_for(links.PROVE_MAIL, request.member)]))
    say(request, _("We have sent a link to that address. It counts once you have opened it."))
    return redirect("sign_up_languages" if request.session.get("arriving") else "mail")


@public
def mail_proof(request, token: str):
    """The link was opened; a press says so, since mail programs open links by themselves."""
    member = links.member_of(links.PROVE_MAIL, token)
    done = bool(request.method == "POST" and member and verbs.prove_mail(member.mail_digest, by=member))
    return page(request, "members/mail_proof.html", good=member is not None, done=done, status=200 if member else 404)


@newcomer_page
def sign_up_languages(request):
    member = request.member
    form = LanguagesAndZoneForm(request.POST or None, initial={"languages": member.languages, "zone": member.zone}, first=request.space.language)
    if request.method == "POST" and form.is_valid():
        verbs.change_languages(form.cleaned_data["languages"], by=member)
        verbs.change_zone(form.cleaned_data["zone"], by=member)
        return redirect("first_step" if member.is_here else "waiting")
    return page(request, "members/sign_up_languages.html", form=form)


@newcomer_page
def first_step(request):
    """One small step, of several of equal weight."""
    if not request.member.is_here:
        return redirect("waiting")
    request.session.pop("arriving", None)
    if request.member.is_coordinator:  # set-up has a next thing to do
        return go_on(request)
    code = request.session.get("invitation", "")
    invitation = queries.invitation_taken_by(request.member, code) or queries.invitation_of(code) if code else None
    return page(request, "members/first_step.html", invited=code if invitation and invitation.circle_id else "")


def _back(request) -> str:
    return "" if request.session.get("arriving") else "ways_in"

"""The door: waiting at it, answering those who wait, and invitations. And the agreement."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, newcomer_page, page, public, redirect, say
from cairn.members import queries, verbs
from cairn.members.days import day_of
from cairn.members.models import Invitation
from cairn.members.rules import member_from_token, token_for


@newcomer_page
def waiting(request):
    """Signed up, and not yet let in."""
    if request.member.is_here:
        return redirect("first_step" if request.session.get("arriving") else "today")
    return page(request, "members/waiting.html")


@coordinator_page
def at_the_door(request):
    people = [(member, token_for(member.pk)) for member in queries.waiting_at_the_door()]
    return page(request, "members/at_the_door.html", people=people)


@coordinator_page(methods=("POST",))
def let_in(request, token: str):
    member = found(member_from_token(token))
    verbs.let_in(member, by=request.member)
    say(request, _("%(name)s is let in.") % {"name": member.name})
    return redirect("at_the_door")


@coordinator_page
def not_now(request, token: str):
    """Asked once more, since it cannot be taken back: what they gave is erased."""
    member = found(member_from_token(token))
    if request.method == "POST":
        verbs.not_now(member, by=request.member)
        say(request, _("They will be told kindly that it cannot be now."))
        return redirect("at_the_door")
    return page(request, "members/say_not_now.html", person=member)


@coordinator_page
def invitations(request):
    """One's own open links; a new one is shown once."""
    if request.method == "POST":
        _invitation, code = verbs.invite(by=request.member)
        request.session["invitation_made"] = code
        return redirect("invitations")
    code = request.session.pop("invitation_made", "")
    made = f"{settings.ADDRESS}{reverse('come_in', args=[code])}" if code else ""
    return page(request, "members/invitations.html", made=made, invitations=queries.open_invitations(request.member), day=day_of)


@coordinator_page(methods=("POST",))
def invitation_end(request, pk: int):
    invitation = found(Invitation.objects.filter(pk=pk, by=request.member).first())
    verbs.end_invitation(invitation, by=request.member)
    say(request, _("That link opens nothing any more."))
    return redirect("invitations")


@public
def agreement(request):
    """The space's agreement in force, for everybody to read, and for members to say yes to."""
    in_force = queries.agreement_of()
    if request.method == "POST" and request.member and in_force and request.POST.get("agreement") == str(in_force.pk):
        verbs.consent(in_force, by=request.member)
        say(request, _("Thank you."))
        return redirect("agreement")
    agreed = request.member is None or queries.has_consented(request.member, in_force)
    return page(request, "members/agreement.html", agreement=in_force, agreed=agreed, day=day_of)

"""While it is open: what opens it (another password, a passphrase of its own, a passkey, recovery codes), and taking it along."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.journal import along, opened, passkeys, queries, verbs
from cairn.journal.forms import PassphraseForm, SecretForm
from cairn.journal.pages import while_open
from cairn.journal.pages.opening import BUSY, knows_password
from cairn.members.queries import passwords


@member_page
@while_open
def journal_keys(request, key, form=None, passkey_failed: bool = False):
    """All of them, and the one form that fits: to let the sign-in password open it, or to choose its own passphrase."""
    opens = queries.what_opens(request.member)
    by_password = request.member.handle is not None and not opens.password
    form = form or (SecretForm() if by_password else PassphraseForm())
    return page(
        request, "journal/keys.html", opens=opens, form=form, by_password=by_password, has_password=request.member.handle is not None,
        passkey_failed=passkey_failed, nav_now="you",
    )


@member_page(methods=("POST",))
@while_open
def journal_key_password(request, key):
    """The sign-in password, which they show that they know."""
    form = SecretForm(request.POST)
    if request.member.handle is None or not form.is_valid() or not knows_password(request.member, form):
        return journal_keys.__wrapped__.__wrapped__(request, key, form=form)
    return _let(request, form, lambda: verbs.let_password_open(form.cleaned_data["password"], key=key, by=request.member), _("Your password opens your journal now."), key)


@member_page(methods=("POST",))
@while_open
def journal_key_passphrase(request, key):
    form = PassphraseForm(request.POST, name=request.member.name or "")
    if not form.is_valid():
        return journal_keys.__wrapped__.__wrapped__(request, key, form=form)
    return _let(request, form, lambda: verbs.let_passphrase_open(form.cleaned_data["password"], key=key, by=request.member), _("This passphrase opens your journal now."), key)


def _let(request, form, act, said: str, key):
    try:
        act()
    except passwords.Busy:
        form.add_error(None, str(BUSY))
        return journal_keys.__wrapped__.__wrapped__(request, key, form=form)
    say(request, said)
    return redirect("journal_keys")


@member_page(methods=("POST",))
@while_open
def journal_key_passkey(request, key):
    try:
        passkey, output, salt = passkeys.answered(request)
    except passkeys.NoAnswer:
        return journal_keys.__wrapped__.__wrapped__(request, key, passkey_failed=True)
    verbs.let_passkey_open(passkey, output, salt, key=key, by=request.member)
    say(request, _("This passkey opens your journal now."))
    return redirect("journal_keys")


@member_page(methods=("POST",))
@while_open
def journal_key_let_go(request, key, ref: str):
    """A passkey, or its own passphrase."""
    lock = found(queries.what_opens(request.member).locks.get(ref))
    verbs.let_go(lock, by=request.member)
    say(request, _("That does not open your journal any more."))
    return redirect("journal_keys")


@member_page(methods=("GET", "HEAD"))
@while_open
def journal_along(request, key, kind: str):
    """All of it in a file of theirs. Its name says nothing."""
    found(along.KINDS.get(kind))
    answer = HttpResponse(along.made_of(queries.entries_of(request.member, key), kind, request), content_type=along.KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="words.{kind}"'
    return answer


@member_page
@while_open
def journal_codes(request, key):
    """Ten recovery codes that let them back in and open the journal, shown until they have been kept."""
    if request.method == "POST" and "kept" in request.POST:
        opened.codes_were_kept(request)
        return redirect("journal")
    if request.method == "POST":
        opened.show_codes(request, key, verbs.make_codes(key=key, by=request.member))
        return redirect("journal_codes")
    return page(request, "journal/codes.html", codes=opened.codes_to_show(request, key), nav_now="you")

"""Beginning, opening, locking, and starting over."""

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cairn.base import crypto
from cairn.base.pages import local_address, member_page, page, redirect, say
from cairn.journal import opened, passkeys, queries, verbs
from cairn.journal.forms import BeginForm, BeginWithPassphraseForm, EntryForm, SecretForm, StartOverForm
from cairn.journal.pages import with_words, words_for_secret
from cairn.journal.pages.writing import changed_meanwhile
from cairn.members.queries import passwords, throttle

BUSY = _("Many people are signing in at this moment. Please wait a little and press once more.")


# ---- before the first entry


@member_page
def journal_begin(request, passkey_failed: bool = False):
    """What it is, who can open it and who cannot, and what is lost with its keys: said before there is anything to lose."""
    member = request.member
    if queries.has_vault(member) and request.method != "POST":
        return redirect("journal")
    form = _begin_form(member, None if passkey_failed else request.POST or None)
    if form.is_bound and form.is_valid() and _may_begin(member, form):
        try:
            return _begun(request, form, verbs.begin(password=form.cleaned_data["password"], own=member.handle is None, by=member))
        except passwords.Busy:
            form.add_error(None, str(BUSY))
    return page(
        request, "journal/begin.html", form=form, by_password=member.handle is not None, may_use_passkey=bool(queries.what_opens(member).passkeys_left),
        passkey_failed=passkey_failed, nav_now="you",
    )


def _begin_form(member, data):
    if member.handle is None:
        return BeginWithPassphraseForm(data, initial={"codes": True}, name=member.name or "")
    return BeginForm(data, initial={"codes": True})


def _may_begin(member, form) -> bool:
    """A passphrase of its own may be anything good; a sign-in password has to be theirs."""
    return member.handle is None or knows_password(member, form)


def knows_password(member, form) -> bool:
    """Adds to the form's errors where they do not."""
    if throttle.is_waiting(member.handle):
        form.add_error("password", _("There have been many tries. Please wait a quarter of an hour."))
        return False
    try:
        right = passwords.matches(form.cleaned_data["password"], member.password)
    except passwords.Busy:
        form.add_error(None, str(BUSY))
        return False
    (throttle.right if right else throttle.wrong)(member.handle)
    if not right:
        form.add_error("password", _("This is not the password you sign in with. Capital letters count in it."))
    return right


def _begun(request, form, key: bytes):
    codes = verbs.make_codes(key=key, by=request.member) if form.cleaned_data.get("codes") else []
    say(request, _("Your journal is there. It is open in this browser, and locks by itself."))
    response = redirect("journal_codes" if codes else "journal")
    opened.open_here(request, response, key)
    opened.show_codes(request, key, codes)
    return response


@member_page(methods=("POST",))
def journal_begin_passkey(request):
    try:
        passkey, output, salt = passkeys.answered(request)
    except passkeys.NoAnswer:
        return journal_begin.__wrapped__(request, passkey_failed=True)
    form = BeginForm(request.POST)
    form.is_valid()
    return _begun(request, form, verbs.begin(passkey=passkey, output=output, salt=salt, by=request.member))


@member_page(methods=("POST",), words=False)
def journal_passkey_options(request):
    """What the browser asks the passkey: of all of theirs, or of those that open it."""
    return JsonResponse(passkeys.asked(request, only_those_that_open="open" in request.POST))


# ---- opening


@member_page(words="apart")
def journal_open(request):
    """By a password, the journal's passphrase or a recovery code, in one field."""
    if not queries.has_vault(request.member):
        return with_words(request) if _brought_words(request) else redirect("journal_begin")
    if request.method != "POST":
        return redirect("journal") if opened.key_in(request) else _open_page(request, SecretForm())
    form = SecretForm(request.POST)
    key = _key(request.member, form) if form.is_valid() else None
    if key is not None:
        return _go_in(request, key)
    return with_words(request, form, errors=True, status=200) if _brought_words(request) else _open_page(request, form)


def _brought_words(request) -> bool:
    """Whether it is opened from the page in which somebody's words wait: they stand nowhere else."""
    return bool(request.POST.get("words") or request.POST.get("title"))


def _key(member, form) -> bytes | None:
    digest = crypto.digest("vault", str(member.pk))
    if throttle.is_waiting(digest):
        form.add_error("password", _("There have been many tries. Please wait a quarter of an hour. Nothing is lost meanwhile."))
        return None
    try:
        key = queries.key_by_words(member, form.cleaned_data["password"])
    except passwords.Busy:
        form.add_error(None, str(BUSY))
        return None
    if key is None:
        throttle.wrong(digest)
        form.add_error("password", _("This does not open it. Have another look: capital letters count. If you changed your password while your journal was locked, it is the one from before."))
        return None
    throttle.right(digest)
    return key


def _go_in(request, key: bytes):
    """To where they were going, or on with what waited in the page."""
    form = EntryForm(request.POST)
    going = local_address(request.session.pop("journal_next", ""), "")
    waited = "words" in request.POST and form.is_worth_keeping()
    response = _go_on(request, form, key) if waited else redirect(going or "journal")
    opened.open_here(request, response, key)
    return response


def _go_on(request, form, key: bytes):
    """It lies in the vault again, as a draft; unless the entry was kept or let go meanwhile: then it stays in the page."""
    try:
        entry = verbs.keep_draft(form.number, **form.typed(), key=key, by=request.member)
    except verbs.ChangedMeanwhile as changed:
        return changed_meanwhile(request, form, changed.now)
    say(request, _("It is open again, and what you wrote is here."))
    return redirect("entry_edit", entry.pk)


def _open_page(request, form, *, passkey_failed: bool = False):
    opens = queries.what_opens(request.member)
    return page(
        request, "journal/open.html", form=form, opens=opens, label=words_for_secret(opens), passkey_failed=passkey_failed, nav_now="you",
    )


@member_page(methods=("POST",), words="apart")
def journal_open_passkey(request):
    try:
        passkey, output, _salt = passkeys.answered(request)
        key = queries.key_by_passkey(request.member, passkey, output)
    except passkeys.NoAnswer:
        key = None
    if key is not None:
        return _go_in(request, key)
    if _brought_words(request):
        return with_words(request, passkey_failed=True, status=200)
    return _open_page(request, SecretForm(), passkey_failed=True)


# ---- locking, and starting over


@member_page(methods=("POST",))
def journal_lock(request):
    say(request, _("Your journal is locked."))
    response = redirect("today")
    opened.lock_here(request, response)
    return response


@member_page
def journal_start_over(request):
    """When nothing opens it any more; or when all of it should go."""
    if not queries.has_vault(request.member):
        return redirect("journal_begin")
    form = StartOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.start_over(by=request.member)
        say(request, _("Everything in your journal is gone. You can begin a new one at any time."))
        response = redirect("you")
        opened.lock_here(request, response)
        return response
    return page(request, "journal/start_over.html", form=form, nav_now="you")

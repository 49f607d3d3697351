"""Pages of the journal. Those that show or take words are there while the vault is open in this browser."""

from functools import wraps

from django.utils.translation import gettext as _

from cairn.base.pages import page, redirect
from cairn.journal import opened

TYPED = ("entry", "seen", "prompt", "title", "words")


def while_open(view):
    """Beneath the gate: calls `view(request, key, ...)`. While it is locked, what was typed is given back in the page,
    where it waits for the key, and nowhere else: the server has nothing to seal it with but what the space's key opens."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        key = opened.key_in(request)
        if key is not None:
            return view(request, key, *args, **kwargs)
        if request.method == "POST" and "words" in request.POST:
            return with_words(request)
        request.session["journal_next"] = request.path if request.method != "POST" else ""
        return redirect("journal_open")

    return inner


def with_words(request, form=None, *, errors=False, passkey_failed=False, status=403):
    """The page to open it by, with the words of the form that met it locked."""
    from cairn.journal.forms import SecretForm
    from cairn.journal.queries import what_opens

    opens = what_opens(request.member)
    typed = {name: request.POST.get(name, "") for name in TYPED}
    return page(
        request, "journal/locked.html", form=form or SecretForm(), typed=typed, opens=opens, status=status,
        label=words_for_secret(opens), errors=errors, passkey_failed=passkey_failed, nav_now="you",
    )


def words_for_secret(opens) -> tuple[str, str]:
    """(label, hint) of the one field that opens it."""
    label = _("Your journal’s passphrase") if opens.own and not (opens.password or opens.before) else _("Your password")
    also = [words for said, words in (
        (opens.before, _("Your journal still opens with the password you had before.")),
        (opens.own and (opens.password or opens.before), _("Its own passphrase opens it too.")),
        (opens.codes_made_at, _("A recovery code opens it too, and is not used up by it.")),
    ) if said]
    return label if opens.by_words else _("A recovery code"), " ".join(also)

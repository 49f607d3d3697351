"""Entries: begun, kept, let go, brought back. What is typed lies in the vault from its first moment on."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock, crypto
from cairn.base.acts import act
from cairn.base.ids import new_id
from cairn.base.rules import ChangedMeanwhile, require
from cairn.journal import queries, rules, vault
from cairn.journal.models import Entry
from cairn.journal.vault import Written
from cairn.members.models import Member


@act
def keep_draft(number: int, *, title: str, words: str, prompt: str, seen: str = "", key: bytes, by: Member) -> Entry:
    """What is being typed, kept beside what stands. `number` is the entry's, chosen when its form was opened. What
    arrives after it was kept or let go changes nothing: raises ChangedMeanwhile with how it stands (a queries.Page;
    None where it was let go)."""
    entry = _entry(number, by)
    before = queries.entry_of(by, key, entry.pk)
    if entry.gone_at or before and before.kept and before.version() != seen:
        raise ChangedMeanwhile(before)
    return _put(entry, _said(entry, key).begun(title, words, prompt), key)


@act
def keep(number: int, *, title: str, words: str, prompt: str, seen: str, key: bytes, by: Member) -> Entry:
    """The entry says this now; its draft is gone. `seen` is its version when the form was opened. One that was let go
    meanwhile is back. Raises ChangedMeanwhile with how it stands (a queries.Page)."""
    entry = _entry(number, by)
    before = queries.entry_of(by, key, entry.pk)
    if before and before.kept and before.words is not None and before.version() != seen and (before.title, before.words) != (title, words):
        raise ChangedMeanwhile(before)
    if before and before.kept:
        entry.edited_at = clock.now()
    return _put(entry, Written(title, words, prompt, kept=True), key)


def _entry(number: int, by: Member) -> Entry:
    """By its number, or a new one. A number that is somebody else's is as good as none. What one member keeps is
    kept one after the other: a page and its script may both send a new one."""
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    found = Entry.system.select_for_update().filter(pk=number).first()
    if found is None or found.member_id != by.pk:
        return Entry(pk=new_id() if found else number, member=by)
    return found


def _said(entry: Entry, key: bytes) -> Written:
    try:
        return vault.opened(key, entry.sealed, entry.pk, entry.member_id) if not entry._state.adding else Written()
    except crypto.Unreadable:
        return Written()


def _put(entry: Entry, written: Written, key: bytes) -> Entry:
    entry.sealed, entry.gone_at = vault.sealed(key, written, entry.pk, entry.member_id), None
    entry.save()
    return entry


@act
def delete(pk: int, *, by: Member) -> None:
    """Let it go. For ten minutes it can be brought back; then its row goes too."""
    Entry.objects.seen_by(by).standing().filter(pk=pk).update(gone_at=clock.now())


@act
def bring_back(pk: int, *, by: Member) -> None:
    entry = Entry.objects.seen_by(by).filter(pk=pk).first()
    require(entry is not None and rules.may_bring_back(entry, clock.now()), _("The ten minutes are over, and it is gone."))
    Entry.objects.seen_by(by).filter(pk=pk).update(gone_at=None)


@clock.due("entries let go", every=timedelta(minutes=1))
def forget_gone() -> None:
    Entry.system.filter(gone_at__lt=clock.now() - rules.TO_BRING_BACK).delete()

"""Questions about a vault and what is in it. Whoever asks for words brings the vault's key along."""

from dataclasses import dataclass, replace
from datetime import datetime

from cairn.base import crypto
from cairn.base.text import first_words
from cairn.journal import prompts, vault
from cairn.journal.models import Entry, VaultLock
from cairn.journal.opened import key_in  # noqa: F401  for whoever takes words along: the key, while this browser has it open
from cairn.members import queries as members

MOST_SEARCHED = 5000  # entries, the latest: docs/benchmarks.md says how long a thousand take
A_PAGE, MOST_FOUND = 30, 50


# ---- the locks


def has_vault(member) -> bool:
    return VaultLock.objects.seen_by(member).exists()


def locks_of(member) -> list[VaultLock]:
    return list(VaultLock.objects.seen_by(member).in_order())


@dataclass(frozen=True, slots=True)
class Opens:
    """What opens a vault, in words' reach: which passwords, which passkeys (as rows), whether recovery codes do."""

    password: bool
    before: bool
    own: bool
    codes_made_at: datetime | None
    passkeys: list
    passkeys_left: list  # the member's others, which do not open it
    locks: dict  # of passkeys and of the own passphrase, by ref: to be let go

    @property
    def by_passkey(self) -> bool:
        return bool(self.passkeys)

    @property
    def by_words(self) -> bool:
        return self.password or self.before or self.own


def what_opens(member) -> Opens:
    locks = locks_of(member)
    words = {lock.ref for lock in locks if lock.kind == VaultLock.PASSWORD}
    by_passkey = {lock.ref for lock in locks if lock.kind == VaultLock.PASSKEY}
    passkeys = members.passkeys_of(member)
    return Opens(
        "" in words, VaultLock.BEFORE in words, VaultLock.OWN in words,
        max((lock.made_at for lock in locks if lock.kind == VaultLock.CODE), default=None),
        [one for one in passkeys if str(one.pk) in by_passkey], [one for one in passkeys if str(one.pk) not in by_passkey],
        {lock.ref: lock for lock in locks if lock.kind != VaultLock.CODE},
    )


# ---- opening: each gives the vault's key, or None. They write nothing.


def key_by_words(member, typed: str) -> bytes | None:
    """By a recovery code or by any password of the vault's. Slow: up to three derivations. Raises passwords.Busy."""
    code, digest = members.plain_code(typed), members.digest_of_code(typed)
    for lock in locks_of(member):
        if lock.kind == VaultLock.CODE and lock.ref == digest:
            key = _key(lock, lambda lock: vault.from_code(code, bytes(lock.salt)))
        elif lock.kind == VaultLock.PASSWORD:
            key = _key(lock, lambda lock: vault.from_password(typed, bytes(lock.salt)))
        else:
            continue
        if key is not None:
            return key
    return None


def key_by_password(member, password: str) -> bytes | None:
    """By the sign-in password, as its own lock knows it. Raises passwords.Busy."""
    lock = VaultLock.objects.seen_by(member).filter(kind=VaultLock.PASSWORD, ref="").first()
    return _key(lock, lambda lock: vault.from_password(password, bytes(lock.salt))) if lock else None


def key_by_passkey(member, passkey, output: bytes) -> bytes | None:
    """By what this passkey answered to its lock's salt."""
    lock = VaultLock.objects.seen_by(member).filter(kind=VaultLock.PASSKEY, ref=str(passkey.pk)).first()
    return _key(lock, lambda lock: vault.from_prf(output, bytes(lock.salt))) if lock else None


def _key(lock: VaultLock, secret) -> bytes | None:
    try:
        return vault.unwrapped(lock, secret(lock))
    except crypto.Unreadable:  # another secret, or somebody changed the row
        return None


def salt_of_passkeys(member) -> bytes | None:
    """What the member's passkeys are asked, the same for all of them; each answers it differently."""
    lock = VaultLock.objects.seen_by(member).filter(kind=VaultLock.PASSKEY).first()
    return bytes(lock.salt) if lock else None


# ---- entries


@dataclass(frozen=True, slots=True)
class Page:
    """One entry, opened. `words` None: it does not open any more. `draft` is (title, words) typed and not kept."""

    pk: int
    at: datetime
    edited_at: datetime | None
    title: str
    words: str | None
    prompt: str
    kept: bool
    draft: tuple[str, str] | None

    @property
    def name(self) -> str:
        """Its title, else how it begins."""
        title, words = (self.title, self.words) if self.kept else self.draft or ("", "")
        return title or first_words(words, 60)

    @property
    def prompt_words(self) -> str:
        return prompts.words_of(self.prompt)

    @property
    def line(self) -> str:
        """How it begins, for a list that has its title already."""
        title, words = (self.title, self.words) if self.kept else self.draft or ("", "")
        return first_words(words, 160) if title else ""

    def version(self) -> str:
        """Says whether it was changed since somebody looked."""
        return self.edited_at.isoformat() if self.edited_at else "kept" if self.kept else ""


def entries_of(member, key: bytes, *, before: datetime | None = None, most: int | None = None) -> list[Page]:
    """The member's entries, the latest first, opened with their vault's key: for the list, and for taking words along."""
    rows = Entry.objects.seen_by(member).standing().order_by("-at", "-pk")
    rows = rows.filter(at__lt=before) if before else rows
    return [_page(row, key) for row in (rows[:most] if most else rows)]


def entry_of(member, key: bytes, pk: int) -> Page | None:
    row = Entry.objects.seen_by(member).standing().filter(pk=pk).first()
    return _page(row, key) if row else None


def at_of(member, pk: int | None) -> datetime | None:
    """When that entry was begun: where a list goes on from."""
    return Entry.objects.seen_by(member).filter(pk=pk).values_list("at", flat=True).first() if pk else None


def is_own(member, pk: int) -> bool:
    return Entry.objects.seen_by(member).filter(pk=pk).exists()


def _page(row: Entry, key: bytes) -> Page:
    try:
        said = vault.opened(key, row.sealed, row.pk, row.member_id)
    except crypto.Unreadable:
        return Page(row.pk, row.at, row.edited_at, "", None, "", True, None)
    return Page(row.pk, row.at, row.edited_at, said.title, said.words, said.prompt, said.kept, said.draft)


def found_in(member, key: bytes, asked: str) -> list[Page]:
    """Entries in which every word that was asked for occurs, the latest first. Opened in memory, one after the other,
    and let go again: nothing is indexed."""
    words = asked.casefold().split()
    return [page for page in entries_of(member, key, most=MOST_SEARCHED) if words and _holds(page, words)]


def _holds(page: Page, words: list[str]) -> bool:
    text = "\n".join([page.title, page.words or "", *(page.draft or ())]).casefold()
    return all(word in text for word in words)


def around(page: Page, asked: str, *, most: int = 160) -> Page:
    """The same with only the piece of its words in which the first of the words asked for stands."""
    text = " ".join((page.words or (page.draft or ("", ""))[1]).split())
    at = min((place for word in asked.casefold().split() if (place := text.casefold().find(word)) >= 0), default=0)
    begins = text.rfind(" ", 0, max(at - most // 3, 0)) + 1
    return replace(page, words=("…" if begins else "") + first_words(text[begins:], most), draft=None)

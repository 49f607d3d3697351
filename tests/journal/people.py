"""Somebody with a journal, and their browser."""

from django.conf import settings
from django.test import Client

from cairn.base import clock, halves
from cairn.journal import verbs
from cairn.journal.models import Entry
from cairn.members.sessions import SessionStore
from tests import cast
from tests.members.doors import PASSWORD, hand_in, newcomer

WORDS = "The kettle was on before I woke, and I had not asked."
OWN = "moss on the north wall"


def writer(name="Tarn", **more):
    """Somebody who signs in by a password. Gives (member, the key of their vault)."""
    member = newcomer(name, f"{name.lower()}-private-77", **more)
    return member, verbs.begin(password=PASSWORD, by=member)


def writes(member, key, words=WORDS, title="", **more) -> Entry:
    from cairn.base.ids import new_id

    return verbs.keep(new_id(), title=title, words=words, prompt="", seen="", key=key, by=member, **more)


def opens(browser: Client, secret: str = PASSWORD):
    """At the page that asks for it."""
    return hand_in(browser, "/journal/open", password=secret)


def opened(member, secret: str = PASSWORD) -> Client:
    """A browser in which they are signed in and their journal is open."""
    browser = cast.signed_in(member)
    answer = opens(browser, secret)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return browser


def is_open(browser: Client) -> bool:
    return browser.get("/journal/write").status_code == 200


def cookie_of(browser: Client) -> str:
    return browser.cookies[halves.cookie_name("vault")].value


def session_cookie() -> str:
    return settings.SESSION_COOKIE_NAME


def open_in(browser: Client, member, key: bytes) -> Client:
    """The vault is open there, without anything being typed."""
    session = SessionStore(browser.cookies[session_cookie()].value)
    browsers, servers = halves.parted(key, f"open vault:{member.pk}")
    session["vault"] = {"half": servers, "member": member.pk, "at": clock.now().timestamp()}
    session.save()
    browser.cookies[halves.cookie_name("vault")] = browsers
    return browser

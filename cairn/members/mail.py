"""Letters that the house sends: short, discreet, without anybody's words. Sent beside the page, so that
nobody waits for them and the time a page takes says nothing about who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.base import post

log = logging.getLogger("cairn.mail")
_postman = ThreadPoolExecutor(1, thread_name_prefix="mail")


def can_send() -> bool:
    return post.can_send()


def send_proof(to: str, path: str) -> None:
    _post(to, _("Please open this link"), _("Open this link within two days if you want to use this address for coming back. If it was not you, nothing needs to be done."), path)


def send_way_back(to: str, path: str) -> None:
    _post(to, _("Your link"), _("This link lets you back in. It works once, for 30 minutes. If you did not ask for it, nothing needs to be done."), path)


def wait() -> None:
    """Until everything handed over has been sent or given up."""
    _postman.submit(lambda: None).result()


def _post(to: str, subject: str, words: str, path: str) -> None:
    _postman.submit(_send, to, subject, f"{words}\n\n{settings.ADDRESS}{path}\n")


def _send(to: str, subject: str, text: str) -> None:
    try:
        post.send(post.Letter(subject, text), to)
    except (post.Refused, post.Trouble) as error:  # neither holds the address
        log.error("A letter could not be sent: %s", error)

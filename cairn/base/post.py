"""Letters, by whichever way the settings name: a mail server, a program on this machine, a folder, or none."""

import smtplib
import subprocess
from dataclasses import dataclass, field
from email.utils import formatdate, make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

SECONDS = 20  # that one step of sending may take
LONGEST_LINE = 998  # characters
NO_SUCH_USER = 67  # what sendmail programs answer (sysexits.h)


class Trouble(Exception):
    """It could not be handed over now; later it may."""


class Refused(Exception):
    """The other side does not take letters for this address; `for_good` when there is no such address."""

    def __init__(self, *, for_good: bool):
        self.for_good = for_good
        super().__init__("refused")  # never what the server said: it can hold the address


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


def can_send() -> bool:
    backend = settings.EMAIL_BACKEND
    return "dummy" not in backend and (bool(settings.EMAIL_HOST) or "smtp" not in backend)


def in_words() -> str:
    """For operators: how letters leave here."""
    if not can_send():
        return "No letters are sent: recovery by mail and asks by mail are off (CAIRN_MAIL_BY, CAIRN_SMTP_HOST)."
    ways = {
        "sendmail": f"Letters are handed to {settings.SENDMAIL}.",
        "folder": f"Letters are only written into {settings.EMAIL_FILE_PATH}, for trying.",
    }
    return ways.get(settings.MAIL_BY, f"Letters are sent by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}.")


def send(letter: Letter, to: str, *, returns_to: str = "") -> None:
    """Hand one letter over; `returns_to` is where it comes back to when it cannot be delivered.

    Raises Refused or Trouble, neither of which holds the address.
    """
    message = _Unfolded(letter.subject, letter.text, from_email=returns_to or settings.DEFAULT_FROM_EMAIL, to=[to], headers=_headers(letter))
    try:
        get_connection(**_patience()).send_messages([message])
    except (Refused, Trouble):
        raise
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(*next(iter(error.recipients.values()))) from None
    except Exception as error:
        raise Trouble(type(error).__name__) from None


class _Unfolded(EmailMessage):
    """A long address in a header stays on one line, as RFC 5322 allows: folded, it would be encoded as text, and
    mail programs would not find it."""

    def message(self, **how):
        made = super().message(**how)
        made.policy = made.policy.clone(max_line_length=LONGEST_LINE)
        return made


def _patience() -> dict:
    return {"timeout": SECONDS} if "smtp" in settings.EMAIL_BACKEND else {}


def _headers(letter: Letter) -> dict[str, str]:
    # Named here: Django would put this machine's name into the Message-ID.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "From": settings.DEFAULT_FROM_EMAIL, "Message-ID": make_msgid("cairn", domain), "Date": formatdate(),
        "Auto-Submitted": "auto-generated", **letter.headers,
    }


def _refusal(code: int, said: bytes) -> Exception:
    """5xx is a refusal (RFC 5321); "5.1.1" and its like say that there is no such address (RFC 3463)."""
    if not 500 <= code < 600:
        return Trouble(str(code))
    return Refused(for_good=is_for_good(said.decode("ascii", "replace").split(" ")[0]))


def is_for_good(status: str) -> bool:
    """Whether an enhanced status code means that the address itself is no good. A full box, a refused
    content or a distrusted sender (5.2.2, 5.3 to 5.7) may pass; a refusal that gives no code does not."""
    kind = status.split(".")
    if len(kind) != 3 or not all(part.isdigit() for part in kind):
        return True
    return kind[0] == "5" and (kind[1] in {"0", "1"} or kind[1:] == ["2", "1"])


class SendmailBackend(BaseEmailBackend):
    """Through a local program that takes a letter as sendmail does."""

    def send_messages(self, messages) -> int:
        for message in messages:
            self._hand_over(message)
        return len(messages)

    def _hand_over(self, message) -> None:
        command = [settings.SENDMAIL, "-i", "-f", parseaddr(message.from_email)[1], "--", *message.to]
        done = subprocess.run(command, input=message.message().as_bytes(), capture_output=True, timeout=3 * SECONDS)  # noqa: S603  the operator's own program
        if done.returncode == NO_SUCH_USER:
            raise Refused(for_good=True)
        if done.returncode:
            raise Trouble(f"exit {done.returncode}")

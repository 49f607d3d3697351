"""Letters by other ways than a mail server."""

import pytest

from cairn.base import post
from cairn.notices.outgoing.sending import send_due
from tests.notices.asking import asked, listener, row_of

pytestmark = pytest.mark.django_db


def test_into_a_folder(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", str(tmp_path)
    asked(listener())
    send_due("mail")
    (written,) = tmp_path.iterdir()
    assert "Somebody could use a listener" in written.read_text()


def program(tmp_path, body: str) -> str:
    path = tmp_path / "sendmail"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_through_a_program_of_this_machine(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.SENDMAIL = "cairn.base.post.SendmailBackend", program(tmp_path, f'echo "$@" > {tmp_path}/args; cat > {tmp_path}/letter')
    ash = listener()
    asked(ash)
    send_due("mail")
    assert (tmp_path / "args").read_text() == "-i -f cairn@localhost -- zqmailboxash@example.org\n"
    assert "Auto-Submitted: auto-generated" in (tmp_path / "letter").read_text() and row_of(ash).sent_at


@pytest.mark.parametrize("code, raised", [(67, post.Refused), (75, post.Trouble)])
def test_a_program_that_says_no(settings, tmp_path, code, raised):
    settings.EMAIL_BACKEND, settings.SENDMAIL = "cairn.base.post.SendmailBackend", program(tmp_path, f"cat > /dev/null; exit {code}")
    with pytest.raises(raised):
        post.send(post.Letter("a", "b"), "somebody@example.org")


def test_off_sends_nothing_and_offers_nothing(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.dummy.EmailBackend", "mail.example.org"
    ash = listener()
    asked(ash)
    send_due("mail")
    assert not post.can_send() and row_of(ash).sent_at is None and "No letters are sent" in post.in_words()


def test_a_check_and_a_look_say_how_letters_leave(start_cairn):
    space = start_cairn(CAIRN_MAIL_BY="folder")
    assert "Letters are only written into" in space.command("check").stdout
    assert "Letters are only written into" in space.command("doctor").stdout
    space.options["CAIRN_MAIL_BY"] = "pigeon"
    assert "CAIRN_MAIL_BY must be one of smtp, sendmail, folder, off" in space.command("check").stderr
    space.kill()

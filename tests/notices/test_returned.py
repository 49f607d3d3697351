"""Letters that come back: counted without any list of addresses, and turned off kindly."""

import io
import sys

import pytest

from cairn.config.cli import main
from cairn.notices.models import Notice, Rhythm
from cairn.notices.outgoing.returned import member_of, return_address, what_came_back
from cairn.notices.outgoing.sending import send_due
from cairn.notices.queries import gathering
from tests import cast
from tests.notices.asking import asked, links, listener, row_of, share_of_somebody
from tests.notices.postoffice import with_mail

pytestmark = pytest.mark.django_db

REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; somebody@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no

--b--
"""


@pytest.fixture(autouse=True)
def bounces(settings):
    settings.MAIL_BOUNCES = "bounces@cairn.example.org"


def report(to, status="5.1.1", action="failed") -> bytes:
    return REPORT.format(to=to, status=status, action=action).encode()


def comes_back(ash, monkeypatch, status="5.1.1", action="failed", letter=b"", to=""):
    """As a mail server hands it on."""
    given = letter or report(to or return_address(ash.pk), status, action)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main(["bounce"]) == 0


def is_off(ash) -> bool:
    return Rhythm.objects.get(member=ash).mail_off_at is not None


# ---- the return address


def test_it_says_whose_letter_it_was_to_us_alone():
    ash = cast.member("Ash")
    address = return_address(ash.pk)
    assert address.startswith("bounces+") and address.endswith("@cairn.example.org") and len(address.split("@")[0]) <= 64
    assert str(ash.pk) not in address and member_of(address) == member_of(address.upper()) == ash.pk
    assert member_of(address.replace("+a", "+b").replace("+c", "+d").replace("+q", "+r")[:20] + address[20:]) in {None, ash.pk}


@pytest.mark.parametrize("made_up", ["bounces+aaaaaaaaaaaaaaaaaaaaaaaaaa@cairn.example.org", "bounces@cairn.example.org", "", "+@", "bounces+é@x", "bounces+aa@x", "no"])
def test_it_cannot_be_made_up(made_up):
    assert member_of(made_up) is None


def test_letters_carry_it_outside_and_not_inside(office):
    ash = listener()
    asked(ash)
    send_due("mail")
    (letter,) = office.came
    assert letter.sender == return_address(ash.pk) and letter.message["From"] == "cairn@localhost"


# ---- what comes back


@pytest.mark.parametrize("status, good", [("5.1.1", True), ("5.2.1", True), ("5.2.2", False), ("5.7.1", False), ("4.4.7", False), ("", True)])
def test_a_report_is_read(status, good):
    assert what_came_back(report(return_address(7), status)) == (7, good)


@pytest.mark.parametrize("letter", [b"", b"\x00\xff" * 500, b"To: a@b\n\nI am on holiday.", report("bounces+aaaaaaaaaaaaaaaaaaaaaaaaaa@x")])
def test_what_is_no_report_is_let_go(letter):
    assert what_came_back(letter) is None
    assert what_came_back(report(return_address(7), action="delayed")) is None


def test_no_such_address_turns_letters_off_at_once(monkeypatch, office):
    ash = listener()
    comes_back(ash, monkeypatch)
    assert is_off(ash) and any("came back" in line.sentence for line in gathering(ash))
    asked(ash)
    send_due("mail")
    assert office.came == [] and row_of(ash).due_at is None


def test_of_other_kinds_the_third_in_a_row_does(monkeypatch):
    ash = listener()
    for _ in range(2):
        comes_back(ash, monkeypatch, "5.2.2")
        comes_back(ash, monkeypatch, "4.4.7", "delayed")
    assert not is_off(ash)
    comes_back(ash, monkeypatch, "5.2.2")
    assert is_off(ash) and Notice.system.filter(member=ash, kind="mail_off").count() == 1


def test_a_link_used_meanwhile_begins_the_count_anew(monkeypatch, office):
    ash = listener()
    asked(ash)
    send_due("mail")
    for _ in range(2):
        comes_back(ash, monkeypatch, "5.2.2")
    from django.test import Client

    Client().post(links(office.came[0])["asks/not-this-time"])
    comes_back(ash, monkeypatch, "5.2.2")
    assert not is_off(ash) and Rhythm.objects.get(member=ash).bounces == 1


def test_a_server_that_refuses_the_address_counts_at_once(office):
    ash = listener()
    office.refuses = "550 5.1.1 no such user"
    asked(ash)
    send_due("mail")
    assert is_off(ash) and row_of(ash).due_at is None


def test_a_server_that_distrusts_us_counts_and_one_that_is_busy_does_not(office):
    ash = listener()
    for n, refusal in enumerate(("550 5.7.1 you are on a list", "450 4.2.0 greylisted", "550 5.7.1 you are on a list")):
        office.refuses = refusal
        asked(ash, share_of_somebody_new(n))
        send_due("mail")
    assert Rhythm.objects.get(member=ash).bounces == 2 and not is_off(ash)


def share_of_somebody_new(n):
    return cast.share_by(cast.member(f"Dell {n}")) if n else share_of_somebody()


def test_nobody_is_named_in_what_is_logged(office, caplog):
    ash = listener()
    office.refuses = "550 5.1.1 zqmailboxash@example.org unknown"
    asked(ash)
    send_due("mail")
    assert "zqmailbox" not in caplog.text


# ---- on again


def test_proving_the_address_again_lets_them_turn_letters_on(monkeypatch, office, clock):
    ash = listener()
    comes_back(ash, monkeypatch)
    client = cast.signed_in(ash)
    assert "came back" in client.get("/you/reaching").text
    assert "came back" in client.get("/notices").text
    clock.move(minutes=5)
    with_mail(ash, ash.mail)
    assert "proved again" in client.get("/you/reaching").text
    client.post("/you/reaching", {"asks_by_mail": "on", "gathering": "", "gathering_hour": "18"})
    assert not is_off(ash) and "came back" not in client.get("/notices").text
    asked(ash)
    send_due("mail")
    assert len(office.came) == 1

"""Whoever took on duty is reached while they are not on the page: at once, wordless, and only while it is still so."""

from datetime import timedelta

import pytest

from cairn.base import clock
from cairn.notices.models import Outgoing
from cairn.notices.outgoing.sending import send_due
from cairn.safety import verbs
from cairn.safety.models import Alert
from cairn.safety.reaching import _is_needed
from tests import cast
from tests.notices.postoffice import Office, with_mail
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
WORDS = "I have the pills here zqwordsqz."


@pytest.fixture
def office(settings):
    opened = Office().opened_by(settings)
    yield opened
    opened.shutdown()
    opened.server_close()
    clock.stand_still()


@pytest.fixture
def marl(db):
    """On duty, at an hour that is quiet for everything else; never chose any letter."""
    return with_mail(responder("Marl", always=True, quiet_from=0, quiet_to=23), "zqmarlqz@example.org")


def alert_by(member) -> Alert:
    return Alert.objects.get(noun_id=cast.share_by(member, WORDS).pk)


def test_the_letter_goes_out_in_quiet_hours_and_says_nothing_of_it(office, marl):
    alert = alert_by(cast.member("Zqdellqz"))
    send_due("mail")
    letter = office.came[0]
    assert letter.to == "zqmarlqz@example.org" and letter.message["Subject"] == "Somebody here needs you"
    assert f"/alerts/{alert.pk}" in letter.text and "/duty" in letter.text
    assert not any(word in letter.raw.decode().lower() for word in ("zqwordsqz", "zqdellqz", "pills", "harbour"))


def test_no_letter_goes_out_once_somebody_is_there(office, marl):
    """The control is the letter above."""
    ash = responder("Ash")
    verbs.acknowledge(alert_by(cast.member("Dell")), by=ash)
    send_due("mail")
    assert office.came == []


def test_called_again_it_goes_out_again(office, marl):
    alert_by(cast.member("Dell"))
    send_due("mail")
    clock.move(timedelta(minutes=5, seconds=1))
    clock.tick(all_now=True)
    send_due("mail")
    assert len(office.came) == 2 and Outgoing.objects.count() == 1


def test_the_coordinator_hears_of_it_by_mail_when_nobody_is_on_duty(office):
    with_mail(cast.member("Cora", coordinator=True), "zqcoraqz@example.org")
    alert_by(cast.member("Zqdellqz"))
    send_due("mail")
    letter = office.came[0]
    assert letter.to == "zqcoraqz@example.org" and "no responder has said yet" in letter.text
    assert "zqwordsqz" not in letter.text and "zqdellqz" not in letter.text.lower()


def test_nobody_else_is_written_to(office, marl):
    with_mail(cast.member("Wren"), "zqwrenqz@example.org")
    alert_by(cast.member("Dell"))
    send_due("mail")
    assert {letter.to for letter in office.came} == {"zqmarlqz@example.org"}


def test_of_an_alert_that_somebody_is_there_for_only_who_is_needed_is_reached():
    """Whoever is there; all others while they are asked to agree that a name is needed; then the two."""
    dell, marl, ash, juno = cast.member("Dell"), responder("Marl", always=True), responder("Ash"), responder("Juno")
    cast.share_by(dell, "I have the pills here.", shown_as="someone")
    alert = Alert.objects.get()

    def needed() -> list:
        return [one for one in (marl, ash, juno) if _is_needed(one, alert.pk)]

    verbs.acknowledge(alert, by=marl)
    assert needed() == [marl]
    verbs.ask_for_second(alert, reason="Nobody answers.", by=marl)
    assert needed() == [marl, ash, juno]
    verbs.second(alert, reason="I fear for them.", by=ash)
    assert needed() == [marl, ash]

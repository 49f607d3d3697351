"""The page where somebody chooses how to be reached, and the gathering by mail that they chose."""

from datetime import UTC, datetime, timedelta

import pytest

from cairn.base import clock as time
from cairn.notices import words
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outgoing.gathering import gather
from cairn.notices.outgoing.sending import send_due
from cairn.notices.verbs import choose, give, read_all
from tests import cast
from tests.forms import forms_of
from tests.notices.asking import listener
from tests.notices.postoffice import with_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bells():
    words.words_for("bell", lambda notices, viewer: {n.pk: (f"zqbell{n.about}qz", "/") for n in notices if n.about != 13})
    yield
    words._words.pop("bell")


@pytest.fixture
def at_noon(clock):
    """A Wednesday at noon, UTC, in a year to come."""
    clock.move(seconds=(datetime(2031, 5, 7, 12, tzinfo=UTC) - time.now()).total_seconds())


def chooses(who, **given):
    return cast.signed_in(who).post("/you/reaching", {"gathering": "", "gathering_hour": "18", **given}, follow=True)


def comes_to(clock, *moment):
    clock.move(seconds=(datetime(*moment, tzinfo=UTC) - time.now()).total_seconds())
    gather()
    send_due("mail")


# ---- choosing


def test_nothing_is_chosen_for_anybody():
    ash = with_mail(cast.member("Ash"))
    page = cast.signed_in(ash).get("/you/reaching").text
    assert "checked>" not in page.replace('value="" checked>', "") and not Rhythm.objects.exists()
    assert "Only here" in cast.signed_in(ash).get("/you").text


def test_choices_are_kept_and_shown():
    ash = with_mail(cast.member("Ash"))
    assert "Kept." in chooses(ash, asks_by_mail="on", gathering="weekly", gathering_hour="9").text
    rhythm = Rhythm.objects.get(member=ash)
    assert (rhythm.asks_by_mail, rhythm.gathering, rhythm.gathering_hour) == (True, "weekly", 9) and rhythm.gathering_due_at
    assert "By mail, discreetly" in cast.signed_in(ash).get("/you").text
    chooses(ash)
    assert Rhythm.objects.get(member=ash).gathering_due_at is None


def test_without_a_proven_address_it_leads_to_naming_one():
    ash = cast.member("Ash")
    page = cast.signed_in(ash).get("/you/reaching")
    assert 'href="/you/mail"' in page.text and "asks_by_mail" not in page.text
    assert chooses(ash, asks_by_mail="on").status_code == 403 and not Rhythm.objects.filter(asks_by_mail=True).exists()


def test_a_space_without_mail_says_so(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", ""
    assert "This space sends no mail." in cast.signed_in(with_mail(cast.member("Ash"))).get("/you/reaching").text


def test_the_third_party_is_named_before_anybody_agrees():
    page = cast.signed_in(cast.member("Ash")).get("/you/reaching").text
    assert "Google, Mozilla or Apple" in page and "This needs JavaScript" in page


def test_every_form_is_sent_once():
    got = cast.signed_in(with_mail(cast.member("Ash"))).get("/you/reaching")
    mine = [form for form in forms_of(got, "/you/reaching") if "/you/reaching" in form.action]
    assert len(mine) == 2 and all("once" in form.names for form in mine)


# ---- the gathering


def gathers(who, *, gathering, gathering_hour="18"):
    choose(asks_by_mail=False, gathering=gathering, gathering_hour=int(gathering_hour), by=who)


def test_it_comes_at_their_hour_says_how_much_and_nothing_else(office, clock, at_noon):
    ash = listener(asks_by_mail=False)
    ash.zone = "America/New_York"
    ash.save(update_fields=["zone"])
    gathers(ash, gathering="daily", gathering_hour="18")
    for about in (1, 2, 13):
        give(ash.pk, "bell", about)
    comes_to(clock, 2031, 5, 7, 21, 59)
    assert office.came == []
    comes_to(clock, 2031, 5, 7, 22, 1)
    (letter,) = office.came
    assert letter.message["Subject"] == "Your day" and "Two things are new for you." in letter.text
    assert "zqbell" not in letter.text and "/notices" in letter.text and "letters/off" in letter.message["List-Unsubscribe"]


def test_with_nothing_new_it_does_not_come(office, clock, at_noon):
    ash = listener(asks_by_mail=False)
    gathers(ash, gathering="daily")
    give(ash.pk, "bell", 1)
    read_all(by=ash)
    comes_to(clock, 2031, 5, 7, 18, 1)
    give(ash.pk, "bell", 13)
    comes_to(clock, 2031, 5, 8, 18, 1)
    assert office.came == [] and Rhythm.objects.get(member=ash).gathering_due_at == datetime(2031, 5, 9, 18, tzinfo=UTC)


def test_what_was_in_one_is_not_in_the_next(office, clock, at_noon):
    ash = listener(asks_by_mail=False)
    gathers(ash, gathering="daily")
    give(ash.pk, "bell", 1)
    comes_to(clock, 2031, 5, 7, 18, 1)
    comes_to(clock, 2031, 5, 8, 20, 1)
    assert len(office.came) == 1


def test_weekly_it_comes_on_sunday_and_by_name_where_the_settings_let_it(office, clock, at_noon, settings):
    settings.MAIL_NAMES_SPACE = True
    ash = listener(asks_by_mail=False)
    gathers(ash, gathering="weekly", gathering_hour="10")
    give(ash.pk, "bell", 1)
    comes_to(clock, 2031, 5, 11, 10, 1)
    assert [letter.message["Subject"] for letter in office.came] == ["Your week at Harbour"]


def test_at_an_hour_in_their_quiet_time_it_waits(office, clock, at_noon):
    ash = listener(asks_by_mail=False, quiet=(21, 8))
    gathers(ash, gathering="daily", gathering_hour="23")
    give(ash.pk, "bell", 1)
    comes_to(clock, 2031, 5, 7, 23, 1)
    assert office.came == [] and Outgoing.objects.get().due_at == datetime(2031, 5, 8, 8, tzinfo=UTC)
    comes_to(clock, 2031, 5, 8, 8, 1)
    assert len(office.came) == 1


def test_in_another_zone_it_comes_at_their_new_hour(office, clock, at_noon):
    ash = listener(asks_by_mail=False)
    gathers(ash, gathering="daily", gathering_hour="18")
    type(ash).objects.filter(pk=ash.pk).update(zone="America/New_York")
    give(ash.pk, "bell", 1)
    comes_to(clock, 2031, 5, 7, 18, 1)
    assert office.came == []
    comes_to(clock, 2031, 5, 7, 22, 1)
    assert len(office.came) == 1


def test_two_who_look_at_once_make_one(at_noon, clock):
    from cairn.notices.outgoing import gathering as module

    ash = listener(asks_by_mail=False)
    gathers(ash, gathering="daily")
    clock.move(hours=6, minutes=1)
    rhythm = Rhythm.objects.select_related("member").get(member=ash)
    module._gather(rhythm)
    module._gather(rhythm)
    assert Outgoing.objects.count() == 1 and Rhythm.objects.get(member=ash).gathering_due_at > time.now() + timedelta(hours=20)

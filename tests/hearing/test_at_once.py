"""What a listener says about being asked, at the very moment at which a wave chooses them."""

import pytest

from cairn.base import clock as time
from cairn.hearing.models import Ask, Wave
from cairn.hearing.verbs import asking, listening
from tests.at_once import Stop, both_end
from tests.cast import member, share_by, topic
from tests.hearing.people import asked, at_noon, listener

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


@pytest.fixture(autouse=True)
def noon():
    at_noon()


@pytest.fixture
def waiting():
    """A share that nobody could be asked for when it was told, and whose wave is due."""
    share = share_by(member("Ode"))
    Wave.objects.update(due_at=time.now())
    return share


def test_how_much_one_would_listen_and_a_wave(waiting, monkeypatch):
    """What is asked of Ash already has to go to somebody else, as it is about what they would rather not hear."""
    grief, ash = topic("grief"), listener("Ash")
    first = share_by(member("Dell"), note_topics=[grief.pk])
    assert asked(first) == {ash.pk} and not asked(waiting)
    stop = Stop(monkeypatch, listening, "_keep_to_the_offer")
    both_end(stop, lambda: listening.offer_to_listen(weekly_limit=3, rather_not=[grief.pk], by=ash), lambda: asking.ask_next(waiting.pk))
    assert asked(waiting) == {ash.pk} and not Ask.system.filter(share=first).open().exists()


@pytest.mark.parametrize("says", [listening.rest, listening.stop_listening])
def test_no_ask_comes_right_after_not_this_week(waiting, monkeypatch, says):
    ash, stop = listener("Ash"), Stop(monkeypatch, asking.Asking, "write")
    both_end(stop, lambda: asking.ask_next(waiting.pk), lambda: says(by=ash))
    assert asked(waiting) == {ash.pk}, "they were chosen before they said so"
    assert not Ask.system.filter(listener=ash.pk).open().exists()

"""On this day: off until it is chosen, and never what may speak of grief."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cairn.base import clock as time
from cairn.circles.queries.hearers import Hearer
from cairn.growth.models import SteppingStone, Victory
from cairn.growth.queries import path as queries
from cairn.growth.rules.this_day import knows, mentions_grief
from cairn.growth.verbs import path as verbs
from cairn.growth.verbs import victories
from cairn.members import queries as members
from cairn.shares import verbs as telling
from cairn.shares.models import Share
from tests import cast
from tests.cast import circle_of, member, share_by, topic

GRIEVING = (
    "It is a year since the funeral.", "I lost my mum.", "He died on a Tuesday.", "I miss her.", "The grief comes in the evening.", "Her chair is still there.",
    "Mein Vater ist gestorben.", "Depuis la mort de ma mère.", "Murió mi abuela.", "È morta mia zia.", "Het verlies van mijn broer.", "Bu farw Mam.", "توفي أبي.", "Помер мій батько.",
)
EASY = ("I slept with the window open.", "The kettle was on before I woke.", "I rang the dentist and nothing fell over.", "We walked to the lock and back.")


@pytest.mark.parametrize("words", GRIEVING)
def test_words_that_may_speak_of_grief_are_seen(words):
    assert mentions_grief(words)


@pytest.mark.parametrize("words", EASY)
def test_everyday_words_are_not(words):
    assert not mentions_grief(words)


def test_in_a_language_without_words_for_it_nothing_comes_again():
    assert knows("en-GB") and knows("cy") and not knows("ja") and not knows("")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "UTC"])
def test_whichever_day_it_is_in_utc_is_asked_for(zone):
    """The database is asked by days in UTC, and what it gives is looked at again by days where the member is."""
    for hours in range(366 * 24):
        moment = datetime(2028, 1, 1, tzinfo=UTC) + timedelta(hours=hours)  # a leap year
        assert moment.day in queries._days_in_utc(moment.astimezone(ZoneInfo(zone)).day), moment


@pytest.mark.django_db
class TestOnAPath:
    @pytest.fixture
    def wren(self):
        wren = member("Wren")
        verbs.choose(on_this_day=True, listening=False, by=wren)
        return wren

    def told_then(self, by, text="I slept with the window open.", *, months=1, **more):
        """A share that was told on this day of an earlier month."""
        share = share_by(by, text, **more)
        Share.system.filter(pk=share.pk).update(told_at=_months_ago(months))
        return share

    def seen(self, one) -> list[str]:
        from cairn.members.models import Member

        return [earlier.words for earlier in queries.path_page(Member.objects.get(pk=one.pk)).this_day]

    def test_ones_own_words_of_this_day_come_again_when_it_was_chosen(self, wren):
        self.told_then(wren)
        assert self.seen(wren) == ["I slept with the window open."]
        verbs.choose(on_this_day=False, listening=False, by=wren)
        assert self.seen(wren) == []

    def test_another_day_does_not_and_nobody_elses_words(self, wren):
        other = self.told_then(wren)
        Share.system.filter(pk=other.pk).update(told_at=_months_ago(1) + timedelta(days=1))
        self.told_then(member("Ash"))
        share_by(wren, "Told today.")
        assert self.seen(wren) == []

    def test_never_what_mentions_grief_by_a_word_a_topic_its_note_or_its_circle(self, wren):
        grief, sleep = topic("grief"), topic("sleep")
        marl = member("Marl")
        self.told_then(wren, "I lost my mum.")
        self.told_then(wren, note_topics=[grief.pk])
        self.told_then(wren, note_words="a funeral")
        self.told_then(wren, circle=circle_of(marl, wren, topic=grief))
        assert self.seen(wren) == []
        self.told_then(wren, "The one that may.", note_topics=[sleep.pk])
        assert self.seen(wren) == ["The one that may."], "the control"

    def test_never_what_was_taken_back_or_held_nor_a_topic_they_fold(self, wren):
        sleep = topic("sleep")
        telling.withdraw(self.told_then(wren), by=wren)
        Share.system.filter(pk=self.told_then(wren).pk).update(held_at=time.now())
        cast.folds(wren, sleep)
        self.told_then(wren, note_topics=[sleep.pk])
        assert self.seen(wren) == []

    def test_a_topic_that_is_closed_may_have_been_anything(self, wren):
        old = topic("something old")
        self.told_then(wren, note_topics=[old.pk])
        type(old).objects.filter(pk=old.pk).update(closed_at=time.now())
        members.forget_space()
        assert self.seen(wren) == []

    def test_stones_of_ones_own_come_again_in_the_same_way(self, wren):
        verbs.lay(on=timezone.localtime(_months_ago(1)).date(), words="I sang on the stairs.", by=wren)
        verbs.lay(on=timezone.localtime(_months_ago(2)).date(), words="The day of the funeral.", by=wren)
        assert self.seen(wren) == ["I sang on the stairs."]

    def test_victories_come_again_but_for_those_told_to_a_circle_about_grief_or_what_they_fold(self, wren):
        grief, sleep, folded, marl = topic("Grief"), topic("sleep"), topic("work"), member("Marl")
        cast.folds(wren, folded)
        self.laid_then(wren, "I set one place at the table, not two.", circle_of(marl, wren, topic=grief))
        self.laid_then(wren, "I opened the letter from the office.", circle_of(marl, wren, topic=folded))
        assert self.seen(wren) == []
        self.laid_then(wren, "I went to bed at ten.", circle_of(marl, wren, topic=sleep))
        assert self.seen(wren) == ["I went to bed at ten."], "the control"

    @pytest.mark.parametrize("speaks", [{"languages": ["tr"]}, {"languages": ["en", "tr"]}, {"languages": [], "language": "tr"}])
    def test_in_a_language_without_words_for_grief_neither_victories_nor_stones_come_again(self, speaks):
        ash = member("Ash", **speaks)
        verbs.choose(on_this_day=True, listening=False, by=ash)
        self.laid_then(ash, "Annem öldükten sonra ilk kez güldüm.")
        verbs.lay(on=timezone.localtime(_months_ago(1)).date(), words="Annemin mezarına gittim.", by=ash)
        assert self.seen(ash) == []

    def test_the_words_of_a_first_come_again_only_with_the_share_it_leads_to(self, wren):
        grief = topic("Grief")
        share = self.told_then(wren, "I set one place.", circle=circle_of(member("Marl"), wren, topic=grief))
        for key, ref in (("seat", 0), ("told", share.pk)):
            self.kept_then(wren, key, ref)
        assert self.seen(wren) == []
        Share.system.filter(pk=share.pk).update(circle=None, audience="everyone")
        assert self.seen(wren) == ["I set one place.", "A word of told."], "the control"

    def laid_then(self, by, words, circle=None):
        victory = victories.lay_victory(words, "1-1-1", hearers=[Hearer("", "", circle_id=circle.pk)] if circle else (), by=by)
        Victory.system.filter(pk=victory.pk).update(at=_months_ago(1))

    def kept_then(self, by, key, ref):
        stone = SteppingStone(member=by, mark=f"{key}-{by.pk}", on=_months_ago(1), accepted_at=time.now())
        stone.sealed = json.dumps({"key": key, "ref": ref, "words": f"A word of {key}."})
        stone.save(force_insert=True)


def _months_ago(months: int) -> datetime:
    """The same day of an earlier month that has such a day."""
    now = timezone.localtime(time.now())
    if now.day > 28:
        months = {29: 1, 30: 1, 31: 3}[now.day] * months
    month = (now.month - 1 - months) % 12 + 1
    year = now.year + (now.month - 1 - months) // 12
    try:
        return now.replace(year=year, month=month, hour=12)
    except ValueError:
        return now.replace(year=year - 1, month=1, hour=12)

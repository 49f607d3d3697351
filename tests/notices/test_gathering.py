"""Notices gather, say nothing of their own, and are forgotten."""

import pytest

from cairn.notices import verbs, words
from cairn.notices.models import Notice
from cairn.notices.queries import gathering
from tests.cast import member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bells():
    """Two kinds with words; what is about 13 may not be seen."""
    def ring(notices, viewer):
        return {notice.pk: (f"Bell {notice.about}", f"/bells/{notice.about}") for notice in notices if notice.about != 13}

    words.words_for("bell", ring)
    words.words_for("gong", ring)
    yield
    for kind in ("bell", "gong"):
        words._words.pop(kind)


def sentences(somebody):
    return [line.sentence for line in gathering(somebody)]


def test_the_same_about_the_same_is_one_notice_that_moves_up(clock):
    ash = member("Ash")
    for about in (1, 2):
        verbs.give(ash.pk, "bell", about)
        clock.move(minutes=1)
    assert sentences(ash) == ["Bell 2", "Bell 1"]
    verbs.give(ash.pk, "bell", 1)
    assert sentences(ash) == ["Bell 1", "Bell 2"]
    assert Notice.system.count() == 2


def test_given_again_after_it_was_read_it_is_new_again(clock):
    ash = member("Ash")
    verbs.give(ash.pk, "bell", 1)
    verbs.read_all(by=ash)
    assert [line.fresh for line in gathering(ash)] == [False]
    clock.move(minutes=1)
    verbs.give(ash.pk, "bell", 1)
    assert [line.fresh for line in gathering(ash)] == [True]


def test_reading_is_ones_own(clock):
    ash, rook = member("Ash"), member("Rook")
    verbs.give_each([ash.pk, rook.pk, ash.pk], "bell", 1)
    verbs.read_all(by=ash)
    assert [line.fresh for line in gathering(rook)] == [True]


def test_what_the_reader_may_not_see_has_no_words_and_is_not_shown():
    ash = member("Ash")
    verbs.give(ash.pk, "bell", 13)
    verbs.give(ash.pk, "bell", 12)
    verbs.give(ash.pk, "nobody has words for this", 12)
    assert sentences(ash) == ["Bell 12"]


def test_thirty_notices_cost_as_many_queries_as_one(django_assert_num_queries):
    ash = member("Ash")
    for about in range(20, 50):
        verbs.give(ash.pk, "bell" if about % 2 else "gong", about)
    with django_assert_num_queries(1):
        assert len(gathering(ash)) == 30


def test_after_sixty_days_a_notice_is_gone(clock):
    ash = member("Ash")
    verbs.give(ash.pk, "bell", 1)
    clock.move(days=30)
    verbs.give(ash.pk, "bell", 2)
    clock.tick(days=31)
    assert sentences(ash) == ["Bell 2"]


def test_what_says_the_same_stands_together_and_each_leads_to_its_own(clock):
    def chimes(notices, viewer):
        return {notice.pk: ("A chime.", f"/chimes/{notice.about}") for notice in notices}

    words.words_for("chime", chimes)
    ash = member("Ash")
    for kind, about in (("chime", 1), ("bell", 1), ("chime", 2)):
        verbs.give(ash.pk, kind, about)
        clock.move(days=1)
    page = signed_in(ash).get("/notices").content.decode()
    words._words.pop("chime")
    assert page.count("A chime.") == 1 and "/chimes/1" in page and page.index("A chime.") < page.index("Bell 1")
    assert page.index("/chimes/2") < page.index("The same before:") < page.index("/chimes/1")

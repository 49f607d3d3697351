"""A circle closes together: a last round, to which everybody is asked, and a page that stays."""

from datetime import timedelta

import pytest

from cairn.base.rules import Refused
from cairn.bonds.models import Closing, LastWord
from cairn.bonds.queries import endings as queries
from cairn.bonds.verbs import endings as verbs
from cairn.members import verbs as members
from cairn.notices.queries import gathering
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    holder, wren, ode, ash = (cast.member(name) for name in ("Marl", "Wren", "Ode", "Ash"))
    made = cast.circle_of(holder, wren, ode, ash, name="Tuesday circle")
    made.holder, made.wren, made.ode, made.ash = holder, wren, ode, ash
    return made


def begun(circle, words="It was a good year.", days=7):
    return verbs.begin_closing(circle, words, days=days, by=circle.holder)


def lines(member) -> str:
    return "\n".join(str(line.sentence) for line in gathering(member))


def later(clock, **more):
    clock.move(**more)
    verbs.close_what_is_due()


def test_everybody_is_asked_and_their_words_stay_on_the_page(circle, clock):
    closing = begun(circle)
    assert "closes together" in lines(circle.wren) and "closes together" not in lines(circle.holder)
    verbs.say_last(closing, "I said my name here.", by=circle.wren)
    verbs.say_last(closing, "", by=circle.ode)
    later(clock, days=7)
    page = queries.keepsake(circle.ash, closing.pk)
    assert page.words == "It was a good year." and page.by == "Marl" and not page.is_open
    assert [(left.name, left.words) for left in page.left] == [("Wren", "I said my name here.")]
    assert page.also_here == ["Marl", "Ode", "Ash"], "a pass looks like no word"
    assert len(page.stones) == 4
    drawn = cast.signed_in(circle.ash).get(f"/closings/{closing.pk}").content.decode()
    assert all(f"/stones/{stone}.svg" in drawn.partition("all-who-sat")[2].partition("</div>")[0] for stone in page.stones)
    circle.refresh_from_db()
    assert circle.closed_at is not None
    assert "has closed" in lines(circle.ash)


def test_whoever_has_not_written_is_reminded_once_a_day_before(circle, clock):
    closing = begun(circle)
    verbs.say_last(closing, "Thank you.", by=circle.wren)
    later(clock, days=6, minutes=1)
    later(clock, minutes=10)
    assert lines(circle.ode).count("ends tomorrow") == 1
    assert "ends tomorrow" not in lines(circle.wren)


def test_a_word_can_be_changed_until_it_closes_and_not_after(circle, clock):
    closing = begun(circle)
    verbs.say_last(closing, "First.", by=circle.wren)
    verbs.say_last(closing, "Better.", by=circle.wren)
    assert [left.words for left in queries.keepsake(circle.ode, closing.pk).left] == ["Better."]
    later(clock, days=7)
    with pytest.raises(Refused):
        verbs.say_last(closing, "Too late.", by=circle.wren)


def test_they_can_go_on_after_all(circle, clock):
    closing = begun(circle)
    verbs.stop_closing(closing, by=circle.holder)
    assert "goes on after all" in lines(circle.wren) and "closes together" not in lines(circle.wren)
    later(clock, days=8)
    circle.refresh_from_db()
    assert circle.closed_at is None
    assert begun(circle).pk != closing.pk, "and close another time"


def test_begun_twice_it_is_one(circle):
    assert begun(circle).pk == begun(circle, "Again.").pk and Closing.system.count() == 1


def test_only_who_holds_it_begins_and_stops(circle):
    closing = begun(circle)
    for somebody in (circle.wren, cast.member("Stranger")):
        with pytest.raises(Refused):
            verbs.begin_closing(circle, "", days=7, by=somebody)
        with pytest.raises(Refused):
            verbs.stop_closing(closing, by=somebody)


def test_a_stranger_writes_and_reads_nothing(circle):
    closing, stranger = begun(circle), cast.member("Stranger")
    verbs.say_last(closing, "Between us.", by=circle.wren)
    with pytest.raises(Refused):
        verbs.say_last(closing, "Me too.", by=stranger)
    assert not Closing.objects.seen_by(stranger).exists()
    assert cast.signed_in(stranger).get(f"/closings/{closing.pk}").status_code == 404
    assert "Between us." in cast.signed_in(circle.ode).get(f"/closings/{closing.pk}").content.decode()


@pytest.mark.parametrize("how", ["blocks", "is blocked by", "mutes"])
def test_words_and_names_of_people_one_is_not_shown_are_not_on_the_page(circle, how, clock):
    closing = begun(circle)
    verbs.say_last(closing, "Mine.", by=circle.wren)
    assert "Mine." in cast.signed_in(circle.ode).get(f"/closings/{closing.pk}").content.decode()
    if how == "mutes":
        members.mute(circle.wren, by=circle.ode)
    else:
        cast.block(*((circle.ode, circle.wren) if how == "blocks" else (circle.wren, circle.ode)))
    later(clock, days=7)
    page = cast.signed_in(circle.ode).get(f"/closings/{closing.pk}").content.decode()
    assert "Mine." not in page and "Wren" not in page
    assert len(queries.keepsake(circle.ode, closing.pk).stones) == 3


def test_who_left_before_it_began_does_not_keep_the_page_and_who_leaves_meanwhile_does(circle, clock):
    cast.Seat.system.filter(member=circle.ash).update(left_at=clock.now() - timedelta(minutes=1))
    closing = begun(circle)
    cast.Seat.system.filter(member=circle.ode).update(left_at=clock.now() + timedelta(minutes=1))
    assert cast.signed_in(circle.ash).get(f"/closings/{closing.pk}").status_code == 404
    assert cast.signed_in(circle.ode).get(f"/closings/{closing.pk}").status_code == 200


def test_a_held_word_is_shown_to_its_writer_alone(circle, clock):
    closing = begun(circle)
    last = verbs.say_last(closing, "Unkind.", by=circle.wren)
    verbs.hold_last_word(last.pk, clock.now())
    assert not queries.keepsake(circle.ode, closing.pk).left
    assert [left.words for left in queries.keepsake(circle.wren, closing.pk).left] == ["Unkind."]


def test_the_pages_from_beginning_to_end(circle, clock):
    marl, wren = cast.signed_in(circle.holder), cast.signed_in(circle.wren)
    assert f"/circles/{circle.pk}/ending" in marl.get(f"/circles/{circle.pk}").content.decode()
    assert f"/circles/{circle.pk}/ending" not in wren.get(f"/circles/{circle.pk}").content.decode()
    again = marl.post(f"/circles/{circle.pk}/ending", {"words": "It was a good year.", "days": "5"})
    assert again.status_code == 200 and "It was a good year." in again.content.decode(), "what was typed is kept"
    marl.post(f"/circles/{circle.pk}/ending", {"words": "It was a good year.", "days": "7"})
    closing = Closing.system.get()
    assert f"/closings/{closing.pk}" in wren.get(f"/circles/{circle.pk}").content.decode()
    looked = wren.post(f"/closings/{closing.pk}", {"words": "Write to me: wren@example.org"})
    assert looked.status_code == 200 and not LastWord.objects.exists(), "the privacy guard has a word first"
    wren.post(f"/closings/{closing.pk}", {"words": "I said my name here.", "looked": "1"})
    assert LastWord.objects.get().words == "I said my name here."
    later(clock, days=7)
    page = wren.get(f"/closings/{closing.pk}").content.decode()
    assert "I said my name here." in page and "data-print" in page and 'name="words"' not in page
    assert f"/closings/{closing.pk}" in wren.get("/growth").content.decode(), "it is beside one's path"


def test_the_page_asks_as_much_for_one_word_as_for_three(circle, django_assert_max_num_queries):
    closing = begun(circle)
    client = cast.signed_in(circle.ash)
    client.get(f"/closings/{closing.pk}")
    for writer in (circle.wren, circle.ode, circle.holder):
        verbs.say_last(closing, "A word.", by=writer)
        with django_assert_max_num_queries(10):
            client.get(f"/closings/{closing.pk}")

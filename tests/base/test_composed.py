"""Questions that are composed once: the same rows for less, and never another person's."""

from datetime import timedelta

import pytest
from django.db.models import signals

from cairn.base import clock, composed
from cairn.base.guarded import Unscoped
from cairn.circles.models import Seat
from cairn.members.verbs import mute
from cairn.shares.models import Share, looks
from tests.cast import block, circle_of, member, seat, share_by, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_in_life(monkeypatch):
    """Outside of the tests a question that was tried is not composed again."""
    monkeypatch.setattr(composed, "ALWAYS_TRY", False)


def counted(composing):
    """A question of its own for each test, and how often it was composed."""
    times = []

    def compose(member, since):
        times.append(1)
        return composing(member, since)

    return composed.composed(lambda member, since: [*looks(member), since])(compose), times


def told_since(member, since):
    return Share.objects.seen_by(member).select_related("authorship").filter(told_at__gt=since).order_by("told_at")


def test_a_tried_question_is_composed_no_more_and_answers_each_viewer_alone(as_in_life):
    marl, dell, juno = member("Marl"), member("Dell"), member("Juno")
    circle = circle_of(marl, dell)
    share_by(dell, "To the circle", circle=circle)
    share_by(juno, "To everyone")
    ask, times = counted(told_since)
    long_ago = clock.now() - timedelta(days=1)
    for n, viewer in enumerate((marl, dell, juno)):
        ask(viewer, long_ago + timedelta(minutes=n))
    assert len(times) == 2  # the second came out as foretold, so the third was not composed
    for viewer in (marl, dell, juno):
        rows = ask(viewer, long_ago)
        assert [row.text for row in rows] == [row.text for row in told_since(viewer, long_ago)]
        assert [row.authorship.member_id for row in rows] == [row.authorship.member_id for row in told_since(viewer, long_ago)]
    assert [row.text for row in ask(juno, long_ago)] == ["To everyone"]
    assert len(times) == 2


def test_a_block_is_another_question(as_in_life):
    marl, dell, juno, tarn = (member(name) for name in ("Marl", "Dell", "Juno", "Tarn"))
    share_by(dell, "Of Dell")
    share_by(juno, "Of Juno")
    ask, _times = counted(told_since)
    long_ago = clock.now() - timedelta(days=1)
    for n, viewer in enumerate((marl, dell, juno)):
        ask(viewer, long_ago + timedelta(minutes=n))
    block(marl, dell)
    block(tarn, juno)
    for viewer, words in ((marl, ["Of Juno"]), (tarn, ["Of Dell"]), (marl, ["Of Juno"]), (juno, ["Of Dell", "Of Juno"])):
        assert [row.text for row in ask(viewer, long_ago)] == words


def test_a_value_that_is_not_named_is_found_out(as_in_life):
    marl, dell = member("Marl"), member("Dell")
    share_by(dell, "Only for me", audience="me")
    share_by(marl, "Mine", audience="me")
    ask = composed.composed(lambda member: [(member.is_here,)])(lambda member: Share.objects.seen_by(member))
    for viewer in (marl, dell, marl, dell):
        assert [row.pk for row in ask(viewer)] == [row.pk for row in Share.objects.seen_by(viewer)]
    assert ask.question.distrusted


def test_tests_refuse_a_value_that_is_not_named():
    marl, dell = member("Marl"), member("Dell")
    ask = composed.composed(lambda member: [(member.is_here,)])(lambda member: Share.objects.seen_by(member))
    ask(marl)
    with pytest.raises(composed.NotAlike):
        ask(dell)


def test_tests_go_on_trying_what_is_trusted():
    """The first askings of each test, and then some: in the end a value that is not named is found out."""
    marl, dell = member("Marl"), member("Dell")
    looking = [marl]
    ask = composed.composed(list)(lambda: Share.objects.seen_by(looking[0]))
    for _each in range(composed.TRIED_FIRST + 20):
        ask()
    looking[0] = dell
    with pytest.raises(composed.NotAlike):
        for _each in range(composed.THEN_EACH):
            ask()
    looking[0] = marl
    composed.try_anew()
    looking[0] = dell
    with pytest.raises(composed.NotAlike):
        ask()


def test_a_private_noun_still_asks_who_looks():
    ask = composed.composed(list)(lambda: Share.objects.all())
    with pytest.raises(Unscoped):
        ask()


def test_somebody_new_in_a_circle_sees_it_at_once(as_in_life):
    """What is kept is the question, never the answer."""
    marl, dell, wren = member("Marl"), member("Dell"), member("Wren")
    circle = circle_of(marl, dell)
    share_by(dell, "To the circle", circle=circle)
    ask, _times = counted(told_since)
    long_ago = clock.now() - timedelta(days=1)
    for n, viewer in enumerate((marl, dell, wren)):
        ask(viewer, long_ago + timedelta(minutes=n))
    assert ask(wren, long_ago) == []
    seat(circle, wren)
    assert len(ask(wren, long_ago)) == 1


# ---- rows


@composed.composed(lambda circle: [circle.pk])
def names_in(circle):
    return Seat.system.select_related("member").only("own_name", "left_at", "member__name").filter(circle=circle).order_by("taken_at")


def as_made(row) -> tuple:
    """Everything a row was made with."""
    return {name: value for name, value in vars(row).items() if name != "_state"}, row.get_deferred_fields(), row._state.adding, row._state.db


def test_rows_are_as_django_makes_them(as_in_life):
    marl, dell = member("Marl"), member("Dell")
    for circle in (circle_of(marl, dell), circle_of(marl, dell), circle_of(marl, dell, member("Juno"))):
        rows = names_in(circle)
        for row, other in zip(rows, names_in.question.compose(circle), strict=True):
            assert as_made(row) == as_made(other) and as_made(row.member) == as_made(other.member)
    assert names_in.question.kept and len(rows) == 3
    assert rows[0].role and [row.name for row in rows] == ["Marl", "Dell", "Juno"], "what was left out is fetched when it is asked for"
    rows[0].left_at = clock.now()
    rows[0].save(update_fields=["left_at"])
    assert Seat.system.filter(circle=circle, left_at=None).count() == 2, "and it is the row that is there already"


def test_where_somebody_listens_to_rows_being_made_django_makes_them():
    def heard(**_):
        """Anything."""

    assert composed._Rows.of(Seat) is not Seat
    signals.post_init.connect(heard, sender=Seat)
    try:
        assert composed._Rows.of(Seat) is Seat
    finally:
        signals.post_init.disconnect(heard, sender=Seat)


def test_no_question_names_somebody_twice_for_who_has_blocked_is_blocked_and_has_muted(monkeypatch):
    """A value that is named twice is found at two places: such a question is composed each time, for them alone."""
    wren, marl, dell, juno, tarn = (member(name) for name in ("Wren", "Marl", "Dell", "Juno", "Tarn"))
    circle = circle_of(marl, wren, dell, juno, tarn)
    block(wren, dell)
    block(juno, wren)
    mute(tarn, by=wren)
    share = share_by(marl, "To the circle", circle=circle)
    twice, asked, ask = set(), set(), composed.Question.ask

    def watched(question, args):
        _shape, values = composed._laid_out(question.values(*args))
        asked.add(question)
        if len(set(values)) < len(values):
            twice.add(question.compose.__qualname__)
        return ask(question, args)

    monkeypatch.setattr(composed.Question, "ask", watched)
    browser = signed_in(wren)
    pages = ("/", "/circles", f"/circles/{circle.pk}", "/shares", f"/shares/{share.pk}", "/toolkit", "/toolkit/yours", "/cairn", "/recognitions",
             f"/circles/{circle.pk}/wall", "/growth", "/book", "/retellings", "/letters", "/buddies", "/activities", "/meetings", "/notices", "/check-ins")
    for page in pages:
        assert browser.get(page).status_code == 200, page
    assert len(asked) > 40 and not twice

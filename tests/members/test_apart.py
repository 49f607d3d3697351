"""A little distance: mute, a break, reading answers first. Silent, for a while or until it is taken back, and never a
way to learn who wrote what is told as "someone"."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cairn.base.rules import Refused
from cairn.hearing.verbs import ask_next
from cairn.live.streams import hidden_from
from cairn.members import verbs
from cairn.members.models import Apart, Member
from cairn.members.rules import token_for
from cairn.shares import live, queries
from cairn.shares import verbs as sharing
from cairn.shares.models import Response, Share
from tests import cast
from tests.cast import circle_of, member, response_by, share_by, signed_in
from tests.hearing.people import asked, at_noon, listener
from tests.members.doors import words_of

pytestmark = pytest.mark.django_db
WORDS = "The door is where it stops."


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def rook():
    return member("Rook")


@pytest.fixture
def juno():
    return member("Juno")


def again(somebody) -> Member:
    return Member.objects.get(pk=somebody.pk)


def break_of(one, other, clock, days=1):
    verbs.take_a_break(one, other, until=clock.now() + timedelta(days=days), by=one)


def seen(somebody, *addresses) -> str:
    """What this member's browser is given, but for what is never the same twice."""
    browser = signed_in(somebody)
    pages = "\n".join(words_of(browser.get(address)) for address in addresses)
    pages = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", pages)
    return re.sub(r"<time.*?</time>", "", re.sub(r"/(block|distance)/[\w-]{40,}", "", pages))


# ---- mute


def test_whoever_is_muted_is_not_read_any_more_and_reads_on(wren, rook, juno):
    theirs, mine, others = share_by(rook, WORDS), share_by(wren), share_by(juno)
    for share in (mine, others):
        response_by(rook, share, "It sounds heavy.")
    assert WORDS in seen(wren, "/shares") and "It sounds heavy" in seen(wren, f"/shares/{others.pk}")
    verbs.mute(rook, by=wren)
    assert WORDS not in seen(wren, "/shares", "/search?q=door", "/")
    assert signed_in(wren).get(f"/shares/{theirs.pk}").status_code == 404
    for share in (mine, others):
        assert "It sounds heavy" not in seen(wren, f"/shares/{share.pk}")
    assert "It sounds heavy" in seen(juno, f"/shares/{others.pk}")
    assert mine in Share.objects.seen_by(again(rook))


def test_a_muted_signal_and_its_name_are_not_shown(wren, rook):
    mine = share_by(wren)
    sharing.signal(mine, "nod", by=rook)
    assert "Rook" in seen(wren, f"/shares/{mine.pk}")
    verbs.mute(rook, by=wren)
    assert "Rook" not in seen(wren, f"/shares/{mine.pk}")


def test_a_muted_answer_gives_no_line_among_the_notices(wren, rook, juno):
    mine = share_by(wren)
    response_by(rook, mine)
    assert "Rook answered" in seen(wren, "/notices")
    verbs.mute(rook, by=wren)
    assert "answered" not in seen(wren, "/notices")
    response_by(juno, mine)
    assert "Juno answered" in seen(wren, "/notices")


# ---- the other can never tell


EVERYWHERE = ("/", "/shares", "/shares?show=mine", "/notices", "/circles", "/you", "/you/distance", "/you/blocked")


def silent_acts():
    return {
        "mute": lambda wren, rook: verbs.mute(rook, by=wren),
        "restrict": lambda wren, rook: verbs.restrict(rook, by=wren),
    }


@pytest.mark.parametrize("act", [*silent_acts(), "block"])
def test_every_page_of_the_other_is_the_same_byte_for_byte(act, wren, rook, juno):
    """With a block as the control: that one changes them."""
    circle = circle_of(member("Marl"), wren, rook, juno)
    told, others, own = share_by(wren, circle=circle), share_by(juno, circle=circle), share_by(rook, circle=circle)
    places = [*EVERYWHERE, f"/circles/{circle.pk}", *(f"/shares/{share.pk}" for share in (told, others, own))]

    def lived(before=lambda: None) -> str:
        """Everything they see after having answered, undone again."""
        with transaction.atomic():
            before()
            for share in (told, others):
                if share in Share.objects.seen_by(again(rook)):
                    sharing.signal(share, "nod", by=rook)
                    response_by(rook, share, "It sounds heavy.")
            pages = seen(rook, *places)
            for number, pk in enumerate(Response.system.filter(member=rook).order_by("at").values_list("pk", flat=True)):
                pages = pages.replace(str(pk), f"answer {number}")
            transaction.set_rollback(True)
        for somebody in (wren, rook):
            somebody.__dict__.pop("around", None)
        return pages

    acts = silent_acts() | {"block": lambda one, other: verbs.block(other, by=one)}
    before = lived()
    assert "It sounds heavy" in before and "You nodded" in before
    assert (lived(lambda: acts[act](wren, rook)) == before) == (act != "block")


def test_what_the_other_opens_moves_as_before(wren, rook):
    """Their streams are not hung up by a mute; a break is for both."""
    hung_up = []
    live_hang_up, live.hang_up = live.hang_up, hung_up.append
    try:
        live.hang_up_distanced(SimpleNamespace(member_id=wren.pk, other_id=rook.pk, both=False))
        assert hung_up == [wren.pk]
        live.hang_up_distanced(SimpleNamespace(member_id=wren.pk, other_id=rook.pk, both=True))
        assert hung_up == [wren.pk, wren.pk, rook.pk]
    finally:
        live.hang_up = live_hang_up


# ---- a break


def test_a_break_is_for_both_and_ends_by_itself(wren, rook, clock):
    of_wren, of_rook = share_by(wren), share_by(rook)
    break_of(wren, rook, clock)
    assert of_rook not in Share.objects.seen_by(again(wren)) and of_wren not in Share.objects.seen_by(again(rook))
    clock.move(hours=23)
    assert of_wren not in Share.objects.seen_by(again(rook))
    clock.move(hours=2)
    assert of_rook in Share.objects.seen_by(again(wren)) and of_wren in Share.objects.seen_by(again(rook))
    clock.tick()
    assert not Apart.objects.exists()


def test_only_whoever_wanted_a_break_finds_it_in_their_list(wren, rook, clock):
    break_of(wren, rook, clock)
    assert "Rook" in seen(wren, "/you/distance") and "From somebody" in seen(wren, "/you")
    assert "You keep a distance from nobody" in seen(rook, "/you/distance") and "From somebody" not in seen(rook, "/you")


def test_a_longer_break_stays_as_long_as_it_was(wren, rook, clock):
    break_of(wren, rook, clock, days=7)
    until = Apart.objects.get().until
    break_of(wren, rook, clock, days=1)
    assert Apart.objects.get().until == until
    with pytest.raises(Refused):
        verbs.take_a_break(wren, rook, until=clock.now(), by=wren)


def test_somebody_else_may_let_two_breathe_apart(wren, rook, clock):
    verbs.take_a_break(wren, rook, until=clock.now() + timedelta(days=1), by=member("Marl"))
    assert rook.pk in again(wren).unheard_ids and wren.pk in again(rook).unheard_ids


# ---- reading their answers first


def test_what_somebody_restricted_answers_is_between_the_two(wren, rook, juno):
    verbs.restrict(rook, by=wren)
    told = share_by(wren)
    answer = response_by(rook, told, "You should have known.")
    sharing.signal(told, "nod", by=rook)
    address = f"/shares/{told.pk}"
    assert "You should have known" in seen(rook, address) and "You should have known" in seen(wren, address)
    for_juno = seen(juno, address)
    assert "You should have known" not in for_juno and "Rook" not in for_juno
    assert "Between the two of you" in seen(wren, address) and "Between the two" not in seen(rook, address)
    assert list(Response.objects.seen_by(juno).filter(share=told)) == []
    signed_in(wren).post(f"/responses/{answer.pk}/let-be-seen")
    assert "You should have known" in seen(juno, address) and "Between the two" not in seen(wren, address)


def test_answers_from_before_and_to_others_are_not_kept_back(wren, rook, juno):
    told, others = share_by(wren), share_by(juno)
    response_by(rook, told, "Said before.")
    verbs.restrict(rook, by=wren)
    response_by(rook, others, "Said to another.")
    assert "Said before" in seen(juno, f"/shares/{told.pk}") and "Said to another" in seen(wren, f"/shares/{others.pk}")


@pytest.mark.parametrize("who", ["rook", "juno"])
def test_only_whoever_told_the_share_lets_an_answer_be_seen(wren, rook, juno, who):
    verbs.restrict(rook, by=wren)
    answer = response_by(rook, share_by(wren))
    got = signed_in({"rook": rook, "juno": juno}[who]).post(f"/responses/{answer.pk}/let-be-seen")
    assert got.status_code in (403, 404)
    assert Response.system.get(pk=answer.pk).kept_back_at


def test_a_piece_that_is_drawn_for_everybody_is_without_a_restricted_signal(wren, rook, juno):
    told = share_by(wren)
    for somebody in (rook, juno):
        sharing.signal(told, "nod", by=somebody)
    shown, apart = queries.signalled_for_nobody(told.pk)
    assert "Rook" in shown.words and wren.pk not in apart
    verbs.restrict(rook, by=wren)
    shown, apart = queries.signalled_for_nobody(told.pk)
    assert "Rook" not in shown.words and "Juno" in shown.words
    assert apart == {rook.pk, juno.pk, wren.pk}  # the two it is between fetch their own


# ---- what is told as "someone"


def test_none_of_it_tells_who_wrote_as_someone(wren, rook, juno, clock):
    """Muting one person after another must not make words go away, nor keep answers to them back."""
    circle = circle_of(member("Marl"), wren, rook, juno)
    hidden = share_by(rook, WORDS, circle=circle, shown_as="someone")
    named = share_by(rook, circle=circle)
    for act in (verbs.mute, verbs.restrict):
        act(rook, by=wren)
    break_of(wren, rook, clock)
    assert named not in Share.objects.seen_by(again(wren)) and hidden in Share.objects.seen_by(again(wren))
    break_of(rook, wren, clock)
    assert hidden in Share.objects.seen_by(again(wren))
    mine = share_by(wren, circle=circle, shown_as="someone")
    answer = response_by(rook, mine, "You should have known.")
    sharing.signal(mine, "nod", by=rook)
    assert answer.kept_back_at is None
    page = seen(juno, f"/shares/{mine.pk}")
    assert "You should have known" in page and "Rook nodded" in page


def test_whoever_tells_as_someone_can_not_be_kept_at_a_distance_from_there(wren, rook):
    told = share_by(rook, shown_as="someone")
    assert signed_in(wren).get(f"/report/share/{told.pk}/distance").status_code == 404
    assert "distance" not in seen(wren, f"/shares/{told.pk}")


# ---- being heard


@pytest.mark.parametrize("one_mutes", ["teller", "listener"])
def test_nobody_is_asked_to_listen_to_whom_they_muted_or_who_muted_them(wren, clock, one_mutes):
    at_noon()
    rook, ash = listener("Rook"), listener("Ash")
    verbs.mute(rook, by=wren) if one_mutes == "teller" else verbs.mute(wren, by=rook)
    told = share_by(wren)
    ask_next(told.pk)
    assert asked(told) == {ash.pk}


def test_an_answer_the_writer_is_not_shown_does_not_end_the_looking(wren, rook, juno):
    at_noon()
    listener("Ash")
    verbs.mute(rook, by=wren)
    told = share_by(wren)
    response_by(rook, told)
    response_by(member("Ode"), told)
    assert told.wave.__class__.objects.get(pk=told.wave.pk).due_at is not None
    response_by(juno, told)
    assert told.wave.__class__.objects.get(pk=told.wave.pk).due_at is None


# ---- open pages, rooms


def test_what_is_drawn_once_is_not_for_whoever_is_not_shown_somebody(wren, rook, juno):
    """Blocks as well: the register was left empty once, and drawn pieces went to everybody."""
    assert hidden_from(wren.pk) == frozenset()
    verbs.mute(rook, by=wren)
    verbs.block(juno, by=wren)
    assert hidden_from(wren.pk) == {rook.pk, juno.pk}
    assert hidden_from(juno.pk) == {wren.pk} and hidden_from(rook.pk) == frozenset()


def test_in_a_room_a_muted_turn_stays_and_its_words_are_folded(wren, rook, clock):
    from cairn.meetings import verbs as meetings

    marl = member("Marl")
    made = cast.meeting_of(circle_of(marl, wren, rook), marl)
    for person in (marl, wren, rook):
        made = meetings.enter(made, by=person)
    for _phase in ("opening", "round"):
        made = meetings.take(made, "go_on", by=marl)
    speaker = next(person for person in (marl, wren, rook) if person.pk == made.room.with_piece.member)
    reader = wren if speaker.pk != wren.pk else rook
    meetings.take(made, "accept", by=speaker)
    meetings.say(made, WORDS, by=speaker)
    address = f"/meetings/{made.pk}/room"
    assert "You asked not to be shown" not in seen(reader, address)
    verbs.mute(speaker, by=reader)
    page = seen(reader, address)
    assert "You asked not to be shown these words" in page and f"{speaker.name} is speaking" in page
    verbs.end_distance(speaker, Apart.MUTE, by=reader)
    break_of(speaker, reader, clock)  # of which the reader is not told by a fold
    page = seen(reader, address)
    assert "You asked not to be shown" not in page and WORDS in page


# ---- the pages


def test_from_the_quiet_menu_to_the_list_and_back(wren, rook, clock):
    told = share_by(rook)
    browser = signed_in(wren)
    assert f"/report/share/{told.pk}/distance" in words_of(browser.get(f"/shares/{told.pk}"))
    page = words_of(browser.get(f"/report/share/{told.pk}/distance", follow=True))
    assert "A little distance from Rook" in page and "they are not told" in page
    address = re.search(r'action="(/distance/[\w-]+)"', page)[1]
    for way, line in (("mute", "are not shown to you"), ("week", "On a break"), ("restrict", "You read their answers first")):
        assert browser.post(address, {"way": way})["Location"] == "/you/distance"
        listed = words_of(browser.get("/you/distance"))
        assert line in listed
    assert set(Apart.objects.values_list("kind", flat=True)) == {"mute", "break", "restrict"}
    for end in re.findall(r'action="(/distance/[\w-]+/end)".*?name="kind" value="(\w+)"', listed):
        browser.post(end[0], {"kind": end[1]})
    assert not Apart.objects.exists()


def test_a_press_that_is_none_of_them_does_nothing(wren, rook):
    assert signed_in(wren).post(f"/distance/{token_for(rook.pk)}", {"way": "shout"}).status_code == 200
    assert not Apart.objects.exists()


def test_a_distance_from_oneself_is_no_page(wren):
    assert signed_in(wren).get(f"/distance/{token_for(wren.pk)}").status_code == 404
    with pytest.raises(Refused):
        verbs.mute(wren, by=wren)


def test_taking_back_is_of_ones_own_alone(wren, rook):
    verbs.mute(rook, by=wren)
    signed_in(rook).post(f"/distance/{token_for(wren.pk)}/end", {"kind": "mute"})
    signed_in(member("Ash")).post(f"/distance/{token_for(rook.pk)}/end", {"kind": "mute"})
    assert Apart.objects.count() == 1


def test_the_lists_keep_the_name_they_were_met_under(wren, rook):
    """Somebody known by another name in a circle is not given away by being blocked there."""
    circle = circle_of(member("Marl"), wren)
    cast.seat(circle, rook, own_name="Otter", own_stone="7-0-83")
    told = share_by(rook, circle=circle)
    for what, then in (("distance", {"way": "mute"}), ("block", {"sure": "1"})):
        page = signed_in(wren).get(f"/report/share/{told.pk}/{what}", follow=True)
        address = re.search(rf'action="(/{what}/[\w-]+)"', words_of(page))[1]
        browser = signed_in(wren)
        listed = words_of(browser.post(address, then, follow=True))
        for text in (words_of(page), listed):
            assert "Otter" in text and "Rook" not in text and rook.stone not in text
        if what == "distance":
            verbs.end_distance(rook, "mute", by=again(wren))


def test_a_page_asks_no_more_of_the_database(wren, rook, juno, clock):
    circle = circle_of(member("Marl"), wren, rook, juno)
    share = share_by(juno, circle=circle)
    response_by(rook, share)
    places = (f"/shares/{share.pk}", "/shares", "/", f"/circles/{circle.pk}")

    def asked_of() -> list[int]:
        counts = []
        for place in places:
            browser = signed_in(wren)
            browser.get(place)
            with CaptureQueriesContext(connection) as counted:
                browser.get(place)
            counts.append(len(counted))
        return counts

    before = asked_of()
    verbs.mute(rook, by=wren)
    verbs.restrict(juno, by=wren)
    assert asked_of() <= before

"""Witness lines: invited or offered, read and accepted before they are shown, let go in silence."""

import pytest
from django.http import Http404

from cairn.base import clock as time
from cairn.base import rates
from cairn.base.rules import Refused
from cairn.circles.models import Seat
from cairn.circles.queries import peers_of
from cairn.growth.models import Witness
from cairn.growth.queries import path as paths
from cairn.growth.queries import witness as queries
from cairn.growth.verbs import witness as verbs
from cairn.members.models import Apart, Buddy
from cairn.notices.queries import gathering
from cairn.safety import verbs as safety
from cairn.safety.models import Alert
from tests import cast
from tests.cast import circle_of, member, signed_in

pytestmark = pytest.mark.django_db
WORDS = "Your voice was steadier on Tuesday."


class Cast:
    """Wren and Ash sit in one circle, which Marl holds; Dell sits nowhere."""

    def __init__(self):
        self.marl, self.wren, self.ash, self.dell = member("Marl"), member("Wren"), member("Ash"), member("Dell")
        self.circle = circle_of(self.marl, self.wren, self.ash)

    def peer(self, one, other):
        return next(peer for peer in peers_of(one) if peer.member_id == other.pk)

    def invited(self) -> Witness:
        return verbs.invite_witness(self.peer(self.wren, self.ash), by=self.wren)

    def offered(self, words=WORDS) -> Witness:
        return verbs.offer_witness(self.peer(self.ash, self.wren), words=words, by=self.ash)

    def accepted(self) -> Witness:
        line = self.offered()
        verbs.accept_witness(line, by=self.wren)
        return line

    def again(self, one):
        from cairn.members.models import Member

        return Member.objects.get(pk=one.pk)


@pytest.fixture
def they():
    return Cast()


def on_path(one) -> str:
    return signed_in(one).get("/growth").content.decode()


def told(one) -> list[str]:
    return [notice.sentence for notice in gathering(one) if notice.kind.startswith("witness_")]


# ---- invited


def test_an_invitation_arrives_as_a_notice_and_what_is_written_waits_for_the_one_it_is_about(they):
    signed_in(they.wren).post("/growth/witness/invite", {"peer": they.peer(they.wren, they.ash).value})
    line = Witness.system.get()
    assert told(they.ash) == ["Wren would like to know what you have noticed in them. You may write a line, or leave it."]
    assert "What have you noticed in Wren?" in signed_in(they.ash).get(f"/growth/witness/{line.pk}").content.decode()
    signed_in(they.ash).post(f"/growth/witness/{line.pk}", {"line": WORDS})
    assert told(they.ash) == [] and told(they.wren) == ["Ash has written down what they noticed in you. It waits for you alone."]
    assert WORDS not in on_path(they.wren)
    assert WORDS in signed_in(they.wren).get(f"/growth/witness/{line.pk}").content.decode()
    signed_in(they.wren).post(f"/growth/witness/{line.pk}/accept")
    assert WORDS in on_path(they.wren) and told(they.wren) == []


def test_an_invitation_is_left_in_silence_and_whoever_asked_sees_no_difference(they, clock):
    line = they.invited()
    before = signed_in(they.wren).get("/growth/witness").content
    signed_in(they.ash).post(f"/growth/witness/{line.pk}/decline")
    after = signed_in(they.wren).get("/growth/witness").content
    assert _plain(before) == _plain(after) and b"Ash" in after
    assert queries.witness_lines(they.ash).to_write == [] and told(they.wren) == []
    they.invited()
    assert queries.witness_lines(they.ash).to_write == [], "asking again at once does not ask again"
    clock.move(days=10)
    with pytest.raises(Refused):
        they.invited()
    clock.move(days=21)
    assert queries.witness_lines(they.wren).asked == [], "after a month it ends alike, answered or not"


def _plain(page: bytes) -> str:
    import re

    return re.sub(r'value="[^"]*"', "", page.decode())


def test_whoever_left_an_invitation_can_take_it_up_again_for_ten_minutes(they, clock):
    line = they.invited()
    verbs.decline_witness(line, by=they.ash)
    verbs.bring_witness_back(line, by=they.ash)
    assert [row.pk for row in queries.witness_lines(they.ash).to_write] == [line.pk]
    verbs.decline_witness(line, by=they.ash)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.bring_witness_back(line, by=they.ash)


def test_whoever_asked_can_undo_it_for_ten_minutes_and_then_not(they, clock):
    verbs.not_asked(they.invited(), by=they.wren)
    assert told(they.ash) == [] and not Witness.system.exists()
    line = they.invited()
    clock.move(minutes=11)
    verbs.not_asked(line, by=they.wren)
    assert Witness.system.filter(pk=line.pk).exists()


def test_what_was_asked_and_never_answered_is_forgotten(they, clock):
    they.invited()
    clock.tick(days=61)
    assert not Witness.system.exists()


# ---- offered


def test_a_line_that_nobody_asked_for_arrives_privately(they):
    peer = they.peer(they.ash, they.wren)
    signed_in(they.ash).post("/growth/witness/write", {"peer": peer.value, "line": WORDS})
    assert told(they.wren) and "Somebody noticed something" in on_path(they.wren)
    assert WORDS not in on_path(they.marl)
    signed_in(they.wren).post(f"/growth/witness/{Witness.system.get().pk}/accept")
    assert WORDS in on_path(they.wren)


def test_let_go_it_is_gone_for_whom_it_is_about_and_its_writer_sees_no_difference(they):
    line = they.offered()
    before = signed_in(they.ash).get("/growth/witness").content
    signed_in(they.wren).post(f"/growth/witness/{line.pk}/let-go")
    assert _plain(before) == _plain(signed_in(they.ash).get("/growth/witness").content) and WORDS in before.decode()
    assert signed_in(they.ash).get(f"/growth/witness/{line.pk}").status_code == 200
    assert signed_in(they.wren).get(f"/growth/witness/{line.pk}").status_code == 404
    assert "Somebody noticed something" not in on_path(they.wren) and told(they.wren) == []


def test_accepting_tells_its_writer_nothing_either(they):
    line = they.offered()
    before = [_plain(signed_in(they.ash).get(where).content) for where in ("/growth/witness", f"/growth/witness/{line.pk}")]
    verbs.accept_witness(line, by=they.wren)
    assert before == [_plain(signed_in(they.ash).get(where).content) for where in ("/growth/witness", f"/growth/witness/{line.pk}")]
    assert told(they.ash) == []


def test_an_accepted_line_can_be_taken_off_and_laid_back(they):
    line = they.accepted()
    verbs.let_go_of_witness(line, by=they.wren)
    assert WORDS not in on_path(they.wren)
    verbs.bring_witness_back(line, by=they.wren)
    assert WORDS in on_path(they.wren)


def test_its_writer_takes_it_back_at_any_time_and_the_words_are_gone(they):
    line = they.accepted()
    browser = signed_in(they.ash)
    assert WORDS in browser.get(f"/growth/witness/{line.pk}/take-back").content.decode()
    browser.post(f"/growth/witness/{line.pk}/take-back")
    assert not Witness.system.exists() and WORDS not in on_path(they.wren)


def test_a_line_stands_beneath_the_latest_stone_before_it(they, clock):
    from cairn.growth.verbs import path as laying

    laying.lay(on=time.now().date(), words="Earlier.", by=they.wren)
    clock.move(days=3)
    they.accepted()
    clock.move(days=3)
    laying.lay(on=time.now().date(), words="Later.", by=they.wren)
    earlier, later = paths.path_page(they.again(they.wren)).steps
    assert ([line.words for line in earlier.lines], later.lines) == ([WORDS], [])


# ---- between people who see each other


def test_one_writes_only_to_people_one_knows(they):
    page = signed_in(they.dell).get("/growth/witness/write").content.decode()
    assert "do not know anybody here yet" in page
    value = f"seat-{Seat.system.get(circle=they.circle, member=they.wren).pk}"
    for where in ("write", "invite"):
        answer = signed_in(they.dell).post(f"/growth/witness/{where}", {"peer": value, "line": WORDS})
        assert answer.status_code == 200 and not Witness.system.exists()


def test_buddies_may_without_a_circle(they):
    one, other = sorted((they.dell, they.wren), key=lambda one: one.pk)
    Buddy.objects.create(one=one, other=other)
    line = verbs.offer_witness(they.peer(they.dell, they.wren), words=WORDS, by=they.dell)
    verbs.accept_witness(line, by=they.wren)
    assert "Dell noticed" in on_path(they.wren)


def test_everybody_is_named_as_they_are_known_there(they):
    Seat.system.filter(circle=they.circle, member=they.ash).update(own_stone="7-3-41")
    seat = Seat.system.get(circle=they.circle, member=they.ash)
    seat.own_name = "Otter"
    seat.save()
    line = they.accepted()
    page = on_path(they.wren) + signed_in(they.wren).get(f"/growth/witness/{line.pk}").content.decode()
    assert "Otter noticed" in page and "7-3-41" in page and "Ash" not in page and str(they.ash.pk) not in page


@pytest.mark.parametrize("who_blocks", ["wren", "ash"])
def test_a_block_hides_the_line_from_both_and_tells_neither(they, who_blocks):
    line, asked = they.accepted(), they.invited()
    other = {"wren": they.ash, "ash": they.wren}[who_blocks]
    cast.block(getattr(they, who_blocks), other)
    for one in (they.wren, they.ash):
        browser = signed_in(one)
        assert WORDS not in browser.get("/growth").content.decode() + browser.get("/growth/witness").content.decode()
        assert {browser.get(f"/growth/witness/{pk}").status_code for pk in (line.pk, asked.pk)} == {404}
        assert told(they.again(one)) == []
        assert they.marl.name in browser.get("/growth/witness/invite").content.decode()
        assert f'>{ {"Wren": "Ash", "Ash": "Wren"}[one.name] }<' not in browser.get("/growth/witness/invite").content.decode()


def test_somebody_muted_writes_as_ever_and_nothing_arrives(they):
    Apart.objects.create(member=they.wren, other=they.ash, kind=Apart.MUTE)
    wren = they.again(they.wren)
    line = they.offered()
    assert told(wren) == [] and "Somebody noticed something" not in on_path(wren)
    assert signed_in(wren).get(f"/growth/witness/{line.pk}").status_code == 404
    assert WORDS in signed_in(they.ash).get("/growth/witness").content.decode()


def test_nobody_else_reads_or_moves_a_line(they):
    line, asked = they.accepted(), they.invited()
    for stranger in (they.dell, they.marl, member("Rowan", coordinator=True), member("Vesper", responder_since=time.now())):
        browser = signed_in(stranger)
        for pk in (line.pk, asked.pk):
            assert browser.get(f"/growth/witness/{pk}").status_code == 404
            for act in ("accept", "let-go", "decline", "bring-back", "not-asked", "take-back"):
                assert browser.post(f"/growth/witness/{pk}/{act}").status_code == 404, act
        for verb in (verbs.accept_witness, verbs.let_go_of_witness, verbs.decline_witness, verbs.bring_witness_back, verbs.take_witness_back):
            with pytest.raises(Http404):
                verb(line, by=stranger)
        with pytest.raises(Http404):
            verbs.write_invited(asked, words="Theirs.", by=stranger)
    assert WORDS in on_path(they.wren), "the control: there was something to read"


def test_neither_of_the_two_does_what_is_the_others(they):
    line, asked = they.offered(), they.invited()
    for verb, noun, by in (
        (verbs.accept_witness, line, they.ash), (verbs.let_go_of_witness, line, they.ash), (verbs.take_witness_back, line, they.wren),
        (verbs.decline_witness, asked, they.wren), (verbs.accept_witness, asked, they.wren), (verbs.not_asked, asked, they.ash),
    ):
        with pytest.raises(Refused):
            verb(noun, by=by)
    with pytest.raises(Refused):
        verbs.write_invited(asked, words="Mine.", by=they.wren)


# ---- care


def test_there_is_a_limit_above_what_anybody_writes(they, monkeypatch):
    from cairn.growth.rules import witness as rules

    monkeypatch.setattr(rules, "WRITING", rates.Limit("few", 1, rates.HOUR))
    browser, peer = signed_in(they.ash), they.peer(they.ash, they.wren).value
    assert browser.post("/growth/witness/write", {"peer": peer, "line": "One."}).status_code == 302
    answer = browser.post("/growth/witness/write", {"peer": peer, "line": "Another one."})
    assert answer.status_code == 429 and "Another one." in answer.content.decode() and Witness.system.count() == 1


def test_danger_in_a_line_alerts_responders_and_shows_its_writer_the_card(they):
    they.offered("I have the pills here. I am going to kill myself tonight.")
    assert Alert.objects.filter(noun="witness").exists()


def test_a_line_is_reported_by_whom_it_is_about_and_held(they):
    line = they.offered()
    assert signed_in(they.wren).get(f"/report/witness/{line.pk}").status_code == 200
    report = safety.report("witness", line.pk, reason="agreement", by=they.wren)
    responder = member("Vesper", responder_since=time.now())
    safety.decide(report, "hold", rule="agreement", reason="It hurts.", by=responder)
    assert WORDS not in on_path(they.wren) and signed_in(they.wren).get(f"/growth/witness/{line.pk}").status_code == 404
    assert WORDS in signed_in(they.ash).get(f"/growth/witness/{line.pk}").content.decode()
    for nobody in (they.ash, they.marl):
        assert signed_in(nobody).get(f"/report/witness/{line.pk}").status_code == 404


def test_what_the_guard_finds_is_said_once_before_it_is_sent(they):
    browser, peer = signed_in(they.ash), they.peer(they.ash, they.wren).value
    typed = {"peer": peer, "line": "You wrote to ash.oak@example.org and you laughed."}
    assert "ash.oak@example.org" in browser.post("/growth/witness/write", typed).content.decode() and not Witness.system.exists()
    assert browser.post("/growth/witness/write", {**typed, "looked": "1"}).status_code == 302


def test_in_a_quiet_space_what_a_newcomer_writes_is_read_first(they):
    safety.begin_quiet(by=member("Rowan", coordinator=True))
    line = they.offered()
    assert Witness.system.get(pk=line.pk).held_at and "Somebody noticed something" not in on_path(they.wren)


def test_somebody_paused_writes_to_nobody_and_still_lets_go(they, clock):
    line = they.offered()
    they.wren.paused_until = time.now() + rates.HOUR
    they.wren.save()
    browser = signed_in(they.wren)
    assert browser.post("/growth/witness/write", {"peer": they.peer(they.wren, they.ash).value, "line": "x y"}).status_code == 403
    assert browser.post(f"/growth/witness/{line.pk}/let-go").status_code == 302


def test_what_one_takes_along_names_nobody(they):
    from cairn.base.along import gathered

    they.accepted()
    parts = {part.key: part for part in gathered(they.wren)}
    [piece] = parts["path"].pieces
    assert (piece.words, piece.by) == (WORDS, "someone")
    assert [piece.words for piece in {part.key: part for part in gathered(they.ash)}["witness"].pieces] == [WORDS]


def test_whoever_has_two_names_is_asked_once_and_neither_name_is_refused():
    """Otter in one circle, Rook in the other: asking both names tells nobody that they are one."""
    dell, marl, rook = member("Dell"), member("Marl"), member("Rook")
    tuesday, long_week = circle_of(marl, dell, rook), circle_of(marl, dell, name="Long week")
    cast.seat(long_week, rook, own_name="Otter", own_stone="7-3-41")
    peers = {peer.name: peer for peer in peers_of(dell) if peer.member_id == rook.pk}
    lines = [verbs.invite_witness(peers[name], by=dell) for name in ("Rook", "Otter")]
    assert lines[0].pk != lines[1].pk and tuesday.pk == lines[0].circle_id
    assert [line.pk for line in queries.witness_lines(rook).to_write] == [lines[0].pk]
    assert {line.pk for line in queries.witness_lines(dell).asked} == {line.pk for line in lines}
    assert verbs.invite_witness(peers["Otter"], by=dell).pk == lines[1].pk
    verbs.decline_witness(lines[0], by=rook)
    assert len(queries.witness_lines(dell).asked) == 2

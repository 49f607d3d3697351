"""A small step, kept as a stone on one's cairn: for oneself, told, taken back, let go."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as base_clock
from cairn.base import stones
from cairn.circles.queries import hearers_of
from cairn.growth.models import Victory, VictoryTold
from cairn.growth.queries import victories as queries
from cairn.growth.verbs import victories as verbs
from cairn.members.models import Apart, Buddy, Member, Space
from cairn.members.queries import forget_space
from cairn.safety.models import Alert, Decision
from tests.cast import block, circle_of, leave, member, signed_in, space

pytestmark = pytest.mark.django_db
DENTIST = "I phoned the dentist. It rang four times."


def buddies(one, other) -> None:
    one, other = sorted((one, other), key=lambda member: member.pk)
    Buddy.objects.create(one=one, other=other)


def hearer(member, kind):
    return [one for one in hearers_of(member) if one.value.startswith(kind)]


def stone_of(member, words=DENTIST, *, to=()) -> Victory:
    """Laid by `member`; told to their circles ("circle") or buddies ("buddy")."""
    return verbs.lay_victory(words, stones.code(5, 0, 83), hearers=[one for kind in to for one in hearer(member, kind)], by=member)


@pytest.mark.django_db
def test_the_cairn_and_each_stone_in_its_list_are_described_and_nothing_untrue_is_promised():
    wren = member("Wren")
    laid = verbs.lay_victory(DENTIST, stones.code(5, 0, 83), by=wren)
    page = signed_in(wren).get("/cairn").content.decode()
    assert page.count(f'alt="{stones.describe(stones.code(5, 0, 83))}"') == 1 and "from the ground up: " + stones.describe(laid.stone) in page
    assert "It only grows" not in page and "settle by one place" in signed_in(wren).get(f"/cairn/{laid.pk}").content.decode()


@pytest.fixture
def tuesday():
    """Marl holds it; Wren, Dell and Rook sit there. Tarn sits elsewhere, Sage in no circle."""
    people = {name: member(name) for name in ("Marl", "Wren", "Dell", "Rook", "Tarn", "Sage")}
    people["circle"] = circle_of(people["Marl"], people["Wren"], people["Dell"], people["Rook"])
    circle_of(people["Tarn"], name="Elsewhere")
    return people


def sees(member, victory) -> bool:
    page = signed_in(member).get(f"/cairn/{victory.pk}")
    assert page.status_code in (200, 404)
    assert (page.status_code == 200) == (DENTIST in page.content.decode())
    return page.status_code == 200


def afresh(member) -> Member:
    return Member.objects.get(pk=member.pk)


# ---- for oneself


def test_a_stone_is_laid_for_oneself_alone_unless_one_chooses_otherwise(tuesday):
    victory = stone_of(tuesday["Wren"])
    assert sees(tuesday["Wren"], victory)
    for name in ("Marl", "Dell", "Rook", "Tarn", "Sage"):
        assert not sees(tuesday[name], victory), name
    coordinator, responder = member("Rowan", coordinator=True), member("Juno", responder_since=base_clock.now())
    assert not sees(coordinator, victory) and not sees(responder, victory)


def test_the_page_lays_one_with_the_stone_that_was_chosen(tuesday):
    browser = signed_in(tuesday["Wren"])
    given = queries.next_stones(tuesday["Wren"])
    answer = browser.post("/cairn/lay", {"words": DENTIST, "stone": given[3]})
    assert answer.headers["Location"] == "/cairn"
    shown = browser.get("/cairn").content.decode()
    assert DENTIST in shown and "Only you know." in shown and "It lies on your cairn." in shown
    assert Victory.system.get().stone == given[3]
    assert queries.next_stones(tuesday["Wren"]) != given


def test_a_stone_that_is_none_is_not_laid_and_one_is_given_instead(tuesday):
    signed_in(tuesday["Wren"]).post("/cairn/lay", {"words": DENTIST, "stone": "<script>"})
    assert stones.CODE.fullmatch(Victory.system.get().stone)
    with pytest.raises(ValueError):
        verbs.lay_victory(DENTIST, "<script>", by=tuesday["Wren"])


def test_nothing_written_is_asked_again(tuesday):
    answer = signed_in(tuesday["Wren"]).post("/cairn/lay", {"words": "  "})
    assert answer.status_code == 200 and "Nothing is written here yet." in answer.content.decode()
    assert not Victory.system.exists()


def test_a_cairn_without_stones_says_so_without_asking_for_any(tuesday):
    shown = signed_in(tuesday["Wren"]).get("/cairn").content.decode()
    assert "No stone lies here yet." in shown and "/cairn/drawing/path.svg" in shown


def test_the_words_can_be_changed_by_their_writer_alone(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    assert signed_in(tuesday["Dell"]).post(f"/cairn/{victory.pk}/change", {"words": "Something else."}).status_code == 404
    signed_in(tuesday["Wren"]).post(f"/cairn/{victory.pk}/change", {"words": "I phoned, and they were kind."})
    assert "and they were kind" in signed_in(tuesday["Dell"]).get(f"/cairn/{victory.pk}").content.decode()


def test_the_drawing_is_ones_own_and_nothing_keeps_it(tuesday):
    stone_of(tuesday["Wren"])
    for which in ("path", "newest"):
        mine, theirs = (signed_in(tuesday[name]).get(f"/cairn/drawing/{which}.svg") for name in ("Wren", "Dell"))
        assert mine.headers["Content-Type"] == "image/svg+xml" and mine.headers["Cache-Control"] == "no-store"
        assert b"clipPath" in mine.content and b"clipPath" not in theirs.content
    assert signed_in(tuesday["Wren"]).get("/cairn/drawing/other.svg").status_code == 404


# ---- told


def test_a_circle_that_is_told_reads_it_and_nobody_else_does(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    assert [name for name in ("Marl", "Dell", "Rook", "Tarn", "Sage") if sees(tuesday[name], victory)] == ["Marl", "Dell", "Rook"]
    assert DENTIST in signed_in(tuesday["Dell"]).get(f"/circles/{tuesday['circle'].pk}").content.decode()
    assert DENTIST in signed_in(tuesday["Dell"]).get(f"/circles/{tuesday['circle'].pk}/wall").content.decode()


def test_whoever_leaves_the_circle_reads_it_no_more(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    leave(tuesday["circle"], tuesday["Dell"])
    assert not sees(tuesday["Dell"], victory)
    assert signed_in(tuesday["Dell"]).get(f"/circles/{tuesday['circle'].pk}/wall").status_code == 404


@pytest.mark.parametrize("who, whom", [("Wren", "Dell"), ("Dell", "Wren")])
def test_people_blocked_with_each_other_never_meet_each_others_stones(tuesday, who, whom):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    assert sees(tuesday["Dell"], victory)
    block(tuesday[who], tuesday[whom])
    assert not sees(tuesday["Dell"], victory)
    for page in (f"/circles/{tuesday['circle'].pk}", f"/circles/{tuesday['circle'].pk}/wall"):
        assert DENTIST not in signed_in(tuesday["Dell"]).get(page).content.decode()
    assert signed_in(tuesday["Dell"]).post(f"/cairn/{victory.pk}/recognise", {"words": "I see you."}).status_code == 404


def test_who_mutes_the_writer_is_not_shown_it_and_nobody_notices(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    Apart.objects.create(member=tuesday["Dell"], other=tuesday["Wren"], kind=Apart.MUTE)
    assert not sees(tuesday["Dell"], victory) and sees(tuesday["Rook"], victory)


def test_a_buddy_who_is_told_hears_of_it_without_its_words_and_finds_it_on_today(tuesday):
    buddies(tuesday["Wren"], tuesday["Tarn"])
    victory = stone_of(tuesday["Wren"], to=["buddy"])
    browser = signed_in(tuesday["Tarn"])
    notices = browser.get("/notices").content.decode()
    assert "Wren told you of a small victory." in notices and "dentist" not in notices
    assert DENTIST in browser.get("/").content.decode()
    assert not sees(tuesday["Dell"], victory)


def test_it_can_be_told_later_and_taken_back(tuesday):
    victory, browser = stone_of(tuesday["Wren"]), signed_in(tuesday["Wren"])
    circle = f"circle-{tuesday['circle'].pk}"
    browser.post(f"/cairn/{victory.pk}/tell", {"knows": [circle]})
    assert sees(tuesday["Dell"], victory)
    assert "Told to Tuesday circle." in browser.get("/cairn").content.decode()
    browser.post(f"/cairn/{victory.pk}/tell", {})
    assert not sees(tuesday["Dell"], victory) and not VictoryTold.objects.exists()


def test_what_was_told_to_a_circle_one_has_left_can_still_be_taken_back(tuesday):
    victory, browser = stone_of(tuesday["Wren"], to=["circle"]), signed_in(tuesday["Wren"])
    leave(tuesday["circle"], tuesday["Wren"])
    page = browser.get(f"/cairn/{victory.pk}/tell").content.decode()
    assert re.search(r'value="told-\d+" checked', page) and "Tuesday circle" in page
    browser.post(f"/cairn/{victory.pk}/tell", {})
    assert not VictoryTold.objects.exists()


def test_nobody_is_told_but_whom_one_may_tell(tuesday):
    other = hearer(tuesday["Tarn"], "circle")[0]
    for choice in (other.value, "buddy-17", f"circle-{tuesday['circle'].pk}0"):
        answer = signed_in(tuesday["Wren"]).post("/cairn/lay", {"words": DENTIST, "knows": [choice]})
        assert "cannot be told any more" in answer.content.decode()
    from cairn.base.rules import Refused

    with pytest.raises(Refused):
        verbs.lay_victory(DENTIST, "5-0-83", hearers=[other], by=tuesday["Wren"])
    assert not VictoryTold.objects.exists()


def test_in_a_circle_one_is_named_as_one_is_known_there(tuesday):
    from cairn.circles.models import Seat

    seat = Seat.system.get(circle=tuesday["circle"], member=tuesday["Wren"])
    seat.own_name = "Heron"
    seat.save()
    victory = stone_of(tuesday["Wren"], to=["circle"])
    for page in (f"/cairn/{victory.pk}", f"/circles/{tuesday['circle'].pk}/wall", f"/circles/{tuesday['circle'].pk}"):
        shown = signed_in(tuesday["Dell"]).get(page).content.decode()
        assert "Heron" in shown and "Wren" not in shown, page


# ---- letting go


def test_it_is_let_go_for_ten_minutes_and_then_for_good(tuesday, clock):
    victory, browser = stone_of(tuesday["Wren"], to=["circle"]), signed_in(tuesday["Wren"])
    browser.post(f"/cairn/{victory.pk}/let-go")
    assert not sees(tuesday["Dell"], victory) and DENTIST not in browser.get("/cairn").content.decode()
    browser.post(f"/cairn/{victory.pk}/bring-back")
    assert sees(tuesday["Dell"], victory)
    browser.post(f"/cairn/{victory.pk}/let-go")
    clock.tick(minutes=11)
    assert not Victory.system.exists() and not VictoryTold.objects.exists()


def test_only_its_writer_lets_it_go(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    for name in ("Marl", "Dell", "Tarn"):
        for act in ("let-go", "bring-back", "tell"):
            assert signed_in(tuesday[name]).post(f"/cairn/{victory.pk}/{act}").status_code == 404
    assert Victory.system.filter(gone_at=None).exists()


def test_an_old_stone_stays_whatever_time_passes(tuesday, clock):
    stone_of(tuesday["Wren"])
    clock.tick(days=900)
    assert Victory.system.count() == 1


# ---- care


def test_danger_in_words_for_oneself_brings_the_card_and_nobody(tuesday):
    browser = signed_in(tuesday["Wren"])
    browser.post("/cairn/lay", {"words": "I did not kill myself last night. I have the pills here."})
    assert not Alert.objects.exists()
    assert "noticed" in browser.get("/cairn").content.decode().casefold() or "Help" in browser.get("/cairn").content.decode()


def test_danger_in_told_words_calls_responders(tuesday):
    browser = signed_in(tuesday["Wren"])
    browser.post("/cairn/lay", {"words": "I have the pills here and I want to die.", "knows": [f"circle-{tuesday['circle'].pk}"]})
    assert Alert.objects.filter(noun="victory").count() == 1


def test_danger_told_later_calls_them_too(tuesday):
    victory = stone_of(tuesday["Wren"], "I have the pills here and I want to die.")
    assert not Alert.objects.exists()
    verbs.tell_victory(victory, hearer(tuesday["Wren"], "circle"), by=tuesday["Wren"])
    assert Alert.objects.filter(noun="victory").count() == 1


def test_the_guard_has_a_word_before_others_read_it_once(tuesday):
    browser, words = signed_in(tuesday["Wren"]), "I wrote to wren.hall@example.org at last."
    told = {"words": words, "knows": [f"circle-{tuesday['circle'].pk}"]}
    looked = browser.post("/cairn/lay", told).content.decode()
    assert "could be found by this" in looked and words in looked and not Victory.system.exists()
    browser.post("/cairn/lay", {**told, "looked": "1"})
    browser.post("/cairn/lay", {"words": words})
    assert Victory.system.count() == 2, "for oneself alone there is nothing to say"


def test_a_held_one_is_seen_by_its_writer_alone(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    verbs.hold_victory(victory.pk, base_clock.now())
    assert sees(tuesday["Wren"], victory) and not sees(tuesday["Dell"], victory)
    assert DENTIST not in signed_in(tuesday["Dell"]).get(f"/circles/{tuesday['circle'].pk}/wall").content.decode()
    verbs.hold_victory(victory.pk, None)
    assert sees(tuesday["Dell"], victory)


def test_a_member_who_reads_it_can_report_it_and_others_cannot(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    assert DENTIST in signed_in(tuesday["Dell"]).get(f"/report/victory/{victory.pk}").content.decode()
    assert signed_in(tuesday["Tarn"]).get(f"/report/victory/{victory.pk}").status_code == 404


def test_while_the_space_is_quiet_what_newcomers_tell_is_read_first(tuesday):
    space()
    Space.objects.update(quiet_since=base_clock.now())
    forget_space()
    kept, told = stone_of(tuesday["Wren"], "For me."), stone_of(tuesday["Wren"], to=["circle"])
    assert kept.held_at is None and told.held_at is not None
    assert Decision.objects.filter(act=Decision.NEWCOMER, noun="victory", noun_id=told.pk).exists()
    assert not sees(tuesday["Dell"], told)


def test_somebody_paused_keeps_stones_for_themselves_and_tells_nobody(tuesday):
    told, own = stone_of(tuesday["Wren"], to=["circle"]), stone_of(tuesday["Wren"], "Mine.")
    Member.objects.filter(pk=tuesday["Wren"].pk).update(paused_until=base_clock.now() + base_clock.timedelta(days=2))
    browser, circle = signed_in(tuesday["Wren"]), f"circle-{tuesday['circle'].pk}"
    browser.post("/cairn/lay", {"words": "A quiet one.", "knows": [circle]})
    browser.post("/cairn/lay", {"words": "A quiet one."})
    assert browser.post(f"/cairn/{own.pk}/tell", {"knows": [circle]}).status_code == 403
    assert browser.post(f"/cairn/{told.pk}/change", {"words": "Said to others all the same."}).status_code == 403
    assert Victory.system.count() == 3 and VictoryTold.objects.count() == 1
    browser.post(f"/cairn/{told.pk}/tell", {})
    assert not VictoryTold.objects.exists(), "taking back is always open"


def test_whoever_leaves_the_space_takes_their_stones_out_of_sight_and_brings_them_back(tuesday):
    victory = stone_of(tuesday["Wren"], to=["circle"])
    Member.objects.filter(pk=tuesday["Wren"].pk).update(left_at=base_clock.now())
    assert not sees(tuesday["Dell"], victory)
    Member.objects.filter(pk=tuesday["Wren"].pk).update(left_at=None)
    assert sees(tuesday["Dell"], victory)


# ---- its cost


def cost(path, somebody) -> int:
    browser = signed_in(somebody)
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def test_a_cairn_costs_the_same_with_one_stone_and_with_thirty(tuesday):
    buddies(tuesday["Wren"], tuesday["Tarn"])
    counts = {path: [] for path in ("/cairn", "/cairn/drawing/newest.svg", "/cairn/drawing/path.svg")}
    for n in (1, 29):
        for k in range(n):
            stone_of(tuesday["Wren"], f"Step {n} {k}", to=["circle", "buddy"])
        for path, found in counts.items():
            found.append(cost(path, tuesday["Wren"]))
    for path, (one, thirty) in counts.items():
        assert one == thirty <= 10, (path, one, thirty)


def test_a_wall_and_a_circle_cost_the_same_with_one_told_stone_and_with_three(tuesday):
    paths, counts = (f"/circles/{tuesday['circle'].pk}", f"/circles/{tuesday['circle'].pk}/wall"), {}
    for people in (("Wren",), ("Marl", "Rook")):
        for name in people:
            stone_of(tuesday[name], f"Told by {name}", to=["circle"])
        for path in paths:
            counts.setdefault(path, []).append(cost(path, tuesday["Dell"]))
    for path, (one, three) in counts.items():
        assert one == three <= 10, (path, one, three)

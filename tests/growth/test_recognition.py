"""A line from one member to another: it arrives privately; whoever received it decides what becomes of it."""

import re
from dataclasses import dataclass

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as base_clock
from cairn.base.along import gathered
from cairn.circles.models import Circle, Seat
from cairn.growth.models import Recognition
from cairn.circles.queries import circles_held_by
from cairn.growth.queries.recognition import not_thanked_lately
from cairn.growth.queries.wall import nobody_twice_running, wall_of
from cairn.growth.verbs import recognition as verbs
from cairn.home.queries import today_of
from cairn.members.models import Apart, Member
from cairn.members.queries import the_space
from cairn.safety.models import Alert
from tests.cast import block, erased, leave, member, response_by, share_by, signed_in
from tests.growth.test_victories import buddies, stone_of, tuesday  # noqa: F401  the circle of these stories too

pytestmark = pytest.mark.django_db
LINE = "I see you, and I am proud of you."


@pytest.fixture
def told(tuesday):  # noqa: F811
    return stone_of(tuesday["Wren"], to=["circle"])


def write(browser, victory, words=LINE, place=""):
    return browser.post(f"/cairn/{victory.pk}/recognise", {"words": words, "in": place})


def line_of(tuesday, victory, by="Marl", words=LINE):  # noqa: F811
    return verbs.recognise(victory, words, circle=tuesday["circle"], by=tuesday[by])


def read_by(member, words=LINE) -> set[str]:
    """On which of the pages where a line may stand."""
    browser, circle = signed_in(member), Circle.system.order_by("opened_at").first().pk
    pages = {"lines": "/recognitions", "wall": f"/circles/{circle}/wall", "today": "/", "cairn": "/cairn"}
    return {name for name, path in pages.items() if words in browser.get(path).content.decode()}


# ---- it arrives privately


def test_a_line_reaches_the_one_it_is_for_alone(tuesday, told):  # noqa: F811
    assert write(signed_in(tuesday["Marl"]), told).status_code == 302
    assert read_by(tuesday["Wren"]) == {"lines", "cairn"}
    assert read_by(tuesday["Marl"]) == {"lines"}
    assert read_by(tuesday["Dell"]) == read_by(tuesday["Rook"]) == set()


def test_they_hear_of_it_without_its_words(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    page = signed_in(tuesday["Wren"]).get("/notices").content.decode()
    assert "Marl wrote a line to you." in page and LINE not in page
    assert f"/recognitions#line-{line.pk}" in page


def test_each_writes_one_line_about_one_victory(tuesday, told):  # noqa: F811
    browser = signed_in(tuesday["Marl"])
    write(browser, told)
    assert write(browser, told, "And once more.").status_code == 403
    assert "Write one line" not in browser.get(f"/cairn/{told.pk}").content.decode()
    assert Recognition.system.count() == 1


def test_nobody_writes_about_their_own_or_what_they_were_not_told(tuesday, told):  # noqa: F811
    for name in ("Wren", "Tarn", "Sage"):
        assert write(signed_in(tuesday[name]), told).status_code == 404
    assert not Recognition.system.exists()


def test_what_was_typed_is_kept_when_nothing_can_be_sent(tuesday, told):  # noqa: F811
    long = "so " * 200
    answer = write(signed_in(tuesday["Marl"]), told, long)
    assert answer.status_code == 200 and long.strip() in answer.content.decode() and "longer than" in answer.content.decode()


def test_i_see_you_needs_no_victory(tuesday):  # noqa: F811
    seat = Seat.system.get(circle=tuesday["circle"], member=tuesday["Dell"])
    browser = signed_in(tuesday["Rook"])
    browser.post("/recognitions/write", {"to": f"seat-{seat.pk}", "words": LINE})
    assert read_by(tuesday["Dell"]) == {"lines"}
    stranger = Seat.system.get(member=tuesday["Tarn"])
    assert browser.post("/recognitions/write", {"to": f"seat-{stranger.pk}", "words": LINE}).status_code == 200
    assert Recognition.system.count() == 1


def test_between_buddies_it_belongs_to_no_wall(tuesday):  # noqa: F811
    buddies(tuesday["Wren"], tuesday["Tarn"])
    victory = stone_of(tuesday["Wren"], to=["buddy"])
    assert write(signed_in(tuesday["Tarn"]), victory).headers["Location"] == "/"
    line = Recognition.system.get()
    assert line.circle_id is None
    assert "Put it on the wall" not in signed_in(tuesday["Wren"]).get("/recognitions").content.decode()
    assert signed_in(tuesday["Wren"]).post(f"/recognitions/{line.pk}/to-wall").status_code == 403


def test_one_person_is_not_written_to_without_end(tuesday):  # noqa: F811
    seat = Seat.system.get(circle=tuesday["circle"], member=tuesday["Dell"])
    browser = signed_in(tuesday["Rook"])
    answers = [browser.post("/recognitions/write", {"to": f"seat-{seat.pk}", "words": f"{LINE} {k}"}).status_code for k in range(6)]
    assert answers == [302] * 5 + [429]


# ---- what becomes of it


def test_whoever_received_it_may_put_it_on_the_wall_and_take_it_down(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    browser = signed_in(tuesday["Wren"])
    browser.post(f"/recognitions/{line.pk}/to-wall")
    for name in ("Wren", "Marl", "Dell", "Rook"):
        assert "wall" in read_by(tuesday[name]), name
    assert read_by(tuesday["Tarn"]) == set()
    browser.post(f"/recognitions/{line.pk}/off-wall")
    assert "wall" not in read_by(tuesday["Dell"])


def test_the_wall_says_when_a_line_was_put_up_which_is_how_it_is_sorted(tuesday, clock):  # noqa: F811
    first, second = (line_of(tuesday, stone_of(tuesday["Wren"], to=["circle"]), words=words) for words in ("I rang.", "I wrote."))
    clock.move(days=3)
    verbs.put_on_wall(second, by=second.to)
    clock.move(days=3)
    verbs.put_on_wall(first, by=first.to)
    shown = [line for one in wall_of(tuesday["Marl"], tuesday["circle"].pk).lines for line in one.lines]
    assert [line.words for line in shown] == ["I rang.", "I wrote."] and shown[0].wall_at > shown[1].wall_at > shown[0].at
    page = signed_in(tuesday["Marl"]).get(f"/circles/{tuesday['circle'].pk}/wall").content.decode()
    assert page.count("Put up: ") == 2 and shown[1].wall_at.isoformat(timespec="minutes")[:16] in page


def test_nobody_else_moves_it(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    verbs.put_on_wall(line, by=tuesday["Wren"])
    for act in ("keep", "to-wall", "off-wall"):
        assert signed_in(tuesday["Marl"]).post(f"/recognitions/{line.pk}/{act}").status_code == 403
    for name in ("Dell", "Tarn"):
        for act in ("keep", "to-wall", "off-wall", "let-go"):
            assert signed_in(tuesday[name]).post(f"/recognitions/{line.pk}/{act}").status_code == 404


def test_today_opens_with_the_line_that_was_kept(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    response_by(tuesday["Dell"], share_by(tuesday["Wren"]), "An answer.")
    browser = signed_in(tuesday["Wren"])
    assert today_of(tuesday["Wren"], the_space()).dawn.words == "An answer."
    browser.post(f"/recognitions/{line.pk}/keep", {"keep": "yes"})
    dawn = today_of(Member.objects.get(pk=tuesday["Wren"].pk), the_space()).dawn
    assert (dawn.words, dawn.by, dawn.about) == (LINE, "Marl", "I phoned the dentist. It rang four…")
    assert f"“{LINE}”" in browser.get("/").content.decode()
    browser.post(f"/recognitions/{line.pk}/keep", {"keep": "no"})
    assert LINE not in browser.get("/").content.decode()


def test_today_shows_the_cairn_once_there_is_one(tuesday):  # noqa: F811
    browser = signed_in(tuesday["Wren"])
    assert 'class="mystone"' in browser.get("/").content.decode()
    stone_of(tuesday["Wren"])
    page = browser.get("/").content.decode()
    assert 'class="mystone"' not in page and "/cairn/drawing/newest.svg" in page and "Your cairn" in page


def test_today_costs_no_query_more_with_a_kept_line(tuesday, told):  # noqa: F811
    def cost() -> int:
        browser = signed_in(tuesday["Wren"])
        browser.get("/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/")
        return len(asked)

    line, before = line_of(tuesday, told), cost()
    verbs.keep_recognition(line, kept=True, by=tuesday["Wren"])
    assert cost() <= before


# ---- taking back, letting go


def back_of(browser) -> str:
    """The address that the confirmation line offers."""
    return re.search(r'action="(/recognitions/\d+/bring-back/\w+)"', browser.get("/recognitions").content.decode())[1]


@pytest.mark.parametrize("who, other", [("Marl", "Wren"), ("Wren", "Marl")])
def test_either_lets_it_go_and_only_that_one_brings_it_back(tuesday, told, who, other, clock):  # noqa: F811
    line = line_of(tuesday, told)
    mine, theirs = signed_in(tuesday[who]), signed_in(tuesday[other])
    mine.post(f"/recognitions/{line.pk}/let-go")
    back = back_of(mine)
    assert LINE not in theirs.get("/recognitions").content.decode()
    assert theirs.post(back).status_code == 404
    mine.post(back)
    assert LINE in theirs.get("/recognitions").content.decode()
    mine.post(f"/recognitions/{line.pk}/let-go")
    clock.tick(minutes=11)
    assert not Recognition.system.exists()
    assert mine.post(back).status_code == 404


def test_a_line_written_meanwhile_stays_the_only_one(tuesday, told):  # noqa: F811
    line, browser = line_of(tuesday, told), signed_in(tuesday["Marl"])
    browser.post(f"/recognitions/{line.pk}/let-go")
    back = back_of(browser)
    write(browser, told, "Written anew.")
    assert browser.post(back).status_code == 403
    assert Recognition.system.filter(gone_at=None).count() == 1


def test_when_the_stone_is_let_go_the_line_stays_with_whoever_received_it(tuesday, told, clock):  # noqa: F811
    line_of(tuesday, told)
    signed_in(tuesday["Wren"]).post(f"/cairn/{told.pk}/let-go")
    clock.tick(minutes=11)
    assert read_by(tuesday["Wren"]) == {"lines"}


# ---- between people who do not see each other


@pytest.mark.parametrize("who, whom", [("Dell", "Marl"), ("Marl", "Dell"), ("Dell", "Wren"), ("Wren", "Dell")])
def test_a_block_with_either_takes_it_off_the_wall_one_sees(tuesday, told, who, whom):  # noqa: F811
    verbs.put_on_wall(line_of(tuesday, told), by=tuesday["Wren"])
    assert "wall" in read_by(tuesday["Dell"])
    block(tuesday[who], tuesday[whom])
    assert read_by(tuesday["Dell"]) == set() and "wall" in read_by(tuesday["Rook"])


def test_a_block_between_the_two_hides_it_from_both(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    verbs.keep_recognition(line, kept=True, by=tuesday["Wren"])
    block(tuesday["Wren"], tuesday["Marl"])
    assert read_by(tuesday["Wren"]) == read_by(tuesday["Marl"]) == set()
    assert "Marl" not in signed_in(tuesday["Wren"]).get("/notices").content.decode()


def test_whoever_is_muted_writes_into_quiet_and_does_not_know(tuesday, told):  # noqa: F811
    Apart.objects.create(member=tuesday["Wren"], other=tuesday["Marl"], kind=Apart.MUTE)
    line_of(tuesday, told)
    assert read_by(tuesday["Wren"]) == set() and read_by(tuesday["Marl"]) == {"lines"}
    assert "wrote a line" not in signed_in(tuesday["Wren"]).get("/notices").content.decode()


def test_both_are_named_on_the_wall_as_they_are_known_there(tuesday, told):  # noqa: F811
    for name, here in (("Wren", "Heron"), ("Marl", "Flint")):
        seat = Seat.system.get(circle=tuesday["circle"], member=tuesday[name])
        seat.own_name = here
        seat.save()
    line = line_of(tuesday, told)
    verbs.keep_recognition(verbs.put_on_wall(line, by=tuesday["Wren"]), kept=True, by=tuesday["Wren"])
    wall = signed_in(tuesday["Dell"]).get(f"/circles/{tuesday['circle'].pk}/wall").content.decode()
    assert "Heron" in wall and "Flint" in wall and "Wren" not in wall and "Marl" not in wall
    for page in ("/", "/recognitions", "/notices"):
        shown = signed_in(tuesday["Wren"]).get(page).content.decode()
        assert "Marl" not in shown, page


def test_what_an_erased_writer_wrote_is_nowhere_any_more(tuesday, told):  # noqa: F811
    verbs.put_on_wall(line_of(tuesday, told), by=tuesday["Wren"])
    erased(tuesday["Marl"])
    assert read_by(tuesday["Wren"]) == read_by(tuesday["Dell"]) == set()


def test_a_held_line_is_seen_by_its_writer_alone(tuesday, told):  # noqa: F811
    line = verbs.put_on_wall(line_of(tuesday, told), by=tuesday["Wren"])
    verbs.hold_recognition(line.pk, base_clock.now())
    assert read_by(tuesday["Wren"]) == read_by(tuesday["Dell"]) == set() and read_by(tuesday["Marl"]) == {"lines"}


def test_it_can_be_reported_by_whoever_reads_it(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    report = f"/report/recognition/{line.pk}"
    assert LINE in signed_in(tuesday["Wren"]).get(report).content.decode()
    assert signed_in(tuesday["Dell"]).get(report).status_code == 404
    verbs.put_on_wall(line, by=tuesday["Wren"])
    assert LINE in signed_in(tuesday["Dell"]).get(report).content.decode()


def test_danger_in_a_line_calls_responders(tuesday, told):  # noqa: F811
    write(signed_in(tuesday["Marl"]), told, "I have the pills here and I want to die.")
    assert Alert.objects.filter(noun="recognition").count() == 1


def test_the_guard_has_a_word_once(tuesday, told):  # noqa: F811
    browser, words = signed_in(tuesday["Marl"]), "Write to marl.ash@example.org whenever you like."
    looked = write(browser, told, words).content.decode()
    assert "could be found by this" in looked and words in looked and not Recognition.system.exists()
    browser.post(f"/cairn/{told.pk}/recognise", {"words": words, "looked": "1"})
    assert Recognition.system.count() == 1


def test_somebody_paused_writes_no_line_and_may_let_one_go(tuesday, told):  # noqa: F811
    line = line_of(tuesday, told)
    Member.objects.filter(pk__in=[tuesday["Dell"].pk, tuesday["Wren"].pk]).update(paused_until=base_clock.now() + base_clock.timedelta(days=1))
    assert write(signed_in(tuesday["Dell"]), told).status_code == 403
    browser = signed_in(tuesday["Wren"])
    assert browser.post(f"/recognitions/{line.pk}/to-wall").status_code == 403
    assert browser.post(f"/recognitions/{line.pk}/let-go").status_code == 302


# ---- the wall


@dataclass
class Row:
    to_id: int
    name: str


def listed(*ids) -> list:
    return [(to, [row.name for row in rows]) for to, rows in nobody_twice_running([Row(to, f"{to}{n}") for n, to in enumerate(ids)])]


def test_nobody_is_listed_twice_running_and_no_line_is_lost():
    assert listed() == []
    assert listed(1, 2, 1) == [(1, ["10"]), (2, ["21"]), (1, ["12"])]
    assert listed(1, 1, 2, 3) == [(1, ["10"]), (2, ["22"]), (1, ["11"]), (3, ["33"])]
    assert listed(1, 1, 1) == [(1, ["10", "11", "12"])]


def test_a_wall_asks_as_much_for_one_as_for_three(tuesday, django_assert_max_num_queries):  # noqa: F811
    client, address = signed_in(tuesday["Rook"]), f"/circles/{tuesday['circle'].pk}/wall"
    assert client.get(address).status_code == 200
    for n, name in enumerate(("Wren", "Dell", "Rook")):
        verbs.put_on_wall(line_of(tuesday, stone_of(tuesday[name], f"A step of {name}.", to=["circle"]), words=f"To {name}."), by=tuesday[name])
        with django_assert_max_num_queries(8):
            page = client.get(address).text
        assert page.count("A step of ") == sum(f"To {one}." in page for one in ("Wren", "Dell", "Rook")) == n + 1


def test_a_wall_shows_words_and_no_numbers(tuesday):  # noqa: F811
    for name in ("Wren", "Dell", "Rook"):
        victory = stone_of(tuesday[name], f"A step of {name}.", to=["circle"])
        verbs.put_on_wall(line_of(tuesday, victory, words=f"To {name}."), by=tuesday[name])
    wall = wall_of(tuesday["Rook"], tuesday["circle"].pk).lines
    assert [one.to.name for one in wall] == ["Rook", "Dell", "Wren"] and wall[0].mine
    page = signed_in(tuesday["Rook"]).get(f"/circles/{tuesday['circle'].pk}/wall").content.decode()
    main = re.sub(r"<time[^>]*>[^<]*</time>|<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    assert not re.search(r"\d", main)


def test_lines_cost_the_same_with_one_and_with_three(tuesday):  # noqa: F811
    counts = {"/recognitions": [], f"/circles/{tuesday['circle'].pk}/wall": []}
    for writers in (("Marl",), ("Dell", "Rook")):
        victory = stone_of(tuesday["Wren"], f"A step for {writers}.", to=["circle"])
        for name in writers:
            verbs.put_on_wall(line_of(tuesday, victory, by=name, words=f"From {name}."), by=tuesday["Wren"])
        for path, found in counts.items():
            browser = signed_in(tuesday["Wren"])
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                browser.get(path)
            found.append(len(asked))
    for path, (one, three) in counts.items():
        assert one == three <= 10, (path, one, three)


# ---- for whoever holds the circle


def have_sat_there_for_long() -> None:
    Seat.system.update(taken_at=F("taken_at") - base_clock.timedelta(days=40))


def names(member) -> list[str]:
    return [person.name for one in not_thanked_lately(member, circles_held_by(member)) for person in one.people]


def test_who_holds_a_circle_sees_whom_nobody_has_thanked_for_a_month(tuesday, told):  # noqa: F811
    assert names(tuesday["Marl"]) == [], "nobody has sat there for a month"
    have_sat_there_for_long()
    assert names(tuesday["Marl"]) == ["Wren", "Dell", "Rook"]
    line_of(tuesday, told, by="Dell")
    assert names(tuesday["Marl"]) == ["Dell", "Rook"]
    desk = signed_in(tuesday["Marl"]).get("/desk").content.decode()
    assert "Two people here have not been thanked this month." in desk and LINE not in desk
    assert "Not thanked lately" not in signed_in(member("Rowan", coordinator=True)).get("/desk").content.decode()
    assert names(tuesday["Dell"]) == []


def test_what_buddies_write_to_each_other_counts_for_no_circle(tuesday):  # noqa: F811
    buddies(tuesday["Wren"], tuesday["Dell"])
    have_sat_there_for_long()
    verbs.recognise(stone_of(tuesday["Wren"], to=["buddy"]), LINE, circle=None, by=tuesday["Dell"])
    assert "Wren" in names(tuesday["Marl"])


def test_who_is_blocked_with_the_facilitator_or_has_left_is_not_listed(tuesday):  # noqa: F811
    have_sat_there_for_long()
    block(tuesday["Wren"], tuesday["Marl"])
    leave(tuesday["circle"], tuesday["Dell"])
    assert names(tuesday["Marl"]) == ["Rook"]


# ---- taken along


def test_a_member_takes_their_stones_and_lines_along_and_others_are_someone_in_it(tuesday, told):  # noqa: F811
    line_of(tuesday, told)
    mine, theirs = ({part.key: part for part in gathered(tuesday[name])} for name in ("Wren", "Marl"))
    stone = mine["cairn"].pieces[0]
    assert stone.words == "I phoned the dentist. It rang four times." and "Told to Tuesday circle." in stone.line
    assert [(line.words, line.by) for line in stone.under] == [(LINE, "someone")]
    assert [piece.words for piece in theirs["lines"].pieces] == [LINE] and "cairn" not in theirs
    assert "Wren" not in str(theirs["lines"])

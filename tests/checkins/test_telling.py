"""Telling how it is: a separate choice, one at a time; who reads it, for how long, and who never does."""

import re

import pytest

from cairn.base.rules import Refused
from cairn.checkins import queries, verbs
from cairn.checkins.models import CheckIn, CheckInTold, Felt
from cairn.circles.queries import hearers_of
from cairn.members.models import Apart, Buddy, Member
from cairn.notices.models import Notice
from cairn.safety import verbs as safety
from cairn.safety.models import Alert, Report
from tests import cast

pytestmark = pytest.mark.django_db

LINE = "The house is loud with nobody."


def fresh(member) -> Member:
    return Member.objects.get(pk=member.pk)


def kept(by, line=LINE, area="weighed", *words, own="") -> CheckIn:
    return verbs.keep(Felt(area, words or ("lonely",), own, line), by=by)


def buddies(one, other) -> None:
    low, high = sorted([one, other], key=lambda member: member.pk)
    Buddy.objects.create(one=low, other=high)


def tell(checkin, to, by) -> CheckInTold:
    """`to`: a circle, or a buddy."""
    hearer = next(one for one in hearers_of(by) if to.pk in (one.circle_id, one.reader_id))
    return verbs.tell(checkin, hearer, by=by)


def reads(member, address="/") -> bool:
    return LINE.replace("'", "’") in cast.signed_in(member).get(address).text


@pytest.fixture
def people():
    marl, wren, dell, juno, ash = (cast.member(name) for name in ("Marl", "Wren", "Dell", "Juno", "Ash"))
    tuesday = cast.circle_of(marl, wren, dell)
    buddies(wren, juno)
    return marl, wren, dell, juno, ash, tuesday


def test_nobody_reads_what_was_told_to_nobody(people):
    marl, wren, dell, juno, ash, tuesday = people
    kept(wren)
    rowan = cast.member("Rowan", coordinator=True, responder_since=cast.clock.now())
    assert reads(wren, "/check-ins"), "a control: there is something to read"
    for member in (marl, dell, juno, ash, rowan):
        assert not reads(member) and not reads(member, f"/circles/{tuesday.pk}")


def test_a_circle_reads_what_was_told_there_on_its_page_and_on_today(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    browser = cast.signed_in(wren)
    assert "Tell Tuesday circle" in browser.get(f"/check-ins/{own.pk}").text
    answer = browser.post(f"/check-ins/{own.pk}/tell", {"to": f"circle-{tuesday.pk}"})
    page = browser.get(answer.headers["Location"]).text
    assert "Tuesday circle can read this one for a few days." in page and "Take it back" in page
    assert reads(marl) and reads(dell) and reads(dell, f"/circles/{tuesday.pk}") and not reads(juno) and not reads(ash)
    assert not reads(wren), "not as something of others"
    assert re.search(r"<details[^>]*><summary>[^\n]*Wren</summary>", cast.signed_in(dell).get("/").text), "Today says who told, and the rest opens"
    assert "<summary>" not in cast.signed_in(dell).get(f"/circles/{tuesday.pk}").text.split('id="how-it-is"')[1].split("told-feelings")[0]
    assert "Take it back, or look at it" in browser.get(f"/circles/{tuesday.pk}").text
    browser.post(f"/check-ins/told/{CheckInTold.objects.get().pk}/take-back")
    assert not reads(marl) and not reads(dell, f"/circles/{tuesday.pk}") and CheckIn.objects.by(wren).exists()


def test_a_circle_is_given_no_notice_and_a_buddy_a_quiet_one(people):
    marl, wren, dell, juno, ash, tuesday = people
    tell(kept(wren), tuesday, wren)
    assert not Notice.system.filter(kind="checkin_told").exists()
    own = kept(wren, area="lit")
    tell(own, juno, wren)
    tell(own, juno, wren)
    assert Notice.system.filter(kind="checkin_told").count() == 1
    notices = cast.signed_in(juno).get("/notices").text
    assert "Wren told you how it is." in notices and "Lit up" not in notices and LINE not in notices
    assert reads(juno) and "to you" in cast.signed_in(juno).get("/").text and not reads(ash)


def test_after_a_few_days_it_is_the_writers_alone_again_to_look_at(people, clock):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    tell(own, tuesday, wren)
    tell(own, juno, wren)
    clock.move(days=2)
    assert reads(dell) and reads(juno)
    clock.move(days=1, hours=1)
    assert not reads(dell) and not reads(dell, f"/circles/{tuesday.pk}") and not reads(juno)
    assert "told you how it is" not in cast.signed_in(juno).get("/notices").text


def test_of_somebody_who_tells_often_the_latest_is_shown(people):
    marl, wren, dell, juno, ash, tuesday = people
    for line in ("First.", "Second.", "Third."):
        tell(kept(wren, line), tuesday, wren)
    tell(kept(dell, "Mine."), tuesday, dell)
    assert [one.felt.line for one in queries.told_lately(marl, tuesday)] == ["Mine.", "Third."]


@pytest.mark.parametrize("how", ["block", "blocked", "mute", "break", "breaks"])
def test_people_apart_never_read_each_other(people, how):
    marl, wren, dell, juno, ash, tuesday = people
    told = tell(kept(wren), tuesday, wren)
    tell(kept(wren), juno, wren)
    assert reads(dell) and queries.told_for(fresh(dell), told.pk)
    until = cast.clock.now() + cast.clock.timedelta(days=1)
    for other in (dell, juno):
        if how.startswith("block"):
            cast.block(*((wren, other) if how == "block" else (other, wren)))
        elif how == "mute":
            Apart.objects.create(member=other, other=wren, kind="mute")
        else:
            Apart.objects.create(**dict(zip(("member", "other"), (other, wren) if how == "break" else (wren, other), strict=True)), kind="break", until=until)
        assert not reads(other) and not reads(other, f"/circles/{tuesday.pk}")
        assert "told you how it is" not in cast.signed_in(other).get("/notices").text
    assert cast.signed_in(dell).get(f"/report/checkin/{told.pk}").status_code == 404
    assert reads(marl), "a control: it is still told"


def test_somebody_under_another_name_in_a_circle_is_known_by_that_name_there(people):
    marl, wren, dell, juno, ash, tuesday = people
    seat = cast.Seat.system.get(circle=tuesday, member=wren)
    seat.own_name = "Lark"
    seat.save()
    tell(kept(wren), tuesday, wren)
    for address in ("/", f"/circles/{tuesday.pk}"):
        page = cast.signed_in(dell).get(address).text
        assert "Lark" in page and "Wren" not in page


def test_somebody_who_sits_in_two_circles_with_her_sees_two_numbers(people):
    """The address of a report would otherwise say that two names are of one person."""
    marl, wren, dell, juno, ash, tuesday = people
    friday = cast.circle_of(marl, wren, dell, name="Friday circle")
    own = kept(wren)
    numbers = {tell(own, circle, wren).pk for circle in (tuesday, friday)}
    assert len(numbers) == 2
    page = cast.signed_in(dell).get("/").text
    assert str(own.pk) not in page and all(f"/report/checkin/{number}" in page for number in numbers)


def test_only_its_writer_tells_it_and_only_to_whom_it_may_be_told(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    elsewhere = cast.circle_of(marl, ash, name="Elsewhere")
    browser = cast.signed_in(wren)
    for value in (f"circle-{elsewhere.pk}", f"buddy-{ash.pk}", "", "circle-1"):
        assert browser.post(f"/check-ins/{own.pk}/tell", {"to": value}).status_code == 404, value
    assert cast.signed_in(dell).post(f"/check-ins/{own.pk}/tell", {"to": f"circle-{tuesday.pk}"}).status_code == 404
    with pytest.raises(Refused):
        verbs.tell(own, hearers_of(marl)[1], by=wren)
    assert not CheckInTold.objects.exists()
    told = tell(own, tuesday, wren)
    assert cast.signed_in(dell).post(f"/check-ins/told/{told.pk}/take-back").status_code == 404
    verbs.take_back(told, by=dell)
    assert CheckInTold.objects.exists(), "only whoever told it takes it back"


def test_strangers_reach_it_by_no_address(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    tell(own, tuesday, wren)
    for other in (marl, dell, juno, ash, cast.member("Rowan", coordinator=True, responder_since=cast.clock.now())):
        browser = cast.signed_in(other)
        for name in ("", "/kept", "/change"):
            assert browser.get(f"/check-ins/{own.pk}{name}").status_code == 404
        for name in ("/change", "/let-go", "/bring-back", "/tell"):
            assert browser.post(f"/check-ins/{own.pk}{name}", {"area": "lit"}).status_code == 404
    assert CheckIn.objects.by(wren).get().felt.line == LINE


def test_what_was_told_is_changed_only_once_it_was_taken_back(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    told = tell(own, tuesday, wren)
    answer = cast.signed_in(wren).get(f"/check-ins/{own.pk}/change")
    assert answer.headers["Location"] == f"/check-ins/{own.pk}"
    with pytest.raises(Refused):
        verbs.change(own, Felt("lit"), by=wren)
    verbs.take_back(told, by=wren)
    verbs.change(own, Felt("lit"), by=wren)


def test_let_go_nobody_reads_it_and_brought_back_they_do(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    tell(own, tuesday, wren)
    verbs.let_go(own, by=wren)
    assert not reads(dell)
    verbs.bring_back(own, by=wren)
    assert reads(dell)


def test_whoever_leaves_takes_it_along_at_once(people):
    marl, wren, dell, juno, ash, tuesday = people
    tell(kept(wren), tuesday, wren)
    assert reads(dell)
    Member.objects.filter(pk=wren.pk).update(left_at=cast.clock.now())
    assert not reads(dell) and not reads(dell, f"/circles/{tuesday.pk}")


def test_a_closed_circle_and_one_whose_agreement_changed_are_not_offered(people):
    from cairn.members.models import Agreement

    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren)
    Agreement.objects.create(circle=tuesday, version=2, text="We take longer turns.")
    assert [one.circle_id for one in queries.to_whom(wren, queries.entry_of(wren, own.pk))] == [None]
    cast.consent(wren, tuesday)
    assert len(queries.to_whom(wren, queries.entry_of(wren, own.pk))) == 2
    type(tuesday).system.filter(pk=tuesday.pk).update(closed_at=cast.clock.now())
    assert [one.circle_id for one in queries.to_whom(wren, queries.entry_of(wren, own.pk))] == [None]


def test_its_page_asks_as_much_for_one_circle_as_for_four(people, django_assert_max_num_queries):
    marl, wren, *_others = people
    address = f"/check-ins/{kept(wren).pk}"
    client = cast.signed_in(wren)
    assert client.get(address).status_code == 200
    for more in range(4):
        with django_assert_max_num_queries(10):
            page = client.get(address).text
        assert page.count('name="to"') >= 2 + more
        cast.circle_of(marl, wren, name=f"Circle {more}")


# ---- care


def test_told_words_of_danger_call_somebody_and_private_ones_do_not(people):
    marl, wren, dell, juno, ash, tuesday = people
    cast.member("Reed", responder_since=cast.clock.now())
    own = kept(wren, "I am going to kill myself tonight.")
    assert not Alert.objects.exists()
    told = tell(own, tuesday, wren)
    alert = Alert.objects.get()
    assert (alert.noun, alert.noun_id) == ("checkin", told.pk)


def test_what_could_lead_to_somebody_is_pointed_out_before_it_is_told(people):
    marl, wren, dell, juno, ash, tuesday = people
    own = kept(wren, "Ring me on 07700 900461 after six.")
    browser, to = cast.signed_in(wren), {"to": f"circle-{tuesday.pk}"}
    page = browser.post(f"/check-ins/{own.pk}/tell", to).text
    assert "Somebody could be found by this" in page and "Tell it as it is" in page and not CheckInTold.objects.exists()
    browser.post(f"/check-ins/{own.pk}/tell", to | {"looked": "1"})
    assert CheckInTold.objects.exists()


def test_it_can_be_reported_and_held_and_let_go_again(people):
    marl, wren, dell, juno, ash, tuesday = people
    reed = cast.member("Reed", responder_since=cast.clock.now())
    told = tell(kept(wren), tuesday, wren)
    browser = cast.signed_in(dell)
    assert f"/report/checkin/{told.pk}" in browser.get(f"/circles/{tuesday.pk}").text
    browser.post(f"/report/checkin/{told.pk}", {"reason": "unsure"})
    report = Report.objects.get()
    assert LINE in report.evidence and "Weighed down: Lonely" in report.evidence
    decision = safety.decide(report, "hold", rule="unsure", reason="A moment, please.", by=reed)
    assert not reads(dell) and not reads(marl, f"/circles/{tuesday.pk}") and reads(wren, "/check-ins")
    assert "Held for now" in cast.signed_in(wren).get(f"/check-ins/{told.checkin_id}").text
    safety.lift(decision, reason="It may stand.", by=reed)
    assert reads(dell)


def test_what_newcomers_tell_while_the_space_is_quiet_is_read_first(people):
    marl, wren, dell, juno, ash, tuesday = people
    rowan = cast.member("Rowan", coordinator=True, responder_since=cast.clock.now())
    safety.begin_quiet(by=rowan)
    told = tell(kept(wren), tuesday, wren)
    assert not reads(dell) and CheckIn.system.get(pk=told.checkin_id).held_at

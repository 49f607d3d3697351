"""Quiet mode: one press, and from the next act on nobody new comes in and newcomers' words are read first."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.hearing.models import Wave
from cairn.members import queries as members
from cairn.members.models import Member, Space
from cairn.safety import verbs
from cairn.safety.models import Decision, LogLine
from cairn.shares import verbs as sharing
from cairn.shares.models import Response, Share
from tests import cast
from tests.cast import circle_of, member, response_by, share_by, signed_in
from tests.members.doors import come_in, newcomer, words_of

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=30)
HELD = "a person reads it before others see it"


def here_for_long(name, **more) -> Member:
    return _since(member(name, **more), LONG_AGO)


def _since(somebody, ago) -> Member:
    Member.objects.filter(pk=somebody.pk).update(welcomed_at=time.now() - ago, joined_at=time.now() - ago)
    return Member.objects.get(pk=somebody.pk)


@pytest.fixture
def tarn():
    return here_for_long("Tarn", responder_since=time.now())


@pytest.fixture
def dell():
    return here_for_long("Dell")


@pytest.fixture
def ash():
    """Came two days ago."""
    return _since(member("Ash"), timedelta(days=2))


def is_quiet() -> bool:
    return Space.objects.get().quiet_since is not None


# ---- who presses, and what is written down


@pytest.mark.parametrize("who", ["responder", "coordinator"])
def test_one_press_makes_it_quiet_and_one_opens_it_again(who, tarn):
    by = tarn if who == "responder" else here_for_long("Marl", coordinator=True)
    browser = signed_in(by)
    assert browser.post("/quiet/begin")["Location"] == "/quiet"
    assert is_quiet() and "Open the space again" in words_of(browser.get("/quiet"))
    browser.post("/quiet/begin")
    browser.post("/quiet/end")
    assert not is_quiet()
    lines = LogLine.objects.order_by("number").values_list("act", "by")
    assert list(lines) == [("begin_quiet", by.pk), ("end_quiet", by.pk)]


def test_nobody_else_makes_it_quiet(dell, tarn):
    circle_of(dell)
    for somebody in (dell, here_for_long("Juno")):
        assert [signed_in(somebody).post(f"/quiet/{act}").status_code for act in ("begin", "end")] == [404, 404]
        for act in (verbs.begin_quiet, verbs.end_quiet):
            with pytest.raises(Refused):
                act(by=somebody)
    assert not is_quiet() and not LogLine.objects.exists()


def test_the_press_stands_where_responders_and_coordinators_look(tarn, dell):
    assert 'action="/quiet/begin"' in words_of(signed_in(tarn).get("/reports"))
    assert 'action="/quiet/begin"' in words_of(signed_in(here_for_long("Marl", coordinator=True)).get("/desk"))
    circle_of(dell)
    assert "/quiet" not in words_of(signed_in(dell).get("/desk"))


def test_everybody_sees_one_calm_line(tarn, dell):
    browsers = {"signed in": signed_in(dell), "a stranger": cast.stranger()}
    for browser in browsers.values():
        assert "It is quieter here for a while" not in words_of(browser.get("/"))
    verbs.begin_quiet(by=tarn)
    for name, browser in browsers.items():
        assert words_of(browser.get("/")).count("It is quieter here for a while") == 1, name


# ---- nobody new


def test_nobody_comes_in_and_the_page_is_kind(tarn):
    verbs.begin_quiet(by=tarn)
    page = words_of(cast.stranger().get("/sign-up"))
    assert "Nobody new comes in for a while" in page and "Help now" in page and "<form" not in page.split("<main")[1].split("</main")[0]


def test_an_invitation_opens_nothing_and_is_kept_for_later(tarn):
    marl = here_for_long("Marl", coordinator=True)
    from cairn.members.verbs import invite

    invitation, code = invite(by=marl)
    verbs.begin_quiet(by=tarn)
    browser = cast.stranger()
    assert "Nobody new comes in" in words_of(browser.get(f"/come-in/{code}", follow=True))
    verbs.end_quiet(by=tarn)
    assert come_in(browser, name="Ode")["Location"] == "/you/codes"
    invitation.refresh_from_db()
    assert invitation.taken_by_id


def test_whoever_stands_at_the_last_question_is_not_let_through(tarn, monkeypatch):
    """Also by a process that still remembers the space as it was a moment ago."""
    space = Space.objects.get()
    verbs.begin_quiet(by=tarn)
    monkeypatch.setattr(members, "_kept", {"space": (float("inf"), space)})
    with pytest.raises(Refused):
        newcomer()


def test_whoever_is_here_signs_in_as_always(tarn):
    from django.test import Client

    from tests.members.doors import sign_in

    newcomer()
    verbs.begin_quiet(by=tarn)
    assert sign_in(Client())["Location"] == "/"


# ---- newcomers' words


def test_from_the_very_next_act_on_a_newcomers_words_are_held(tarn, dell, ash, monkeypatch):
    """What a process remembers of the space plays no part: here it remembers that it is not quiet."""
    before = share_by(ash, "Told before.")
    remembered = Space.objects.get()
    verbs.begin_quiet(by=tarn)
    monkeypatch.setattr(members, "_kept", {"space": (float("inf"), remembered)})
    told, answer = share_by(ash, "Told now."), response_by(ash, share_by(dell))
    assert [bool(one.held_at) for one in (before, told, answer)] == [False, True, True]
    assert set(Share.objects.seen_by(dell).filter(pk__in=[before.pk, told.pk])) == {before}
    assert answer not in Response.objects.seen_by(dell)
    assert told in Share.objects.seen_by(ash) and answer in Response.objects.seen_by(ash)
    assert set(Decision.objects.values_list("act", "noun", "by")) == {("newcomer", "share", None), ("newcomer", "response", None)}
    assert not Decision.objects.filter(done_at=None).exists()
    assert list(LogLine.objects.filter(act="newcomer").values_list("by", flat=True)) == [0, 0]


def test_others_and_what_is_for_oneself_alone_are_not_held(tarn, dell, ash):
    verbs.begin_quiet(by=tarn)
    newly_responding = _since(member("Juno", responder_since=time.now()), timedelta(days=1))
    mine = share_by(ash, audience="me")
    assert not any(one.held_at for one in (share_by(dell), mine, share_by(newly_responding), response_by(dell, share_by(tarn))))
    assert not Decision.objects.exists()


def test_after_seven_days_nobody_is_new(tarn, ash, clock):
    verbs.begin_quiet(by=tarn)
    clock.move(days=5, minutes=1)
    assert not share_by(Member.objects.get(pk=ash.pk)).held_at


def test_a_held_share_asks_nobody_and_a_held_answer_hears_nobody(tarn, dell, ash):
    verbs.begin_quiet(by=tarn)
    told, theirs = share_by(ash), share_by(dell)
    response_by(ash, theirs)
    assert not Wave.objects.filter(share=told, due_at__isnull=False).exists()
    theirs.refresh_from_db()
    assert theirs.heard_at is None and "answered your share" not in words_of(signed_in(dell).get("/notices"))


def test_what_was_let_through_and_is_changed_is_read_again(tarn, dell, ash):
    told = share_by(ash)
    answer = response_by(ash, share_by(dell))
    verbs.begin_quiet(by=tarn)
    sharing.edit(told, text="Other words.", need="listening", by=ash)
    sharing.edit_response(answer, text="Other words.", by=ash)
    assert told not in Share.objects.seen_by(dell) and answer not in Response.objects.seen_by(dell)


def test_the_author_is_told_kindly_and_again_when_others_can_see_it(tarn, dell, ash):
    verbs.begin_quiet(by=tarn)
    theirs = share_by(dell)
    browser = signed_in(ash)
    page = browser.post(f"/shares/{theirs.pk}/respond", {"kind": "heard", "text": "It sounds like a lot.", "looked": "1"}, follow=True)
    assert HELD in words_of(page)
    assert "because this space is quiet just now" in words_of(browser.get("/notices"))
    decision = Decision.objects.get()
    assert "It is not about you" in words_of(browser.get(f"/decisions/{decision.pk}"))
    verbs.lift(decision, reason="Read, and welcome.", by=tarn)
    theirs.refresh_from_db()
    assert Response.system.get().held_at is None and theirs.heard_at
    assert "It sounds like a lot" in words_of(signed_in(dell).get(f"/shares/{theirs.pk}"))
    assert "answered your share" in words_of(signed_in(dell).get("/notices"))


def test_the_responder_finds_them_on_their_desk(tarn, dell, ash):
    verbs.begin_quiet(by=tarn)
    share_by(ash)
    assert "Newcomers’ words" in words_of(signed_in(tarn).get("/reports"))
    assert "Newcomers’ words wait to be read" in words_of(signed_in(tarn).get("/quiet"))


def test_opening_again_lets_nothing_through_unread(tarn, dell, ash):
    verbs.begin_quiet(by=tarn)
    told = share_by(ash)
    verbs.end_quiet(by=tarn)
    assert told not in Share.objects.seen_by(dell)
    assert not share_by(ash, "Told afterwards.").held_at


# ---- in the other rooms


def test_an_activity_is_shown_and_told_once_it_was_read(tarn, dell, ash):
    from cairn.bonds.models import Activity
    from cairn.bonds.verbs import activities
    from cairn.notices.models import Notice

    circle = circle_of(dell, ash)
    verbs.begin_quiet(by=tarn)
    said = dict(kind="online", title="A film", words="Quiet.", where="A link.", starts_at=time.now() + timedelta(days=3), minutes=90, zone="UTC", seats=6)
    one = activities.propose(**said, circle=circle, by=ash)
    told = Notice.system.filter(member=dell, about=one.pk)
    assert one.held_at and not told.exists() and not Activity.objects.seen_by(dell).filter(pk=one.pk).exists()
    decision = Decision.objects.get(noun="activity", noun_id=one.pk)
    assert "A link." in words_of(signed_in(tarn).get(f"/decided/{decision.pk}"))
    verbs.lift(decision, reason="Read.", by=tarn)
    assert told.count() == 1 and Activity.objects.seen_by(dell).filter(pk=one.pk).exists()
    verbs.end_quiet(by=tarn)


def test_a_turn_is_one_line_on_the_desk_and_shown_as_a_whole(tarn, dell, ash):
    from cairn.meetings import verbs as meetings
    from cairn.meetings.models import Spoken

    made = cast.meeting_of(circle_of(dell, ash), dell)
    for somebody in (dell, ash):
        made = meetings.enter(made, by=somebody)
    for what, about in (("go_on", 0), ("go_on", 0), ("offer", ash.pk)):
        made = meetings.take(made, what, by=dell, **({"about": about} if about else {}))
    meetings.take(made, "accept", by=ash)
    verbs.begin_quiet(by=tarn)
    first, second = (meetings.say(made, text, by=ash) for text in ("I come in tired.", "And glad."))
    seen = Spoken.objects.seen_by(dell).filter(pk__in=[first.pk, second.pk])
    assert Decision.objects.filter(noun="spoken").count() == 1 and not seen.exists()
    assert Spoken.objects.seen_by(ash).filter(pk__in=[first.pk, second.pk]).count() == 2
    verbs.lift(Decision.objects.get(noun="spoken"), reason="Read.", by=tarn)
    assert seen.count() == 2
    third = meetings.say(made, "Once more.", by=ash)
    assert third.held_at and Decision.objects.filter(noun="spoken", ended_at=None).get().noun_id == third.pk


def test_what_is_refused_stands_there_to_be_copied_and_goes_without_words(tarn, dell, ash):
    circle, browser = circle_of(dell), signed_in(ash)
    verbs.begin_quiet(by=tarn)
    answer = browser.post(f"/circles/{circle.pk}/ask", {"note": "May I come in?"})
    page = words_of(answer)
    assert answer.status_code == 403 and "May I come in?" in page and "ask for a seat without a note" in page and "readonly" in page
    assert browser.post(f"/circles/{circle.pk}/ask", {"note": ""}).status_code == 302
    seat = cast.seat(circle, ash)
    assert browser.post(f"/seats/{seat.pk}/leave", {"goodbye": "Farewell then."}).status_code == 403
    assert browser.post(f"/seats/{seat.pk}/leave", {"goodbye": ""}).status_code == 302


def test_what_waits_is_not_said_to_be_held_by_anybody(tarn, dell, ash):
    """Nobody has decided anything about it, and the page of whoever wrote it must not say so."""
    from cairn.bonds.verbs import activities

    circle, old = circle_of(dell, ash), share_by(dell, "Told before.")
    verbs.begin_quiet(by=tarn)
    share, browser = share_by(ash, "Told now."), signed_in(ash)
    response_by(ash, old, "I hear you.")
    one = activities.propose(kind="online", title="A film", words="Quiet.", where="A link.", starts_at=time.now() + timedelta(days=3), minutes=90, zone="UTC", seats=6, circle=circle, by=ash)
    for path in (f"/shares/{share.pk}", f"/shares/{old.pk}", f"/activities/{one.pk}"):
        page = words_of(browser.get(path))
        assert "This waits until somebody has read it" in page and "A responder holds" not in page, path
    assert "Waiting to be heard</h2>" not in words_of(browser.get(f"/shares/{share.pk}"))
    assert "Held by a responder" not in words_of(browser.get("/shares?show=mine"))


def test_what_somebody_decided_to_hold_is_said_to_be_held_also_in_a_quiet_space(tarn, dell, ash):
    share = share_by(dell, "You are all fools.")
    verbs.begin_quiet(by=tarn)
    Share.system.filter(pk=share.pk).update(held_at=time.now())
    assert "A responder holds this." in words_of(signed_in(dell).get(f"/shares/{share.pk}"))

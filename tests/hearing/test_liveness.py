"""Whatever happens in whatever order: every unheard share has a next act, and nobody is asked who may not be.

Against the real rows, with the real verbs; the oracle below is written by hand and shares nothing with the engine.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.base import clock
from cairn.hearing import verbs
from cairn.hearing.engine import waves
from cairn.hearing.models import Ask, Listener, RatherNot, Wave
from cairn.hearing.resident import resident
from cairn.hearing.verbs import following, listening
from cairn.members.models import Block
from cairn.shares import verbs as shares
from cairn.shares.models import Response, Share
from cairn.shares.rules import UNDO_FOR
from tests.cast import block, circle_of, member, response_by, share_by, topic
from tests.hearing.people import listener

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]

MOST_HOURS = 4  # until the next act of a share that waits: three hours, and an hour for the clock

ACTS = st.one_of(
    st.tuples(st.just("tell"), st.integers(0, 2), st.sampled_from(["everyone", "circle"]), st.booleans()),
    st.tuples(st.just("wait"), st.sampled_from([1, 9, 30, 200, 800])),
    st.tuples(st.just("answer"), st.integers(0, 5), st.integers(0, 3)),
    st.tuples(st.just("take back"), st.integers(0, 5)),
    st.tuples(st.just("decline"), st.integers(0, 5)),
    st.tuples(st.just("rest"), st.integers(0, 5)),
    st.tuples(st.just("stop"), st.integers(0, 5)),
    st.tuples(st.just("offer"), st.integers(0, 5), st.integers(1, 7)),
    st.tuples(st.just("block"), st.integers(0, 5), st.integers(0, 2)),
    st.tuples(st.just("withdraw"), st.integers(0, 3)),
    st.tuples(st.just("bring back"), st.sampled_from([1, 8, 12])),
    st.tuples(st.just("enough"), st.integers(0, 3)),
    st.tuples(st.just("wait anew"), st.integers(0, 3)),
)


class Village:
    def __init__(self):
        self.grief = topic("grief")
        self.tellers = [member(f"Teller {n}") for n in range(3)]
        kinds = [{}, {"languages": ["cy"]}, {"zone": "Asia/Tokyo"}, {"hours": 1 << 12}, {"weekly_limit": 1}, {"knows": [self.grief]}]
        self.passers_by = [member(f"Passer-by {n}") for n in range(2)]
        self.listeners = [listener(f"Listener {n}", **kind) for n, kind in enumerate(kinds)]
        self.circle = circle_of(self.tellers[0], *self.tellers[1:], self.listeners[0], self.listeners[4])
        self.told: list[Share] = []
        self.seen: set[int] = set()
        self.open: set[int] = set()
        self.taken_back: list[tuple[Share, tuple]] = []

    def do(self, act) -> None:
        name, *more = act
        getattr(self, name.replace(" ", "_"))(*more)
        self.nobody_is_asked_who_may_not_be()
        self.nobody_is_waited_for_beyond_what_they_offered()
        self.every_unheard_share_has_a_next_act()

    # -- acts

    def tell(self, who, audience, mentions):
        notes = [self.grief.pk] if mentions else []
        circle = self.circle if audience == "circle" else None
        self.told.append(share_by(self.tellers[who], circle=circle, note_topics=notes))
        verbs.ask_next(self.told[-1].pk)

    def wait(self, minutes):
        clock.move(timedelta(minutes=minutes))
        verbs.ask_for_all_due()
        verbs.find_forgotten()

    def answer(self, who, which):
        share = self._standing(which)
        if share and Share.objects.seen_by(self._fresh(self.listeners[who])).filter(pk=share.pk).exists():
            response_by(self._fresh(self.listeners[who]), share)
            verbs.put_down_when_enough(type("Responded", (), {"response_id": Response.system.latest("at").pk}))

    def take_back(self, who):
        response = Response.system.standing().filter(member=self.listeners[who]).first()
        if response and Response.objects.seen_by(self._fresh(self.listeners[who])).filter(pk=response.pk).exists():
            shares.withdraw_response(response, by=self._fresh(self.listeners[who]))

    def decline(self, who):
        ask = Ask.system.filter(listener=self.listeners[who]).open().first()
        if ask:
            verbs.decline(ask, by=self.listeners[who])

    def rest(self, who):
        verbs.rest(by=self.listeners[who])

    def stop(self, who):
        verbs.stop_listening(by=self.listeners[who])

    def offer(self, who, limit):
        verbs.offer_to_listen(weekly_limit=limit, rather_not=[self.grief.pk] if limit % 2 else [], by=self.listeners[who])

    def block(self, who, teller):
        if not Block.objects.filter(blocker=self.listeners[who], blocked=self.tellers[teller]).exists():
            block(self.listeners[who], self.tellers[teller])

    def withdraw(self, which):
        share = self._standing(which)
        if share:
            self.taken_back.append((share, self._how_it_stands(share)))
            shares.withdraw(share, by=self._teller_of(share))

    def bring_back(self, minutes):
        """The last that was taken back, while it can be."""
        if self.taken_back:
            share, stood = self.taken_back.pop()
            self.wait(minutes)
            if Share.system.get(pk=share.pk).withdrawn_at > clock.now() - UNDO_FOR:
                shares.bring_back(share, by=self._teller_of(share))
                assert self._how_it_stands(share) == stood, "it goes on as if nothing had happened"

    def _how_it_stands(self, share):
        return Wave.objects.filter(share=share).values("number", "began_at", "due_at", "brought_at").first()

    def enough(self, which):
        """Two who were not asked come by and answer."""
        share = self._standing(which)
        for one in self.passers_by if share and share.audience == "everyone" else []:
            if not Response.system.standing().filter(share=share, member=one).exists():
                response_by(self._fresh(one), share)

    def wait_anew(self, which):
        """Everybody who answered it takes that back."""
        share = self._standing(which)
        for response in list(Response.system.standing().filter(share=share, member__isnull=False)) if share else []:
            who = self._fresh(response.member)
            if Response.objects.seen_by(who).filter(pk=response.pk).exists():
                shares.withdraw_response(response, by=who)

    def _teller_of(self, share):
        return self._fresh(next(one for one in self.tellers if one.pk == share.writer_id))

    def _standing(self, which) -> Share | None:
        standing = list(Share.system.told().filter(pk__in=[one.pk for one in self.told]).select_related("authorship").order_by("pk"))
        return standing[which % len(standing)] if standing else None

    def _fresh(self, somebody):
        return type(somebody).objects.get(pk=somebody.pk)

    # -- what must hold

    def every_unheard_share_has_a_next_act(self):
        waiting = Share.system.waiting_to_be_heard()
        for wave in Wave.objects.filter(share__in=waiting):
            assert wave.due_at is not None, "a share is never closed unheard"
            assert wave.due_at <= clock.now() + timedelta(hours=MOST_HOURS)
        assert waiting.filter(wave=None).count() == 0
        ended = Ask.system.open().filter(share__wave__due_at=None)
        assert not ended.exists(), "nobody is waited for where nobody is needed"

    def nobody_is_asked_who_may_not_be(self):
        """Looked at when they are asked, and again whenever an ask that was closed is open again."""
        known, was_open = self.seen, self.open
        self.seen, self.open = set(Ask.system.values_list("pk", flat=True)), set(Ask.system.open().values_list("pk", flat=True))
        opened_again = (self.open & known) - was_open
        for ask in Ask.system.filter(pk__in=(self.seen - known) | opened_again).select_related("share__authorship", "listener"):
            again = ask.pk in opened_again
            share, who, at = ask.share, self._fresh(ask.listener), clock.now() if again else ask.at
            assert who.pk != share.writer_id
            assert Share.objects.seen_by(who).filter(pk=share.pk).exists(), "they may read it"
            assert share.language in (who.languages or [who.language])
            hour = at.astimezone(ZoneInfo(who.zone)).hour
            assert not (hour >= who.quiet_from or hour < who.quiet_to), "not in their quiet hours"
            row = Listener.objects.filter(pk=who.pk).first()
            assert row or not again, "they still offer to be asked"
            if row is None:
                continue  # stopped in the same act
            assert not row.hours or row.hours >> hour & 1
            assert row.resting_until is None or row.resting_until <= at
            heard = following.heard_this_week(who.pk)
            assert heard < row.weekly_limit if again else heard <= row.weekly_limit, "never more than they said"
            shunned = set(RatherNot.objects.filter(member=who).values_list("topic", flat=True))
            assert shunned.isdisjoint(share.note_topics)

    def nobody_is_waited_for_beyond_what_they_offered(self):
        """Also where they offered less, or what they would rather not hear about was said, after they were asked."""
        for ask in Ask.system.open().select_related("share"):
            row = Listener.objects.filter(pk=ask.listener_id).first()
            assert row, "they do not listen any more"
            assert following.heard_this_week(row.pk) < row.weekly_limit, "never more than they said"
            shunned = set(RatherNot.objects.filter(member=row.pk).values_list("topic", flat=True))
            assert shunned.isdisjoint(ask.share.note_topics)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(ACTS, min_size=4, max_size=14))
def test_every_unheard_share_has_a_next_act_whatever_happens(acts):
    lives(acts)


def lives(acts) -> None:
    clock.stand_still()
    now = clock.now()
    clock.move(now.replace(hour=12, minute=0) + timedelta(days=1) - now)
    resident.forget()
    with transaction.atomic():
        village = Village()
        for act in acts:
            village.do(act)
        transaction.set_rollback(True)


STORY = [("block", 0, 0), ("tell", 0, "everyone", False), ("wait", 200), ("tell", 1, "everyone", False), ("wait", 800), ("tell", 0, "everyone", False), ("wait", 30)]
ANEW = [("tell", 0, "everyone", False), ("enough", 0), ("rest", 0), ("wait anew", 0)]
BACK = [("tell", 0, "everyone", False), ("wait", 30), ("withdraw", 0), ("bring back", 1)]
LESS = [("tell", 0, "everyone", True), ("offer", 0, 1)]


@pytest.mark.parametrize("fault", ["closed unheard", "hours", "blocked", "all open again", "begun anew", "asked as before"])
def test_a_planted_fault_is_found(monkeypatch, fault):
    """The controls."""
    from cairn.hearing import around
    from cairn.hearing.engine.view import View
    from cairn.hearing.verbs import asking

    if fault == "closed unheard":
        monkeypatch.setattr(asking, "next_due", lambda began, now: now + timedelta(days=3))
    if fault == "hours":
        monkeypatch.setattr(View, "_inside_hours", lambda self, rows, now: self.listeners.ids[rows] > 0)
    if fault == "blocked":
        monkeypatch.setattr(around, "_blocks", lambda writers: around.defaultdict(set))
    if fault == "all open again":
        monkeypatch.setattr(following, "open_again", lambda wave: Ask.system.filter(share=wave.share).update(closed_at=None))
    if fault == "begun anew":
        monkeypatch.setattr(following, "begin_hearing", lambda share: Wave.objects.update_or_create(share=share, defaults={"began_at": clock.now(), "due_at": clock.now()}))
    if fault == "asked as before":
        monkeypatch.setattr(listening, "_keep_to_the_offer", lambda listener, rather_not: None)
    with pytest.raises(AssertionError):
        lives({"all open again": ANEW, "begun anew": BACK, "asked as before": LESS}.get(fault, STORY))


@pytest.mark.parametrize("story", [STORY, ANEW, BACK, LESS])
def test_the_stories_of_the_controls_hold_without_a_fault(story):
    lives(story)


@pytest.mark.parametrize("act", [("rest", 0), ("stop", 0), ("block", 0, 0), ("offer", 0, 1), ("decline", 0)])
def test_whatever_a_listener_does_while_enough_have_answered_holds_when_it_waits_anew(act):
    heard_enough = [("tell", 1, "everyone", False), ("answer", 0, 1)] if act[0] == "offer" else []
    lives([("tell", 0, "everyone", False), ("enough", 0), act, *heard_enough, ("wait anew", 0)])


def test_the_next_act_is_never_far_and_never_past():
    began = clock.now()
    for minutes in range(0, 60 * 24 * 9, 7):
        now = began + timedelta(minutes=minutes)
        assert now < waves.next_due(began, now) <= now + timedelta(hours=3)

"""No sequence of acts shows a share to somebody who may not see it.

A small populated world is walked at random; after each step every pair of member and share is asked in
five ways and compared with an oracle that knows nothing of the database. The control plants policy bugs
and must see each of them caught.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.http import Http404
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cairn.base.rules import Refused
from cairn.bonds.verbs.buddies import end_pair
from cairn.bonds.verbs.matching import lapse_due
from cairn.base import clock, composed
from cairn.circles import leaving as leaving_circles
from cairn.circles import verbs as circles
from cairn.circles.models import Seat
from cairn.home import erasing
from cairn.members import verbs as members
from cairn.members.models import Apart, Block, Buddy, Member
from cairn.shares import live, queries, rules, verbs
from cairn.shares.models import Authorship, Reader, Response, Share, ShareQuerySet, writer_mark
from tests import cast
from tests.bonds.pairing import pair

pytestmark = pytest.mark.django_db

WHO = st.integers(0, 4)
WHERE = st.integers(0, 1)


class Oracle:
    """Who may see what, in plain Python."""

    def __init__(self):
        self.seats: set[tuple[int, int]] = set()  # circle, member
        self.blocks: set[tuple[int, int]] = set()  # who blocked, whom
        self.mutes: set[tuple[int, int]] = set()  # who muted, whom
        self.breaks: dict[tuple[int, int], int] = {}  # who took a break from whom, and the hour it ends
        self.buddies: set[frozenset[int]] = set()
        self.ending: set[frozenset[int]] = set()  # ended, and for ten minutes it can be taken back
        self.hour = 0
        self.shares: list[dict] = []
        self.gone: set[int] = set()  # left, and may still change their mind

    def may_see(self, who: int, share: dict) -> bool:
        if share["by"] == who:
            return True
        if share["by"] in self.gone or share["withdrawn"] or share["held"] or (share["by"], who) in self.blocks:
            return False
        if share["shown_as"] == "stone" and ((who, share["by"]) in self.blocks or self.apart(who, share["by"])):
            return False  # of words told as "someone" no distance must say whose they are
        if share["audience"] == "readers":
            return share["reader"] == who
        return share["audience"] == "everyone" or (share["audience"] == "circle" and (share["circle"], who) in self.seats)

    def may_tell(self, who: int, share: dict) -> bool:
        """To a circle from a seat in it; to a buddy, while each of the two is shown to the teller."""
        if share["audience"] == "readers":
            return frozenset((who, share["reader"])) in self.buddies and not self.unheard(who, share["reader"])
        return share["audience"] != "circle" or (share["circle"], who) in self.seats

    def unheard(self, who: int, other: int) -> bool:
        return bool({(who, other), (other, who)} & self.blocks) or self.apart(who, other)

    def apart(self, who: int, other: int) -> bool:
        """Whether the other's words are not shown to `who`, short of a block: muted, or either took a break."""
        breaks = max(self.breaks.get((who, other), 0), self.breaks.get((other, who), 0))
        return (who, other) in self.mutes or self.hour < breaks

    def may_open(self, who: int, share: dict) -> bool:
        """Its writer, to everybody, what stands, is not for them alone and nobody has answered."""
        return share["by"] == who and not (share["withdrawn"] or share["held"] or share["heard"]) and share["audience"] != "me"

    def leaves(self, who: int) -> None:
        """Their seats are free from now on, and what they were to others as a buddy is over."""
        self.seats = {(where, sits) for where, sits in self.seats if sits != who}
        self.ending |= {two for two in self.buddies if who in two}
        self.buddies = {two for two in self.buddies if who not in two}
        self.gone.add(who)

    def is_erased(self, who: int) -> None:
        """Somebody who was never here: whoever comes in afterwards is another."""
        self.gone.discard(who)
        for between in (self.blocks, self.mutes):
            between -= {(one, other) for one, other in between if who in (one, other)}
        self.breaks = {pair: ends for pair, ends in self.breaks.items() if who not in pair}
        self.ending = {two for two in self.ending if who not in two}
        self.shares = [share for share in self.shares if share["by"] != who]
        for share in self.shares:
            share["reader"] = None if share["reader"] == who else share["reader"]

    def ends_are_over(self) -> None:
        """What two told each other as buddies is closed, for good."""
        for share in self.shares:
            if share["audience"] == "readers" and frozenset((share["by"], share["reader"])) in self.ending:
                share["reader"] = None
        self.ending.clear()


class World(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self):
        clock.stand_still()
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def a_space_with_two_circles(self):
        self.oracle = Oracle()
        self.ids = [cast.member(name).pk for name in ("Marl", "Dell", "Juno", "Ash", "Rook")]
        self.circles = [cast.circle_of(self.as_(0), self.as_(1), name="Tuesday"), cast.circle_of(self.as_(2), name="Long week")]
        self.oracle.seats = {(0, 0), (0, 1), (1, 2)}
        # From the first step there is something that could leak.
        self.become_buddies(0, 2)
        self.tells(2, 0, "readers", "stone", 0)
        self.are_buddies_no_more(0, True)
        self.time_passes(1)
        for audience, shown_as in (("circle", "stone"), ("everyone", "someone"), ("me", "stone")):
            self.tells(1, 0, audience, shown_as)
        self.tells(1, 0, "circle", "stone")
        self.is_withdrawn(len(self.oracle.shares) - 1)
        self.become_buddies(1, 2)
        self.become_buddies(1, 3)
        self.tells(1, 0, "readers", "stone", 2)
        self.blocks(1, 4)
        self.tells(0, 0, "circle", "stone")
        self.is_held(len(self.oracle.shares) - 1)
        self.is_opened(len(self.oracle.shares) - 1, "stone", 0)  # refused: it is held
        self.mutes(0, 1)
        self.tells(1, 0, "circle", "stone")
        self.is_opened(len(self.oracle.shares) - 1, "someone", 1)
        self.takes_a_seat(3, 0)
        self.tells(3, 0, "everyone", "stone")
        self.leaves_the_space(3)

    def as_(self, who: int) -> Member:
        return Member.objects.get(pk=self.ids[who])

    @rule(who=WHO, where=WHERE, audience=st.sampled_from(["me", "readers", "circle", "everyone"]), shown_as=st.sampled_from(["stone", "someone"]), reader=WHO)
    def tells(self, who, where, audience, shown_as, reader=0):
        circle, to = self.circles[where] if audience == "circle" else None, self.ids[reader] if audience == "readers" else None
        told = {"by": who, "audience": audience, "circle": where, "shown_as": shown_as, "withdrawn": False, "held": False, "heard": False, "reader": reader}
        if audience == "readers":
            told["shown_as"] = "stone"  # a buddy knows who tells it
        if who in self.oracle.gone or audience == "readers" and reader in self.oracle.gone:
            return
        may = self.oracle.may_tell(who, told)
        try:
            with transaction.atomic():
                share = cast.share_by(self.as_(who), circle=circle, audience=audience, shown_as=shown_as, reader=to)
        except Refused:
            assert not may
            return
        assert may
        self.oracle.shares.append({"id": share.pk} | told)

    @rule(one=WHO, other=WHO)
    def become_buddies(self, one, other):
        two = frozenset((one, other))
        if one != other and two not in self.oracle.buddies | self.oracle.ending and not two & self.oracle.gone:
            pair(self.as_(one), self.as_(other))
            self.oracle.buddies.add(two)

    @rule(pick=st.integers(0, 9), first=st.booleans())
    def are_buddies_no_more(self, pick, first):
        """Either ends it: nothing more is told. What was told is closed as soon as the end cannot be taken back."""
        if not self.oracle.buddies:
            return
        two = sorted(map(sorted, self.oracle.buddies))[pick % len(self.oracle.buddies)]
        by, other = (self.ids[who] for who in (two if first else two[::-1]))
        standing = Buddy.objects.get(one__in=[by, other], other__in=[by, other], ended_at=None)
        end_pair(standing, by=Member.objects.get(pk=by))
        self.oracle.buddies.remove(frozenset(two))
        self.oracle.ending.add(frozenset(two))

    @rule(who=WHO, where=WHERE)
    def takes_a_seat(self, who, where):
        if (where, who) not in self.oracle.seats and who not in self.oracle.gone:
            cast.seat(self.circles[where], self.as_(who))
            self.oracle.seats.add((where, who))

    @rule(who=WHO, where=WHERE)
    def leaves_a_seat(self, who, where):
        for seat in Seat.system.held().filter(circle=self.circles[where], member=self.ids[who]):
            circles.leave_seat(seat, by=self.as_(who))
        self.oracle.seats.discard((where, who))

    @rule(who=WHO)
    def leaves_the_space(self, who):
        if who not in self.oracle.gone:
            members.leave(by=self.as_(who))
            self.oracle.leaves(who)

    @rule(who=WHO)
    def changes_their_mind(self, who):
        """What they told is there again; their seats and buddies are not."""
        if who in self.oracle.gone:
            members.stay(by=self.as_(who))
            self.oracle.gone.discard(who)

    @rule(who=WHO, stand=st.booleans())
    def is_erased(self, who, stand):
        """And somebody else comes in, of whom nobody knows anything."""
        theirs = [share["id"] for share in self.oracle.shares if share["by"] == who]
        members.erase_me(answers_stand=stand, by=self.as_(who))
        assert not Share.system.filter(pk__in=theirs).exists()
        self.oracle.leaves(who)
        self.oracle.is_erased(who)
        self.ids[who] = cast.member("Somebody new").pk

    @rule(one=WHO, other=WHO)
    def blocks(self, one, other):
        if one != other and not {one, other} & self.oracle.gone and not Block.objects.filter(blocker=self.ids[one], blocked=self.ids[other]).exists():
            cast.block(self.as_(one), self.as_(other))
            self.oracle.blocks.add((one, other))

    @rule(one=WHO, other=WHO)
    def unblocks(self, one, other):
        Block.objects.filter(blocker__in=[self.ids[one], self.ids[other]], blocked__in=[self.ids[one], self.ids[other]]).delete()
        self.oracle.blocks -= {(one, other), (other, one)}

    @rule(one=WHO, other=WHO)
    def mutes(self, one, other):
        if one != other and not {one, other} & self.oracle.gone:
            members.mute(self.as_(other), by=self.as_(one))
            self.oracle.mutes.add((one, other))

    @rule(one=WHO, other=WHO)
    def hears_again(self, one, other):
        members.end_distance(self.as_(other), Apart.MUTE, by=self.as_(one))
        self.oracle.mutes.discard((one, other))

    @rule(one=WHO, other=WHO, hours=st.integers(1, 30))
    def takes_a_break(self, one, other, hours):
        if one != other and not {one, other} & self.oracle.gone:
            by, ends = self.as_(one), self.oracle.hour + hours
            members.take_a_break(by, self.as_(other), until=clock.now() + timedelta(hours=hours), by=by)
            self.oracle.breaks[one, other] = max(self.oracle.breaks.get((one, other), 0), ends)

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours):
        clock.move(timedelta(hours=hours))
        self.oracle.hour += hours
        lapse_due()
        self.oracle.ends_are_over()

    @rule(pick=st.integers(0, 20), shown_as=st.sampled_from(["stone", "someone"]), who=WHO)
    def is_opened(self, pick, shown_as, who):
        """To everybody here, beyond the circle or the buddy it was told to; as often somebody else tries."""
        share = self._one_of_them(pick)
        by = who if pick % 2 else share["by"]
        if share["by"] in self.oracle.gone or by in self.oracle.gone:
            return
        may = self.oracle.may_open(by, share)
        try:
            with transaction.atomic():
                verbs.open_to_everyone(Share.system.get(pk=share["id"]), shown_as=shown_as, by=self.as_(by))
        except (Refused, Http404):  # refused, or not there for them
            assert not may
            return
        assert may
        if share["audience"] != "everyone":
            share |= {"audience": "everyone", "shown_as": shown_as}

    def _one_of_them(self, pick) -> dict:
        if not self.oracle.shares:
            self.tells(next(who for who in range(5) if who not in self.oracle.gone), 0, "everyone", "stone") if len(self.oracle.gone) < 5 else self.is_erased(0, False)
            return self._one_of_them(pick)
        return self.oracle.shares[pick % len(self.oracle.shares)]

    @rule(pick=st.integers(0, 20))
    def is_held(self, pick):
        self._held(pick, clock.now())

    @rule(pick=st.integers(0, 20))
    def is_let_go(self, pick):
        self._held(pick, None)

    def _held(self, pick, at):
        share = self._one_of_them(pick)
        Share.system.filter(pk=share["id"]).update(held_at=at)
        share["held"] = at is not None

    @rule(pick=st.integers(0, 20))
    def is_withdrawn(self, pick):
        share = self._one_of_them(pick)
        if share["by"] in self.oracle.gone:
            return
        verbs.withdraw(Share.system.get(pk=share["id"]), by=self.as_(share["by"]))
        if not share["withdrawn"]:
            share["withdrawn"], share["withdrawn_at"] = True, self.oracle.hour

    @rule(pick=st.integers(0, 20))
    def is_brought_back(self, pick):
        share = self._one_of_them(pick)
        if share["by"] in self.oracle.gone:
            return
        try:
            with transaction.atomic():
                verbs.bring_back(Share.system.get(pk=share["id"]), by=self.as_(share["by"]))
        except Refused:
            assert share["withdrawn"] and self.oracle.hour > share["withdrawn_at"], "too late, and for no other reason"
            return
        share["withdrawn"] = False

    @rule(pick=st.integers(0, 20), who=WHO)
    def is_answered(self, pick, who):
        share = self._one_of_them(pick)
        if who in self.oracle.gone:
            return
        told = Share.objects.seen_by(self.as_(who)).filter(pk=share["id"]).first()
        if told and rules.may_respond(self.as_(who), told):
            cast.response_by(self.as_(who), told)
            share["heard"] |= who != share["by"]

    @invariant()
    def every_question_agrees_with_the_oracle(self):
        if not hasattr(self, "oracle"):
            return
        for who in set(range(5)) - self.oracle.gone:
            member = self.as_(who)
            may = {share["id"] for share in self.oracle.shares if self.oracle.may_see(who, share)}
            standing = {share["id"] for share in self.oracle.shares if share["id"] in may and not share["withdrawn"]}
            assert set(Share.objects.seen_by(member).values_list("pk", flat=True)) == may
            if who == len(self.oracle.shares) % 5:  # a page's whole list, of one of them at a time
                listed = queries.telling_list(member)
                assert {one.id for one in listed.waiting + listed.told} <= standing
            assert set(Response.objects.seen_by(member).values_list("share", flat=True)) <= may
            for share in self.oracle.shares[-2:]:
                assert live.may_listen(member, share["id"]) == (share["id"] in may)


WALK = settings(max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def test_no_sequence_of_acts_shows_a_share_to_somebody_who_may_not_see_it():
    run_state_machine_as_test(World, settings=WALK)


# The planted bugs: each is the rule as it is but for one thing. Written out, and not by taking a line away from it.


def _told_to(member):
    seats = Seat.system.held().filter(member=member).values("circle")
    return Q(audience="everyone") | Q(audience="circle", circle__in=seats) | _told_to_a_reader(member)


def _told_to_a_reader(member):
    return Q(audience="readers", id__in=Reader.objects.filter(member=member).values("share"))


def _seen(self, member, theirs):
    return self.filter(theirs | self._by(member)).exclude(self._by_unheard(member)).scoped()


STANDS = Q(withdrawn_at=None, held_at=None)


def forgets_blocks(self, member):
    return self.filter(_told_to(member) & STANDS | self._by(member)).scoped()


def forgets_that_seats_end(self, member):
    seats = Seat.system.filter(member__isnull=False).values("circle")
    return _seen(self, member, (Q(audience="everyone") | Q(audience="circle", circle__in=seats) | _told_to_a_reader(member)) & STANDS)


def forgets_withdrawals(self, member):
    return _seen(self, member, _told_to(member) & Q(held_at=None))


def forgets_holds(self, member):
    return _seen(self, member, _told_to(member) & Q(withdrawn_at=None))


def forgets_distance_short_of_a_block(self, member):
    marks = [writer_mark(pk) for pk in member.blocked_by_ids]
    seen = self.filter(_told_to(member) & STANDS | self._by(member))
    return seen.exclude(Q(authorship__member__in=member.blocked_ids) | Q(authorship__mark__in=marks)).scoped()


def blocks_only_those_shown_by_name(self, member):
    seen = self.filter(_told_to(member) & STANDS | self._by(member))
    return seen.exclude(authorship__member__in=member.unheard_ids).scoped()


def lets_a_mute_tell_who_wrote_as_someone(self, member):
    marks = [writer_mark(pk) for pk in member.unheard_ids]
    return self.true_seen_by(member).exclude(Q(authorship__mark__in=marks)).scoped()


def forgets_which_buddy_was_named(self, member):
    """It takes whoever tells somebody as their buddy for telling all of their buddies."""
    return _seen(self, member, (_told_to(member) | _told_by_one_of(member, Buddy.objects.filter(ended_at=None))) & STANDS)


def forgets_that_what_buddies_told_is_closed(self, member):
    """It asks who once were buddies, and not whether what was told then is still told."""
    return _seen(self, member, (_told_to(member) | _told_by_one_of(member, Buddy.objects.filter(ended_at__isnull=False))) & STANDS)


def _told_by_one_of(member, pairs):
    one, other = pairs.filter(other=member).values("one"), pairs.filter(one=member).values("other")
    return Q(audience="readers") & (Q(authorship__member__in=one) | Q(authorship__member__in=other))


def takes_what_is_taken_back_later_for_told(self, member):
    """Whoever leaves takes all back at the moment when they will be erased: it is not there from now on."""
    from_now_on = Q(withdrawn_at=None) | Q(withdrawn_at__gt=Now())
    return _seen(self, member, _told_to(member) & from_now_on & Q(held_at=None))


BUGS = [
    takes_what_is_taken_back_later_for_told,
    forgets_blocks, forgets_that_seats_end, forgets_withdrawals, forgets_holds, forgets_distance_short_of_a_block,
    blocks_only_those_shown_by_name, lets_a_mute_tell_who_wrote_as_someone,
    forgets_which_buddy_was_named, forgets_that_what_buddies_told_is_closed,
]


@pytest.mark.parametrize("bug", BUGS)
def test_the_walk_catches_a_planted_policy_bug(monkeypatch, other_rules, bug):
    monkeypatch.setattr(composed, "ALWAYS_TRY", False)  # a fault brings values that questions do not name
    monkeypatch.setattr(ShareQuerySet, "true_seen_by", ShareQuerySet.seen_by, raising=False)
    monkeypatch.setattr(ShareQuerySet, "seen_by", bug)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(World, settings=settings(WALK, max_examples=400, derandomize=True, phases=[Phase.generate], print_blob=False))


# And faults in the verbs by which a share goes beyond its circle, and people go.


def opens_for_whoever_asks(patch):
    patch.setattr(rules, "may_open", lambda member, share: share.withdrawn_at is None and share.held_at is None and share.heard_at is None and share.audience != "me")


def opens_what_is_held(patch):
    patch.setattr(rules, "may_open", lambda member, share: share.is_by(member) and share.withdrawn_at is None and share.heard_at is None and share.audience != "me")


def opens_as_someone_and_keeps_the_name_beside_it(patch):
    show = Authorship.show
    patch.setattr(Authorship, "show", lambda self, pk, **how: show(self, pk, **how) if self._state.adding else self)


def leaves_and_keeps_the_seat(patch):
    patch.setattr(leaving_circles, "leave_seat", lambda seat, **_by: seat)


def erases_and_keeps_what_was_told(patch):
    patch.setattr(erasing, "_own_shares", lambda member: None)


@pytest.mark.parametrize("fault", [opens_for_whoever_asks, opens_what_is_held, opens_as_someone_and_keeps_the_name_beside_it, leaves_and_keeps_the_seat, erases_and_keeps_what_was_told])
def test_the_walk_catches_a_fault_planted_where_shares_are_opened_and_people_go(monkeypatch, other_rules, fault):
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(World, settings=settings(WALK, max_examples=400, derandomize=True, phases=[Phase.generate], print_blob=False))

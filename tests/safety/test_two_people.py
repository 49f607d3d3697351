"""Whatever one responder or one coordinator does, in whatever order: they do not learn who told something as
"someone", and nobody's membership ends. Two can; and who decided never answers the appeal."""

import re

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.members.models import Member
from cairn.safety import rules, verbs, who_decides
from cairn.safety.models import Alert, Appeal, Decision, Report
from cairn.safety.verbs import deciding
from cairn.shares.models import Share
from tests.cast import share_by, signed_in
from tests.safety.deciding import decided, people, reported, responder

pytestmark = pytest.mark.django_db
UNHURRIED = settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck))
ACTS = ("talk", "fold", "hold", "pause", "end_seat", "end_membership", "open_author", "newcomer")

# One step of a single person: an address with what is handed in. {report}, {decision}, {alert} stand for any there is.
STEPS = [
    *(("/reports/{report}/decide/" + act, {"rule": "hurtful", "reason": "Because.", "days": "3"}) for act in ACTS),
    ("/decided/{decision}/second", {"reason": "I agree with myself."}),
    ("/decided/{decision}/lift", {"reason": "After all."}),
    ("/decided/{decision}/let-go", {}),
    ("/appeals/{decision}", {"stands": "no", "answer": "So it is."}),
    ("/reports/{report}/take", {}),
    ("/reports/{report}/close", {}),
    ("/report/share/{share}", {"reason": "names", "words": "Once more."}),
    ("/reports/{report}/hand-over", {"to": ""}),
]
# The same about a crisis alert, of words told as "someone".
ALERT_STEPS = [
    ("/alerts/{alert}/acknowledge", {}),
    ("/alerts/{alert}/ask-second", {"reason": "I would like to know."}),
    ("/alerts/{alert}/second", {"reason": "I agree with myself."}),
    ("/alerts/{alert}/write", {"words": "Hello."}),
    ("/alerts/{alert}/done", {"words": "Looked."}),
    ("/alerts/{alert}/hand-over", {}),
    ("/responders", {"member": "{me}"}),
    ("/report/share/{share}", {"reason": "danger", "words": "I am worried."}),
]
ALERT_READ = ("/alerts", "/alerts/moving", "/alerts/{alert}", "/alerts/{alert}/moving", "/alerts/{alert}/log", "/log", "/notices")
CHANCE = re.compile(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"')  # letters by chance spell a short name now and then
READ_EACH_TIME = ("/reports/{report}", "/decided/{decision}")
READ = ("/reports", "/reports/{report}", "/decided/{decision}", "/appeals/{decision}", "/log", "/notices", "/decisions", "/", "/shares/{share}")


class Alone:
    """Everything that one person does and everything they were shown."""

    def __init__(self, who, member):
        self.who, self.member, self.browser, self.shown, self.n = who, member, signed_in(member), [], 0

    def does(self, step: tuple[str, dict], pick: int, then=READ_EACH_TIME) -> None:
        self.n += 1
        typed = {name: self.at(value, pick) for name, value in step[1].items()}
        self.browser.post(self.at(step[0], pick), typed | {"once": f"{self.n}"})
        self.reads(then, pick)

    def reads(self, addresses, pick: int) -> None:
        pages = (self.browser.get(self.at(address, pick)).content.decode() for address in addresses)
        self.shown += [CHANCE.sub("", page) for page in pages]

    def at(self, address: str, pick: int) -> str:
        def one_of(model) -> int:
            there = list(model.order_by("pk").values_list("pk", flat=True)) or [1]
            return there[pick % len(there)]

        return address.format(
            report=one_of(Report.objects), decision=one_of(Decision.objects), alert=one_of(Alert.objects), share=self.who.told.pk, me=self.member.pk,
        )


@pytest.fixture
def who():
    """Dell tells one share as "someone", and another under their name; both were brought."""
    who = people()
    who.told = share_by(who.dell, "Nobody knows that it is me.", circle=who.circle, shown_as="someone")
    who.report = verbs.report("share", who.told.pk, reason="names", by=who.wren)
    _share, who.named = reported(who, text="Under my name.")
    return who


@pytest.mark.parametrize("role", ["ida", "rowan"])
@given(data=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=1, max_size=6))
@UNHURRIED
def test_one_alone_learns_nothing_and_ends_nothing(who, role, data):
    with transaction.atomic():
        alone = Alone(who, getattr(who, role))
        for step, pick in data:
            alone.does(step, pick)
        alone.reads(READ, pick)
        assert not says_who(alone.shown)
        assert not Decision.objects.filter(act__in=who_decides.BY_TWO, done_at__isnull=False).exists()
        assert Member.objects.get(pk=who.dell.pk).left_at is None
        unnamed = Decision.objects.filter(noun="share", noun_id=who.told.pk)
        assert not unnamed.filter(act__in=who_decides.OF_MEMBERS).exists()
        transaction.set_rollback(True)


def says_who(pages: list[str]) -> bool:
    """Whether Dell's name or stone stands beside the words, or in what was decided about them."""
    beside = [page for page in pages if "Nobody knows that it is me." in page]
    return any("Dell wrote" in page for page in pages) or any(re.search(r"reported-words.{0,120}Dell", page, re.DOTALL) for page in beside)


def test_the_control_two_together_do_learn_and_do_end(who):
    deciding.second(decided(who.report, "open_author", by=who.ida), reason="I think so too.", by=who.otto)
    page = signed_in(who.ida).get(f"/reports/{who.report.pk}").text
    assert says_who([page])
    deciding.second(decided(who.named, "end_membership", by=who.ida), reason="I agree.", by=who.otto)
    assert Member.objects.get(pk=who.dell.pk).left_at


def test_the_control_without_the_rule_one_alone_would(who, monkeypatch):
    monkeypatch.setattr(who_decides, "may_second", lambda member, decision: True)
    alone = Alone(who, who.ida)
    alone.does(("/reports/{report}/decide/open_author", {"rule": "names", "reason": "Because."}), sorted(Report.objects.values_list("pk", flat=True)).index(who.report.pk))
    alone.does(("/decided/{decision}/second", {"reason": "I agree with myself."}), 0)
    assert says_who(alone.shown)


@given(data=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=1, max_size=6))
@UNHURRIED
def test_who_decided_never_decides_the_appeal(who, data):
    """Nor by lifting it first, nor by deciding the same again once it was lifted by somebody else."""
    with transaction.atomic():
        decision = decided(who.report, by=who.ida)
        verbs.appeal(decision, words="It was a quotation.", by=who.dell)
        alone = Alone(who, who.ida)
        for step, pick in data:
            alone.does(step, pick)
        assert Appeal.system.get().decided_at is None and Share.system.get(pk=who.told.pk).held_at
        verbs.answer_appeal(Appeal.system.get(), stands=False, answer="It was.", by=who.otto)
        for step, pick in data:
            alone.does(step, pick)
        assert Share.system.get(pk=who.told.pk).held_at is None
        transaction.set_rollback(True)


# ---- the same by way of a crisis alert


@pytest.fixture
def alarmed():
    """Dell writes words of danger as "someone". Otto may be there for them already."""
    who = people()
    who.juno = responder("Juno")
    who.told = share_by(who.dell, "I have the pills here.", shown_as="someone")
    who.alert = Alert.objects.get()
    return who


def opened(who) -> None:
    verbs.acknowledge(who.alert, by=who.otto)
    verbs.ask_for_second(who.alert, reason="Nobody answers.", by=who.otto)
    verbs.second(who.alert, reason="I fear for them.", by=who.juno)


# What others may have done before: nothing, being there, asking, or asking and agreeing.
BEFORE = {
    "nothing": lambda who: None,
    "somebody is there": lambda who: verbs.acknowledge(who.alert, by=who.otto),
    "two opened it": opened,
    "it was handed over": lambda who: (opened(who), verbs.hand_over(who.alert, by=who.otto)),
}


def walks_past_an_alert(who, member, steps, before=BEFORE["nothing"]) -> Alone:
    before(who)
    alone = Alone(who, member)
    for step, pick in steps:
        alone.does(step, pick, then=ALERT_READ)
    alone.reads(ALERT_READ, 0)
    return alone


def says_whose_alert(who, alone: Alone) -> bool:
    return any("Dell" in page or who.dell.stone in page for page in alone.shown)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("role", ["ida", "rowan"])
@given(data=st.lists(st.tuples(st.sampled_from(ALERT_STEPS), st.integers(0, 5)), min_size=1, max_size=6))
@UNHURRIED
def test_one_alone_learns_nothing_from_an_alert(alarmed, before, role, data):
    with transaction.atomic():
        alone = walks_past_an_alert(alarmed, getattr(alarmed, role), data, BEFORE[before])
        assert not says_whose_alert(alarmed, alone)
        transaction.set_rollback(True)


ONE_AFTER_THE_OTHER = [(step, 0) for step in ALERT_STEPS[:3]]
AGREES = [(ALERT_STEPS[2], 0)]


@pytest.mark.parametrize("role, before", [("ida", "somebody is there"), ("ida", "two opened it"), ("ida", "nothing")])
def test_nor_by_what_is_likeliest(alarmed, role, before):
    """Each of the faults below is planted on one of these walks."""
    steps = AGREES if before == "somebody is there" else ONE_AFTER_THE_OTHER
    assert not says_whose_alert(alarmed, walks_past_an_alert(alarmed, getattr(alarmed, role), steps, BEFORE[before]))


def test_the_control_an_alert_that_opens_to_everybody_is_caught(alarmed, monkeypatch):
    monkeypatch.setattr(rules, "who_learned", lambda alerts: {one.pk: (alarmed.ida.pk,) for one in alerts if one.seconded_at})
    assert says_whose_alert(alarmed, walks_past_an_alert(alarmed, alarmed.ida, [], opened))


def test_the_control_a_second_whom_nobody_asked_is_caught(alarmed, monkeypatch):
    there = lambda alert: alert.steps.filter(what="acknowledged").first()  # noqa: E731
    monkeypatch.setattr(rules, "asked_now", there)
    assert says_whose_alert(alarmed, walks_past_an_alert(alarmed, alarmed.ida, AGREES, BEFORE["somebody is there"]))


def test_the_control_the_two_who_opened_it_do_learn(alarmed):
    for member in (alarmed.otto, alarmed.juno):
        with transaction.atomic():
            assert says_whose_alert(alarmed, walks_past_an_alert(alarmed, member, [], opened))
            transaction.set_rollback(True)


def test_somebody_signed_out_is_shown_nothing(who):
    for address in (*READ, *ALERT_READ):
        assert "Nobody knows" not in Client().get(address.format(report=who.report.pk, decision=1, alert=1, share=who.told.pk), follow=True).content.decode()

"""Who decides in these stories, and what was brought to them."""

from types import SimpleNamespace

from cairn.base import clock
from cairn.safety import verbs
from cairn.safety.verbs import deciding
from tests.cast import circle_of, member, response_by, share_by


def responder(name: str, **more):
    return member(name, responder_since=clock.now(), **more)


def people() -> SimpleNamespace:
    """Rowan coordinates, Ida and Otto respond; Marl holds a circle in which Dell and Wren sit."""
    who = SimpleNamespace(
        rowan=member("Rowan", coordinator=True), ida=responder("Ida"), otto=responder("Otto"), marl=member("Marl"), dell=member("Dell"), wren=member("Wren"),
    )
    who.circle = circle_of(who.marl, who.dell, who.wren)
    return who


def reported(who, *, text="You are all fools.", shown_as="stone", circle=True):
    """Wren brings what Dell told. Gives the share and the report."""
    share = share_by(who.dell, text, circle=who.circle if circle else None, shown_as=shown_as)
    return share, verbs.report("share", share.pk, reason="hurtful", words="It frightened me.", by=who.wren)


def reported_answer(who, text="Pull yourself together."):
    share = share_by(who.wren, "It is hard just now.", circle=who.circle)
    response = response_by(who.dell, share, text)
    return response, verbs.report("response", response.pk, reason="hurtful", by=who.wren)


def decided(report, what="hold", *, by, rule="hurtful", reason="It puts people down, and that is not for here.", **more):
    return deciding.decide(report, what, rule=rule, reason=reason, by=by, **more)


def ended(report, *, first, second):
    """By two, each with their own reason."""
    return deciding.second(decided(report, "end_membership", by=first), reason="I read it too, and I agree.", by=second)

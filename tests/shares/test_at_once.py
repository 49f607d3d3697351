"""Two answers of one share that go at the same moment: the share waits to be heard again."""

import pytest

from cairn.safety.verbs import report
from cairn.shares import holding, verbs
from cairn.shares.models import Share
from tests.at_once import Stop, both_end
from tests.cast import member, response_by, share_by
from tests.safety.deciding import decided, responder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


@pytest.fixture
def answered():
    """What Dell told, and two answers."""
    share = share_by(member("Dell"))
    answers = [response_by(member(name), share) for name in ("Juno", "Marl")]
    assert Share.system.get().heard_at is not None
    return answers


def brought(answer, by):
    return report("response", answer.pk, reason="hurtful", by=by)


def test_two_responders_hold_the_two_answers(answered, monkeypatch):
    wren, ida, otto = member("Wren"), responder("Ida"), responder("Otto")
    one, other = (brought(answer, wren) for answer in answered)
    both_end(Stop(monkeypatch, holding, "_moved"), lambda: decided(one, by=ida), lambda: decided(other, by=otto))
    assert Share.system.get().heard_at is None


def test_one_is_held_while_the_other_is_taken_back(answered, monkeypatch):
    one = brought(answered[0], member("Wren"))
    ida, stop = responder("Ida"), Stop(monkeypatch, holding, "_moved")
    both_end(stop, lambda: decided(one, by=ida), lambda: verbs.withdraw_response(answered[1], by=answered[1].member))
    assert Share.system.get().heard_at is None

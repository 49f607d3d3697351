"""For each act: somebody who may not see the share gets what a missing page gives, and nothing changes."""

import pytest

from cairn.shares.models import Response, Share, Signal
from tests.cast import block, circle_of, leave, member, response_by, share_by, signed_in, stranger

pytestmark = pytest.mark.django_db

ACTS = [
    "/shares/{share}", "/shares/{share}/moving", "/shares/{share}/edit", "/shares/{share}/withdraw", "/shares/{share}/bring-back",
    "/shares/{share}/signal", "/shares/{share}/respond", "/shares/{share}/respond/keep", "/responses/{response}/edit",
    "/responses/{response}/withdraw", "/responses/{response}/bring-back", "/responses/{response}/felt-heard",
]
OF_THE_WRITER = ["/shares/{share}/edit", "/shares/{share}/withdraw", "/responses/{response}/felt-heard"]
HANDED_IN = {"text": "Not mine.", "need": "ideas", "kind": "heard", "signal": "nod"}


@pytest.fixture
def told():
    marl, dell, juno = member("Marl"), member("Dell"), member("Juno")
    tuesday = circle_of(marl, dell, juno)
    share = share_by(dell, circle=tuesday)
    response = response_by(juno, share)
    return {"share": share.pk, "response": response.pk, "people": (marl, dell, juno), "circle": tuesday}


def as_it_was(told):
    share, response = Share.system.get(pk=told["share"]), Response.system.get(pk=told["response"])
    return (
        share.edited_at, share.withdrawn_at, response.edited_at, response.withdrawn_at, response.felt_heard_at,
        Response.system.count(), Signal.system.count(),
    )


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["stranger", "coordinator", "blocked", "left"])
def test_who_may_not_see_it_finds_nothing_there(told, act, who):
    marl, dell, _juno = told["people"]
    somebody = {"coordinator": lambda: member("Cora", coordinator=True), "left": lambda: marl, "blocked": lambda: marl}.get(who, lambda: member("Rook"))()
    if who == "left":
        leave(told["circle"], marl)
    if who == "blocked":
        block(dell, marl)
    before, browser = as_it_was(told), signed_in(somebody)
    assert browser.get(act.format(**told)).status_code in (404, 405)
    assert browser.post(act.format(**told), HANDED_IN).status_code in (404, 405)
    assert as_it_was(told) == before


@pytest.mark.parametrize("act", OF_THE_WRITER)
def test_who_may_read_it_may_not_act_as_its_writer(told, act):
    marl, _dell, _juno = told["people"]
    before = as_it_was(told)
    assert signed_in(marl).post(act.format(**told), HANDED_IN).status_code == 403
    assert as_it_was(told) == before


@pytest.mark.parametrize("act", ["/responses/{response}/edit", "/responses/{response}/withdraw", "/responses/{response}/bring-back"])
def test_an_answer_is_changed_by_nobody_but_its_writer(told, act):
    marl, dell, _juno = told["people"]
    before = as_it_was(told)
    for other in (marl, dell):
        answer = signed_in(other).post(act.format(**told), HANDED_IN)
        assert answer.status_code == (302 if act.endswith("bring-back") else 403)
    assert as_it_was(told) == before


@pytest.mark.parametrize("act", [*ACTS, "/shares", "/shares/tell", "/shares/drafts", "/shares/drafts/keep", "/shares/look-over/7"])
def test_nobody_is_asked_to_sign_in(told, act):
    answer = stranger().get(act.format(**told))
    assert answer.status_code == 302 and "sign-in" in answer["Location"]

"""Losing the bus, the caches or the index loses no content: all of them can be wiped while people write (promise 5)."""

import pytest

from cairn.base import composed, keyring
from cairn.hearing.resident import resident
from cairn.live.hub import hub
from cairn.live.queries import last_number
from cairn.live.verbs import record
from cairn.members import queries
from cairn.shares.models import Response
from cairn.shares.search import index, keeping
from tests.cast import circle_of, member, response_by, share_by, signed_in
from tests.live.listening import House

pytestmark = pytest.mark.django_db(transaction=True)

FIND = "/search?q=door"
WORDS = [f"Word {n} that nobody may lose." for n in range(6)]


@pytest.fixture
def told():
    marl, dell, juno = member("Marl"), member("Dell"), member("Juno")
    return share_by(dell, "It begins with the door.", circle=circle_of(marl, dell, juno)), marl, juno


def lost(share, said: list[str]) -> list[str]:
    """What was acknowledged and is not kept."""
    kept = {response.text for response in Response.system.filter(share=share)}
    return [words for words in said if words not in kept]


def test_when_the_bus_is_gone_nothing_that_was_said_is(told):
    share, marl, juno = told
    with House() as house:
        page = house.open_page(f"share:{share.pk}", member=marl.pk)
        response_by(juno, share, WORDS[0])
        page.wait_for(lambda: page.got)
        page.leave()
    assert not hub.channels, "the bus and all it held are gone"
    for words in WORDS[1:]:
        response_by(juno, share, words)
    assert lost(share, WORDS) == []
    with House() as house:
        page.house = house
        page.open()
        page.wait_until_number(last_number(f"share:{share.pk}"))
    assert page.numbers == list(range(page.numbers[0], page.numbers[-1] + 1)), "and whoever comes back misses and repeats nothing"


def only_pushes(share, *, kind, text, by):
    """Planted: words that travel by the bus alone."""
    record(f"share:{share.pk}", "responded", response=1)


def test_words_that_only_travelled_would_be_missed(told, monkeypatch):
    """The control."""
    from cairn.shares import verbs

    share, _marl, juno = told
    monkeypatch.setattr(verbs, "respond", only_pushes)
    for words in WORDS[:2]:
        response_by(juno, share, words)
    assert lost(share, WORDS[:2]) == WORDS[:2]


def wipe_all_that_a_process_keeps() -> None:
    resident.forget()
    composed.forget_all()
    queries.forget_space()
    keyring.forget_all()
    index.ensure()
    index.clear()


def test_when_every_cache_and_the_index_are_wiped_every_word_is_there(told):
    share, marl, juno = told
    for words in WORDS:
        response_by(juno, share, words)
    browser = signed_in(marl)
    browser.get(f"/shares/{share.pk}")
    wipe_all_that_a_process_keeps()
    page = browser.get(f"/shares/{share.pk}").text
    assert lost(share, WORDS) == [] and all(words in page for words in WORDS)
    assert share.text not in browser.get(FIND).text, "a control: the index is gone"
    keeping.reindex()
    assert f"/shares/{share.pk}" in browser.get(FIND).text

"""People who told something like this: for a share's author alone, and never about somebody who told as "someone"."""

import json
import struct
import sys
from collections import Counter

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cairn.base import clock as base_clock
from cairn.members import queries as members
from cairn.members.models import Experience
from cairn.shares import queries, verbs
from cairn.shares.models import Share
from cairn.shares.search import asking, index, keeping, meanings
from cairn.shares.search.ranking import likeness, shared_weight
from cairn.shares.search.verbs import let_compare
from tests.cast import block, circle_of, erased, folds, leave, member, share_by, signed_in, topic

pytestmark = pytest.mark.django_db(transaction=True)
HEADING = "People who told something like this"


@pytest.fixture(autouse=True)
def an_empty_index(db):
    index.ensure()
    index.clear()


def like(share, who) -> list[int]:
    who.__dict__.pop("around", None)
    return [one.id for one in asking.stories_like(Share.system.select_related("authorship").get(pk=share.pk), who)]


def test_an_author_finds_who_told_something_like_it_on_their_share():
    marl, dell = member("Marl"), member("Dell")
    theirs = share_by(marl, "Since the redundancy I cannot sleep, and the children ask why.")
    share_by(marl, "The garden is full of snow.")
    own = share_by(dell, "After my redundancy I lie awake. The children sleep.")
    shown = signed_in(dell).get(f"/shares/{own.pk}").text
    assert like(own, dell) == [theirs.pk]
    assert HEADING in shown and f'href="/shares/{theirs.pk}"' in shown and "snow" not in shown
    assert HEADING not in signed_in(marl).get(f"/shares/{own.pk}").text
    assert asking.stories_like(own, marl) == []


def test_where_there_is_none_it_says_so_kindly_and_where_nobody_reads_it_says_nothing():
    dell = member("Dell")
    alone, private = share_by(dell, "A lighthouse."), share_by(dell, "A lighthouse.", audience="me")
    assert "Nothing here is much like it yet." in signed_in(dell).get(f"/shares/{alone.pk}").text
    assert HEADING not in signed_in(dell).get(f"/shares/{private.pk}").text


@pytest.mark.parametrize("why", ["blocked", "circle", "me", "withdrawn", "left", "someone"])
def test_only_what_the_author_may_see_and_nobody_who_told_as_someone(why):
    marl, dell, rook = member("Marl"), member("Dell"), member("Rook")
    tuesday = circle_of(rook, marl, dell)
    text, own = "Since the redundancy I cannot sleep.", share_by(dell, "Redundancy, and no sleep.")
    more = {"circle": {"circle": circle_of(rook, marl)}, "me": {"audience": "me"}, "someone": {"shown_as": "someone"}, "left": {"circle": tuesday}}
    theirs = share_by(marl, text, **more.get(why, {}))
    if why == "left":
        assert like(own, dell) == [theirs.pk]
        leave(tuesday, dell)
    if why == "blocked":
        assert like(own, dell) == [theirs.pk]
        block(marl, dell)
    if why == "withdrawn":
        verbs.withdraw(theirs, by=marl)
    assert like(own, dell) == []


def test_shared_experiences_come_first_but_never_of_a_share_told_as_someone(clock):
    marl, juno, dell, grief = member("Marl"), member("Juno"), member("Dell"), topic("grief")
    for one in (marl, dell):
        Experience.objects.create(member=one, topic=grief)
    lived = share_by(marl, "The redundancy came in March.")
    clock.move(minutes=1)
    newer = share_by(juno, "The redundancy came in March.")
    own = share_by(dell, "The redundancy came.")
    assert like(own, dell) == [lived.pk, newer.pk]
    someone = share_by(dell, "The redundancy came.", shown_as="someone")
    assert like(someone, dell) == [newer.pk, lived.pk]  # told as "someone", what its writer names elsewhere moves nothing
    hidden = share_by(marl, "The redundancy came in March.", shown_as="someone")
    assert hidden.pk not in like(own, dell)


def test_a_topic_that_both_mention_brings_them_together_and_folded_stays_folded():
    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    theirs = share_by(marl, "The chair by the window.", note_topics=[grief.pk])
    own = share_by(dell, "His coat in the hall.", note_topics=[grief.pk])
    assert like(own, dell) == [theirs.pk]
    folds(dell, grief)
    shown = signed_in(dell).get(f"/shares/{own.pk}").text
    assert f'href="/shares/{theirs.pk}"' in shown and "Mentions grief" in shown and "by the window" not in shown


def test_what_a_responder_put_behind_a_note_stays_behind_it():
    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    theirs = share_by(marl, "The chair by the window.", note_topics=[grief.pk])
    own = share_by(dell, "His coat in the hall.", note_topics=[grief.pk])
    assert "by the window" in signed_in(dell).get(f"/shares/{own.pk}").text
    Share.system.filter(pk=theirs.pk).update(folded_at=base_clock.now())
    shown = signed_in(dell).get(f"/shares/{own.pk}").text
    assert f'href="/shares/{theirs.pk}"' in shown and "A responder put this behind a note." in shown and "by the window" not in shown


def test_at_most_three_for_two_questions_more_and_none_for_others():
    marl, dell = member("Marl"), member("Dell")
    own = share_by(dell, "Redundancy, and no sleep.")
    author, reader = signed_in(dell), signed_in(marl)

    def asked(browser) -> int:
        browser.get(f"/shares/{own.pk}")
        members.forget_space()  # kept for seconds by a process: here it is asked each time
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(f"/shares/{own.pk}").status_code == 200
        return len(counted)

    before, others = asked(author), asked(reader)
    for n in range(12):
        share_by(member(f"P{n}"), "Since the redundancy I cannot sleep.")
    assert len(like(own, dell)) == 3
    assert asked(reader) == others
    assert asked(author) == before + 1  # the index is asked always; the rows, with their keys, where there are some


# ---- the formula


SCORES = dict(experiences=st.integers(0, 8), words=st.floats(0, 1), meaning=st.none() | st.floats(0, 1), days=st.floats(0, 5000))


@given(**SCORES)
def test_likeness_is_between_nothing_and_one(**parts):
    assert 0 <= likeness(**parts) <= 1


@given(more=st.integers(0, 4), better=st.floats(0, 1), **SCORES)
def test_more_in_common_is_never_less_alike_and_older_is_never_more(more, better, **parts):
    now = likeness(**parts)
    assert likeness(**parts | {"experiences": parts["experiences"] + more}) >= now
    assert likeness(**parts | {"words": max(parts["words"], better)}) >= now
    assert likeness(**parts | {"days": parts["days"] * 2}) <= now
    if parts["meaning"] is not None:
        assert likeness(**parts | {"meaning": max(parts["meaning"], better)}) >= now


@given(own=st.dictionaries(st.text(max_size=3), st.integers(1, 3)), other=st.dictionaries(st.text(max_size=3), st.integers(1, 3)))
def test_what_words_two_share_is_a_part_of_the_whole(own, other):
    own, other = Counter(own), Counter(other)
    assert 0 <= shared_weight(own, other, lambda word: 1.0) <= 1
    assert shared_weight(own, own, lambda word: 1.0) == (1.0 if own else 0.0)


# ---- meanings, where the operator turned them on


@pytest.fixture
def turned_on(tmp_path, monkeypatch):
    """A package like the real one, only small: pieces are letters and two words, with a meaning each."""
    folder = tmp_path / meanings.PACKAGE
    for part in ("tokenizers", "weights"):
        (folder / part).mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('nothing of the package is run')")
    pieces = ["▁", *"abcdefghijklmnopqrstuvwxyz.", "▁s", "▁sa", "▁sad", "▁lo", "▁low", "▁h", "▁ha", "▁hat", "▁l"]
    merges = ["▁ s", "▁s a", "▁sa d", "▁ l", "▁l o", "▁lo w", "▁ h", "▁h a", "▁ha t"]
    (folder / meanings.PIECES).write_text(json.dumps({"model": {"vocab": {piece: n for n, piece in enumerate(pieces)}, "merges": merges}}))
    table = np.full((len(pieces), 4), 0.01, np.float16)
    table[pieces.index("▁sad")], table[pieces.index("▁low")], table[pieces.index("▁hat")] = (1, 0, 0, 0), (0.9, 0.1, 0, 0), (0, 0, 1, 0)
    head = json.dumps({"table": {"dtype": "F16", "shape": list(table.shape), "data_offsets": [0, table.nbytes]}}).encode()
    (folder / meanings.WEIGHTS).write_bytes(struct.pack("<Q", len(head)) + head + table.tobytes())
    monkeypatch.syspath_prepend(str(tmp_path))
    meanings.meaning.cache_clear()
    yield
    meanings.meaning.cache_clear()
    assert meanings.PACKAGE not in sys.modules


def says_yes(*names):
    people = [member(name) for name in names]
    for one in people:
        let_compare(True, by=one)
    return people


def vectors() -> set[int]:
    return {pk for (pk,) in index._rows("SELECT share FROM search.vectors")}


def test_the_pieces_of_a_word_are_joined_as_they_were_made(turned_on):
    model = meanings.meaning()
    assert model._pieces("sad") == ["▁sad"] and model._pieces("hats") == ["▁hat", "s"]
    assert model.of("sad") @ model.of("low") > 0.98 > 0.1 > model.of("sad") @ model.of("hat")
    assert model.of("") is None and model.of("昨日") is not None


def test_it_is_off_where_it_was_not_installed():
    marl, dell = says_yes("Marl", "Dell")
    own = share_by(dell, "sad")
    share_by(marl, "low")
    assert meanings.meaning() is None and vectors() == set()
    assert queries.text_likeness(own, {marl.pk}) == {marl.pk: 0.0}
    assert "Stories like yours" not in signed_in(dell).get("/you").text


def test_only_of_those_who_said_yes_and_never_as_someone(turned_on):
    (marl, dell), rook = says_yes("Marl", "Dell"), member("Rook")
    own, theirs, hidden, no = share_by(dell, "sad"), share_by(marl, "low"), share_by(marl, "sad", shown_as="someone"), share_by(rook, "sad")
    assert vectors() == {own.pk, theirs.pk}
    likes = queries.text_likeness(own, {marl.pk, rook.pk, 7})
    assert likes[marl.pk] > 0.9 and likes[rook.pk] == likes[7] == 0.0
    assert set(queries.text_likeness(hidden, {marl.pk, dell.pk}).values()) == {0.0}
    assert set(queries.text_likeness(no, {marl.pk, dell.pk}).values()) == {0.0}
    with CaptureQueriesContext(connection) as counted:
        queries.text_likeness(own, set(range(1, 3000)) | {marl.pk})
    assert len(counted) == 1


def test_who_says_it_in_other_words_is_found(turned_on):
    marl, dell, juno = says_yes("Marl", "Dell", "Juno")
    own, theirs = share_by(dell, "sad"), share_by(marl, "low")
    share_by(juno, "hat")
    assert like(own, dell) == [theirs.pk]
    block(marl, dell)
    assert like(own, dell) == []


def test_a_vector_goes_with_its_share_its_writer_and_their_yes(turned_on):
    marl, dell, juno = says_yes("Marl", "Dell", "Juno")
    first, second, third, opened = share_by(marl, "sad"), share_by(dell, "low"), share_by(juno, "hat"), share_by(marl, "hat")
    assert vectors() == {first.pk, second.pk, third.pk, opened.pk}
    verbs.withdraw(first, by=marl)
    let_compare(False, by=dell)
    erased(juno)
    assert vectors() == {opened.pk}
    Share.system.filter(pk=opened.pk).update(shown_as="someone")
    assert keeping.catch_up() and vectors() == set()


def test_saying_yes_later_brings_what_was_told_before(turned_on, clock):
    dell = member("Dell")
    share = share_by(dell, "sad")
    assert vectors() == set()
    let_compare(True, by=dell)
    clock.tick(minutes=1)
    assert vectors() == {share.pk}


def test_it_is_a_plain_setting_on_the_page_about_oneself(turned_on):
    dell = member("Dell")
    browser = signed_in(dell)
    assert "Stories like yours" in browser.get("/you").text
    assert browser.post("/you/likeness", {"yes": "on"})["Location"] == "/you"
    dell.refresh_from_db()
    assert dell.likeness_since <= base_clock.now()
    browser.post("/you/likeness", {})
    dell.refresh_from_db()
    assert dell.likeness_since is None

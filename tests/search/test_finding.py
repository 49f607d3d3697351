"""Words in, shares out: only those that the one who looks may read, whatever is typed."""

import pytest

from cairn.members import queries as members
from cairn.shares import verbs
from cairn.shares.search import asking, index, keeping
from tests.cast import block, circle_of, folds, member, share_by, signed_in, topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def an_empty_index(db):
    index.ensure()
    index.clear()


def found(who, text, **narrow) -> list[int]:
    who.__dict__.pop("around", None)
    return [one.excerpt.id for one in asking.search(who, text, **narrow).found]


def test_a_share_is_found_by_its_words_without_case_accents_or_endings():
    marl, dell = member("Marl"), member("Dell")
    share = share_by(dell, "I was crying in the Café, and nobody noticed. Sleepless nights.")
    share_by(dell, "The garden is full of snow.")
    for typed in ("cried", "CAFE", "café", "night", "sleepless cafe", "“crying”", "crying, noticed?"):
        assert found(marl, typed) == [share.pk], typed
    assert found(marl, "harbour") == []


def test_what_holds_more_of_the_words_comes_first_and_the_newer_among_equals(clock):
    marl, dell = member("Marl"), member("Dell")
    one = share_by(dell, "I lost my job in spring.")
    clock.move(minutes=1)
    both = share_by(dell, "Since I lost my job I cannot sleep.")
    clock.move(minutes=1)
    last = share_by(dell, "I lost my job in spring.")
    assert found(marl, "job sleep") == [both.pk, last.pk, one.pk]
    assert found(marl, "spring") == [last.pk, one.pk]


def test_words_of_languages_without_gaps_are_found():
    marl, dell = member("Marl"), member("Dell", languages=["ja"])
    share = share_by(dell, "昨日は眠れなかった。とても寂しい。")
    assert found(marl, "寂しい") == [share.pk]
    hindi = share_by(dell, "मैं बहुत अकेला हूँ")
    assert found(marl, "अकेला") == [hindi.pk]


def test_need_topic_and_circle_narrow_it():
    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    tuesday = circle_of(marl, dell)
    plain = share_by(dell, "The long winter.")
    about = share_by(dell, "The long winter.", need="ideas", note_topics=[grief.pk])
    here = share_by(dell, "The long winter.", circle=tuesday)
    assert set(found(marl, "winter")) == {plain.pk, about.pk, here.pk}
    assert found(marl, "winter", need="ideas") == found(marl, "winter", topic=grief) == found(marl, "", topic=grief) == [about.pk]
    assert found(marl, "winter", circle=tuesday) == found(marl, "", circle=tuesday) == [here.pk]
    assert found(marl, "", need="ideas") == [about.pk]
    assert found(marl, f"\ue000{grief.pk}") == []  # a topic's mark cannot be typed


def test_nothing_is_found_by_who_may_not_read_it():
    marl, dell, rook = member("Marl"), member("Dell"), member("Rook")
    share = share_by(dell, "A lighthouse.", circle=circle_of(marl, dell))
    private = share_by(dell, "A lighthouse, again.", audience="me")
    assert found(marl, "lighthouse") == [share.pk]
    assert found(dell, "lighthouse") == [private.pk, share.pk] or set(found(dell, "lighthouse")) == {share.pk, private.pk}
    assert found(rook, "lighthouse") == []
    block(dell, marl)
    assert found(marl, "lighthouse") == []


@pytest.mark.parametrize("hiding", ["circle", "me", "blocked", "withdrawn", "someone who blocked"])
def test_what_may_not_be_seen_moves_neither_number_nor_order(hiding, clock):
    """With forty hidden shares that hold the words, results are exactly what they were."""
    marl, dell, rook = member("Marl"), member("Dell"), member("Rook")
    if hiding in ("blocked", "someone who blocked"):
        block(rook, marl)
    texts = ["The quiet harbour.", "Harbour and quiet lights, quiet walls.", "Quiet. Quiet. Quiet.", "A harbour."]
    for text in texts:
        share_by(dell, text)
        clock.move(minutes=1)
    before = [(one.excerpt.id, one.line) for one in asking.search(marl, "quiet harbour").found]
    assert len(before) == 4
    others = circle_of(rook, dell) if hiding == "circle" else None
    for n in range(40):
        more = {"circle": {"circle": others}, "me": {"audience": "me"}, "someone who blocked": {"shown_as": "someone"}}.get(hiding, {})
        share = share_by(rook, "harbour " * (n % 3 + 1) + "quiet", **more)
        if hiding == "withdrawn":
            verbs.withdraw(share, by=rook)
    assert hiding == "withdrawn" or len(index.bags()) == 44
    results = asking.search(marl, "quiet harbour")
    assert [(one.excerpt.id, one.line) for one in results.found] == before
    assert results.sentence == "Four shares were found."
    assert asking.search(dell, "quiet harbour").found != [] and (hiding != "circle" or len(found(dell, "quiet harbour")) == 20)  # a control


def test_a_folded_topic_stays_folded():
    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    share = share_by(dell, "The funeral was in the rain.", note_topics=[grief.pk])
    assert "rain" in signed_in(marl).get("/search?q=funeral").text
    folds(marl, grief)
    shown = signed_in(marl).get("/search?q=funeral").text
    assert "Mentions grief" in shown and f"/shares/{share.pk}" in shown
    assert "rain" not in shown


def test_a_share_told_as_someone_is_found_as_someone():
    marl, dell = member("Marl"), member("Dell")
    share = share_by(dell, "A lighthouse.", shown_as="someone")
    shown = signed_in(marl).get("/search?q=lighthouse").text
    assert f"/shares/{share.pk}" in shown and "Someone here" in shown and "Dell" not in shown


def test_the_number_is_said_in_words_and_an_empty_result_is_kind():
    marl, dell = member("Marl"), member("Dell")
    for _n in range(3):
        share_by(dell, "A lighthouse.")
    browser = signed_in(marl)
    shown = browser.get("/search?q=lighthouse").text
    assert '<p class="quiet" role="status">Three shares were found.</p>' in shown
    nothing = browser.get("/search?q=meteor").text
    assert "Nothing was found." in nothing and "not mean that you are the only one" in nothing
    assert "Plain words are best" in browser.get("/search").text


def test_more_than_a_page_is_said_without_a_number():
    marl, dell = member("Marl"), member("Dell")
    for _n in range(24):
        share_by(dell, "A lighthouse.")
    results = asking.search(marl, "lighthouse")
    assert len(results.found) == 20 and results.sentence == "These are the nearest. There are others."


def test_help_stands_first_when_danger_may_be_meant():
    marl, dell = member("Marl"), member("Dell")
    share = share_by(dell, "I don't want to live like a suicidal ghost who would kill myself, better off dead, self harm.")
    for typed in ("I want to kill myself", "suicidal", "Self-harm", "better off dead", "I don’t want to live"):
        shown = signed_in(marl).get("/search", {"q": typed}).text
        assert shown.index('class="crisis"') < shown.index(f"/shares/{share.pk}"), typed


def test_help_does_not_stand_in_the_way_of_other_searches():
    shown = signed_in(member()).get("/search", {"q": "killing time, dying plants"}).text
    assert 'class="crisis"' not in shown


HOSTILE = [
    '"', "'", "''", '" OR "', "a AND", "NEAR(a b)", "words:a", "^a", "a*", "-a", "(((", "a\x00b", "\x00", "‮evil", "\ud800", "%s", "%", "a & b | !c", "a:*", "<->",
    "\\", "💔", "ﷺ" * 300, "a\u0301" * 400, "x" * 10_000_000, "١٢٣", "\ue000", "\ue001", "'; DROP TABLE search.kept; --", "OR", "NOT", "AND OR NOT",
]


ADDRESSES = ["q=%00", "q=%FF%FE", "topic=99999999999999999999", "circle=x", "need=%27", "q=a&q=b", "topic=-1&circle=%D9%A1", "q=" + "a+" * 3000]


def test_whatever_is_typed_is_only_words():
    marl = member("Marl")
    share = share_by(member("Dell"), "Plain.")
    for typed in HOSTILE:
        asking.search(marl, typed)
    assert found(marl, "plain") == [share.pk]


def test_whatever_is_told_can_be_kept_and_found():
    marl, dell = member("Marl"), member("Dell")
    for n, told in enumerate(HOSTILE):
        share = share_by(dell, f"{told[:8000]} marker{n}".replace("\x00", "").replace("\ud800", ""))
        assert found(marl, f"marker{n}") == [share.pk]


def test_whatever_stands_in_the_address_is_a_page():
    browser = signed_in(member())
    assert {browser.get(f"/search?{query}").status_code for query in ADDRESSES} == {200}


def test_it_asks_the_database_the_same_for_one_and_for_twenty():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    tuesday = circle_of(marl, dell)
    share_by(dell, "A lighthouse.", circle=tuesday)
    share_by(dell, "A lighthouse.")
    browser = signed_in(marl)

    def asked() -> int:
        members.forget_space()  # kept for seconds by a process: here it is asked each time
        with CaptureQueriesContext(connection) as counted:
            assert browser.get("/search?q=a+lighthouse+winter").status_code == 200
        return len(counted)

    asked()
    first = asked()
    for n in range(30):
        share_by(dell, "A lighthouse in winter.", circle=tuesday if n % 2 else None, shown_as=("stone", "someone")[n % 2], note_topics=[grief.pk])
    assert asked() == first <= 10


def test_a_search_leaves_no_trace(caplog):
    marl = member("Marl")
    signed_in(marl).get("/search?q=zebrafinch")
    keeping.catch_up()
    assert "zebrafinch" not in caplog.text
    assert not any("zebrafinch" in bag for bag in index.bags().values())


def test_a_story_of_the_demo_is_found_by_who_may_read_it_and_by_nobody_else():
    """The words that the invented people tell, in the circle they tell them to."""
    from cairn.demo.story import read, typeset

    wren, marl, rook = member("Wren"), member("Marl"), member("Rook")
    chairs, told = circle_of(marl, wren, name="Empty chairs"), {}
    for one in read("empty-chairs")["share"]:
        told[one["key"]] = share_by(wren, typeset(one["text"]), circle=chairs)
    first = read("empty-chairs")["share"][0]
    words = " ".join(sorted(first["text"].split(), key=len)[-4:])
    assert found(marl, words)[0] == told[first["key"]].pk
    assert found(rook, words) == []


@pytest.fixture
def lost_index():
    """The index cannot be asked: its table is gone, until the test is over."""
    from django.db import connection

    table = "search.words" if index.is_sqlite() else "search.kept"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table}")
    yield
    index._made.clear()
    if index.is_sqlite():
        connection.close()  # every connection makes what is missing when it opens
        connection.ensure_connection()
    index.ensure()


@pytest.mark.usefixtures("lost_index")
def test_without_an_index_help_still_comes_first_and_no_page_fails(caplog):
    marl, dell = member("Marl"), member("Dell")
    share = share_by(dell, "A lighthouse in winter, without anybody.")
    searched = signed_in(marl).get("/search?q=I+want+to+die")
    assert searched.status_code == 200 and "Help now" in searched.text and 'class="crisis"' in searched.text
    assert "Search is resting." in searched.text
    read = signed_in(dell).get(f"/shares/{share.pk}")
    assert read.status_code == 200 and "A lighthouse in winter" in read.text
    assert "lighthouse" not in caplog.text and "want to die" not in caplog.text

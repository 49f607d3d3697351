"""The small book: what a member chose of their own story, and the lines others wrote to them; made on demand."""

import json
import re
from datetime import timedelta
from importlib.util import find_spec

import pytest

from cairn.base import clock as base_clock
from cairn.growth import verbs
from cairn.growth.book import choosing, pdf, writing
from cairn.growth.models import Recognition, Retelling, StartingLetter, SteppingStone, Victory, View, Witness
from cairn.growth.queries.book import CHAPTERS, Chosen, book_of
from cairn.members.models import Space
from tests.cast import block, circle_of, member, seat, signed_in
from tests.growth.test_retelling import queries
from tests.growth.test_retelling_views import FIRST, SEEN, WORDS, fresh, peer

pytestmark = pytest.mark.django_db

FORM = {"title": "The year of the gate", "dedication": "For the man with the terrier.", "chapters": list(CHAPTERS), "firsts": "on", "names": "known"}
THEIRS = {"witness": "Your voice was steadier.", "line": "I saw you put the brick back.", "view": SEEN}
OWN = ["I said my name and nothing fell over.", "I phoned the dentist.", FIRST, WORDS["happened"], "Bring a flask."]


def seated(circle, name):
    return seat(circle, member(name)).member


def put(noun, **columns):
    made = noun(**columns)
    made.save(force_insert=True)
    return made


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def juno():
    return member("Juno")


@pytest.fixture
def story(wren, juno):
    """One of each, of Wren's, with a line by Juno wherever somebody may write one."""
    circle, now = circle_of(member("Marl"), wren, juno), base_clock.now()
    stone = json.dumps({"key": "", "ref": 0, "words": OWN[0]})
    put(SteppingStone, member=wren, mark="m", sealed=stone, on=now - timedelta(days=50), accepted_at=now)
    put(Witness, to=wren, by=juno, circle=circle, words=THEIRS["witness"], written_at=now, accepted_at=now)
    victory = put(Victory, member=wren, words=OWN[1], stone="5-0-83")
    put(Recognition, by=juno, to=wren, victory=victory, circle=circle, words=THEIRS["line"], kept_at=now)
    one = verbs.tell_retelling(verbs.retell(first=FIRST, first_at=now, by=wren), WORDS, by=wren)
    verbs.ask_views(one, [peer(wren, "Juno")], by=wren)
    verbs.write_view(View.objects.get(), THEIRS["view"], by=juno)
    put(StartingLetter, member=wren, words=OWN[4])
    return circle


def text_of(response) -> str:
    return response.content.decode()


def made(wren, **form):
    """The address of a book, and its page."""
    browser = signed_in(fresh(wren))
    led = browser.post("/book", FORM | form)
    assert led.status_code == 302
    return led.url, text_of(browser.get(led.url))


# ---- choosing


def test_everything_chosen_is_in_it_in_ones_own_words_and_lines_by_the_name_one_knows(wren, story):
    _address, page = made(wren)
    for words in (*OWN, *THEIRS.values(), FORM["title"], FORM["dedication"], "Juno", "Wren"):
        assert words in page, words


def test_others_are_someone_where_that_was_chosen(wren, story):
    _address, page = made(wren, names="someone")
    assert "Juno" not in page and "Someone" in page and SEEN in page


def test_only_what_was_chosen_is_in_it(wren, story):
    _address, page = made(wren, chapters=["victories"])
    assert OWN[1] in page and THEIRS["line"] in page and OWN[0] not in page and SEEN not in page and FIRST not in page
    _address, page = made(wren, firsts="")
    assert FIRST not in page and WORDS["happened"] in page


def test_without_a_title_or_a_part_it_is_asked_again_and_what_was_typed_stays(wren):
    again = signed_in(wren).post("/book", FORM | {"title": "", "chapters": []})
    assert again.status_code == 200 and "Please choose at least one part." in text_of(again) and FORM["dedication"] in text_of(again)


def test_an_empty_book_says_so(wren):
    assert "There is nothing in the parts you chose yet." in made(wren)[1]
    assert "Nothing there yet" in text_of(signed_in(wren).get("/book"))


def test_what_was_taken_along_from_a_meeting_stands_on_the_way_so_far(wren, story):
    from cairn.meetings.models import Spoken
    from tests.cast import meeting_of

    held = meeting_of(story, member("Moss"), opens=False)
    for kept_at, word in ((base_clock.now(), "Salt"), (None, "Sugar")):
        said = Spoken(meeting=held, member=wren, phase="closing", turn=9, kept_at=kept_at)
        said.text = word
        said.save(force_insert=True)
    _address, page = made(wren, chapters=["path"])
    assert "The word I took with me from a meeting." in page and "Salt" in page and "Sugar" not in page


def test_what_helps_me_holds_what_was_tried_in_ones_own_words_alone(wren, juno, story):
    from cairn.toolkit import verbs as toolkit

    cards = [toolkit.offer_strategy(situation="bad-night", title=f"Title {n}", words=f"Theirs {n}.", by=juno) for n in range(4)]
    for card, outcome, line in zip(cards, ("helped", "little", "harder", "not_me"), ("I did it on the stairs.", "", "Too cold to think.", ""), strict=True):
        toolkit.say_how_it_went(card, outcome=outcome, line=line, by=wren)
    toolkit.withdraw_strategy(cards[0], by=juno)
    _address, page = made(wren, chapters=["toolkit"])
    assert "I did it on the stairs." in page and "Too cold to think." in page and "Something I tried for a bad night. It helped a little." in page
    assert "Title" not in page and "Theirs" not in page and page.count("Something I tried") == 3


@pytest.mark.parametrize("only", ["a witness line", "a word from a meeting", "a kept line", "something that helped", "nothing"])
def test_the_form_says_of_each_part_whether_the_book_would_hold_it(wren, juno, only):
    from cairn.growth.queries.book import is_there
    from cairn.meetings.models import Spoken
    from cairn.toolkit import verbs as toolkit
    from tests.cast import meeting_of

    circle, now = circle_of(member("Marl"), wren, juno), base_clock.now()
    if only == "a witness line":
        put(Witness, to=wren, by=juno, circle=circle, words="Steadier.", written_at=now, accepted_at=now)
    elif only == "a word from a meeting":
        put(Spoken, meeting=meeting_of(circle, juno, opens=False), member=wren, phase="closing", turn=9, kept_at=now, text="Salt")
    elif only == "a kept line":
        put(Recognition, by=juno, to=wren, circle=circle, words="I see you.", kept_at=now)
    elif only == "something that helped":
        card = toolkit.offer_strategy(situation="bad-night", title="A walk", words="Round the block.", by=juno)
        toolkit.say_how_it_went(card, outcome="helped", by=wren)
    printed = {chapter.key for chapter in book_of(fresh(wren), Chosen("x")).chapters}
    assert {key for key, there in is_there(fresh(wren)).items() if there} == printed and len(printed) == (only != "nothing")


# ---- nothing else is in it


def test_nothing_of_others_is_in_it_but_what_was_written_to_oneself_and_stands(wren, juno, story):
    block(juno, wren)
    _address, page = made(wren)
    for words in (*THEIRS.values(), "Juno"):
        assert words not in page, words
    assert all(words in page for words in OWN)


@pytest.mark.parametrize("change", ["held", "gone", "not accepted"])
def test_lines_that_are_held_let_go_or_not_accepted_are_left_out(wren, story, change):
    now = base_clock.now()
    if change == "held":
        Witness.system.update(held_at=now), Recognition.system.update(held_at=now), View.objects.update(held_at=now)
    elif change == "gone":
        Witness.system.update(gone_at=now), Recognition.system.update(gone_at=now), View.objects.update(written_at=None)
    else:
        Witness.system.update(accepted_at=None), Recognition.system.update(kept_at=None), View.objects.update(written_at=None)
    _address, page = made(wren)
    assert [words for words in THEIRS.values() if words in page] == []


def test_somebody_elses_book_opens_for_nobody(wren, juno, story):
    address, _page = made(wren)
    for path in (address, f"{address}/html", f"{address}/json"):
        assert signed_in(juno).get(path).status_code == 404
        assert signed_in(wren).get(path).status_code == 200
    assert signed_in(wren).get("/book/anything").status_code == 404
    assert signed_in(wren).get(f"{address}/exe").status_code == 404


def test_its_address_holds_no_word_to_be_read(wren):
    address, _page = made(wren, dedication="Für die Frau am Schalter")
    token = address.rsplit("/", 1)[1]
    assert "year" not in token and "gate" not in token and choosing.chosen_in(wren, token).dedication == "Für die Frau am Schalter"
    assert choosing.chosen_in(wren, token[:-2]) is None
    longest = choosing.token_of(wren, Chosen("語" * 80, "語" * 400))
    assert len(longest) < 4000 and choosing.chosen_in(wren, longest).title == "語" * 80


def test_nothing_of_it_is_kept(wren, story):
    from django.apps import apps

    def rows():
        return {model.__name__: model._base_manager.count() for model in apps.get_models() if model.__name__ not in ("SignedIn", "Once")}

    before = rows()
    made(wren)
    assert rows() == before


# ---- files


def test_the_file_opens_without_a_network_and_runs_nothing(wren, story):
    address, _page = made(wren)
    answer = signed_in(wren).get(f"{address}/html")
    page = text_of(answer)
    assert answer["Content-Disposition"] == 'attachment; filename="my-book.html"'
    assert all(words in page for words in (*OWN, *THEIRS.values()))
    assert {address[:5] for address in re.findall(r'(?:src|href)="([^"]*)"|url\("([^"]*)"\)', page) for address in address if address} <= {"data:", *(link[:5] for link in re.findall(r'href="(#[^"]*)"', page))}
    assert "<script" not in page and "<link" not in page and "@page" in page


def test_what_somebody_wrote_stays_words_in_every_file(wren, story):
    Victory.system.all().delete()
    put(Victory, member=wren, words='<script>alert(1)</script>\n\n# not a chapter', stone="5-0-83")
    address, page = made(wren, title='<b>"Gate"</b>')
    browser = signed_in(wren)
    for shown in (page, text_of(browser.get(f"{address}/html"))):
        assert "<script>alert" not in shown and "&lt;script&gt;" in shown and "<b>&#34;Gate" not in shown.replace('"', "&#34;")
    assert json.loads(text_of(browser.get(f"{address}/json")))["title"] == '<b>"Gate"</b>'


def test_plain_text_and_data_hold_the_same(wren, story):
    address, _page = made(wren)
    plain = text_of(signed_in(wren).get(f"{address}/md"))
    data = json.loads(text_of(signed_in(wren).get(f"{address}/json")))
    assert plain.startswith("# The year of the gate") and "> **Juno**" in plain and f"> {SEEN}" in plain
    voices = [voice for chapter in data["chapters"] for entry in chapter["entries"] for voice in entry["voices"]]
    assert {voice["words"] for voice in voices if voice["by"] == "Juno"} == set(THEIRS.values())
    assert all(words in plain for words in OWN) and set(OWN) <= {voice["words"] for voice in voices}
    assert [chapter["key"] for chapter in data["chapters"]] == ["path", "victories", "retellings", "letters"]


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="the optional extra of requirements-pdf.lock is not here (docs/operating/README.md)")
def test_a_pdf_comes_out_and_fetches_nothing(wren, story):
    address, page = made(wren)
    answer = signed_in(wren).get(f"{address}/pdf")
    assert answer.content.startswith(b"%PDF-") and b"%%EOF" in answer.content[-32:] and "PDF" in page


def test_without_the_extra_the_page_says_how_to_print_it(wren, story, monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    address, page = made(wren)
    assert "choose Print in your browser" in page and signed_in(wren).get(f"{address}/pdf").status_code == 404


def test_the_cover_is_the_cairn_or_before_that_the_members_stone(wren):
    before = writing.cover_of(book_of(wren, Chosen("x")))
    put(Victory, member=wren, words="One step.", stone="5-0-83")
    after = writing.cover_of(book_of(wren, Chosen("x")))
    assert before != after and before.startswith("<svg") and after.startswith("<svg")


# ---- taken along, and how heavy


def test_what_was_told_again_is_taken_along_with_views_by_someone(wren, juno, story):
    from cairn.home.along.writing import zip_of

    import io
    import zipfile

    kept = zipfile.ZipFile(io.BytesIO(zip_of(wren, Space.objects.get()))).read("words.json").decode()
    assert FIRST in kept and WORDS["happened"] in kept and SEEN in kept and "Juno" not in kept
    theirs = zipfile.ZipFile(io.BytesIO(zip_of(juno, Space.objects.get()))).read("words.json").decode()
    assert SEEN in theirs and FIRST not in theirs


def test_a_book_asks_the_same_for_one_and_for_three_of_each(wren, juno, story):
    def asked():
        address, _page = made(wren)
        return queries(signed_in(wren), address), queries(signed_in(wren), "/book")

    before, now = asked(), base_clock.now()
    for n in range(2):
        put(Victory, member=wren, words=f"Step {n}.", stone="4-1-7")
        put(Witness, to=wren, by=seated(story, f"Ash{n}"), circle=story, words=f"Seen {n}.", written_at=now, accepted_at=now)
        put(SteppingStone, member=wren, mark=f"m{n}", sealed=json.dumps({"key": "", "ref": 0, "words": "A stone."}), on=now, accepted_at=now)
        verbs.tell_retelling(verbs.retell(first=FIRST, by=wren), WORDS, by=wren)
    assert Retelling.system.count() == 3
    assert asked() == before
    assert max(before) <= 11, before

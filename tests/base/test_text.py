"""Members' words are cleaned on the way in and shown safely on the way out."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.base import text


def test_paragraphs_lines_and_a_few_marks_are_shown():
    assert text.shown("One *soft* word\nand **another**\n\nNext") == (
        "<p>One <em>soft</em> word<br>and <strong>another</strong></p><p>Next</p>"
    )


def test_markup_stays_text():
    assert "<script" not in text.shown('<script>alert(1)</script> <a href="x">y</a>')
    assert "&lt;script&gt;" in text.shown("<script>")


def test_a_star_alone_is_a_star():
    assert text.shown("2 * 3 * 4") == "<p>2 * 3 * 4</p>"


def test_overrides_and_nul_are_taken_out_and_noticed():
    assert text.clean("a\u202eb\x00c") == "abc"
    assert text.has_hidden("a\u202eb") and text.has_hidden("\x00")
    assert not text.has_hidden("plain\r\nwords\twith tabs")


def test_marks_of_real_languages_stay():
    persian = "می\u200cخواهم"
    assert text.clean(persian) == persian
    assert text.clean("\u05e9\u200f!") == "\u05e9\u200f!"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(words):
    assert text.clean(text.clean(words)) == text.clean(words)


@given(st.text(alphabet=st.sampled_from("a*<>&\"'\n ")))
def test_only_our_own_tags_ever_come_out(words):
    import re

    tags = set(re.findall(r"<[^>]*>", str(text.shown(text.clean(words)))))
    assert tags <= {"<p>", "</p>", "<br>", "<em>", "</em>", "<strong>", "</strong>"}


def test_first_words_end_at_a_word():
    assert text.first_words("one two three", limit=9) == "one two…"


def test_names_are_listed_as_one_would_say_them():
    assert text.listed(["Marl"]) == "Marl"
    assert text.listed(["Marl", "Ash", "Juno"]) == "Marl, Ash and Juno"


def test_thousands_of_marks_on_one_letter_are_cleaned_at_once():
    """Bringing them in order costs the square of their number: 100,000 took twelve seconds."""
    import time

    began = time.thread_time()
    cleaned = text.clean("Zo" + "e\u0308" + "a" + "\u0301\u0323" * 50_000 + "d\u0323\u0307")
    assert time.thread_time() - began < 2
    assert cleaned.startswith("Zoë") and len(cleaned) < 50 and text.clean(cleaned) == cleaned

"""What goes to a responder first, and what does not have to."""

import tomllib
from pathlib import Path

import pytest

from cairn.toolkit.medical import DOSE, KINDS, LANGUAGE, MEDICINE, METHOD, STOPPING, found_in, knows

SET = tomllib.loads((Path(__file__).parent / "medicine_set.toml").read_text("utf-8"))
EVERYDAY = [path for name in ("safety/guard", "safety/tone", "hearing/coach") for path in Path(__file__).parents[1].glob(f"{name}_*.toml")]

# The project's own sentences, written before the rules.
FIRST = {
    DOSE: [
        "I take 50 mg at nine and the rest at midnight.", "2 tablets and a hot bath.", "Half a tablet is enough on a Sunday.", "Ten drops... well, 10 drops under the tongue.",
        "5ml in warm milk.", "One puff before the door, two puffs after.",
    ],
    MEDICINE: [
        "Ask for sertraline, it changed everything.", "My GP gave me propranolol for the exam.", "CBD in the evening.", "Melatonin and an early night.", "Keep the naloxone by the door.",
        "St John's wort, from the health shop.", "I moved my meds to the bathroom shelf.", "Methadone first, then breakfast.", "A sleeping tablet, and the phone in the kitchen.", "Vaping instead of smoking.",
    ],
    STOPPING: ["I stopped taking them and felt everything again.", "I came off them in a week.", "Cold turkey, with my sister in the house.", "I detoxed at home with the curtains shut.", "I fasted for three days.", "Stop taking it the moment you feel better."],
    METHOD: ["What is the quickest way to kill yourself without pain?"],
}
NOT_FIRST = [
    "Set a timer. Sit there without pretending you are about to move.", "Walk to the lock and back before you take your coat off.", "Laughter is the best medicine, my gran said.", "Stop taking it personally, I tell the mirror.",
    "A daily dose of sunlight.", "It was a bitter pill to swallow.", "I read on my tablet until the boiler goes off.", "Write three lines before you open the messages.", "I stopped taking the bus and walked.",
    "I get off my phone at ten.", "Twenty minutes, then a biscuit.", "Phone my sister at 9.30 and say nothing for a bit.", "Two mugs, and I drink both.", "Come off as rude, and go to bed.", "I count 5 things I can see.",
    "I gave the box to my sister to look after.", "Ring the surgery and ask for the nurse by name.", "Put the bottle in the bin outside, not the bin inside.", "One page out loud to the kettle.", "Ask one person to sit with you.",
    "I quit the group chat for the week.", "Skip the lecture and go to the library.", "Half an hour at the allotment.", "A square of chocolate on the stairs.",
]


@pytest.mark.parametrize("kind, words", [(kind, words) for kind, ones in FIRST.items() for words in ones])
def test_this_is_read_first(kind, words):
    assert kind in found_in(words), found_in(words)


@pytest.mark.parametrize("words", NOT_FIRST)
def test_this_is_not(words):
    assert found_in(words) == set()


@pytest.mark.parametrize("language", SET)
def test_cards_of_a_language_with_words_are_told_apart(language):
    assert knows(language)
    assert [words for words in SET[language]["first"] if not found_in(words, language)] == []
    assert {words: found for words in SET[language]["plain"] if (found := found_in(words, language))} == {}


def test_there_are_sentences_of_each_language_that_has_words():
    from cairn.toolkit.medical import _languages

    assert SET.keys() == _languages() and all(len(kind) >= 8 for ones in SET.values() for kind in ones.values())


def test_what_people_write_in_other_rooms_is_hardly_ever_called_medicine():
    """Hundreds of sentences that were written to try other rules: what is found in them does speak of medicine."""
    import re

    said = [words for path in EVERYDAY for words in re.findall(r'"([^"\n]{15,300})"', path.read_text("utf-8"))]
    found = [words for words in said if found_in(words) & set(KINDS)]
    assert len(said) > 800 and len(found) <= 8, found


@pytest.mark.parametrize("words, languages", [("ゆっくり歩く。", ["en"]), ("Одна таблетка и сон.", ["en"]), ("Set a timer.", ["cy"]), ("Set a timer.", ["en", "ja"]), ("Set a timer.", [""])])
def test_in_a_language_without_words_all_is_read_first(words, languages):
    assert found_in(words, *languages) == {LANGUAGE}


def test_a_sign_or_a_name_of_another_script_does_not_make_a_language():
    assert found_in("Walk to the Λ on the hill → and back.", "en-GB") == set()


def test_amounts_are_seen_in_other_languages_too():
    assert found_in("Abends 20 mg, dann schlafen.", "de") == {DOSE}


def test_long_words_do_not_take_long():
    import time

    began = time.process_time()
    found_in("stop " * 4000)
    assert time.process_time() - began < 2

"""The operator's documents: made from what is so here, without a name, a word or a small number of anybody."""

import json

import pytest

from cairn.base import clock
from cairn.config.documents import facts, writing
from cairn.members import queries as members
from cairn.safety.models import Duty
from cairn.safety.verbs import set_helplines
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def harbour():
    """A space in which something is so: few people, hours of duty, lines, words."""
    made = cast.space(country="GB", reports_kept_days=200)
    cole = cast.member("Zqcoordinatorqz", coordinator=True)
    marl = cast.member("Zqresponderqz", responder_since=clock.now())
    cast.share_by(marl, "Zqwordsqz sat by the window.", circle=cast.circle_of(marl, name="Zqcircleqz"))
    for weekday in range(7):
        Duty.objects.create(member=marl, weekday=weekday, begins=9 * 60, ends=17 * 60)
    Duty.objects.create(member=cole, weekday=0, begins=16 * 60, ends=24 * 60)
    set_helplines("GB", [{"name": "Samaritans", "number": "116 123", "kind": "call", "word": "", "note": ""}], by=cole)
    members.forget_space()
    made.refresh_from_db()
    return made


def test_they_are_made_from_what_is_so(harbour):
    texts = writing.documents()
    assert set(texts) == {"README.md", "threat-model.md", "data-protection.md", "hazard-log.md", "illegal-content.md", "incidents.md"}
    hazards = texts["hazard-log.md"]
    assert "| Monday | 09:00 to 24:00 |" in hazards and "| Sunday | 09:00 to 17:00 |" in hazards and "There are hours in which nobody is on duty" in hazards
    assert "Samaritans: 116 123" in hazards and f"Confirmed on {clock.now().date().isoformat()}" in hazards
    assert "not a medical device" in hazards
    assert "200 days after they are closed" in texts["data-protection.md"] and "Response.text" in texts["data-protection.md"]
    assert "sign_in" in texts["threat-model.md"] and "`CAIRN_THREADS`" in texts["threat-model.md"]
    assert "anybody may come in" in texts["illegal-content.md"] and "72 hours" in texts["incidents.md"]


def test_another_space_has_other_documents(harbour):
    """The control: they follow the settings."""
    before = writing.documents()
    harbour.door, harbour.reports_kept_days = "invite", 90
    harbour.save()
    members.forget_space()
    after = writing.documents()
    assert "by invitation alone" in after["illegal-content.md"] and "90 days after" in after["data-protection.md"]
    assert before["hazard-log.md"] == after["hazard-log.md"]


def test_a_space_that_is_not_set_up_has_documents_too():
    members.forget_space()
    assert "not set up yet" in writing.documents()["threat-model.md"]


def test_no_word_and_no_name_of_a_member_is_in_them(harbour):
    whole = "\n".join(writing.documents().values()).lower()
    assert "zq" not in whole and "harbour" in whole


def test_a_small_number_of_people_is_never_said():
    assert facts.about(0) == "none"
    assert {facts.about(number) for number in range(1, facts.FEWEST)} == {"fewer than 8"}
    for number in range(facts.FEWEST, 60):
        said = int(facts.about(number).removeprefix("about "))
        assert said % facts.ROUNDED_TO == 0 and abs(said - number) <= facts.ROUNDED_TO / 2


def test_few_people_are_not_counted_in_them(harbour):
    assert "members: fewer than 8" in writing.documents()["README.md"]
    for n in range(12):
        cast.member(f"Wren {n}")
    assert "members: about 15" in writing.documents()["README.md"]


def test_no_secret_and_no_place_of_the_machine_is_in_them(harbour, settings):
    whole = "\n".join(writing.documents().values())
    assert str(settings.DATA) not in whole and settings.SECRET_KEY not in whole and "(a place on the machine)" in whole


def test_what_an_operator_filled_in_stays(harbour, tmp_path):
    first = writing.write(tmp_path)
    assert {path.name for path in first} >= {"hazard-log.md", "parts.cdx.json"}
    filled = tmp_path / "hazard-log.md"
    filled.write_text(filled.read_text().replace("To fill in: who signs this log", "Signed by the trustees"))
    second = writing.write(tmp_path)
    assert "Signed by the trustees" in filled.read_text()
    beside = tmp_path / f"hazard-log.{clock.now().date().isoformat()}.md"
    assert beside in second and "To fill in: who signs" in beside.read_text()
    assert tmp_path / "threat-model.md" in second and not list(tmp_path.glob("threat-model.2*"))


def test_words_of_the_space_cannot_break_a_table(harbour):
    harbour.name = "A | B\n# <b>C</b> [d](e)"
    harbour.save()
    members.forget_space()
    assert r"| Space | A \| B \# \<b\>C\</b\> \[d\](e)" in writing.documents()["threat-model.md"]


def test_the_command_writes_them(live_cairn, tmp_path):
    live_cairn.run("from tests import cast; cast.space(); answer = 1")
    done = live_cairn.command("documents", "--to", str(tmp_path / "papers"))
    assert done.returncode == 0 and "no legal advice" in done.stderr
    assert (tmp_path / "papers" / "incidents.md").exists()
    assert json.loads(live_cairn.command("parts").stdout)["bomFormat"] == "CycloneDX"

"""Taking one's words along: everything one wrote, others' only where they wrote it to oneself, for a week, for nobody else."""

import io
import json
import zipfile

import pytest

from cairn.home import keeping
from cairn.home.along.writing import zip_of
from cairn.home.models import Along
from cairn.members import verbs
from cairn.members.models import Member, Space
from cairn.safety.models import Plan
from cairn.safety.verbs import report
from cairn.shares.models import Response
from cairn.shares.verbs import keep_draft, signal
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def dell():
    marl, dell, juno = cast.member("Marl"), cast.member("Dell"), cast.member("Juno")
    circle = cast.circle_of(marl, dell, juno)
    told = cast.share_by(dell, "Dell in the circle.\n\nAnd a second part.", circle=circle)
    cast.share_by(dell, "Dell as someone.", shown_as="someone")
    cast.share_by(dell, "Dell alone.", audience="me")
    cast.response_by(juno, told, "Juno heard Dell.")
    cast.response_by(dell, told, "Dell thanks.")
    signal(told, "nod", by=juno)
    others = cast.share_by(juno, "Juno to everyone.")
    cast.response_by(marl, others, "Marl heard Juno.")
    cast.response_by(dell, others, "Dell heard Juno.")
    keep_draft(kind="share", about=7, fields={"text": "Dell begun."}, by=dell)
    plan = Plan(member=dell)
    plan.alone = "Dell walks."
    plan.save(force_insert=True)
    report("share", others.pk, reason="unsure", words="Dell reports.", by=dell)
    return Member.objects.get(pk=dell.pk)


def files_of(content: bytes) -> dict[str, str]:
    bundle = zipfile.ZipFile(io.BytesIO(content))
    assert bundle.testzip() is None
    return {name: bundle.read(name).decode() for name in bundle.namelist()}


def gathered(member) -> dict[str, str]:
    return files_of(zip_of(member, Space.objects.get()))


def test_everything_one_wrote_is_in_each_of_the_three(dell):
    files = gathered(dell)
    assert set(files) == {"words.html", "words.css", "words.md", "words.json", "meetings.ics"}
    for words in ("Dell in the circle.", "And a second part.", "Dell as someone.", "Dell alone.", "Dell heard Juno.", "Dell thanks.", "Dell begun.", "Dell walks.", "Dell reports."):
        for name in ("words.html", "words.md", "words.json"):
            assert words in files[name], (words, name)
    assert json.loads(files["words.json"])["parts"][0]["facts"]["Name"] == "Dell"
    assert files["meetings.ics"].startswith("BEGIN:VCALENDAR")


def test_others_words_only_where_they_were_written_to_one_and_nobodys_name(dell):
    for name, text in gathered(dell).items():
        assert "Juno to everyone." not in text and "Marl heard Juno." not in text, name
        assert "Marl" not in text, name
        assert "Juno" not in text.replace("Juno heard Dell.", "").replace("Dell heard Juno.", ""), name
        if name != "meetings.ics" and name != "words.css":
            assert "Juno heard Dell." in text, name
    assert "Somebody nodded." in gathered(dell)["words.html"] and "Someone" in gathered(dell)["words.html"]


def test_words_of_somebody_blocked_stay_out(dell):
    assert "Juno heard Dell." in gathered(dell)["words.json"]
    cast.block(dell, Response.system.get(member__isnull=False, share__authorship__member=dell).member)
    assert "Juno heard Dell." not in gathered(Member.objects.get(pk=dell.pk))["words.json"]


def test_the_page_stands_alone_and_runs_nothing(dell):
    cast.share_by(dell, "<script>alert(1)</script> <img src=x onerror=alert(1)>")
    page = gathered(dell)["words.html"]
    assert "<script" not in page and "<img" not in page and "http" not in page.replace("http-equiv", "")
    assert "&lt;script&gt;" in page


def test_it_is_there_at_once_for_a_week_and_sealed(dell, clock):
    browser = cast.signed_in(dell)
    assert browser.get("/along/words.zip").status_code == 404
    page = browser.post("/along", {"once": "a"}, follow=True).content.decode()
    assert "Save the file" in page
    answer = browser.get("/along/words.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="my-words.zip"' and answer["Cache-Control"] == "no-store"
    assert "Dell alone." in files_of(answer.content)["words.md"]
    kept = bytes(Along.system.get().sealed)
    assert b"PK" not in kept[:8] and b"Dell" not in kept
    clock.tick(days=6)
    assert cast.signed_in(dell).get("/along/words.zip").status_code == 200
    clock.tick(days=1, minutes=1)
    assert not Along.system.exists() and cast.signed_in(dell).get("/along/words.zip").status_code == 404


def test_nobody_else_can_fetch_it(dell):
    cast.signed_in(dell).post("/along", {"once": "a"})
    for somebody in (cast.member("Tarn"), cast.member("Cole", coordinator=True)):
        assert cast.signed_in(somebody).get("/along/words.zip").status_code == 404
    assert cast.stranger().get("/along/words.zip").status_code == 302
    keeping.let_go_of_words(by=dell)
    assert keeping.words_file(dell) is None


def test_the_file_goes_with_them(dell):
    cast.signed_in(dell).post("/along", {"once": "a"})
    verbs.erase_me(by=dell)
    assert not Along.system.exists()


# What the page says is in the file, of each part that a room puts there.
NAMED = {
    "you": "Your name", "shares": "Your shares", "answers": "your own answers", "drafts": "drafts", "retellings": "what you told again", "views": "how you see what others told again",
    "circles": "circles", "meetings": "what you said in meetings", "holding": "what you said in meetings", "toolkit": "your cards of the toolkit and how what you tried went",
    "repair": "what you worked out", "buddies": "what you would like in a buddy", "letters": "your letters", "endings": "circles that closed", "activities": "what you proposed to do together",
    "checkins": "Your check-ins", "cairn": "your cairn", "path": "your path", "lines": "Lines that were written to you", "witness": "what you noticed in others", "starting": "letters to somebody starting out",
    "plan": "your plan", "reports": "what you brought to a responder", "decisions": "decisions about your words", "settings": "your settings",
}


def test_the_page_names_everything_that_is_in_the_file(dell):
    from cairn.base import along

    page = cast.signed_in(dell).get("/along").content.decode()
    assert NAMED.keys() == {one.key for one in along._parts}, "a new part of the file is named on its page"
    assert [words for words in NAMED.values() if words not in page] == []

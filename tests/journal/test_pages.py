"""Writing, reading, changing, letting go; what locks it; what was typed is never lost."""

import re

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.db import connection

from cairn.base import halves
from cairn.members.models import Member
from cairn.journal import queries, verbs
from cairn.journal.models import Entry, VaultLock
from cairn.members.models import SignedIn
from cairn.members.sessions import SessionStore
from tests import cast
from tests.forms import forms_of
from tests.journal.people import OWN, PASSWORD, WORDS, cookie_of, is_open, opened, opens, session_cookie, writer, writes
from tests.journal.test_vault import passkey_of
from tests.members.doors import codes_on, hand_in, newcomer, sign_in, words_of

pytestmark = pytest.mark.django_db


def written(browser, words=WORDS, title="Monday"):
    """Through the form. Gives the address of the entry."""
    answer = hand_in(browser, "/journal/write", words=words, title=title)
    assert answer.status_code == 302, words_of(answer)[-2000:]
    return answer["Location"]


# ---- beginning


def test_what_can_be_lost_is_said_before_the_first_line():
    browser = cast.signed_in(newcomer())
    assert browser.get("/journal")["Location"] == "/journal/begin"
    page = words_of(browser.get("/journal/begin"))
    assert "If every secret that opens it is lost, so is everything in it." in page
    assert "end-to-end" not in page and "zero-knowledge" not in page
    answer = hand_in(browser, "/journal/begin", password=PASSWORD)
    assert answer["Location"] == "/journal/codes"
    codes = codes_on(browser.get("/journal/codes"))
    assert len(codes) == 10
    hand_in(browser, "/journal/codes", kept="1")
    assert codes_on(browser.get("/journal/codes")) == []
    written(browser)
    assert opens(cast.signed_in(queries.members.Member.objects.get()), codes[0]).status_code == 302


def test_it_begins_only_with_the_password_one_signs_in_with():
    browser = cast.signed_in(newcomer())
    page = hand_in(browser, "/journal/begin", password="another four quiet words")
    assert "not the password you sign in with" in words_of(page) and VaultLock.system.count() == 0


def test_codes_are_made_only_when_wanted():
    browser = cast.signed_in(newcomer())
    assert hand_in(browser, "/journal/begin", password=PASSWORD, codes=[])["Location"] == "/journal"
    assert VaultLock.system.filter(kind="code").count() == 0


def test_codes_that_were_not_kept_are_gone_when_it_locks():
    browser = cast.signed_in(newcomer())
    hand_in(browser, "/journal/begin", password=PASSWORD)
    browser.post("/journal/lock")
    opens(browser)
    assert codes_on(browser.get("/journal/codes")) == []


def test_who_has_a_passkey_alone_chooses_a_passphrase():
    rook = cast.member("Rook")
    browser = cast.signed_in(rook)
    assert "at least 15" in words_of(hand_in(browser, "/journal/begin", password="short"))
    assert hand_in(browser, "/journal/begin", password=OWN, codes=[])["Location"] == "/journal"
    assert opened(rook, OWN).get("/journal").status_code == 200


def test_a_second_press_begins_one_journal():
    browser = cast.signed_in(newcomer())
    page = browser.get("/journal/begin")
    form = next(form for form in forms_of(page, "/journal/begin") if "password" in form.names)
    first, second = (browser.post(form.action, form.data(password=PASSWORD)) for _press in range(2))
    assert first["Location"] == second["Location"] and VaultLock.system.filter(kind="password").count() == 1


# ---- an entry's life


def test_an_entry_is_written_read_changed_and_let_go(clock):
    member, key = writer()
    browser = opened(member)
    address = written(browser)
    page = words_of(browser.get(address))
    assert WORDS in page and "Monday" in page
    assert hand_in(browser, f"{address}/edit", words="It was off again.", title="Tuesday")["Location"] == address
    assert "It was off again." in words_of(browser.get(address)) and "changed" in words_of(browser.get(address))
    page = browser.get("/journal")
    assert "Tuesday" in words_of(page) and "It was off again." in words_of(page)
    assert browser.post(f"{address}/delete")["Location"] == "/journal"
    assert browser.get(address).status_code == 404 and "Tuesday" not in words_of(browser.get("/journal")).replace("You had", "")
    clock.move(minutes=9)
    assert browser.post(f"{address}/bring-back").status_code == 302
    assert "It was off again." in words_of(browser.get(address))
    browser.post(f"{address}/delete")
    clock.tick(minutes=11)
    assert Entry.system.count() == 0 and browser.post(f"{address}/bring-back").status_code == 404


def test_a_second_press_keeps_one_entry():
    browser = opened(writer()[0])
    form = next(form for form in forms_of(browser.get("/journal/write"), "/journal/write") if "words" in form.names)
    first, second = (browser.post(form.action, form.data(words=WORDS)) for _press in range(2))
    assert first["Location"] == second["Location"] and Entry.system.count() == 1


def test_what_is_typed_is_kept_as_a_draft_in_the_vault_alone():
    member, key = writer()
    browser = opened(member)
    form = next(form for form in forms_of(browser.get("/journal/write"), "/journal/write") if "words" in form.names)
    data = {name: value for name, value in form.data(words="Half a th").items() if name != "once"}  # as base/app.js does it
    assert "Draft kept" in browser.post("/journal/keep", data).json()["said"]
    assert browser.post("/journal/keep", {**data, "words": ["Half a thought."]}).json()["fields"] == {"entry": data["entry"][0]}
    entry = Entry.system.get()
    assert queries.entry_of(member, key, entry.pk).draft == ("", "Half a thought.")
    assert b"Half" not in bytes(entry.sealed)
    page = browser.get("/journal")
    assert "begun" in words_of(page) and browser.get(f"/journal/{entry.pk}")["Location"] == f"/journal/{entry.pk}/edit"
    assert "Half a thought." in words_of(browser.get(f"/journal/{entry.pk}/edit"))
    browser.post("/journal/write", {**data, "words": ["A whole thought."]})
    assert queries.entry_of(member, key, entry.pk).words == "A whole thought." and Entry.system.count() == 1
    browser.post("/journal/keep", data)  # it was on its way, and arrives late
    assert queries.entry_of(member, key, entry.pk).draft is None


def typing(browser, address: str, **typed) -> dict:
    """What the page of an entry sends while somebody writes."""
    form = next(form for form in forms_of(browser.get(address), "x") if "words" in form.names)
    return {name: value for name, value in form.data(**typed).items() if name != "once"}


def test_a_draft_of_what_was_kept_or_let_go_elsewhere_is_not_said_to_be_kept():
    member, key = writer()
    browser = opened(member)
    entry = writes(member, key)
    data = typing(browser, f"/journal/{entry.pk}/edit", words="In the first tab.")
    assert "Draft kept" in browser.post("/journal/keep", data).json()["said"], "a control"
    verbs.keep(entry.pk, title="", words="In the second.", prompt="", seen="kept", key=key, by=member)
    said = browser.post("/journal/keep", data).json()
    assert "in this page alone until you press Keep" in said["said"] and "fields" not in said
    data = typing(browser, f"/journal/{entry.pk}/edit", words="In the first tab.")
    assert "Draft kept" in browser.post("/journal/keep", data).json()["said"]
    verbs.delete(entry.pk, by=member)
    assert "in this page alone until you press Keep" in browser.post("/journal/keep", data).json()["said"]
    assert browser.post("/journal/write", data).status_code == 302
    assert queries.entry_of(member, key, entry.pk).words == "In the first tab."


def test_a_change_that_was_begun_stands_beside_what_is_kept():
    member, key = writer()
    browser = opened(member)
    entry = writes(member, key)
    form = next(form for form in forms_of(browser.get(f"/journal/{entry.pk}/edit"), "x") if "words" in form.names)
    browser.post("/journal/keep", {name: value for name, value in form.data(words="Only begun.").items() if name != "once"})
    assert WORDS in words_of(browser.get(f"/journal/{entry.pk}")) and "Only begun." not in words_of(browser.get(f"/journal/{entry.pk}"))
    assert "Only begun." in words_of(browser.get(f"/journal/{entry.pk}/edit"))


def test_two_tabs_lose_neither_text():
    member, key = writer()
    browser, entry = opened(member), None
    entry = writes(member, key, "As it was.")
    one, other = (next(form for form in forms_of(browser.get(f"/journal/{entry.pk}/edit"), "x") if "words" in form.names) for _tab in range(2))
    browser.post(one.action, one.data(words="From one tab."))
    page = browser.post(other.action, other.data(words="From the other."))
    assert page.status_code == 200 and "From one tab." in words_of(page) and "From the other." in words_of(page)
    form = next(form for form in forms_of(page, "x") if "words" in form.names)
    browser.post(form.action, form.data(words="Both."))
    assert queries.entry_of(member, key, entry.pk).words == "Both."


def test_words_for_an_entry_that_went_meanwhile_are_kept():
    member, key = writer()
    browser, entry = opened(member), writes(member, key)
    form = next(form for form in forms_of(browser.get(f"/journal/{entry.pk}/edit"), "x") if "words" in form.names)
    Entry.system.all().delete()
    address = browser.post(form.action, form.data(words="Still here."))["Location"]
    assert "Still here." in words_of(browser.get(address))


def test_prompts_are_offered_and_stay_with_the_entry():
    browser = opened(writer()[0])
    prompt, words = re.search(r'/journal/write\?prompt=(\w+)">([^<]+)<', words_of(browser.get("/journal"))).groups()
    assert words in words_of(browser.get(f"/journal/write?prompt={prompt}"))
    address = hand_in(browser, f"/journal/write?prompt={prompt}", words="It did.")["Location"]
    assert words in words_of(browser.get(address))
    assert browser.get("/journal/write?prompt=nonsense").status_code == 200


def test_the_search_finds_words_in_any_case_and_leaves_no_trace():
    member, key = writer()
    for words in ("The Kettle was on.", "Nothing of note.", "A kettle, and rain ON the roof."):
        writes(member, key, words)
    browser = opened(member)
    page = words_of(hand_in(browser, "/journal/search", q="kettle on"))
    assert "The Kettle was on." in page and "rain ON" in page and "Nothing of note." not in page
    assert "None of your entries" in words_of(hand_in(browser, "/journal/search", q="meteorite"))
    assert all("kettle" not in str(session) for session in sessions())


def sessions() -> list[dict]:
    return [SessionStore().decode(row.session_data) for row in SignedIn.objects.all()]


def test_the_list_goes_back_a_page_at_a_time_and_asks_as_much_for_one_as_for_many():
    member, key = writer()
    browser = opened(member)
    counts = []
    for more in (1, queries.A_PAGE + 4):
        for n in range(more):
            writes(member, key, f"Entry {more}-{n}.")
        browser.get("/journal")
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/journal")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 7, counts
    further = re.search(r'"(/journal\?after=\d+)"', words_of(page))[1]
    assert "Entry 1-0." in words_of(browser.get(further)) and "Entry 1-0." not in words_of(page)


# ---- what locks it


def test_it_locks_after_half_an_hour_and_stays_open_for_who_goes_on(clock):
    browser = opened(writer()[0])
    for _page in range(3):
        clock.move(minutes=20)
        assert is_open(browser)
    clock.move(minutes=31)
    assert browser.get("/journal")["Location"] == "/journal/open"
    assert "vault" not in sessions()[0], "its half is gone from the session too"


def test_one_press_locks_it():
    browser = opened(writer()[0])
    browser.post("/journal/lock")
    assert not is_open(browser) and "vault" not in sessions()[0] and not cookie_of(browser)


def test_leaving_quickly_locks_it():
    member, _key = writer()
    Member.objects.filter(pk=member.pk).update(leave_signs_out=False)
    browser = opened(member)
    browser.get("/leave")
    assert "vault" not in sessions()[0]
    browser.post("/left")
    assert not is_open(browser) and browser.get("/you").status_code == 200


def test_signing_out_locks_it():
    member, _key = writer()
    browser = opened(member)
    browser.post("/sign-out")
    sign_in(browser)
    assert browser.get("/you").status_code == 200 and not is_open(browser)


# ---- two halves


def test_the_cookie_without_its_session_opens_nothing():
    member, _key = writer()
    thief = cast.signed_in(member)
    thief.cookies[halves.cookie_name("vault")] = cookie_of(opened(member))
    assert not is_open(thief)


def test_the_session_without_its_cookie_opens_nothing():
    member, _key = writer()
    browser, thief = opened(member), Client()
    assert is_open(browser)
    thief.cookies[session_cookie()] = browser.cookies[session_cookie()].value
    assert thief.get("/you").status_code == 200 and not is_open(thief)
    for cookie in ("", "x", "A" * 43 + "=", "é"):
        thief.cookies[halves.cookie_name("vault")] = cookie
        assert not is_open(thief)


def test_the_cookie_is_of_one_host_and_no_script_reads_it(settings):
    settings.SECURE = True
    member, _key = writer()
    browser = cast.signed_in(member)
    opens(browser)
    cookie = browser.cookies["__Host-vault"]
    assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"] and cookie["samesite"] == "Strict"
    assert not cookie["max-age"] and not cookie["expires"], "it ends with the browser"


# ---- opening it


def test_after_ten_wrong_tries_there_is_a_wait(clock):
    member, _key = writer()
    browser = cast.signed_in(member)
    for _try in range(10):
        assert "does not open it" in words_of(opens(browser, "not these four words"))
    assert "wait a quarter of an hour" in words_of(opens(browser)) and not is_open(browser)
    clock.move(minutes=16)
    assert opens(browser).status_code == 302


def test_a_changed_lock_is_a_kind_error():
    member, _key = writer()
    VaultLock.system.update(wrapped=b"\x01changed")
    page = opens(cast.signed_in(member))
    assert page.status_code == 200 and "does not open it" in words_of(page)


def test_it_leads_to_where_they_were_going():
    member, key = writer()
    entry = writes(member, key)
    browser = cast.signed_in(member)
    assert browser.get(f"/journal/{entry.pk}")["Location"] == "/journal/open"
    assert opens(browser)["Location"] == f"/journal/{entry.pk}"


def test_a_journal_that_nothing_opens_can_be_let_go_and_begun_anew():
    member, key = writer()
    writes(member, key)
    browser = cast.signed_in(member)
    assert hand_in(browser, "/journal/start-over").status_code == 200 and Entry.system.count() == 1, "asked first"
    hand_in(browser, "/journal/start-over", sure="on")
    assert Entry.system.count() == 0
    assert hand_in(browser, "/journal/begin", password=PASSWORD, codes=[])["Location"] == "/journal"


# ---- what was typed is never lost, and never lies where the space's key opens it


def test_words_that_meet_it_locked_wait_in_the_page_and_go_on(clock):
    member, key = writer()
    browser = opened(member)
    form = next(form for form in forms_of(browser.get("/journal/write"), "x") if "words" in form.names)
    clock.move(minutes=31)
    page = browser.post(form.action, form.data(words="Written for an hour.", title="Long"))
    assert page.status_code == 403 and "Written for an hour." in words_of(page)
    assert all("Written" not in str(session) for session in sessions()), "the server holds nothing of it"
    waiting = next(form for form in forms_of(page, "x") if "password" in form.names)
    again = browser.post(waiting.action, waiting.data(password="not these four words"))
    assert "Written for an hour." in words_of(again) and "does not open it" in words_of(again)
    waiting = next(form for form in forms_of(again, "x") if "password" in form.names)
    answer = browser.post(waiting.action, waiting.data(password=PASSWORD))
    page = browser.get(answer["Location"])
    assert "Written for an hour." in words_of(page) and 'value="Long"' in words_of(page)
    assert queries.entries_of(member, key)[0].draft == ("Long", "Written for an hour.")


def held_up(browser, clock, **typed):
    """The page in which words wait that met it locked."""
    form = next(form for form in forms_of(browser.get("/journal/write"), "x") if "words" in form.names)
    clock.move(minutes=31)
    return browser.post(form.action, form.data(**typed))


def test_words_that_wait_in_the_page_are_still_there_after_a_passkey_that_does_not_open_it(clock):
    member, key = writer()
    verbs.let_passkey_open(passkey_of(member), b"o" * 32, b"s" * 32, key=key, by=member)
    browser = opened(member)
    held_up(browser, clock, words="Written for an hour.", title="Long")
    answer = browser.post("/journal/open/passkey", {"credential": "{}", "open": "1", "entry": "5", "title": "Long", "words": "Written for an hour, and on."})
    assert answer.status_code == 200 and "Your words are in this page" in words_of(answer) and "That passkey did not open it." in words_of(answer)
    waiting = next(form for form in forms_of(answer, "x") if "password" in form.names).data(password=PASSWORD)
    assert waiting["title"] == ["Long"] and waiting["words"] == ["Written for an hour, and on."]


def test_a_title_alone_waits_too(clock):
    browser = opened(writer()[0])
    page = held_up(browser, clock, words="", title="Half a title")
    waiting = next(form for form in forms_of(page, "x") if "password" in form.names)
    assert 'value="Half a title"' in words_of(browser.post(waiting.action, waiting.data(password="not these four words")))


@pytest.mark.parametrize("door", ["/journal/open", "/journal/open/passkey"])
def test_words_that_wait_in_the_page_lie_in_two_halves_when_the_session_ends_too(door, clock):
    browser = opened(writer()[0])
    held_up(browser, clock, words="Written all evening.")
    SignedIn.objects.all().delete()
    browser.post(door, {"entry": "5", "words": "Written all evening."})
    assert "half" in sessions()[-1]["kept"] and "Written" not in str(sessions())


@pytest.mark.parametrize("let_go", [False, True])
def test_words_that_waited_stay_in_the_page_when_their_entry_was_kept_or_let_go_meanwhile(let_go, clock):
    member, key = writer()
    browser = opened(member)
    entry = writes(member, key)
    data = typing(browser, f"/journal/{entry.pk}/edit", words="In the first tab.")
    if let_go:
        verbs.delete(entry.pk, by=member)
    else:
        verbs.keep(entry.pk, title="", words="In the second.", prompt="", seen="kept", key=key, by=member)
    clock.move(minutes=31)
    waiting = next(form for form in forms_of(browser.post(f"/journal/{entry.pk}/edit", data), "x") if "password" in form.names)
    page = browser.post(waiting.action, waiting.data(password=PASSWORD))
    again = next(form for form in forms_of(page, "x") if "words" in form.names)
    assert page.status_code == 200 and again.data()["words"] == ["In the first tab."]
    assert ("In the second." in words_of(page)) != let_go
    assert browser.post(again.action, again.data())["Location"] == f"/journal/{entry.pk}"
    assert queries.entry_of(member, key, entry.pk).words == "In the first tab."


def test_a_draft_that_meets_it_locked_is_told_so(clock):
    browser = opened(writer()[0])
    clock.move(minutes=31)
    assert "locked itself" in browser.post("/journal/keep", {"entry": "5", "words": "More."}).json()["said"]
    assert Entry.system.count() == 0


def test_words_of_an_expired_session_wait_in_two_halves():
    member, key = writer()
    browser = opened(member)
    form = next(form for form in forms_of(browser.get("/journal/write"), "x") if "words" in form.names)
    SignedIn.objects.all().delete()
    assert browser.post(form.action, form.data(words="Written all evening."))["Location"] == "/sign-in"
    held = sessions()[-1]["kept"]
    assert "fields" not in held and "Written" not in str(sessions())
    cookie = halves.cookie_name("kept")
    assert halves.joined(type("", (), {"COOKIES": {cookie: browser.cookies[cookie].value}}), "kept", held["half"], "kept"), "a control"
    assert sign_in(browser)["Location"] == "/kept"
    page = browser.get("/kept")
    assert "Written all evening." in words_of(page)
    again = next(form for form in forms_of(page, "/kept") if "words" in form.names)
    locked = browser.post(again.action, again.data())
    assert "Written all evening." in words_of(locked)
    waiting = next(form for form in forms_of(locked, "x") if "password" in form.names)
    browser.post(waiting.action, waiting.data(password=PASSWORD))
    assert queries.entries_of(member, key)[0].draft == ("", "Written all evening.")


def test_without_its_half_the_kept_words_stay_shut():
    member, _key = writer()
    browser = opened(member)
    SignedIn.objects.all().delete()
    browser.post("/journal/write", {"entry": "5", "words": "Written all evening."})
    del browser.cookies[halves.cookie_name("kept")]
    assert sign_in(browser)["Location"] != "/kept"


def test_nothing_that_is_lost_is_kept_of_a_draft_sent_by_a_script():
    """It is not kept under an address that a person cannot use."""
    member, _key = writer()
    browser = opened(member)
    SignedIn.objects.all().delete()
    browser.post("/journal/keep", {"entry": "5", "words": "Half."})
    assert all("kept" not in session for session in sessions())


# ---- its doors


def test_you_and_today_lead_there():
    browser = cast.signed_in(cast.member("Juno"))
    for page in ("/you", "/"):
        assert 'href="/journal"' in words_of(browser.get(page))


def test_a_lock_taken_by_the_owner_of_a_journal_keeps_being_theirs():
    """Codes made in the journal let them back in, too."""
    member, key = writer()
    codes = verbs.make_codes(key=key, by=member)
    browser = Client()
    assert hand_in(browser, "/recover", recovery_code=codes[1])["Location"] == "/recover/new"


# ---- words that mean danger

DANGER = "I have the pills here. I am going to kill myself tonight."


def test_words_that_mean_danger_bring_their_writer_a_card_and_tell_nobody(clock):
    from cairn.safety.models import Alert

    member, key = writer()
    browser = opened(member)
    address = written(browser, DANGER)
    page = words_of(browser.get(address))
    assert "We noticed this and care." in page and "nobody has been told" in page and DANGER in page
    assert not Alert.objects.exists() and all("care" not in session for session in sessions())
    assert "We noticed this" not in words_of(browser.get(f"{address}?as-it-is"))
    assert "We noticed this" not in words_of(browser.get("/journal"))
    clock.move(hours=25)
    opens(browser)
    assert "We noticed this" not in words_of(browser.get(address)), "who reads it again later is not asked again"


def test_everyday_words_bring_no_card():
    """The control."""
    browser = opened(writer()[0])
    assert "We noticed this" not in words_of(browser.get(written(browser)))


# ---- taking it along, and writing while paused


def test_it_is_taken_along_in_three_shapes_while_it_is_open():
    import json

    member, key = writer()
    writes(member, key, "The first.\n\nWith a second part.", title="Monday")
    last = writes(member, key, "The last <b>bold</b>.")
    verbs.keep_draft(last.pk, title="", words="Only begun.", prompt="", seen="kept", key=key, by=member)
    browser = opened(member)
    for kind in ("html", "md", "json"):
        answer = browser.get(f"/journal/along/{kind}")
        file = words_of(answer)
        assert f'filename="words.{kind}"' in answer["Content-Disposition"] and answer["Cache-Control"] == "no-store"
        assert file.index("Monday") < file.index("The last") and "Only begun." in file
    assert "<b>bold" not in words_of(browser.get("/journal/along/html"))
    assert [one["title"] for one in json.loads(words_of(browser.get("/journal/along/json")))] == ["Monday", ""]
    assert browser.get("/journal/along/exe").status_code == 404
    browser.post("/journal/lock")
    assert browser.get("/journal/along/html")["Location"] == "/journal/open"


def test_somebody_paused_goes_on_writing_for_themselves(clock):
    member, _key = writer()
    type(member).objects.filter(pk=member.pk).update(paused_until=clock.now() + clock_days(3))
    browser = opened(member)
    assert WORDS in words_of(browser.get(written(browser)))


def clock_days(days: int):
    from datetime import timedelta

    return timedelta(days=days)

"""A stolen database, file, backup, log or letter holds no readable word; with the keys the pages show them all."""

from django.apps import apps
from django.db import models

from cairn.base.sealed import SealedText
from tests.promises.canaries import NOT_KEPT, found_in, traces_of
from tests.promises.surfing import NETWORK


def tokens(village) -> list[str]:
    """What was typed, and from where."""
    return [canary.token for canary in village.canaries.all] + NETWORK


def test_a_canary_was_typed_into_every_field_of_every_form(village):
    assert len(village.canaries.all) >= 50
    assert village.canaries.fields() >= typed_fields(), typed_fields() - village.canaries.fields()


def test_no_table_holds_one(village):
    heap = village.rows()
    assert len(heap) > 20_000
    assert found_in(heap, tokens(village)) == set()


def test_no_file_of_the_data_folder_holds_one(village):
    files = village.files()
    assert "server.log" in files
    for name, heap in files.items():
        if not name.startswith("search/"):  # the index of opened words: docs/operating says where it lies, and why
            assert found_in(heap, tokens(village)) == set(), name


def test_the_index_alone_holds_opened_words_and_none_but_of_shares(village):
    """What docs/operating names honestly. It holds what shares say, and nothing else that anybody typed."""
    heap = village.index()
    held = found_in(heap, tokens(village))
    assert held, "a control: what is told can be found"
    typed = {canary.token: (canary.route, canary.field) for canary in village.canaries.all}
    assert {typed[token] for token in held} <= {(route, field) for route in ("tell", "look_over", "edit", "draft_keep") for field in ("text", "note_words")}


def test_no_backup_holds_one(village):
    assert found_in(village.backup(), tokens(village)) == set()


def test_no_letter_holds_one_but_the_address_it_goes_to(village):
    letters = village.letterbox.wait_for(5)
    kinds = ("/mail/", "/recover/link/", "/asks/not-this-time/", "/notices", "/alerts")
    assert all(any(kind in letter for letter in letters) for kind in kinds), "there is one of each"
    assert all(any(kind in letter for kind in kinds) for letter in letters)
    assert found_in("\n".join(letters).encode(), tokens(village)) == set()


def test_with_the_keys_the_pages_show_them_all(village):
    shown = "\n".join(got.text for person in village.people() for got in person.seen).lower()
    missing = [canary for canary in village.canaries.to_be_shown() if canary.token not in shown]
    assert not missing, "\n".join(map(str, missing))


def test_what_was_tried_in_practice_is_on_no_page_afterwards(village):
    tried = [canary.token for canary in village.canaries.all if canary.route in NOT_KEPT]
    shown = "\n".join(got.text for person in village.people() for got in person.seen).lower()
    assert tried and not any(token in shown for token in tried)


def test_a_look_back_is_read_by_its_writer_and_their_supervisor_alone(village):
    written = [canary.token for canary in village.canaries.all if canary.route == "debrief"]
    readers = [person for person in village.people() if any(token in got.text.lower() for got in person.seen for token in written)]
    assert readers == [village.facilitator, village.other]
    assert sum(token in village.looks_back.text.lower() for token in written) == 2  # the answers to both prompts


def test_a_journal_is_read_by_its_writer_alone(village):
    written = [canary.token for canary in village.canaries.all if canary.route in ("journal_write", "entry_edit")]
    readers = [person for person in village.people() if any(token in got.text.lower() for got in person.seen for token in written)]
    assert len(written) > 3 and readers == [village.facilitator]


def test_no_secret_that_opens_something_is_kept_readable(village):
    """Invitation, codes, passwords, the cookies that somebody is signed in by."""
    cookies = [value for person in village.people() for name, value in person.cookies.items() if name in ("cairn", "vault")]
    secrets = [village.invitation, *village.author.codes, *cookies]
    assert len(cookies) > 3
    assert found_in(village.rows(), secrets) == set()


def test_the_search_finds_what_is_not_sealed(village):
    """A control: one row of plain words, in each disguise."""
    for disguise in traces_of("zqplantedqz"):
        assert found_in(village.rows() + b"...." + disguise, ["zqplantedqz"])
    assert not found_in(village.rows(), ["zqplantedqz"])


# ---- every column that could hold words is sealed, or plain on purpose


# Columns of text or bytes that stay readable, and why. Nothing a person types may be among them.
CHOSEN = "chosen from our own list"
DIGEST = "a keyed digest"
STONE = "a code of our own drawing"
PLAIN = {
    "Circle.language": CHOSEN, "Member.language": CHOSEN, "Member.languages": CHOSEN, "Share.language": CHOSEN, "Space.language": CHOSEN,
    "Member.zone": CHOSEN, "Space.zone": CHOSEN, "Space.country": CHOSEN, "Space.door": CHOSEN, "Member.theme": CHOSEN, "Member.leave_says": CHOSEN, "Member.motion": CHOSEN, "Member.contrast": CHOSEN,
    "Member.text_size": CHOSEN, "Interest.kind": CHOSEN, "Report.noun": CHOSEN, "Report.reason": CHOSEN, "Helpline.kind": CHOSEN,
    "Share.need": CHOSEN, "Share.audience": CHOSEN, "Share.shown_as": CHOSEN, "Share.prompt": CHOSEN, "Response.kind": CHOSEN,
    "Signal.kind": CHOSEN, "Draft.kind": CHOSEN, "Seat.role": CHOSEN, "Notice.kind": "which of our own sentences",
    "Share.note_topics": "ids of topics", "Event.data": "ids", "Event.kind": "one of our own words", "Event.stream": "a kind and an id",
    "Stream.name": "a kind and an id", "Member.stone": STONE, "Seat.own_stone": STONE,
    "Member.handle": DIGEST, "Member.mail_digest": DIGEST, "Invitation.digest": DIGEST, "SetupLink.digest": DIGEST,
    "RecoveryCode.digest": DIGEST, "Authorship.mark": DIGEST, "Once.key": DIGEST, "SignedIn.session_key": DIGEST,
    "Member.password": "Argon2", "SignedIn.session_data": "sealed by members/sessions.py", "Once.answer": "sealed by base/acts.py",
    "SignedIn.device": "browser and system, from our own list", "DataKey.wrapped": "a key, wrapped",
    "Passkey.credential": "random, made by the device", "Passkey.public_key": "random, made by the device",
    "Meeting.kind": CHOSEN, "Meeting.template": CHOSEN, "Meeting.zone": CHOSEN, "Circle.zone": CHOSEN, "Round.kind": CHOSEN, "Spoken.phase": CHOSEN,
    "RoomSignal.kind": CHOSEN, "LookedBack.answer": CHOSEN, "Series.kind": CHOSEN, "Series.often": CHOSEN, "Series.template": CHOSEN,
    "Series.zone": CHOSEN, "Series.rule": "a rule of days, checked before it is kept", "Series.except_on": "days", "Wish.slots": "hours of the week",
    "Meeting.state": "ids and numbers", "RoomEvent.kind": "one of our own words", "Feed.digest": DIGEST,
    "Rhythm.gathering": CHOSEN, "PushPlace.digest": DIGEST, "PushPlace.device": "browser and system, from our own list",
    "Outgoing.by": "one of our own words", "Outgoing.kind": "which of our own sentences",
    "FeelingWord.area": CHOSEN, "FeelingWord.language": CHOSEN,
    "Ask.shared_interest": CHOSEN, "Listener.there": "numbers",
    "VaultLock.kind": CHOSEN, "VaultLock.ref": "a digest, an id, or one of our own words", "VaultLock.salt": "random",
    "VaultLock.wrapped": "a key, wrapped twice", "Entry.sealed": "sealed by journal/vault.py, under a key that only its writer’s secret opens",
    "Concern.step": CHOSEN, "Concern.ended_as": CHOSEN, "Step.kind": CHOSEN, "Conversation.round": CHOSEN, "Conversation.ended_as": CHOSEN, "Voice.round": CHOSEN,
    "Picture.code": "random, of an address", "Along.sealed": "sealed by home/keeping.py", "Apart.kind": CHOSEN,
    "Alert.noun": CHOSEN, "Alert.mark": DIGEST, "AlertStep.what": CHOSEN, "Report.mark": DIGEST, "Look.noun": CHOSEN, "Look.mark": DIGEST,
    "Decision.act": CHOSEN, "Decision.noun": CHOSEN, "Decision.rule": CHOSEN, "Decision.mark": DIGEST,
    "LogLine.act": CHOSEN, "LogLine.noun": CHOSEN, "LogLine.digest": DIGEST, "LogLine.before": DIGEST,
    "SteppingStone.mark": DIGEST, "StartingLetter.language": CHOSEN, "StartingLetter.shown_as": CHOSEN,
    "Strategy.situation": "one of our own words, or an id", "Strategy.language": CHOSEN, "Strategy.shown_as": CHOSEN, "Strategy.counts": "sealed by toolkit/models.py",
    "Trial.mark": DIGEST, "Tried.outcome": CHOSEN, "Tried.shown_as": CHOSEN,
    "DayKey.key": "random, sealed by base/rates.py, deleted with its day", "Tally.digest": DIGEST,
    "Victory.stone": STONE, "Activity.kind": CHOSEN, "Activity.zone": CHOSEN,
    "Lease.name": "one of our own words", "Lease.holder": "random, of a process",
}
COULD_HOLD_WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)


def unsealed(some_models) -> set[str]:
    """Columns that could hold words and are not sealed."""
    return {
        f"{model.__name__}.{field.name}"
        for model in some_models
        for field in model._meta.concrete_fields
        if isinstance(field, COULD_HOLD_WORDS) and not isinstance(field, SealedText)
    }


def test_every_column_that_could_hold_words_is_sealed_or_plain_on_purpose():
    now = unsealed(apps.get_models())
    assert now - PLAIN.keys() == set(), "Seal it, or say here why it may be read"
    assert PLAIN.keys() - now == set(), "No longer there"


def test_a_new_unsealed_column_is_found():
    class Diary(models.Model):
        entry = models.TextField()
        kept = SealedText(owner=None)

        class Meta:
            app_label = "planted"

    assert unsealed([Diary]) == {"Diary.entry"}


def typed_fields() -> set[str]:
    """Every field of every form class that takes words."""
    from django import forms

    from cairn.base.forms import KindForm

    import cairn.config.urls  # noqa: F401  brings every room's forms

    hidden_or_chosen = (forms.HiddenInput, forms.RadioSelect, forms.Select)
    return {
        name
        for form in _all_below(KindForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, hidden_or_chosen)
    }


def _all_below(base) -> set:
    return {form for one in base.__subclasses__() if one.__module__.startswith("cairn.") for form in (one, *_all_below(one))}

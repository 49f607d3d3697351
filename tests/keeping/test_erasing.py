"""Leaving, changing one's mind, and being erased: everything of theirs is gone, and pages of others stand."""

from datetime import timedelta

import pytest
from django.apps import apps

from cairn.base import clock as time
from cairn.base import keyring
from cairn.base.rules import Refused
from cairn.base.sealed import SealedText
from cairn.circles.models import Seat
from cairn.home import goes
from cairn.members import verbs
from cairn.members.models import Block, Experience, Member, Passkey, RecoveryCode, SignedIn
from cairn.safety.models import Plan, Report
from cairn.safety.verbs import report
from cairn.shares.models import Authorship, Draft, Response, Share, Signal
from cairn.shares.verbs import keep_draft, signal
from tests import cast

pytestmark = pytest.mark.django_db


class Story:
    """Dell sits in a circle with Marl, has told and answered, and was reported."""

    def __init__(self):
        self.cole, self.marl, self.dell, self.juno = cast.member("Cole", coordinator=True), cast.member("Marl"), cast.member("Dell"), cast.member("Juno")
        self.circle = cast.circle_of(self.marl, self.dell, self.juno)
        self.told = cast.share_by(self.dell, "Dell in the circle.", circle=self.circle)
        self.as_someone = cast.share_by(self.dell, "Dell as someone.", shown_as="someone")
        self.alone = cast.share_by(self.dell, "Dell alone.", audience="me")
        self.answered = cast.response_by(self.juno, self.told, "Juno heard Dell.")
        self.others = cast.share_by(self.juno, "Juno to everyone.")
        self.answer = cast.response_by(self.dell, self.others, "Dell heard Juno.")
        self.brought = report("response", self.answer.pk, reason="unsure", words="Look at Dell.", by=self.marl)
        self.by_dell = report("share", self.others.pk, reason="unsure", words="Dell asks.", by=self.dell)
        signal(self.others, "nod", by=self.dell)
        keep_draft(kind="share", about=7, fields={"text": "Dell begun."}, by=self.dell)
        plan = Plan(member=self.dell)
        plan.alone = "Dell walks."
        plan.save(force_insert=True)
        Experience.objects.create(member=self.dell, topic=cast.topic())
        verbs.new_recovery_codes(by=self.dell)

    def again(self, member):
        return Member.objects.get(pk=member.pk)


@pytest.fixture
def story():
    return Story()


def words_of_everybody() -> set[str]:
    """Every sealed text in the database that opens."""
    keyring.forget_all()
    found = set()
    for model in apps.get_app_config("cairn").get_models():
        for field in (f for f in model._meta.concrete_fields if isinstance(f, SealedText)):
            found |= {text for row in model._base_manager.all() if (text := getattr(row, field.attname))}
    return found


def of(name: str) -> set[str]:
    return {text for text in words_of_everybody() if name in text}


def test_every_relation_to_a_member_is_decided():
    relations = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("cairn").get_models()
        for field in model._meta.concrete_fields if field.is_relation and field.related_model is Member
    }
    assert relations == set(goes.RELATIONS)


def test_every_text_sealed_with_a_members_key_is_decided():
    for model in apps.get_app_config("cairn").get_models():
        for field in (f for f in model._meta.concrete_fields if isinstance(f, SealedText) and f.owner is not None):
            relation = f"{model.__name__}.{field.owner.removesuffix('_id')}"
            assert relation in goes.RELATIONS or model.__name__ in goes.WORDS, f"{model.__name__}.{field.name}"
            fate = goes.RELATIONS.get(relation)
            assert fate != goes.STAYS, f"{relation} keeps words of somebody who was erased"


def test_somebody_who_left_is_seen_nowhere_and_may_come_back(story, clock):
    verbs.leave(by=story.dell)
    left = story.again(story.dell)
    assert left.left_at and left.erase_at == left.left_at + timedelta(days=14) or left.erase_at > left.left_at
    assert not Seat.system.held().filter(member=left).exists()
    assert cast.signed_in(story.juno).get(f"/shares/{story.told.pk}").status_code == 404
    assert "Dell heard Juno." in cast.signed_in(story.juno).get(f"/shares/{story.others.pk}").content.decode()
    clock.tick(days=13)
    assert Share.system.filter(pk=story.told.pk).exists()
    verbs.stay(by=story.again(story.dell))
    assert story.again(story.dell).is_here
    cast.seat(story.circle, story.dell)
    assert "Dell in the circle." in cast.signed_in(story.juno).get(f"/shares/{story.told.pk}").content.decode()
    clock.tick(days=3)
    assert Share.system.filter(pk=story.told.pk).exists() and story.again(story.dell).erased_at is None


def test_signing_in_takes_leaving_back(story):
    dell = verbs.come_in(name="Wren", stone="5-0-83", languages=["en"], zone="UTC", sign_in_name="wren-private-7", password="four quiet words here")
    told = cast.share_by(dell, "Wren to everyone.")
    verbs.leave(by=dell)
    browser = cast.stranger()
    page = browser.post("/sign-in", {"sign_in_name": "wren-private-7", "password": "four quiet words here", "once": "a"}, follow=True)
    assert "You are back" in page.content.decode()
    assert story.again(dell).is_here and Share.system.get(pk=told.pk).withdrawn_at is None


def test_after_two_weeks_the_clock_erases_and_nothing_of_theirs_opens(story, clock):
    assert len(of("Dell")) > 8  # there is something that could be left
    verbs.leave(by=story.dell)
    clock.tick(days=14, minutes=1)
    assert of("Dell") == {"Juno heard Dell."} & of("Dell")
    gone = story.again(story.dell)
    assert gone.erased_at and gone.name is None and gone.handle is None and gone.mail_digest is None
    for model in (Share, Authorship):
        assert not model._base_manager.filter(pk__in=[story.told.pk, story.as_someone.pk, story.alone.pk]).exists()
    for model in (Passkey, RecoveryCode, SignedIn, Plan, Experience, Seat, Signal, Draft):
        assert not model._base_manager.filter(member=gone).exists(), model


def test_pages_of_others_stand(story):
    verbs.erase_me(by=story.dell)
    page = cast.signed_in(story.juno).get(f"/shares/{story.others.pk}").content.decode()
    assert "Juno to everyone." in page and "Somebody who has left" in page
    assert "These words were taken back." in page and "Dell" not in page
    for address in ("/", "/circles", f"/circles/{story.circle.pk}", "/shares", "/you", "/notices", "/desk"):
        for somebody in (story.juno, story.marl, story.cole):
            answer = cast.signed_in(somebody).get(address)
            assert answer.status_code in (200, 404) and "Dell" not in answer.content.decode(), address


def test_a_report_about_their_words_ends_with_them_and_one_they_brought_goes_on_without_them(story):
    verbs.erase_me(by=story.dell)
    assert not {"Look at Dell."} & words_of_everybody()
    kept = Report.objects.get(pk=story.by_dell.pk)
    assert kept.by is None and kept.words == "" and "Juno to everyone." in kept.evidence


def test_answers_that_stand_open_under_a_new_key_and_nothing_else_does(story, clock):
    old = bytes(Response.system.get(pk=story.answer.pk).__dict__["text"])
    cast.block(cast.member("Tarn"), story.dell)
    verbs.leave(answers_stand=True, by=story.dell)
    clock.tick(days=15)
    assert of("Dell") - {"Juno heard Dell."} == {"Dell heard Juno."}
    assert bytes(Response.system.get(pk=story.answer.pk).__dict__["text"]) != old
    page = cast.signed_in(story.juno).get(f"/shares/{story.others.pk}").content.decode()
    assert "Dell heard Juno." in page and "Somebody who has left" in page
    tarn = Block.objects.get(blocked=story.dell).blocker
    assert "Dell heard Juno." not in cast.signed_in(tarn).get(f"/shares/{story.others.pk}").content.decode()


def test_the_last_coordinator_names_another_first(story):
    with pytest.raises(Refused):
        verbs.leave(by=story.cole)
    with pytest.raises(Refused):
        verbs.name_coordinator(story.marl, by=story.juno)
    verbs.name_coordinator(story.marl, by=story.cole)
    verbs.leave(by=story.cole)
    assert story.again(story.cole).left_at and story.again(story.marl).is_coordinator


def test_an_ended_membership_cannot_be_taken_back_by_signing_in(story, clock):
    verbs.end_membership(story.dell)
    with pytest.raises(Refused):
        verbs.stay(by=story.again(story.dell))
    verbs.let_back(story.again(story.dell))
    assert story.again(story.dell).is_here
    verbs.end_membership(story.again(story.dell))
    clock.tick(days=15)
    assert story.again(story.dell).erased_at


def test_erasing_twice_is_erasing_once(story):
    verbs.erase_me(by=story.dell)
    before = story.again(story.dell).erased_at
    verbs.erase(story.dell.pk)
    assert story.again(story.dell).erased_at == before


def test_a_killed_erasure_is_whole_or_not_at_all(story, monkeypatch):
    """The control: half of it done, the process ends. All is still there, and the clock does it again."""
    verbs.leave(by=story.dell)
    Member.objects.filter(pk=story.dell.pk).update(erase_at=time.now())
    with monkeypatch.context() as torn, pytest.raises(SystemExit):
        torn.setattr(keyring, "destroy", lambda owner: (_ for _ in ()).throw(SystemExit))
        verbs.erase(story.dell.pk)
    assert Share.system.filter(pk=story.told.pk).exists() and "Dell alone." in words_of_everybody()
    verbs.erase_who_left()
    assert not of("Dell alone.")


def test_nobody_is_asked_to_hear_somebody_who_left_until_they_are_back(story, clock):
    from cairn.hearing.models import Wave

    def looks() -> bool:
        return Wave.objects.filter(share=story.as_someone.pk, due_at__isnull=False).exists()

    assert looks()
    verbs.leave(by=story.dell)
    assert not looks()
    clock.tick(minutes=2)
    assert not looks()
    verbs.stay(by=story.again(story.dell))
    clock.tick(minutes=2)
    assert looks()


@pytest.mark.django_db(transaction=True)
def test_the_index_lets_go_of_what_was_told(transactional_db):
    from cairn.shares.search import index

    index.ensure()
    index.clear()
    dell = cast.member("Dell")
    told = [cast.share_by(dell, f"The lighthouse keeper rows at dawn, {word}.").pk for word in ("once", "twice", "again")]
    assert set(told) <= index.bags().keys()
    verbs.erase_me(by=dell)
    assert not set(told) & index.bags().keys()

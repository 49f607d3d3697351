"""A called conversation of a whole circle. Every act that counts seats holds the circle's row first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import queries as circles
from cairn.circles.models import Circle
from cairn.members import verbs as members
from cairn.members.models import Member
from cairn.repair import rules
from cairn.repair.happenings import ConversationMoved
from cairn.repair.models import Conversation, Voice
from cairn.safety.verbs import note, require_no_waiting, screen


@act
def call(circle, about: str, *, by) -> Conversation:
    """Who holds the circle calls one; whoever else sits in it asks those who hold it to. There is one at a time."""
    circle = Circle.system.select_for_update().get(pk=circle.pk)
    require(rules.may_call(by, circle), _("This is for the people of an open circle."))
    standing = Conversation.system.filter(circle=circle, ended_at=None).first()
    if standing is not None:
        return standing
    require_no_waiting(by)
    calls = rules.holds(by, circle)
    conversation = Conversation(circle=circle, by=by, round=Conversation.HAPPENED if calls else Conversation.ASKED, due_at=clock.now() + rules.SOFT_TIME)
    conversation.about = about
    conversation.save(force_insert=True)
    _screen("conversation", conversation.pk, about, conversation, by)
    _tell(conversation, "called" if calls else "asked", circles.seated_ids(circle.pk) if calls else circles.holder_ids(circle.pk), besides=by)
    return conversation


def _screen(noun: str, pk: int, words: str, conversation, by) -> None:
    """As what is said in a meeting is: the circle reads it."""
    where = _("in %(circle)s") % {"circle": conversation.circle.name}
    screen(noun, pk, words, by=by, told=True, where=where, href=reverse("conversation", args=[conversation.pk]))


def _tell(conversation, what: str, to, *, besides=None) -> None:
    hear = tuple(sorted(pk for pk in to if besides is None or pk != besides.pk))
    if hear:
        tell(ConversationMoved(conversation.pk, what, hear))


@act
def answer_asked(conversation, *, yes: bool, by) -> Conversation:
    """Who holds the circle calls what somebody asked for, or says "not now"."""
    conversation = still(conversation)
    require(rules.holds(by, conversation.circle), _("The people who hold this circle answer here."))
    if conversation.ended_at or conversation.round != Conversation.ASKED:
        return conversation
    if yes:
        open_round(conversation, Conversation.HAPPENED, "called", besides=by)
    else:
        rest(conversation)
        _tell(conversation, "not_now", [conversation.by_id])
    return still(conversation)


def still(conversation) -> Conversation:
    """As it is now, with its circle's seats held still."""
    Circle.system.select_for_update().get(pk=conversation.circle_id)
    return Conversation.system.select_for_update(of=("self",)).select_related("circle").get(pk=conversation.pk)


def open_round(conversation, round: str, what: str, *, besides=None) -> None:
    Conversation.system.filter(pk=conversation.pk).update(round=round, reminded_at=None, due_at=clock.now() + rules.SOFT_TIME)
    _tell(conversation, what, circles.seated_ids(conversation.circle_id), besides=besides)


def rest(conversation, how: str = "rested") -> None:
    Conversation.system.filter(pk=conversation.pk).update(ended_at=clock.now(), ended_as=how, due_at=None)


@act
def speak(conversation, round: str, words: str, *, by) -> Voice:
    """Say something in a round, or pass (no words). Until the next text is put forward it can be said otherwise."""
    conversation = still(conversation)
    require(rules.sits(by, conversation.circle), _("This is for the people of this circle."))
    require(rules.may_speak(conversation, round), _("This round is over."))
    if words:
        require_no_waiting(by, without=_("You can pass in this round, and others hear that you are here."))
    voice = Voice.objects.filter(conversation=conversation, member=by, round=round).first() or Voice(conversation=conversation, member=by, round=round)
    voice.words, voice.at = words or None, clock.now()
    voice.save()
    _screen("voice", voice.pk, words, conversation, by)
    if not unheard(conversation):
        _all_were_heard(conversation)
    return voice


def unheard(conversation) -> set[int]:
    """Who sits here and has neither spoken nor passed in this round; in the last one, who has not said yes."""
    heard = Voice.objects.filter(conversation=conversation, round=conversation.round)
    if conversation.round == Conversation.CONSENT:
        heard = heard.filter(yes=True)
    return set(circles.seated_ids(conversation.circle_id)) - set(heard.values_list("member", flat=True))


def _all_were_heard(conversation) -> None:
    """On to the next round; after the last of them those who hold the circle put a text forward."""
    at = rules.ROUNDS.index(conversation.round)
    if at + 1 < len(rules.ROUNDS):
        open_round(conversation, rules.ROUNDS[at + 1], "round")
        return
    _tell(conversation, "to_put_forward", circles.holder_ids(conversation.circle_id))


@act
def move_on(conversation, *, by) -> Conversation:
    """The round's soft time is over, and not all were heard: with the yes of who holds the circle it moves on.
    Those who were not heard are told, and can still speak in it."""
    conversation = still(conversation)
    require(rules.holds(by, conversation.circle), _("The people who hold this circle decide this."))
    require(conversation.ended_at is None and conversation.round in rules.ROUNDS[:-1], _("There is no round to move on from."))
    missing = unheard(conversation)
    require(conversation.reminded_at is not None, _("There is still time. Everybody has three days, and is reminded once."))
    _tell(conversation, "moved_on", missing)
    _all_were_heard(conversation)
    return still(conversation)


@act
def put_forward(conversation, text: str, *, by) -> Conversation:
    """The agreement as it would be, one sentence a line. Each seat is asked anew for its yes to exactly this."""
    conversation = still(conversation)
    require(rules.holds(by, conversation.circle), _("The people who hold this circle put the text forward."))
    require(conversation.ended_at is None and conversation.round in (Conversation.AGREE, Conversation.CONSENT), _("The rounds come first."))
    waits = conversation.round == Conversation.AGREE and unheard(conversation) and conversation.reminded_at is None
    require(not waits, _("There is still time. Everybody has three days, and is reminded once."))
    require(bool(text), _("Nothing is written here yet."))
    require_no_waiting(by)
    conversation.proposed = text
    conversation.save(update_fields=["proposed"])
    _screen("conversation", conversation.pk, text, conversation, by)
    _ask_all_anew(conversation)
    open_round(conversation, Conversation.CONSENT, "put_forward", besides=by)
    return still(conversation)


def _ask_all_anew(conversation) -> None:
    Voice.objects.filter(conversation=conversation, round=Conversation.CONSENT).update(yes=None)


@act
def consent(conversation, *, yes: bool, seen: str, words: str = "", by) -> Conversation:
    """Yes, or not yet, to exactly these words. One "not yet" leads back to "what we agree"; the last yes makes it the
    circle's agreement."""
    conversation = still(conversation)
    require(rules.sits(by, conversation.circle), _("This is for the people of this circle."))
    if conversation.ended_as == "agreed":
        return conversation
    require(conversation.ended_at is None and conversation.round == Conversation.CONSENT, _("This is not open just now."))
    require(rules.seen(conversation.proposed) == seen, _("The text was changed while you were reading. Please read it once more."))
    if words:
        require_no_waiting(by, without=_("You can say yes or not yet without a word to it."))
    voice = Voice.objects.filter(conversation=conversation, member=by, round=Conversation.CONSENT).first()
    voice = voice or Voice(conversation=conversation, member=by, round=Conversation.CONSENT)
    voice.words, voice.yes, voice.at = words or None, yes, clock.now()
    voice.save()
    _screen("voice", voice.pk, words, conversation, by)
    if not yes:
        Voice.objects.filter(conversation=conversation, round=Conversation.CONSENT).exclude(pk=voice.pk).update(yes=None)
        open_round(conversation, Conversation.AGREE, "not_yet", besides=by)
    else:
        agree_if_all_said_yes(conversation)
    return still(conversation)


def agree_if_all_said_yes(conversation) -> None:
    """Every seat there is now: also who sat down meanwhile, and no longer who left."""
    seated = circles.seated_ids(conversation.circle_id)
    if unheard(conversation) or not seated:
        return
    holder = next(iter(circles.holder_ids(conversation.circle_id)), conversation.by_id)
    agreement = members.new_agreement(conversation.proposed, circle=conversation.circle, by=Member.objects.get(pk=holder))
    for member in Member.objects.filter(pk__in=seated):
        members.consent(agreement, by=member)
    note("circle_agreed", by=holder, noun="circle", noun_id=conversation.circle_id)
    rest(conversation, "agreed")
    _tell(conversation, "agreed", seated)


@act
def let_rest(conversation, *, by) -> Conversation:
    """Without an end that all say yes to, and without reproach: who holds the circle, or who asked for it while it was not called."""
    conversation = still(conversation)
    own = conversation.round == Conversation.ASKED and conversation.by_id == by.pk
    require(own or rules.holds(by, conversation.circle), _("The people who hold this circle decide this."))
    if conversation.ended_at is None:
        rest(conversation)
        if conversation.round != Conversation.ASKED:
            _tell(conversation, "rests", circles.seated_ids(conversation.circle_id), besides=by)
    return still(conversation)

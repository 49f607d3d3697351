"""A called conversation as somebody of the circle sees it."""

from dataclasses import dataclass, field
from datetime import datetime

from cairn.base import keyring
from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.members.queries import Person
from cairn.repair import rules, words
from cairn.repair.models import Conversation, Voice


@dataclass(frozen=True, slots=True)
class VoiceSeen:
    person: Person
    words: str | None  # None: a pass
    gone: bool  # its words no longer exist
    yes: bool | None
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class RoundSeen:
    code: str
    title: str
    state: str  # done, now, later
    question: str
    voices: list[VoiceSeen]
    mine: VoiceSeen | None
    may_speak: bool


@dataclass(kw_only=True)
class ConversationPage:
    conversation: Conversation
    caller: Person | None
    about: str | None
    i_hold: bool
    rounds: list[RoundSeen]
    consents: list[VoiceSeen] = field(default_factory=list)
    my_consent: VoiceSeen | None = None
    not_heard: list[str] = field(default_factory=list)  # for those who hold the circle
    all_heard: bool = False
    seen: str = ""

    @property
    def pk(self) -> int:
        return self.conversation.pk

    @property
    def sentences(self) -> list[str]:
        return (self.conversation.proposed or "").splitlines()

    @property
    def soft_time_is_over(self) -> bool:
        return self.conversation.reminded_at is not None

    @property
    def not_yet(self) -> list[VoiceSeen]:
        """Why the text was brought back, by those who said so in words."""
        return [voice for voice in self.consents if voice.yes is False]


def conversation_for(member, pk) -> Conversation:
    """For whoever sits in the circle; one that was only asked for, for who asked and those who hold it. Or 404."""
    rows = Conversation.objects.seen_by(member).select_related("circle")
    conversation = found(rows.filter(pk=pk).first())
    asked = conversation.round == Conversation.ASKED
    may = not asked or conversation.by_id == member.pk or (
        rules.holds(member, conversation.circle) and conversation.by_id not in member.blocked_ids
    )
    return found(conversation if may else None)


def open_conversation(member, circle) -> Conversation | None:
    """The one that is going on, or that the viewer asked for or may call."""
    conversation = Conversation.objects.seen_by(member).filter(circle=circle, ended_at=None).first()
    if conversation is None or conversation.round != Conversation.ASKED or conversation.by_id == member.pk:
        return conversation
    answers = rules.holds(member, circle) and conversation.by_id not in member.blocked_ids
    return conversation if answers else None


def conversation_page(member, pk) -> ConversationPage:
    conversation = conversation_for(member, pk)
    rows = list(Voice.objects.filter(conversation=conversation).exclude(member__in=member.blocked_ids).order_by("at"))
    people = circles.people_in(conversation.circle_id, {conversation.by_id, *(row.member_id for row in rows)})
    keyring.bring({conversation.by_id, *(row.member_id for row in rows)})
    voices = [(row.round, _voice(row, people, member)) for row in rows if row.member_id in people]
    caller = people.get(conversation.by_id) if conversation.by_id not in member.blocked_ids else None
    page = ConversationPage(
        conversation=conversation, caller=caller, about=conversation.about if caller else None,
        i_hold=rules.holds(member, conversation.circle), rounds=_rounds(conversation, voices), seen=rules.seen(conversation.proposed),
    )
    page.consents = [voice for round, voice in voices if round == Conversation.CONSENT]
    page.my_consent = next((voice for voice in page.consents if voice.mine), None)
    if page.i_hold and conversation.ended_at is None:
        _who_is_not_heard(page, member)
    return page


def _voice(row, people, member) -> VoiceSeen:
    passed = row.__dict__["words"] is None
    return VoiceSeen(people[row.member_id], row.words, not passed and row.words is None, row.yes, row.at, row.member_id == member.pk)


def _rounds(conversation, voices) -> list[RoundSeen]:
    codes = [*rules.ROUNDS, Conversation.CONSENT]
    at = codes.index(conversation.round) if conversation.round in codes else -1
    return [_round(conversation, code, "done" if n < at else "now" if n == at else "later", voices) for n, code in enumerate(rules.ROUNDS)]


def _round(conversation, code: str, state: str, voices) -> RoundSeen:
    said = [voice for round, voice in voices if round == code]
    mine = next((voice for voice in said if voice.mine), None)
    may = rules.may_speak(conversation, code) and (state == "now" or mine is None)
    return RoundSeen(code, words.round_of(code), state, words.question_of(code), said, mine, may)


def _who_is_not_heard(page, member) -> None:
    """So that whoever holds the circle skips nobody unknowingly."""
    conversation = page.conversation
    heard = Voice.objects.filter(conversation=conversation, round=conversation.round)
    if conversation.round == Conversation.CONSENT:
        heard = heard.filter(yes=True)
    missing = set(circles.seated_ids(conversation.circle_id)) - set(heard.values_list("member", flat=True))
    page.all_heard = not missing
    people = circles.people_in(conversation.circle_id, missing - set(member.blocked_ids))
    page.not_heard = sorted(person.name for person in people.values())

"""A first meeting: somebody offers to welcome, is asked, writes a line; and the day after, one question.

Welcome rows are made by the clock, one welcomer at a time; whoever says "not this time" is not asked again
for that meeting, and the next one is."""

from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.circles.models import SEAT, Seat
from cairn.meetings.models import SLOW, Coming, LookedBack, Meeting, Welcome, Welcomer
from cairn.meetings.queries.welcoming import is_asleep
from cairn.meetings.rules import is_quick_to_come
from cairn.meetings.verbs.minding import AT_A_TICK, _alone
from cairn.members.models import Member
from cairn.notices.models import Notice
from cairn.notices.verbs import give
from cairn.safety.verbs import require_no_waiting, screen

AHEAD = timedelta(days=7)  # so long before a meeting a newcomer and a welcomer hear of it
LATELY = timedelta(days=90)
THE_DAY_AFTER = timedelta(hours=20)
STILL_ASKED = timedelta(days=7)
ANSWERS = ("good", "hard", "too_much", "not_for_me")


# ---- offering to welcome


@act
def offer_to_welcome(*, by) -> Welcomer:
    """They may be asked to stand by somebody new in the circles they sit in."""
    return Welcomer.objects.get_or_create(member=by)[0]


@act
def stop_welcoming(*, by) -> None:
    """They are not asked any more; whoever they would have welcomed is welcomed by somebody else."""
    Welcomer.objects.filter(member=by).delete()
    Welcome.system.filter(welcomer=by, declined_at=None, meeting__ended_at=None).update(declined_at=clock.now())


# ---- the clock finds who is new, and asks one welcomer for each


@clock.due("meetings.welcome", every=timedelta(minutes=1))
def find_welcomers() -> None:
    if not _coming_soon().exists():  # in most minutes nothing is near
        return
    for newcomer, meeting in list(_unwelcomed().values_list("member", "first")[:AT_A_TICK]):
        _alone(welcome_to, (meeting, newcomer))


def _unwelcomed():
    """Seats of those who never came to any meeting, each with the next meeting of their circle, while nobody
    who still may welcomes them there."""
    came = Coming.objects.filter(member=OuterRef("member"), came=True)
    first = _coming_soon().filter(circle=OuterRef("circle"))
    first = first.exclude(Exists(Coming.objects.filter(meeting=OuterRef("pk"), member=OuterRef(OuterRef("member")), yes=False)))
    seats = Seat.system.expected().filter(~Exists(came), role=SEAT, member__in=Member.objects.here())
    seats = seats.annotate(first=Subquery(first.values("pk")[:1])).exclude(first=None)
    welcomed = _standing().filter(meeting=OuterRef("first"), newcomer=OuterRef("member"))
    return seats.filter(~Exists(welcomed) & Q(Exists(_offering_to(OuterRef("circle"))) | ~Exists(_told()))).order_by("taken_at")


def _coming_soon():
    """Within a week, or slow and going on."""
    now = clock.now()
    return Meeting.system.coming().filter(Q(starts_at__gt=now) | Q(kind=SLOW), starts_at__lte=now + AHEAD)


def _told():
    return Notice.system.filter(kind="first_meeting", about=OuterRef("first"), member=OuterRef("member"))


def _offering_to(circle):
    return Seat.system.expected().filter(circle=circle, member__welcomer__isnull=False)


def _standing():
    """Welcomes whose welcomer still sits there, still offers, and is not blocked with the newcomer."""
    sits = Seat.system.expected().filter(circle=OuterRef("meeting__circle"), member=OuterRef("welcomer"))
    blocked = Q(newcomer__blocks__blocked=F("welcomer")) | Q(newcomer__blocked_by__blocker=F("welcomer"))
    return Welcome.system.filter(Exists(sits), declined_at=None, welcomer__welcomer__isnull=False).exclude(blocked)


def welcome_to(pair) -> None:
    """Ask the next welcomer of (meeting, newcomer), by their ids, unless one is asked already. The meeting's row
    is held, so that two who try at once ask one."""
    meeting = Meeting.system.select_for_update().get(pk=pair[0])
    newcomer = Member.objects.get(pk=pair[1])
    _tell_once(meeting, newcomer)
    if _standing().filter(meeting=meeting, newcomer=newcomer).exists():
        return
    Welcome.system.filter(meeting=meeting, newcomer=newcomer, declined_at=None).update(declined_at=clock.now())
    welcomer = next_welcomer(meeting, newcomer)
    if welcomer:
        welcome = Welcome.system.create(meeting=meeting, newcomer=newcomer, welcomer=welcomer)
        give(welcomer.pk, "welcome_asked", welcome.pk)


def _tell_once(meeting, newcomer) -> None:
    if not Notice.system.filter(kind="first_meeting", about=meeting.pk, member=newcomer).exists():
        give(newcomer.pk, "first_meeting", meeting.pk)


def next_welcomer(meeting, newcomer) -> Member | None:
    """Of those who offered and sit there, the one who welcomed least lately; nobody who is new themselves, who
    was asked for this already, who will not be there, or who is blocked with the newcomer."""
    seats = Seat.system.expected().filter(circle=meeting.circle_id)
    knows_it = Q(Exists(Coming.objects.filter(member=OuterRef("pk"), came=True))) | Q(Exists(seats.filter(member=OuterRef("pk")).exclude(role=SEAT)))
    asked = Welcome.system.filter(meeting=meeting, newcomer=newcomer, welcomer=OuterRef("pk"))
    away = Coming.objects.filter(meeting=meeting, member=OuterRef("pk"), yes=False)
    could = Member.objects.here().not_blocked_with(newcomer).filter(knows_it, ~Exists(asked), ~Exists(away), welcomer__isnull=False)
    could = list(could.filter(pk__in=seats.values("member")).exclude(pk=newcomer.pk).order_by("welcomer__since", "pk"))
    since = clock.now() - LATELY
    lately = Welcome.system.filter(welcomer__in=could, at__gt=since, declined_at=None).values("welcomer")
    times = {row["welcomer"]: (row["times"], row["last"]) for row in lately.annotate(times=Count("pk"), last=Max("at"))}
    return min(could, key=lambda member: times.get(member.pk, (0, since)), default=None)


# ---- what a welcomer does


@act
def write_welcome(welcome, line: str, *, by) -> None:
    """A line to read before the first time. For the newcomer alone."""
    require(welcome.welcomer_id == by.pk and welcome.declined_at is None, _("Somebody else is welcoming them now."))
    require(is_quick_to_come(welcome.meeting), _("That meeting is over."))
    require_no_waiting(by)
    welcome.line = line
    welcome.save(update_fields=["line"])
    give(welcome.newcomer_id, "welcomed", welcome.meeting_id)
    screen("welcome", welcome.pk, line, by=by, told=False)  # between two, as a letter is


@act
def decline_welcome(welcome, *, by) -> None:
    """Not this time: no reason is asked, and the next one is."""
    require(welcome.welcomer_id == by.pk, _("Somebody else is welcoming them now."))
    Meeting.system.select_for_update().get(pk=welcome.meeting_id)  # first, as the clock does it
    if Welcome.system.filter(pk=welcome.pk, declined_at=None).update(declined_at=clock.now()):
        welcome_to((welcome.meeting_id, welcome.newcomer_id))


# ---- what a newcomer does


@act
def only_listen(meeting, *, listens: bool, by) -> None:
    """Say beforehand that one only listens; nobody is told. They can take a turn after all when they are there."""
    require(is_quick_to_come(meeting), _("That meeting is over."))
    Coming.objects.update_or_create(meeting=meeting, member=by, defaults={"only_listens": listens})


# ---- the day after


@clock.due("meetings.look_back", every=timedelta(minutes=10))
def ask_how_it_was() -> None:
    """One question to whoever came for the first time, once, while they are awake."""
    now = clock.now()
    if not Meeting.system.filter(ended_at__lte=now - THE_DAY_AFTER, ended_at__gt=now - STILL_ASKED).exists():
        return
    before = Coming.objects.filter(member=OuterRef("member"), came=True, meeting__starts_at__lt=OuterRef("meeting__starts_at"))
    holds = Seat.system.holding().filter(circle=OuterRef("meeting__circle"), member=OuterRef("member"))
    first = Coming.objects.filter(~Exists(before), ~Exists(holds), came=True, member__in=Member.objects.here())
    first = first.filter(meeting__ended_at__lte=now - THE_DAY_AFTER, meeting__ended_at__gt=now - STILL_ASKED)
    unasked = first.filter(~Exists(LookedBack.system.filter(member=OuterRef("member"))))
    for coming in list(unasked.select_related("member")[:AT_A_TICK]):
        if not is_asleep(coming.member, now):
            _alone(_ask_how_it_was, coming)


def _ask_how_it_was(coming) -> None:
    looked, new = LookedBack.system.get_or_create(meeting_id=coming.meeting_id, member=coming.member)
    if new:
        give(coming.member_id, "how_was_it", looked.pk)


@act
def look_back(looked, *, answer: str, text: str = "", by) -> None:
    """How it was, for them alone. It can be said anew."""
    require(looked.member_id == by.pk and answer in ANSWERS, _("Choose one of the four, or leave it."))
    looked.answer, looked.text, looked.answered_at = answer, text or None, clock.now()
    looked.save(update_fields=["answer", "text", "answered_at"])
    screen("looked_back", looked.pk, text, by=by, told=False)

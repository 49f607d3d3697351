"""Questions about a first meeting, and about where a slow circle rests."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base import clock, text
from cairn.base.pages import found
from cairn.circles.models import SEAT, Seat
from cairn.meetings import words
from cairn.meetings.models import SLOW, Coming, LookedBack, Meeting, Round, Welcome, Welcomer
from cairn.meetings.piece import SPEAKING
from cairn.meetings.queries.holding import those_who_hold
from cairn.meetings.queries.room_people import Face, Faces
from cairn.meetings.rules import OPENS_BEFORE


# ---- who is new


def newcomers(meeting) -> list[int]:
    """Ids of those with a seat who never came to a meeting before this one, and did not say "not this time".
    Whoever shows them leaves out whom the viewer does not see: new_names does."""
    came = Coming.objects.filter(member=OuterRef("member"), came=True).exclude(meeting=meeting)
    if meeting.ended_at:
        came = came.filter(meeting__starts_at__lt=meeting.starts_at)
    away = Coming.objects.filter(member=OuterRef("member"), meeting=meeting, yes=False)
    sits = Seat.system.expected().filter(~Exists(came), ~Exists(away), circle=meeting.circle_id, role=SEAT)
    return list(sits.order_by("taken_at").values_list("member", flat=True))


def new_names(member, meeting) -> list[str]:
    """Who is new today, for whoever holds the meeting."""
    new = [pk for pk in newcomers(meeting) if pk != member.pk]
    if not new:
        return []
    faces = Faces(meeting, None, member, new)
    return [face.name for face in map(faces.of, new) if not face.hidden]


def is_new_to(member, meeting) -> bool:
    return member.pk in newcomers(meeting)


def is_asleep(member, now: datetime) -> bool:
    """Inside their quiet hours, by the clock where they live; equal hours are no quiet hours."""
    try:
        hour = now.astimezone(ZoneInfo(member.zone)).hour
    except (KeyError, ValueError):
        hour = now.hour
    if member.quiet_from <= member.quiet_to:
        return member.quiet_from <= hour < member.quiet_to
    return hour >= member.quiet_from or hour < member.quiet_to


# ---- welcoming


def offers_to_welcome(member) -> bool:
    return Welcomer.objects.filter(member=member).exists()


def welcome_for(member, pk) -> Welcome:
    """The welcome somebody was asked for, or 404. One they declined is found, so that declining twice is declining."""
    sits = Seat.system.held().filter(circle=OuterRef("meeting__circle"), member=OuterRef("newcomer"))
    welcomes = Welcome.objects.seen_by(member).filter(Exists(sits), welcomer=member, pk=pk, meeting__in=Meeting.objects.seen_by(member))
    return found(welcomes.select_related("meeting__circle").first())


def face_in(member, meeting, pk: int) -> Face:
    """Somebody as the viewer sees them in this circle."""
    return Faces(meeting, None, member, [pk]).of(pk)


# ---- the page "Your first meeting"


@dataclass(frozen=True, slots=True)
class Step:
    when: str
    what: str
    question: Markup | None = None


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    meeting: Meeting
    steps: list[Step]
    people: list[tuple[Face, str]]
    welcomer: Face | None
    line: Markup
    only_listens: bool
    opens: bool  # one can come in now

    @property
    def pk(self) -> int:
        return self.meeting.pk


def first_meeting(member, meeting) -> FirstMeeting:
    """All that helps somebody to walk in. The welcomer is named once they wrote: until then they may yet say no."""
    welcomes = Welcome.objects.seen_by(member).filter(meeting=meeting, newcomer=member, declined_at=None)
    welcome = next((one for one in welcomes if one.line), None)
    holding = those_who_hold(meeting)
    comings = dict(Coming.objects.filter(meeting=meeting).values_list("member", "yes"))
    sitting = Seat.objects.seen_by(member).held().filter(circle=meeting.circle_id).order_by("taken_at").values_list("member", flat=True)
    there = [pk for pk in dict.fromkeys([*holding, *sitting]) if pk != member.pk and comings.get(pk) is not False]
    faces = Faces(meeting, None, member, [*there, *([welcome.welcomer_id] if welcome else [])])
    people = [(faces.of(pk), _line_of(pk, holding, welcome, comings)) for pk in there if not faces.of(pk).hidden]
    return FirstMeeting(
        meeting=meeting, steps=steps_of(member, meeting), people=people, welcomer=faces.of(welcome.welcomer_id) if welcome else None,
        line=text.shown(welcome.line) if welcome else Markup(""), opens=clock.now() >= meeting.starts_at - OPENS_BEFORE,
        only_listens=Coming.objects.filter(meeting=meeting, member=member, only_listens=True).exists(),
    )


def _line_of(pk, holding, welcome, comings) -> str:
    if welcome and pk == welcome.welcomer_id:
        return _("welcomes you")
    return _("holding it") if pk in holding[:1] else _("will be there") if comings.get(pk) else ""


def steps_of(member, meeting) -> list[Step]:
    """What will happen, minute by minute, from the meeting's own rounds and length."""
    rounds = list(Round.objects.filter(meeting=meeting))
    middle = [one for one in rounds if one.place > 0 and one.kind != Round.CLOSING]
    asked = {one.kind: _question(one, member) for one in rounds}
    first = _("Whoever holds the meeting says a few words. Then the piece goes round once, for a word from everybody who wants to say one.")
    return [
        _coming_in(meeting),
        Step(_("At the beginning"), first, asked.get(Round.OPENING)),
        *_rounds(meeting, middle, member),
        Step(_("Towards the end"), _("The piece goes round one last time, for a closing word."), asked.get(Round.CLOSING)),
        Step(_("Afterwards"), _("The room stays open quietly for ten minutes, for whoever would like to sit a little longer.")),
    ]


def _question(one, member) -> Markup | None:
    return text.shown(one.question) if one.question and one.by_id not in member.unheard_ids else None


def _coming_in(meeting) -> Step:
    if meeting.is_slow:
        return Step(_("Before"), _("You come in once, at any hour, and find your place in the ring of stones. Nobody sees when you read."))
    return Step(_("A quarter of an hour before"), _("The room opens. You find a ring of stones, and yours is one of them. You can come in then, or at the beginning."))


def _rounds(meeting, middle, member) -> list[Step]:
    """The opening and the closing take about half as long as a round each."""
    part, steps, last = meeting.minutes / (2 + 2 * len(middle)), [], ""
    for n, one in enumerate(middle):
        when = after_words(part * (1 + 2 * n))
        steps.append(Step(_("Then") if when == last else when, _about_round(meeting, one), _question(one, member)))
        last = when
    return steps


def _about_round(meeting, one) -> str:
    if one.kind == Round.VICTORIES:
        return _("A round for small victories. Whoever has the piece speaks, the others listen.")
    if meeting.is_slow:
        return _("The piece goes round, in writing. It rests with each person for about a day, and nobody hurries you.")
    return _("The piece goes round. Whoever has it speaks, the others listen; when it comes to you, you speak or pass.")


def after_words(minutes: float) -> str:
    """ "After about ten minutes", "After about an hour and a half", "After about two days". """
    if minutes >= 18 * 60:
        return _("After about %(how_long)s") % {"how_long": _days(round(minutes / 1440) or 1)}
    near = max(5, 5 * round(minutes / 5))
    hours, rest = divmod(near, 60)
    if hours == 0:
        how_long = _minutes(rest)
    elif rest == 0:
        how_long = _("an hour") if hours == 1 else _hours(hours)
    elif hours > 2:
        how_long = _hours(hours + (rest >= 30))
    else:
        how_long = _("%(hours)s and %(minutes)s") % {"hours": _hours(hours), "minutes": _minutes(rest)}
    return _("After about %(how_long)s") % {"how_long": how_long}


def _minutes(minutes: int) -> str:
    return {
        5: _("five minutes"), 10: _("ten minutes"), 15: _("a quarter of an hour"), 20: _("twenty minutes"), 25: _("twenty-five minutes"),
        30: _("half an hour"), 35: _("thirty-five minutes"), 40: _("forty minutes"), 45: _("three quarters of an hour"),
        50: _("fifty minutes"), 55: _("fifty-five minutes"),
    }[minutes]


def _hours(hours: int) -> str:
    return {1: _("an hour"), 2: _("two hours"), 3: _("three hours"), 4: _("four hours"), 5: _("five hours"), 6: _("six hours")}.get(hours, _("half a day"))


def _days(days: int) -> str:
    return {
        1: _("a day"), 2: _("two days"), 3: _("three days"), 4: _("four days"), 5: _("five days"), 6: _("six days"), 7: _("a week"),
    }.get(days, _("more than a week"))


# ---- the day after


def looked_back_for(member, pk) -> LookedBack:
    return found(LookedBack.objects.seen_by(member).select_related("meeting").filter(pk=pk).first())


def next_of_circle(member, circle_id: int) -> Meeting | None:
    """The next meeting of that circle, where the member still sits in it."""
    return Meeting.objects.seen_by(member).coming().filter(circle=circle_id, starts_at__gt=clock.now()).first()


# ---- the slow circle


@dataclass(frozen=True, slots=True)
class Resting:
    """Where one slow meeting rests: `member` has the piece (None: nobody), `line` says it in words."""

    meeting: Meeting
    member: int | None
    line: str


def where_it_rests(member) -> list[Resting]:
    """For each slow meeting the member holds: whose turn it is, and since when."""
    meetings = Meeting.objects.seen_by(member).open().filter(kind=SLOW).select_related("circle").order_by("starts_at")
    return [_resting(member, meeting) for meeting in meetings if meeting.room and meeting.room.holder == member.pk and not meeting.room.is_over]


def _resting(member, meeting) -> Resting:
    room = meeting.room
    held = room.with_piece
    if held is None or room.paused:
        return Resting(meeting, None, _nobodys_turn(room))
    name, since = face_in(member, meeting, held.member).name, since_words(int(clock.now().timestamp()) - room.since)
    if held.member == member.pk:
        said = _("The piece is with you, %(since)s.")
    else:
        said = _("%(name)s has the piece, %(since)s.") if held.turn == SPEAKING else _("The piece waits for %(name)s, %(since)s.")
    return Resting(meeting, held.member, said % {"name": name, "since": since})


def _nobodys_turn(room) -> str:
    if room.paused:
        return _("It is paused.")
    if room.goes_round:
        return _("Everybody who is there has had the piece. You could go on to what follows.")
    return _("%(phase)s. It waits for you to go on.") % {"phase": words.phase_words(room)}


def since_words(seconds: int) -> str:
    """How long something has rested, softly."""
    if seconds < 3600:
        return _("since a little while")
    if seconds < 12 * 3600:
        return _("for some hours")
    days = round(seconds / 86400)
    return {0: _("for about a day"), 1: _("for about a day"), 2: _("for about two days"), 3: _("for about three days")}.get(days, _("for several days"))

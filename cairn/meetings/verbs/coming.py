"""Who will be there, and who holds a meeting in the facilitator's stead."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles import rules as circles
from cairn.meetings import queries, rules
from cairn.meetings.happenings import PlaceFreed, StandInAsked, StandInDeclined, StandInFound
from cairn.meetings.models import Coming, Meeting, StandIn
from cairn.meetings.verbs.planning import require_stands
from cairn.meetings.verbs.room import _held, put_out


@act
def come(meeting, *, yes: bool, by, only_listens=False) -> Coming:
    """"I'll be there", or "not this time": to be changed until it begins. Who said yes first has a place first;
    saying it again keeps the place."""
    meeting = _held(meeting.pk, by)
    require_stands(meeting)
    require(clock.now() < meeting.starts_at, _("It has begun. You can still come in, or stay away; nobody needs to be told."))
    had = queries.places_of(meeting)
    said = Coming.objects.filter(meeting=meeting, member=by).first() or Coming(meeting=meeting, member=by)
    if said.yes != yes:
        said.said_at = clock.now()
    said.yes, said.only_listens = yes, yes and only_listens
    said.save()
    _tell_who_has_a_place_now(meeting, had, by)
    return said


def _tell_who_has_a_place_now(meeting, had, by) -> None:
    have = queries.places_of(meeting)
    for member in have.taken:
        if member in had.waiting and member != by.pk:
            tell(PlaceFreed(meeting.pk, member))


# ---- a stand-in


@act
def ask_stand_in(meeting, member, *, by) -> StandIn:
    """Ask somebody to hold this one meeting. Who declined is not asked again."""
    meeting = _held(meeting.pk, by)
    require_stands(meeting)
    require(rules.may_plan(by, meeting.circle), _("Whoever holds the circle asks for a stand-in."))
    require(clock.now() < meeting.starts_at, _("It has begun. Whoever holds the meeting can hand it over in the room."))
    asked = StandIn.objects.filter(meeting=meeting, member=member).first()
    if asked and not asked.declined_at:
        return asked
    require(member.pk in queries.ids_who_could_stand_in(by, meeting), _("They cannot be asked for this meeting."))
    asked = StandIn.objects.create(meeting=meeting, member=member, asked_by=by)
    tell(StandInAsked(meeting.pk, asked.pk))
    return asked


@act
def accept_stand_in(asked, *, by) -> StandIn:
    """Yes, I can hold it. The first yes is the one."""
    asked, meeting = _asked(asked, by)
    if asked.accepted_at is None:
        taken = meeting.stand_ins.filter(accepted_at__isnull=False).exists()
        require(not taken, _("Somebody else has said yes already. Thank you for being ready."))
        asked.accepted_at, asked.declined_at = clock.now(), None
        asked.save(update_fields=["accepted_at", "declined_at"])
        tell(StandInFound(meeting.pk, asked.pk))
    return asked


@act
def decline_stand_in(asked, *, by) -> StandIn:
    """Not this time, or not after all."""
    asked, meeting = _asked(asked, by)
    if asked.declined_at is None:
        asked.accepted_at, asked.declined_at = None, clock.now()
        asked.save(update_fields=["accepted_at", "declined_at"])
        tell(StandInDeclined(meeting.pk, asked.pk))
        if not circles.sits(by, meeting.circle):
            put_out(meeting, by.pk)
    return asked


def _asked(asked, by) -> tuple[StandIn, Meeting]:
    """As both stand now; held, so that two who say yes at once are one after the other."""
    meeting = Meeting.system.select_related("circle").select_for_update(of=("self",)).get(pk=asked.meeting_id)
    require_stands(meeting)
    require(clock.now() < meeting.starts_at, _("The meeting has begun, so this is settled."))
    return queries.stand_in_for(by, asked.pk), meeting

"""Every noun of every room, gathered for Django: one app, one migration line."""

from cairn.base.models import DataKey, Lease, Once
from cairn.circles.models import Circle, Seat, SeatRequest
from cairn.hearing.models import Ask, Listener, RatherNot, Wave
from cairn.live.models import Event, Stream
from cairn.meetings.models import (
    Care, Coming, Debrief, Feed, LookedBack, Meeting, RoomEvent, RoomNote, RoomSignal, Round, Series, Spoken, StandIn,
    Welcome, Welcomer, Wish,
)
from cairn.members.models import (
    Agreement, Block, Boundary, Buddy, Consent, Experience, Interest, Invitation, Member, Passkey, RecoveryCode,
    SetupLink, SignedIn, Space, Topic,
)
from cairn.notices.models import Notice, Outgoing, PushPlace, Rhythm
from cairn.safety.models import Helpline, Report
from cairn.shares.models import Authorship, Draft, Reader, Response, Share, Signal

__all__ = [
    "Agreement", "Ask", "Authorship", "Block", "Boundary", "Buddy", "Care", "Circle", "Coming", "Consent", "DataKey",
    "Debrief", "Draft", "Event", "Experience", "Feed", "Helpline", "Interest", "Invitation", "Lease", "Listener",
    "LookedBack", "Meeting", "Member", "Notice", "Once", "Outgoing", "Passkey", "PushPlace", "RatherNot", "Reader", "RecoveryCode", "Report", "Response", "Rhythm",
    "RoomEvent", "RoomNote", "RoomSignal", "Round", "Seat", "SeatRequest", "Series", "SetupLink", "Share", "Signal",
    "SignedIn", "Space", "Spoken", "StandIn", "Stream", "Topic", "Wave", "Welcome", "Welcomer", "Wish",
]

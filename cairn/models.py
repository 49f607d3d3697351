"""Every noun of every room, gathered for Django: one app, one migration line."""

from cairn.base.models import DataKey, DayKey, Lease, Once, Tally
from cairn.circles.models import Circle, Picture, Seat, SeatRequest
from cairn.hearing.models import Ask, Listener, RatherNot, Wave
from cairn.home.models import Along
from cairn.journal.models import Entry, VaultLock
from cairn.live.models import Event, Stream
from cairn.meetings.models import (
    Care, Coming, Debrief, Feed, LookedBack, Meeting, RoomEvent, RoomNote, RoomSignal, Round, Series, Spoken, StandIn,
    Welcome, Welcomer, Wish,
)
from cairn.members.models import (
    Agreement, Apart, Block, Boundary, Buddy, Consent, Experience, Interest, Invitation, Member, Passkey, RecoveryCode,
    SetupLink, SignedIn, Space, Topic,
)
from cairn.notices.models import Notice, Outgoing, PushPlace, Rhythm
from cairn.repair.models import Beside, Concern, Conversation, Step, Voice
from cairn.safety.models import Alert, AlertStep, Appeal, Decision, Duty, Helpline, LogLine, Look, Plan, Report
from cairn.shares.models import Authorship, Draft, Reader, Response, Share, Signal

__all__ = [
    "Agreement", "Alert", "AlertStep", "Along", "Apart", "Appeal", "Ask", "Authorship", "Beside", "Block", "Boundary", "Buddy", "Care",
    "Circle", "Coming", "Concern", "Consent", "Conversation", "DataKey", "DayKey", "Debrief", "Decision", "Draft",
    "Duty", "Entry", "Event", "Experience", "Feed", "Helpline", "Interest", "Invitation", "Lease", "Listener",
    "LogLine", "Look", "LookedBack", "Meeting", "Member", "Notice", "Once", "Outgoing", "Passkey", "Picture", "Plan",
    "PushPlace", "RatherNot", "Reader", "RecoveryCode", "Report", "Response", "Rhythm", "RoomEvent", "RoomNote",
    "RoomSignal", "Round", "Seat", "SeatRequest", "Series", "SetupLink", "Share", "Signal", "SignedIn", "Space",
    "Spoken", "StandIn", "Step", "Stream", "Tally", "Topic", "VaultLock", "Voice", "Wave", "Welcome", "Welcomer",
    "Wish",
]

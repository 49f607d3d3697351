"""Every noun of every room, gathered for Django: one app, one migration line."""

from cairn.base.models import DataKey, DayKey, Lease, Once, Tally
from cairn.bonds.models import Activity, BuddyWish, Closing, Door, Going, LastWord, Letter, Proposal
from cairn.checkins.models import CheckIn, CheckInTold, FeelingWord
from cairn.circles.models import Circle, Picture, Seat, SeatRequest
from cairn.growth.models import (
    GrowthChoice, Recognition, Retelling, StartingLetter, SteppingStone, Victory, VictoryTold, View, Witness,
)
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
from cairn.toolkit.models import Collected, Collection, Situation, Strategy, Trial, Tried

__all__ = [
    "Activity", "Agreement", "Alert", "AlertStep", "Along", "Apart", "Appeal", "Ask", "Authorship", "Beside",
    "Block", "Boundary", "Buddy", "BuddyWish", "Care", "CheckIn", "CheckInTold", "Circle", "Closing", "Collected",
    "Collection", "Coming", "Concern", "Consent", "Conversation", "DataKey", "DayKey", "Debrief", "Decision",
    "Door", "Draft", "Duty", "Entry", "Event", "Experience", "Feed", "FeelingWord", "Going", "GrowthChoice",
    "Helpline", "Interest", "Invitation", "LastWord", "Lease", "Letter", "Listener", "LogLine", "Look",
    "LookedBack", "Meeting", "Member", "Notice", "Once", "Outgoing", "Passkey", "Picture", "Plan", "Proposal",
    "PushPlace", "RatherNot", "Reader", "Recognition", "RecoveryCode", "Report", "Response", "Retelling", "Rhythm",
    "RoomEvent", "RoomNote", "RoomSignal", "Round", "Seat", "SeatRequest", "Series", "SetupLink", "Share", "Signal",
    "SignedIn", "Situation", "Space", "Spoken", "StandIn", "StartingLetter", "Step", "SteppingStone", "Strategy",
    "Stream", "Tally", "Topic", "Trial", "Tried", "VaultLock", "Victory", "VictoryTold", "View", "Voice", "Wave",
    "Welcome", "Welcomer", "Wish", "Witness",
]

"""Every noun of every room, gathered for Django: one app, one migration line."""

from cairn.base.models import DataKey, Lease, Once
from cairn.circles.models import Circle, Seat, SeatRequest
from cairn.hearing.models import Ask, Listener, Wave
from cairn.live.models import Event, Stream
from cairn.members.models import (
    Agreement, Block, Boundary, Buddy, Consent, Experience, Interest, Invitation, Member, Passkey, RecoveryCode,
    SetupLink, SignedIn, Space, Topic,
)
from cairn.notices.models import Notice
from cairn.safety.models import Helpline, Report
from cairn.shares.models import Authorship, Draft, Reader, Response, Share, Signal

__all__ = [
    "Agreement", "Ask", "Authorship", "Block", "Boundary", "Buddy", "Circle", "Consent", "DataKey", "Draft", "Event",
    "Experience", "Helpline", "Interest", "Invitation", "Lease", "Listener", "Member", "Notice", "Once", "Passkey",
    "Reader", "RecoveryCode", "Report", "Response", "Seat", "SeatRequest", "SetupLink", "Share", "Signal", "SignedIn",
    "Space", "Stream", "Topic", "Wave",
]

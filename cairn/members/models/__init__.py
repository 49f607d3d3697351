"""The nouns of members: the space and its doors, the member, and the bare facts between two."""

from cairn.members.models.between import Apart, Block, Buddy
from cairn.members.models.doors import Agreement, Consent, Invitation, Passkey, RecoveryCode, SetupLink, SignedIn
from cairn.members.models.member import Around, Boundary, Experience, Interest, Member
from cairn.members.models.space import Space, Topic

__all__ = [
    "Agreement", "Apart", "Around", "Block", "Boundary", "Buddy", "Consent", "Experience", "Interest", "Invitation",
    "Member", "Passkey", "RecoveryCode", "SetupLink", "SignedIn", "Space", "Topic",
]

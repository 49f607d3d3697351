from cairn.bonds.models.activities import Activity, Going
from cairn.bonds.models.buddies import BuddyWish, Proposal
from cairn.bonds.models.endings import Closing, LastWord
from cairn.bonds.models.letters import Door, Letter

__all__ = ["Activity", "BuddyWish", "Closing", "Door", "Going", "LastWord", "Letter", "Proposal"]

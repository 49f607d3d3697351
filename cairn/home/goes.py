"""What happens, at an erasure, with every row that names a member: one table, so that nothing can be forgotten.

A test holds it complete: each foreign key to Member of every room, and each text sealed with a member's key, is
decided here. A new noun gets its line.
"""

GOES = "goes"  # the row is deleted
EMPTIED = "emptied"  # the row stays for others, without a word of theirs
UNNAMED = "unnamed"  # the row stays and names nobody
STAYS = "stays"  # the row stays and names a row without a name: who decided, when something was asked
BETWEEN = "between"  # goes, unless their answers stand: then it still hides those answers from whom it hid them
OWN = "own"  # has a verb of its own in erasing.py

RELATIONS = {
    # members
    "Experience.member": GOES, "Interest.member": GOES, "Boundary.member": GOES, "Consent.member": GOES,
    "Passkey.member": GOES, "RecoveryCode.member": GOES, "SignedIn.member": GOES, "Buddy.one": GOES, "Buddy.other": GOES,
    "Invitation.by": GOES, "Invitation.taken_by": UNNAMED,
    "Block.blocker": BETWEEN, "Block.blocked": BETWEEN, "Apart.member": BETWEEN, "Apart.other": BETWEEN,
    # notices, and what they take along
    "Notice.member": GOES, "Rhythm.member": GOES, "PushPlace.member": GOES, "Outgoing.member": GOES, "Along.member": GOES,
    # safety: that something was decided, and by whom, outlives the words
    "Duty.member": GOES, "Plan.member": GOES, "Report.by": OWN, "Report.taken_by": STAYS, "Report.closed_by": STAYS,
    "Alert.acknowledged_by": STAYS, "Alert.seconded_by": STAYS, "Alert.closed_by": STAYS, "AlertStep.by": STAYS,
    "AlertStep.to": STAYS, "Decision.by": STAYS, "Decision.seconded_by": STAYS, "Decision.ended_by": STAYS,
    "Appeal.decided_by": STAYS,
    # circles and the journal
    "Seat.member": GOES, "SeatRequest.member": GOES, "SeatRequest.answered_by": STAYS,
    "VaultLock.member": GOES, "Entry.member": GOES,
    # shares: their own go with all their answers (OWN); what they answered to others is emptied, or stands
    "Authorship.member": OWN, "Response.member": OWN, "Reader.member": GOES, "Signal.member": GOES, "Draft.member": GOES,
    # hearing
    "Listener.member": GOES, "RatherNot.member": GOES, "Ask.listener": GOES,
    # meetings: the gathering was everybody's; its prompts are emptied
    "Series.by": EMPTIED, "Meeting.by": EMPTIED, "Round.by": EMPTIED, "Spoken.member": GOES, "RoomSignal.member": GOES,
    "RoomSignal.to": GOES, "RoomNote.by": GOES, "RoomNote.to": GOES, "Coming.member": GOES, "StandIn.member": GOES,
    "StandIn.asked_by": STAYS, "Welcomer.member": GOES, "Welcome.newcomer": GOES, "Welcome.welcomer": GOES,
    "LookedBack.member": GOES, "Feed.member": GOES, "Care.member": GOES, "Care.supervisor": UNNAMED, "Debrief.by": GOES,
    "Wish.member": GOES,
    # repair: what the other wrote stays theirs
    "Concern.by": OWN, "Concern.other": OWN, "Concern.facilitator": UNNAMED, "Concern.supporter_of_by": UNNAMED,
    "Concern.supporter_of_other": UNNAMED, "Concern.ended_by": STAYS, "Concern.line_by": STAYS, "Step.member": GOES,
    "Conversation.by": EMPTIED, "Voice.member": GOES,
    "Beside.member": GOES, "Beside.of": GOES, "Beside.by": GOES,
    # check-ins and the toolkit; counts of what helped name nobody
    "CheckIn.member": GOES, "CheckInTold.reader": GOES, "Strategy.member": GOES, "Strategy.looked_by": STAYS,
    "Trial.member": GOES, "Tried.member": GOES, "Collection.by": GOES, "Collected.by": GOES,
    # growth: what they wrote to others goes with them
    "Victory.member": GOES, "VictoryTold.reader": GOES, "Recognition.by": GOES, "Recognition.to": GOES,
    "SteppingStone.member": GOES, "Witness.by": GOES, "Witness.to": GOES, "GrowthChoice.member": GOES,
    "Retelling.member": GOES, "View.by": GOES, "StartingLetter.member": GOES,
    # bonds: letters go with their door; who closed one is one of its two
    "BuddyWish.member": GOES, "Proposal.one": GOES, "Proposal.other": GOES, "Door.one": GOES, "Door.other": GOES,
    "Door.asked_by": GOES, "Door.closed_by": UNNAMED, "Letter.by": GOES, "Activity.by": GOES, "Going.member": GOES,
    "Closing.by": EMPTIED, "LastWord.member": GOES,
}

# Sealed with a member's key through something else than one of the relations above.
WORDS = {
    "Member": OWN, "Share": OWN, "Response": OWN, "Report": OWN, "Alert": OWN, "Appeal": OWN, "Concern": OWN,
}

"""Buddies, letters, activities, and good endings."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    _buddies()
    _letters()
    _activities()
    _endings()


def _buddies() -> None:
    """Two yeses make buddies; a block, a break and leaving put proposals and pairs down. What was told to somebody as
    a buddy is closed when they are none any more."""
    from cairn.base.along import taken_along
    from cairn.bonds import buddies_along, buddy_slots
    from cairn.bonds.happenings import buddies as happenings
    from cairn.bonds.notices import buddies as notices
    from cairn.bonds.queries import buddies as queries
    from cairn.bonds.verbs import buddies as verbs
    from cairn.bonds.verbs import matching  # noqa: F401  it brings what the clock does
    from cairn.growth.models import VictoryTold
    from cairn.members.happenings import Blocked, Distanced, Left
    from cairn.safety.nouns import reportable
    from cairn.shares.happenings import ShareTold

    notices.connect()
    inside(happenings.Proposed, notices.proposed)
    inside(happenings.BuddiesMet, notices.met)
    inside(ShareTold, notices.share_told)
    inside(Blocked, verbs.blocked)
    inside(Distanced, verbs.distanced)
    inside(Left, verbs.left)
    inside(happenings.BuddyEnded, verbs.close_told)
    inside(happenings.BuddyEnded, lambda ended: VictoryTold.objects.filter(
        victory__member__in=[ended.one_id, ended.other_id], reader__in=[ended.one_id, ended.other_id]).delete())
    reportable("buddy", queries.buddy_as_it_stands)
    reportable("proposal", queries.proposal_as_it_stands)
    fill("today.side", buddy_slots.on_today)
    fill("you.others", buddy_slots.you_row)
    fill("buddy.below", buddy_slots.how_it_is)
    taken_along("buddies", buddies_along.TITLE, buddies_along.wished, place=44)


def _letters() -> None:
    """Who hears of a knock, of an open door and of a letter; a block closes doors; what the other wrote can be reported."""
    from cairn.base.along import taken_along
    from cairn.bonds import letters_along, letters_slots, live
    from cairn.bonds.happenings import letters as happenings
    from cairn.bonds.happenings.buddies import BuddyEnded
    from cairn.bonds.notices import letters as notices
    from cairn.bonds.verbs import letters as verbs
    from cairn.members.happenings import Blocked, Left

    live.connect()
    notices.connect()
    inside(happenings.Knocked, notices.knocked)
    inside(happenings.DoorOpened, notices.door_opened)
    inside(happenings.LetterWritten, notices.letter_written)
    inside(happenings.LetterTakenBack, notices.letter_taken_back)
    inside(Blocked, verbs.close_for_block)
    inside(BuddyEnded, verbs.close_for_buddies)
    inside(Left, live.hang_up_left)
    taken_along("letters", letters_along.TITLE, letters_along.letters, place=45)
    fill("you.others", letters_slots.you_row)
    fill("today.side", letters_slots.on_today)
    fill("written.more", letters_slots.in_more)
    fill("circle.ways", letters_slots.circle_ways)
    _reportable_letters()


def _reportable_letters() -> None:
    """One letter, or who knocks; and what a responder may decide about a letter."""
    from cairn.bonds.queries import letters as queries
    from cairn.bonds.verbs.letters import hold_letter
    from cairn.safety.effects import effect
    from cairn.safety.nouns import reportable

    reportable("letter", queries.letter_as_it_stands)
    reportable("door", queries.door_as_it_stands)
    effect("hold", "letter", hold_letter)


def _activities() -> None:
    """Activities on Today and on a circle's page; who goes is reminded, and asked whether they came."""
    from cairn.base.along import taken_along
    from cairn.bonds import activities_along, activities_slots
    from cairn.bonds.happenings.activities import ActivityMoved
    from cairn.bonds.notices import activities as notices
    from cairn.bonds.queries import activities as queries
    from cairn.bonds.verbs import activities as verbs
    from cairn.circles.queries import asked_along
    from cairn.members.happenings import Blocked, Left
    from cairn.safety.effects import effect
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(ActivityMoved, notices.activity_moved)
    inside(Blocked, verbs.put_down_between)
    inside(Left, verbs.left)
    asked_along("activity", queries.THERE)
    fill("circle.below", activities_slots.on_circle)
    fill("circle.ways", activities_slots.circle_ways)
    fill("today.side", activities_slots.on_today)
    fill("you.others", activities_slots.you_row)
    reportable("activity", queries.activity_as_it_stands)
    effect("hold", "activity", verbs.hold_activity)
    taken_along("activities", activities_along.TITLE, activities_along.activities, place=47)


def _endings() -> None:
    """Closing a circle together, and the page that stays."""
    from cairn.base.along import taken_along
    from cairn.bonds import endings_along, endings_slots
    from cairn.bonds.happenings.endings import ClosingMoved
    from cairn.bonds.notices import endings as notices
    from cairn.bonds.queries import endings as queries
    from cairn.bonds.verbs import endings as verbs
    from cairn.circles.queries import asked_along
    from cairn.safety.effects import effect
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(ClosingMoved, notices.closing_moved)
    asked_along("closing", queries.THERE)
    fill("circle.top", endings_slots.on_circle)
    fill("circle.ways", endings_slots.circle_ways)
    fill("path.side", endings_slots.beside_path)
    reportable("last_word", queries.last_word_as_it_stands)
    reportable("closing", queries.closing_as_it_stands)
    effect("hold", "last_word", verbs.hold_last_word)
    taken_along("endings", endings_along.TITLE, endings_along.last_words, place=46)

"""What follows what. Read this to know what an act sets in motion.

`inside` runs in the act's own transaction (rows nobody may miss), `after` once it is committed.
"""

from cairn.base.happenings import after, inside
from cairn.base.slots import fill


def connect() -> None:
    """Called once, when Django is ready; rooms are imported here because their models are there only then."""
    _members()
    _circles()
    _shares()
    _search()
    _hearing()
    _coaching()
    _meetings()
    _safety()
    _guarding()
    _deciding()
    _crisis()
    _repair()
    _journal()
    _checkins()
    _toolkit()
    _victories()
    _path()
    _retelling()
    _buddies()
    _letters()
    _activities()
    _endings()
    _quiet_mode()
    _members_streams()
    _reaching()
    _leaving()


def _members() -> None:
    """Who hears of somebody at the door, and of being let in."""
    from cairn.members import happenings, notices

    notices.connect()
    inside(happenings.CameIn, notices.tell_coordinators)
    inside(happenings.LetIn, notices.tell_let_in)


def _circles() -> None:
    """Who hears of seats asked for, given, taken and left. Rooms are left first: an act in a room holds its
    meeting before it gives a notice, and so must this."""
    from cairn.circles import happenings, notices
    from cairn.meetings.verbs import leave_rooms

    notices.connect()
    inside(happenings.SeatLeft, leave_rooms)
    inside(happenings.SeatAsked, notices.seat_asked)
    inside(happenings.SeatAnswered, notices.seat_answered)
    inside(happenings.SeatTaken, notices.seat_taken)
    inside(happenings.SeatLeft, notices.seat_left)
    inside(happenings.FacilitatorNamed, notices.facilitator_named)


def _shares() -> None:
    """Who hears of answers, of felt heard and of a story that moved somebody; who is hung up."""
    from cairn.circles.happenings import SeatLeft
    from cairn.members.happenings import Blocked, Distanced
    from cairn.shares import happenings, live, notices, verbs  # noqa: F401  the verbs bring what the clock does
    from cairn.shares.pages.reading import circle_shares

    live.connect()
    inside(Blocked, live.hang_up_blocked)
    inside(Distanced, live.hang_up_distanced)
    inside(SeatLeft, live.hang_up_left)
    notices.connect()
    inside(happenings.Responded, notices.answered)
    inside(happenings.FeltHeard, notices.felt_heard)
    inside(happenings.Encouraged, notices.moved_to_tell)
    fill("circle.shares", circle_shares)
    _reportable()


def _reportable() -> None:
    """What a report keeps the words of."""
    from cairn.circles import queries as circles
    from cairn.meetings import queries as meetings
    from cairn.safety.nouns import reportable
    from cairn.shares import queries as shares

    reportable("share", shares.share_as_it_stands)
    reportable("response", shares.response_as_it_stands)
    reportable("spoken", meetings.spoken_as_it_stands)
    reportable("member", circles.seat_as_it_stands)
    reportable("goodbye", circles.goodbye_as_it_stands)
    reportable("circle", circles.circle_as_it_stands)


def _search() -> None:
    """The index follows what is told, changed, taken back and erased; an act neither waits for it nor fails with it."""
    from cairn.base.keyring import when_destroyed
    from cairn.shares import happenings
    from cairn.shares.search import keeping, slots

    for changed in (happenings.ShareTold, happenings.ShareEdited, happenings.ShareWithdrawn, happenings.ShareBroughtBack):
        after(changed, keeping.follow)
    when_destroyed(keeping.forget_writer)
    fill("share.after", slots.told_something_like_it)
    fill("you.rows", slots.likeness_row)


def _hearing() -> None:
    """A told share leaves a due row, from which listeners are asked until somebody has answered."""
    from cairn.hearing import notices, queries, slots, verbs
    from cairn.hearing.happenings import Asked
    from cairn.live.verbs import record_each
    from cairn.shares import happenings as shares
    from cairn.shares.queries import waiting_ordered_by

    for changed in (
        shares.ShareTold, shares.ShareEdited, shares.ShareWithdrawn, shares.ShareBroughtBack,
        shares.Responded, shares.ResponseChanged,
    ):
        inside(changed, verbs.follow)
    inside(shares.Responded, verbs.note_answer)
    after(shares.ShareTold, verbs.ask_soon)
    after(shares.Responded, verbs.put_down_when_enough)
    after(Asked, lambda asked: record_each([f"share:{pk}" for pk in asked.share_ids], "asked"))
    notices.connect()
    waiting_ordered_by(queries.in_order_for)
    fill("share.below", slots.how_it_goes)
    fill("tell.before", slots.what_to_expect)
    fill("you.rows", slots.listening_row)
    fill("space.rows", slots.promise_row)


def _coaching() -> None:
    """The listening coach beside the box of an answer, and its word before one is sent; where it is turned off."""
    from cairn.hearing import coaching_slots

    fill("response.beside", coaching_slots.beside_the_box)
    fill("response.look", coaching_slots.before_it_is_sent)
    fill("you.rows", coaching_slots.coach_row)


def _meetings() -> None:
    """What moves in open rooms; what planning, welcoming and caring add is in a function each."""
    from cairn.meetings import live, verbs  # noqa: F401  the verbs bring what the clock does

    live.connect()
    _planning()
    _welcoming()
    _caring()


def _planning() -> None:
    """Who hears of meetings planned, moved, cancelled and about to begin; the next one on its circle's page."""
    from cairn.meetings import happenings
    from cairn.meetings.notices import planning
    from cairn.meetings.pages.planning import circle_next_meeting

    planning.connect()
    inside(happenings.MeetingPlanned, planning.planned)
    inside(happenings.MeetingChanged, planning.changed)
    inside(happenings.MeetingCancelled, planning.cancelled)
    inside(happenings.RoomOpened, planning.opened)
    inside(happenings.PlaceFreed, planning.place_freed)
    inside(happenings.StandInAsked, planning.stand_in_asked)
    inside(happenings.StandInFound, planning.stand_in_found)
    inside(happenings.StandInDeclined, planning.stand_in_declined)
    fill("circle.next_meeting", circle_next_meeting)


def _welcoming() -> None:
    """Who is told when the piece comes, or a note; what a first meeting brings."""
    from cairn.meetings import happenings, slots
    from cairn.meetings.notices import welcoming

    welcoming.connect()
    inside(happenings.PieceOffered, welcoming.piece_offered)
    inside(happenings.TurnRests, welcoming.turn_rests)
    inside(happenings.SecondAsked, welcoming.second_asked)
    inside(happenings.NoteWritten, welcoming.note_written)
    fill("you.rows", slots.welcoming_row)
    fill("meeting.before", slots.first_meeting_link)


def _caring() -> None:
    """Who is reminded to look back, and who hears of it; a wish for a circle ends where somebody sits down."""
    from cairn.circles.happenings import FacilitatorNamed, SeatTaken
    from cairn.meetings import happenings
    from cairn.meetings.notices import caring
    from cairn.meetings.pages.wishing import below_circles
    from cairn.meetings.verbs.caring import end_wish

    caring.connect()
    inside(happenings.MeetingEnded, caring.meeting_ended)
    inside(happenings.DebriefWritten, caring.debrief_written)
    inside(happenings.SupervisorNamed, caring.supervisor_named)
    inside(SeatTaken, end_wish)
    inside(FacilitatorNamed, end_wish)
    fill("circles.below", below_circles)


def _safety() -> None:
    """A report reaches whoever looks at reports; and is offered under what others wrote."""
    from cairn.safety import notices, slots
    from cairn.safety.happenings import Reported

    notices.connect()
    inside(Reported, notices.reports.reported)
    fill("share.foot", slots.under_share)
    fill("response.foot", slots.under_response)
    fill("you.below", slots.reports_row)


def _guarding() -> None:
    """The privacy guard looks at words before they are told, and after they were said in a room; it holds nothing back."""
    from cairn.safety import guarding_slots as guard

    fill("share.marked", guard.marked)
    fill("share.look", guard.before_it_is_told)
    fill("response.look", guard.before_it_is_sent)
    fill("words.look", guard.before_it_is_changed)
    fill("spoken.after", guard.after_it_was_said)


def _repair() -> None:
    """Who hears of what is worked out between two or in a circle; what a block, and an erased writer, put down."""
    from cairn.base.keyring import when_destroyed
    from cairn.members.happenings import Blocked
    from cairn.circles.queries import asked_along
    from cairn.repair import happenings, notices, queries, slots, verbs
    from cairn.repair.notices import concerns, conversations

    notices.connect()
    inside(happenings.ConcernMoved, concerns.concern_moved)
    inside(happenings.BesideMoved, concerns.beside_moved)
    inside(happenings.ConversationMoved, conversations.conversation_moved)
    inside(Blocked, verbs.put_down_between)
    when_destroyed(verbs.forget_what_one_wrote)
    fill("written.more", slots.in_more)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.top", slots.circle_conversation)
    fill("circle.below", slots.circle_mended)
    fill("circle.ways", slots.circle_ways)
    fill("you.rows", slots.repair_row)
    _reportable_in_repair()


def _reportable_in_repair() -> None:
    """What the other wrote at a step, and was shown: working something out is no place to hurt somebody again."""
    from cairn.repair.queries import step_as_it_stands
    from cairn.safety.nouns import reportable

    reportable("step", step_as_it_stands)


def _journal() -> None:
    """A vault follows the secrets that open it, and goes with its member."""
    from cairn.journal import following, slots, verbs
    from cairn.members import happenings, opening

    opening.when_password_changes(following.another_password)
    opening.needed_by(verbs.needs)
    inside(happenings.PasswordRemoved, following.password_removed)
    inside(happenings.PasskeyRemoved, following.passkey_removed)
    inside(happenings.Erased, following.member_erased)
    fill("you.rows", slots.you_row)
    fill("today.side", slots.today_row)
    fill("codes.before", slots.codes_note)


def _checkins() -> None:
    """How it is, on Today and on the You page; what was told, where it was told, can be reported and held."""
    from cairn.base.along import taken_along
    from cairn.checkins import along, happenings, holding, notices, queries, slots, verbs  # noqa: F401  the verbs bring what the clock does
    from cairn.circles.queries import asked_along
    from cairn.safety import effects, nouns
    from cairn.safety.slots import under_words

    notices.connect()
    inside(happenings.ToldABuddy, notices.told_a_buddy)
    fill("today.ground", slots.on_today)
    fill("today.main", slots.others_today)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.in_circle)
    fill("you.rows", slots.you_row)
    fill("space.rows", slots.space_row)
    fill("first.doors", slots.first_door)
    fill("checkin.foot", lambda request, pk: under_words(request, ("checkin", pk)))
    nouns.reportable("checkin", queries.checkin_as_it_stands)
    effects.effect("hold", "checkin", holding.hold_checkin)
    taken_along("checkins", along.TITLE, along.how_it_was, place=50)


def _toolkit() -> None:
    """What helped: a week later the question; what speaks of medicine goes to responders first."""
    from django.utils.translation import gettext_lazy as words

    from cairn.base.along import taken_along
    from cairn.circles.queries import asked_along
    from cairn.toolkit import along, happenings, notices, queries, slots, verbs  # noqa: F401  the verbs bring what the clock does

    notices.connect()
    inside(happenings.TrialDue, notices.trial_due)
    inside(happenings.StrategyAsked, notices.strategy_asked)
    inside(happenings.StrategyLookedAt, notices.strategy_looked_at)
    inside(happenings.LineTold, notices.line_told)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.circle_collections)
    fill("circle.ways", slots.circle_ways)
    fill("responders.desk", slots.on_responders_desk)
    fill("space.rows", slots.space_row)
    taken_along("toolkit", words("Toolkit"), along.gathered, place=35)
    _reportable_in_the_toolkit()


def _reportable_in_the_toolkit() -> None:
    """What others read there, and what a responder's decision does to it."""
    from cairn.safety import effects
    from cairn.safety.nouns import reportable
    from cairn.toolkit import holding, queries

    for noun, as_it_stands, hold in (
        ("strategy", queries.strategy_as_it_stands, holding.hold_strategy), ("tried", queries.tried_as_it_stands, holding.hold_tried),
        ("collection", queries.collection_as_it_stands, holding.hold_collection),
    ):
        reportable(noun, as_it_stands)
        effects.effect("hold", noun, hold)


def _victories() -> None:
    """A line that arrives; a buddy's small victory on Today; the wall of a circle; whom nobody has recognised lately."""
    from django.utils.translation import gettext_lazy as _

    from cairn.base.along import taken_along
    from cairn.circles.queries import asked_along
    from cairn.growth import victories_slots as slots
    from cairn.growth.happenings.victories import Recognised, VictoryShown
    from cairn.growth.notices import victories as notices
    from cairn.growth.queries import recognition, victories, victories_along
    from cairn.growth.verbs import recognition as lines
    from cairn.growth.verbs import victories as verbs
    from cairn.safety.effects import effect
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(VictoryShown, notices.victory_shown)
    inside(Recognised, notices.recognised)
    for name, sql in victories.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.in_circle)
    fill("today.side", slots.told_today)
    fill("you.rows", slots.cairn_row)
    fill("desk", slots.on_desk)
    reportable("victory", victories.victory_as_it_stands)
    reportable("recognition", recognition.recognition_as_it_stands)
    effect("hold", "victory", verbs.hold_victory)
    effect("hold", "recognition", lines.hold_recognition)
    taken_along("cairn", _("Your cairn"), victories_along.cairn_along, place=50)
    taken_along("lines", _("Lines between you and others"), victories_along.lines_along, place=51)


def _path() -> None:
    """Witness lines invited and offered; the path on the You page; a letter to somebody starting out on their Today."""
    from django.utils.translation import gettext_lazy as _

    from cairn.base.along import taken_along
    from cairn.growth import path_along, path_slots
    from cairn.growth.happenings.witness import WitnessMoved
    from cairn.growth.notices import witness as notices
    from cairn.growth.queries import starting, witness
    from cairn.growth.verbs import path, starting as letters, witness as lines  # noqa: F401  path brings what the clock does
    from cairn.safety import effects
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(WitnessMoved, notices.moved)
    fill("you.rows", path_slots.you_row)
    fill("today.main", path_slots.letter_on_today)
    fill("today.looks", path_slots.today_row)
    fill("circle.ways", path_slots.circle_way)
    reportable("witness", witness.witness_as_it_stands)
    reportable("starting", starting.starting_as_it_stands)
    effects.effect("hold", "witness", lines.hold_witness)
    effects.effect("hold", "starting", letters.hold_starting)
    taken_along("path", _("Your path"), path_along.path, place=50)
    taken_along("witness", _("What you noticed in others"), path_along.noticed, place=51)
    taken_along("starting", _("Your letters to somebody starting out"), path_along.letters, place=52)


def _retelling() -> None:
    """Views invited and written; what leads from a share to telling it again."""
    from cairn.base.along import taken_along
    from cairn.growth.happenings.retelling import ViewAsked, ViewWritten
    from cairn.growth.notices import retelling as notices
    from cairn.growth.queries import retelling_as_it_stands, view_as_it_stands
    from cairn.growth.retold import along, holding, slots
    from cairn.safety import effects
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(ViewAsked, notices.view_asked)
    inside(ViewWritten, notices.view_written)
    reportable("retelling", retelling_as_it_stands)
    reportable("view", view_as_it_stands)
    effects.effect("hold", "retelling", holding.hold_retelling)
    effects.effect("hold", "view", holding.hold_view)
    fill("share.foot", slots.under_own_share)
    fill("path.side", slots.beside_path)
    fill("you.rows", slots.you_rows)
    taken_along("retellings", along.TOLD_AGAIN, along.retold, place=27)
    taken_along("views", along.SEEN, along.seen_for_others, place=28)


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
    fill("you.rows", buddy_slots.you_row)
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
    fill("you.rows", letters_slots.you_row)
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
    fill("you.rows", activities_slots.you_row)
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


def _crisis() -> None:
    """A signal calls listeners besides the responders; its writer's card, true hours of cover, plan and duty."""
    from cairn.hearing.verbs.alarms import signal_seen
    from cairn.members.happenings import Left
    from cairn.safety import caring_slots, live, reaching
    from cairn.safety.happenings import SignalSeen
    from cairn.safety.verbs.escalating import call_again_for

    live.connect()
    reaching.connect()
    inside(SignalSeen, signal_seen)
    inside(Left, lambda left: call_again_for(left.member_id))
    fill("page.top", caring_slots.card_on_next_page)
    fill("page.now", caring_slots.card_now)
    fill("cover", caring_slots.true_hours)
    fill("you.rows", caring_slots.plan_row)
    fill("you.below", caring_slots.duty_rows)
    fill("desk", caring_slots.on_desk)


def _deciding() -> None:
    """What a decision does in the rooms whose words or seats it is about, who is told, and where it is offered."""
    from cairn.circles import ending
    from cairn.hearing.verbs import follow
    from cairn.meetings.holding import hold_spoken
    from cairn.safety import effects, happenings, notices, slots
    from cairn.shares import holding
    from cairn.shares.happenings import ShareHeld
    from cairn.shares.search import keeping

    effects.effect("hold", "share", holding.hold_share)
    effects.effect("fold", "share", holding.fold_share)
    effects.effect("hold", "response", holding.hold_response)
    effects.effect("fold", "response", holding.fold_response)
    effects.effect("hold", "spoken", hold_spoken)
    effects.seats(end=ending.end_seat, give_back=ending.give_seat_back, of=ending.seat_of)
    inside(ShareHeld, follow)
    after(ShareHeld, keeping.follow)
    inside(happenings.ReportClosed, notices.reports.closed)
    inside(happenings.ReportHandedOver, notices.reports.handed_over)
    inside(happenings.SecondWanted, notices.deciding.second_wanted)
    inside(happenings.Decided, notices.deciding.decided)
    inside(happenings.DecisionLifted, notices.deciding.lifted)
    inside(happenings.Appealed, notices.deciding.appealed)
    inside(happenings.AppealAnswered, notices.deciding.appeal_answered)
    fill("spoken.foot", slots.under_turn)
    fill("circle.foot", slots.under_circle)
    fill("you.rows", slots.decisions_row)
    _while_paused()


def _quiet_mode() -> None:
    """A calm line for everybody, and one press for those who look after the space."""
    from cairn.safety import quiet_slots

    fill("page.line", quiet_slots.calm_line)
    fill("desk", quiet_slots.on_desk)
    fill("responders.desk", quiet_slots.on_desk)


def _while_paused() -> None:
    """What somebody paused may still hand in: everything for themselves alone, every way to help, and every way to
    be apart from others. Whatever is not named here is refused (members/pausing.py)."""
    from cairn.members.pausing import still_open

    still_open("decisions", "decision", "sign_out_everywhere", "kept", after_the_end=True)
    still_open("tell", "look_over", "draft_keep", "draft_drop", "response_keep", "withdraw", "withdraw_response")  # telling oneself alone
    still_open("try_it", "say_how_it_went", "ask_later", "let_go", "take_line_back", "withdraw_strategy")
    still_open("distance", "distance_end", "let_be_seen", "concern_stop", "line_take_back", "step_back")
    still_open("ask_for_somebody", "noticed_answer", "noticed_unfounded", "care_return", "plan_write", "plan_tear_up")  # being helped
    still_open("report", "block", "unblock", "seat_leave", "seat_rest", "seat_back", "seat_take_back", "decline", "stop_listening", "rest", "stop_welcoming", "wish_take_back")
    still_open("you_experiences", "you_interests", "you_languages", "you_zone", "you_hours", "you_boundaries", "you_quiet", "you_leaving", "you_coach")
    still_open("ways_in", "passkey_add", "passkey_options", "passkey_remove", "password", "password_remove", "places", "place_end", "codes", "mail")
    still_open("checkin", "checkin_change", "checkin_let_go", "checkin_bring_back", "checkin_take_back")
    still_open("journal_begin", "journal_begin_passkey", "journal_passkey_options", "journal_open", "journal_open_passkey", "journal_lock")
    still_open("journal_start_over", "journal_write", "journal_keep", "journal_search", "entry_edit", "entry_delete", "entry_bring_back")
    still_open("journal_codes", "journal_key_password", "journal_key_passphrase", "journal_key_passkey", "journal_key_let_go")
    still_open("buddy_wish", "buddy_rest", "buddy_withdraw", "buddy_end")
    still_open("letter_keep", "letter_take_back", "letters_let_go", "knock_take_back", "knock_decline", "door_close")
    still_open("retell", "retell_from", "retelling_write", "retelling_keep", "retell_again", "retelling_share", "retelling_let_go", "retelling_bring_back", "book")
    still_open("uninvite", "invite_again", "view_step_away", "view_come_back")  # fewer read it, or as many as before
    still_open("victory_lay", "victory_change", "victory_tell", "victory_let_go", "victory_bring_back")  # for oneself alone; taking back
    still_open("recognition_keep", "recognition_off_wall", "recognition_let_go", "recognition_bring_back")
    still_open("path_first", "path_aside", "path_offer_again", "stone_lay", "stone_change", "stone_remove", "stone_bring_back", "growth_choices")
    still_open("witness_decline", "witness_accept", "witness_let_go", "witness_bring_back", "witness_take_back", "starting_withdraw", "starting_aside", "starting_show_again")
    still_open("activity_not_go", "activity_cancel", "activity_came")
    still_open("reaching", "wake_here", "wake_no_more", "notices", "feed_make", "feed_names", "feed_revoke", "sign_up_languages")


def _members_streams() -> None:
    """A notice moves its member's open Today and list. What is drawn once for everybody goes to nobody who is not
    shown somebody in it: their pages fetch their own."""
    from cairn.home import live
    from cairn.live.streams import hidden_by
    from cairn.live.verbs import record_each
    from cairn.members.models import Member
    from cairn.notices.happenings import NoticesGiven

    live.connect()
    hidden_by(lambda member_id: Member(pk=member_id).unheard_ids)
    inside(NoticesGiven, lambda given: record_each([f"member:{pk}" for pk in given.member_ids], "notice"))


def _reaching() -> None:
    """What may reach somebody who is not here. The rows are written by notices' own verb, with the notice."""
    from cairn.hearing import reaching
    from cairn.members.queries import the_space
    from cairn.notices import notices, outside, slots
    from cairn.notices.outgoing import gathering, sending  # noqa: F401  they bring what the clock does

    notices.connect()
    gathering.connect()
    reaching.connect()
    outside.named_by(lambda: the_space().name)
    fill("you.rows", slots.reaching_row)


def _leaving() -> None:
    """Somebody leaves: what they told is taken back, their seats are free, nobody waits for them and nothing reaches
    them. They change their mind, or are erased: then every room lets go of what is theirs."""
    from cairn.circles.leaving import leave_seats
    from cairn.config.keeping import retention  # noqa: F401  it brings what the clock does
    from cairn.hearing.leaving import end_all_hearing, put_down_who_left
    from cairn.home import erasing, keeping  # noqa: F401  keeping brings what the clock does
    from cairn.home.along import parts
    from cairn.members import happenings
    from cairn.members.pausing import still_open
    from cairn.notices.verbs import reach_no_more
    from cairn.safety.verbs import letting_go  # noqa: F401  the same
    from cairn.shares.happenings import AllBroughtBack, AllWithdrawn
    from cairn.shares.leaving import bring_all_back, take_all_back
    from cairn.shares.search.keeping import refresh

    inside(happenings.Left, put_down_who_left)  # first: a wave holds the space before anything else
    inside(happenings.Left, take_all_back)
    inside(AllWithdrawn, end_all_hearing)
    for changed in (AllWithdrawn, AllBroughtBack):
        after(changed, lambda moved: refresh(list(moved.share_ids)))
    inside(happenings.Left, leave_seats)
    inside(happenings.Left, lambda left: reach_no_more(left.member_id))
    inside(happenings.Stayed, bring_all_back)
    inside(happenings.Erased, erasing.let_go)
    parts.connect()
    still_open("going", "going_now")
    still_open("along", "along_file", "along_let_go", after_the_end=True)

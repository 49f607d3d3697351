"""Reports, the guard, decisions and signals."""

from cairn.base.happenings import after, inside
from cairn.base.slots import fill


def connect() -> None:
    _safety()
    _guarding()
    _deciding()
    _crisis()


def _safety() -> None:
    """A report reaches whoever looks at reports; and is offered under what others wrote. Who comes to run the space
    stands in the log."""
    from cairn.members.happenings import CoordinatorNamed
    from cairn.safety import notices, slots
    from cairn.safety.happenings import Reported
    from cairn.safety.verbs import note

    notices.connect()
    inside(Reported, notices.reports.reported)
    inside(CoordinatorNamed, lambda named: note("name_coordinator", by=named.by_id, noun="member", noun_id=named.member_id))
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
    fill("you.yours", caring_slots.plan_row)
    fill("you.below", caring_slots.duty_rows)
    fill("desk.first", caring_slots.first_on_desk)
    fill("desk", caring_slots.on_desk)

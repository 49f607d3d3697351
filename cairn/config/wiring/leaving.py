"""What follows when somebody leaves, stays after all, or is erased."""

from cairn.base.happenings import after, inside


def connect() -> None:
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
    from cairn.shares.leaving import bring_all_back, take_all_back, take_back_for_longer
    from cairn.shares.search.keeping import refresh

    inside(happenings.Left, put_down_who_left)  # first: a wave holds the space before anything else
    inside(happenings.Left, take_all_back)
    inside(AllWithdrawn, end_all_hearing)
    for changed in (AllWithdrawn, AllBroughtBack):
        after(changed, lambda moved: refresh(list(moved.share_ids)))
    inside(happenings.Left, leave_seats)
    inside(happenings.Left, lambda left: reach_no_more(left.member_id))
    inside(happenings.ErasingPutOff, take_back_for_longer)
    inside(happenings.Stayed, bring_all_back)
    inside(happenings.Erased, erasing.let_go)
    parts.connect()
    still_open("going")
    still_open("going_now", "along", "along_file", "along_let_go", after_the_end=True)

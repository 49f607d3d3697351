"""What moves a member's own open pages."""

from cairn.base.happenings import inside


def connect() -> None:
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

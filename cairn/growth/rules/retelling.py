"""Who may do what with a retelling, and what its sealed words hold."""

from datetime import datetime, timedelta

from cairn.base import clock
from cairn.base.rates import HOUR, Limit

UNDO_FOR = timedelta(minutes=10)
OLD_ENOUGH = timedelta(weeks=3)  # before that, a share is still being told the first time
MOST_ASKED = 5  # standing invitations to one retelling: a few people, not an audience
BEGUN = Limit("retellings", 30, HOUR)

PARTS = ("happened", "felt", "bottom", "possible")
WORDS = ("title", *PARTS)


def is_told(retelling) -> bool:
    """Finished, as far as such a thing is."""
    return retelling.told_at is not None and retelling.gone_at is None


def may_ask(member, retelling) -> bool:
    return retelling.member_id == member.pk and is_told(retelling) and retelling.held_at is None


def may_bring_back(retelling) -> bool:
    return retelling.gone_at is not None and retelling.gone_at > clock.now() - UNDO_FOR


def words_of(kept: dict) -> dict[str, str]:
    return {name: kept.get(name, "") for name in WORDS}


def is_worth_keeping(words: dict[str, str]) -> bool:
    return any(words.get(name, "").strip() for name in PARTS)


def all_words(kept: dict, *, first: bool) -> str:
    """As one text; `first` with the first telling."""
    said = [kept.get("title", ""), *(kept.get(name, "") for name in PARTS), kept.get("first", "") if first else ""]
    return "\n\n".join(filter(None, said))


# ---- who was asked: a list beside the words, as only the two know under which name they know each other


def asked(kept: dict) -> list[dict]:
    """Each invitation that stands: id, view, circle (None: buddies), at."""
    return [one for one in kept.get("asked", ()) if not one.get("back")]


def asked_of(kept: dict, view_id: int) -> dict | None:
    """By which the two know each other; the first, where one was asked in two circles."""
    return next((one for one in asked(kept) if one["view"] == view_id), None)


def was_taken_back(kept: dict, view) -> bool:
    """Whoever asked closed it, and not whoever was asked."""
    return view.closed_at is not None and any(one.get("back") == view.closed_at.isoformat() for one in kept.get("asked", ()) if one["view"] == view.pk)


def may_ask_again(one: dict) -> bool:
    """For ten minutes after it was taken back."""
    return bool(one.get("back")) and datetime.fromisoformat(one["back"]) > clock.now() - UNDO_FOR


def may_come_back(view) -> bool:
    """For ten minutes after stepping away, while the invitation stands."""
    is_fresh = view.closed_at is not None and view.closed_at > clock.now() - UNDO_FOR
    return is_fresh and is_told(view.retelling) and asked_of(view.retelling.kept, view.pk) is not None


def first_is_shown(kept: dict) -> bool:
    """To whom was asked. A first telling told as "someone" stays without its author."""
    return bool(kept.get("first")) and not kept.get("veiled")
